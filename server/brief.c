/* The start page: where the talks stand, in the order in which a desk asks. */
#include "page.h"

#include <string.h>

static const char *const above[] = { "short", NULL };
static const char *const below[] = { "contested", "differences", "next",    "unknown",
	                             "drafts",    "meetings",    "progress", "sources",
	                             NULL };

static void
write_sections(Visit *visit, const EntenteRecords *records, const char *const *sections)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_HTML,
		                     .site = "/",
		                     .sections = sections };

	entente_tell_brief(records, &style, visit->out);
}

static bool
write_size(Visit *visit, EntenteSize *size, GError **error)
{
	if (!entente_dossier_size(visit->dossier, size, error))
		return false;
	g_string_append(visit->out, "<p class=\"meta\">");
	html(visit->out, "%" G_GUINT64_FORMAT " %s read", size->n_articles,
	     size->n_articles == 1 ? "page" : "pages");
	if (size->n_problems)
		html(visit->out, ", %" G_GUINT64_FORMAT " could not be", size->n_problems);
	g_string_append(visit->out, " · <a href=\"/brief.md\" data-copy>Copy as Markdown</a> · "
	                            "<a href=\"#grid\">To the grid</a></p>\n");
	return true;
}

/* An empty dossier says what to do. */
static void
write_welcome(Visit *visit)
{
	html(visit->out,
	     "<p>Nothing has been read into this dossier yet. Where talks stand is told here as "
	     "soon as pages are in it:</p>\n<pre><code>entente read -d %s PAGES</code></pre>\n"
	     "<p>PAGES are files, folders or addresses; <code>entente watch -d %s FEED</code> "
	     "reads what feeds bring from now on. This page notices both by itself.</p>\n",
	     visit->house->path, visit->house->path);
}

static bool
write_changes(Visit *visit, GError **error)
{
	EntenteWindow window = { 0 };

	if (!entente_dossier_last_look(visit->dossier, visit->reader, &window.seen, error))
		return false;
	g_string_append(visit->out, "<section id=\"changes\"><h2>What changed since you last "
	                            "looked</h2>\n");
	if (window.seen == ENTENTE_UNKNOWN) {
		g_string_append(visit->out,
		                "<p>It is not known when you last looked: <a "
		                "href=\"/changes\">choose a day, or begin now</a>.</p></section>\n");
		return true;
	}
	g_autoptr(EntenteDiff) diff = entente_dossier_diff(
	    visit->dossier, visit->house->share, &window, error);
	if (!diff)
		return false;
	gsize n = entente_diff_count(diff);
	if (n)
		html(visit->out,
		     "<p><a href=\"/changes\">%" G_GSIZE_FORMAT
		     " %s</a></p></section>\n",
		     n, n == 1 ? "change" : "changes");
	else
		g_string_append(visit->out, "<p>Nothing.</p></section>\n");
	return true;
}

Answer *
view_brief(Visit *visit)
{
	enum { PARTIES = 8 };
	const EntenteFilter all = { .kind = -1 };
	g_autoptr(GError) error = NULL;
	EntenteSize size;

	page_begin(visit, "Where the talks stand");
	if (!write_size(visit, &size, &error))
		return visit_error(visit->house, visit->request, error);
	if (!size.n_articles) {
		write_welcome(visit);
		return page_end(visit, 200);
	}
	g_autoptr(EntenteRecords) records = entente_dossier_main_records(visit->dossier, &all, &error);
	g_autoptr(EntenteRecords) grid =
	    records ? entente_dossier_grid(visit->dossier, &all, &error) : NULL;
	if (!grid)
		return visit_error(visit->house, visit->request, error);
	write_sections(visit, records, above);
	g_string_append(visit->out,
	                "<section id=\"grid\"><h2>Who stands where on each issue</h2>\n");
	page_grid(visit, grid, PARTIES);
	g_string_append(visit->out, "</section>\n");
	if (!write_changes(visit, &error))
		return visit_error(visit->house, visit->request, error);
	write_sections(visit, records, below);
	return page_end(visit, 200);
}

Answer *
view_markdown(Visit *visit)
{
	const EntenteFilter all = { .kind = -1 };
	const EntenteStyle style = { .format = ENTENTE_FORMAT_MARKDOWN };
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records = entente_dossier_main_records(visit->dossier, &all, &error);

	if (!records)
		return visit_error(visit->house, visit->request, error);
	GString *out = g_string_new(NULL);
	entente_tell_brief(records, &style, out);
	return answer_new(200, type_text, html_calm(out));
}

/* The form that chooses what to compare with, and the one that says that all is seen. */
static void
write_choice(Visit *visit, const char *since, gint64 number)
{
	html(visit->out,
	     "<form class=\"filter\" action=\"/changes\"><label>Since <input type=\"date\" "
	     "name=\"since\" value=\"%s\" required></label> <button>Show</button></form>\n"
	     "<form class=\"filter\" method=\"post\" action=\"/seen\">",
	     since ? since : "");
	page_token(visit);
	html(visit->out,
	     "<input type=\"hidden\" name=\"number\" value=\"%" G_GINT64_FORMAT
	     "\"><button>I have seen all this: begin anew now</button></form>\n",
	     number);
}

Answer *
view_changes(Visit *visit)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_HTML, .site = "/" };
	EntenteWindow window = { .since = request_query(visit->request, "since") };
	g_autoptr(EntenteDiff) diff = NULL;
	g_autoptr(GError) error = NULL;
	EntenteSize size;
	GDate date;

	if (window.since) {
		g_date_set_parse(&date, window.since);
		if (strlen(window.since) != 10 || !g_date_valid(&date))
			return visit_fail(visit->house, visit->request, 400,
			                  "a day is written YYYY-MM-DD");
	}
	if (!entente_dossier_size(visit->dossier, &size, &error) ||
	    !entente_dossier_last_look(visit->dossier, visit->reader, &window.seen, &error))
		return visit_error(visit->house, visit->request, error);
	bool known = window.since || window.seen != ENTENTE_UNKNOWN;
	if (known) {
		diff = entente_dossier_diff(visit->dossier, visit->house->share, &window, &error);
		if (!diff)
			return visit_error(visit->house, visit->request, error);
	}
	page_begin(visit, window.since ? "What changed" : "What changed since you last looked");
	write_choice(visit, window.since, size.last_change);
	if (!known)
		html(visit->out,
		     "<p>It is not known when %s last looked. Choose a day, or begin now: from "
		     "then on what is new stands here.</p>\n",
		     visit->reader);
	else if (!entente_diff_count(diff))
		g_string_append(visit->out, "<p>Nothing changed.</p>\n");
	else
		entente_tell_diff(diff, &style, visit->out);
	return page_end(visit, 200);
}
