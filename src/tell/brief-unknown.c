/* Unknown: what a desk would ask for and no record gives. */
#include "tell/brief.h"
#include "tell/plain.h"

enum { MOST_NAMED = 3, MOST_ASKED = 3, MOST_ISSUES_ASKED = 3, LONGEST_NAME = 60 };

/* A line on records that lack something; begun at the first of them. */
typedef struct {
	Section *section;
	Line *line;
	guint n;
} Gap;

static void
say_lacking(Gap *gap, const char *lead, const EntenteRecord *record, const char *name)
{
	if (!gap->line) {
		gap->line = section_add(gap->section, LINE_ITEM, "gap", NULL);
		line_say(gap->section, gap->line, TINT_PLAIN, lead);
	}
	if (gap->n++ >= MOST_NAMED)
		return;
	line_say(gap->section, gap->line, TINT_PLAIN, gap->n > 1 ? "; " : ": ");
	line_clause(gap->section, gap->line, name, LONGEST_NAME);
	line_say(gap->section, gap->line, TINT_PLAIN, " ");
	line_cite(gap->section, gap->line, record);
}

static void
end_gap(Gap *gap)
{
	if (gap->n > MOST_NAMED)
		line_sayf(gap->section, gap->line, TINT_FAINT, "; %u more",
		          gap->n - MOST_NAMED);
}

static const char *
meeting_name(const Brief *brief, const EntenteMeeting *meeting)
{
	const char *const *who = meeting->parties ? meeting->parties : meeting->people;
	g_autofree char *names = who ? g_strjoinv(" – ", (char **)who) : g_strdup("a meeting");

	if (!meeting->place)
		return arena_strdup(brief->arena, names);
	return arena_printf(brief->arena, "%s, %s", names, meeting->place);
}

/* Meetings held or planned of which nothing tells the day, not even "Tuesday". */
static void
ask_dates(const Brief *brief, Section *section)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];
	Gap gap = { section, NULL, 0 };

	for (guint i = 0; i < meetings->len; i++) {
		const EntenteRecord *record = told_get(meetings, i)->record;
		const EntenteMeeting *meeting = &record->meeting;

		if (!meeting->date && !meeting->when && meeting_is_told(meeting) &&
		    meeting->status != ENTENTE_PROPOSED && meeting->status != ENTENTE_CANCELLED)
			say_lacking(&gap, "Day not reported", record,
			            meeting_name(brief, meeting));
	}
	end_gap(&gap);
}

static void
ask_next_meeting(const Brief *brief, Section *section)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];

	for (guint i = 0; i < meetings->len; i++)
		if (meeting_is_ahead(&told_get(meetings, i)->record->meeting) &&
		    meeting_is_told(&told_get(meetings, i)->record->meeting))
			return;
	Line *line = section_add(section, LINE_ITEM, "gap", NULL);
	line_say(section, line, TINT_PLAIN, "No next meeting is reported");
}

static void
ask_terms(const Brief *brief, Section *section)
{
	const GArray *drafts = brief->told[ENTENTE_DRAFT];
	Gap gap = { section, NULL, 0 };

	for (guint i = 0; i < drafts->len; i++) {
		const EntenteRecord *record = told_get(drafts, i)->record;

		if (record->draft.name && !record->draft.terms &&
		    !draft_is_bare(&record->draft))
			say_lacking(&gap, "Terms not reported", record, record->draft.name);
	}
	end_gap(&gap);
}

static bool
has_stand(const Issue *issue, const char *party)
{
	for (guint i = 0; i < issue->stands->len; i++)
		if (g_str_equal(((const Stand *)issue->stands->pdata[i])->party, party))
			return true;
	return false;
}

/* The main sides' silence on the issues that most is told of. */
static void
ask_positions(const Brief *brief, Section *section)
{
	for (guint p = 0; p < MIN(brief->n_main_parties, MOST_ASKED); p++) {
		Line *line = NULL;
		guint asked = 0;

		for (guint i = 0; i < brief->issues->len && asked < MOST_ISSUES_ASKED; i++) {
			const Issue *issue = brief->issues->pdata[i];

			if (issue->comes_next || g_str_equal(issue->name, "other"))
				continue;
			asked++;
			if (has_stand(issue, brief->main_parties[p]))
				continue;
			if (!line) {
				line = section_add(section, LINE_ITEM, "gap", NULL);
				line_say(section, line, TINT_PLAIN, "No sure position of ");
				line_name(section, line, TINT_PLAIN, brief->main_parties[p]);
				line_say(section, line, TINT_PLAIN, " on ");
			} else {
				line_say(section, line, TINT_PLAIN, ", ");
			}
			line_say(section, line, TINT_PLAIN, issue_words(brief, issue->name));
		}
	}
}

static void
ask_publication(const Brief *brief, Section *section)
{
	g_autoptr(GArray) undated = g_array_new(false, false, sizeof(guint));
	guint n = source_index_count(brief->sources);

	for (guint i = 1; i <= n; i++)
		if (!source_index_get(brief->sources, i)->source->published)
			g_array_append_val(undated, i);
	if (!undated->len)
		return;
	Line *line = section_add(section, LINE_ITEM, "gap", NULL);
	line_sayf(section, line, TINT_PLAIN, "No date of publication: %u of %s ", undated->len,
	          counted(section->arena, n, "source", "sources"));
	line_cite_numbers(section, line, undated);
}

static void
ask_languages(const Brief *brief, Section *section)
{
	g_autoptr(GArray) unread = g_array_new(false, false, sizeof(guint));
	guint n_unread, n = source_index_count(brief->sources);
	g_autofree char *languages = source_index_unread(brief->sources, &n_unread);

	if (!n_unread)
		return;
	for (guint i = 1; i <= n; i++)
		if (source_index_get(brief->sources, i)->source->unread)
			g_array_append_val(unread, i);
	Line *line = section_add(section, LINE_ITEM, "gap", NULL);
	line_sayf(section, line, TINT_PLAIN, "Not read, for their language (%s): %u of %s ",
	          languages, n_unread, counted(section->arena, n, "source", "sources"));
	line_cite_numbers(section, line, unread);
}

void
brief_unknown(const Brief *brief, Section *section)
{
	if (source_index_count(brief->sources) == 0) {
		Line *line = section_add(section, LINE_ITEM, "gap", NULL);

		line_say(section, line, TINT_PLAIN,
		         "Everything: no source tells of these talks");
		return;
	}
	ask_positions(brief, section);
	ask_terms(brief, section);
	ask_dates(brief, section);
	ask_next_meeting(brief, section);
	ask_publication(brief, section);
	ask_languages(brief, section);
	if (section->lines->len)
		return;
	Line *line = section_add(section, LINE_ITEM, "gap", NULL);
	line_say(section, line, TINT_PLAIN,
	         "No gap found in the dates, the drafts’ terms and the main sides’ positions");
}
