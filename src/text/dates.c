/* Dates: "Tuesday", "Dec. 2", "2 December 2025", "last month", "two days ago".
 *
 * What the text leaves open is resolved against the day of publication: a weekday is the most
 * recent one, that day included, unless the words around it tell of the future; a day of a
 * month lies in the year that brings it nearest. */
#include "text/days.h"
#include "text/steps.h"

#include <stdio.h>
#include <stdlib.h>

enum { NEARBY = 20 }; /* words around a date that may tell past from future */

typedef struct {
	Document *document;
	GArray *dates;
	Publication publication;
	unsigned class_column, value_column;
	uint32_t first, end; /* the sentence's words */
} Finder;

typedef struct {
	uint32_t end; /* one past the last word; 0: no date */
	const char *iso;
} Reading;

static const LexiconEntry *
entry_at(const Finder *finder, uint32_t i)
{
	if (i >= finder->end)
		return NULL;
	return lexicon_match(finder->document->lexicon, LEXICON_CALENDAR,
	                     &finder->document->words[i].form, finder->end - i, sizeof(Word));
}

/* The entry of this class for the words from i; NULL if there is none. */
static const LexiconEntry *
class_at(const Finder *finder, uint32_t i, const char *class)
{
	if (i < finder->first || i >= finder->end)
		return NULL;
	const Word *words = &finder->document->words[i];
	const LexiconEntry *const *entries =
	    lexicon_entries(finder->document->lexicon, LEXICON_CALENDAR, words->form);
	for (; entries && *entries; entries++) {
		uint32_t n = (*entries)->n_words, same = 1;

		if (!g_str_equal((*entries)->cells[finder->class_column], class) ||
		    n > finder->end - i)
			continue;
		while (same < n && words[same].form == (*entries)->words[same])
			same++;
		if (same == n)
			return *entries;
	}
	return NULL;
}

static int
value_of(const Finder *finder, const LexiconEntry *entry)
{
	return atoi(entry->cells[finder->value_column]);
}

static const char *
text_at(const Finder *finder, uint32_t i, size_t *length)
{
	EntenteSpan span = finder->document->words[i].span;

	*length = span.end - span.start;
	return finder->document->article->text + span.start;
}

/* The number of up to `most` digits that begins word i; what follows them in `rest`. -1: none.
 */
static int
digits_at(const Finder *finder, uint32_t i, unsigned most, const char **rest, size_t *n_rest)
{
	if (i < finder->first || i >= finder->end)
		return -1;
	size_t length, n = 0;
	const char *text = text_at(finder, i, &length);
	int number = 0;
	while (n < length && n <= most && g_ascii_isdigit(text[n]))
		number = number * 10 + (text[n++] - '0');
	*rest = text + n;
	*n_rest = length - n;
	return n && n <= most ? number : -1;
}

/* "2", "2nd", "20-21" (its first): a day of a month, or 0. */
static int
day_at(const Finder *finder, uint32_t i)
{
	const char *rest;
	size_t n;
	int day = digits_at(finder, i, 2, &rest, &n);

	if (day < 1 || day > 31)
		return 0;
	bool ordinal = n == 2 && g_ascii_isalpha(rest[0]) && g_ascii_isalpha(rest[1]);
	bool range = n >= 2 && n <= 3 && rest[0] == '-' && g_ascii_isdigit(rest[1]);
	return n == 0 || ordinal || range ? day : 0;
}

static int
year_at(const Finder *finder, uint32_t i)
{
	const char *rest;
	size_t n;
	int year = digits_at(finder, i, 4, &rest, &n);

	return year >= FIRST_YEAR && year <= LAST_YEAR && n == 0 ? year : 0;
}

/* 1 where word i tells of the future, -1 of the past, 0 of neither.  Most regular verbs are in
 * no table of the calendar: their ending tells. */
static int
tense_at(const Finder *finder, uint32_t i)
{
	size_t length;

	if (class_at(finder, i, "future"))
		return 1;
	const char *text = text_at(finder, i, &length);
	return class_at(finder, i, "past") ||
	               (length > 4 && !memcmp(text + length - 2, "ed", 2))
	           ? -1
	           : 0;
}

/* Whether the words next to the date [from, to) speak of the future: the nearest before it
 * that tells decides, then the nearest after it. */
static bool
is_future(const Finder *finder, uint32_t from, uint32_t to)
{
	uint32_t low = from - MIN(from - finder->first, NEARBY),
		 high = MIN(finder->end, to + NEARBY);

	int tense = 0;
	for (uint32_t i = from; i-- > low && !tense;)
		tense = class_at(finder, i, "ahead") ? 1 : tense_at(finder, i);
	for (uint32_t i = to; i < high && !tense; i++)
		tense = tense_at(finder, i);
	return tense > 0;
}

/* The month that word i names, or 0; `sure` is false for "March" and "May", which are other
 * words and names as well, and for short forms that lack their full stop. */
static int
month_named(const Finder *finder, uint32_t i, bool *sure)
{
	static const char *const unsure[] = { "month-short", "month-word" };
	const LexiconEntry *entry = class_at(finder, i, "month");

	*sure = entry != NULL;
	if (!entry && !(i < finder->end && finder->document->words[i].flags & WORD_CAPITAL))
		return 0;
	for (size_t k = 0; !entry && k < G_N_ELEMENTS(unsure); k++)
		entry = class_at(finder, i, unsure[k]);
	return entry ? value_of(finder, entry) : 0;
}

/* The month at i, or 0: what may be another word needs a number beside it, or a word that goes
 * before months. */
static int
month_at(const Finder *finder, uint32_t i)
{
	bool sure;
	int month = month_named(finder, i, &sure);

	if (!month || sure || day_at(finder, i + 1) || year_at(finder, i + 1))
		return month;
	if (i == finder->first)
		return 0;
	if (day_at(finder, i - 1))
		return month;
	bool announced =
	    class_at(finder, i - 1, "before-month") || class_at(finder, i - 1, "shift");
	if (i + 1 < finder->end && finder->document->words[i + 1].flags & WORD_POSSESSIVE)
		return 0; /* faith in May's plan */
	return announced && class_at(finder, i, "month-word") ? month : 0;
}

static bool
is_mark(const Finder *finder, uint32_t i, char mark)
{
	size_t length;

	return i < finder->end && *text_at(finder, i, &length) == mark && length == 1;
}

/* Past a year that follows at `end`, with or without a comma; its value in `year`. */
static uint32_t
take_year(const Finder *finder, uint32_t end, int *year)
{
	uint32_t at = end + is_mark(finder, end, ',');

	*year = year_at(finder, at);
	return *year ? at + 1 : end;
}

/* "December 2", "Dec. 2, 2025", "December 2025", "in December". */
static Reading
read_month(const Finder *finder, uint32_t i)
{
	int month = month_at(finder, i), day, year;

	if (!month)
		return (Reading){ 0 };
	if ((day = day_at(finder, i + 1))) {
		uint32_t end = take_year(finder, i + 2, &year);
		return (Reading){ end, nearest_day(&finder->publication, year, month, day) };
	}
	uint32_t end = take_year(finder, i + 1, &year);
	if (year)
		return (Reading){ end, iso_month(&finder->publication, year, month) };
	return (Reading){ end, nearest_month(&finder->publication, month, 0,
		                             is_future(finder, i, end)) };
}

/* "2 December 2025", "the 2nd of December". */
static Reading
read_day_month(const Finder *finder, uint32_t i)
{
	int day = day_at(finder, i), year;
	bool sure;

	if (!day)
		return (Reading){ 0 };
	uint32_t at = i + 1 + (class_at(finder, i + 1, "between") != NULL);
	int month = month_named(finder, at, &sure);
	if (!month || day_at(finder, at + 1))
		return (Reading){ 0 };
	uint32_t end = take_year(finder, at + 1, &year);
	return (Reading){ end, nearest_day(&finder->publication, year, month, day) };
}

/* "Tuesday"; "Tuesday, Dec. 2" is the day of the month. */
static Reading
read_weekday(const Finder *finder, uint32_t i)
{
	const LexiconEntry *entry = class_at(finder, i, "weekday");

	if (!entry || !(finder->document->words[i].flags & WORD_CAPITAL))
		return (Reading){ 0 };
	uint32_t next = i + 1 + is_mark(finder, i + 1, ',');
	Reading reading = { 0 };
	if (month_at(finder, next) && day_at(finder, next + 1))
		reading = read_month(finder, next);
	else
		reading = read_day_month(finder, next);
	if (reading.end)
		return reading;
	bool future = is_future(finder, i, i + 1);
	return (Reading){ i + 1, nearest_weekday(&finder->publication, value_of(finder, entry),
		                                 0, future) };
}

/* "last week", "this month", "next Monday", "last May". */
static Reading
read_shift(const Finder *finder, uint32_t i)
{
	const LexiconEntry *shift = class_at(finder, i, "shift"), *entry;

	if (!shift)
		return (Reading){ 0 };
	uint32_t at = i + shift->n_words;
	int by = value_of(finder, shift), month;
	if ((entry = class_at(finder, at, "weekday")))
		return (Reading){ at + 1,
			          nearest_weekday(&finder->publication, value_of(finder, entry),
			                          by, is_future(finder, i, at + 1)) };
	if ((month = month_at(finder, at)) &&
	    (day_at(finder, at + 1) || year_at(finder, at + 1)))
		return read_month(finder, at);
	if (month)
		return (Reading){ at + 1, nearest_month(&finder->publication, month, by,
			                                is_future(finder, i, at + 1)) };
	if (!(entry = class_at(finder, at, "period")))
		return (Reading){ 0 };
	Reading reading = { at + 1, NULL };
	const char *period = entry->cells[finder->value_column];
	if (!g_date_valid(&finder->publication.date))
		return reading;
	int months = g_date_get_year(&finder->publication.date) * 12 +
	             (int)g_date_get_month(&finder->publication.date) - 1 + by;
	if (g_str_equal(period, "month"))
		reading.iso = iso_month(&finder->publication, months / 12, months % 12 + 1);
	else if (g_str_equal(period, "year"))
		reading.iso = iso_year(&finder->publication,
		                       g_date_get_year(&finder->publication.date) + by);
	return reading;
}

/* "yesterday", "tonight", "over the weekend". */
static Reading
read_day(const Finder *finder, uint32_t i)
{
	const LexiconEntry *entry = class_at(finder, i, "day");

	if (entry)
		return (Reading){ i + entry->n_words,
			          days_from_publication(&finder->publication,
			                                value_of(finder, entry)) };
	if (!(entry = class_at(finder, i, "weekend")))
		return (Reading){ 0 };
	bool last = value_of(finder, entry) < 0;
	return (Reading){ i + entry->n_words, last ? nearest_weekday(&finder->publication,
		                                                     G_DATE_SATURDAY, 0, false)
		                                   : NULL };
}

/* "two days ago", "a week ago": months and years are too vague for a day. */
static Reading
read_ago(const Finder *finder, uint32_t i)
{
	const Word *word = &finder->document->words[i];
	const LexiconEntry *unit = class_at(finder, i + 1, "unit");
	const char *rest;
	size_t n;

	if (!unit || !class_at(finder, i + 2, "ago"))
		return (Reading){ 0 };
	int count = digits_at(finder, i, 3, &rest, &n);
	const LexiconEntry *number = lexicon_match(finder->document->lexicon, LEXICON_NUMBERS,
	                                           &word->form, 1, sizeof *word);
	if (count < 0 && number)
		count = atoi(number->cells[lexicon_column(finder->document->lexicon,
		                                          LEXICON_NUMBERS, "value")]);
	if (count < 0 && word->span.end - word->span.start <= 2)
		count = 1; /* a week ago */
	int days = count > 0 ? count * value_of(finder, unit) : 0;
	return (Reading){ i + 3,
		          days ? days_from_publication(&finder->publication, -days) : NULL };
}

/* "2025-12-02"; "in 2025". */
static Reading
read_digits(const Finder *finder, uint32_t i)
{
	int year, month, day, n = 0;
	size_t length;
	const char *text = text_at(finder, i, &length);
	char copy[11] = "";

	if (length == 10) {
		memcpy(copy, text, length);
		if (sscanf(copy, "%4d-%2d-%2d%n", &year, &month, &day, &n) == 3 && n == 10)
			return (Reading){ i + 1, month >= 1 && month <= 12 && day >= 1
				                     ? nearest_day(&finder->publication, year,
				                                   month, day)
				                     : NULL };
	}
	if ((year = year_at(finder, i)) && i > finder->first &&
	    class_at(finder, i - 1, "before-year"))
		return (Reading){ i + 1, iso_year(&finder->publication, year) };
	return (Reading){ 0 };
}

typedef Reading (*Reader)(const Finder *, uint32_t);

/* Tried in this order at each word; the first that reads a date has it. */
static const Reader by_word[] = { read_day, read_shift, read_weekday, read_month, read_ago };
static const Reader by_number[] = { read_day_month, read_ago, read_digits };

static Reading
read_date(const Finder *finder, uint32_t i)
{
	const Word *word = &finder->document->words[i];
	Reading reading = { 0 };

	if (entry_at(finder, i))
		for (size_t r = 0; r < G_N_ELEMENTS(by_word) && !reading.end; r++)
			reading = by_word[r](finder, i);
	else if (!(word->flags & WORD_PUNCT) &&
	         (word->flags & WORD_NUMBER || class_at(finder, i + 1, "unit") ||
	          g_ascii_isdigit(finder->document->article->text[word->span.start])))
		for (size_t r = 0; r < G_N_ELEMENTS(by_number) && !reading.end; r++)
			reading = by_number[r](finder, i);
	return reading;
}

/* Adds the date, with "late" before it and "night" after it. */
static uint32_t
add_date(Finder *finder, uint32_t i, Reading reading)
{
	const Word *words = finder->document->words;
	uint32_t first = i, end = reading.end;

	if (i > finder->first && class_at(finder, i - 1, "part"))
		first--;
	if (class_at(finder, end, "time-of-day"))
		end++;
	DateMention date = {
		.span = { words[first].span.start, words[end - 1].span.end },
		.first_word = first,
		.n_words = end - first,
		.sentence = words[i].sentence,
		.iso = reading.iso,
	};
	g_array_append_val(finder->dates, date);
	return end;
}

void
text_dates(Document *document)
{
	g_autoptr(GArray) dates = g_array_new(FALSE, TRUE, sizeof(DateMention));
	Finder finder = {
		.document = document,
		.dates = dates,
		.publication = publication_of(document->article),
	};

	finder.class_column = lexicon_column(document->lexicon, LEXICON_CALENDAR, "class");
	finder.value_column = lexicon_column(document->lexicon, LEXICON_CALENDAR, "value");
	for (size_t s = 0; s < document->n_sentences; s++) {
		finder.first = document->sentences[s].first_word;
		finder.end = sentence_end(&document->sentences[s]);
		for (uint32_t i = finder.first; i < finder.end;) {
			Reading reading = read_date(&finder, i);

			i = reading.end ? add_date(&finder, i, reading) : i + 1;
		}
	}
	document->dates = article_copy(document->article, dates);
	document->n_dates = dates->len;
}
