/* Who is meant by a surname alone, or by a name alone that comes first: the person of the page
 * who bears it, else the only one anywhere, or the one of whom far more pages tell. */
#include "gather/forms.h"
#include "gather/names.h"

enum { FAR_MORE = 4, MOST_BEARERS = 32 };

typedef struct {
	guint root; /* of the person's set of forms */
	guint n_mentions;
} Bearer;

/* Names alone and who bears them, most told first. */
typedef struct {
	GHashTable *everywhere; /* name -> GArray of Bearer */
	GHashTable *on_page;    /* "PAGE name" -> the same */
} Bearers;

static void
note_bearer(GHashTable *bearers, const char *key, guint root)
{
	GArray *list = g_hash_table_lookup(bearers, key);

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(Bearer));
		g_hash_table_insert(bearers, g_strdup(key), list);
	}
	for (guint i = 0; i < list->len; i++) {
		Bearer *bearer = &g_array_index(list, Bearer, i);

		if (bearer->root == root) {
			bearer->n_mentions++;
			return;
		}
	}
	if (list->len < MOST_BEARERS)
		g_array_append_val(list, ((Bearer){ root, 1 }));
}

/* Notes the first word of each form, or its last. */
static Bearers
bearers_new(const GPtrArray *forms, Sets *sets, bool last)
{
	Bearers bearers = {
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		                      (GDestroyNotify)g_array_unref),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		                      (GDestroyNotify)g_array_unref),
	};

	for (guint i = 0; i < forms->len; i++) {
		const Form *form = forms->pdata[i];

		if (form->n_words < 2)
			continue;
		g_autofree char *key =
		    name_alone_key(form->words[last ? form->n_words - 1 : 0]);
		for (guint j = 0; j < form->mentions->len; j++) {
			const Mention *mention = form->mentions->pdata[j];
			g_autofree char *on_page = g_strdup_printf("%u %s", mention->page, key);

			note_bearer(bearers.on_page, on_page, sets_find(sets, i));
			note_bearer(bearers.everywhere, key, sets_find(sets, i));
		}
	}
	return bearers;
}

static void
bearers_clear(Bearers *bearers)
{
	g_hash_table_unref(bearers->everywhere);
	g_hash_table_unref(bearers->on_page);
}

/* The bearer of the mention's side of whom far more is told than of the others: root + 1, or 0.
 */
static guint
choose_bearer(const GArray *list, const GPtrArray *forms, const char *party)
{
	guint best = 0, most = 0, second = 0;

	for (guint i = 0; list && i < list->len; i++) {
		const Bearer *bearer = &g_array_index(list, Bearer, i);
		const Form *form = forms->pdata[bearer->root];

		if (!sides_allow(form->party, party))
			continue;
		if (bearer->n_mentions > most) {
			second = most;
			most = bearer->n_mentions;
			best = bearer->root + 1;
		} else {
			second = MAX(second, bearer->n_mentions);
		}
	}
	return most >= FAR_MORE * second ? best : 0;
}

static guint
find_bearer(const Bearers *bearers, const GPtrArray *forms, const Mention *mention,
            const char *key)
{
	const char *party = mention->record->person.party;
	g_autofree char *on_page = g_strdup_printf("%u %s", mention->page, key);
	guint bearer =
	    choose_bearer(g_hash_table_lookup(bearers->on_page, on_page), forms, party);

	return bearer
	           ? bearer
	           : choose_bearer(g_hash_table_lookup(bearers->everywhere, key), forms, party);
}

void
settle_single_names(const GPtrArray *forms, Sets *sets, GPtrArray *lists)
{
	Bearers by_surname = bearers_new(forms, sets, true);
	Bearers by_first = bearers_new(forms, sets, false);

	for (guint i = 0; i < forms->len; i++) {
		const Form *form = forms->pdata[i];

		if (form->n_words != 1)
			continue;
		g_autofree char *key = name_alone_key(form->words[0]);
		for (guint j = 0; j < form->mentions->len; j++) {
			Mention *mention = form->mentions->pdata[j];
			guint bearer =
			    form->ruled ? 0 : find_bearer(&by_surname, forms, mention, key);

			if (!bearer && !form->ruled)
				bearer = find_bearer(&by_first, forms, mention, key);
			g_ptr_array_add(lists->pdata[bearer ? bearer - 1 : i], mention);
		}
	}
	bearers_clear(&by_surname);
	bearers_clear(&by_first);
}
