/* The records of a brief, ranked: what is told by more independent sources comes first. */
#include "tell/brief.h"

enum { MOST_MAIN_PARTIES = 4 };

static bool
is_known(const EntenteRecord *record, const EntenteField *field)
{
	const void *at = entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: return *(const char *const *)at != NULL;
	case ENTENTE_FIELD_TEXTS: return *(const char *const *const *)at != NULL;
	case ENTENTE_FIELD_NUMBER: return *(const int32_t *)at != ENTENTE_UNKNOWN;
	default: return false;
	}
}

static guint
fullness(const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);
	guint n = 0;

	if (record->kind != ENTENTE_MEETING && record->kind != ENTENTE_DRAFT)
		return 0;
	for (size_t i = 0; i < spec->n_fields; i++)
		n += is_known(record, &spec->fields[i]);
	return n;
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Told *left = a, *right = b;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	return (left->fullness < right->fullness) - (left->fullness > right->fullness);
}

void
told_rank(GArray *told)
{
	g_array_sort(told, by_weight); /* a merge sort: stable */
}

/* Of a large dossier not every sentence of a record is at hand: it says how many sources. */
static guint
weight_of(const Brief *brief, const EntenteRecord *record)
{
	return record->n_sources > 0 ? (guint)record->n_sources
	                             : source_index_weight(brief->sources, record);
}

static void
collect(Brief *brief)
{
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		brief->told[kind] = g_array_new(false, false, sizeof(Told));
	for (size_t i = 0; i < entente_records_count(brief->records); i++) {
		const EntenteRecord *record = entente_records_get(brief->records, i);
		Told told = { record, weight_of(brief, record), fullness(record) };

		g_array_append_val(brief->told[record->kind], told);
	}
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		told_rank(brief->told[kind]);
}

typedef struct {
	const char *name;
	guint weight;
} Side;

static void
count_side(GHashTable *index, GArray *sides, const char *name, guint weight)
{
	if (!name)
		return;
	guint at = GPOINTER_TO_UINT(g_hash_table_lookup(index, name));
	if (!at) {
		Side side = { name, 0 };

		g_array_append_val(sides, side);
		at = sides->len;
		g_hash_table_insert(index, (gpointer)name, GUINT_TO_POINTER(at));
	}
	g_array_index(sides, Side, at - 1).weight += weight;
}

static int
by_side_weight(gconstpointer a, gconstpointer b)
{
	const Side *left = a, *right = b;

	return (left->weight < right->weight) - (left->weight > right->weight);
}

/* The sides that hold most positions and sit in most meetings; one that is told of less than
 * a fourth as much as the first is none of them. */
static void
find_main_parties(Brief *brief)
{
	g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) sides = g_array_new(false, false, sizeof(Side));
	const GArray *positions = brief->told[ENTENTE_POSITION];
	const GArray *meetings = brief->told[ENTENTE_MEETING];

	for (guint i = 0; i < positions->len; i++)
		count_side(index, sides, told_get(positions, i)->record->position.party,
		           told_get(positions, i)->weight);
	for (guint i = 0; i < meetings->len; i++) {
		const Told *told = told_get(meetings, i);
		const char *const *parties = told->record->meeting.parties;

		for (size_t p = 0; parties && parties[p]; p++)
			count_side(index, sides, parties[p], told->weight);
	}
	g_array_sort(sides, by_side_weight);
	brief->main_parties = arena_new0(brief->arena, const char *, MOST_MAIN_PARTIES + 1);
	for (guint i = 0; i < MIN(sides->len, MOST_MAIN_PARTIES); i++) {
		const Side *side = &g_array_index(sides, Side, i);

		if (side->weight * 4 >= g_array_index(sides, Side, 0).weight)
			brief->main_parties[brief->n_main_parties++] = side->name;
	}
}

static bool
has_rounds(const Brief *brief)
{
	const GArray *meetings = brief->told[ENTENTE_MEETING];
	int first = ENTENTE_UNKNOWN;

	for (guint i = 0; i < meetings->len; i++) {
		int round = told_get(meetings, i)->record->meeting.round;

		if (round != ENTENTE_UNKNOWN && first != ENTENTE_UNKNOWN && round != first)
			return true;
		first = round != ENTENTE_UNKNOWN ? round : first;
	}
	return false;
}

/* The round of most independent sources, the latest (the lowest number) of equals. */
static int32_t
main_round(const Brief *brief)
{
	g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
	int32_t best = ENTENTE_UNKNOWN;
	guint most = 0;

	for (guint i = 1; i <= source_index_count(brief->sources); i++) {
		const NumberedSource *numbered = source_index_get(brief->sources, i);
		int32_t round = numbered->source->round;

		if (round == ENTENTE_UNKNOWN || numbered->original != i)
			continue;
		guint n =
		    1 + GPOINTER_TO_UINT(g_hash_table_lookup(counts, GINT_TO_POINTER(round)));
		g_hash_table_insert(counts, GINT_TO_POINTER(round), GUINT_TO_POINTER(n));
		if (n > most || (n == most && round < best)) {
			most = n;
			best = round;
		}
	}
	return best;
}

Brief *
brief_new(const EntenteRecords *records)
{
	Brief *brief = g_new0(Brief, 1);

	brief->records = records;
	brief->arena = arena_new();
	brief->sources = source_index_new(records);
	collect(brief);
	find_main_parties(brief);
	brief->stories = stories_new(records, brief->sources);
	brief->has_rounds = has_rounds(brief);
	brief->main_round = main_round(brief);
	brief->issues = issues_group(brief);
	brief->tracks = tracks_group(brief);
	return brief;
}

void
brief_free(Brief *brief)
{
	if (!brief)
		return;
	g_ptr_array_unref(brief->issues);
	g_ptr_array_unref(brief->tracks);
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		g_array_unref(brief->told[kind]);
	stories_free(brief->stories);
	source_index_free(brief->sources);
	arena_free(brief->arena);
	g_free(brief);
}
