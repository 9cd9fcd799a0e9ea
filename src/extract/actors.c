/* Who a noun phrase or a pronoun stands for. */
#include "extract/clause.h"
#include "extract/tree.h"

#include <string.h>

enum { FARTHEST = 2000 }; /* words back in which "both sides" have to be named */

const char *
actor_side(const Extraction *extraction, Actor actor)
{
	if (actor.party != NOBODY)
		return cast_party(extraction->cast, actor.party)->name;
	return actor.person != NOBODY ? cast_person(extraction->cast, actor.person)->name : NULL;
}

const char *
actor_name(const Extraction *extraction, Actor actor)
{
	if (actor.person != NOBODY)
		return cast_person(extraction->cast, actor.person)->name;
	return actor_side(extraction, actor);
}

void
actors_add(Actors *actors, Actor actor)
{
	if (actor.person == NOBODY && actor.party == NOBODY)
		return;
	for (unsigned i = 0; i < actors->n; i++)
		if (actors->items[i].person == actor.person && actors->items[i].party == actor.party)
			return;
	if (actors->n < MOST_ACTORS)
		actors->items[actors->n++] = actor;
}

Actor
actor_of(const Cast *cast, const Mention *mention)
{
	bool group = mention->kind == MENTION_GROUP;

	return (Actor){ group ? NOBODY : mention->person, mention_party(cast, mention) };
}

static bool
is_somebody(const Mention *mention)
{
	return mention && !mention->possessive &&
	       (mention->kind == MENTION_NAME || mention->kind == MENTION_GROUP);
}

/* Whether the mention stands after a preposition: "talks with Russia".  "Leaders of Russia"
 * is Russia all the same. */
static bool
in_prepositional_phrase(const Document *document, const Mention *mention)
{
	uint32_t first = document->sentences[mention->sentence].first_word, word = mention->first_word;

	while (word > first && word_is(document, word - 1, "det"))
		word--;
	if (word == first || !word_is(document, word - 1, "prep") ||
	    word_is(document, word - 1, "subord"))
		return false;
	if (!word_equals(document, word - 1, "of") || word - 1 == first)
		return true;
	return !word_match(document, LEXICON_TITLES, word - 2);
}

/* The other halves of "A, B and C", leftwards from the mention. */
static void
add_coordinated(const Extraction *extraction, const Mention *mention, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t first = document->sentences[mention->sentence].first_word;

	for (;;) {
		uint32_t word = mention->first_word;

		while (word > first && (word_is(document, word - 1, "det") ||
		                        word_equals(document, word - 1, "other")))
			word--;
		if (word < first + 2 ||
		    !(word_equals(document, word - 1, "and") || word_equals(document, word - 1, "nor") ||
		      word_equals(document, word - 1, ",")))
			return;
		bool conjunction = !word_equals(document, word - 1, ",");
		const Mention *other = cast_mention(extraction->cast, word - 2);
		if (other && !conjunction && actors->n < 2)
			return;
		if (!is_somebody(other) || in_prepositional_phrase(document, other))
			return;
		actors_add(actors, actor_of(extraction->cast, other));
		actors->first_word = other->first_word;
		mention = other;
	}
}

bool
phrase_actors(const Extraction *extraction, uint32_t end, Actors *actors)
{
	const Document *document = extraction->document;
	const Mention *mention = end ? cast_mention(extraction->cast, end - 1) : NULL;

	if (end == 0)
		return false;
	if (!mention)
		return resolve(extraction, end - 1, actors);
	if (!is_somebody(mention) || in_prepositional_phrase(document, mention))
		return false;
	actors_add(actors, actor_of(extraction->cast, mention));
	actors->first_word = mention->first_word;
	actors->end_word = end;
	add_coordinated(extraction, mention, actors);
	return actors->n > 0;
}

bool
is_subject_like(const Document *document, const Mention *mention)
{
	static const LexiconTableId tables[] = { LEXICON_SPEECH, LEXICON_STANCES, LEXICON_MEETINGS };
	uint32_t word = mention->first_word + mention->n_words;

	if (word >= sentence_end(&document->sentences[mention->sentence]))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		const LexiconEntry *entry = word_match(document, tables[i], word);

		if (entry && entry->cells[1][0] == 'v')
			return true;
	}
	return word_is(document, word, "aux") || word_is(document, word, "modal") ||
	       word_is(document, word, "adv");
}

/* The first mention of a sentence before `limit`, outside quotations, that fits; one that looks
 * like a subject is preferred. */
static const Mention *
first_mention(const Extraction *extraction, uint32_t sentence, uint32_t limit, bool person)
{
	const Document *document = extraction->document;
	const Sentence *within = &document->sentences[sentence];
	uint32_t end = MIN(sentence_end(within), limit);
	const Mention *first = NULL;

	for (uint32_t word = within->first_word; word < end; word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (!is_somebody(mention) || document->words[word].flags & WORD_QUOTED ||
		    (actor_of(extraction->cast, mention).person != NOBODY) != person)
			continue;
		if (!person && in_prepositional_phrase(document, mention))
			continue;
		if (is_subject_like(document, mention))
			return mention;
		if (!first)
			first = mention;
	}
	return first;
}

static bool
resolve_singular(const Extraction *extraction, uint32_t word, bool person, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t sentence = document->words[word].sentence;

	for (uint32_t back = 0; back < 3 && back <= sentence; back++) {
		if (back && tree_main_actor(extraction, sentence - back, person, actors))
			return true;
		const Mention *mention = first_mention(extraction, sentence - back, word, person);

		if (mention) {
			actors_add(actors, actor_of(extraction->cast, mention));
			return actors->n > 0;
		}
	}
	return false;
}

/* The two parties last spoken of, for "both sides" and "the two countries". */
static bool
resolve_both(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Cast *cast = extraction->cast;

	for (uint32_t at = word; at-- > 0 && word - at < FARTHEST && actors->n < 2;) {
		const Mention *mention = cast_mention(cast, at);

		if (mention && mention->kind != MENTION_PLACE && mention_party(cast, mention) != NOBODY)
			actors_add(actors, (Actor){ NOBODY, mention_party(cast, mention) });
	}
	/* where the sentences around speak of a third, nobody can tell */
	uint32_t sentence = extraction->document->words[word].sentence;
	uint32_t from = sentence > 1 ? sentence - 2 : 0;
	Actors near = *actors;
	for (uint32_t at = extraction->document->sentences[from].first_word; at < word; at++) {
		const Mention *mention = cast_mention(cast, at);

		if (mention && mention->kind != MENTION_PLACE && mention_party(cast, mention) != NOBODY)
			actors_add(&near, (Actor){ NOBODY, mention_party(cast, mention) });
	}
	if (actors->n == 2 && near.n == 2)
		return true;
	actors->n = 0;
	return false;
}

/* "both sides", "the two governments", "the two sides": ends at this word. */
static bool
is_both(const Document *document, uint32_t word)
{
	uint32_t first = sentence_of(document, word)->first_word;

	if (word == first || !word_has_class(document, LEXICON_WORDS, word, "both"))
		return false;
	return word_equals(document, word - 1, "both") || word_equals(document, word - 1, "two");
}

/* The quotation that holds the word; the innermost where they nest.  Quotations are sorted by
 * their first word. */
static size_t
quotation_at(const Document *document, uint32_t word)
{
	size_t low = 0, high = document->n_quotations;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (document->quotations[middle].first_word <= word)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low, back = 0; i-- > 0 && back < 8; back++)
		if (word < document->quotations[i].first_word + document->quotations[i].n_words)
			return i;
	return document->n_quotations;
}

bool
resolve_quoted(const Extraction *extraction, uint32_t word, Actors *actors)
{
	size_t index = quotation_at(extraction->document, word);

	if (index == extraction->document->n_quotations)
		return false;
	actors_add(actors, extraction->speakers[index]);
	return actors->n > 0;
}

const char *
quoted_speaker(const Extraction *extraction, uint32_t word)
{
	size_t index = quotation_at(extraction->document, word);

	return index < extraction->document->n_quotations ? extraction->speaker_names[index] : NULL;
}

bool
resolve(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	bool quoted = document->words[word].flags & WORD_QUOTED;

	actors->first_word = word;
	actors->end_word = word + 1;
	if (word_is(document, word, "pron-i") || word_is(document, word, "pron-we") ||
	    word_is(document, word, "poss-i") || word_is(document, word, "poss-we"))
		return quoted && resolve_quoted(extraction, word, actors);
	if (is_both(document, word))
		return resolve_both(extraction, word, actors);
	if (quoted)
		return false;
	if (word_is(document, word, "pron-he") || word_is(document, word, "pron-she") ||
	    word_is(document, word, "poss-he") || word_is(document, word, "poss-she"))
		return resolve_singular(extraction, word, true, actors);
	if (word_is(document, word, "pron-they") || word_is(document, word, "pron-it") ||
	    word_is(document, word, "poss-they") || word_is(document, word, "poss-it"))
		return resolve_singular(extraction, word, false, actors);
	return false;
}
