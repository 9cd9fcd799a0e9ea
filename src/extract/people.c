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

/* "R-Ky", "Beijing-based", but not "Jean-Claude". */
static bool
is_hyphen_label(const Document *document, uint32_t word)
{
	size_t length;
	const char *text = word_text(document, word, &length);
	const char *hyphen = memchr(text, '-', length);

	return hyphen && (hyphen == text + 1 || hyphen + 1 == text + length || !g_ascii_isupper(hyphen[1]));
}

static bool
is_name_word(const Cast *cast, uint32_t word)
{
	const Document *document = cast->document;
	const Word *at = &document->words[word];
	uint32_t length = at->span.end - at->span.start;

	if (!(at->flags & WORD_CAPITAL) || at->flags & (WORD_PUNCT | WORD_NUMBER) ||
	    at->flags & WORD_ALL_CAPS || length > 40 || is_hyphen_label(document, word))
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

/* "the US negotiators, X", "its president, X": a title or a group noun, then a comma. */
static bool
has_title_before(const Document *document, uint32_t first)
{
	uint32_t start = sentence_of(document, first)->first_word;

	if (first < start + 2 || !word_equals(document, first - 1, ","))
		return false;
	for (uint32_t word = first - 1, back = 0; word-- > start && back < 7; back++) {
		if (word_is_punct(document, word))
			return false;
		if (title_length(document, word) || g_str_equal(name_class(document, word), "group"))
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
	       has_apposition(document, after, end) || has_title_before(document, candidate->first) ||
	       (candidate->n > 1 &&
	        g_str_equal(name_class(document, candidate->first), "given"));
}

/* "X and Z", X shown to be a person. */
static bool
follows_person(const Document *document, const GArray *candidates, const Candidate *candidate)
{
	if (!candidates->len || candidate->n < 2)
		return false;
	const Candidate *before = &g_array_index(candidates, Candidate, candidates->len - 1);
	return before->evidence && before->sentence == candidate->sentence &&
	       before->first + before->n + 1 == candidate->first &&
	       word_equals(document, candidate->first - 1, "and");
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
		candidate.evidence = has_evidence(cast, &candidate) ||
		                     follows_person(cast->document, candidates, &candidate);
		g_array_append_val(candidates, candidate);
		n_title = 0;
		word += n;
	}
}

/* "Ushakov" is "Yuri Ushakov", "Xi" is "Xi Jinping"; the latest such person. */
static int
person_of(const Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t last = candidate->first + candidate->n - 1;
	const char *name = words_text(document, candidate->first, last + 1);
	gpointer known = g_hash_table_lookup(cast->person_index, name);

	if (known)
		return GPOINTER_TO_INT(known) - 1;
	/* a longer form of a known short one */
	known = g_hash_table_lookup(cast->person_index, words_text(document, last, last + 1));
	if (candidate->n > 1 && known &&
	    !strchr(cast_person(cast, GPOINTER_TO_INT(known) - 1)->name, ' '))
		return GPOINTER_TO_INT(known) - 1;
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
	gpointer index = GINT_TO_POINTER((int)cast->people->len);
	g_hash_table_insert(cast->person_index, (gpointer)person.name, index);
	g_hash_table_insert(cast->person_index, (gpointer)person.surname, index);
	if (candidate->n > 1 && !g_str_equal(name_class(document, candidate->first), "given"))
		g_hash_table_insert(cast->person_index,
		                    (gpointer)words_text(document, candidate->first, candidate->first + 1),
		                    index);
	return (int)cast->people->len - 1;
}

/* The names that stand alone in some sentence: surnames in use. */
static GHashTable *
lone_names(const GArray *candidates, const Document *document)
{
	GHashTable *lone = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if (candidate->n == 1)
			g_hash_table_add(lone, (gpointer)words_text(document, candidate->first,
			                                            candidate->first + 1));
	}
	return lone;
}

static bool
is_accepted(GHashTable *lone, const Document *document, const Candidate *candidate)
{
	uint32_t last = candidate->first + candidate->n - 1;

	bool heading = document->sentences[candidate->sentence].kind == SENTENCE_HEADING;

	if (heading)
		return false;
	if (candidate->n > 1)
		return candidate->evidence ||
		       g_hash_table_contains(lone, words_text(document, last, last + 1));
	if (is_place_name(document, candidate->first) || word_equals(document, MAX(last, 1) - 1, "in"))
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
introduce(Cast *cast, GArray *candidates, GHashTable *lone, bool full_names)
{
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if ((candidate->n > 1) != full_names ||
		    !is_accepted(lone, cast->document, candidate))
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
	g_autoptr(GHashTable) lone = lone_names(candidates, cast->document);
	introduce(cast, candidates, lone, true);
	introduce(cast, candidates, lone, false);
	point_to_people(cast, candidates);
	cast_find_sides(cast, candidates);
}
