/* Whether a person is a man or a woman, for "he" and "she": by a given name that only the ones or
 * the others bear, or by a title. */
#include "extract/people.h"

#include "extract/words.h"

Sex
sex_of_name(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_NAMES, word);
	const char *whose = entry ? entry_cell(document, LEXICON_NAMES, entry, "name") : "";

	if (g_str_equal(whose, "man"))
		return SEX_MALE;
	return g_str_equal(whose, "woman") ? SEX_FEMALE : SEX_UNKNOWN;
}

/* "Ms" goes before a given name, "chairman" does not. */
void
learn_sex(const Document *document, Person *person, uint32_t word)
{
	if (person->sex != SEX_UNKNOWN &&
	    !word_has_class(document, LEXICON_TITLES, word, "honorific"))
		return;
	if (word_has_class(document, LEXICON_WORDS, word, "man"))
		person->sex = SEX_MALE;
	else if (word_has_class(document, LEXICON_WORDS, word, "woman"))
		person->sex = SEX_FEMALE;
}
