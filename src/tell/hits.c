/* What a search found: a sentence each, with where it stands and which records rest on it. */
#include "base/json.h"
#include "tell/plain.h"

#include <entente/search.h>
#include <string.h>

enum { WIDTH = 96, INDENT = 2 };

typedef struct {
	const char *begins, *ends; /* around a word that was found */
} Marks;

static const Marks of_text = { "", "" }, of_colour = { "\x1b[1m", "\x1b[0m" },
		   of_markdown = { "**", "**" };

static void
tell_json(const EntenteHit *hit, GString *out)
{
	const struct {
		const char *key, *text;
	} texts[] = {
		{ "source", hit->source }, { "outlet", hit->outlet },
		{ "title", hit->title },   { "published", hit->published },
		{ "url", hit->url },       { "text", hit->text },
	};

	g_string_append(out, "{");
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_string_append_printf(out, "\"%s\": ", texts[i].key);
		json_append_text(out, texts[i].text);
		g_string_append(out, ", ");
	}
	g_string_append_printf(out, "\"start\": %u, \"end\": %u, \"marks\": [", hit->span.start,
	                       hit->span.end);
	for (size_t i = 0; i < hit->n_marks; i++)
		g_string_append_printf(out, i ? ", [%u, %u]" : "[%u, %u]", hit->marks[i].start,
		                       hit->marks[i].end);
	g_string_append(out, "], \"refs\": ");
	json_append_texts(out, hit->refs);
	g_string_append(out, "}\n");
}

/* Where it stands: "Harbour Gazette, 2025-12-03: Talks resume [harbour]". */
static char *
place_of(const EntenteHit *hit, Arena *arena)
{
	g_autoptr(GString) place = g_string_new(hit->outlet);

	if (hit->published)
		g_string_append_printf(place, "%s%.10s", place->len ? ", " : "",
		                       hit->published);
	if (hit->title)
		g_string_append_printf(place, "%s%s", place->len ? ": " : "", hit->title);
	g_string_append_printf(place, "%s[%s]", place->len ? " " : "", hit->source);
	return plain_text(arena, place->str, WIDTH * 2);
}

/* The hit's text, as it may stand anywhere, and in `marks` (EntenteSpan) where its words are.
 */
static GString *
clean(const EntenteHit *hit, GArray *marks, Arena *arena)
{
	GString *text = g_string_new(NULL);
	uint32_t at = 0;

	for (size_t i = 0; i <= hit->n_marks; i++) {
		bool last = i == hit->n_marks;
		EntenteSpan mark =
		    last ? (EntenteSpan){ (uint32_t)strlen(hit->text), 0 } : hit->marks[i];
		const char *before = arena_strndup(arena, hit->text + at, mark.start - at);

		g_string_append(text, plain_text(arena, before, G_MAXINT));
		if (last)
			break;
		EntenteSpan here = { (uint32_t)text->len, 0 };
		const char *word =
		    arena_strndup(arena, hit->text + mark.start, mark.end - mark.start);
		g_string_append(text, plain_text(arena, word, G_MAXINT));
		here.end = (uint32_t)text->len;
		g_array_append_val(marks, here);
		at = mark.end;
	}
	return text;
}

/* A stretch of the cleaned text, its words marked; one that goes on after it, as well. */
static void
put_marked(GString *out, const GString *text, EntenteSpan stretch, const GArray *spans,
           const Marks *marks)
{
	uint32_t at = stretch.start;

	for (guint i = 0; i < spans->len; i++) {
		EntenteSpan span = g_array_index(spans, EntenteSpan, i);
		uint32_t start = MAX(span.start, stretch.start),
			 end = MIN(span.end, stretch.end);

		if (start >= end)
			continue;
		g_string_append_len(out, text->str + at, start - at);
		g_string_append(out, marks->begins);
		g_string_append_len(out, text->str + start, end - start);
		g_string_append(out, marks->ends);
		at = end;
	}
	g_string_append_len(out, text->str + at, stretch.end - at);
}

static void
put_refs(const EntenteHit *hit, GString *out)
{
	for (size_t i = 0; hit->refs && hit->refs[i]; i++)
		g_string_append_printf(out, i ? " %s" : "%s", hit->refs[i]);
}

static void
tell_text(const EntenteHit *hit, const EntenteStyle *style, Arena *arena, GString *out)
{
	const Marks *marks = style->colour ? &of_colour : &of_text;
	g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(EntenteSpan));
	g_autoptr(GString) text = clean(hit, spans, arena);
	const char *at = text->str;
	size_t length;

	g_string_append_printf(out, "%s\n", place_of(hit, arena));
	while (plain_wrap(&at, (style->width ? style->width : WIDTH) - INDENT, &length)) {
		uint32_t start = (uint32_t)(at - text->str);

		g_string_append_printf(out, "%*s", INDENT, "");
		put_marked(out, text, (EntenteSpan){ start, start + (uint32_t)length }, spans,
		           marks);
		g_string_append_c(out, '\n');
		at += length;
	}
	if (hit->refs) {
		g_string_append_printf(out, "%*s", INDENT, "");
		put_refs(hit, out);
		g_string_append_c(out, '\n');
	}
	g_string_append_c(out, '\n');
}

static void
tell_markdown(const EntenteHit *hit, Arena *arena, GString *out)
{
	g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(EntenteSpan));
	g_autoptr(GString) text = clean(hit, spans, arena);

	g_string_append(out, "- ");
	put_marked(out, text, (EntenteSpan){ 0, (uint32_t)text->len }, spans, &of_markdown);
	g_string_append_printf(out, " – %s", place_of(hit, arena));
	if (hit->refs) {
		g_string_append(out, " (");
		put_refs(hit, out);
		g_string_append_c(out, ')');
	}
	g_string_append_c(out, '\n');
}

void
entente_tell_hits(const EntenteHits *hits, const EntenteStyle *style, GString *out)
{
	for (size_t i = 0; i < entente_hits_count(hits); i++) {
		const EntenteHit *hit = entente_hits_get(hits, i);
		g_autoptr(Arena) arena = arena_new();

		if (style->format == ENTENTE_FORMAT_JSON)
			tell_json(hit, out);
		else if (style->format == ENTENTE_FORMAT_MARKDOWN)
			tell_markdown(hit, arena, out);
		else
			tell_text(hit, style, arena, out);
	}
}
