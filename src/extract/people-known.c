/* The side of people whom pages do not introduce: "President Xi", "Merkel".
 *
 * The lexicon has who led which state, body or faction in which years; the page's own date
 * chooses among a person's places ("Rubio" the senator, then the secretary).  What the text
 * itself says of a person goes before this: only people without a side are looked up.  Where
 * the date is unknown or several people bear a surname, a side is told only if all that fit
 * agree on it. */
#include "extract/people.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
	const Lexicon *lexicon;
	unsigned party, kind, from, until;
	int year; /* of the page, 0 if unknown */
} Leaders;

static bool
in_office(const Leaders *leaders, const char *const *row)
{
	if (!leaders->year)
		return true;
	return atoi(row[leaders->from]) <= leaders->year &&
	       (!*row[leaders->until] || leaders->year <= atoi(row[leaders->until]));
}

/* The row found so far; none will do once rows of different people, or of an undated page,
 * differ in the party. */
typedef struct {
	const char *const *row;
	bool differ;
} Found;

/* Of one person's rows that fit the page's year the latest. */
static void
consider(const Leaders *leaders, const char *const *row, Found *found)
{
	if (!in_office(leaders, row))
		return;
	if (found->row && !g_str_equal(found->row[leaders->party], row[leaders->party]) &&
	    (!leaders->year || !g_str_equal(found->row[0], row[0])))
		found->differ = true;
	else if (!found->row || atoi(row[leaders->from]) > atoi(found->row[leaders->from]))
		found->row = row;
}

/* The row of the leader of this full name, NULL for none. */
static const char *const *
find_by_name(const Leaders *leaders, const char *name)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(leaders->lexicon, LEXICON_LEADERS,
	                    lexicon_word(leaders->lexicon, name, strcspn(name, " ")));
	Found found = { 0 };

	for (; entries && *entries && !found.differ; entries++)
		if (g_str_equal((*entries)->cells[0], name))
			consider(leaders, (*entries)->cells, &found);
	return found.differ ? NULL : found.row;
}

static const char *const *
find_by_surname(const Leaders *leaders, const char *surname)
{
	const GPtrArray *rows = lexicon_rows_of(leaders->lexicon, LEXICON_LEADERS, surname);
	Found found = { 0 };

	for (guint i = 0; rows && i < rows->len && !found.differ; i++)
		consider(leaders, rows->pdata[i], &found);
	return found.differ ? NULL : found.row;
}

/* The name in lower case, without initials in its midst: "john a. boehner" is "john boehner". */
static char *
plain_name(const char *name)
{
	g_autofree char *lower = g_utf8_strdown(name, -1);
	g_auto(GStrv) words = g_strsplit(lower, " ", -1);
	g_autoptr(GString) plain = g_string_new(words[0]);

	for (char **word = words + 1; *words && *word; word++)
		if (!(word[1] && strlen(*word) <= 2))
			g_string_append_printf(plain, " %s", *word);
	return g_string_free(g_steal_pointer(&plain), FALSE);
}

/* Whether a table has this very term, in this class if one is given. */
static bool
table_has(const Lexicon *lexicon, LexiconTableId table, const char *term, const char *class)
{
	g_auto(GStrv) words = g_strsplit(term, " ", -1);
	unsigned column = lexicon_column(lexicon, table, "class"), n = g_strv_length(words);
	const LexiconEntry *const *entries =
	    lexicon_entries(lexicon, table, lexicon_word(lexicon, words[0], strlen(words[0])));

	for (; entries && *entries; entries++) {
		const LexiconEntry *entry = *entries;
		unsigned i = 0;

		if (entry->n_words != n || (class && !g_str_equal(entry->cells[column], class)))
			continue;
		while (i < n && entry->words[i] == lexicon_word(lexicon, words[i], strlen(words[i])))
			i++;
		if (i == n)
			return true;
	}
	return false;
}

/* A body that no table knows ("Budget Committee"), a common noun ("senators"), a whole chamber
 * or a party without its chamber: the leaders' table may well have the faction. */
static bool
is_vague(const Cast *cast, const Person *person)
{
	const Lexicon *lexicon = cast->document->lexicon;

	if (person->party == NOBODY)
		return false;
	const Party *party = cast_party(cast, person->party);
	if (party->generic)
		return true;
	if (!g_str_equal(party->kind, "government branch") && !g_str_equal(party->kind, "other"))
		return false;
	return !table_has(lexicon, LEXICON_PARTIES, party->name, NULL) ||
	       table_has(lexicon, LEXICON_PARTIES, party->name, "common") ||
	       table_has(lexicon, LEXICON_NAMES, party->name, "divided");
}

void
cast_know_people(Cast *cast)
{
	const Lexicon *lexicon = cast->document->lexicon;
	const char *published = cast->document->article->published;
	const Leaders leaders = {
		.lexicon = lexicon,
		.party = lexicon_column(lexicon, LEXICON_LEADERS, "party"),
		.kind = lexicon_column(lexicon, LEXICON_LEADERS, "kind"),
		.from = lexicon_column(lexicon, LEXICON_LEADERS, "from"),
		.until = lexicon_column(lexicon, LEXICON_LEADERS, "until"),
		.year = published ? atoi(published) : 0,
	};

	for (guint i = 0; i < cast->people->len; i++) {
		Person *person = cast_person(cast, (int)i);
		bool told = person->party != NOBODY || person->attached != NOBODY;

		if (person->no_side || (told && !person->surmised && !is_vague(cast, person)))
			continue;
		g_autofree char *name = g_utf8_strdown(person->name, -1);
		g_autofree char *plain = plain_name(person->name);
		const char *const *row = find_by_name(&leaders, name);
		if (!row)
			row = find_by_name(&leaders, plain);
		if (!row && !told)
			row = find_by_surname(&leaders, name);
		if (!row || (person->past && !*row[leaders.from]))
			continue;
		person->party = cast_add_party(cast, row[leaders.party], row[leaders.kind]);
		person->attached = NOBODY;
		person->side_from = "the table of leaders (leaders.tsv)";
		person->side_end = person->side_first;
	}
}
