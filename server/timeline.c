/* What happened when: meetings, drafts and statements on one axis, each track a row, drawn here
 * so that it needs no script.  Where it is looked at more closely, the address says so. */
#include "page.h"

#include <stdio.h>
#include <string.h>

enum {
	LEFT = 190, /* of the axis, in the drawing's units */
	WIDTH = 1000,
	ROW = 26,
	TOP = 30,
	MOST_TRACKS = 14,
	MOST_MARKS = 600,
};

typedef struct {
	const EntenteRecord *record;
	int day; /* Julian */
	guint track;
} Mark;

typedef struct {
	GPtrArray *tracks; /* char * */
	GHashTable *places;
	GArray *marks; /* Mark */
	int first, last;
} Axis;

static Axis *
axis_new(void)
{
	Axis *axis = g_new0(Axis, 1);

	axis->tracks = g_ptr_array_new_with_free_func(g_free);
	axis->places = g_hash_table_new(g_str_hash, g_str_equal);
	axis->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
	return axis;
}

static void
axis_free(Axis *axis)
{
	g_ptr_array_unref(axis->tracks);
	g_hash_table_unref(axis->places);
	g_array_unref(axis->marks);
	g_free(axis);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Axis, axis_free)

/* 0 where it is no day. */
static int
day_number(const char *iso)
{
	GDate date;
	int year, month, day;

	if (!iso || sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) != 3 || year < 1 ||
	    !g_date_valid_dmy((GDateDay)MAX(day, 0), (GDateMonth)MAX(month, 0), (GDateYear)year))
		return 0;
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return (int)g_date_get_julian(&date);
}

static char *
day_text(int number)
{
	GDate date;

	g_date_set_julian(&date, (guint32)number);
	return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date),
	                       g_date_get_month(&date), g_date_get_day(&date));
}

static const char *
day_of(const EntenteRecord *record)
{
	switch (record->kind) {
	case ENTENTE_MEETING: return record->meeting.date;
	case ENTENTE_POSITION:
		return record->position.date ? record->position.date : record->first_published;
	default: return record->first_published;
	}
}

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Meetings of the same parties are a track, in whatever order they are named. */
static char *
track_of(const EntenteRecord *record)
{
	if (record->kind == ENTENTE_DRAFT)
		return g_strdup("Drafts");
	if (record->kind == ENTENTE_POSITION)
		return g_strdup_printf("%s says", record->position.party);
	if (!record->meeting.parties || !record->meeting.parties[0])
		return g_strdup("Meetings");
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	for (gsize i = 0; record->meeting.parties[i]; i++)
		g_ptr_array_add(names, (gpointer)record->meeting.parties[i]);
	g_ptr_array_sort(names, by_text);
	g_ptr_array_add(names, NULL);
	return g_strjoinv(" – ", (char **)names->pdata);
}

static void
add(Axis *axis, const EntenteRecord *record)
{
	int day = day_number(day_of(record));
	g_autofree char *name = day ? track_of(record) : NULL;

	if (!day || axis->marks->len >= MOST_MARKS)
		return;
	gpointer place = g_hash_table_lookup(axis->places, name);
	if (!place) {
		if (axis->tracks->len >= MOST_TRACKS)
			return;
		g_ptr_array_add(axis->tracks, name);
		place = GUINT_TO_POINTER(axis->tracks->len);
		g_hash_table_insert(axis->places, g_steal_pointer(&name), place);
	}
	Mark mark = { record, day, GPOINTER_TO_UINT(place) - 1 };
	g_array_append_val(axis->marks, mark);
}

static double
place_of(const Axis *axis, int day)
{
	enum { BEFORE = 24, AFTER = 30 }; /* half a date; as many marks as stand side by side */
	double span = MAX(axis->last - axis->first, 1);

	return LEFT + BEFORE + (day - axis->first) / span * (WIDTH - LEFT - BEFORE - AFTER);
}

/* Lines at round days, weeks, months or years. */
static void
write_scale(GString *out, const Axis *axis, double height)
{
	static const int steps[] = { 1, 2, 7, 14, 30, 91, 182, 365, 1826, 3652, 36525 };
	enum { MOST_LINES = 8 };
	gsize step = 0;

	while (step + 1 < G_N_ELEMENTS(steps) &&
	       (axis->last - axis->first) / steps[step] > MOST_LINES)
		step++;
	for (int day = axis->first; day <= axis->last; day += steps[step]) {
		g_autofree char *iso = day_text(day);
		g_autofree char *words = page_day(iso);
		double x = place_of(axis, day);

		html(out,
		     "<line class=\"rule\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%.0f\"/>"
		     "<text class=\"scale\" x=\"%.1f\" y=\"16\" text-anchor=\"middle\">%s</text>\n",
		     x, TOP - 8, x, height, x, words);
	}
}

/* A shape a kind, so that none is told by its colour. */
static void
write_mark(GString *out, const EntenteRecord *record, double x, double y)
{
	g_autofree char *line = page_say(record);
	g_autofree char *day = page_day(day_of(record));

	html(out, "<a href=\"/record/%s\" data-item data-panel aria-label=\"%s: %s\"><title>%s: %s</title>", record->ref,
	     day, line, day, line);
	if (record->kind == ENTENTE_MEETING)
		html(out, "<circle class=\"meeting\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"/>", x, y);
	else if (record->kind == ENTENTE_DRAFT)
		html(out, "<rect class=\"draft\" x=\"%.1f\" y=\"%.1f\" width=\"11\" "
		          "height=\"11\"/>",
		     x - 5.5, y - 5.5);
	else
		html(out, "<path class=\"statement\" d=\"M%.1f %.1fl5.5 10h-11z\"/>", x, y - 5);
	g_string_append(out, "</a>\n");
}

static void
write_drawing(GString *out, const Axis *axis)
{
	double height = TOP + ROW * (double)axis->tracks->len;
	g_autofree guint8 *crowd =
	    g_new0(guint8, (gsize)(axis->last - axis->first + 1) * (axis->tracks->len + 1));

	html(out,
	     "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Timeline\">\n"
	     "<svg class=\"timeline\" viewBox=\"0 0 %d %.0f\" role=\"group\" "
	     "aria-label=\"Meetings, drafts and statements by day\">\n",
	     WIDTH, height);
	write_scale(out, axis, height);
	for (guint t = 0; t < axis->tracks->len; t++) {
		g_autofree char *name = html_cut(axis->tracks->pdata[t], 28);
		double y = TOP + ROW * (t + 0.5);

		html(out,
		     "<line class=\"rule\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
		     "<text x=\"0\" y=\"%.1f\">%s</text>\n",
		     LEFT, y, WIDTH, y, y + 4, name);
	}
	for (guint i = 0; i < axis->marks->len; i++) {
		const Mark *mark = &g_array_index(axis->marks, Mark, i);

		if (mark->day < axis->first || mark->day > axis->last)
			continue;
		gsize at = (gsize)(mark->day - axis->first) * axis->tracks->len + mark->track;
		double shift = 3.0 * MIN(crowd[at], 5);

		crowd[at] += crowd[at] < G_MAXUINT8;
		write_mark(out, mark->record, place_of(axis, mark->day) + shift,
		           TOP + ROW * (mark->track + 0.5));
	}
	g_string_append(out, "</svg></div>\n<p class=\"legend\">● meeting&emsp;■ draft&emsp;▲ "
	                     "statement. The same as a list below.</p>\n");
}

/* From the first mark to the last, unless the address asks for a part. */
static void
set_range(Axis *axis, const Request *request)
{
	enum { WIDEST = 200 * 366 };
	int from = day_number(request_query(request, "from"));
	int to = day_number(request_query(request, "to"));

	axis->first = G_MAXINT;
	for (guint i = 0; i < axis->marks->len; i++) {
		int day = g_array_index(axis->marks, Mark, i).day;

		axis->first = MIN(axis->first, day);
		axis->last = MAX(axis->last, day);
	}
	axis->first = from ? from : axis->first;
	axis->last = to ? to : axis->last;
	axis->first = MAX(MIN(axis->first, axis->last), axis->last - WIDEST);
}

static void
write_zoom_link(GString *out, double first, double last, const char *text)
{
	g_autofree char *from = day_text((int)MAX(first, 1));
	g_autofree char *to = day_text((int)MAX(last, 1));

	html(out, "<a class=\"button\" href=\"/timeline?from=%s&amp;to=%s\">%s</a> ", from, to, text);
}

static void
write_zoom(GString *out, const Axis *axis)
{
	double span = MAX(axis->last - axis->first, 2);

	g_string_append(out, "<p class=\"zoom\">");
	write_zoom_link(out, axis->first - span / 2, axis->last - span / 2, "Earlier");
	write_zoom_link(out, axis->first + span / 4, axis->last - span / 4, "Closer");
	write_zoom_link(out, axis->first - span / 2, axis->last + span / 2, "Farther");
	write_zoom_link(out, axis->first + span / 2, axis->last + span / 2, "Later");
	g_string_append(out, "<a class=\"button\" href=\"/timeline\">All</a></p>\n");
}

static int
by_day(gconstpointer a, gconstpointer b)
{
	const Mark *left = a, *right = b;

	return left->day != right->day ? (left->day < right->day ? 1 : -1)
	                               : g_strcmp0(left->record->ref, right->record->ref);
}

static void
write_list(GString *out, const Axis *axis)
{
	int before = 0;

	g_array_sort(axis->marks, by_day);
	g_string_append(out, "<h2>By day, the last first</h2>\n<dl class=\"days\">\n");
	for (guint i = 0; i < axis->marks->len; i++) {
		const Mark *mark = &g_array_index(axis->marks, Mark, i);
		g_autofree char *line = page_say(mark->record);

		if (mark->day < axis->first || mark->day > axis->last)
			continue;
		g_autofree char *iso = day_text(mark->day);
		g_autofree char *day = page_day(iso);
		if (mark->day != before)
			html(out, "<dt>%s</dt>", day);
		before = mark->day;
		html(out, "<dd>%s: <a data-item href=\"/record/%s\">%s</a></dd>\n",
		     entente_kind(mark->record->kind)->name, mark->record->ref, line);
	}
	g_string_append(out, "</dl>\n");
}

/* Meetings of which no page tells the day, in the sources' words. */
static void
write_undated(GString *out, const EntenteRecords *meetings)
{
	enum { MOST = 50 };
	guint n = 0;

	for (gsize i = 0; i < entente_records_count(meetings) && n < MOST; i++) {
		const EntenteRecord *record = entente_records_get(meetings, i);
		g_autofree char *line = page_say(record);
		g_autofree char *when = html_cut(record->meeting.when, 80);

		if (day_number(record->meeting.date))
			continue;
		if (!n++)
			g_string_append(out, "<h2>Meetings without a known day</h2>\n<ul>\n");
		html(out, "<li><a data-item data-panel href=\"/record/%s\">%s</a>%s%s%s</li>\n",
		     record->ref, line, *when ? " (“" : "", when, *when ? "”)" : "");
	}
	if (n)
		g_string_append(out, "</ul>\n");
}

/* Meetings and drafts first, so that statements cannot crowd them out. */
static bool
read_marks(Visit *visit, Axis *axis, EntenteRecords **kept, GError **error)
{
	static const EntenteKind kinds[] = { ENTENTE_MEETING, ENTENTE_DRAFT, ENTENTE_POSITION };

	for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
		const EntenteFilter filter = { .kind = kinds[k],
			                       .party = request_query(visit->request, "party") };

		kept[k] = entente_dossier_records(visit->dossier, &filter, error);
		if (!kept[k])
			return false;
		for (gsize i = 0; i < entente_records_count(kept[k]); i++)
			add(axis, entente_records_get(kept[k], i));
	}
	return true;
}

Answer *
view_timeline(Visit *visit)
{
	enum { KINDS = 3 };
	EntenteRecords *kept[KINDS] = { NULL };
	g_autoptr(Axis) axis = axis_new();
	g_autoptr(GError) error = NULL;
	bool read = read_marks(visit, axis, kept, &error);

	if (read) {
		page_begin(visit, "Timeline");
		if (axis->marks->len) {
			set_range(axis, visit->request);
			write_zoom(visit->out, axis);
			write_drawing(visit->out, axis);
			write_list(visit->out, axis);
		} else {
			g_string_append(visit->out, "<p>Nothing is dated yet.</p>\n");
		}
		write_undated(visit->out, kept[0]);
	}
	for (int k = 0; k < KINDS; k++)
		entente_records_free(kept[k]);
	return read ? page_end(visit, 200) : visit_error(visit->house, visit->request, error);
}
