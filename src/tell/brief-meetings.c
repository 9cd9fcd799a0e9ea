/* Who met whom, track by track; and what lies ahead. */
#include "tell/brief.h"

#include <string.h>

enum { MOST_TRACKS = 4, MOST_MEETINGS = 2, MOST_BARE = 6, MOST_NEXT = 3, MOST_PARTIES = 5 };

/* Latest round first, the lowest number; then latest day, what has none keeping its rank.  What
 * is told of by its sides alone comes last. */
static int
by_time(gconstpointer a, gconstpointer b)
{
	const EntenteMeeting *left = &((const Told *)a)->record->meeting;
	const EntenteMeeting *right = &((const Told *)b)->record->meeting;

	if (meeting_is_bare(left) != meeting_is_bare(right))
		return meeting_is_bare(left) ? 1 : -1;
	if (left->round != right->round)
		return (guint)left->round < (guint)right->round ? -1 : 1; /* unknown last */
	return -g_strcmp0(left->date, right->date);
}

/* The sources of one round of talks, in the order of their numbers. */
static GArray *
sources_of_round(const Brief *brief, int32_t round)
{
	GArray *numbers = g_array_new(false, false, sizeof(guint));

	for (guint i = 1; i <= source_index_count(brief->sources); i++)
		if (source_index_get(brief->sources, i)->source->round == round)
			g_array_append_val(numbers, i);
	return numbers;
}

/* Which sources tell of other encounters than most do. */
static void
say_rounds(const Brief *brief, Section *section)
{
	g_autoptr(GArray) most = sources_of_round(brief, brief->main_round);
	guint others = 0, n = source_index_count(brief->sources);
	g_autoptr(GArray) rest = g_array_new(false, false, sizeof(guint));
	g_autoptr(GHashTable) rounds = g_hash_table_new(NULL, NULL);

	for (guint i = 1; i <= n; i++) {
		int32_t round = source_index_get(brief->sources, i)->source->round;

		if (round == ENTENTE_UNKNOWN || round == brief->main_round)
			continue;
		others += g_hash_table_add(rounds, GINT_TO_POINTER(round));
		g_array_append_val(rest, i);
	}
	if (!others || !most->len)
		return;
	Line *line = section_add(section, LINE_ITEM, "rounds", NULL);
	line_cite_numbers(section, line, most);
	line_say(section, line, TINT_PLAIN,
	         most->len > 1 ? " tell of one round of talks, "
	                       : " tells of one round of talks, ");
	line_cite_numbers(section, line, rest);
	if (others == 1)
		line_say(section, line, TINT_PLAIN, " of another");
	else
		line_sayf(section, line, TINT_PLAIN, " of %u others", others);
}

static void
say_track(Section *section, const Track *track)
{
	Line *group = section_add(section, LINE_GROUP, "track", NULL);
	g_autoptr(GArray) shown = g_array_copy(track->told);

	line_names(section, group, TINT_STRONG, track->parties, MOST_PARTIES);
	g_array_set_size(shown, MIN(shown->len, MOST_MEETINGS));
	g_array_sort(shown, by_time);
	for (guint i = 0; i < shown->len; i++) {
		const EntenteRecord *record = told_get(shown, i)->record;
		Line *line = section_add(section, LINE_ITEM, "meeting",
		                         meeting_status(&record->meeting));

		say_meeting(section, line, &record->meeting);
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, record);
	}
}

/* Nothing is told of the track's meetings but who met. */
static bool
is_bare(const Track *track)
{
	for (guint i = 0; i < track->told->len; i++) {
		const EntenteMeeting *meeting = &told_get(track->told, i)->record->meeting;

		if (!meeting_is_bare(meeting) || meeting->status != ENTENTE_HELD)
			return false;
	}
	return true;
}

/* Bare tracks share a line; returns how many meetings it leaves out. */
static guint
say_bare(const Brief *brief, Section *section)
{
	guint shown = 0, left = 0;
	Line *line = NULL;

	for (guint i = 0; i < brief->tracks->len; i++) {
		const Track *track = brief->tracks->pdata[i];

		if (!is_bare(track))
			continue;
		if (shown == MOST_BARE) {
			left += track->told->len;
			continue;
		}
		if (!line) {
			line = section_add(section, LINE_GROUP, "meeting", NULL);
			line_say(section, line, TINT_PLAIN, "place and day not told: ");
		}
		line_say(section, line, TINT_PLAIN, shown++ ? "; " : "");
		line_names(section, line, TINT_PLAIN, track->parties, MOST_PARTIES);
		line_say(section, line, TINT_PLAIN, " ");
		g_autoptr(GPtrArray) records = g_ptr_array_new();
		for (guint m = 0; m < track->told->len; m++)
			g_ptr_array_add(records, (gpointer)told_get(track->told, m)->record);
		line_cite_all(section, line, records);
	}
	return left;
}

void
brief_meetings(const Brief *brief, Section *section)
{
	guint shown = 0, left = 0;

	if (brief->has_rounds)
		say_rounds(brief, section);
	for (guint i = 0; i < brief->tracks->len; i++) {
		const Track *track = brief->tracks->pdata[i];
		guint n = shown < MOST_TRACKS ? MIN(track->told->len, MOST_MEETINGS) : 0;

		if (is_bare(track))
			continue;
		if (shown++ < MOST_TRACKS)
			say_track(section, track);
		left += track->told->len - n;
	}
	left += say_bare(brief, section);
	if (left)
		say_more(section, LINE_MORE, left, "meeting", "meetings",
		         "entente show meetings");
}

static void
say_ahead(Section *section, const EntenteRecord *record)
{
	const EntenteMeeting *meeting = &record->meeting;
	Line *line = section_add(section, LINE_ITEM, "meeting", meeting_status(meeting));

	line_names(section, line, TINT_STRONG, meeting->parties, MOST_PARTIES);
	if (!meeting_is_bare(meeting)) {
		line_say(section, line, TINT_PLAIN, " – ");
		say_meeting(section, line, meeting);
	}
	line_say(section, line, TINT_PLAIN, " ");
	line_cite(section, line, record);
}

/* Planned meetings before proposed ones, each by day; those without a day last. */
static int
by_nearness(gconstpointer a, gconstpointer b)
{
	const EntenteMeeting *left = &((const Told *)a)->record->meeting;
	const EntenteMeeting *right = &((const Told *)b)->record->meeting;

	if (left->status != right->status)
		return left->status - right->status;
	if (!left->date || !right->date)
		return !left->date - !right->date;
	return strcmp(left->date, right->date);
}

static guint
say_steps(const Brief *brief, Section *section)
{
	guint shown = 0, left = 0;

	for (guint i = 0; i < brief->issues->len; i++) {
		const Issue *issue = brief->issues->pdata[i];

		for (guint s = 0; issue->comes_next && s < issue->stands->len; s++) {
			const Stand *stand = issue->stands->pdata[s];

			if (shown == MOST_NEXT) {
				left++;
				continue;
			}
			Line *line = section_add(section, LINE_ITEM, "position", stand->party);
			say_position(section, line, told_get(stand->told, 0)->record, NULL);
			if (stand->told->len > 1)
				line_sayf(section, line, TINT_FAINT, "; %u more",
				          stand->told->len - 1);
			shown++;
		}
	}
	return left;
}

void
brief_next(const Brief *brief, Section *section)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];
	g_autoptr(GArray) ahead = g_array_new(false, false, sizeof(Told));

	for (guint i = 0; i < meetings->len; i++)
		if (meeting_is_ahead(&told_get(meetings, i)->record->meeting) &&
		    meeting_is_told(&told_get(meetings, i)->record->meeting))
			g_array_append_vals(ahead, told_get(meetings, i), 1);
	guint n = ahead->len;
	g_array_set_size(ahead, MIN(n, MOST_NEXT));
	g_array_sort(ahead, by_nearness);
	for (guint i = 0; i < ahead->len; i++)
		say_ahead(section, told_get(ahead, i)->record);
	if (n > ahead->len)
		say_more(section, LINE_MORE, n - ahead->len, "meeting", "meetings",
		         "entente show meetings");
	guint left = say_steps(brief, section);
	if (left)
		say_more(section, LINE_MORE, left, "party", "parties",
		         "entente show positions --issue talks");
}
