/* Who does what, by the dependency tree.  Sentences are bounded, so a walk over one is too. */
#include "extract/tree.h"

#include "extract/clause.h"
#include "extract/objects.h"

#include <string.h>

enum { MOST_STEPS = 8 };

static Relation
relation_of(const Document *document, uint32_t word)
{
	return document->syntax[word].relation;
}

uint32_t
tree_child(const Document *document, uint32_t head, Relation relation)
{
	const Sentence *sentence = sentence_of(document, head);

	for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
		if (word != head && document->syntax[word].head == head &&
		    relation_of(document, word) == relation)
			return word;
	return head;
}

uint32_t
tree_head(const Document *document, uint32_t first, uint32_t end)
{
	for (uint32_t word = first; word < end; word++) {
		uint32_t head = document->syntax[word].head;

		if (head == word || head < first || head >= end)
			return word;
	}
	return first;
}

uint32_t
tree_governor(const Document *document, uint32_t first, uint32_t end)
{
	uint32_t head = tree_head(document, first, end), governor = document->syntax[head].head;

	return governor == head ? UINT32_MAX : governor;
}

/* The first dependent with one of several relations. */
static uint32_t
child_of_any(const Document *document, uint32_t head, const Relation *relations, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t child = tree_child(document, head, relations[i]);

		if (child != head)
			return child;
	}
	return head;
}

static uint32_t
own_subject(const Document *document, uint32_t verb)
{
	static const Relation subjects[] = { REL_NSUBJ, REL_NSUBJ_PASS, REL_NSUBJ_OUTER };

	return child_of_any(document, verb, subjects, G_N_ELEMENTS(subjects));
}

static bool
is_relative(const Document *document, uint32_t word)
{
	return word_is(document, word, "rel");
}

uint32_t
tree_subject(const Document *document, uint32_t verb)
{
	uint32_t at = verb;

	for (int step = 0; step < MOST_STEPS; step++) {
		Relation relation = relation_of(document, at);
		uint32_t head = document->syntax[at].head;

		if (relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_COP) {
			at = head;
			continue;
		}
		uint32_t subject = own_subject(document, at);
		if (subject != at && relation == REL_ACL_RELCL && is_relative(document, subject))
			return head;
		if (subject != at)
			return subject;
		if (head == at)
			return verb;
		if (relation == REL_XCOMP) {
			/* "urged Oslo to sign": who is urged */
			uint32_t object = tree_child(document, head, REL_OBJ);

			if (object != head && object < at)
				return object;
		} else if (relation == REL_ACL_RELCL ||
		           (relation == REL_ACL && document->syntax[at].xpos == XPOS_VBN)) {
			return head;
		} else if (relation != REL_CONJ && relation != REL_ADVCL) {
			return verb;
		}
		at = head;
	}
	return verb;
}

uint32_t
tree_agent(const Document *document, uint32_t verb)
{
	uint32_t agent = tree_child(document, verb, REL_OBL_AGENT);

	if (agent != verb)
		return agent;
	const Sentence *sentence = sentence_of(document, verb);
	for (uint32_t word = verb + 1; word < sentence_end(sentence); word++) {
		if (document->syntax[word].head != verb || relation_of(document, word) != REL_OBL)
			continue;
		uint32_t preposition = tree_child(document, word, REL_CASE);
		if (preposition != word && word_equals(document, preposition, "by"))
			return word;
	}
	return verb;
}

static bool
is_saying(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);

	return entry && entry->cells[1][0] == 'v';
}

uint32_t
tree_report(const Document *document, uint32_t word)
{
	uint32_t at = word;

	for (int step = 0; step < 2 * MOST_STEPS; step++) {
		uint32_t head = document->syntax[at].head;
		Relation relation = relation_of(document, at);

		if (head == at || relation == REL_ADVCL || relation == REL_ACL_RELCL)
			break;
		if (is_saying(document, head))
			return head;
		at = head;
	}
	/* "…, Oslo said": the verb of saying hangs on the clause */
	uint32_t aside = tree_child(document, at, REL_PARATAXIS);
	return aside != at && is_saying(document, aside) ? aside : word;
}

/* ", which the union rejected": a relative clause that a comma sets off. */
static bool
is_aside(const Document *document, uint32_t verb)
{
	for (uint32_t word = document->syntax[verb].head + 1; word + 1 < verb; word++)
		if (word_equals(document, word, ",") && is_relative(document, word + 1))
			return true;
	return false;
}

/* "as long as", "in case": a conjunction of several words. */
static bool
begins_clause(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_FUNCTION, word);

	return entry && entry->n_words > 1 && strstr(entry->cells[1], "subord");
}

/* Whether the branch from `word` to its head leaves the phrase: another clause begins there.
 * "to" and prepositions ("aimed at ending") open no clause of their own. */
static bool
leaves_phrase(const Document *document, uint32_t word)
{
	Relation relation = relation_of(document, word);

	if (relation == REL_ADVCL) {
		uint32_t mark = tree_child(document, word, REL_MARK);

		return mark == word || !(word_equals(document, mark, "to") ||
		                         (word_is(document, mark, "prep") &&
		                          !word_is(document, mark, "subord")));
	}
	if (relation == REL_ACL_RELCL && is_aside(document, word))
		return true;
	return relation == REL_PARATAXIS || relation == REL_DISCOURSE ||
	       (relation == REL_CONJ && own_subject(document, word) != word);
}

/* The last word on the way up from `word` that is not before `first`; UINT32_MAX where the way
 * leaves the phrase. */
static uint32_t
branch_from(const Document *document, uint32_t word, uint32_t first)
{
	for (int step = 0; step < 40; step++) {
		uint32_t head = document->syntax[word].head;

		if (head == word || head < first)
			return word;
		if (leaves_phrase(document, word))
			return UINT32_MAX;
		word = head;
	}
	return UINT32_MAX;
}

uint32_t
tree_extent(const Document *document, uint32_t first)
{
	uint32_t end = sentence_end(sentence_of(document, first)), word = first;
	uint32_t top = branch_from(document, first, first);

	if (top == UINT32_MAX)
		return first + 1;
	uint32_t governor = document->syntax[top].head;
	for (; word < end; word++) {
		uint32_t branch = branch_from(document, word, first);

		if (word > first && begins_clause(document, word))
			break;
		if (branch == top)
			continue;
		/* "rejected the offer on Monday": the day belongs to the verb */
		if (branch == UINT32_MAX || document->syntax[branch].head != governor || governor == top ||
		    names_day(document, branch) ||
		    leaves_phrase(document, branch) || relation_of(document, branch) == REL_CONJ)
			break;
	}
	return word;
}

/* Whether `word` belongs to the phrase of `top`. */
static bool
belongs(const Document *document, uint32_t word, uint32_t top)
{
	for (int step = 0; step < 40 && word != top; step++) {
		if (document->syntax[word].head == word || leaves_phrase(document, word))
			return false;
		word = document->syntax[word].head;
	}
	return word == top;
}

void
tree_phrase(const Document *document, uint32_t head, uint32_t *first, uint32_t *end)
{
	const Sentence *sentence = sentence_of(document, head);
	uint32_t last = head + 1;

	for (*first = head; *first > sentence->first_word && belongs(document, *first - 1, head);)
		--*first;
	while (last < MIN(sentence_end(sentence), *end) && belongs(document, last, head))
		last++;
	*end = last;
}

static bool
add_named(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Mention *mention = cast_mention(extraction->cast, word);

	if (!mention)
		return resolve(extraction, word, actors);
	/* with what is joined to it on the left: "Kenyan and Ugandan envoys" */
	if (phrase_actors(extraction, mention->first_word + mention->n_words, actors))
		return true;
	if (mention->kind == MENTION_ADJECTIVE ||
	    (mention->possessive && mention->first_word + mention->n_words - 1 != word))
		return false;
	actors_add(actors, actor_of(extraction->cast, mention));
	actors->first_word = mention->first_word;
	actors->end_word = mention->first_word + mention->n_words;
	return true;
}

bool
tree_actors(const Extraction *extraction, uint32_t head, Actors *actors)
{
	const Document *document = extraction->document;
	const Sentence *sentence = sentence_of(document, head);

	/* "the president, X": the apposition names him */
	uint32_t apposition = tree_child(document, head, REL_APPOS);
	const Mention *named = apposition != head ? cast_mention(extraction->cast, apposition) : NULL;
	if (!(named && named->person != NOBODY && add_named(extraction, apposition, actors)) &&
	    !add_named(extraction, head, actors))
		return false;
	Actors others = *actors;
	for (uint32_t word = head + 1; word < sentence_end(sentence); word++)
		if (document->syntax[word].head == head && relation_of(document, word) == REL_CONJ)
			add_named(extraction, word, &others);
	for (unsigned i = 0; i < others.n; i++)
		actors_add(actors, others.items[i]);
	return actors->n > 0;
}

bool
tree_main_actor(const Extraction *extraction, uint32_t sentence, bool person, Actors *actors)
{
	const Document *document = extraction->document;
	const Sentence *within = &document->sentences[sentence];

	if (!document->syntax)
		return false;
	for (uint32_t word = within->first_word; word < sentence_end(within); word++) {
		if (document->syntax[word].head != word)
			continue;
		uint32_t subject = own_subject(document, word);
		Actors found = { 0 };

		if (subject == word || word_is(document, subject, "pron") ||
		    document->words[subject].flags & WORD_QUOTED ||
		    !tree_actors(extraction, subject, &found) ||
		    (found.items[0].person != NOBODY) != person)
			return false;
		if (!actors->n) {
			actors->first_word = found.first_word;
			actors->end_word = found.end_word;
		}
		actors_add(actors, found.items[0]);
		return true;
	}
	return false;
}

uint32_t
tree_governing_verb(const Document *document, uint32_t word)
{
	uint32_t at = word;

	for (int step = 0; step < MOST_STEPS; step++) {
		uint32_t head = document->syntax[at].head;

		if (head == at)
			return word;
		if (document->syntax[head].upos == UPOS_VERB)
			return head;
		at = head;
	}
	return word;
}

bool
tree_negated_above(const Document *document, uint32_t word)
{
	uint32_t at = word;

	for (int step = 0; step < MOST_STEPS; step++) {
		uint32_t head = document->syntax[at].head;

		if (head == at || is_saying(document, head))
			return false;
		at = head;
		const Sentence *sentence = sentence_of(document, at);
		for (uint32_t child = sentence->first_word; child < sentence_end(sentence); child++)
			if (document->syntax[child].head == at && child < word && word - child > 4 &&
			    relation_of(document, child) == REL_ADVMOD && word_is(document, child, "neg"))
				return true;
	}
	return false;
}
