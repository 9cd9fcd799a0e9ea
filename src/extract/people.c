/* People: capitalised names that a title, a verb of saying, an apposition or a later surname
 * shows to be a person's.  Sides: people-sides.c. */
#include "extract/people.h"

#include "extract/words.h"

#include <string.h>

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

bool
name_in_apposition(const Document *document, uint32_t first)
{
	uint32_t start = sentence_of(document, first)->first_word;

	if (first < start + 2 || !word_equals(document, first - 1, ","))
		return false;
	for (uint32_t word = first - 1, back = 0; word-- > start && back < 7; back++) {
		if (word_is_punct(document, word))
			return false;
		if (title_length(document, word) || word_has_class(document, LEXICON_WORDS, word, "group"))
			return true;
	}
	return false;
}

/* "Jane Roe has", "Jane Roe rejected": a given name shows a person, but a page is full of
 * credits and passing mentions, so what follows has to be a verb of the talks as well. */
static bool
given_name_acts(const Document *document, const Candidate *candidate, uint32_t end)
{
	uint32_t after = candidate->first + candidate->n;
	const LexiconEntry *stance, *meeting;

	if (candidate->n < 2 || after >= end ||
	    !g_str_equal(name_class(document, candidate->first), "given"))
		return false;
	if (word_is(document, after, "aux") || word_is(document, after, "modal"))
		return true;
	stance = word_match(document, LEXICON_STANCES, after);
	meeting = word_match(document, LEXICON_MEETINGS, after);
	return (stance && stance->cells[1][0] == 'v' && stance->form != FORM_ING) ||
	       (meeting && meeting->cells[1][0] == 'v' && meeting->form != FORM_ING);
}

static bool
has_evidence(const Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t after = candidate->first + candidate->n;
	uint32_t end = sentence_end(&document->sentences[candidate->sentence]);

	return candidate->n_title || leader_length(document, candidate->first) == candidate->n ||
	       (after < end && is_speech_verb(document, after)) || label_after(document, after, end) ||
	       (candidate->first > sentence_of(document, candidate->first)->first_word &&
	        is_speech_verb(document, candidate->first - 1)) ||
	       has_apposition(document, after, end) ||
	       (candidate->n > 1 && after + 1 < end && word_equals(document, after, "of") &&
	        cast->at[after + 1] != NOBODY) ||
	       name_in_apposition(document, candidate->first) ||
	       given_name_acts(document, candidate, end);
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

		if (n && !leader_length(cast->document, word)) {
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
		.sex = candidate->n > 1 ? sex_of_name(document, candidate->first) : SEX_UNKNOWN,
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

/* "Camp David". */
static bool
is_place_as_whole(const Document *document, const Candidate *candidate)
{
	const LexiconEntry *place = word_match(document, LEXICON_PLACES, candidate->first);

	return place && place->n_words >= candidate->n;
}

/* How many words of the candidate the name finder takes for this kind of name. */
static uint32_t
words_named(const Document *document, const Candidate *candidate, Name name)
{
	uint32_t n = 0;

	for (uint32_t i = 0; document->syntax && i < candidate->n; i++)
		n += document->syntax[candidate->first + i].name == name;
	return n;
}

static bool
is_accepted(GHashTable *lone, const Document *document, const Candidate *candidate)
{
	uint32_t last = candidate->first + candidate->n - 1;
	bool other = words_named(document, candidate, NAME_ORGANISATION) == candidate->n ||
	             words_named(document, candidate, NAME_PLACE) == candidate->n;
	bool heading = document->sentences[candidate->sentence].kind == SENTENCE_HEADING;

	if (heading)
		return false;
	if (candidate->n > 1 && is_place_as_whole(document, candidate))
		return false;
	if (other && !candidate->n_title)
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
	cast_find_month_names(cast);
	cast_find_sides(cast, candidates);
}
