/* The same for programs: JSON in the vocabulary of the records, one address a kind. */
#include "acts.h"
#include "page.h"

#include <jansson.h>
#include <string.h>

enum { USUAL = 100, MOST = 1000 };

static Answer *
done(GString *out)
{
	return answer_new(200, type_json, out);
}

/* Of lines of JSON an array. */
static void
append_lines(GString *out, const GString *lines)
{
	g_string_append_c(out, '[');
	for (gsize i = 0; i < lines->len; i++)
		if (lines->str[i] != '\n')
			g_string_append_c(out, lines->str[i]);
		else if (i + 1 < lines->len)
			g_string_append(out, ",\n");
	g_string_append_c(out, ']');
}

static void
append_records(GString *out, const EntenteRecords *records, gsize from)
{
	g_autoptr(GString) lines = g_string_new(NULL);

	for (gsize i = from; i < entente_records_count(records); i++)
		entente_tell_record(entente_records_get(records, i), lines);
	append_lines(out, lines);
}

static Answer *
tell_records(const EntenteRecords *records)
{
	GString *out = g_string_new("{\"records\": ");

	append_records(out, records, 0);
	g_string_append(out, "}\n");
	return done(out);
}

Answer *
api_index(Visit *visit)
{
	GString *out = g_string_new("{\"program\": \"entente\", \"version\": ");

	page_json(out, ENTENTE_VERSION);
	g_string_append(out, ", \"openapi\": \"/api/v1/openapi.json\", \"token\": ");
	page_json(out, visit->house->gate.token);
	g_string_append(out, ", \"kinds\": [");
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++) {
		g_string_append(out, kind ? ", " : "");
		page_json(out, entente_kind((EntenteKind)kind)->plural);
	}
	g_string_append(out, "]}\n");
	return done(out);
}

/* /api/v1/positions?party=&issue=&since=&from=&limit= */
Answer *
api_records(Visit *visit)
{
	int kind = entente_kind_from_name(visit->rest);
	const EntenteFilter filter = {
		.kind = kind,
		.party = request_query(visit->request, "party"),
		.issue = request_query(visit->request, "issue"),
		.since = request_query(visit->request, "since"),
		.skip = request_number(visit->request, "from", 0, G_MAXINT32),
		.most = MAX(request_number(visit->request, "limit", USUAL, MOST), 1),
	};
	g_autoptr(GError) error = NULL;

	if (kind < 0)
		return visit_fail(visit->house, visit->request, 404, "no such kind of record");
	g_autoptr(EntenteRecords) records =
	    entente_dossier_records(visit->dossier, &filter, &error);
	if (!records)
		return visit_error(visit->house, visit->request, error);
	gsize n = entente_records_count(records);
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "{\"from\": %u, \"next\": ", filter.skip);
	if (n == filter.most)
		g_string_append_printf(out, "%u", filter.skip + filter.most);
	else
		g_string_append(out, "null");
	g_string_append(out, ", \"records\": ");
	append_records(out, records, 0);
	g_string_append(out, "}\n");
	return done(out);
}

Answer *
api_record(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records =
	    entente_dossier_record(visit->dossier, visit->rest, &error);

	return records ? tell_records(records)
	               : visit_error(visit->house, visit->request, error);
}

Answer *
api_grid(Visit *visit)
{
	Answer *refusal;
	g_autoptr(EntenteRecords) grid = grid_asked(visit, &refusal);

	return grid ? tell_records(grid) : refusal;
}

Answer *
api_brief(Visit *visit)
{
	const EntenteFilter all = { .kind = -1 };
	const EntenteStyle style = { .format = ENTENTE_FORMAT_JSON };
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records =
	    entente_dossier_main_records(visit->dossier, &all, &error);

	if (!records)
		return visit_error(visit->house, visit->request, error);
	GString *out = g_string_new(NULL);
	entente_tell_brief(records, &style, out);
	return done(out);
}

Answer *
api_changes(Visit *visit)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_JSON };
	const char *since = request_query(visit->request, "since");
	EntenteWindow window = { .since = since,
		                 .until = request_query(visit->request, "until"),
		                 .party = request_query(visit->request, "party"),
		                 .issue = request_query(visit->request, "issue") };
	const char *seen = request_query(visit->request, "seen");
	g_autoptr(GError) error = NULL;

	if (!since == !seen ||
	    (seen && !g_ascii_string_to_signed(seen, 10, 0, G_MAXINT64, &window.seen, NULL)))
		return visit_fail(visit->house, visit->request, 400,
		                  "either since=DAY or seen=NUMBER is wanted");
	g_autoptr(EntenteDiff) diff =
	    entente_dossier_diff(visit->dossier, visit->house->share, &window, &error);
	if (!diff)
		return visit_error(visit->house, visit->request, error);
	g_autoptr(GString) lines = g_string_new(NULL);
	entente_tell_diff(diff, &style, lines);
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "{\"number\": %" G_GINT64_FORMAT ", \"changes\": ",
	                       (gint64)entente_diff_number(diff));
	append_lines(out, lines);
	g_string_append(out, "}\n");
	return done(out);
}

Answer *
api_search(Visit *visit)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_JSON };
	g_autofree char *query = search_query(visit->request);
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteHits) hits = entente_dossier_search(
	    visit->dossier, query, MAX(request_number(visit->request, "limit", USUAL, MOST), 1),
	    &error);

	if (!hits)
		return error->code == ENTENTE_ERROR_INPUT
		           ? visit_fail(visit->house, visit->request, 400, error->message)
		           : visit_error(visit->house, visit->request, error);
	g_autoptr(GString) lines = g_string_new(NULL);
	entente_tell_hits(hits, &style, lines);
	GString *out = g_string_new("{\"hits\": ");
	append_lines(out, lines);
	g_string_append(out, "}\n");
	return done(out);
}

Answer *
api_article(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records =
	    entente_dossier_article(visit->dossier, visit->rest, &error);

	if (!records)
		return visit_error(visit->house, visit->request, error);
	const EntenteRecord *source = entente_records_get(records, 0);
	g_autoptr(GString) line = g_string_new(NULL);
	GString *out = g_string_new("{\"source\": ");
	entente_tell_record(source, line);
	g_string_append_len(out, line->str, (gssize)line->len - 1);
	g_string_append(out, ", \"text\": ");
	page_json(out, source->source.text);
	g_string_append(out, ", \"records\": ");
	append_records(out, records, 1);
	g_string_append(out, "}\n");
	return done(out);
}

static bool
take_coverage(const char *outlet, const char *issue, guint n, gpointer user_data)
{
	GString *out = user_data;

	g_string_append(out,
	                out->str[out->len - 1] == '[' ? "{\"outlet\": " : ",\n{\"outlet\": ");
	page_json(out, outlet);
	g_string_append(out, ", \"issue\": ");
	page_json(out, issue);
	g_string_append_printf(out, ", \"articles\": %u}", n);
	return true;
}

Answer *
api_coverage(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	GString *out = g_string_new("{\"coverage\": [");

	if (!entente_dossier_coverage(visit->dossier, take_coverage, out, &error)) {
		g_string_free(out, TRUE);
		return visit_error(visit->house, visit->request, error);
	}
	g_string_append(out, "]}\n");
	return done(out);
}

static void
append_correction(GString *out, const EntenteCorrection *correction)
{
	const struct {
		const char *name, *value;
	} texts[] = {
		{ "at", correction->at },
		{ "author", correction->author },
		{ "reason", correction->reason },
		{ "action", correction->action },
		{ "summary", correction->summary },
		{ "undone_at", correction->undone_at },
		{ "undone_by", correction->undone_by },
		{ "undone_reason", correction->undone_reason },
	};

	g_string_append_printf(out, "{\"number\": %" G_GINT64_FORMAT, correction->number);
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_string_append_printf(out, ", \"%s\": ", texts[i].name);
		page_json(out, texts[i].value);
	}
	g_string_append_printf(out, ", \"what\": %s, \"applies\": %s}", correction->what,
	                       correction->applies && !correction->undone_at ? "true"
	                                                                     : "false");
}

Answer *
api_corrections(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteCorrections) corrections =
	    entente_dossier_corrections(visit->dossier, &error);

	if (!corrections)
		return visit_error(visit->house, visit->request, error);
	guint from = request_number(visit->request, "from", 0, G_MAXINT32);
	guint limit = MAX(request_number(visit->request, "limit", USUAL, MOST), 1);
	gsize n = entente_corrections_count(corrections);
	gsize end = MIN(n, (gsize)from + limit);
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "{\"from\": %u, \"next\": ", from);
	if (end < n)
		g_string_append_printf(out, "%" G_GSIZE_FORMAT, end);
	else
		g_string_append(out, "null");
	g_string_append(out, ", \"corrections\": [");
	for (gsize i = from; i < end; i++) {
		g_string_append(out, i > from ? ",\n" : "");
		append_correction(out, entente_corrections_get(corrections, i));
	}
	g_string_append(out, "]}\n");
	return done(out);
}

static void
json_free(json_t *json)
{
	json_decref(json);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_free)

/* Whether the array holds texts alone, which then are in `arguments`. */
static bool
take_arguments(const json_t *array, GPtrArray *arguments)
{
	for (gsize i = 0; i < json_array_size(array); i++) {
		const char *text = json_string_value(json_array_get(array, i));

		if (!text)
			return false;
		g_ptr_array_add(arguments, (gpointer)text);
	}
	g_ptr_array_add(arguments, NULL);
	return json_is_array(array);
}

static Answer *
tell_number(gint64 number)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "{\"number\": %" G_GINT64_FORMAT "}\n", number);
	return answer_new(201, type_json, out);
}

/* {"action": "accept", "arguments": ["p-1f3a92c0"], "author": "Ada", "reason": "as agreed"} */
Answer *
api_correct(Visit *visit)
{
	const GString *body = visit->request->body;
	g_autoptr(json_t) said = json_loadb(body->str, body->len, JSON_REJECT_DUPLICATES, NULL);
	g_autoptr(GPtrArray) arguments = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	const char *author = json_string_value(json_object_get(said, "author"));
	gint64 number;

	if (!json_string_value(json_object_get(said, "action")) ||
	    !take_arguments(json_object_get(said, "arguments"), arguments))
		return visit_fail(visit->house, visit->request, 400,
		                  "a correction is an object with an action and arguments, an "
		                  "array of texts");
	const EntenteWord word = {
		.author = author && *author ? author : visit->reader,
		.reason = json_string_value(json_object_get(said, "reason")),
		.action = json_string_value(json_object_get(said, "action")),
		.arguments = (const char *const *)arguments->pdata,
	};
	return act_keep(visit, &word, &number, &error)
	           ? tell_number(number)
	           : visit_error(visit->house, visit->request, error);
}

Answer *
api_undo(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	gint64 number;

	if (!g_ascii_string_to_signed(visit->rest, 10, 1, G_MAXINT64, &number, NULL))
		return visit_fail(visit->house, visit->request, 400,
		                  "no number of a correction");
	return act_take_back(visit, number, NULL, &error)
	           ? tell_number(number)
	           : visit_error(visit->house, visit->request, error);
}

Answer *
api_events(Visit *visit)
{
	(void)visit;
	Answer *answer = answer_new(200, "text/event-stream", g_string_new(NULL));

	answer->stream = true;
	return answer;
}
