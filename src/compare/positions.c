/* How a party's positions on an issue changed.
 *
 * Only positions on the same object are set against each other, and only the latest of either
 * side.  Who wants, offers or accepts a thing is for it, who refuses it against: to pass from
 * one to the other is to reverse.  Else a position hardens as it goes up the steps below and
 * softens as it goes down; to demand what was offered or accepted before is neither.  Words of
 * another side about a party make no change. */
#include "compare/compare.h"

#include <string.h>

enum { AGREEING = 2 /* independent sources that must tell of a condition, or of none */ };

static bool
is_for(int stance)
{
	return stance == ENTENTE_DEMANDS || stance == ENTENTE_OFFERS ||
	       stance == ENTENTE_ACCEPTS;
}

static bool
gives(int stance)
{
	return stance == ENTENTE_OFFERS || stance == ENTENTE_ACCEPTS;
}

/* From giving to insisting. */
static int
step_of(int stance)
{
	return gives(stance) ? 0 : stance == ENTENTE_OPEN ? 1 : 2;
}

/* Sets `*change`; false where there is none that could be named. */
static bool
compare_stances(int old, int new, EntenteChangeKind *change)
{
	if (old == new || (is_for(old) && is_for(new)))
		return false;
	if ((is_for(old) && new == ENTENTE_REFUSES) || (old == ENTENTE_REFUSES && is_for(new)))
		*change = ENTENTE_CHANGE_REVERSED;
	else
		*change = step_of(new) > step_of(old) ? ENTENTE_CHANGE_HARDENED
		                                      : ENTENTE_CHANGE_SOFTENED;
	return true;
}

/* A condition makes less of what is given, and opens what is refused. */
static bool
compare_conditions(const Stated *old, const Stated *new, EntenteChangeKind *change)
{
	int stance = new->record->position.stance;
	bool added = !old->n_conditional && new->n_conditional >= AGREEING;
	bool dropped = old->n_conditional >= AGREEING &&
	               !new->n_conditional &&new->record->n_sources >= AGREEING;

	if ((!added && !dropped) || (!gives(stance) && stance != ENTENTE_REFUSES))
		return false;
	*change = added == gives(stance) ? ENTENTE_CHANGE_HARDENED : ENTENTE_CHANGE_SOFTENED;
	return true;
}

/* By day, for of one day nobody can say which came first; unknown days are never later. */
static bool
is_later(const Stated *a, const Stated *b)
{
	enum { DAY = 10 };

	return a->date && b->date && strncmp(a->date, b->date, DAY) > 0;
}

typedef struct {
	const ChangeWords *words;
	const Stated *before, *after;
	size_t n_before, n_after;
	GArray *found;
} Cell;

static bool
is_alike(const Cell *cell, const Stated *a, const Stated *b)
{
	const EntentePosition *x = &a->record->position, *y = &b->record->position;

	return objects_alike(cell->words, x->issue, x->what, y->what);
}

/* What the same record was before, or NULL. */
static const Stated *
itself_before(const Cell *cell, const Stated *new)
{
	for (size_t i = 0; i < cell->n_before; i++)
		if (g_strcmp0(cell->before[i].record->ref, new->record->ref) == 0)
			return &cell->before[i];
	return NULL;
}

/* The latest position on the same object before; `*in_doubt` is set where another stance was
 * held no earlier. */
static const Stated *
latest_before(const Cell *cell, const Stated *new, bool *in_doubt)
{
	const Stated *latest = NULL;

	*in_doubt = false;
	for (size_t i = 0; i < cell->n_before; i++) {
		const Stated *old = &cell->before[i];

		if (!old->given_up && is_alike(cell, old, new) &&
		    (!latest || is_later(old, latest)))
			latest = old;
	}
	for (size_t i = 0; latest && i < cell->n_before; i++) {
		const Stated *old = &cell->before[i];

		if (old->record->position.stance != latest->record->position.stance &&
		    !old->given_up && !is_later(latest, old) && is_alike(cell, old, new))
			*in_doubt = true;
	}
	return latest;
}

/* Whether another new position on the same object has the better claim to be told: another
 * stance no earlier, or the same one, told by more or named first. */
static bool
is_outdone(const Cell *cell, const Stated *new)
{
	for (const Stated *other = cell->after; other < cell->after + cell->n_after; other++) {
		if (other == new || other->given_up || !is_alike(cell, other, new))
			continue;
		if (other->record->position.stance != new->record->position.stance) {
			if (!is_later(new, other))
				return true;
		} else if (other->record->n_sources > new->record->n_sources ||
		           (other->record->n_sources == new->record->n_sources &&other < new)) {
			return true;
		}
	}
	return false;
}

static void
note(const Cell *cell, EntenteChangeKind change, const Stated *before, const Stated *after)
{
	Found found = { change, before, after };

	g_array_append_val(cell->found, found);
}

/* What is given up is open now, or was read as if it were held. */
static bool
may_be_of(const Stated *new, const Stated *old)
{
	int stance = new->record->position.stance;

	return stance == old->record->position.stance || stance == ENTENTE_OPEN;
}

static void
find_withdrawal(const Cell *cell, const Stated *new)
{
	const Stated *held = NULL;

	for (size_t i = 0; i < cell->n_before; i++) {
		const Stated *old = &cell->before[i];

		if (!old->given_up && is_later(new, old) && may_be_of(new, old) &&
		    (g_strcmp0(old->record->ref, new->record->ref) == 0 ||
		     is_alike(cell, old, new)) &&
		    (!held || is_later(old, held)))
			held = old;
	}
	if (held)
		note(cell, ENTENTE_CHANGE_WITHDRAWN, held, new);
}

/* Whether the party had something like it before, in other words. */
static bool
is_reworded(const Cell *cell, const Stated *new)
{
	for (size_t i = 0; i < cell->n_before; i++) {
		const EntentePosition *old = &cell->before[i].record->position;

		if (old->stance == new->record->position.stance &&
		    objects_related(cell->words, old->what, new->record->position.what))
			return true;
	}
	return false;
}

static void
find_change(const Cell *cell, const Stated *new)
{
	const Stated *known = itself_before(cell, new);
	EntenteChangeKind change;
	bool in_doubt;

	if (new->given_up) {
		find_withdrawal(cell, new);
		return;
	}
	if (known) {
		if (compare_conditions(known, new, &change))
			note(cell, change, known, new);
		return;
	}
	const Stated *old = latest_before(cell, new, &in_doubt);
	if (is_outdone(cell, new))
		return;
	if (!old) {
		if (new->is_recent && !is_reworded(cell, new))
			note(cell, ENTENTE_CHANGE_NEW, NULL, new);
		return;
	}
	if (!in_doubt && is_later(new, old) && !new->record->position.reported_by &&
	    !old->record->position.reported_by &&compare_stances(
		old->record->position.stance, new->record->position.stance, &change))
		note(cell, change, old, new);
}

void
compare_positions(const ChangeWords *words, const Stated *before, size_t n_before,
                  const Stated *after, size_t n_after, GArray *found)
{
	const Cell cell = { words, before, after, n_before, n_after, found };

	for (size_t i = 0; i < n_after; i++)
		find_change(&cell, &after[i]);
}
