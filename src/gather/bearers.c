/* Who is meant by a surname alone, or by a name alone that comes first: the person of the page
 * who bears it, else the only one anywhere. */
#include "gather/forms.h"
#include "gather/names.h"

/* Who bears a name alone: the persons (sets) by surname and by first name, and by page. */
typedef struct {
	GHashTable *everywhere; /* skeleton -> root + 1, or 0 where several */
	GHashTable *on_page;    /* "PAGE skeleton" -> the same */
} Bearers;

static void
note_bearer(GHashTable *bearers, char *key, Sets *sets, guint root)
{
	gpointer known;

	if (!g_hash_table_lookup_extended(bearers, key, NULL, &known)) {
		g_hash_table_insert(bearers, key, GUINT_TO_POINTER(root + 1));
		return;
	}
	if (known && sets_find(sets, GPOINTER_TO_UINT(known) - 1) != root)
		g_hash_table_insert(bearers, key, NULL);
	else
		g_free(key);
}

static void
note_bearers(const GPtrArray *forms, Sets *sets, guint word_from_end, Bearers *bearers)
{
	for (guint i = 0; i < forms->len; i++) {
		const Form *form = forms->pdata[i];

		if (form->n_words < 2)
			continue;
		guint root = sets_find(sets, i);
		guint at = word_from_end ? form->n_words - word_from_end : 0;
		char *skeleton = name_skeleton(form->words[at]);
		for (guint j = 0; j < form->mentions->len; j++) {
			const Mention *mention = form->mentions->pdata[j];

			note_bearer(bearers->on_page,
			            g_strdup_printf("%u %s", mention->page, skeleton), sets,
			            root);
		}
		note_bearer(bearers->everywhere, skeleton, sets, root);
	}
}

static Bearers
bearers_new(const GPtrArray *forms, Sets *sets, guint word_from_end)
{
	Bearers bearers = {
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	};

	note_bearers(forms, sets, word_from_end, &bearers);
	return bearers;
}

static void
bearers_clear(Bearers *bearers)
{
	g_hash_table_unref(bearers->everywhere);
	g_hash_table_unref(bearers->on_page);
}

/* The one person whom the mention of a name alone means: root + 1, or 0. */
static guint
find_bearer(const Bearers *bearers, const GPtrArray *forms, const Mention *mention,
            const char *skeleton)
{
	g_autofree char *on_page = g_strdup_printf("%u %s", mention->page, skeleton);
	guint bearer = GPOINTER_TO_UINT(g_hash_table_lookup(bearers->on_page, on_page));

	if (!bearer)
		bearer = GPOINTER_TO_UINT(g_hash_table_lookup(bearers->everywhere, skeleton));
	if (!bearer)
		return 0;
	const Form *form = forms->pdata[bearer - 1];
	return sides_allow(form->party, mention->record->person.party) ? bearer : 0;
}

void
settle_single_names(const GPtrArray *forms, Sets *sets, GPtrArray *lists)
{
	Bearers by_surname = bearers_new(forms, sets, 1),
		by_first = bearers_new(forms, sets, 0);

	for (guint i = 0; i < forms->len; i++) {
		const Form *form = forms->pdata[i];

		if (form->n_words != 1)
			continue;
		g_autofree char *skeleton = name_skeleton(form->words[0]);
		for (guint j = 0; j < form->mentions->len; j++) {
			Mention *mention = form->mentions->pdata[j];
			guint bearer = find_bearer(&by_surname, forms, mention, skeleton);

			if (!bearer)
				bearer = find_bearer(&by_first, forms, mention, skeleton);
			g_ptr_array_add(lists->pdata[bearer ? bearer - 1 : i], mention);
		}
	}
	bearers_clear(&by_surname);
	bearers_clear(&by_first);
}
