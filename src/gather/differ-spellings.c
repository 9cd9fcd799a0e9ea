/* Names of people that sources spell differently. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/names.h"
#include "gather/tally.h"

#include <string.h>

/* The first and last word of the name a mention gives; a surname alone takes its first word
 * from `full`.  NULL where the name is another, not another spelling.  To be freed. */
static char *
spelling(const Gathering *gathering, const char *name, char *const *full)
{
	g_auto(GStrv) words = name_words(gathering->lexicon, name);
	guint n = g_strv_length(words), n_full = g_strv_length((char **)full);
	const char *given = n > 1 ? words[0] : full[0];

	if (!spelt_alike(words[n - 1], full[n_full - 1]) || !spelt_alike(given, full[0]) ||
	    strlen(given) == 1)
		return NULL;
	return g_strdup_printf("%s %s", given, words[n - 1]);
}

static void
free_tally(gpointer tally)
{
	tally_free(tally);
}

typedef struct {
	const Gathering *gathering;
	char **full;           /* the words of the name most told */
	GHashTable *of_name;   /* name as written -> its spelling, or NULL */
	GHashTable *spellings; /* spelling -> how sources write it: a Tally of names */
} Spellings;

/* Each name is looked at once, however many pages have it. */
static const char *
spelling_of(const Spellings *all, const char *name)
{
	gpointer as;

	if (name && !g_hash_table_lookup_extended(all->of_name, name, NULL, &as)) {
		as = spelling(all->gathering, name, all->full);
		g_hash_table_insert(all->of_name, (gpointer)name, as);
	}
	return name ? as : NULL;
}

static void
collect_spellings(const Spellings *all, const Group *person)
{
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		const char *name = mention->record->person.name;
		const char *as = spelling_of(all, name);

		if (!as)
			continue;
		Tally *tally = g_hash_table_lookup(all->spellings, as);
		if (!tally) {
			tally = tally_new();
			g_hash_table_insert(all->spellings, (gpointer)as, tally);
		}
		tally_add(tally, name, all->gathering->pages[mention->page].head);
	}
}

static void
check_spelling(Gathering *gathering, const Group *person)
{
	if (person->n_independent < 2 || !person->record->person.aliases)
		return;
	g_auto(GStrv) full = name_words(gathering->lexicon, person->record->person.name);
	if (!full[0] || !full[1])
		return;
	g_autoptr(GHashTable) of_name =
	    g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	g_autoptr(GHashTable) spellings =
	    g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_tally);
	const Spellings all = { gathering, full, of_name, spellings };
	collect_spellings(&all, person);
	if (g_hash_table_size(spellings) < 2)
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		const char *as = spelling_of(&all, mention->record->person.name);

		if (as)
			differing_add(differing,
			              tally_first(g_hash_table_lookup(spellings, as)), mention);
	}
	g_autofree char *about = g_strdup_printf("spelling of %s", person->record->person.name);
	differing_report(differing, gathering, about);
}

void
check_name_spellings(Gathering *gathering)
{
	const GPtrArray *people = gathering->groups[ENTENTE_PERSON];

	for (guint i = 0; i < people->len; i++)
		check_spelling(gathering, people->pdata[i]);
}
