/* Which draft a version revises: one of the same author or of the same round that has the name
 * told, or the number of points in it ("the list of 28 points"). */
#include "gather/drafts.h"

#include <string.h>

enum { LONGEST_POSTING = 64, MOST_COMPARED = 64 };

static void
post(GHashTable *postings, char *key, Group *group)
{
	GPtrArray *posting = g_hash_table_lookup(postings, key);

	if (!posting) {
		posting = g_ptr_array_new();
		g_hash_table_insert(postings, key, posting);
	} else {
		g_free(key);
	}
	if (posting->len < LONGEST_POSTING)
		g_ptr_array_add(posting, group);
}

/* Drafts by folded name, alias and, as a number, by points. */
static GHashTable *
index_drafts(const GPtrArray *groups)
{
	GHashTable *postings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	                                             (GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];
		const EntenteDraft *draft = &group->record->draft;

		if (draft->name)
			post(postings, fold_text(draft->name), group);
		for (const char *const *alias = draft->aliases; alias && *alias; alias++)
			post(postings, fold_text(*alias), group);
		if (draft->points != ENTENTE_UNKNOWN)
			post(postings, g_strdup_printf("%d", draft->points), group);
	}
	return postings;
}

static bool
share_round(const Gathering *gathering, const Group *a, const Group *b)
{
	for (guint i = 0; i < MIN(a->members->len, (guint)MOST_COMPARED); i++)
		for (guint j = 0; j < MIN(b->members->len, (guint)MOST_COMPARED); j++) {
			const Page *left = &gathering->pages[group_at(a, i)->page];
			const Page *right = &gathering->pages[group_at(b, j)->page];

			if (left->source.round == right->source.round)
				return true;
		}
	return false;
}

/* The draft of the posting that the version may revise: of its author before others, told by
 * most sources. */
static const Group *
find_revised(const Gathering *gathering, const GPtrArray *posting, const Group *version)
{
	const char *by = version->record->draft.by;
	const Group *best = NULL;
	bool best_own = false;

	for (guint i = 0; posting && i < posting->len; i++) {
		const Group *group = posting->pdata[i];
		bool own = by && !g_strcmp0(by, group->record->draft.by);

		if (group == version || (!own && !share_round(gathering, group, version)))
			continue;
		if (best && (own < best_own ||
		             (own == best_own && group->n_independent <= best->n_independent)))
			continue;
		best = group;
		best_own = own;
	}
	return best;
}

/* The first number in the text, as text; NULL if there is none.  To be freed. */
static char *
number_in(const char *text)
{
	text += strcspn(text, "0123456789");
	size_t length = strspn(text, "0123456789");
	return length ? g_strndup(text, length) : NULL;
}

void
link_revisions(Gathering *gathering)
{
	const GPtrArray *groups = gathering->groups[ENTENTE_DRAFT];
	g_autoptr(GHashTable) postings = index_drafts(groups);

	for (guint i = 0; i < groups->len; i++) {
		Group *version = groups->pdata[i];
		EntenteDraft *draft = &version->record->draft;

		if (!draft->revises)
			continue;
		g_autofree char *name = fold_text(draft->revises);
		g_autofree char *points = number_in(draft->revises);
		const Group *revised =
		    find_revised(gathering, g_hash_table_lookup(postings, name), version);
		if (!revised && points)
			revised = find_revised(gathering, g_hash_table_lookup(postings, points),
			                       version);
		if (revised)
			draft->revises = revised->record->draft.name;
	}
}
