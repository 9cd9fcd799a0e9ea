/* Where each issue stands, party by party: the issues that most independent sources and most
 * parties speak of, those first on which one side wants what another refuses. */
#include "tell/brief.h"

#include <string.h>

enum { MOST_ROWS = 24, MOST_ISSUES = 8, MOST_STANDS = 4, MOST_POSITIONS = 2 };

static const struct {
	const char *word;
	Tint tint;
} states[] = {
	[ISSUE_TOLD] = { NULL, TINT_PLAIN },
	[ISSUE_BLOCKED] = { "blocked", TINT_BLOCKED },
	[ISSUE_SPLIT] = { "split", TINT_BLOCKED },
	[ISSUE_AGREED] = { "accepted by two sides or more", TINT_ACCEPTS },
};

static void
say_issue(const Brief *brief, Section *section, const Issue *issue)
{
	Line *line = section_add(section, LINE_GROUP, "issue", NULL);

	line_say(section, line, TINT_STRONG, issue_words(brief, issue->name));
	if (!states[issue->state].word)
		return;
	line_say(section, line, TINT_PLAIN, " – ");
	line_say(section, line, states[issue->state].tint, states[issue->state].word);
	if (issue->presses)
		line_sayf(section, line, TINT_PLAIN, ": %s by %s, refused by %s", issue->pressed,
		          issue->presses->party, issue->refuses->party);
}

/* The heaviest positions, but one of each stance before a second of any. */
static void
pick(const Stand *stand, const Told **picked, guint *n)
{
	for (guint i = 0; i < stand->told->len && *n < MOST_POSITIONS; i++) {
		const Told *told = told_get(stand->told, i);

		if (stand_find(stand, (EntenteStance)told->record->position.stance) == told)
			picked[(*n)++] = told;
	}
	for (guint i = 0; i < stand->told->len && *n < MOST_POSITIONS; i++) {
		const Told *told = told_get(stand->told, i);

		if (stand_find(stand, (EntenteStance)told->record->position.stance) != told)
			picked[(*n)++] = told;
	}
}

static void
say_stand(Section *section, const Stand *stand)
{
	Line *line = section_add(section, LINE_ITEM, "position", stand->party);
	const Told *picked[MOST_POSITIONS];
	guint n = 0;

	pick(stand, picked, &n);
	for (guint i = 0; i < n; i++) {
		if (i)
			line_say(section, line, TINT_PLAIN, "; ");
		say_position(section, line, picked[i]->record);
	}
	if (stand->told->len > n)
		line_sayf(section, line, TINT_FAINT, "; %u more", stand->told->len - n);
}

/* The two sides of a block come first, so that no cut hides them. */
static void
say_stands(Section *section, const Issue *issue, guint most)
{
	guint shown = 0, n_first = 0;
	const Stand *first[] = { issue->presses, issue->refuses };

	for (guint i = 0; i < G_N_ELEMENTS(first); i++)
		if (first[i]) {
			say_stand(section, first[i]);
			n_first++;
		}
	for (guint i = 0; i < issue->stands->len && shown + n_first < most; i++) {
		const Stand *stand = issue->stands->pdata[i];

		if (stand == issue->presses || stand == issue->refuses)
			continue;
		say_stand(section, stand);
		shown++;
	}
	shown += n_first;
	if (issue->stands->len > shown) {
		g_autofree char *where =
		    g_strdup_printf("entente show positions --issue %s", issue->name);

		say_more(section, LINE_REST, issue->stands->len - shown, "party", "parties", where);
	}
}

void
brief_issues(const Brief *brief, Section *section)
{
	guint rows = 0, shown = 0, left = 0;

	for (guint i = 0; i < brief->issues->len; i++) {
		const Issue *issue = brief->issues->pdata[i];

		if (issue->comes_next)
			continue;
		if (shown == MOST_ISSUES || rows + 2 > MOST_ROWS) {
			left++;
			continue;
		}
		say_issue(brief, section, issue);
		say_stands(section, issue, MOST_STANDS);
		rows += 1 + MIN(issue->stands->len, MOST_STANDS);
		shown++;
	}
	if (left)
		say_more(section, LINE_MORE, left, "issue", "issues", "entente show positions");
}
