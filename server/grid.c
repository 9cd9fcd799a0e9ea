/* Who stands where: issues down, parties across; and what is behind a cell. */
#include "page.h"

#include <string.h>

enum { LONG = 60 };

typedef struct {
	const char *name;
	guint weight; /* independent sources of its positions */
} Head;

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Head *left = a, *right = b;

	return left->weight != right->weight ? (left->weight < right->weight ? 1 : -1)
	                                     : strcmp(left->name, right->name);
}

/* The parties, or issues, of the grid: those first of which most is told. */
static GArray *
heads_of(const EntenteRecords *grid, gsize offset)
{
	g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
	GArray *heads = g_array_new(FALSE, FALSE, sizeof(Head));

	for (gsize i = 0; i < entente_records_count(grid); i++) {
		const EntenteRecord *record = entente_records_get(grid, i);

		if (record->kind != ENTENTE_POSITION)
			continue;
		const char *name =
		    *(const char *const *)(gconstpointer)((const char *)record + offset);
		gpointer place = g_hash_table_lookup(places, name);
		Head head = { name, 0 };

		if (!place) {
			g_array_append_val(heads, head);
			place = GUINT_TO_POINTER(heads->len);
			g_hash_table_insert(places, (gpointer)name, place);
		}
		g_array_index(heads, Head, GPOINTER_TO_UINT(place) - 1).weight +=
		    1 + (guint)MAX(record->n_sources, 0);
	}
	g_array_sort(heads, by_weight);
	return heads;
}

const char **
page_main(const EntenteRecords *grid, bool issues, guint most)
{
	g_autoptr(GArray) heads =
	    heads_of(grid, issues ? offsetof(EntenteRecord, position.issue)
	                          : offsetof(EntenteRecord, position.party));
	const char **names = g_new0(const char *, most + 1);

	for (guint i = 0; i < MIN(heads->len, most); i++)
		names[i] = g_array_index(heads, Head, i).name;
	return names;
}

/* The latest position of a cell, by "party\nissue"; what was held before follows it in the
 * grid. */
static GHashTable *
cells_of(const EntenteRecords *grid)
{
	GHashTable *cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (gsize i = 0; i < entente_records_count(grid); i++) {
		const EntenteRecord *record = entente_records_get(grid, i);

		if (record->kind != ENTENTE_POSITION)
			continue;
		g_autofree char *key =
		    g_strjoin("\n", record->position.party, record->position.issue, NULL);
		if (!g_hash_table_contains(cells, key))
			g_hash_table_insert(cells, g_steal_pointer(&key),
			                    GUINT_TO_POINTER(i + 1));
	}
	return cells;
}

static const EntenteRecord *
before_of(const EntenteRecords *grid, gsize at)
{
	const EntenteRecord *record = entente_records_get(grid, at);
	const EntenteRecord *next =
	    at + 1 < entente_records_count(grid) ? entente_records_get(grid, at + 1) : NULL;

	return next && next->kind == ENTENTE_POSITION &&
	               g_str_equal(next->position.party, record->position.party) &&
	               g_str_equal(next->position.issue, record->position.issue)
	           ? next
	           : NULL;
}

static void
write_cell(GString *out, const EntenteRecords *grid, gsize at)
{
	const EntenteRecord *record = entente_records_get(grid, at);
	const EntentePosition *position = &record->position;
	const EntenteRecord *before = before_of(grid, at);
	g_autofree char *party = html_address(position->party);
	g_autofree char *issue = html_address(position->issue);
	g_autofree char *day =
	    page_day(position->date ? position->date : record->last_published);
	g_autofree char *what = html_cut(position->what, LONG);

	html(
	    out,
	    "<td data-ref=\"%s\"><a data-item data-panel href=\"/cell?party=%s&amp;issue=%s\">",
	    record->ref, party, issue);
	page_stance(out, position->stance);
	if (position->red_line)
		g_string_append(out, " <span class=\"red-line\">red line</span>");
	html(out, " <span class=\"what\">%s</span></a><span class=\"meta\">", what);
	html(out, "%s%s", day, *day ? ", " : "");
	page_count(out, (guint)MAX(record->n_sources, 0), "source", "sources");
	if (before) {
		g_string_append(out, "<br>was ");
		page_stance(out, before->position.stance);
	}
	g_string_append(out, "</span></td>");
}

/* A row of the table; false, and nothing, where none of the parties shown has a position. */
static bool
write_row(GString *out, const EntenteRecords *grid, GHashTable *cells, const GArray *parties,
          guint n, const char *issue)
{
	g_autofree char *name = page_issue(issue);
	g_autoptr(GString) row = g_string_new(NULL);
	bool any = false;

	for (guint p = 0; p < n; p++) {
		g_autofree char *key =
		    g_strjoin("\n", g_array_index(parties, Head, p).name, issue, NULL);
		guint at = GPOINTER_TO_UINT(g_hash_table_lookup(cells, key));

		if (at)
			write_cell(row, grid, at - 1);
		else
			g_string_append(row, "<td class=\"unknown\">unknown</td>");
		any |= at != 0;
	}
	if (!any)
		return false;
	html(out, "<tr><th scope=\"row\">%s</th>", name);
	g_string_append_len(out, row->str, (gssize)row->len);
	g_string_append(out, "</tr>\n");
	return true;
}

void
page_grid(Visit *visit, const EntenteRecords *grid, guint most_parties)
{
	GString *out = visit->out;
	g_autoptr(GArray) parties = heads_of(grid, offsetof(EntenteRecord, position.party));
	g_autoptr(GArray) issues = heads_of(grid, offsetof(EntenteRecord, position.issue));
	g_autoptr(GHashTable) cells = cells_of(grid);
	guint n = MIN(parties->len, most_parties), left_out = 0;

	if (!parties->len) {
		g_string_append(out, "<p>No party's position is known yet.</p>\n");
		return;
	}
	g_string_append(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
	                     "aria-label=\"Grid of parties and issues\">\n<table "
	                     "class=\"grid\">\n<thead><tr><th scope=\"col\">Issue</th>");
	for (guint p = 0; p < n; p++) {
		g_autofree char *name = html_cut(g_array_index(parties, Head, p).name, LONG);

		html(out, "<th scope=\"col\">%s</th>", name);
	}
	g_string_append(out, "</tr></thead>\n<tbody>\n");
	for (guint i = 0; i < issues->len; i++)
		left_out += !write_row(out, grid, cells, parties, n,
		                       g_array_index(issues, Head, i).name);
	g_string_append(out, "</tbody></table></div>\n");
	if (n < parties->len)
		html(out,
		     "<p><a href=\"/grid?parties=%u\">%u parties more</a>, of which less is "
		     "told, and %u issues of theirs alone</p>\n",
		     MIN(parties->len, 200), parties->len - n, left_out);
}

EntenteRecords *
grid_asked(Visit *visit, Answer **refusal)
{
	const char *on = request_query(visit->request, "on");
	const EntenteFilter filter = { .kind = ENTENTE_POSITION,
		                       .party = request_query(visit->request, "party"),
		                       .issue = request_query(visit->request, "issue"),
		                       .on = on };
	g_autoptr(GError) error = NULL;
	GDate date;

	*refusal = NULL;
	if (on) {
		g_date_set_parse(&date, on);
		if (strlen(on) != 10 || !g_date_valid(&date))
			*refusal = visit_fail(visit->house, visit->request, 400,
			                      "a day is written YYYY-MM-DD");
	}
	EntenteRecords *grid =
	    *refusal ? NULL : entente_dossier_grid(visit->dossier, &filter, &error);
	if (!grid && !*refusal)
		*refusal = visit_error(visit->house, visit->request, error);
	return grid;
}

Answer *
view_grid(Visit *visit)
{
	enum { USUAL = 12, MOST = 200 };
	const char *on = request_query(visit->request, "on");
	const char *party = request_query(visit->request, "party");
	const char *issue = request_query(visit->request, "issue");
	Answer *refusal;
	g_autoptr(EntenteRecords) grid = grid_asked(visit, &refusal);

	if (!grid)
		return refusal;
	page_begin(visit, "Who stands where");
	html(visit->out,
	     "<form class=\"filter\" action=\"/grid\"><label>As of <input type=\"date\" "
	     "name=\"on\" value=\"%s\"></label> <label>Party <input name=\"party\" "
	     "value=\"%s\"></label> <label>Issue <input name=\"issue\" value=\"%s\"></label> "
	     "<button>Show</button></form>\n",
	     on ? on : "", party ? party : "", issue ? issue : "");
	page_grid(visit, grid, request_number(visit->request, "parties", USUAL, MOST));
	return page_end(visit, 200);
}

Answer *
view_cell(Visit *visit)
{
	const char *party = request_query(visit->request, "party");
	const char *issue = request_query(visit->request, "issue");
	g_autoptr(GError) error = NULL;

	if (!party || !issue)
		return visit_fail(visit->house, visit->request, 400,
		                  "a cell has a party and an issue");
	g_autoptr(EntenteRecords) records =
	    entente_dossier_cell(visit->dossier, party, issue, &error);
	if (!records)
		return visit_error(visit->house, visit->request, error);
	g_autoptr(GHashTable) sources = page_sources(records);
	g_autofree char *words = page_issue(issue);
	g_autofree char *title = g_strdup_printf("%s on %s", party, words);
	g_autofree char *short_title = html_cut(title, 2 * LONG);

	page_begin(visit, short_title);
	for (gsize i = 0; i < entente_records_count(records); i++)
		if (entente_records_get(records, i)->kind == ENTENTE_POSITION)
			page_record(visit, entente_records_get(records, i), sources, records);
	if (!entente_records_count(records))
		g_string_append(visit->out, "<p>No position of theirs on it is known.</p>\n");
	return page_end(visit, 200);
}
