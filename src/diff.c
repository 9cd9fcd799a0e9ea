/* What changed in a dossier: its records as the pages before a time tell them, and as the pages
 * since do; what the difference is called is decided in compare/. */
#include "compare/compare.h"
#include "store/cited.h"
#include "store/filter.h"
#include "store/history.h"
#include "store/merged.h"

#include <string.h>

enum {
	MOST_HELD = 100,  /* earlier positions of a party on an issue that are compared */
	SILENT_AFTER = 3, /* independent sources that tell of the issue, and of the party */
	SPOKE_BY = 2,     /* independent sources by which the party had spoken */
};

struct EntenteDiff {
	GArray *changes; /* EntenteChange */
	EntenteRecords *records;
	int64_t number;
};

typedef struct {
	EntenteDossier *dossier;
	const EntenteWindow *window;
	ChangeWords *words;
	GHashTable *fresh; /* the ids of new sources */
	Cited *cited;
	Filter *filter;
	EntenteRecords *scratch; /* what is compared */
	GPtrArray *told;         /* Sides of positions, by the dossier's order */
	EntenteDiff *diff;
} Diffing;

typedef enum { BEFORE, AFTER, BEYOND } Side;

/* A merged record by what the pages of each side tell; NULL where none of them does. */
typedef struct {
	EntenteRecord *record[BEYOND];
	char *date[BEYOND];
	guint n_conditional[BEYOND];
} Sides;

static void
sides_free(gpointer pointer)
{
	Sides *sides = pointer;

	g_free(sides->date[BEFORE]);
	g_free(sides->date[AFTER]);
	g_free(sides);
}

static Side
side_of(const Diffing *diffing, const EntenteSource *source)
{
	if (g_hash_table_contains(diffing->fresh, source->id))
		return AFTER;
	if (!diffing->window->since || !source->published ||
	    strcmp(source->published, diffing->window->since) < 0)
		return BEFORE;
	return BEYOND;
}

typedef struct {
	const Diffing *diffing;
	Side side;
} Keeping;

static bool
is_of_side(const EntenteSource *source, gpointer user_data)
{
	const Keeping *keeping = user_data;

	return side_of(keeping->diffing, source) == keeping->side;
}

static bool
cut(Diffing *diffing, EntenteRecords *records, const EntenteRecord *whole, Sides *sides,
    GError **error)
{
	for (Side side = BEFORE; side < BEYOND; side++) {
		Keeping keeping = { diffing, side };
		EntenteRecord *part = records_add_copy(records, whole);

		if (!cited_cut(diffing->cited, records, part, is_of_side, &keeping, error))
			return false;
		sides->record[side] = part->n_evidence ? part : NULL;
	}
	return true;
}

/* Dates what a page says of a position, and notes whose condition it is. */
static void
note_telling(Diffing *diffing, const EntenteRecord *page, const EntenteSource *source,
             Sides *sides, GHashTable *conditional[BEYOND])
{
	Side side = side_of(diffing, source);
	const char *date = page->position.date ? page->position.date : source->published;

	if (side == BEYOND)
		return;
	if (date && g_strcmp0(date, sides->date[side]) > 0) {
		g_free(sides->date[side]);
		sides->date[side] = g_strdup(date);
	}
	if (page->position.condition)
		g_hash_table_add(conditional[side],
		                 (gpointer)(source->copy_of ? source->copy_of : source->id));
}

/* When each side last tells a position, and under which conditions. */
static bool
read_tellings(Diffing *diffing, int64_t number, Sides *sides, GError **error)
{
	g_autoptr(EntenteRecords) pages = records_new();
	g_autoptr(GHashTable) before = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) after = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTable *conditional[BEYOND] = { before, after };

	if (!store_tellings(diffing->dossier, ENTENTE_POSITION, number, pages, error))
		return false;
	for (size_t i = 0; i < entente_records_count(pages); i++) {
		const EntenteRecord *page = entente_records_get(pages, i);
		const EntenteSource *source =
		    cited_source(diffing->cited, page->evidence->source, error);

		if (!source)
			return false;
		note_telling(diffing, page, source, sides, conditional);
	}
	for (Side side = BEFORE; side < BEYOND; side++) {
		sides->n_conditional[side] = g_hash_table_size(conditional[side]);
		if (sides->record[side] && sides->date[side])
			sides->record[side]->position.date =
			    records_keep_text(diffing->scratch, sides->date[side]);
	}
	return true;
}

/* The position of this number by its sides; NULL with the error set. */
static Sides *
read_position(Diffing *diffing, int64_t number, GError **error)
{
	Sides *sides = g_new0(Sides, 1);
	EntenteRecord *whole =
	    merged_read(diffing->dossier, diffing->scratch, ENTENTE_POSITION, number, error);

	if (whole && cut(diffing, diffing->scratch, whole, sides, error) &&
	    read_tellings(diffing, number, sides, error))
		return sides;
	sides_free(sides);
	return NULL;
}

static bool
is_given_up(const Diffing *diffing, const EntenteRecord *record)
{
	if (change_words_begin(diffing->words, record->position.wording) ||
	    change_words_begin(diffing->words, record->position.what))
		return true;
	for (size_t i = 0; i < record->n_evidence; i++)
		if (!change_words_give_up(diffing->words, record->evidence[i].text,
		                          record->position.wording))
			return false;
	return true;
}

static Stated
state(const Diffing *diffing, const Sides *sides, Side side)
{
	const char *since = diffing->window->since, *date = sides->date[side];

	return (Stated){
		.record = sides->record[side],
		.date = date,
		.n_conditional = sides->n_conditional[side],
		.given_up = is_given_up(diffing, sides->record[side]),
		.is_recent = !since || !date || strcmp(date, since) >= 0,
	};
}

static void
add_change(Diffing *diffing, EntenteChangeKind kind, const EntenteRecord *before,
           const EntenteRecord *after, const FoundFact *fact)
{
	EntenteDiff *diff = diffing->diff;
	EntenteChange change = {
		.change = kind,
		.before = before ? records_add_copy(diff->records, before) : NULL,
		.after = after ? records_add_copy(diff->records, after) : NULL,
	};

	if (fact) {
		change.field = fact->field;
		change.old_value = records_keep_text(diff->records, fact->old_value);
		change.new_value = records_keep_text(diff->records, fact->new_value);
	}
	g_array_append_val(diff->changes, change);
}

static bool
compare_cell(Diffing *diffing, const GPtrArray *cell, GError **error)
{
	const Sides *first = cell->pdata[0];
	const EntentePosition *position = &first->record[AFTER]->position;
	g_autoptr(GArray) held = store_held(diffing->dossier, position->party, position->issue,
	                                    diffing->window->since, MOST_HELD, error);
	g_autoptr(GPtrArray) sides = g_ptr_array_new_with_free_func(sides_free);
	g_autoptr(GArray) before = g_array_new(FALSE, FALSE, sizeof(Stated));
	g_autoptr(GArray) after = g_array_new(FALSE, FALSE, sizeof(Stated));
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));

	for (guint i = 0; held && i < held->len; i++) {
		Sides *old = read_position(diffing, g_array_index(held, int64_t, i), error);

		if (!old)
			return false;
		g_ptr_array_add(sides, old);
		if (!old->record[BEFORE])
			continue;
		Stated stated = state(diffing, old, BEFORE);
		g_array_append_val(before, stated);
	}
	for (guint i = 0; i < cell->len; i++) {
		Stated stated = state(diffing, cell->pdata[i], AFTER);

		g_array_append_val(after, stated);
	}
	if (!held)
		return false;
	compare_positions(diffing->words, (const Stated *)before->data, before->len,
	                  (const Stated *)after->data, after->len, found);
	for (guint i = 0; i < found->len; i++) {
		const Found *one = &g_array_index(found, Found, i);

		add_change(diffing, one->change, one->before ? one->before->record : NULL,
		           one->after->record, NULL);
	}
	return true;
}

static char *
cell_key(const EntentePosition *position)
{
	return g_strdup_printf("%s\t%s", position->party, position->issue);
}

static bool
find_positions(Diffing *diffing, GError **error)
{
	g_autoptr(GArray) numbers =
	    store_records_of(diffing->dossier, diffing->fresh, ENTENTE_POSITION, error);
	g_autoptr(GHashTable) by_cell =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) cells =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; numbers && i < numbers->len; i++) {
		Sides *sides =
		    read_position(diffing, g_array_index(numbers, int64_t, i), error);

		if (!sides)
			return false;
		g_ptr_array_add(diffing->told, sides);
		const EntentePosition *position = &sides->record[AFTER]->position;
		if (!position->party || !position->issue ||
		    !filter_passes(diffing->filter, sides->record[AFTER]))
			continue;
		g_autofree char *key = cell_key(position);
		GPtrArray *cell = g_hash_table_lookup(by_cell, key);
		if (!cell) {
			cell = g_ptr_array_new();
			g_hash_table_insert(by_cell, g_steal_pointer(&key), cell);
			g_ptr_array_add(cells, cell);
		}
		g_ptr_array_add(cell, sides);
	}
	for (guint i = 0; i < cells->len; i++)
		if (!compare_cell(diffing, cells->pdata[i], error))
			return false;
	return numbers != NULL;
}

/* The independent new sources of an issue, and by party those that tell a position of it: id of
 * the original -> set of "party" and "party\tissue". */
typedef struct {
	GHashTable *by_issue; /* issue -> set of originals */
	GHashTable *by_party; /* party -> set of originals */
	GHashTable *spoken;   /* "party\tissue": spoken on since */
} Speaking;

static void
add_to(GHashTable *sets, const char *key, const char *source)
{
	GHashTable *set = g_hash_table_lookup(sets, key);

	if (!set) {
		set = g_hash_table_new(g_str_hash, g_str_equal);
		g_hash_table_insert(sets, g_strdup(key), set);
	}
	g_hash_table_add(set, (gpointer)source);
}

static bool
note_speaking(Diffing *diffing, Speaking *speaking, GError **error)
{
	for (guint i = 0; i < diffing->told->len; i++) {
		const EntenteRecord *record = ((Sides *)diffing->told->pdata[i])->record[AFTER];

		if (!record->position.party || !record->position.issue)
			continue;
		g_hash_table_add(speaking->spoken, cell_key(&record->position));
		for (size_t j = 0; j < record->n_evidence; j++) {
			const EntenteSource *source =
			    cited_source(diffing->cited, record->evidence[j].source, error);

			if (!source)
				return false;
			const char *original = source->copy_of ? source->copy_of : source->id;
			add_to(speaking->by_issue, record->position.issue, original);
			add_to(speaking->by_party, record->position.party, original);
		}
	}
	return true;
}

static guint
count_common(GHashTable *a, GHashTable *b)
{
	GHashTableIter iter;
	gpointer key;
	guint n = 0;

	g_hash_table_iter_init(&iter, a);
	while (b && g_hash_table_iter_next(&iter, &key, NULL))
		n += g_hash_table_contains(b, key);
	return n;
}

/* The latest that the party had said on the issue, if that was told widely enough. */
static bool
find_silent(Diffing *diffing, const char *party, const char *issue, GError **error)
{
	g_autoptr(GArray) held =
	    store_held(diffing->dossier, party, issue, diffing->window->since, 1, error);

	if (!held)
		return false;
	if (!held->len)
		return true;
	Sides *sides = read_position(diffing, g_array_index(held, int64_t, 0), error);
	if (!sides)
		return false;
	const EntenteRecord *before = sides->record[BEFORE];
	if (before && before->n_sources >= SPOKE_BY && !before->position.reported_by &&
	    filter_passes(diffing->filter, before))
		add_change(diffing, ENTENTE_CHANGE_SILENT, before, NULL, NULL);
	sides_free(sides);
	return true;
}

static bool
find_silence_on(Diffing *diffing, const Speaking *speaking, const char *issue,
                GHashTable *sources, GError **error)
{
	g_autoptr(GPtrArray) parties = store_holders(diffing->dossier, issue, error);

	for (guint i = 0; parties && i < parties->len; i++) {
		const EntentePosition cell = { .party = parties->pdata[i], .issue = issue };
		g_autofree char *key = cell_key(&cell);

		if (!g_hash_table_contains(speaking->spoken, key) &&
		    count_common(sources, g_hash_table_lookup(speaking->by_party,
		                                              cell.party)) >= SILENT_AFTER &&
		    !find_silent(diffing, cell.party, issue, error))
			return false;
	}
	return parties != NULL;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
find_silences(Diffing *diffing, GError **error)
{
	GDestroyNotify unref = (GDestroyNotify)g_hash_table_unref;
	g_autoptr(GHashTable) by_issue =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref);
	g_autoptr(GHashTable) by_party =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref);
	g_autoptr(GHashTable) spoken =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Speaking speaking = { by_issue, by_party, spoken };

	if (!note_speaking(diffing, &speaking, error))
		return false;
	g_autofree gpointer *keys = g_hash_table_get_keys_as_array(by_issue, NULL);
	guint n = g_hash_table_size(by_issue);
	qsort(keys, n, sizeof *keys, by_text);
	for (guint i = 0; i < n; i++) {
		GHashTable *sources = g_hash_table_lookup(by_issue, keys[i]);

		if (g_hash_table_size(sources) >= SILENT_AFTER &&
		    !find_silence_on(diffing, &speaking, keys[i], sources, error))
			return false;
	}
	return true;
}

/* Background is no news: a meeting of which the day is known was held or planned since. */
static bool
is_news(const Diffing *diffing, const EntenteRecord *record)
{
	const char *since = diffing->window->since;

	return record->kind != ENTENTE_MEETING || !since || !record->meeting.date ||
	       strcmp(record->meeting.date, since) >= 0;
}

static bool
find_changed_fields(Diffing *diffing, int64_t number, const Sides *sides, GError **error)
{
	EntenteKind kind = sides->record[AFTER]->kind;
	g_autoptr(EntenteRecords) pages = records_new();
	g_autoptr(GPtrArray) before = g_ptr_array_new(), after = g_ptr_array_new();
	g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(FoundFact));

	if (!store_tellings(diffing->dossier, kind, number, pages, error))
		return false;
	for (size_t i = 0; i < entente_records_count(pages); i++) {
		const EntenteRecord *page = entente_records_get(pages, i);
		const EntenteSource *source =
		    cited_source(diffing->cited, page->evidence->source, error);

		if (!source)
			return false;
		Side side = side_of(diffing, source);
		if (side != BEYOND)
			g_ptr_array_add(side == BEFORE ? before : after, (gpointer)page);
	}
	compare_facts(kind, before, after, facts);
	for (guint i = 0; i < facts->len; i++) {
		FoundFact *fact = &g_array_index(facts, FoundFact, i);

		add_change(diffing, ENTENTE_CHANGE_FIELD, sides->record[BEFORE],
		           sides->record[AFTER], fact);
		g_free(fact->old_value);
		g_free(fact->new_value);
	}
	return true;
}

static bool
find_of_kind(Diffing *diffing, EntenteKind kind, GError **error)
{
	g_autoptr(GArray) numbers =
	    store_records_of(diffing->dossier, diffing->fresh, kind, error);

	for (guint i = 0; numbers && i < numbers->len; i++) {
		g_autoptr(EntenteRecords) scratch = records_new();
		int64_t number = g_array_index(numbers, int64_t, i);
		EntenteRecord *whole =
		    merged_read(diffing->dossier, scratch, kind, number, error);
		Sides sides = { 0 };

		if (!whole || !cut(diffing, scratch, whole, &sides, error))
			return false;
		if (!filter_passes(diffing->filter, whole))
			continue;
		if (!sides.record[BEFORE] && is_news(diffing, whole))
			add_change(diffing, ENTENTE_CHANGE_NEW, NULL, sides.record[AFTER],
			           NULL);
		else if (sides.record[BEFORE] &&
		         !find_changed_fields(diffing, number, &sides, error))
			return false;
	}
	return numbers != NULL;
}

/* Positions by kind of change; else as they were found. */
static int
by_change(gconstpointer a, gconstpointer b)
{
	const EntenteChange *x = a, *y = b;

	return (int)x->change - (int)y->change;
}

static bool
find_changes(Diffing *diffing, GError **error)
{
	static const EntenteKind others[] = { ENTENTE_DRAFT, ENTENTE_MEETING, ENTENTE_CLAIM,
		                              ENTENTE_ASSESSMENT };

	if (!find_positions(diffing, error) || !find_silences(diffing, error))
		return false;
	g_array_sort(diffing->diff->changes, by_change);
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (!find_of_kind(diffing, others[i], error))
			return false;
	return cited_append(diffing->cited, diffing->diff->records, error);
}

static EntenteDiff *
diff_new(void)
{
	EntenteDiff *diff = g_new0(EntenteDiff, 1);

	diff->changes = g_array_new(FALSE, FALSE, sizeof(EntenteChange));
	diff->records = records_new();
	return diff;
}

EntenteDiff *
entente_dossier_diff(EntenteDossier *dossier, const char *share, const EntenteWindow *window,
                     GError **error)
{
	const EntenteFilter asked = { .kind = -1,
		                      .party = window->party,
		                      .issue = window->issue };
	g_autoptr(ChangeWords) words = change_words_load(share, error);
	g_autoptr(EntenteDiff) diff = diff_new();
	g_autoptr(Cited) cited = cited_new(dossier);
	g_autoptr(EntenteRecords) scratch = records_new();
	g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(sides_free);

	/* One transaction, so that all is of one state. */
	if (!words || !connection_script(dossier, "BEGIN", error))
		return NULL;
	g_autoptr(Txn) txn = dossier;
	g_autoptr(GHashTable) fresh = store_fresh_sources(txn, window, error);
	g_autoptr(Filter) filter = fresh ? filter_of_dossier(txn, &asked, error) : NULL;
	Diffing diffing = { dossier, window, words, fresh, cited, filter, scratch, told, diff };

	if (!filter || !store_last_change(dossier, &diff->number, error) ||
	    !find_changes(&diffing, error))
		return NULL;
	return g_steal_pointer(&diff);
}

void
entente_diff_free(EntenteDiff *diff)
{
	if (!diff)
		return;
	g_array_unref(diff->changes);
	entente_records_free(diff->records);
	g_free(diff);
}

size_t
entente_diff_count(const EntenteDiff *diff)
{
	return diff->changes->len;
}

const EntenteChange *
entente_diff_get(const EntenteDiff *diff, size_t index)
{
	g_return_val_if_fail(index < diff->changes->len, NULL);
	return &g_array_index(diff->changes, EntenteChange, index);
}

const EntenteRecords *
entente_diff_records(const EntenteDiff *diff)
{
	return diff->records;
}

int64_t
entente_diff_number(const EntenteDiff *diff)
{
	return diff->number;
}
