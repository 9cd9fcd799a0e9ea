/* The sentences under records as W3C Web Annotations (the Web Annotation Data Model, 2017): an
 * AnnotationCollection with one page, an annotation a record, a target a sentence.
 *
 * Each target has two selectors: the words with what stands around them, and their place in the
 * cleaned text, which the model counts in characters and Entente in bytes.  Both are of the
 * cleaned text; in a page itself the words are what a reader finds. */
#include "base/json.h"
#include "tell/export.h"

#include <entente/tell.h>
#include <string.h>

enum { AROUND = 32 }; /* characters of prefix and suffix */

typedef struct {
	ExportSources *sources;
	char *id, *text; /* of the article looked at last */
	guint n_items;
	GError *error;
} Annotating;

/* The text of the article, NULL with the error kept where it cannot be read. */
static const char *
text_of(Export *export, const char *id)
{
	Annotating *annotating = export->own;

	if (g_strcmp0(annotating->id, id) == 0)
		return annotating->text;
	g_clear_pointer(&annotating->id, g_free);
	g_clear_pointer(&annotating->text, g_free);
	if (!annotating->error)
		annotating->text =
		    entente_dossier_text(export->dossier, id, &annotating->error);
	if (annotating->text)
		annotating->id = g_strdup(id);
	return annotating->text;
}

static void
append_part(GString *out, const char *key, const char *start, const char *end)
{
	g_autofree char *part = g_strndup(start, (gsize)(end - start));

	export_member(out, key, part);
}

/* `characters` back from `at`, no further than `start`. */
static const char *
back(const char *start, const char *at, int characters)
{
	while (characters-- && at > start)
		at = g_utf8_prev_char(at);
	return at;
}

static const char *
forth(const char *at, int characters)
{
	while (characters-- && *at)
		at = g_utf8_next_char(at);
	return at;
}

static void
append_selectors(GString *out, const char *text, const EntenteEvidence *evidence)
{
	const char *start = text + evidence->span.start, *end = text + evidence->span.end;
	glong first = g_utf8_strlen(text, evidence->span.start);
	glong length = g_utf8_strlen(start, end - start);

	g_string_append(out, ", \"selector\": [{\"type\": \"TextQuoteSelector\"");
	append_part(out, "exact", start, end);
	append_part(out, "prefix", back(text, start, AROUND), start);
	append_part(out, "suffix", end, forth(end, AROUND));
	g_string_append_printf(out,
	                       "}, {\"type\": \"TextPositionSelector\", \"start\": %ld, "
	                       "\"end\": %ld}]}",
	                       first, first + length);
}

/* An address for the source: its own, or a name made of its id. */
static void
append_source(GString *out, const EntenteSource *source, const char *id)
{
	if (source && source->url) {
		json_append_text(out, source->url);
		return;
	}
	g_autofree char *escaped = g_uri_escape_string(id, NULL, FALSE);
	g_autofree char *name = g_strconcat("urn:entente:source:", escaped, NULL);
	json_append_text(out, name);
}

static void
append_targets(Export *export, const EntenteRecord *record)
{
	const Annotating *annotating = export->own;
	GString *out = export->out;
	bool first = true;

	g_string_append(out, ", \"target\": [");
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];
		const char *text = text_of(export, evidence->source);

		if (!text || evidence->span.end > strlen(text))
			continue;
		g_string_append(out, first ? "{\"type\": \"SpecificResource\", \"source\": "
		                           : ", {\"type\": \"SpecificResource\", \"source\": ");
		append_source(out, export_source(annotating->sources, evidence->source),
		              evidence->source);
		append_selectors(out, text, evidence);
		first = false;
	}
	g_string_append_c(out, ']');
}

static void
append_tag(GString *out, const char *tag)
{
	g_string_append(out,
	                ", {\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": ");
	json_append_text(out, tag);
	g_string_append_c(out, '}');
}

/* The record as JSON, in a body of that format, and its kind and issue as tags. */
static void
append_bodies(GString *out, const EntenteRecord *record)
{
	g_autoptr(GString) line = g_string_new(NULL);
	EntenteRecord bare = *record;

	bare.n_evidence = 0; /* the targets are the evidence */
	entente_tell_record(&bare, line);
	g_string_truncate(line, line->len - strlen(", \"evidence\": []}\n"));
	g_string_append_c(line, '}');
	g_string_append(out, ", \"body\": [{\"type\": \"TextualBody\", \"purpose\": "
	                     "\"describing\", \"format\": \"application/json\", \"value\": ");
	json_append_text(out, line->str);
	g_string_append_c(out, '}');
	append_tag(out, entente_kind(record->kind)->name);
	if (record->kind == ENTENTE_POSITION && record->position.issue)
		append_tag(out, record->position.issue);
	g_string_append_c(out, ']');
}

static void
write_annotation(Export *export, const EntenteRecord *record)
{
	Annotating *annotating = export->own;
	g_autofree char *uuid = export_uuid(record);
	GString *out = export->out;

	g_string_append_printf(out,
	                       "%s\n  {\"type\": \"Annotation\", \"id\": \"urn:uuid:%s\", "
	                       "\"motivation\": \"describing\"",
	                       annotating->n_items++ ? "," : "", uuid);
	append_bodies(out, record);
	append_targets(export, record);
	g_string_append_c(out, '}');
	export->done->n_told++;
}

static bool
write_all(Export *export, GError **error)
{
	Annotating *annotating = export->own;

	for (EntenteKind kind = ENTENTE_SOURCE + 1; kind < ENTENTE_N_KINDS; kind++)
		if (!export_each(export, kind, write_annotation, error))
			return false;
	if (!annotating->error)
		return true;
	g_propagate_error(error, g_steal_pointer(&annotating->error));
	return false;
}

static bool
write_annotations(Export *export, GError **error)
{
	g_autoptr(ExportSources) sources = export_sources_new(export, error);
	Annotating annotating = { .sources = sources };

	if (!sources)
		return false;
	export->own = &annotating;
	g_string_append(
	    export->out,
	    "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n "
	    "\"id\": \"urn:entente:annotations\", \"type\": \"AnnotationCollection\", "
	    "\"label\": \"Records of a negotiation\",\n "
	    "\"first\": {\"id\": \"urn:entente:annotations:1\", \"type\": "
	    "\"AnnotationPage\", \"startIndex\": 0, \"items\": [");
	bool well = write_all(export, error);
	g_string_append_printf(export->out, "]},\n \"total\": %u}\n", annotating.n_items);
	g_clear_error(&annotating.error);
	g_free(annotating.id);
	g_free(annotating.text);
	return well;
}

const ExportFormat export_annotations = {
	{ "annotations", "sentences as W3C Web Annotations, JSON-LD", "jsonld", NO_SOURCE,
	  false },
	write_annotations,
};
