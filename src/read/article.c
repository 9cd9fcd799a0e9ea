/* The article that a reader fills: made, its fields cleaned, handed over. */
#include "read/clean.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <string.h>

enum { MAX_ID_BYTES = 120 };

void
article_free(Article *article)
{
	if (article)
		arena_free(article->arena);
}

/* The part of an address with its escapes undone, as an id, to be freed. */
static char *
plain_part(const char *part, size_t length)
{
	g_autofree char *plain = g_uri_unescape_segment(part, part + length, "/");

	if (!plain)
		return g_strndup(part, MIN(length, (size_t)MAX_ID_BYTES));
	char *id = g_utf8_make_valid(plain, (gssize)MIN(strlen(plain), (size_t)MAX_ID_BYTES));
	for (char *at = id; *at; at++)
		if ((guchar)*at <= ' ' || *at == 0x7f)
			*at = '-';
	return id;
}

/* The last part of the path, without what follows its last dot; of a path that has none, or
 * only an index, the part before it, and at last the host's name. */
static char *
id_from_address(const char *address)
{
	const char *start = strstr(address, "://") + strlen("://");
	const char *end = start + strcspn(start, "?#");

	while (end > start) {
		const char *slash = memrchr(start, '/', (size_t)(end - start));
		const char *part = slash ? slash + 1 : start;
		const char *dot = slash ? memrchr(part, '.', (size_t)(end - part)) : NULL;
		g_autofree char *id =
		    plain_part(part, (size_t)((dot && dot > part ? dot : end) - part));

		if (*id && (!slash || g_ascii_strcasecmp(id, "index") != 0))
			return g_steal_pointer(&id);
		end = slash ? slash : start;
	}
	return g_strdup("page");
}

char *
name_stem(const char *name)
{
	if (strcmp(name, "-") == 0)
		return g_strdup("stdin");
	if (is_web_address(name))
		return id_from_address(name);
	char *stem = g_path_get_basename(name);
	if (g_str_has_suffix(stem, ".gz"))
		stem[strlen(stem) - strlen(".gz")] = '\0';
	char *dot = strrchr(stem, '.');

	if (dot && dot != stem)
		*dot = '\0';
	return stem;
}

Article *
article_new(const char *name)
{
	Arena *arena = arena_new();
	Article *article = arena_new0(arena, Article, 1);
	g_autofree char *stem = name_stem(name);

	article->arena = arena;
	article->path = arena_strdup(arena, name);
	article->url = is_web_address(name) ? article->path : NULL;
	article->id = arena_strdup(arena, stem);
	article->text = "";
	return article;
}

/* The host's name in an address, without "www." */
static const char *
host_of(const char *address, size_t *length)
{
	const char *host = strstr(address, "://");

	host = host ? host + strlen("://") : address;
	if (g_ascii_strncasecmp(host, "www.", 4) == 0)
		host += 4;
	*length = strcspn(host, "/?#");
	return host;
}

const char *
article_address(const char *fetched, const char *claimed)
{
	size_t length, wanted;
	const char *host = host_of(fetched, &wanted);

	if (!claimed || !is_web_address(claimed))
		return fetched;
	const char *other = host_of(claimed, &length);
	return length == wanted && g_ascii_strncasecmp(host, other, length) == 0 ? claimed
	                                                                         : fetched;
}

const char *
article_field(Article *article, const char *text)
{
	size_t length;

	if (!text)
		return NULL;
	g_autofree char *settled = settle(text, strlen(text), &length);
	g_strdelimit(settled, "\n", ' ');
	g_strstrip(settled);
	return *settled ? arena_strdup(article->arena, settled) : NULL;
}

bool
report(const Reading *reading, EntenteError code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autoptr(GError) why = g_error_new_valist(ENTENTE_ERROR, code, format, arguments);
	va_end(arguments);
	return reading->sink->problem(why, reading->sink->user_data);
}

void
names_add(GString *names, const char *name)
{
	enum { MAX_BYTES = 500 };

	if (name && *name && names->len < MAX_BYTES)
		g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
}

char *
article_clean(Article *article, const char *text, const Lexicon *lexicon)
{
	g_autofree char *title = NULL, *author = NULL;
	size_t length;
	g_autofree char *settled = settle(text, strlen(text), &length);
	char *cleaned = clean(settled, length, CLEAN_ALL, lexicon, &title, &author);

	if (!article->title)
		article->title = article_field(article, title);
	if (!article->author)
		article->author = article_field(article, author);
	return cleaned;
}

char *
article_under_title(const Article *article, char *text)
{
	const char *title = article->title;
	size_t length = title ? strlen(title) : 0;
	bool begins = strncmp(text, title ? title : "", length) == 0 &&
	              (text[length] == '\n' || text[length] == '\0');
	g_autofree char *taken = title && !begins ? text : NULL;

	if (!taken)
		return text;
	return *taken ? g_strconcat(title, "\n\n", taken, NULL) : g_strdup(title);
}

bool
begin_record(const Reading *reading, const char *where)
{
	return !reading->record || reading->record(where, reading->sink->user_data);
}

bool
report_record(const Reading *reading, const char *name, EntenteError code, const char *format,
              ...)
{
	g_autofree char *where = g_strdup_printf("'%s'", name);
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return !begin_record(reading, where) || report(reading, code, "%s: %s", where, what);
}

bool
report_failure(const Input *input, const Reading *reading)
{
	if (input->hushed)
		return true;
	g_autoptr(GError) error = input_error(input);
	return reading->sink->problem(error, reading->sink->user_data);
}

enum { MAX_FIELD_BYTES = 2000 }; /* more is no title, name or address */

static void
settle_field(Article *article, const char **field, const char *around, bool counts)
{
	size_t length;

	if (!around || (*field && !counts) || strlen(around) > MAX_FIELD_BYTES)
		return;
	g_autofree char *decoded = decode(around, strlen(around), NULL, &length);
	*field = article_field(article, decoded);
}

/* What is known from around the page, where it counts or the page does not say. */
static void
add_origin(Article *article, const Origin *origin)
{
	const char *published =
	    origin->published ? date_to_iso(article->arena, origin->published) : NULL;

	settle_field(article, &article->url, origin->url, false);
	settle_field(article, &article->title, origin->title, origin->counts);
	settle_field(article, &article->outlet, origin->outlet, origin->counts);
	settle_field(article, &article->published, published, origin->counts);
	if (origin->fetched)
		article->fetched = date_to_iso(article->arena, origin->fetched);
}

bool
article_deliver(Article *article, char *text, const char *where, const Reading *reading)
{
	g_autofree char *taken = text;

	if (!*taken) {
		article_free(article);
		return report(reading, ENTENTE_ERROR_INPUT, "%s: no text in it", where);
	}
	if (reading->origin)
		add_origin(article, reading->origin);
	article->length = (uint32_t)strlen(taken);
	article->text = arena_strndup(article->arena, taken, article->length);
	article->language =
	    language_of(article->text, article->language, reading->lexicon, article->arena);
	return reading->sink->article(article, reading->sink->user_data);
}

bool
fetch_page(Input *input, const Reading *reading, bool *go_on)
{
	size_t limit = input->unpacked ? MAX_UNPACKED_BYTES : MAX_PAGE_BYTES;

	while (input->length <= limit && input_wire(input) - input->wire <= MAX_PAGE_BYTES)
		if (!input_fetch(input))
			break;
	if (input->length > limit)
		*go_on = report(reading, ENTENTE_ERROR_LIMIT,
		                "'%s': longer than %zu MB%s, the limit for a page", input->name,
		                limit / 1000000, input->unpacked ? " unpacked" : "");
	else if (input_wire(input) - input->wire > MAX_PAGE_BYTES)
		*go_on = report(reading, ENTENTE_ERROR_LIMIT,
		                "'%s': longer than %d MB packed, the limit for a page",
		                input->name, MAX_PAGE_BYTES / 1000000);
	else if (input->failed)
		*go_on = report_failure(input, reading);
	else
		return true;
	return false;
}
