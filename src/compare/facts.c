/* What changed of a draft, a meeting or a claim.
 *
 * Pages go on telling what is past: so a status counts only if all new pages that name one name
 * one further on than any page before, a number or a day only if all pages of either side are
 * at one, and a claim becomes disputed but never undisputed. */
#include "compare/compare.h"

#include <string.h>

typedef enum { FORWARD, AGREED, FIRST } Way;

/* How far on a status is; 0: says nothing. */
static const int draft_steps[] = {
	[ENTENTE_DRAFT_FLOATED] = 1,  [ENTENTE_DRAFT_TABLED] = 2,
	[ENTENTE_DRAFT_REVISED] = 3,  [ENTENTE_DRAFT_ACCEPTED] = 4,
	[ENTENTE_DRAFT_REJECTED] = 4, [ENTENTE_DRAFT_SIGNED] = 5,
	[ENTENTE_DRAFT_IN_FORCE] = 6, [ENTENTE_DRAFT_WITHDRAWN] = 4,
	[ENTENTE_DRAFT_UNKNOWN] = 0,
};
static const int meeting_steps[] = {
	[ENTENTE_PROPOSED] = 1, [ENTENTE_PLANNED] = 2,   [ENTENTE_ONGOING] = 3,
	[ENTENTE_HELD] = 4,     [ENTENTE_CANCELLED] = 4,
};

static const struct {
	EntenteKind kind;
	const char *field;
	Way way;
	const int *steps;
} rules[] = {
	{ ENTENTE_DRAFT, "status", FORWARD, draft_steps },
	{ ENTENTE_DRAFT, "points", AGREED, NULL },
	{ ENTENTE_MEETING, "status", FORWARD, meeting_steps },
	{ ENTENTE_MEETING, "date", AGREED, NULL },
	{ ENTENTE_CLAIM, "disputed_by", FIRST, NULL },
};

static const EntenteField *
field_of(EntenteKind kind, const char *name)
{
	const EntenteKindSpec *spec = entente_kind(kind);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (g_str_equal(spec->fields[i].name, name))
			return &spec->fields[i];
	return NULL;
}

/* As text, to be freed; NULL for none. */
static char *
value_of(const EntenteRecord *record, const EntenteField *field, const int *steps)
{
	const void *at = entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: return g_strdup(*(const char *const *)at);
	case ENTENTE_FIELD_TEXTS:
		return *(const char *const *const *)at ? g_strjoinv(", ", *(char ***)at) : NULL;
	case ENTENTE_FIELD_NUMBER:
		return *(const int32_t *)at == ENTENTE_UNKNOWN
		           ? NULL
		           : g_strdup_printf("%d", *(const int32_t *)at);
	case ENTENTE_FIELD_CHOICE:
		return steps && !steps[*(const int *)at]
		           ? NULL
		           : g_strdup(field->choices[*(const int *)at]);
	default: return NULL;
	}
}

/* The only value that the pages give; NULL where there is none or they differ. */
static char *
agreed(const GPtrArray *pages, const EntenteField *field, const int *steps)
{
	g_autofree char *value = NULL;

	for (guint i = 0; i < pages->len; i++) {
		g_autofree char *here = value_of(pages->pdata[i], field, steps);

		if (value && here && !g_str_equal(value, here))
			return NULL;
		if (!value)
			value = g_steal_pointer(&here);
	}
	return g_steal_pointer(&value);
}

/* The furthest of the steps that the pages name. */
static int
furthest(const GPtrArray *pages, const EntenteField *field, const int *steps)
{
	int most = 0;

	for (guint i = 0; i < pages->len; i++)
		most = MAX(most, steps[*(const int *)entente_field(pages->pdata[i], field)]);
	return most;
}

/* The word of the first page that names this step. */
static const char *
word_of(const GPtrArray *pages, const EntenteField *field, const int *steps, int step)
{
	for (guint i = 0; i < pages->len; i++) {
		int choice = *(const int *)entente_field(pages->pdata[i], field);

		if (steps[choice] == step)
			return field->choices[choice];
	}
	return NULL;
}

/* A day is moved only for a meeting that all pages expect. */
static bool
is_ahead(const GPtrArray *pages)
{
	for (guint i = 0; i < pages->len; i++) {
		const EntenteRecord *page = pages->pdata[i];

		if (page->meeting.status != ENTENTE_PLANNED &&
		    page->meeting.status != ENTENTE_PROPOSED)
			return false;
	}
	return true;
}

static bool
find_forward(const EntenteField *field, const int *steps, const GPtrArray *before,
             const GPtrArray *after, FoundFact *fact)
{
	int old = furthest(before, field, steps), new = furthest(after, field, steps);

	fact->new_value = agreed(after, field, steps);
	if (!old || !fact->new_value || new <= old)
		return false;
	fact->old_value = agreed(before, field, steps);
	if (!fact->old_value)
		fact->old_value = g_strdup(word_of(before, field, steps, old));
	return true;
}

static bool
find_fact(guint rule, const GPtrArray *before, const GPtrArray *after, FoundFact *fact)
{
	const EntenteField *field = field_of(rules[rule].kind, rules[rule].field);

	fact->field = field->name;
	if (rules[rule].way == FORWARD)
		return find_forward(field, rules[rule].steps, before, after, fact);
	fact->old_value = agreed(before, field, NULL);
	fact->new_value = agreed(after, field, NULL);
	if (rules[rule].way == FIRST) {
		for (guint i = 0; i < before->len; i++) {
			g_autofree char *known = value_of(before->pdata[i], field, NULL);

			if (known)
				return false;
		}
		return fact->new_value != NULL;
	}
	if (rules[rule].kind == ENTENTE_MEETING && (!is_ahead(before) || !is_ahead(after)))
		return false;
	return fact->old_value && fact->new_value &&
	       !g_str_equal(fact->old_value, fact->new_value);
}

void
compare_facts(EntenteKind kind, const GPtrArray *before, const GPtrArray *after, GArray *found)
{
	for (guint rule = 0; rule < G_N_ELEMENTS(rules); rule++) {
		FoundFact fact = { 0 };

		if (rules[rule].kind != kind)
			continue;
		if (find_fact(rule, before, after, &fact)) {
			g_array_append_val(found, fact);
			continue;
		}
		g_free(fact.old_value);
		g_free(fact.new_value);
	}
}
