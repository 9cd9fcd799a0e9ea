/* Parties that have gone silent: they had spoken on an issue, others do, and they speak
 * elsewhere. */
#include "diff.h"

#include <string.h>

enum {
	SILENT_AFTER = 3, /* independent sources that tell of the issue, and of the party */
	SPOKE_BY = 2,     /* independent sources by which the party had spoken */
};

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
		g_hash_table_add(speaking->spoken, diff_cell_key(&record->position));
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
	Sides *sides = diff_read_position(diffing, g_array_index(held, int64_t, 0), error);
	if (!sides)
		return false;
	const EntenteRecord *before = sides->record[BEFORE];
	if (before && before->n_sources >= SPOKE_BY && !before->position.reported_by &&
	    filter_passes(diffing->filter, before))
		diff_add(diffing, ENTENTE_CHANGE_SILENT, before, NULL, NULL);
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
		g_autofree char *key = diff_cell_key(&cell);

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

bool
diff_find_silences(Diffing *diffing, GError **error)
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
