/* Where each issue stands, party by party: the issues that most independent sources and most
 * parties speak of, those first on which one side wants what another refuses. */
#include "tell/brief.h"

#include <string.h>

enum {
	MOST_ROWS = 13,
	MOST_ISSUES = 7,
	MOST_STANDS = 3,
	MOST_POSITIONS = 2,
	MOST_COMPARED = 16,
	LONGEST_LABEL = 20
};

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

/* Whether two parties hold one position each, the same by the same sentence ("both agreed to"):
 * one row will do. */
static bool
is_shared(const Stand *a, const Stand *b)
{
	const EntenteRecord *x = told_get(a->told, 0)->record,
			    *y = told_get(b->told, 0)->record;

	return a->told->len == 1 && b->told->len == 1 && x->n_evidence && y->n_evidence &&
	       x->position.stance == y->position.stance &&
	       !g_strcmp0(x->position.what, y->position.what) &&
	       !g_strcmp0(x->evidence[0].text, y->evidence[0].text);
}

/* The parties of the stand at `at` and, as long as the column holds them, of those after it
 * that share it; these are taken off `alone` and counted. */
static const char *
say_holders(Section *section, const Issue *issue, guint at, bool *alone, guint *sharing)
{
	const Stand *stand = issue->stands->pdata[at];
	const char *label = stand->party;

	for (guint i = at + 1; i < MIN(issue->stands->len, MOST_COMPARED); i++) {
		const Stand *other = issue->stands->pdata[i];

		if (!alone[i] || !is_shared(stand, other) ||
		    strlen(label) + strlen(other->party) > LONGEST_LABEL)
			continue;
		alone[i] = false;
		++*sharing;
		label = arena_printf(section->arena, "%s, %s", label, other->party);
	}
	return label;
}

static void
say_stand(Section *section, const char *label, const Stand *stand, const Told *blocking)
{
	Line *line = section_add(section, LINE_ITEM, "position", label);
	const Told *picked[MOST_POSITIONS];
	guint n = pick(stand, blocking, picked);

	for (guint i = 0; i < n; i++)
		say_position(section, line, picked[i]->record,
		             i ? picked[i - 1]->record : NULL);
	if (stand->told->len > n)
		line_sayf(section, line, TINT_FAINT, "; %u more", stand->told->len - n);
}

static guint
say_rest(Section *section, const Issue *issue, guint n)
{
	bool is_word = !issue->name[strcspn(issue->name, " '\"$`\\")];
	g_autofree char *where =
	    is_word ? g_strdup_printf("entente show positions --issue %s", issue->name)
		    : g_strdup("entente show positions");

	if (n)
		say_more(section, LINE_REST, n, "party", "parties", where);
	return n > 0;
}

/* The two sides of a block come first, so that no cut hides them.  Returns the rows. */
static guint
say_stands(Section *section, const Issue *issue)
{
	guint n = MIN(issue->stands->len, MOST_COMPARED), shown = 0;
	guint left = issue->stands->len;
	bool alone[MOST_COMPARED];

	for (guint i = 0; i < n; i++)
		alone[i] = issue->stands->pdata[i] != issue->presses &&
		           issue->stands->pdata[i] != issue->refuses;
	if (issue->presses) {
		say_stand(section, issue->presses->party, issue->presses, issue->pressing);
		say_stand(section, issue->refuses->party, issue->refuses, issue->refusing);
		shown = 2;
		left -= 2;
	}
	for (guint i = 0; i < n && shown < MOST_STANDS; i++) {
		const Stand *stand = issue->stands->pdata[i];
		guint sharing = 0;

		if (!alone[i])
			continue;
		const char *label = say_holders(section, issue, i, alone, &sharing);
		say_stand(section, label, stand, NULL);
		left -= 1 + sharing;
		shown++;
	}
	return shown + say_rest(section, issue, left);
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
		rows += 1 + say_stands(section, issue);
		shown++;
	}
	if (left)
		say_more(section, LINE_MORE, left, "issue", "issues", "entente show positions");
}
