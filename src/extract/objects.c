#include "extract/objects.h"

#include "extract/clause.h"
#include "extract/tree.h"

#include <string.h>

enum { LONGEST_OBJECT = 40 };

/* Whether the frame lists this way of adding the object. */
static bool
frame_has(const char *frame, const char *way)
{
	size_t length = strlen(way);

	for (const char *at = frame; at; at = strchr(at, '|')) {
		at += *at == '|';
		if (strncmp(at, way, length) == 0 && (at[length] == '|' || at[length] == '\0'))
			return true;
	}
	return false;
}

/* "only if", "unless": where a condition begins. */
static void
find_condition(const Document *document, Object *object)
{
	uint32_t end = sentence_end(sentence_of(document, object->first));
	uint32_t word = object->end;

	object->condition = object->condition_end = word;
	if (word < end && word_equals(document, word, ","))
		word++;
	if (word < end && word_equals(document, word, "only"))
		word++;
	if (word + 1 >= end || !word_has_class(document, LEXICON_WORDS, word, "condition"))
		return;
	object->condition = word;
	object->condition_end = clause_end(document, word + 1);
}

const char *
condition_after(const Document *document, uint32_t word)
{
	Object object = { .first = word - 1, .end = word };

	find_condition(document, &object);
	return object.condition < object.condition_end
	           ? words_text(document, object.condition, object.condition_end)
	           : NULL;
}

bool
names_day(const Document *document, uint32_t word)
{
	static const char *const classes[] = { "weekday", "month", "month-short", "day", "weekend" };

	for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
		if (word_has_class(document, LEXICON_CALENDAR, word, classes[i]))
			return document->words[word].flags & WORD_CAPITAL ||
			       g_str_equal(classes[i], "day");
	return false;
}

/* "the offer on Monday": without a tree, a day near the end is the verb's. */
static void
trim_day(const Document *document, Object *object)
{
	for (uint32_t word = object->end; word-- > object->first + 1 && object->end - word < 5;)
		if (names_day(document, word)) {
			object->end = word_is(document, word - 1, "prep") ? word - 1 : word;
			return;
		}
}

static void
trim(const Document *document, Object *object)
{
	while (object->first < object->end && word_is_punct(document, object->first))
		object->first++;
	if (!document->syntax)
		trim_day(document, object);
	while (object->end > object->first &&
	       (word_is_punct(document, object->end - 1) || word_is(document, object->end - 1, "conj") ||
	        word_is(document, object->end - 1, "adv") ||
	        word_has_class(document, LEXICON_CALENDAR, object->end - 1, "part")))
		object->end--;
}

/* A word that no phrase ends with: the tree has lost its way. */
static bool
is_open(const Document *document, uint32_t word)
{
	return word_is(document, word, "pron-it") || word_is(document, word, "pron-they") ||
	       word_is(document, word, "pron-he") || word_is(document, word, "det") ||
	       word_is(document, word, "prep") || word_is(document, word, "poss");
}

/* The object from `first` on, in the sentence that ends before `end`. */
static bool
set_object(const Document *document, uint32_t first, uint32_t end, Object *object)
{
	if (first >= end)
		return false;
	object->first = first;
	object->end = document->syntax ? tree_extent(document, first) : clause_end(document, first);
	if (document->syntax && is_open(document, object->end - 1))
		object->end = MAX(object->end, clause_end(document, first));
	object->end = MIN(object->end, first + LONGEST_OBJECT);
	trim(document, object);
	if (object->first == object->end)
		return false;
	find_condition(document, object);
	return true;
}

static bool
is_necessity(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_STANCES, word);

	return entry && g_str_equal(entry_cell(document, LEXICON_STANCES, entry, "stance"), "necessity");
}

/* "the need for", "the necessity of", "the importance of": the word after it, or 0. */
static uint32_t
after_necessity(const Document *document, uint32_t word, uint32_t end)
{
	uint32_t limit = MIN(end, word + 5);

	for (; word + 1 < limit; word++)
		if (is_necessity(document, word))
			return word + 2;
	return 0;
}

bool
object_after(const Document *document, uint32_t after, const char *frame, Object *object)
{
	uint32_t end = after > 0 ? sentence_end(sentence_of(document, after - 1)) : 0;
	uint32_t word = after;

	/* "rejected on Tuesday the", "rejected: " */
	while (word < end && (word_match(document, LEXICON_CALENDAR, word) ||
	                      word_is(document, word, "adv-time") || word_equals(document, word, ":")))
		word++;
	if (word >= end)
		return false;
	if (frame_has(frame, "np-to")) {
		for (uint32_t to = word; to < end && to < word + 9; to++)
			if (word_equals(document, to, "to") && to + 1 < end)
				return set_object(document, to + 1, end, object);
		return false;
	}
	if (frame_has(frame, "necessity")) {
		word = after_necessity(document, word, end);
		return word && word < end && set_object(document, word, end, object);
	}
	if (word_equals(document, word, "to"))
		return frame_has(frame, "to") && set_object(document, word + 1, end, object);
	if (word_equals(document, word, "that"))
		return frame_has(frame, "that") && set_object(document, word + 1, end, object);
	if (word_equals(document, word, "whether") || word_equals(document, word, "if"))
		return frame_has(frame, "whether") && set_object(document, word + 1, end, object);
	bool about = (word_equals(document, word, "up") || word_equals(document, word, "about") ||
	              word_equals(document, word, "over")) &&
	             word + 2 < end && (document->words[word + 1].flags & WORD_NUMBER ||
	                                document->words[word + 2].flags & WORD_NUMBER);
	if (about)
		return frame_has(frame, "np") && set_object(document, word, end, object);
	if (word_is(document, word, "prep")) {
		size_t length;
		const char *text = word_text(document, word, &length);
		g_autofree char *prep = g_ascii_strdown(text, (gssize)length);

		return frame_has(frame, prep) && set_object(document, word + 1, end, object);
	}
	bool figure = word + 1 < end && document->words[word + 1].flags & (WORD_QUOTED | WORD_NUMBER);
	if (word_is_punct(document, word) && !(document->words[word].flags & WORD_QUOTED) && !figure)
		return false;
	return (frame_has(frame, "np") || frame_has(frame, "that")) &&
	       set_object(document, word, end, object);
}

static bool
is_stance_verb(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_STANCES, word);

	return entry && entry->cells[1][0] == 'v' &&
	       (entry->form == FORM_PAST || entry->form == FORM_THIRD);
}

Object
object_before(const Document *document, uint32_t end)
{
	uint32_t first = sentence_of(document, end)->first_word;
	Object object = { .first = end, .end = end };

	while (object.first > first && end - object.first < 12) {
		uint32_t word = object.first - 1;

		if ((word_is_punct(document, word) && !word_equals(document, word, "\"")) ||
		    word_is(document, word, "subord") || word_is(document, word, "aux") ||
		    word_match(document, LEXICON_SPEECH, word) || is_stance_verb(document, word))
			break;
		object.first--;
	}
	trim(document, &object);
	object.condition = object.condition_end = object.end;
	return object;
}

unsigned
object_parts(const Document *document, const Object *object, Part parts[MOST_PARTS])
{
	unsigned n = 0;

	for (uint32_t first = object->first, end; first < object->end; first = end + 1) {
		for (end = first + 1; end < object->end; end++)
			if (word_equals(document, end, "and") || word_equals(document, end, ",") ||
			    word_equals(document, end, "or"))
				break;
		Part part = { .first = n ? first : object->first, .end = end };
		Part *last = n ? &parts[n - 1] : NULL;

		part.issue = issue_of(document, first, end, &part.weight);
		if (last && (!part.issue || issue_is_procedural(part.issue) || n == MOST_PARTS ||
		             part.weight < 1.5 ||
		             g_str_equal(part.issue, last->issue))) {
			last->end = end;
			last->weight += part.weight;
		} else if (last && issue_is_procedural(last->issue)) {
			*last = (Part){ part.issue, part.weight, last->first, end };
		} else if (part.issue) {
			parts[n++] = part;
		}
	}
	return n;
}
