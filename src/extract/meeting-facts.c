/* Where and when a meeting is, how long, and whether it was held, from its own clause. */
#include "extract/encounter.h"
#include "extract/tree.h"

#include <string.h>

/* The next noun of meeting after the trigger, or the end of the sentence: what comes later
 * tells of another encounter. */
static uint32_t
next_encounter(const Document *document, uint32_t trigger)
{
	uint32_t end = sentence_end(sentence_of(document, trigger)), word = trigger + 1;

	while (word < end && !word_has_class(document, LEXICON_MEETINGS, word, "meeting"))
		word++;
	return word;
}

/* Whether "in" tells where people met: it stands after a word of meeting, a participant, a
 * day or a comma, not after "the war". */
static bool
place_fits(const Extraction *extraction, uint32_t in)
{
	const Document *document = extraction->document;

	if (in == sentence_of(document, in)->first_word)
		return true;
	uint32_t before = in - 1;
	return cast_mention(extraction->cast, before) || word_is_punct(document, before) ||
	       word_match(document, LEXICON_MEETINGS, before) ||
	       word_match(document, LEXICON_CALENDAR, before) || word_is(document, before, "adv") ||
	       word_has_class(document, LEXICON_MEETINGS, before, "held") ||
	       word_has_class(document, LEXICON_TITLES, before, "office");
}

/* "in Moscow", "at the Kremlin", "in Florida": the first place named after "in" or "at". */
void
encounter_place(const Extraction *extraction, Encounter *encounter, uint32_t trigger)
{
	const Document *document = extraction->document;
	uint32_t end = next_encounter(document, trigger);

	for (uint32_t word = sentence_of(document, trigger)->first_word; word + 1 < end; word++) {
		if ((!word_equals(document, word, "in") && !word_equals(document, word, "at")) ||
		    !place_fits(extraction, word))
			continue;
		uint32_t at = word + 1;
		while (at < end && word_is(document, at, "det"))
			at++;
		if (at >= end || !(document->words[at].flags & WORD_CAPITAL))
			continue;
		const LexiconEntry *place = word_match(document, LEXICON_PLACES, at);
		if (!place)
			place = word_match(document, LEXICON_COUNTRIES, at);
		if (!place)
			place = word_match(document, LEXICON_PARTIES, at);
		if (!place || document->words[at + place->n_words - 1].flags & WORD_QUOTED)
			continue;
		uint32_t after = at + place->n_words;
		if (after < end && document->words[after].flags & WORD_POSSESSIVE)
			continue;
		encounter->place = words_text(document, at, after);
		return;
	}
}

void
encounter_date(const Document *document, Encounter *encounter, uint32_t word)
{
	const DateMention *best = NULL;
	const Sentence *sentence = &document->sentences[encounter->sentence];
	uint32_t end = next_encounter(document, word);
	size_t n;
	const DateMention *dates = sentence_dates(document, encounter->sentence, &n);

	for (size_t i = 0; i < n; i++) {
		const DateMention *date = &dates[i];

		if (date->first_word < MAX(clause_start(document, word), sentence->content_word) ||
		    date->first_word >= end)
			continue;
		if (!best || (best->first_word < word && date->first_word > word))
			best = date;
	}
	if (!best)
		return;
	encounter->when = words_text(document, best->first_word, best->first_word + best->n_words);
	if (best->iso && strlen(best->iso) == 10)
		encounter->date = best->iso;
}

/* "five-hour" just before the noun, "for five hours" after the verb or noun with no other
 * encounter between. */
void
encounter_minutes(const Document *document, Encounter *encounter, uint32_t trigger)
{
	size_t n;
	const Quantity *quantities = sentence_quantities(document, encounter->sentence, &n);
	uint32_t end = n ? next_encounter(document, trigger) : trigger;

	for (size_t i = 0; i < n; i++) {
		const Quantity *quantity = &quantities[i];

		if (quantity->kind != QUANTITY_MINUTES ||
		    quantity->value < 5 || quantity->value > 24 * 60)
			continue;
		bool before = quantity->first_word < trigger && trigger - quantity->first_word <= 4;
		bool after = quantity->first_word > trigger &&
		             quantity->first_word + quantity->n_words < end;
		if (before || after)
			encounter->minutes = (int32_t)quantity->value;
	}
}

static int
status_from_class(const char *class)
{
	static const struct {
		const char *class;
		int status;
	} statuses[] = { { "cancelled", ENTENTE_CANCELLED },
		         { "proposed", ENTENTE_PROPOSED },
		         { "planned", ENTENTE_PLANNED },
		         { "ongoing", ENTENTE_ONGOING } };

	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (g_str_equal(class, statuses[i].class))
			return statuses[i].status;
	return -1;
}

/* A modal after the noun counts only where it says that the meeting takes place: "talks will
 * be held", not "the talks may put pressure". */
static bool
modal_counts(const Document *document, uint32_t modal, uint32_t trigger, uint32_t end)
{
	if (modal < trigger || !word_is(document, modal, "modal"))
		return true;
	for (uint32_t word = modal + 1; word < end && word < modal + 4; word++)
		if (word_has_class(document, LEXICON_MEETINGS, word, "held"))
			return true;
	return false;
}

/* The status that a word gives; -1 for none. */
static int
status_of_word(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_MEETINGS, word);

	return entry ? status_from_class(entry->cells[2]) : -1;
}

/* "They will meet if ...": whether a condition hangs on the verb. */
static bool
is_conditional(const Document *document, uint32_t verb)
{
	uint32_t clause = tree_child(document, verb, REL_ADVCL);
	uint32_t mark = tree_child(document, clause, REL_MARK);

	return clause != verb && mark != clause &&
	       word_has_class(document, LEXICON_WORDS, mark, "condition");
}

/* The status that the words of the clause around the trigger give. */
int
encounter_status(const Document *document, uint32_t trigger, int otherwise)
{
	uint32_t start = clause_start(document, trigger), end = clause_end(document, trigger);

	if (document->syntax && is_conditional(document, trigger))
		return ENTENTE_PROPOSED;
	start = MAX(start, trigger > 7 ? trigger - 7 : 0);
	end = MIN(end, trigger + 9);
	for (uint32_t at = start; at < end; at++) {
		int status = status_of_word(document, at);

		if (status >= 0 && modal_counts(document, at, trigger, end))
			return status;
	}
	if (document->syntax) {
		uint32_t verb = tree_governing_verb(document, trigger);
		int status = verb != trigger ? status_of_word(document, verb) : -1;

		if (status >= 0)
			return status;
	}
	return otherwise;
}
