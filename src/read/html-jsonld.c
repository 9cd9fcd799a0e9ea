/* JSON-LD (schema.org) in a page: the article that it describes. */
#include "read/html.h"
#include "read/reader.h"

#include <jansson.h>
#include <string.h>

enum { MAX_NAMES = 50 }; /* looked up of a list */

/* The more a type says that it is the page's article, the higher. */
static int
type_rank(const char *type)
{
	if (g_str_has_suffix(type, "NewsArticle"))
		return 4;
	if (g_str_has_suffix(type, "Article") || g_str_has_suffix(type, "Posting") ||
	    g_str_has_suffix(type, "Report"))
		return 3;
	return strcmp(type, "WebPage") == 0 ? 1 : 0;
}

static bool
is_type(const json_t *object, const char *name)
{
	const json_t *type = json_object_get(object, "@type"), *each;
	size_t i;

	json_array_foreach(type, i, each)
	{
		if (g_strcmp0(json_string_value(each), name) == 0)
			return true;
	}
	return g_strcmp0(json_string_value(type), name) == 0;
}

static int
object_rank(const json_t *object)
{
	const json_t *type = json_object_get(object, "@type"), *each;
	int rank = json_is_string(type) ? type_rank(json_string_value(type)) : 0;
	size_t i;

	json_array_foreach(type, i, each)
	{
		if (json_is_string(each))
			rank = MAX(rank, type_rank(json_string_value(each)));
	}
	return rank;
}

/* The best article among the value, a list's members, the objects of a graph. */
static const json_t *
best_article(const json_t *value, const json_t *best)
{
	const json_t *each;
	size_t i;

	if (json_is_array(value)) {
		json_array_foreach(value, i, each) best = best_article(each, best);
		return best;
	}
	if (!json_is_object(value))
		return best;
	if (object_rank(value) > object_rank(best))
		best = value;
	best = best_article(json_object_get(value, "@graph"), best);
	return best_article(json_object_get(value, "mainEntity"), best);
}

/* The graph's object of this identifier. */
static const json_t *
by_id(const json_t *root, const char *id)
{
	const json_t *graph = json_is_array(root) ? root : json_object_get(root, "@graph"),
		     *each;
	size_t i;

	json_array_foreach(graph, i, each)
	{
		const char *other = json_string_value(json_object_get(each, "@id"));

		if (other && strcmp(other, id) == 0 && json_object_get(each, "name"))
			return each;
	}
	return NULL;
}

/* The names of a string, an object with a name, a reference into the graph or a list of them,
 * of which no more than `*left` are looked up. */
static void
append_names(GString *out, const json_t *value, const json_t *root, unsigned *left)
{
	const char *name = json_string_value(value);
	const json_t *each;
	size_t i;

	json_array_foreach(value, i, each) append_names(out, each, root, left);
	if (json_is_object(value) && *left) {
		--*left;
		const char *id = json_string_value(json_object_get(value, "@id"));
		const json_t *named = json_object_get(value, "name");
		bool unnamed = !json_is_string(named) || !*json_string_value(named);
		const json_t *other = unnamed && id ? by_id(root, id) : NULL;

		name = json_string_value(other ? json_object_get(other, "name") : named);
	}
	if (name && !g_str_has_prefix(name, "http"))
		names_add(out, name);
}

static void
set_names(char **member, const json_t *value, const json_t *root)
{
	g_autoptr(GString) names = g_string_new(NULL);
	unsigned left = MAX_NAMES;

	append_names(names, value, root, &left);
	if (!*member && names->len)
		*member = g_strdup(names->str);
}

static void
set_text(char **member, const json_t *value)
{
	const char *text = json_is_array(value) ? json_string_value(json_array_get(value, 0))
	                                        : json_string_value(value);

	if (!*member && text && *text)
		*member = g_strdup(text);
}

void
linked_data_read(LinkedData *found, const char *text)
{
	g_autofree char *plain = g_strdup(text);
	json_error_t error;

	for (char *at = plain; *at; at++) /* raw line feeds within strings are common */
		*at = (guchar)*at < 0x20 ? ' ' : *at;
	const char *start = strpbrk(plain, "{[");
	size_t length = start ? strlen(start) : 0;

	/* wrapped in a comment or CDATA section, ended by a semicolon */
	while (length && start[length - 1] != '}' && start[length - 1] != ']')
		length--;
	json_t *root = length ? json_loadb(start, length, 0, &error) : NULL;
	const json_t *article = root ? best_article(root, NULL) : NULL;
	if (article) {
		found->live |= is_type(article, "LiveBlogPosting");
		const json_t *page = json_object_get(article, "mainEntityOfPage");

		if (object_rank(article) > 1)
			set_text(&found->title, json_object_get(article, "headline"));
		set_text(&found->published, json_object_get(article, "datePublished"));
		set_text(&found->modified, json_object_get(article, "dateModified"));
		set_text(&found->language, json_object_get(article, "inLanguage"));
		set_text(&found->body, json_object_get(article, "articleBody"));
		set_text(&found->url, json_object_get(article, "url"));
		set_text(&found->url,
		         json_is_object(page) ? json_object_get(page, "@id") : page);
		set_names(&found->author, json_object_get(article, "author"), root);
		set_names(&found->outlet, json_object_get(article, "publisher"), root);
	}
	json_decref(root);
}

void
linked_data_clear(LinkedData *found)
{
	char **members[] = { &found->title,     &found->outlet,   &found->author,
		             &found->published, &found->modified, &found->language,
		             &found->url,       &found->body };

	for (unsigned i = 0; i < G_N_ELEMENTS(members); i++)
		g_clear_pointer(members[i], g_free);
}
