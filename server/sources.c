/* What was read: pages with those that copy them, and which outlet covers which issue. */
#include "page.h"

enum { PORTION = 200, MOST_OUTLETS = 60, MOST_ISSUES = 20 };

typedef struct {
	GPtrArray *outlets, *issues; /* char * */
	GHashTable *n; /* "outlet\nissue" → articles */
	GHashTable *seen; /* names in either, with a letter before */
} Coverage;

static void
note_name(Coverage *coverage, GPtrArray *names, char kind, const char *name)
{
	g_autofree char *key = g_strdup_printf("%c%s", kind, name);

	if (g_hash_table_contains(coverage->seen, key))
		return;
	g_hash_table_add(coverage->seen, g_steal_pointer(&key));
	g_ptr_array_add(names, g_strdup(name));
}

static bool
take(const char *outlet, const char *issue, guint n, gpointer user_data)
{
	Coverage *coverage = user_data;
	const char *who = outlet && *outlet ? outlet : "outlet unknown";

	note_name(coverage, coverage->outlets, 'o', who);
	if (issue)
		note_name(coverage, coverage->issues, 'i', issue);
	if (issue)
		g_hash_table_insert(coverage->n, g_strjoin("\n", who, issue, NULL),
		                    GUINT_TO_POINTER(n));
	return true;
}

static void
write_row(GString *out, const Coverage *coverage, const char *outlet, guint n_issues)
{
	g_autofree char *name = html_cut(outlet, 60);

	html(out, "<tr><th scope=\"row\">%s</th>", name);
	for (guint i = 0; i < n_issues; i++) {
		g_autofree char *key =
		    g_strjoin("\n", outlet, (const char *)coverage->issues->pdata[i], NULL);
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(coverage->n, key));

		if (n)
			html(out, "<td class=\"number\">%u</td>", n);
		else
			g_string_append(out, "<td class=\"unknown\"><span class=\"unseen\">nothing</span>"
			                     "<span aria-hidden=\"true\">–</span></td>");
	}
	g_string_append(out, "</tr>\n");
}

static void
write_coverage(GString *out, const Coverage *coverage)
{
	guint n_issues = MIN(coverage->issues->len, MOST_ISSUES);

	if (!n_issues)
		return;
	g_string_append(out,
	                "<h2>Who covers what</h2>\n<p>Pages that copy no other and tell a "
	                "position on the issue. Where there is none (–), the outlet does "
	                "not report it.</p>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
	                "aria-label=\"Coverage by outlet and issue\"><table "
	                "class=\"coverage\">\n<thead><tr><th scope=\"col\">Outlet</th>");
	for (guint i = 0; i < n_issues; i++) {
		g_autofree char *issue = page_issue(coverage->issues->pdata[i]);

		html(out, "<th scope=\"col\">%s</th>", issue);
	}
	g_string_append(out, "</tr></thead>\n<tbody>\n");
	for (guint o = 0; o < MIN(coverage->outlets->len, MOST_OUTLETS); o++)
		write_row(out, coverage, coverage->outlets->pdata[o], n_issues);
	g_string_append(out, "</tbody></table></div>\n");
	if (coverage->outlets->len > MOST_OUTLETS || coverage->issues->len > MOST_ISSUES)
		html(out,
		     "<p>and more: %u outlets, %u issues in all (<a "
		     "href=\"/api/v1/coverage\">all of it as JSON</a>)</p>\n",
		     coverage->outlets->len, coverage->issues->len);
}

static void
write_page(GString *out, const EntenteSource *source)
{
	g_autofree char *address = html_address(source->id);
	g_autofree char *title = html_cut(source->title ? source->title : source->id, 160);
	g_autofree char *outlet = html_cut(page_outlet(source, source->id), 60);
	g_autofree char *day = page_day(source->published);

	html(out, "<a data-item href=\"/article/%s\">%s</a> <span class=\"meta\">%s%s%s</span>",
	     address, title, outlet, *day ? ", " : "", day);
	if (source->unread)
		html(out, " <span class=\"meta\">kept but not read: %s</span>", source->unread);
}

/* The copies of each page, below it. */
static GHashTable *
copies_of(const EntenteRecords *pages)
{
	GHashTable *copies = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	                                           (GDestroyNotify)g_ptr_array_unref);

	for (gsize i = 0; i < entente_records_count(pages); i++) {
		const EntenteSource *source = &entente_records_get(pages, i)->source;
		GPtrArray *those =
		    source->copy_of ? g_hash_table_lookup(copies, source->copy_of) : NULL;

		if (!source->copy_of)
			continue;
		if (!those) {
			those = g_ptr_array_new();
			g_hash_table_insert(copies, (gpointer)source->copy_of, those);
		}
		g_ptr_array_add(those, (gpointer)source);
	}
	return copies;
}

static void
write_copies(GString *out, const GPtrArray *copies)
{
	if (!copies)
		return;
	g_string_append(out, "<details><summary>");
	page_count(out, copies->len, "copy", "copies");
	g_string_append(out, "</summary><ul>");
	for (guint i = 0; i < copies->len; i++) {
		g_string_append(out, "<li>");
		write_page(out, copies->pdata[i]);
		g_string_append(out, "</li>");
	}
	g_string_append(out, "</ul></details>");
}

static void
write_pages(Visit *visit, const EntenteRecords *pages)
{
	guint from = request_number(visit->request, "from", 0, G_MAXINT32), n = 0, seen = 0;
	g_autoptr(GHashTable) copies = copies_of(pages);

	g_string_append(visit->out, "<h2>Pages</h2>\n<ol class=\"pages\">\n");
	for (gsize i = 0; i < entente_records_count(pages) && n < PORTION; i++) {
		const EntenteSource *source = &entente_records_get(pages, i)->source;

		if (source->copy_of || seen++ < from)
			continue;
		n++;
		g_string_append(visit->out, "<li>");
		write_page(visit->out, source);
		write_copies(visit->out, g_hash_table_lookup(copies, source->id));
		g_string_append(visit->out, "</li>\n");
	}
	g_string_append(visit->out, "</ol>\n");
	page_portions(visit, from, n, PORTION);
}

Answer *
view_sources(Visit *visit)
{
	const EntenteFilter filter = { .kind = ENTENTE_SOURCE };
	g_autoptr(GPtrArray) outlets = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) n = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Coverage coverage = { outlets, issues, n, seen };
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) pages =
	    entente_dossier_records(visit->dossier, &filter, &error);

	if (!pages || !entente_dossier_coverage(visit->dossier, take, &coverage, &error))
		return visit_error(visit->house, visit->request, error);
	page_begin(visit, "Sources");
	write_coverage(visit->out, &coverage);
	write_pages(visit, pages);
	return page_end(visit, 200);
}
