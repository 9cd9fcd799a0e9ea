#include "gather/differing.h"

#include "gather/tally.h"
#include "gather/texts.h"

#include <string.h>

typedef struct {
	const char *value;
	const Mention *mention;
} Telling;

struct Differing {
	const Gathering *gathering;
	GArray *tellings;
	Tally *tally;
};

Differing *
differing_new(const Gathering *gathering)
{
	Differing *differing = g_new0(Differing, 1);

	differing->gathering = gathering;
	differing->tellings = g_array_new(FALSE, FALSE, sizeof(Telling));
	differing->tally = tally_new();
	return differing;
}

void
differing_free(Differing *differing)
{
	if (!differing)
		return;
	g_array_unref(differing->tellings);
	tally_free(differing->tally);
	g_free(differing);
}

void
differing_add(Differing *differing, const char *value, const Mention *mention)
{
	g_array_append_val(differing->tellings, ((Telling){ value, mention }));
	tally_add(differing->tally, value, differing->gathering->pages[mention->page].head);
}

/* The independent sources that give the value. */
static GHashTable *
heads_of(const Differing *differing, const char *value)
{
	GHashTable *heads = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < differing->tellings->len; i++) {
		const Telling *telling = &g_array_index(differing->tellings, Telling, i);
		uint32_t head = differing->gathering->pages[telling->mention->page].head;

		if (g_str_equal(telling->value, value))
			g_hash_table_add(heads, GUINT_TO_POINTER(head));
	}
	return heads;
}

/* Whether some source is among these and not among the others. */
static bool
has_own(GHashTable *heads, GHashTable *others)
{
	GHashTableIter iter;
	gpointer head;

	g_hash_table_iter_init(&iter, heads);
	while (g_hash_table_iter_next(&iter, &head, NULL))
		if (!g_hash_table_contains(others, head))
			return true;
	return false;
}

static bool
sources_differ(const Differing *differing, const Vote *votes, size_t n)
{
	g_autoptr(GPtrArray) heads =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);

	for (size_t i = 0; i < n; i++) {
		g_ptr_array_add(heads, heads_of(differing, votes[i].text));
		for (size_t j = 0; j < i; j++)
			if (has_own(heads->pdata[i], heads->pdata[j]) &&
			    has_own(heads->pdata[j], heads->pdata[i]))
				return true;
	}
	return false;
}

/* The sentence of the mention with most of the value's stems. */
static const EntenteEvidence *
best_sentence(const Gathering *gathering, const Telling *telling)
{
	const EntenteRecord *record = telling->mention->record;
	Stems value = words_stems(gathering->words, telling->value);
	const EntenteEvidence *best = NULL;
	uint32_t most = 0;

	for (size_t i = 0; i < record->n_evidence; i++) {
		g_autofree char *text = texts_sentence(gathering->texts, &record->evidence[i]);
		uint32_t shared = stems_shared(value, words_stems(gathering->words, text));

		if (best && shared <= most)
			continue;
		best = &record->evidence[i];
		most = shared;
	}
	return best;
}

static int
compare_tellings(gconstpointer a, gconstpointer b)
{
	const Telling *left = a, *right = b;

	if (left->mention->page != right->mention->page)
		return left->mention->page < right->mention->page ? -1 : 1;
	if (left->mention->order != right->mention->order)
		return left->mention->order < right->mention->order ? -1 : 1;
	return strcmp(left->value, right->value);
}

static const char *const *
sources_of(const Differing *differing, const char *value)
{
	const Gathering *gathering = differing->gathering;
	const char **ids =
	    arena_new0(gathering->arena, const char *, differing->tellings->len + 1);
	size_t n = 0;

	for (guint i = 0; i < differing->tellings->len; i++) {
		const Telling *telling = &g_array_index(differing->tellings, Telling, i);
		const char *id = gathering->pages[telling->mention->page].source.id;

		if (g_str_equal(telling->value, value) && (!n || g_strcmp0(ids[n - 1], id)))
			ids[n++] = id;
	}
	return ids;
}

static bool
same_evidence(const EntenteEvidence *a, const EntenteEvidence *b)
{
	return !g_strcmp0(a->source, b->source) && a->span.start == b->span.start &&
	       a->span.end == b->span.end && !g_strcmp0(a->text, b->text);
}

static void
add_evidence(const Differing *differing, EntenteRecord *record)
{
	const Gathering *gathering = differing->gathering;
	EntenteEvidence *evidence =
	    arena_new0(gathering->arena, EntenteEvidence, differing->tellings->len);
	size_t n = 0;

	for (guint i = 0; i < differing->tellings->len; i++) {
		const EntenteEvidence *said =
		    best_sentence(gathering, &g_array_index(differing->tellings, Telling, i));
		bool known = !said;

		for (size_t j = n; j-- > 0 && !known;) {
			if (g_strcmp0(evidence[j].source, said->source))
				break;
			known = same_evidence(&evidence[j], said);
		}
		if (!known)
			evidence[n++] = *said;
	}
	record->evidence = evidence;
	record->n_evidence = n;
}

void
differing_report(const Differing *differing, Gathering *gathering, const char *about)
{
	size_t n;
	const Vote *votes = tally_rank(differing->tally, &n);

	if (n < 2 || !sources_differ(differing, votes, n))
		return;
	g_array_sort(differing->tellings, compare_tellings);
	Group *group = group_new(gathering, ENTENTE_DISCREPANCY);
	EntenteVariant *values = arena_new0(gathering->arena, EntenteVariant, n);
	for (size_t i = 0; i < n; i++)
		values[i] =
		    (EntenteVariant){ votes[i].text, sources_of(differing, votes[i].text) };
	group->record->kind = ENTENTE_DISCREPANCY;
	group->record->discrepancy =
	    (EntenteDiscrepancy){ arena_strdup(gathering->arena, about), values, n };
	add_evidence(differing, group->record);
}
