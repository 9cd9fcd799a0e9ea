#include "store/naming.h"

#include "store/sql-text.h"

/* One of those called the same: a record to come, or one that stays. */
typedef struct {
	char *sort_key, *before; /* what it is called so far; NULL: it comes */
	int64_t record;
	Coming *coming;
} Namesake;

typedef struct {
	EntenteDossier *dossier;
	EntenteKind kind;
	GHashTable *going;     /* the numbers of those that go: a set of int64_t * */
	GHashTable *namesakes; /* plain ref -> GArray of Namesake */
} Naming;

static void
clear_namesake(gpointer namesake)
{
	g_free(((Namesake *)namesake)->sort_key);
	g_free(((Namesake *)namesake)->before);
}

static GArray *
namesakes_of(const Naming *naming, const char *plain)
{
	GArray *list = g_hash_table_lookup(naming->namesakes, plain);

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(Namesake));
		g_array_set_clear_func(list, clear_namesake);
		g_hash_table_insert(naming->namesakes, g_strdup(plain), list);
	}
	return list;
}

static bool
list_coming(const Naming *naming, GArray *coming, GError **error)
{
	g_autoptr(Refs) refs = coming->len ? refs_new(naming->dossier, error) : NULL;

	if (coming->len && !refs)
		return false;
	for (guint i = 0; i < coming->len; i++) {
		Coming *one = &g_array_index(coming, Coming, i);
		g_autofree char *plain = refs_plain(refs, one->record, error);
		Namesake namesake = { g_strdup(one->record->sort_key), NULL, 0, one };

		if (!plain) {
			clear_namesake(&namesake);
			return false;
		}
		g_array_append_val(namesakes_of(naming, plain), namesake);
	}
	return true;
}

/* Whoever is called as one that goes may be called without its number. */
static bool
list_going(const Naming *naming, const GArray *going, GError **error)
{
	for (guint i = 0; i < going->len; i++) {
		g_autoptr(Statement) ref =
		    connection_prepare_kind(naming->dossier, sql_ref_of, naming->kind, error);
		bool row;

		if (!ref)
			return false;
		statement_bind_number(ref, ":record", g_array_index(going, int64_t, i));
		if (!connection_step(naming->dossier, ref, &row, error))
			return false;
		g_autofree char *plain =
		    row ? ref_plain((const char *)sqlite3_column_text(ref, 0)) : NULL;
		if (plain)
			namesakes_of(naming, plain);
	}
	return true;
}

/* Adds to the namesakes those that stay. */
static bool
list_staying(const Naming *naming, const char *plain, GArray *list, GError **error)
{
	enum { RECORD, REF, SORT_KEY };
	g_autoptr(Statement) row =
	    connection_prepare_kind(naming->dossier, sql_namesakes, naming->kind, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":ref", plain);
	while (true) {
		if (!connection_step(naming->dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		int64_t record = sqlite3_column_int64(row, RECORD);
		if (g_hash_table_contains(naming->going, &record))
			continue;
		Namesake namesake = {
			g_strdup((const char *)sqlite3_column_text(row, SORT_KEY)),
			g_strdup((const char *)sqlite3_column_text(row, REF)), record, NULL
		};
		g_array_append_val(list, namesake);
	}
}

static int
compare_namesakes(gconstpointer a, gconstpointer b)
{
	return g_strcmp0(((const Namesake *)a)->sort_key, ((const Namesake *)b)->sort_key);
}

static void
number_namesakes(const char *plain, GArray *list, GArray *renamed)
{
	g_array_sort(list, compare_namesakes);
	for (guint i = 0; i < list->len; i++) {
		const Namesake *namesake = &g_array_index(list, Namesake, i);
		char *ref = ref_numbered(plain, i + 1);

		if (namesake->coming) {
			namesake->coming->ref = ref;
			namesake->coming->number = ref_record(ref);
		} else if (g_strcmp0(namesake->before, ref)) {
			g_array_append_val(renamed, ((Renamed){ namesake->record, ref }));
		} else {
			g_free(ref);
		}
	}
}

static bool
settle(const Naming *naming, size_t n_staying, GArray *renamed, GError **error)
{
	GHashTableIter iter;
	gpointer plain, list;

	g_hash_table_iter_init(&iter, naming->namesakes);
	while (g_hash_table_iter_next(&iter, &plain, &list)) {
		if (n_staying && !list_staying(naming, plain, list, error))
			return false;
		number_namesakes(plain, list, renamed);
	}
	return true;
}

bool
naming_settle(EntenteDossier *dossier, EntenteKind kind, GArray *coming, const GArray *going,
              size_t n_staying, GArray *renamed, GError **error)
{
	g_autoptr(GHashTable) numbers = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GHashTable) namesakes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	                                                        (GDestroyNotify)g_array_unref);
	const Naming naming = { dossier, kind, numbers, namesakes };

	for (guint i = 0; i < going->len; i++)
		g_hash_table_add(numbers, &g_array_index(going, int64_t, i));
	return list_coming(&naming, coming, error) && list_going(&naming, going, error) &&
	       settle(&naming, n_staying, renamed, error);
}
