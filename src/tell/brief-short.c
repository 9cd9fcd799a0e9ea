/* In short: who met whom and how it is described, what is blocked, which texts are on the
 * table, what comes next, how much has been read.  Every line is put together from records. */
#include "tell/brief.h"
#include "tell/plain.h"
#include "tell/wording.h"

#include <string.h>

enum {
	MOST_PARTIES = 4,
	MOST_MEETINGS = 2,
	MOST_AGREED = 2,
	MOST_BLOCKED = 2,
	MOST_OTHERS = 4,
	MOST_DRAFTS = 3,
	MOST_GROUPS = 4,
	LONGEST_WHAT = 70
};

/* Lines that are whole sentences and have no first column. */
static Line *
sentence(Section *section, const char *kind)
{
	return section_add(section, LINE_ITEM, kind, NULL);
}

/* Pages that have no main party in common are of different talks. */
static void
say_stories(const Brief *brief, Section *section)
{
	g_autoptr(GPtrArray) groups = stories_groups(brief->stories);

	if (groups->len < 2)
		return;
	Line *line = sentence(section, "sources");
	line_say(section, line, TINT_BLOCKED,
	         "These pages seem to tell of several negotiations");
	for (guint i = 0; i < MIN(groups->len, MOST_GROUPS); i++) {
		line_say(section, line, TINT_PLAIN, i ? "; " : ": ");
		line_cite_numbers(section, line, groups->pdata[i]);
	}
	if (groups->len > MOST_GROUPS)
		line_sayf(section, line, TINT_PLAIN, "; %u more", groups->len - MOST_GROUPS);
}

static void
say_encounter(Section *section, const EntenteRecord *record)
{
	const EntenteMeeting *meeting = &record->meeting;
	const char *medium = say_medium(section->arena, meeting);
	bool is_ongoing = meeting->status == ENTENTE_ONGOING;
	Line *line = sentence(section, "meeting");

	line_names(section, line, TINT_STRONG, meeting->parties, MOST_PARTIES);
	if (medium)
		line_sayf(section, line, TINT_PLAIN,
		          is_ongoing ? " are speaking %s" : " spoke %s", medium);
	else
		line_say(section, line, TINT_PLAIN, is_ongoing ? " are meeting" : " met");
	if (meeting->place || meeting->date || meeting->when || meeting->minutes > 0) {
		line_say(section, line, TINT_PLAIN, " (");
		say_when_where(section, line, meeting);
		line_say(section, line, TINT_PLAIN, ")");
	}
	line_say(section, line, TINT_PLAIN, " ");
	line_cite(section, line, record);
}

/* The meetings that took place and that most independent sources tell of; one of which no more
 * is told than who met only where there is none other. */
static void
say_encounters(const Brief *brief, Section *section)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];
	const EntenteRecord *bare = NULL;
	guint said = 0;

	for (guint i = 0; i < meetings->len && said < MOST_MEETINGS; i++) {
		const EntenteRecord *record = told_get(meetings, i)->record;
		const EntenteMeeting *meeting = &record->meeting;

		if (!meeting_is_told(meeting) ||
		    (meeting->status != ENTENTE_HELD && meeting->status != ENTENTE_ONGOING))
			continue;
		if (!meeting_is_bare(meeting)) {
			say_encounter(section, record);
			said++;
		} else if (!bare) {
			bare = record;
		}
	}
	if (!said && bare)
		say_encounter(section, bare);
}

/* Whether one sentence tells both. */
static bool
share_sentence(const EntenteRecord *a, const EntenteRecord *b)
{
	for (size_t i = 0; i < a->n_evidence; i++)
		for (size_t j = 0; j < b->n_evidence; j++)
			if (a->evidence[i].span.start == b->evidence[j].span.start &&
			    g_str_equal(a->evidence[i].source, b->evidence[j].source))
				return true;
	return false;
}

/* Another side that accepts the same thing by the same sentence; NULL for none. */
static const Stand *
partner_of(const Issue *issue, const Stand *stand, const Told *told)
{
	for (guint i = 0; i < issue->stands->len; i++) {
		const Stand *other = issue->stands->pdata[i];
		const Told *accepts =
		    other != stand ? stand_find(other, ENTENTE_ACCEPTS) : NULL;

		if (accepts && share_sentence(accepts->record, told->record) &&
		    g_strcmp0(accepts->record->position.what, told->record->position.what) == 0)
			return other;
	}
	return NULL;
}

/* How, when and by whom it is talked, not what about. */
static bool
is_of_the_talks(const Issue *issue)
{
	static const char *const names[] = { "talks", "timetable", "confidentiality",
		                             "participation" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_str_equal(issue->name, names[i]))
			return true;
	return false;
}

/* What two sides have agreed on: the news, if there is any. */
static void
say_agreed(const Brief *brief, Section *section)
{
	guint said = 0;

	for (guint i = 0; i < brief->issues->len && said < MOST_AGREED; i++) {
		const Issue *issue = brief->issues->pdata[i];
		const Stand *partner = NULL, *stand = NULL;
		const Told *accepts = NULL;

		if (is_of_the_talks(issue))
			continue;
		for (guint j = 0; j < issue->stands->len && !partner; j++) {
			stand = issue->stands->pdata[j];
			accepts = stand_find(stand, ENTENTE_ACCEPTS);
			partner = accepts ? partner_of(issue, stand, accepts) : NULL;
		}
		if (!partner || !accepts->record->position.what)
			continue;
		Line *line = sentence(section, "issue");
		line_say(section, line, TINT_ACCEPTS, "Agreed");
		line_say(section, line, TINT_PLAIN, " by ");
		line_name(section, line, TINT_STRONG, stand->party);
		line_say(section, line, TINT_PLAIN, " and ");
		line_name(section, line, TINT_STRONG, partner->party);
		line_say(section, line, TINT_PLAIN, ": “");
		line_clause(section, line, accepts->record->position.what, LONGEST_WHAT);
		line_say(section, line, TINT_PLAIN, "” ");
		line_cite_words(section, line, accepts->record, accepts->record->position.what);
		said++;
	}
}

/* The meeting of this status that most sources tell of: "Planned: a meeting of …". */
static void
say_first_of(const Brief *brief, Section *section, EntenteMeetingStatus status, Tint tint,
             const char *word)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];

	for (guint i = 0; i < meetings->len; i++) {
		const EntenteRecord *record = told_get(meetings, i)->record;
		const EntenteMeeting *meeting = &record->meeting;

		if (meeting->status != (int)status || !meeting_is_told(meeting))
			continue;
		Line *line = sentence(section, "meeting");
		line_say(section, line, tint, word);
		if (meeting->medium)
			line_sayf(section, line, TINT_PLAIN, ": talks %s of ",
			          say_medium(section->arena, meeting));
		else
			line_say(section, line, TINT_PLAIN, ": a meeting of ");
		line_names(section, line, TINT_STRONG, meeting->parties, MOST_PARTIES);
		if (meeting->place || meeting->date || meeting->when) {
			line_say(section, line, TINT_PLAIN, ", ");
			say_when_where(section, line, meeting);
		}
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, record);
		return;
	}
}

/* One object that one side wants and the other refuses is said once. */
static bool
say_object(Section *section, Line *line, const Issue *issue)
{
	const EntenteRecord *presses = issue->pressing->record,
			    *refuses = issue->refusing->record;
	const char *what = presses->position.what;

	if (!what || wording_is_vague(what) || g_strcmp0(what, refuses->position.what))
		return false;
	line_say(section, line, TINT_PLAIN, "“");
	line_clause(section, line, what, LONGEST_WHAT);
	line_say(section, line, TINT_PLAIN, "” ");
	line_say(section, line, tint_of_stance(presses->position.stance),
	         stance_past((EntenteStance)presses->position.stance));
	line_say(section, line, TINT_PLAIN, " by ");
	line_name(section, line, TINT_PLAIN, issue->presses->party);
	line_say(section, line, TINT_PLAIN, " ");
	line_cite_words(section, line, presses, what);
	line_say(section, line, TINT_PLAIN, ", ");
	line_say(section, line, TINT_REFUSES, "refused");
	line_say(section, line, TINT_PLAIN, " by ");
	line_name(section, line, TINT_PLAIN, issue->refuses->party);
	line_say(section, line, TINT_PLAIN, " ");
	line_cite_words(section, line, refuses, what);
	return true;
}

static void
say_side(Section *section, Line *line, const Stand *stand, const Told *told)
{
	const EntentePosition *position = &told->record->position;
	const char *what = position->what;

	line_say(section, line, tint_of_stance(position->stance),
	         stance_past((EntenteStance)position->stance));
	line_say(section, line, TINT_PLAIN, " by ");
	line_name(section, line, TINT_PLAIN, stand->party);
	if (what && !wording_is_vague(what)) {
		line_say(section, line, TINT_PLAIN, ", “");
		line_clause(section, line, what, LONGEST_WHAT);
		line_say(section, line, TINT_PLAIN, "”");
	}
	line_say(section, line, TINT_PLAIN, " ");
	line_cite_words(section, line, told->record, what);
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
		said++;
		if (say_object(section, line, issue))
			continue;
		say_side(section, line, issue->presses, issue->pressing);
		line_say(section, line, TINT_PLAIN, "; ");
		say_side(section, line, issue->refuses, issue->refusing);
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

/* Whether the draft revises one of another number of points, and is told with it. */
static bool
changes_points(const GArray *drafts, const Told *told)
{
	const Told *older = draft_revised(drafts, told);
	int points = told->record->draft.points;

	return older && points > 0 && older->record->draft.points > 0 &&
	       older->record->draft.points != points && !draft_revised(drafts, older);
}

/* "cut to 20 points" after a draft of 28, for each draft that revises it so. */
static void
say_versions(Section *section, Line *line, const GArray *drafts, const Told *of)
{
	int points = of->record->draft.points;

	for (guint i = 0; i < drafts->len; i++) {
		const EntenteRecord *version = told_get(drafts, i)->record;

		if (!changes_points(drafts, told_get(drafts, i)) ||
		    draft_revised(drafts, told_get(drafts, i)) != of)
			continue;
		line_sayf(section, line, TINT_PLAIN, ", %s to %d points ",
		          version->draft.points < points ? "cut" : "grown",
		          version->draft.points);
		line_cite(section, line, version);
	}
}

static void
say_drafts(const Brief *brief, Section *section)
{
	const GArray *drafts = brief->told[ENTENTE_DRAFT];
	guint shown = 0, left = 0;
	Line *line = NULL;

	for (guint i = 0; i < drafts->len; i++) {
		const Told *told = told_get(drafts, i);

		if (!told->record->draft.name || changes_points(drafts, told))
			continue;
		if (shown == MOST_DRAFTS) {
			left++;
			continue;
		}
		if (!line) {
			line = sentence(section, "draft");
			line_sayf(section, line, TINT_PLAIN, "%s told of: ",
			          counted(section->arena,
			                  drafts->len + (guint)entente_records_left_out(
							    brief->records, ENTENTE_DRAFT),
			                  "draft", "drafts"));
		} else {
			line_say(section, line, TINT_PLAIN, "; ");
		}
		say_draft_name(section, line, &told->record->draft);
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, told->record);
		say_versions(section, line, drafts, told);
		shown++;
	}
	if (line && left)
		line_say(section, line, TINT_PLAIN, "; …");
}

/* Of a large dossier not everything is weighed. */
static void
say_left_out(const Brief *brief, Section *section)
{
	static const EntenteKind kinds[] = { ENTENTE_POSITION, ENTENTE_MEETING, ENTENTE_DRAFT,
		                             ENTENTE_CLAIM, ENTENTE_ASSESSMENT };
	Line *line = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		size_t n = entente_records_left_out(brief->records, kinds[i]);

		if (!n)
			continue;
		if (!line) {
			line = sentence(section, "more");
			line_say(
			    section, line, TINT_FAINT,
			    "Weighed here is what most sources tell; beside it there are ");
		} else {
			line_say(section, line, TINT_FAINT, ", ");
		}
		line_sayf(section, line, TINT_FAINT, "%zu %s", n,
		          entente_kind(kinds[i])->plural);
	}
	if (line)
		line_say(section, line, TINT_FAINT, ": entente show");
}

static guint
n_independent_read(const SourceIndex *sources)
{
	guint n = 0;

	for (guint i = 1; i <= source_index_count(sources); i++) {
		const NumberedSource *numbered = source_index_get(sources, i);

		n += numbered->original == i && !numbered->source->unread;
	}
	return n;
}

static void
say_reading(const Brief *brief, Section *section)
{
	Line *line = sentence(section, "sources");
	guint n_unread, n = source_index_count(brief->sources);
	guint independent = source_index_independent(brief->sources);
	const char *first = NULL, *last = NULL;
	g_autofree char *languages = source_index_unread(brief->sources, &n_unread);

	if (n_unread) {
		line_sayf(section, line, TINT_MIXED, "Not read: %s in %s. ",
		          counted(section->arena, n_unread, "source", "sources"), languages);
		n -= n_unread;
		independent = n_independent_read(brief->sources);
	}
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
	for (guint i = 1; i <= n + n_unread; i++) {
		const EntenteSource *source = source_index_get(brief->sources, i)->source;
		const char *published = source->unread ? NULL : source->published;

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
	say_stories(brief, section);
	say_agreed(brief, section);
	say_first_of(brief, section, ENTENTE_CANCELLED, TINT_REFUSES, "Called off");
	say_encounters(brief, section);
	brief_mood(brief, section);
	say_blocked(brief, section);
	say_drafts(brief, section);
	say_first_of(brief, section, ENTENTE_PLANNED, TINT_PLAIN, "Planned");
	say_reading(brief, section);
	say_left_out(brief, section);
}
