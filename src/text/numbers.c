/* Numbers in digits and words.
 *
 * A number word adds its value ("one") or multiplies what stands before it ("times"); from a
 * thousand on, a multiplier closes a group, as in "two million three hundred". */
#include "text/numbers.h"

#include <string.h>

enum { MOST_WORDS = 10, MOST_DIGITS = 24, LONGEST_COMPOUND = 40 };

typedef struct {
	double value;
	const char *class; /* of numbers.tsv; "" for no number word */
} NumberWord;

NumberReader
number_reader(const Document *document)
{
	const Lexicon *lexicon = document->lexicon;

	return (NumberReader){
		.document = document,
		.value_column = lexicon_column(lexicon, LEXICON_NUMBERS, "value"),
		.class_column = lexicon_column(lexicon, LEXICON_NUMBERS, "class"),
		.function_column = lexicon_column(lexicon, LEXICON_FUNCTION, "class"),
	};
}

static NumberWord
number_word(const NumberReader *reader, uint32_t form)
{
	const LexiconEntry *entry =
	    lexicon_match(reader->document->lexicon, LEXICON_NUMBERS, &form, 1, sizeof form);

	if (!entry)
		return (NumberWord){ 0, "" };
	return (NumberWord){ g_ascii_strtod(entry->cells[reader->value_column], NULL),
		             entry->cells[reader->class_column] };
}

static bool
is_class(NumberWord word, const char *class)
{
	return g_str_equal(word.class, class);
}

/* "600,000", "3.5", "5bn": digits, then nothing or a suffix that multiplies. */
static double
digits_of(const NumberReader *reader, const char *text, size_t length)
{
	char digits[MOST_DIGITS + 1], *stop;
	size_t n = 0, at = 0;

	for (; at < length && (g_ascii_isdigit(text[at]) || strchr(",.", text[at])); at++) {
		if (n == MOST_DIGITS)
			return 0;
		if (text[at] != ',')
			digits[n++] = text[at];
	}
	digits[n] = '\0';
	double value = g_ascii_strtod(digits, &stop);
	if (*stop)
		return 0;
	if (at == length)
		return value;
	uint32_t form = lexicon_word(reader->document->lexicon, text + at, length - at);
	NumberWord suffix = number_word(reader, form);
	return is_class(suffix, "suffix") || is_class(suffix, "times") ? value * suffix.value
	                                                               : 0;
}

double
number_of(const NumberReader *reader, const char *text, size_t length)
{
	if (!length)
		return 0;
	if (g_ascii_isdigit(*text))
		return digits_of(reader, text, length);
	NumberWord word =
	    number_word(reader, lexicon_word(reader->document->lexicon, text, length));
	return is_class(word, "one") || is_class(word, "times") ? word.value : 0;
}

/* "twenty-eight", "5-billion"; 0 if a part is no number or digits follow digits. */
static double
compound_of(const NumberReader *reader, const char *text, size_t length)
{
	double value = 0;

	for (const char *part = text, *end = text + length, *stop; part < end;
	     part = stop + 1) {
		stop = memchr(part, '-', (size_t)(end - part));
		stop = stop ? stop : end;
		size_t n = (size_t)(stop - part);
		NumberWord word =
		    number_word(reader, lexicon_word(reader->document->lexicon, part, n));
		double number = number_of(reader, part, n);

		if (number <= 0 || (part > text && *word.class == '\0'))
			return 0;
		if (part > text && is_class(word, "times"))
			value *= number;
		else if (part > text && g_ascii_isdigit(*text))
			return 0;
		else
			value += number;
	}
	return value;
}

/* The value of word i alone, 0 for none. */
static double
value_at(const NumberReader *reader, uint32_t i)
{
	const Word *word = &reader->document->words[i];
	const char *text = reader->document->article->text + word->span.start;
	size_t length = word->span.end - word->span.start;

	if (word->flags & WORD_PUNCT)
		return 0;
	if (length < LONGEST_COMPOUND && memchr(text, '-', length))
		return compound_of(reader, text, length);
	return g_ascii_isdigit(*text) || word->flags & WORD_NUMBER
	           ? number_of(reader, text, length)
	           : 0;
}

bool
is_article(const NumberReader *reader, uint32_t i, uint32_t limit)
{
	if (i >= limit)
		return false;
	const LexiconEntry *entry =
	    lexicon_match(reader->document->lexicon, LEXICON_FUNCTION,
	                  &reader->document->words[i].form, 1, sizeof(Word));
	return entry && g_str_equal(entry->cells[reader->function_column], "det-a");
}

/* One past the phrase of this class at i; i if there is none. */
static uint32_t
after_class(const NumberReader *reader, uint32_t i, uint32_t limit, const char *class)
{
	const LexiconEntry *entry =
	    i < limit ? lexicon_match(reader->document->lexicon, LEXICON_NUMBERS,
	                              &reader->document->words[i].form, limit - i, sizeof(Word))
		      : NULL;

	return entry && g_str_equal(entry->cells[reader->class_column], class)
	           ? i + entry->n_words
	           : i;
}

uint32_t
after_half(const NumberReader *reader, uint32_t i, uint32_t limit)
{
	return after_class(reader, i, limit, "half");
}

uint32_t
after_link(const NumberReader *reader, uint32_t i, uint32_t limit)
{
	return after_class(reader, i, limit, "link");
}

static bool
is_times(const NumberReader *reader, uint32_t i, uint32_t limit)
{
	return i < limit &&
	       is_class(number_word(reader, reader->document->words[i].form), "times");
}

/* One past what may stand within a number after `current`: "and" in "two hundred and six",
 * "a" in "half a million". */
static uint32_t
after_filler(const NumberReader *reader, uint32_t i, uint32_t limit, double current)
{
	if (current == 0.5 && is_article(reader, i, limit))
		return is_times(reader, i + 1, limit) ? i + 1 : i;
	uint32_t next = after_link(reader, i, limit);
	return next < limit && (current >= 100 || current == 0) && value_at(reader, next) > 0 &&
	               value_at(reader, next) < 100
	           ? next
	           : i;
}

Number
read_number(const NumberReader *reader, uint32_t i, uint32_t limit)
{
	double total = 0, current = 0;
	uint32_t end = 0;

	limit = MIN(limit, i + MOST_WORDS);
	if (is_article(reader, i, limit)) /* a dozen */
		i = is_times(reader, i + 1, limit) ? i + 1 : limit;
	for (uint32_t at = i; at < limit; at = end) {
		uint32_t next = end ? after_filler(reader, at, limit, current) : at;
		NumberWord word = number_word(reader, reader->document->words[next].form);
		double value = value_at(reader, next);
		bool times = is_class(word, "times") || (end && is_class(word, "suffix"));

		if (times && word.value >= 1000) {
			total += (current > 0 ? current : 1) * word.value;
			current = 0;
		} else if (times) {
			current = (current > 0 ? current : 1) * word.value;
		} else if (value > 0 && (!end || current >= 100 || current == 0)) {
			current += value;
		} else {
			break;
		}
		end = next + 1;
	}
	uint32_t half = end ? after_half(reader, end, limit) : end;
	return (Number){ total + current + (half > end ? 0.5 : 0), half };
}
