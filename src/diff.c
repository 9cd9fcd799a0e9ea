/* What changed in a dossier: its records as the pages before a time tell them, and as the pages
 * since do; what the difference is called is decided in compare/. */
#include "diff.h"

#include "store/merged.h"

#include <string.h>

enum { MOST_HELD = 100 }; /* earlier positions of a party on an issue that are compared */

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

void
diff_add(Diffing *diffing, EntenteChangeKind kind, const EntenteRecord *before,
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
		Sides *old =
		    diff_read_position(diffing, g_array_index(held, int64_t, i), error);

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

		diff_add(diffing, one->change, one->before ? one->before->record : NULL,
		         one->after->record, NULL);
	}
	return true;
}

char *
diff_cell_key(const EntentePosition *position)
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
		    diff_read_position(diffing, g_array_index(numbers, int64_t, i), error);

		if (!sides)
			return false;
		g_ptr_array_add(diffing->told, sides);
		const EntentePosition *position = &sides->record[AFTER]->position;
		if (!position->party || !position->issue ||
		    !filter_passes(diffing->filter, sides->record[AFTER]))
			continue;
		g_autofree char *key = diff_cell_key(position);
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
		Side side = diff_side_of(diffing, source);
		if (side != BEYOND)
			g_ptr_array_add(side == BEFORE ? before : after, (gpointer)page);
	}
	compare_facts(kind, before, after, facts);
	for (guint i = 0; i < facts->len; i++) {
		FoundFact *fact = &g_array_index(facts, FoundFact, i);

		diff_add(diffing, ENTENTE_CHANGE_FIELD, sides->record[BEFORE],
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

		if (!whole || !diff_cut(diffing, scratch, whole, &sides, error))
			return false;
		if (!filter_passes(diffing->filter, whole))
			continue;
		if (!sides.record[BEFORE] && is_news(diffing, whole))
			diff_add(diffing, ENTENTE_CHANGE_NEW, NULL, sides.record[AFTER], NULL);
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

	if (!find_positions(diffing, error) || !diff_find_silences(diffing, error))
		return false;
	g_array_sort(diffing->diff->changes, by_change);
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (!find_of_kind(diffing, others[i], error))
			return false;
	return cited_append(diffing->cited, diffing->diff->records, error) &&
	       diff_gather_news(diffing, error);
}

static EntenteDiff *
diff_new(void)
{
	EntenteDiff *diff = g_new0(EntenteDiff, 1);

	diff->changes = g_array_new(FALSE, FALSE, sizeof(EntenteChange));
	diff->records = records_new();
	diff->news = records_new();
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
	entente_records_free(diff->news);
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

const EntenteRecords *
entente_diff_news(const EntenteDiff *diff)
{
	return diff->news;
}

int64_t
entente_diff_number(const EntenteDiff *diff)
{
	return diff->number;
}
