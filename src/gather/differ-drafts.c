/* Texts told differently: their number of points, whether they were signed or rejected. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/drafts.h"

enum { NEAR = 4 /* one part in so many */, MOST_COMPARED = 64 };

/* Whether a source that tells the number tells of a revision. */
static bool
may_be_revised(const Group *group)
{
	for (guint i = 0; i < group->members->len; i++) {
		const EntenteDraft *draft = &group_at(group, i)->record->draft;

		if (draft->points != ENTENTE_UNKNOWN &&
		    (draft->revises || draft->status == ENTENTE_DRAFT_REVISED))
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

/* Whether two drafts of a round may be one text: of one author, or one told without author and
 * with nearly as many points. */
static bool
may_be_one(const Gathering *gathering, const EntenteDraft *a, const EntenteDraft *b)
{
	if (!drafts_alike(gathering, a, b))
		return false;
	if (a->by && b->by)
		return g_str_equal(a->by, b->by);
	return NEAR * ABS(a->points - b->points) <= MAX(a->points, b->points);
}

/* Two numbers of points for one text, and nobody tells of a revision. */
static void
check_pair(Gathering *gathering, const Group *one, const Group *other)
{
	const EntenteDraft *a = &one->record->draft, *b = &other->record->draft;

	if (a->points == b->points || !may_be_one(gathering, a, b))
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	const char *name = one->n_independent < other->n_independent ? b->name : a->name;
	g_autofree char *about = g_strdup_printf("number of points of the %s", name);
	add_points(differing, gathering, one);
	add_points(differing, gathering, other);
	differing_report(differing, gathering, about);
}

void
check_points(Gathering *gathering)
{
	const GPtrArray *drafts = gathering->groups[ENTENTE_DRAFT];
	g_autoptr(GHashTable) by_round =
	    g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < drafts->len; i++) {
		Group *draft = drafts->pdata[i];
		gpointer round = GINT_TO_POINTER(group_round(gathering, draft));
		GPtrArray *before = g_hash_table_lookup(by_round, round);

		if (draft->record->draft.points == ENTENTE_UNKNOWN || may_be_revised(draft))
			continue;
		if (!before) {
			before = g_ptr_array_new();
			g_hash_table_insert(by_round, round, before);
		}
		for (guint j = 0; j < before->len; j++)
			check_pair(gathering, before->pdata[j], draft);
		if (before->len < MOST_COMPARED)
			g_ptr_array_add(before, draft);
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
