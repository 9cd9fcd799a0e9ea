/* People told differently: titles that exclude one another, names spelt differently. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/names.h"
#include "gather/roles.h"
#include "gather/tally.h"

#include <string.h>

static Role *
roles_of(const Gathering *gathering, const EntentePerson *person, size_t *n)
{
	*n = person->roles ? g_strv_length((char **)person->roles) : 0;
	Role *roles = g_new0(Role, *n + 1);
	for (size_t i = 0; i < *n; i++)
		roles[i] = role_of(gathering, person->roles[i]);
	return roles;
}

/* The office that some sources call past and others do not; NULL if there is none. */
static const char *
disputed_office(const Gathering *gathering, const char *const *roles, Role *office)
{
	for (const char *const *past = roles; past && *past; past++) {
		Role left = role_of(gathering, *past);

		if (!(left.marks & ROLE_PAST) || !left.office.n)
			continue;
		for (const char *const *now = roles; *now; now++) {
			Role held = role_of(gathering, *now);

			if (held.marks != (left.marks & ~(uint32_t)ROLE_PAST) ||
			    stems_overlap(left.office, held.office) < 1)
				continue;
			*office = left;
			return *now;
		}
	}
	return NULL;
}

/* "former President" in one source against "President" in the others. */
static void
check_past(Gathering *gathering, const Group *person)
{
	Role office;
	const char *held = disputed_office(gathering, person->record->person.roles, &office);
	g_autoptr(Differing) differing = NULL;

	if (!held)
		return;
	differing = differing_new(gathering);
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		size_t n;
		g_autofree Role *roles = roles_of(gathering, &mention->record->person, &n);

		for (size_t j = 0; j < n; j++) {
			if (stems_overlap(roles[j].office, office.office) < 1)
				continue;
			if (roles[j].marks == office.marks)
				differing_add(differing, office.text, mention);
			else if (roles[j].marks == (office.marks & ~(uint32_t)ROLE_PAST))
				differing_add(differing, held, mention);
		}
	}
	g_autofree char *about = g_strdup_printf("title of %s", person->record->person.name);
	differing_report(differing, gathering, about);
}

typedef struct {
	const Lexicon *lexicon;
	uint32_t ids[12];
	guint n;
} Ids;

static void
add_id(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Ids *ids = user_data;

	(void)quoted;
	if (ids->n < G_N_ELEMENTS(ids->ids))
		ids->ids[ids->n++] = lexicon_word(ids->lexicon, word, length);
}

/* The office of several words that the role names ("foreign minister"), or NULL. */
static const LexiconEntry *
office_of(const Gathering *gathering, const char *role)
{
	const Lexicon *lexicon = gathering->lexicon;
	unsigned class_column = lexicon_column(lexicon, LEXICON_TITLES, "class");
	Ids ids = { lexicon, { 0 }, 0 };

	each_word(role, add_id, &ids);
	for (guint i = 0; i < ids.n; i++) {
		const LexiconEntry *entry = lexicon_match(lexicon, LEXICON_TITLES, ids.ids + i,
		                                          ids.n - i, sizeof *ids.ids);

		if (entry && entry->n_words == 2 &&
		    g_str_equal(entry->cells[class_column], "office"))
			return entry;
	}
	return NULL;
}

/* Two offices of one rank ("foreign minister", "finance minister"): the same last word, the
 * first neither the same nor spelt alike. */
static bool
exclude(const Gathering *gathering, const LexiconEntry *a, const LexiconEntry *b)
{
	const Lexicon *lexicon = gathering->lexicon;

	return a && b && a->words[1] == b->words[1] && a->words[0] != b->words[0] &&
	       !words_near(lexicon_word_text(lexicon, a->words[0]),
	                   lexicon_word_text(lexicon, b->words[0]));
}

/* "foreign minister" in one source against "finance minister" in another. */
static void
check_offices(Gathering *gathering, const Group *person)
{
	const char *const *roles = person->record->person.roles;
	const LexiconEntry *first = NULL;
	bool differ = false;

	for (const char *const *role = roles; role && *role; role++) {
		const LexiconEntry *office = office_of(gathering, *role);

		if (!first)
			first = office;
		differ |= exclude(gathering, first, office);
	}
	if (!differ)
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		const char *const *told = mention->record->person.roles;

		for (; told && *told; told++) {
			const LexiconEntry *office = office_of(gathering, *told);

			if (!role_of(gathering, *told).marks &&
			    (office == first || exclude(gathering, first, office)))
				differing_add(differing, office->cells[0], mention);
		}
	}
	g_autofree char *about = g_strdup_printf("title of %s", person->record->person.name);
	differing_report(differing, gathering, about);
}

void
check_titles(Gathering *gathering)
{
	const GPtrArray *people = gathering->groups[ENTENTE_PERSON];

	for (guint i = 0; i < people->len; i++) {
		check_past(gathering, people->pdata[i]);
		check_offices(gathering, people->pdata[i]);
	}
}

/* The first and last word of the name a mention gives; a surname alone takes its first word
 * from `full`.  To be freed. */
static char *
spelling(const Gathering *gathering, const char *name, char *const *full)
{
	g_auto(GStrv) words = name_words(gathering->lexicon, name);
	guint n = g_strv_length(words), n_full = g_strv_length((char **)full);
	g_autofree char *surname = name_skeleton(words[n - 1]);
	g_autofree char *full_surname = name_skeleton(full[n_full - 1]);

	if (!g_str_equal(surname, full_surname) && !words_near(words[n - 1], full[n_full - 1]))
		return NULL;
	if (n > 1 && strlen(words[0]) == 1)
		return NULL;
	if (n > 1 && n == n_full)
		return g_strdup_printf("%s %s", words[0], words[n - 1]);
	return g_strdup_printf("%s %s", full[0], words[n - 1]);
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
