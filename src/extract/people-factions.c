/* The faction of a lawmaker, from a chamber and a party told in different words: "Sen. X (D-Md.)",
 * "Rep. Y, Iowa Republican", "Democratic Senator Z". */
#include "extract/people.h"

#include "extract/words.h"

#include <string.h>

/* The party that a label's letter stands for ("D-Md.", "D."), or NULL. */
static const char *
label_party(const Document *document, uint32_t word)
{
	size_t length;
	const char *label = word_text(document, word, &length);
	bool whole = length > 2 && label[1] == '-' && g_ascii_isupper(label[2]);
	bool alone = length == 1 || (length == 2 && label[1] == '.');

	if (!length || !(whole || alone) || !g_ascii_isupper(label[0]))
		return NULL;
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_NAMES,
	                    lexicon_word(document->lexicon, (char[]){ label[0], '-' }, 2));
	for (; entries && *entries; entries++)
		if (g_str_has_suffix(entry_cell(document, LEXICON_NAMES, *entries, "class"), "label"))
			return entry_cell(document, LEXICON_NAMES, *entries, "name");
	return NULL;
}

const char *
label_after(const Document *document, uint32_t word, uint32_t end)
{
	if (word + 2 >= end || !(word_equals(document, word, "(") || word_equals(document, word, ",")))
		return NULL;
	size_t length;
	const char *party = label_party(document, word + 1);
	uint32_t after = word + 2;
	word_text(document, word + 1, &length);
	after += after + 1 < end && word_equals(document, after, ".");
	/* "(D., Md.)", not "X, I. said" */
	bool label = length > 2 || (word_equals(document, word, "(") && word_equals(document, after, ","));
	return label ? party : NULL;
}

void
cast_look_at_label(Cast *cast, const Candidate *candidate)
{
	uint32_t end = sentence_end(&cast->document->sentences[candidate->sentence]);
	const char *party = label_after(cast->document, candidate->first + candidate->n, end);

	if (party)
		cast_person(cast, candidate->person)->label = party;
}

/* The name of the faction of this party in this chamber ("Senate Republicans"), or NULL. */
static const char *
faction_name(const Document *document, const char *chamber, const char *party)
{
	size_t length = strcspn(chamber, " ");
	uint32_t words[2] = { lexicon_word(document->lexicon, chamber, length),
		              lexicon_word(document->lexicon, party, strlen(party)) };
	const LexiconEntry *entry =
	    lexicon_match(document->lexicon, LEXICON_PARTIES, words, 2, sizeof *words);

	return entry && entry->n_words == 2
	           ? entry_cell(document, LEXICON_PARTIES, entry, "name")
	           : NULL;
}

void
cast_settle_factions(Cast *cast)
{
	for (guint i = 0; i < cast->people->len; i++) {
		Person *person = cast_person(cast, (int)i);
		const Party *told = person->party == NOBODY ? NULL : cast_party(cast, person->party);
		const char *label = person->label ? person->label : told ? told->name : NULL;
		const char *chamber = person->chamber ? person->chamber : told ? told->name : NULL;
		const char *faction =
		    label && chamber ? faction_name(cast->document, chamber, label) : NULL;

		if (person->no_side && !person->label)
			continue;
		if (!faction && person->label && person->party == NOBODY)
			faction = person->label;
		if (!faction)
			continue;
		person->party = cast_add_party(cast, faction, "government branch");
		person->side_from = "the chamber and the party beside the name";
	}
}
