/* Texts told differently: their number of points, whether they were signed or rejected. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/drafts.h"

static bool
may_be_revised(const Group *group)
{
	for (guint i = 0; i < group->members->len; i++) {
		const EntenteDraft *draft = &group_at(group, i)->record->draft;

		if (draft->revises || draft->status == ENTENTE_DRAFT_REVISED)
			return true;
	}
	return false;
}

static void
add_points(Differing *differing, const Gathering *gathering, const Group *group)
{
	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		int32_t points = mention->record->draft.points;

		if (points != ENTENTE_UNKNOWN)
			differing_add(differing,
			              arena_printf(gathering->arena, "%d points", points),
			              mention);
	}
}

/* Two numbers of points for one text, and nobody tells of a revision. */
static void
check_pair(Gathering *gathering, const Group *one, const Group *other)
{
	const EntenteDraft *a = &one->record->draft, *b = &other->record->draft;

	if (a->points == ENTENTE_UNKNOWN || b->points == ENTENTE_UNKNOWN ||
	    a->points == b->points || !a->by || may_be_revised(one) || may_be_revised(other) ||
	    group_round(gathering, one) != group_round(gathering, other) ||
	    !drafts_alike(gathering, a, b))
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	g_autofree char *about = g_strdup_printf("number of points of the %s", a->name);
	add_points(differing, gathering, one);
	add_points(differing, gathering, other);
	differing_report(differing, gathering, about);
}

void
check_points(Gathering *gathering)
{
	const GPtrArray *drafts = gathering->groups[ENTENTE_DRAFT];
	g_autoptr(GHashTable) by_author = drafts_by_author(gathering);

	for (guint i = 0; i < drafts->len; i++) {
		const Group *draft = drafts->pdata[i];
		const char *by = draft->record->draft.by;
		const GPtrArray *list = by ? g_hash_table_lookup(by_author, by) : NULL;
		bool later = false;

		for (guint j = 0; list && j < list->len; j++) {
			if (later)
				check_pair(gathering, draft, list->pdata[j]);
			later |= list->pdata[j] == draft;
		}
	}
}

/* What cannot both have become of a text.  Agreed in principle and rejected later is the course
 * of things, not a contradiction. */
static const char *
fate(int status)
{
	switch (status) {
	case ENTENTE_DRAFT_SIGNED:
	case ENTENTE_DRAFT_IN_FORCE: return "signed";
	case ENTENTE_DRAFT_REJECTED:
	case ENTENTE_DRAFT_WITHDRAWN: return "rejected";
	default: return NULL;
	}
}

void
check_draft_statuses(Gathering *gathering)
{
	const GPtrArray *drafts = gathering->groups[ENTENTE_DRAFT];

	for (guint i = 0; i < drafts->len; i++) {
		const Group *draft = drafts->pdata[i];
		int32_t round = group_round(gathering, draft);
		g_autoptr(Differing) differing = NULL;

		if (draft->n_independent < 2)
			continue;
		differing = differing_new(gathering);
		for (guint j = 0; j < draft->members->len; j++) {
			const Mention *mention = group_at(draft, j);
			const char *told = fate(mention->record->draft.status);

			if (told && gathering->pages[mention->page].source.round == round)
				differing_add(differing, told, mention);
		}
		g_autofree char *about =
		    g_strdup_printf("status of the %s", draft->record->draft.name);
		differing_report(differing, gathering, about);
	}
}
