/* The frame of every page, and the small things that many show. */
#include "page.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static void
write_navigation(Visit *visit)
{
	GString *out = visit->out;
	const char *here = visit->request->segments[0] ? visit->request->segments[0] : "";

	g_string_append(out, "<nav aria-label=\"Views\"><ul>");
	for (const Route *route = routes; route->path; route++) {
		if (!route->title)
			continue;
		html(out, "<li><a href=\"%s\" data-key=\"%c\"", route->path, route->key);
		if (g_str_equal(here, route->path + 1))
			g_string_append(out, " aria-current=\"page\"");
		html(out, ">%s</a></li>", route->title);
	}
	g_string_append(out, "</ul></nav>\n");
}

void
page_begin(Visit *visit, const char *title)
{
	GString *out = visit->out = g_string_new(NULL);
	g_autofree char *name = g_path_get_basename(visit->house->path);
	const char *query = request_query(visit->request, "q");

	html(out,
	     "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	     "<title>%s – %s</title>\n"
	     "<link rel=\"stylesheet\" href=\"/web/page.css\">\n"
	     "<link rel=\"icon\" href=\"/web/icon.svg\">\n"
	     "<script type=\"module\" src=\"/web/page.js\"></script>\n"
	     "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
	     "<header>\n<p class=\"dossier\"><a href=\"/\">%s</a></p>\n",
	     title, name, name);
	write_navigation(visit);
	html(out,
	     "<form class=\"search\" role=\"search\" action=\"/search\">"
	     "<label class=\"unseen\" for=\"q\">Search the sentences</label>"
	     "<input id=\"q\" name=\"q\" type=\"search\" value=\"%s\" placeholder=\"Search\">"
	     "<button>Search</button></form>\n</header>\n"
	     "<main id=\"main\" tabindex=\"-1\">\n<h1>%s</h1>\n",
	     query ? query : "", title);
}

Answer *
page_end(Visit *visit, guint status)
{
	GString *out = visit->out;

	g_string_append(out, "</main>\n<footer>\n");
	html(out,
	     "<form method=\"post\" action=\"/reader\"><label>You are <input name=\"reader\" "
	     "value=\"%s\" maxlength=\"40\" autocomplete=\"off\"></label> ",
	     visit->reader);
	page_token(visit);
	g_string_append(out, "<button>Change</button></form>\n"
	                     "<p><a href=\"/help\">Help and keys</a> · <a "
	                     "href=\"/api/v1\">API</a></p>\n"
	                     "<p id=\"live\" role=\"status\"></p>\n</footer>\n</body>\n</html>\n");
	return answer_new(status, type_html, html_calm(g_steal_pointer(&visit->out)));
}

void
page_token(Visit *visit)
{
	html(visit->out, "<input type=\"hidden\" name=\"token\" value=\"%s\">",
	     visit->house->gate.token);
	html(visit->out, "<input type=\"hidden\" name=\"back\" value=\"%s\">",
	     request_is_safe(visit->request) ? visit->request->target : "/");
}

void
page_json(GString *out, const char *text)
{
	json_t *string = text ? json_string(text) : NULL;
	char *json = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;

	g_string_append(out, json ? json : "null");
	free(json);
	json_decref(string);
}

/* Never colour alone. */
static const char *const symbols[] = {
	[ENTENTE_DEMANDS] = "▲", [ENTENTE_OFFERS] = "◆", [ENTENTE_ACCEPTS] = "✓",
	[ENTENTE_REFUSES] = "✕", [ENTENTE_OPEN] = "○",
};

static const EntenteField *
field_named(EntenteKind kind, const char *name)
{
	const EntenteKindSpec *spec = entente_kind(kind);

	for (gsize i = 0; i < spec->n_fields; i++)
		if (g_str_equal(spec->fields[i].name, name))
			return &spec->fields[i];
	return NULL;
}

void
page_stance(GString *out, int stance)
{
	const char *word = field_named(ENTENTE_POSITION, "stance")->choices[stance];

	html(out,
	     "<span class=\"stance %s\"><span class=\"symbol\" aria-hidden=\"true\">%s</span> "
	     "%s</span>",
	     word, symbols[stance], word);
}

char *
page_day(const char *iso)
{
	GDate date;
	int year, month, day;

	if (!iso)
		return g_strdup("");
	if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return html_cut(iso, 10);
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return g_strdup_printf("%d %s %d", day, months[month - 1], year);
}

char *
page_issue(const char *issue)
{
	enum { LONG = 60 };

	return g_strdelimit(html_cut(issue, LONG), "-", ' ');
}

void
page_count(GString *out, guint n, const char *one, const char *many)
{
	html(out, "%u %s", n, n == 1 ? one : many);
}

GHashTable *
page_sources(const EntenteRecords *records)
{
	GHashTable *sources = g_hash_table_new(g_str_hash, g_str_equal);

	for (gsize i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		if (record->kind == ENTENTE_SOURCE && record->source.id)
			g_hash_table_insert(sources, (gpointer)record->source.id,
			                    (gpointer)&record->source);
	}
	return sources;
}

const char *
page_outlet(const EntenteSource *source, const char *id)
{
	return source && source->outlet && *source->outlet ? source->outlet : id;
}

void
page_cite(GString *out, GHashTable *sources, const EntenteEvidence *evidence)
{
	const EntenteSource *source = g_hash_table_lookup(sources, evidence->source);
	g_autofree char *address = html_address(evidence->source);
	g_autofree char *outlet = html_cut(page_outlet(source, evidence->source), 60);
	g_autofree char *day = page_day(source ? source->published : NULL);

	html(out, "<cite><a href=\"/article/%s#b%u\">%s%s%s</a>%s</cite>", address,
	     evidence->span.start, outlet, *day ? ", " : "", day,
	     source && source->copy_of ? " (a copy)" : "");
}

char *
page_field(const EntenteRecord *record, const EntenteField *field)
{
	const void *at = entente_field(record, field);
	const char *const *list;
	const char *text;
	int number;

	switch (field->type) {
	case ENTENTE_FIELD_TEXT:
		text = *(const char *const *)at;
		return g_strdup(text ? text : "");
	case ENTENTE_FIELD_TEXTS:
		list = *(const char *const *const *)at;
		return list ? g_strjoinv("; ", (char **)list) : g_strdup("");
	case ENTENTE_FIELD_NUMBER:
		number = *(const int32_t *)at;
		return number == ENTENTE_UNKNOWN ? g_strdup("") : g_strdup_printf("%d", number);
	case ENTENTE_FIELD_FLAG: return g_strdup(*(const bool *)at ? "true" : "false");
	case ENTENTE_FIELD_CHOICE: return g_strdup(field->choices[*(const int *)at]);
	case ENTENTE_FIELD_VARIANTS: break;
	}
	return g_strdup("");
}

/* The fields that say what a record is, in the order in which a line has them. */
static const char *const telling[ENTENTE_N_KINDS][5] = {
	[ENTENTE_SOURCE] = { "outlet", "title", NULL },
	[ENTENTE_PERSON] = { "name", "roles", "party", NULL },
	[ENTENTE_PARTY] = { "name", "kind", NULL },
	[ENTENTE_MEETING] = { "status", "parties", "place", "date", NULL },
	[ENTENTE_POSITION] = { "party", "issue", "stance", "what", NULL },
	[ENTENTE_DRAFT] = { "name", "by", "status", NULL },
	[ENTENTE_QUOTE] = { "speaker", "text", NULL },
	[ENTENTE_CLAIM] = { "by", "what", NULL },
	[ENTENTE_ASSESSMENT] = { "by", "tone", "words", NULL },
	[ENTENTE_DISCREPANCY] = { "about", NULL },
};

char *
page_say(const EntenteRecord *record)
{
	GString *line = g_string_new(NULL);

	for (const char *const *name = telling[record->kind]; *name; name++) {
		g_autofree char *value = page_field(record, field_named(record->kind, *name));

		if (*value && !g_str_equal(value, "unknown"))
			g_string_append_printf(line, "%s%s", line->len ? ", " : "", value);
	}
	if (!line->len)
		g_string_append(line, entente_kind(record->kind)->name);
	g_autofree char *whole = g_string_free(line, FALSE);
	return html_cut(whole, 160);
}

void
page_portions(Visit *visit, guint from, guint n, guint most)
{
	g_autofree char *path = g_strjoinv("/", visit->request->segments);

	if (!from && n < most)
		return;
	g_string_append(visit->out, "<p class=\"portions\">");
	if (from)
		html(visit->out, "<a rel=\"prev\" href=\"/%s?from=%u\">Back</a> ", path,
		     from > most ? from - most : 0);
	html(visit->out, "%u to %u ", from + 1, from + n);
	if (n == most)
		html(visit->out, "<a rel=\"next\" href=\"/%s?from=%u\">More</a>", path,
		     from + most);
	g_string_append(visit->out, "</p>\n");
}
