/* Where each issue stands, party by party: the issues that most independent sources and most
 * parties speak of, those first on which one side wants what another refuses. */
#include "tell/brief.h"

#include <string.h>

enum { MOST_ROWS = 16, MOST_ISSUES = 7, MOST_STANDS = 3, MOST_POSITIONS = 2 };

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
	if (!issue->presses)
		return;
	line_sayf(section, line, TINT_PLAIN, ": %s by ", 
	          stance_past((EntenteStance)issue->pressing->record->position.stance));
	line_name(section, line, TINT_PLAIN, issue->presses->party);
	line_say(section, line, TINT_PLAIN, ", refused by ");
	line_name(section, line, TINT_PLAIN, issue->refuses->party);
}

/* What a stand is told by: the position that blocks, if it does; then the heaviest of each
 * stance; then the heaviest of the rest. */
static guint
pick(const Stand *stand, const Told *blocking, const Told **picked)
{
	guint n = 0;

	if (blocking)
		picked[n++] = blocking;
	for (int pass = 0; pass < 2; pass++)
		for (guint i = 0; i < stand->told->len && n < MOST_POSITIONS; i++) {
			const Told *told = told_get(stand->told, i);
			int stance = told->record->position.stance;
			bool is_first = stand_find(stand, (EntenteStance)stance) == told;

			if (told != blocking && is_first == (pass == 0))
				picked[n++] = told;
		}
	return n;
}

static void
say_stand(Section *section, const Stand *stand, const Told *blocking)
{
	Line *line = section_add(section, LINE_ITEM, "position", stand->party);
	const Told *picked[MOST_POSITIONS];
	guint n = pick(stand, blocking, picked);

	for (guint i = 0; i < n; i++)
		say_position(section, line, picked[i]->record,
		             i ? picked[i - 1]->record : NULL);
	if (stand->told->len > n)
		line_sayf(section, line, TINT_FAINT, "; %u more", stand->told->len - n);
}

/* The two sides of a block come first, so that no cut hides them. */
static void
say_stands(Section *section, const Issue *issue)
{
	guint shown = 0;

	if (issue->presses) {
		say_stand(section, issue->presses, issue->pressing);
		say_stand(section, issue->refuses, issue->refusing);
		shown = 2;
	}
	for (guint i = 0; i < issue->stands->len && shown < MOST_STANDS; i++) {
		const Stand *stand = issue->stands->pdata[i];

		if (stand == issue->presses || stand == issue->refuses)
			continue;
		say_stand(section, stand, NULL);
		shown++;
	}
	if (issue->stands->len > shown) {
		bool is_word = !issue->name[strcspn(issue->name, " '\"$`\\")];
		g_autofree char *where =
		    is_word ? g_strdup_printf("entente show positions --issue %s", issue->name)
			    : g_strdup("entente show positions");

		say_more(section, LINE_REST, issue->stands->len - shown, "party", "parties",
		         where);
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
		say_stands(section, issue);
		rows += 1 + MIN(issue->stands->len, MOST_STANDS);
		shown++;
	}
	if (left)
		say_more(section, LINE_MORE, left, "issue", "issues", "entente show positions");
}
