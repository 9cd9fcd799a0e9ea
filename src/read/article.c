/* The article that a reader fills: made, its fields cleaned, handed over. */
#include "read/reader.h"
#include "read/utf8.h"

#include <string.h>

void
article_free(Article *article)
{
	if (article)
		arena_free(article->arena);
}

static const char *
id_from_name(Arena *arena, const char *name)
{
	if (strcmp(name, "-") == 0)
		return "stdin";
	g_autofree char *base = g_path_get_basename(name);
	char *dot = strrchr(base, '.');

	if (dot && dot != base)
		*dot = '\0';
	return arena_strdup(arena, base);
}

Article *
article_new(const char *name)
{
	Arena *arena = arena_new();
	Article *article = arena_new0(arena, Article, 1);

	article->arena = arena;
	article->path = arena_strdup(arena, name);
	article->id = id_from_name(arena, name);
	article->text = "";
	return article;
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

bool
begin_record(const Reading *reading, const char *where)
{
	return !reading->record || reading->record(where, reading->sink->user_data);
}

bool
article_deliver(Article *article, char *text, const char *where, const Reading *reading)
{
	g_autofree char *taken = text;

	if (!*taken) {
		article_free(article);
		return report(reading, ENTENTE_ERROR_INPUT, "%s: no text in it", where);
	}
	article->length = (uint32_t)strlen(taken);
	article->text = arena_strndup(article->arena, taken, article->length);
	article->language =
	    language_of(article->text, article->language, reading->lexicon, article->arena);
	return reading->sink->article(article, reading->sink->user_data);
}

bool
fetch_page(Input *input, const Reading *reading, bool *go_on)
{
	g_autoptr(GError) error = NULL;

	input_want(input, MAX_PAGE_BYTES + 1);
	if (input->failed) {
		set_errno_error(&error, input->name, input->failed);
		*go_on = reading->sink->problem(error, reading->sink->user_data);
		return false;
	}
	if (input->length > MAX_PAGE_BYTES) {
		*go_on = report(reading, ENTENTE_ERROR_LIMIT,
		                "'%s': longer than %d MB, the limit for a page", input->name,
		                MAX_PAGE_BYTES / 1000000);
		return false;
	}
	return true;
}
