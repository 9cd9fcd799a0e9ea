/* Part of a bargaining model: some of its parties, some of its issues. */
#include "model/bargain.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	const EntenteBargain *from;
	EntenteBargain *to;
	int *party;    /* of each party of `from`, its index in `to`; -1: none */
	bool *is_open; /* by issue */
} Cut;

static void
refuse(GError **error, const char *format, const char *name)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, format, name);
}

/* The option of `to` that is this one of `from`; -1: it is none any more. */
static int
option_of(const Cut *cut, size_t issue, int option)
{
	if (cut->is_open[issue] || option < 0)
		return option;
	return option == cut->from->issues[issue].status_quo ? 0 : -1;
}

static BargainCondition *
cut_conditions(const Cut *cut, const BargainCondition *conditions, size_t n)
{
	BargainCondition *kept = arena_new0(cut->to->arena, BargainCondition, n);

	for (size_t i = 0; i < n; i++) {
		const BargainIssue *issue = &cut->from->issues[conditions[i].issue];

		kept[i] = conditions[i];
		if (cut->is_open[conditions[i].issue])
			continue;
		kept[i].in = arena_new0(cut->to->arena, bool, 1);
		*kept[i].in = conditions[i].in[issue->status_quo];
	}
	return kept;
}

static int *
cut_package(const Cut *cut, const int *package)
{
	int *kept = arena_new0(cut->to->arena, int, cut->from->n_issues);

	for (size_t i = 0; i < cut->from->n_issues; i++)
		kept[i] = option_of(cut, i, package[i]);
	return kept;
}

static void
cut_issue(const Cut *cut, size_t index)
{
	const BargainIssue *issue = &cut->from->issues[index];
	BargainIssue *kept = &cut->to->issues[index];
	size_t first = cut->is_open[index] ? 0 : (size_t)issue->status_quo;
	size_t n = cut->is_open[index] ? issue->n_options : 1;

	*kept = *issue;
	bargain_allot_options(cut->to, index, n);
	memcpy(kept->options, &issue->options[first], n * sizeof *kept->options);
	if (!cut->is_open[index])
		kept->status_quo = 0;
	for (size_t p = 0; p < cut->from->n_parties; p++) {
		const BargainStance *stance = bargain_stance(cut->from, p, index);

		if (cut->party[p] < 0)
			continue;
		BargainStance *own = bargain_stance(cut->to, (size_t)cut->party[p], index);
		BargainRange *values = own->values;
		*own = *stance;
		own->values = values;
		memcpy(values, &stance->values[first], n * sizeof *values);
		own->rank = stance->rank ? &stance->rank[first] : NULL;
		own->grounds = stance->grounds ? &stance->grounds[first] : NULL;
	}
}

static void
cut_terms(const Cut *cut)
{
	const EntenteBargain *from = cut->from;
	EntenteBargain *to = cut->to;

	to->interactions = arena_new0(to->arena, BargainInteraction, from->n_interactions);
	for (size_t i = 0; i < from->n_interactions; i++) {
		BargainInteraction one = from->interactions[i];

		if (cut->party[one.party] < 0)
			continue;
		one.party = (size_t)cut->party[one.party];
		one.conditions = cut_conditions(cut, one.conditions, one.n_conditions);
		to->interactions[to->n_interactions++] = one;
	}
	to->red_lines = arena_new0(to->arena, BargainRedLine, from->n_red_lines);
	for (size_t i = 0; i < from->n_red_lines; i++) {
		BargainRedLine one = from->red_lines[i];

		if (cut->party[one.party] < 0)
			continue;
		one.party = (size_t)cut->party[one.party];
		one.conditions = cut_conditions(cut, one.conditions, one.n_conditions);
		to->red_lines[to->n_red_lines++] = one;
	}
	to->clauses = arena_new0(to->arena, BargainClause, from->n_clauses);
	to->n_clauses = from->n_clauses;
	for (size_t i = 0; i < from->n_clauses; i++) {
		to->clauses[i] = from->clauses[i];
		to->clauses[i].when =
		    cut_conditions(cut, from->clauses[i].when, from->clauses[i].n_when);
		to->clauses[i].then =
		    cut_conditions(cut, from->clauses[i].then, from->clauses[i].n_then);
	}
	to->drafts = arena_new0(to->arena, BargainDraft, from->n_drafts);
	to->n_drafts = from->n_drafts;
	for (size_t i = 0; i < from->n_drafts; i++) {
		to->drafts[i] = from->drafts[i];
		to->drafts[i].package = cut_package(cut, from->drafts[i].package);
	}
}

/* Which parties and issues stay. */
static bool
choose(Cut *cut, const char *const *parties, const char *const *issues, size_t *n_parties,
       GError **error)
{
	const EntenteBargain *from = cut->from;

	for (size_t p = 0; p < from->n_parties; p++)
		cut->party[p] = parties ? -1 : (int)(*n_parties)++;
	for (size_t i = 0; parties && parties[i]; i++) {
		int party = bargain_find_party(from, parties[i]);

		if (party < 0) {
			refuse(error, "no party is called '%s'", parties[i]);
			return false;
		}
		cut->party[party] = 0;
	}
	for (size_t p = 0; parties && p < from->n_parties; p++)
		if (cut->party[p] == 0)
			cut->party[p] = (int)(*n_parties)++;
	if (parties && *n_parties < 2) {
		refuse(error, "'%s' alone makes no deal: name two parties or more",
		       *parties ? *parties : "");
		return false;
	}
	for (size_t i = 0; issues && issues[i]; i++) {
		int issue = bargain_find_issue(from, issues[i]);

		if (issue < 0) {
			refuse(error, "no issue is called '%s'", issues[i]);
			return false;
		}
		cut->is_open[issue] = true;
	}
	for (size_t i = 0; i < from->n_issues; i++) {
		cut->is_open[i] |= !issues;
		if (!cut->is_open[i] && from->issues[i].status_quo < 0) {
			refuse(error, "'%s' is left out but has no status quo to stay at",
			       from->issues[i].name);
			return false;
		}
	}
	return true;
}

EntenteBargain *
bargain_part(const EntenteBargain *self, const char *const *parties, const char *const *issues,
             GError **error)
{
	g_autoptr(EntenteBargain) to = bargain_new();
	g_autofree int *party = g_new(int, self->n_parties);
	g_autofree bool *is_open = g_new0(bool, self->n_issues);
	Cut cut = { self, to, party, is_open };
	size_t n_parties = 0;

	if (!choose(&cut, parties, issues, &n_parties, error))
		return NULL;
	bargain_allot(to, n_parties, self->n_issues);
	to->title = self->title;
	to->rule = self->rule;
	for (size_t p = 0; p < self->n_parties; p++) {
		if (party[p] < 0)
			continue;
		BargainParty *kept = &to->parties[party[p]];
		*kept = self->parties[p];
		if (kept->fallback.package)
			kept->fallback.package = cut_package(&cut, kept->fallback.package);
		for (size_t i = 0; kept->fallback.package && i < self->n_issues; i++)
			kept->fallback.package[i] = MAX(kept->fallback.package[i], 0);
	}
	for (size_t i = 0; i < self->n_issues; i++)
		cut_issue(&cut, i);
	cut_terms(&cut);
	to->questions = self->questions;
	return g_steal_pointer(&to);
}
