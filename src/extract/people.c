/* People: capitalised names that a title, a verb of saying, an apposition or a later surname
 * shows to be a person's.  Sides: people-sides.c. */
#include "extract/people.h"

#include "extract/words.h"

#include <string.h>

enum { LONGEST_NAME = 4 };

static const char *
name_class(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_NAMES, word);

	return entry && entry->n_words == 1 ? entry->cells[1] : "";
}

static bool
is_name_word(const Cast *cast, uint32_t word)
{
	const Document *document = cast->document;
	const Word *at = &document->words[word];
	uint32_t length = at->span.end - at->span.start;

	if (!(at->flags & WORD_CAPITAL) || at->flags & (WORD_PUNCT | WORD_NUMBER) ||
	    at->flags & WORD_ALL_CAPS || length > 40)
		return false;
	if (cast->at[word] != NOBODY && !g_str_equal(name_class(document, word), "given"))
		return false;
	return !lexicon_entries(document->lexicon, LEXICON_FUNCTION, at->form) &&
	       !word_match(document, LEXICON_CALENDAR, word) &&
	       !g_str_equal(name_class(document, word), "not-a-name");
}

/* A place's name: "Pennsylvania", the second word of "New York". */
static bool
is_place_name(const Document *document, uint32_t word)
{
	const LexiconEntry *here = word_match(document, LEXICON_PLACES, word);
	const LexiconEntry *before = word > sentence_of(document, word)->first_word
	                                 ? word_match(document, LEXICON_PLACES, word - 1)
	                                 : NULL;

	return here || (before && before->n_words > 1);
}

/* A title, with "former", "acting" and the like before it. */
static uint32_t
title_length(const Document *document, uint32_t word)
{
	uint32_t n = 0, end = sentence_end(sentence_of(document, word));

	while (word + n + 1 < end && g_str_equal(name_class(document, word + n), "title-word"))
		n++;
	const LexiconEntry *entry = word_match(document, LEXICON_TITLES, word + n);
	return entry ? n + entry->n_words : 0;
}

/* The number of words of the name that begins here; 0 for none. */
static uint32_t
name_length(const Cast *cast, uint32_t word, uint32_t end)
{
	uint32_t n = 0, last = word;

	while (word + n < end && n < LONGEST_NAME) {
		if (n && !(cast->document->words[word + n].flags & WORD_CAPITAL) &&
		    g_str_equal(name_class(cast->document, word + n), "particle")) {
			n++;
			continue;
		}
		if (!is_name_word(cast, word + n))
			break;
		/* "Florida Sen. X" */
		if (n && title_length(cast->document, word + n) && is_place_name(cast->document, word))
			break;
		if (g_str_equal(name_class(cast->document, word + n), "organisation"))
			return 0;
		last = word + ++n;
	}
	if (word + n < end && n && g_str_equal(name_class(cast->document, word + n), "organisation") &&
	    cast->document->words[word + n].flags & WORD_CAPITAL)
		return 0;
	return last - word;
}

static bool
is_speech_verb(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);

	return entry && entry->cells[1][0] == 'v' && entry->form != FORM_ING;
}

/* ", a foreign policy adviser": a title within the next few words, before the comma. */
static bool
has_apposition(const Document *document, uint32_t after, uint32_t end)
{
	if (after + 1 >= end || !word_equals(document, after, ","))
		return false;
	for (uint32_t word = after + 1; word < end && word < after + 9; word++) {
		if (word_is_punct(document, word) || word_is(document, word, "rel"))
			return false;
		if (title_length(document, word))
			return true;
	}
	return false;
}

static bool
has_evidence(const Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t after = candidate->first + candidate->n;
	uint32_t end = sentence_end(&document->sentences[candidate->sentence]);

	return candidate->n_title || (after < end && is_speech_verb(document, after)) ||
	       (candidate->first > sentence_of(document, candidate->first)->first_word &&
	        is_speech_verb(document, candidate->first - 1)) ||
	       has_apposition(document, after, end) ||
	       (candidate->n > 1 &&
	        g_str_equal(name_class(document, candidate->first), "given"));
}

/* Titles and names of one sentence. */
static void
scan_sentence(const Cast *cast, uint32_t index, GArray *candidates)
{
	const Sentence *sentence = &cast->document->sentences[index];
	uint32_t end = sentence_end(sentence), title = 0, n_title = 0;

	for (uint32_t word = sentence->first_word; word < end;) {
		uint32_t n = title_length(cast->document, word);

		if (n) {
			if (!n_title)
				title = word;
			n_title = word + n - title;
			word += n;
			continue;
		}
		n = name_length(cast, word, end);
		if (!n) {
			n_title = 0;
			word++;
			continue;
		}
		Candidate candidate = { word, n, title, n_title, index, false, NOBODY };
		candidate.evidence = has_evidence(cast, &candidate);
		g_array_append_val(candidates, candidate);
		n_title = 0;
		word += n;
	}
}

static bool
text_equals(const Document *document, uint32_t word, const char *text)
{
	size_t length;
	const char *at = word_text(document, word, &length);

	return strlen(text) == length && memcmp(at, text, length) == 0;
}

/* "Ushakov" is "Yuri Ushakov", "Xi" is "Xi Jinping"; the latest such person. */
static int
person_of(const Cast *cast, const Candidate *candidate)
{
	const char *name =
	    words_text(cast->document, candidate->first, candidate->first + candidate->n);

	for (int i = (int)cast->people->len - 1; i >= 0; i--) {
		const Person *person = cast_person(cast, i);
		size_t length = strlen(name);

		if (g_str_equal(person->name, name) || g_str_equal(person->surname, name))
			return i;
		if (candidate->n == 1 && strncmp(person->name, name, length) == 0 &&
		    person->name[length] == ' ' && !g_str_equal(name_class(cast->document, candidate->first), "given"))
			return i;
		/* a longer form of a known short one */
		if (candidate->n > 1 && !strchr(person->name, ' ') &&
		    text_equals(cast->document, candidate->first + candidate->n - 1, person->name))
			return i;
	}
	return NOBODY;
}

static int
add_person(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t end = candidate->first + candidate->n;
	Person person = {
		.name = words_text(document, candidate->first, end),
		.surname = words_text(document, end - 1, end),
		.party = NOBODY,
		.attached = NOBODY,
		.roles = g_ptr_array_new(),
		.sentences = g_array_new(false, false, sizeof(uint32_t)),
	};
	g_array_append_val(cast->people, person);
	return (int)cast->people->len - 1;
}

/* The same capitalised word elsewhere inside a sentence on its own: a surname in use. */
static bool
surname_recurs(const GArray *candidates, const Document *document, const Candidate *of)
{
	g_autofree char *surname =
	    g_strdup(words_text(document, of->first + of->n - 1, of->first + of->n));

	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *other = &g_array_index(candidates, Candidate, i);

		if (other->n == 1 && other != of && text_equals(document, other->first, surname))
			return true;
	}
	return false;
}

static bool
is_accepted(const GArray *candidates, const Document *document, const Candidate *candidate)
{
	bool heading = document->sentences[candidate->sentence].kind == SENTENCE_HEADING;

	if (heading)
		return false;
	if (candidate->n > 1)
		return candidate->evidence || surname_recurs(candidates, document, candidate);
	if (is_place_name(document, candidate->first))
		return false;
	return candidate->n_title ||
	       (candidate->evidence && !(document->words[candidate->first].flags & WORD_FIRST));
}

static void
note_sentence(Person *person, uint32_t sentence)
{
	if (!person->sentences->len ||
	    g_array_index(person->sentences, uint32_t, person->sentences->len - 1) != sentence)
		g_array_append_val(person->sentences, sentence);
}

static void
introduce(Cast *cast, GArray *candidates, bool full_names)
{
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if ((candidate->n > 1) != full_names ||
		    !is_accepted(candidates, cast->document, candidate))
			continue;
		candidate->person = person_of(cast, candidate);
		if (candidate->person == NOBODY)
			candidate->person = add_person(cast, candidate);
	}
}

/* Every name, short or long, that leads to a known person becomes a mention. */
static void
point_to_people(Cast *cast, GArray *candidates)
{
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if (candidate->person == NOBODY)
			candidate->person = person_of(cast, candidate);
		if (candidate->person == NOBODY)
			continue;
		uint32_t end = candidate->first + candidate->n;
		Person *person = cast_person(cast, candidate->person);

		if (candidate->n > 1 || candidate->n_title || !person->sentences->len)
			note_sentence(person, candidate->sentence);
		cast_add_mention(cast, (Mention){
		    .first_word = candidate->first,
		    .n_words = candidate->n,
		    .sentence = candidate->sentence,
		    .kind = MENTION_NAME,
		    .person = candidate->person,
		    .party = NOBODY,
		    .possessive = end < cast->document->n_words &&
		                  cast->document->words[end].flags & WORD_POSSESSIVE,
		});
	}
}

void
cast_find_people(Cast *cast)
{
	g_autoptr(GArray) candidates = g_array_new(false, false, sizeof(Candidate));

	for (uint32_t i = 0; i < cast->document->n_sentences; i++)
		scan_sentence(cast, i, candidates);
	introduce(cast, candidates, true);
	introduce(cast, candidates, false);
	point_to_people(cast, candidates);
	cast_find_sides(cast, candidates);
}
