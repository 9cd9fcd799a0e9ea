/* JSON Lines, one article a line; also one object or an array of objects over many lines.
 *
 * Records refer to `text` as it stands, so only what is unmistakably no part of the article
 * leaves it. */
#include "read/clean.h"
#include "read/json-stream.h"
#include "read/utf8.h"

/* A list of names is joined by commas. */
static const char *
author_field(Article *article, const json_t *object)
{
	const json_t *value = json_object_get(object, "author");
	g_autoptr(GString) names = g_string_new(NULL);
	const json_t *name;
	size_t i;

	if (!json_is_array(value))
		return json_field(article, object, "author");
	json_array_foreach(value, i, name)
	{
		names_add(names, json_string_value(name));
	}
	return article_field(article, names->str);
}

static void
set(const char **member, const char *value)
{
	if (value)
		*member = value;
}

static void
read_fields(Article *article, const json_t *object)
{
	const char *published = json_field(article, object, "published"),
		   *modified = json_field(article, object, "modified");

	set(&article->id, json_field(article, object, "id"));
	set(&article->url, json_field(article, object, "url"));
	set(&article->title, json_field(article, object, "title"));
	set(&article->outlet, json_field(article, object, "outlet"));
	set(&article->author, author_field(article, object));
	set(&article->language, json_field(article, object, "language"));
	if (published)
		set(&article->published, date_to_iso(article->arena, published));
	if (modified)
		set(&article->modified, date_to_iso(article->arena, modified));
}

/* The text of the object, cleaned; NULL with the error set where its HTML cannot be read. */
static char *
read_body(Article *article, const json_t *object, const char *where, const Lexicon *lexicon,
          GError **error)
{
	const json_t *text = json_object_get(object, "text"),
		     *html = json_object_get(object, "html");
	g_autofree char *title = NULL, *author = NULL;
	size_t length;

	if (json_is_string(html) && !json_string_length(text))
		return html_read(article, json_string_value(html), json_string_length(html),
		                 where, lexicon, error);
	if (!json_is_string(text))
		return g_strdup("");
	g_autofree char *settled =
	    settle(json_string_value(text), json_string_length(text), &length);
	char *cleaned =
	    clean(settled, length, CLEAN_REPEATS | CLEAN_NOTICES, lexicon, &title, &author);
	set(&article->title, article_field(article, title));
	return cleaned;
}

static bool
read_article(const json_t *object, const JsonPlace *place, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;

	(void)unused;
	if (!json_is_object(object))
		return report(place->reading, ENTENTE_ERROR_INPUT, "%s: no JSON object",
		              place->where);
	Article *article = article_new(place->name);
	article->id = arena_printf(article->arena, "%s-%zu", article->id, place->number);
	char *text = read_body(article, object, place->where, place->reading->lexicon, &error);
	if (!text) {
		article_free(article);
		return place->reading->sink->problem(error, place->reading->sink->user_data);
	}
	read_fields(article, object);
	return article_deliver(article, text, place->where, place->reading);
}

static bool
read_jsonl(Input *input, const Reading *reading)
{
	return json_read_lines(input, reading, read_article, NULL);
}

const Reader reader_jsonl = { "JSON Lines", json_sniff, read_jsonl };
