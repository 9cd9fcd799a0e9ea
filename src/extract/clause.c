/* Verb groups, clause bounds and subjects from words alone. */
#include "extract/clause.h"

#include "extract/tree.h"

#include <string.h>

static bool
is_adverb(const Document *document, uint32_t word)
{
	size_t length;
	const char *text = word_text(document, word, &length);

	if (word_is(document, word, "conj") || word_is(document, word, "subord"))
		return false;
	return word_is(document, word, "adv") ||
	       (length > 4 && g_ascii_strncasecmp(text + length - 2, "ly", 2) == 0 &&
	        !(document->words[word].flags & WORD_CAPITAL));
}

static bool
is_be(const Document *document, uint32_t word)
{
	return word_is(document, word, "aux-be");
}

VerbGroup
verb_group(const Document *document, uint32_t verb, WordForm form)
{
	VerbGroup group = { .verb = verb, .start = verb };
	uint32_t first = sentence_of(document, verb)->first_word;
	bool be = false, have = false;

	while (group.start > first) {
		uint32_t word = group.start - 1;

		if (word_is(document, word, "neg"))
			group.negated = true;
		else if (word_is(document, word, "modal"))
			group.modal =
			    lexicon_word_text(document->lexicon, document->words[word].form);
		else if (is_be(document, word))
			be = true;
		else if (word_is(document, word, "aux"))
			have = have || word_is(document, word, "aux-have");
		else if (word_equals(document, word, "to"))
			group.infinitive = true;
		else if (word > first &&
		         word_has_class(document, LEXICON_WORDS, word - 1, "ended")) {
			group.negated = group.ended = true;
			group.start--;
		} else if (!is_adverb(document, word))
			break;
		group.start--;
		if (group.infinitive)
			break;
	}
	bool past = form == FORM_PAST || form == FORM_PARTICIPLE;
	group.passive = past && be && !(have && form == FORM_PAST && !be);
	group.participle = form == FORM_ING && !be;
	return group;
}

/* Words that end a clause to their left: "but", "while", "because", "which", … */
static bool
opens_clause(const Document *document, uint32_t word)
{
	return word_is(document, word, "subord") || word_is(document, word, "rel") ||
	       word_equals(document, word, "but");
}

/* A verb of saying or wanting in the past or the third person: "and emphasised". */
static bool
is_finite_verb(const Document *document, uint32_t word)
{
	static const LexiconTableId tables[] = { LEXICON_SPEECH, LEXICON_STANCES };

	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		const LexiconEntry *entry = word_match(document, tables[i], word);

		if (entry && entry->cells[1][0] == 'v' &&
		    (entry->form == FORM_PAST || entry->form == FORM_THIRD))
			return true;
	}
	return false;
}

uint32_t
clause_end(const Document *document, uint32_t word)
{
	uint32_t end = sentence_end(sentence_of(document, word));
	uint32_t from = word;
	bool quoted = document->words[word].flags & WORD_QUOTED;

	for (; word < end; word++) {
		if (word_is_punct(document, word)) {
			size_t length;
			const char *text = word_text(document, word, &length);

			if (strchr(".;!?:", text[0]) && text[0] != '\0')
				break;
			if (length >= 3 && (memcmp(text, "\xe2\x80\x94", 3) == 0 ||
			                    memcmp(text, "\xe2\x80\x93", 3) == 0))
				break;
			if (text[0] == ',' && word + 1 < end &&
			    (opens_clause(document, word + 1) ||
			     word_is(document, word + 1, "pron") ||
			     word_is(document, word + 1, "conj") ||
			     lexicon_match(document->lexicon, LEXICON_SPEECH,
			                   &document->words[word + 1].form, end - word - 1,
			                   sizeof(Word)) ||
			     (document->words[word + 1].flags & WORD_CAPITAL)))
				break;
			if (quoted != ((document->words[word].flags & WORD_QUOTED) != 0) &&
			    word > from + 2)
				break;
		} else if (word > from && word + 1 < end &&
		           word_equals(document, word, "and") &&
		           is_finite_verb(document, word + 1)) {
			break;
		} else if (word > from && opens_clause(document, word) &&
		           !word_equals(document, word, "that") && word > from + 1) {
			break;
		}
	}
	return word;
}

uint32_t
clause_start(const Document *document, uint32_t word)
{
	uint32_t first = sentence_of(document, word)->first_word;

	while (word > first) {
		size_t length;
		const char *text = word_text(document, word - 1, &length);

		if (word_is_punct(document, word - 1) && strchr(";:", text[0]))
			break;
		if (word_equals(document, word - 1, "that") ||
		    word_equals(document, word - 1, "but") ||
		    word_is(document, word - 1, "subord"))
			break;
		word--;
	}
	return word;
}

/* Steps left over what may stand between a subject and its verb: adverbs, dates ("on
 * Tuesday"), a parenthesis between commas, a relative pronoun. */
static uint32_t
step_to_subject(const Extraction *extraction, uint32_t word)
{
	const Document *document = extraction->document;
	uint32_t first = sentence_of(document, word)->first_word;
	bool stepped = true, parenthesis = false;

	while (stepped && word > first) {
		stepped = false;
		if (is_adverb(document, word - 1) ||
		    word_match(document, LEXICON_CALENDAR, word - 1) ||
		    (document->words[word - 1].flags & WORD_NUMBER && word - 1 > first &&
		     word_match(document, LEXICON_CALENDAR, word - 2))) {
			word--;
			stepped = true;
			if (word > first && (word_equals(document, word - 1, "on") ||
			                     word_equals(document, word - 1, "last") ||
			                     word_equals(document, word - 1, "late") ||
			                     word_equals(document, word - 1, "this") ||
			                     word_equals(document, word - 1, "in")))
				word--;
		} else if (word_is(document, word - 1, "rel") && word - 1 > first) {
			word--;
			if (word_equals(document, word - 1, ","))
				word--;
			stepped = true;
		} else if (word_equals(document, word - 1, ",") && !parenthesis) {
			uint32_t comma = word - 1;

			while (comma > first && word - comma < 25 &&
			       !word_equals(document, comma - 1, ","))
				comma--;
			if (comma > first && word - comma < 25) {
				word = comma - 1;
				stepped = parenthesis = true;
			}
		}
	}
	return word;
}

/* "…, and rejected": the first somebody of the clause who is not inside a prepositional phrase.
 */
static bool
subject_of_clause(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;

	for (uint32_t at = clause_start(document, word); at < word; at++) {
		const Mention *mention = cast_mention(extraction->cast, at);

		if (mention && mention->first_word == at &&
		    phrase_actors(extraction, at + mention->n_words, actors))
			return true;
		if (word_is(document, at, "pron") && resolve(extraction, at, actors))
			return true;
	}
	return false;
}

bool
clause_subject(const Extraction *extraction, const VerbGroup *group, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t first = sentence_of(document, group->verb)->first_word;
	uint32_t subject = document->syntax ? tree_subject(document, group->verb) : group->verb;

	if (subject != group->verb)
		return tree_actors(extraction, subject, actors);
	uint32_t word = step_to_subject(extraction, group->start);

	if (word == first)
		return false;
	if (phrase_actors(extraction, word, actors))
		return true;
	/* "the opposition's leader, X, refused": the apposition itself */
	if (group->start > first && word_equals(document, group->start - 1, ",") &&
	    phrase_actors(extraction, group->start - 1, actors))
		return true;
	if (word_is(document, word - 1, "conj"))
		return subject_of_clause(extraction, word - 1, actors);
	/* "Officials of the union in Detroit rejected": cut prepositional phrases off */
	for (int cuts = 0; cuts < 2; cuts++) {
		uint32_t prep = word;

		while (
		    prep > first && word - prep < 7 && !word_is(document, prep - 1, "prep") &&
		    !word_is_punct(document, prep - 1) && !opens_clause(document, prep - 1) &&
		    !word_match(document, LEXICON_SPEECH, prep - 1))
			prep--;
		if (prep <= first + 1 || !word_is(document, prep - 1, "prep"))
			return false;
		word = prep - 1;
		if (phrase_actors(extraction, word, actors))
			return true;
	}
	return false;
}

bool
passive_agent(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t end = sentence_end(sentence_of(document, word - 1));

	if (document->syntax && word > sentence_of(document, word - 1)->first_word) {
		/* "was brokered by", "a truce brokered by" */
		uint32_t verb = document->syntax[word - 1].relation == REL_COMPOUND_PRT
		                    ? document->syntax[word - 1].head
		                    : word - 1;
		uint32_t participle = tree_child(document, verb, REL_ACL);
		uint32_t agent = tree_agent(document, participle);

		return agent != participle && tree_actors(extraction, agent, actors);
	}
	for (uint32_t by = word; by < end && by < word + 4; by++) {
		if (word_is_punct(document, by))
			return false;
		if (!word_equals(document, by, "by"))
			continue;
		for (uint32_t at = by + 1; at < end && at < by + 6; at++) {
			const Mention *mention = cast_mention(extraction->cast, at);

			if (mention && mention->kind != MENTION_ADJECTIVE &&
			    !mention->possessive && mention->kind != MENTION_PLACE) {
				actors_add(actors, actor_of(extraction->cast, mention));
				actors->first_word = mention->first_word;
				actors->end_word = mention->first_word + mention->n_words;
				return actors->n >
				       0; /* "the X administration", X of no side: nobody */
			}
			if (word_is_punct(document, at) || word_is(document, at, "prep"))
				return false;
		}
	}
	return false;
}

static bool
sayer_between(const Extraction *extraction, uint32_t first, uint32_t end, Actors *actors)
{
	const Document *document = extraction->document;

	for (uint32_t word = end; word-- > first;) {
		const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);

		if (!entry || entry->cells[1][0] != 'v' ||
		    document->words[word].flags & WORD_QUOTED)
			continue;
		VerbGroup group = verb_group(document, word, entry->form);
		if (!group.passive && !group.infinitive &&
		    clause_subject(extraction, &group, actors))
			return true;
	}
	return false;
}

/* "according to X" anywhere in the sentence. */
static bool
according_to(const Extraction *extraction, const Sentence *sentence, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t end = sentence_end(sentence);

	for (uint32_t word = sentence->first_word; word < end; word++) {
		const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);

		if (!entry || !g_str_equal(entry->cells[2], "according"))
			continue;
		uint32_t named = word + entry->n_words;
		while (named < end && word_is(document, named, "det"))
			named++;
		const Mention *mention =
		    named < end ? cast_mention(extraction->cast, named) : NULL;
		if (mention)
			actors_add(actors, actor_of(extraction->cast, mention));
		return actors->n > 0;
	}
	return false;
}

bool
find_sayer(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	const Sentence *sentence = sentence_of(document, word);

	if (document->words[word].flags & WORD_QUOTED)
		return resolve_quoted(extraction, word, actors);
	uint32_t saying = document->syntax ? tree_report(document, word) : word;
	if (saying != word) {
		VerbGroup group = verb_group(document, saying, FORM_PAST);

		if (!group.passive && clause_subject(extraction, &group, actors))
			return true;
	}
	if (according_to(extraction, sentence, actors))
		return true;
	return !document->syntax &&
	       (sayer_between(extraction, sentence->first_word, word, actors) ||
	        sayer_between(extraction, word, sentence_end(sentence), actors));
}
