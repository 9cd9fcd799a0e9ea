/* Positions as they stood on a day: those known by then, without what a later one replaced. */
#include "base/days.h"
#include "compare/compare.h"
#include "store/history.h"

#include <string.h>

enum {
	MOST_LATER = 100 /* later positions of a party on an issue that one is compared with */
};

static bool
is_of_one_cell(const EntentePosition *a, const EntentePosition *b)
{
	return g_strcmp0(a->party, b->party) == 0 && g_strcmp0(a->issue, b->issue) == 0;
}

/* `standing` has the party's later positions at its end, the latest first. */
static bool
is_replaced(const ChangeWords *words, const GPtrArray *standing,
            const EntentePosition *position)
{
	guint least = standing->len > MOST_LATER ? standing->len - MOST_LATER : 0;

	for (guint i = standing->len; i-- > least;) {
		const EntentePosition *later =
		    &((const EntenteRecord *)standing->pdata[i])->position;

		if (!is_of_one_cell(later, position))
			return false;
		if (later->stance != position->stance &&
		    g_strcmp0(later->date, position->date) > 0 &&
		    objects_alike(words, position->issue, later->what, position->what))
			return true;
	}
	return false;
}

EntenteRecords *
entente_dossier_standing(EntenteDossier *dossier, const char *share,
                         const EntenteFilter *filter, GError **error)
{
	g_autoptr(ChangeWords) words = change_words_load(share, error);
	g_autoptr(EntenteRecords) held = words ? store_held_on(dossier, filter, error) : NULL;
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(GPtrArray) standing = g_ptr_array_new();

	if (!held)
		return NULL;
	for (size_t i = 0; i < entente_records_count(held); i++) {
		const EntenteRecord *record = entente_records_get(held, i);

		if (is_replaced(words, standing, &record->position))
			continue;
		g_ptr_array_add(standing, (gpointer)record);
		records_add_copy(records, record);
	}
	return store_add_cited(dossier, records, error) ? g_steal_pointer(&records) : NULL;
}
