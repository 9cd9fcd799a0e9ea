/* Nouns of wanting and refusing: "Oslo's demands", "its refusal to sign", "opposition from". */
#include "extract/positions.h"

bool
is_noun_here(const Extraction *extraction, uint32_t word)
{
	const Document *document = extraction->document;
	if (document->syntax)
		return document->syntax[word].upos == UPOS_NOUN ||
		       document->syntax[word].upos == UPOS_PROPN;

	if (word == sentence_of(document, word)->first_word)
		return false;
	const Mention *before = cast_mention(extraction->cast, word - 1);
	return word_is(document, word - 1, "det") || word_is(document, word - 1, "poss") ||
	       document->words[word - 1].flags & WORD_POSSESSIVE ||
	       (word_is(document, word - 1, "prep") && !word_equals(document, word - 1, "to")) ||
	       (before && before->kind == MENTION_ADJECTIVE);
}

/* "…'s demands, which include ceding territory": the object is what they include. */
bool
included_object(const Document *document, uint32_t after, Object *object)
{
	uint32_t end = sentence_end(sentence_of(document, after - 1));
	uint32_t word = after;

	if (word < end && word_equals(document, word, ","))
		word++;
	if (word < end && word_is(document, word, "rel"))
		word++;
	else if (word > after)
		return false;
	const LexiconEntry *entry = word < end ? word_match(document, LEXICON_DRAFTS, word) : NULL;
	if (!entry || entry->form == FORM_ING || !word_has_class(document, LEXICON_DRAFTS, word, "include"))
		return false;
	return object_after(document, word + 1, "np|that|to", object);
}

/* "Russia's demands", "Russian demands", "its refusal", "opposition from Kyiv"; "those
 * demands" are the last ones again. */
static bool
find_possessor(const Search *search, uint32_t noun, uint32_t after, Finding *finding)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	uint32_t first = sentence_of(document, noun)->first_word, word = noun;

	/* step over a few adjectives: "core demands" */
	while (word > first && noun - word < 3 && !word_is_punct(document, word - 1) &&
	       !cast_mention(extraction->cast, word - 1) && !word_is(document, word - 1, "det") &&
	       !word_is(document, word - 1, "poss") && !word_is(document, word - 1, "prep") &&
	       !word_is(document, word - 1, "conj") && !word_is(document, word - 1, "aux") &&
	       !(document->words[word - 1].flags & WORD_POSSESSIVE))
		word--;
	if (word > first && document->words[word - 1].flags & WORD_POSSESSIVE)
		word--;
	if (word == first)
		return false;
	const Mention *mention = cast_mention(extraction->cast, word - 1);
	if (mention && (mention->possessive || mention->kind == MENTION_ADJECTIVE)) {
		actors_add(&finding->holders, actor_of(extraction->cast, mention));
		finding->holders.first_word = mention->first_word;
		return finding->holders.n > 0;
	}
	if (word_is(document, word - 1, "poss"))
		return resolve(extraction, word - 1, &finding->holders);
	if (search->demands.known && finding->sentence - search->demands.sentence <= 2 &&
	    (word_equals(document, word - 1, "those") || word_equals(document, word - 1, "these"))) {
		finding->holders = search->demands.holder;
		finding->second = search->demands.sentence;
		return true;
	}
	uint32_t end = sentence_end(sentence_of(document, noun));
	if (after < end && (word_equals(document, after, "from") || word_equals(document, after, "by")))
		for (uint32_t at = after + 1; at < end && at < after + 4; at++) {
			mention = cast_mention(extraction->cast, at);
			if (mention && mention->kind != MENTION_ADJECTIVE && !mention->possessive) {
				actors_add(&finding->holders,
				           actor_of(extraction->cast, mention));
				finding->holders.first_word = mention->first_word;
				finding->holders.end_word = mention->first_word + mention->n_words;
				return finding->holders.n > 0;
			}
		}
	return false;
}

/* "dropped its demand", "lifted its objection": the stance is no more. */
static bool
is_given_up(const Document *document, uint32_t noun)
{
	uint32_t first = sentence_of(document, noun)->first_word;

	for (uint32_t word = noun, back = 0; word-- > first && back < 5; back++) {
		const LexiconEntry *entry = word_match(document, LEXICON_STANCES, word);

		if (entry && g_str_equal(entry->cells[2], "gives-up"))
			return true;
	}
	return false;
}

/* A noun adds its object by a preposition, "to" or "that": "their demands have not changed"
 * tells none. */
static bool
takes_object(const Document *document, uint32_t after)
{
	return after < sentence_end(sentence_of(document, after - 1)) &&
	       (word_is(document, after, "prep") || word_equals(document, after, "to") ||
	        word_equals(document, after, "that"));
}

void
try_noun(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	uint32_t after = trigger->word + trigger->entry->n_words;
	Finding finding = finding_at(document, trigger);

	finding.holders.first_word = trigger->word;
	if (is_given_up(document, trigger->word) || !find_possessor(search, trigger->word, after, &finding))
		return;
	if (finding.holders.first_word > trigger->word)
		after = finding.holders.end_word;
	if (included_object(document, after, &finding.object) ||
	    (takes_object(document, after) &&
	     object_after(document, after, trigger->frame, &finding.object))) {
		add_finding(search, &finding);
	} else if (finding.stance == ENTENTE_DEMANDS) {
		/* "Moscow's demands": what they are may follow */
		search->demands = (Demands){ .holder = finding.holders,
			                     .sentence = finding.sentence,
			                     .known = true };
	}
}
