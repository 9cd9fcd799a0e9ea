/* What a government is called in talks within its own state.
 *
 * In a story on a budget or a shutdown "the White House" bargains with the parties in Congress
 * and is a side of its own; in talks with other states it stands for the state.  The page
 * decides which it is: talks are domestic where both parties of the state are named as sides
 * and no other state is named more often than they are. */
#include "extract/cast.h"

#include "extract/words.h"

#include <string.h>

enum { N_PARTIES = 2 };

typedef struct {
	const char *state, *name; /* "United States", "White House" */
} Home;

/* The one state whose government has a name at home, as parties.tsv tells; NULLs for none. */
static Home
find_home(const Lexicon *lexicon)
{
	unsigned name = lexicon_column(lexicon, LEXICON_PARTIES, "name");
	unsigned home = lexicon_column(lexicon, LEXICON_PARTIES, "home");

	for (size_t row = 0; row < lexicon_n_rows(lexicon, LEXICON_PARTIES); row++) {
		const char *const *cells = lexicon_row(lexicon, LEXICON_PARTIES, row);

		if (*cells[home])
			return (Home){ cells[name], cells[home] };
	}
	return (Home){ NULL, NULL };
}

/* The parties between which lawmakers are divided: "Democrats", "Republicans". */
static unsigned
find_divided_parties(const Lexicon *lexicon, const char *parties[N_PARTIES])
{
	unsigned class = lexicon_column(lexicon, LEXICON_NAMES, "class"), n = 0;
	unsigned name = lexicon_column(lexicon, LEXICON_NAMES, "name");

	for (size_t row = 0; row < lexicon_n_rows(lexicon, LEXICON_NAMES) && n < N_PARTIES; row++) {
		const char *const *cells = lexicon_row(lexicon, LEXICON_NAMES, row);

		if (g_str_has_suffix(cells[class], "-label"))
			parties[n++] = cells[name];
	}
	return n;
}

static bool
is_domestic(const Cast *cast, const char *state)
{
	const char *parties[N_PARTIES];
	unsigned n_parties = find_divided_parties(cast->document->lexicon, parties);
	unsigned named[N_PARTIES] = { 0 }, foreign = 0;
	g_autofree unsigned *times = g_new0(unsigned, cast->parties->len + 1);

	for (guint i = 0; i < cast->mentions->len; i++) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);

		if (mention_party(cast, mention) != NOBODY)
			times[mention_party(cast, mention)]++;
	}
	for (guint i = 0; i < cast->parties->len; i++) {
		const Party *party = cast_party(cast, (int)i);

		for (unsigned p = 0; p < n_parties; p++)
			if (g_str_has_suffix(party->name, parties[p]))
				named[p] += times[i];
		if (g_str_equal(party->kind, "state") && !g_str_equal(party->name, state))
			foreign = MAX(foreign, times[i]);
	}
	return n_parties == N_PARTIES && named[0] && named[1] && foreign <= named[0] + named[1];
}

static void
drop_alias(Party *party, const char *alias)
{
	for (guint i = party->aliases->len; i-- > 0;)
		if (g_str_equal(party->aliases->pdata[i], alias))
			g_ptr_array_remove_index(party->aliases, i);
}

/* "the White House", by its own name. */
static void
rename_seats(Cast *cast, int state, int home)
{
	const Document *document = cast->document;

	for (guint i = 0; i < cast->mentions->len; i++) {
		Mention *mention = &g_array_index(cast->mentions, Mention, i);
		const LexiconEntry *entry = word_match(document, LEXICON_PARTIES, mention->first_word);

		if (mention->party != state || !entry ||
		    !*entry_cell(document, LEXICON_PARTIES, entry, "home"))
			continue;
		mention->party = home;
		drop_alias(cast_party(cast, state),
		           words_text(document, mention->first_word,
		                      mention->first_word + entry->n_words));
	}
}

void
cast_settle_home(Cast *cast)
{
	Home home = find_home(cast->document->lexicon);
	gpointer known = home.state ? g_hash_table_lookup(cast->party_index, home.state) : NULL;

	if (!known || !is_domestic(cast, home.state))
		return;
	int state = GPOINTER_TO_INT(known) - 1;
	int party = cast_add_party(cast, home.name, "government branch");
	rename_seats(cast, state, party);
	for (guint i = 0; i < cast->people->len; i++)
		if (cast_person(cast, (int)i)->party == state)
			cast_person(cast, (int)i)->party = party;
}
