/* In short: who met whom and how it is described, what is blocked, which texts are on the
 * table, what comes next, how much has been read.  Every line is put together from records. */
#include "tell/brief.h"
#include "tell/plain.h"

#include <string.h>

enum {
	MOST_PARTIES = 4,
	MOST_BLOCKED = 2,
	MOST_OTHERS = 4,
	LONGEST_WHAT = 70,
	LONGEST_WORDS = 50
};

/* Lines that are whole sentences and have no first column. */
static Line *
sentence(Section *section, const char *kind)
{
	return section_add(section, LINE_ITEM, kind, NULL);
}

static void
say_encounter(const Brief *brief, Section *section, const EntenteRecord *record)
{
	const EntenteMeeting *meeting = &record->meeting;
	Line *line = sentence(section, "meeting");

	line_names(section, line, TINT_STRONG, meeting->parties, MOST_PARTIES);
	line_say(section, line, TINT_PLAIN,
	         meeting->status == ENTENTE_ONGOING ? " are meeting" : " met");
	if (brief->has_rounds && meeting->round != ENTENTE_UNKNOWN)
		line_sayf(section, line, TINT_PLAIN, " in round %d", meeting->round);
	if (meeting->place || meeting->date || meeting->when || meeting->minutes > 0) {
		line_say(section, line, TINT_PLAIN, " (");
		say_when_where(section, line, meeting);
		line_say(section, line, TINT_PLAIN, ")");
	}
	line_say(section, line, TINT_PLAIN, " ");
	line_cite(section, line, record);
}

/* A meeting that can be told in a sentence: two sides or more, and it took place. */
static bool
is_tellable(const EntenteMeeting *meeting)
{
	return meeting->parties && meeting->parties[0] && meeting->parties[1] &&
	       (meeting->status == ENTENTE_HELD || meeting->status == ENTENTE_ONGOING);
}

/* The meeting that most independent sources tell of, if one is tellable. */
static const Told *
chief_meeting(const Track *track)
{
	for (guint i = 0; i < track->told->len; i++)
		if (is_tellable(&told_get(track->told, i)->record->meeting))
			return told_get(track->told, i);
	return NULL;
}

/* The chief meeting of a later round than this one's, if there was any. */
static const Told *
later_meeting(const Brief *brief, const Told *than)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];
	const Told *later = NULL;
	int round = than->record->meeting.round;

	for (guint i = 0; i < meetings->len; i++) {
		const Told *told = told_get(meetings, i);
		const EntenteMeeting *meeting = &told->record->meeting;

		if (!is_tellable(meeting) || meeting->round <= round)
			continue;
		if (!later || meeting->round > later->record->meeting.round)
			later = told;
	}
	return later;
}

/* The chief meeting, and that of the last round or of the next track. */
static void
say_encounters(const Brief *brief, Section *section)
{
	const Told *first = NULL, *second = NULL;

	for (guint i = 0; i < brief->tracks->len && !second; i++) {
		const Told *chief = chief_meeting(brief->tracks->pdata[i]);

		if (first)
			second = chief;
		else if (chief)
			first = chief;
	}
	if (first && first->record->meeting.round != ENTENTE_UNKNOWN &&
	    later_meeting(brief, first))
		second = later_meeting(brief, first);
	if (first)
		say_encounter(brief, section, first->record);
	if (second)
		say_encounter(brief, section, second->record);
}

/* The words that most independent sources have for each tone. */
static void
say_mood(const Brief *brief, Section *section)
{
	const GArray *assessments = brief->told[ENTENTE_ASSESSMENT];
	const Told *first[ENTENTE_NEGATIVE + 1] = { NULL };
	Line *line = NULL;

	for (guint i = 0; i < assessments->len; i++) {
		const EntenteAssessment *assessment =
		    &told_get(assessments, i)->record->assessment;

		if (assessment->words && !first[assessment->tone])
			first[assessment->tone] = told_get(assessments, i);
	}
	for (guint tone = 0; tone < G_N_ELEMENTS(first); tone++) {
		if (!first[tone])
			continue;
		const EntenteAssessment *assessment = &first[tone]->record->assessment;
		if (line)
			line_say(section, line, TINT_PLAIN, "; ");
		else
			line = sentence(section, "assessment");
		line_say(section, line, TINT_PLAIN,
		         line->records->len ? "" : "The state of the talks in others’ words: ");
		line_sayf(section, line, tint_of_tone((int)tone), "“%s”",
		          plain_clause(section->arena, assessment->words, LONGEST_WORDS));
		line_say(section, line, TINT_PLAIN, " (");
		line_name(section, line, TINT_PLAIN,
		          assessment->by ? assessment->by : "the outlets");
		line_say(section, line, TINT_PLAIN, ") ");
		line_cite(section, line, first[tone]->record);
	}
}

static void
say_side(Section *section, Line *line, const Stand *stand, EntenteStance stance)
{
	const Told *told = stand_find(stand, stance);

	line_say(section, line, tint_of_stance((int)stance), stance_past(stance));
	line_say(section, line, TINT_PLAIN, " by ");
	line_name(section, line, TINT_PLAIN, stand->party);
	if (told->record->position.what) {
		line_say(section, line, TINT_PLAIN, ", “");
		line_clause(section, line, told->record->position.what, LONGEST_WHAT);
		line_say(section, line, TINT_PLAIN, "”");
	}
	line_say(section, line, TINT_PLAIN, " ");
	line_cite(section, line, told->record);
}

static void
say_blocked(const Brief *brief, Section *section)
{
	g_autoptr(GString) others = g_string_new(NULL);
	guint said = 0, n_others = 0;

	for (guint i = 0; i < brief->issues->len; i++) {
		const Issue *issue = brief->issues->pdata[i];

		if (issue->state != ISSUE_BLOCKED)
			continue;
		if (said == MOST_BLOCKED) {
			if (n_others++ < MOST_OTHERS)
				g_string_append_printf(others, "%s%s", others->len ? ", " : "",
				                       issue_words(brief, issue->name));
			continue;
		}
		Line *line = sentence(section, "issue");
		line_say(section, line, TINT_BLOCKED, "Blocked");
		line_sayf(section, line, TINT_PLAIN,
		          " on %s: ", issue_words(brief, issue->name));
		say_side(section, line, issue->presses, issue->pressed);
		line_say(section, line, TINT_PLAIN, "; ");
		say_side(section, line, issue->refuses, ENTENTE_REFUSES);
		said++;
	}
	if (!n_others)
		return;
	Line *last = section->lines->pdata[section->lines->len - 1];
	line_sayf(section, last, TINT_PLAIN, "; also blocked: %s", others->str);
	if (n_others > MOST_OTHERS)
		line_sayf(section, last, TINT_PLAIN, " and %u more", n_others - MOST_OTHERS);
}

static void
say_draft_name(Section *section, Line *line, const EntenteDraft *draft)
{
	g_autofree char *points = g_strdup_printf("%d", draft->points);

	line_clause(section, line, draft->name, LONGEST_WHAT);
	if (draft->points > 0 && !strstr(draft->name, points))
		line_sayf(section, line, TINT_PLAIN, " (%s)",
		          counted(section->arena, (guint)draft->points, "point", "points"));
}

static void
say_drafts(const Brief *brief, Section *section)
{
	const GArray *drafts = brief->told[ENTENTE_DRAFT];
	guint shown = 0;
	Line *line = NULL;

	for (guint i = 0; i < drafts->len && shown < 3; i++) {
		const EntenteRecord *record = told_get(drafts, i)->record;

		if (!record->draft.name)
			continue;
		if (!line) {
			line = sentence(section, "draft");
			line_sayf(section, line, TINT_PLAIN, "%s told of: ",
			          counted(section->arena, drafts->len, "draft", "drafts"));
		} else {
			line_say(section, line, TINT_PLAIN, "; ");
		}
		say_draft_name(section, line, &record->draft);
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, record);
		shown++;
	}
	if (line && drafts->len > shown)
		line_say(section, line, TINT_PLAIN, "; …");
}

/* The planned meeting that most sources tell of. */
static void
say_ahead(const Brief *brief, Section *section)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];

	for (guint i = 0; i < meetings->len; i++) {
		const EntenteRecord *record = told_get(meetings, i)->record;

		if (record->meeting.status != ENTENTE_PLANNED || !record->meeting.parties)
			continue;
		Line *line = sentence(section, "meeting");
		line_say(section, line, TINT_PLAIN, "Planned: a meeting of ");
		line_names(section, line, TINT_STRONG, record->meeting.parties, MOST_PARTIES);
		if (record->meeting.place || record->meeting.date || record->meeting.when) {
			line_say(section, line, TINT_PLAIN, ", ");
			say_when_where(section, line, &record->meeting);
		}
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, record);
		return;
	}
}

static void
say_reading(const Brief *brief, Section *section)
{
	Line *line = sentence(section, "sources");
	guint n = source_index_count(brief->sources);
	guint independent = source_index_independent(brief->sources);
	const char *first = NULL, *last = NULL;

	if (!n) {
		line_say(section, line, TINT_PLAIN, "Nothing has been read.");
		return;
	}
	line_sayf(section, line, TINT_PLAIN, "Read: %s",
	          counted(section->arena, n, "source", "sources"));
	if (independent < n)
		line_sayf(section, line, TINT_PLAIN, ", %u of them independent", independent);
	else if (n > 1)
		line_say(section, line, TINT_PLAIN, ", all independent");
	for (guint i = 1; i <= n; i++) {
		const char *published = source_index_get(brief->sources, i)->source->published;

		if (published && (!first || strcmp(published, first) < 0))
			first = published;
		if (published && (!last || strcmp(published, last) > 0))
			last = published;
	}
	if (!first)
		return;
	const char *from = say_date(section->arena, first),
		   *to = say_date(section->arena, last);
	if (g_str_equal(from, to))
		line_sayf(section, line, TINT_PLAIN, ", published on %s", from);
	else
		line_sayf(section, line, TINT_PLAIN, ", published from %s to %s", from, to);
}

void
brief_short(const Brief *brief, Section *section)
{
	say_encounters(brief, section);
	say_mood(brief, section);
	say_blocked(brief, section);
	say_drafts(brief, section);
	say_ahead(brief, section);
	say_reading(brief, section);
}
