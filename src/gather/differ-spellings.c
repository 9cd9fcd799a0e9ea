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

/* Spelling -> how sources write it: a Tally of names. */
static GHashTable *
collect_spellings(const Gathering *gathering, const Group *person, char *const *full)
{
	GHashTable *spellings =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_tally);

	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		const char *name = mention->record->person.name;
		char *as = name ? spelling(gathering, name, full) : NULL;

		if (!as)
			continue;
		Tally *tally = g_hash_table_lookup(spellings, as);
		if (!tally) {
			tally = tally_new();
			g_hash_table_insert(spellings, g_strdup(as), tally);
		}
		tally_add(tally, name, gathering->pages[mention->page].head);
		g_free(as);
	}
	return spellings;
}

static void
check_spelling(Gathering *gathering, const Group *person)
{
	if (person->n_independent < 2 || !person->record->person.aliases)
		return;
	g_auto(GStrv) full = name_words(gathering->lexicon, person->record->person.name);
	if (!full[0] || !full[1])
		return;
	g_autoptr(GHashTable) spellings = collect_spellings(gathering, person, full);
	if (g_hash_table_size(spellings) < 2)
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		const char *name = mention->record->person.name;
		g_autofree char *as = name ? spelling(gathering, name, full) : NULL;

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
