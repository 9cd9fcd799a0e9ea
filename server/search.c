/* Full text over the sentences, with filters that stand in the query as on the command line. */
#include "page.h"

#include <string.h>

enum { USUAL = 50, MOST = 500 };

static void
write_stretch(GString *out, const EntenteHit *hit, guint32 start, guint32 end)
{
	g_autofree char *stretch = g_strndup(hit->text + start, end - start);

	html(out, "%s", stretch);
}

static void
write_text(GString *out, const EntenteHit *hit)
{
	guint32 at = 0;

	for (gsize i = 0; i < hit->n_marks; i++) {
		write_stretch(out, hit, at, hit->marks[i].start);
		g_string_append(out, "<mark>");
		write_stretch(out, hit, hit->marks[i].start, hit->marks[i].end);
		g_string_append(out, "</mark>");
		at = hit->marks[i].end;
	}
	write_stretch(out, hit, at, (guint32)strlen(hit->text));
}

static void
write_hit(GString *out, const EntenteHit *hit)
{
	g_autofree char *address = html_address(hit->source);
	g_autofree char *outlet =
	    html_cut(hit->outlet && *hit->outlet ? hit->outlet : hit->source, 60);
	g_autofree char *day = page_day(hit->published);
	g_autofree char *title = html_cut(hit->title, 120);

	g_string_append(out, "<li class=\"sentence\"><blockquote>");
	write_text(out, hit);
	html(out,
	     "</blockquote><cite><a data-item href=\"/article/%s#b%u\">%s%s%s</a> "
	     "%s</cite>",
	     address, hit->span.start, outlet, *day ? ", " : "", day, title);
	for (gsize i = 0; hit->refs && hit->refs[i]; i++)
		html(out, " <a class=\"go\" data-panel href=\"/record/%s\">%s</a>", hit->refs[i],
		     hit->refs[i]);
	g_string_append(out, "</li>\n");
}

/* A filter of the form becomes a part of the query: party:"United States". */
static void
add_filter(GString *query, const Request *request, const char *name)
{
	const char *value = request_query(request, name);
	g_autofree char *bare = value ? g_strdelimit(g_strdup(value), "\"", ' ') : NULL;

	if (bare && *g_strstrip(bare))
		g_string_append_printf(query, " %s:\"%s\"", name, bare);
}

static void
add_days(GString *query, const Request *request)
{
	const char *since = request_query(request, "since");
	const char *until = request_query(request, "until");

	if (since && until)
		g_string_append_printf(query, " date:%s..%s", since, until);
	else if (since)
		g_string_append_printf(query, " date:>=%s", since);
	else if (until)
		g_string_append_printf(query, " date:<=%s", until);
}

static const char *const filters[] = { "party", "speaker", "issue", "outlet", NULL };

char *
search_query(const Request *request)
{
	const char *words = request_query(request, "q");
	GString *query = g_string_new(words ? words : "");

	for (const char *const *name = filters; *name; name++)
		add_filter(query, request, *name);
	add_days(query, request);
	return g_strstrip(g_string_free(query, FALSE));
}

static void
write_form(Visit *visit)
{
	const char *q = request_query(visit->request, "q");
	const char *since = request_query(visit->request, "since");
	const char *until = request_query(visit->request, "until");

	html(visit->out,
	     "<form class=\"filter\" action=\"/search\"><label>Words <input name=\"q\" "
	     "value=\"%s\"></label>\n",
	     q ? q : "");
	for (const char *const *name = filters; *name; name++) {
		const char *value = request_query(visit->request, *name);

		html(visit->out, "<label>%s <input name=\"%s\" value=\"%s\"></label>\n", *name,
		     *name, value ? value : "");
	}
	html(visit->out,
	     "<label>from <input type=\"date\" name=\"since\" value=\"%s\"></label> "
	     "<label>to <input type=\"date\" name=\"until\" value=\"%s\"></label> "
	     "<button>Search</button></form>\n<p class=\"meta\">\"Words in quotation marks\" "
	     "stand side by side, -word must not be there, begin* is a beginning.</p>\n",
	     since ? since : "", until ? until : "");
}

Answer *
view_search(Visit *visit)
{
	g_autofree char *query = search_query(visit->request);
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteHits) hits = NULL;
	guint most = request_number(visit->request, "most", USUAL, MOST);

	page_begin(visit, "Search");
	write_form(visit);
	if (!*query)
		return page_end(visit, 200);
	hits = entente_dossier_search(visit->dossier, query, MAX(most, 1), &error);
	if (!hits && !g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT))
		return visit_error(visit->house, visit->request, error);
	if (!hits) {
		html(visit->out, "<p class=\"problem\" role=\"alert\">%s</p>\n", error->message);
		return page_end(visit, 200);
	}
	gsize n = entente_hits_count(hits);
	html(visit->out, "<p role=\"status\">%" G_GSIZE_FORMAT " %s</p>\n<ul class=\"sentences hits\">\n", n,
	     n == 1 ? "sentence" : n == most ? "sentences, and maybe more" : "sentences");
	for (gsize i = 0; i < n; i++)
		write_hit(visit->out, entente_hits_get(hits, i));
	g_string_append(visit->out, "</ul>\n");
	return page_end(visit, 200);
}
