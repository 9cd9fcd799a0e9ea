/* Quantities: numbers with what they measure: "five-hour", "28-point", "$5bn", "3.5%",
 * "two hours and 20 minutes", "a list of 28 negotiation points", "100,000 people".
 *
 * Days of the month, years and times of day measure nothing and are left out. */
#include "text/numbers.h"
#include "text/punct.h"
#include "text/steps.h"

enum { POINT_WORDS = 2 }; /* between a number and "points" */

typedef struct {
	Document *document;
	GArray *quantities;
	NumberReader numbers;
	unsigned kind_column, factor_column;
	uint32_t first, end; /* the sentence's words */
} Finder;

typedef struct {
	const char *name;
	QuantityKind kind;
} UnitKind;

static const UnitKind kinds[] = {
	{ "minutes", QUANTITY_MINUTES },
	{ "points", QUANTITY_POINTS },
	{ "money", QUANTITY_MONEY },
	{ "percent", QUANTITY_PERCENT },
};

typedef struct {
	const char *kind; /* as units.tsv has it; NULL: no unit */
	double factor;
	uint32_t end; /* one past the unit's last word */
} Unit;

static Unit
unit_of(const Finder *finder, const LexiconEntry *entry, uint32_t i)
{
	if (!entry)
		return (Unit){ 0 };
	return (Unit){ entry->cells[finder->kind_column],
		       g_ascii_strtod(entry->cells[finder->factor_column], NULL),
		       i + entry->n_words };
}

static Unit
unit_at(const Finder *finder, uint32_t i)
{
	if (i >= finder->end)
		return (Unit){ 0 };
	return unit_of(finder,
	               lexicon_match(finder->document->lexicon, LEXICON_UNITS,
	                             &finder->document->words[i].form, finder->end - i,
	                             sizeof(Word)),
	               i);
}

static bool
is_kind(Unit unit, const char *kind)
{
	return unit.kind && g_str_equal(unit.kind, kind);
}

static const char *
text_at(const Finder *finder, uint32_t i, size_t *length)
{
	EntenteSpan span = finder->document->words[i].span;

	*length = span.end - span.start;
	return finder->document->article->text + span.start;
}

static bool
is_function_word(const Finder *finder, uint32_t i)
{
	return lexicon_entries(finder->document->lexicon, LEXICON_FUNCTION,
	                       finder->document->words[i].form) != NULL;
}

static bool
is_money_mark(const Finder *finder, uint32_t i)
{
	return finder->document->words[i].flags & WORD_PUNCT &&
	       punct_of(finder->document->article->text, finder->document->words[i].span) ==
	           PUNCT_MONEY;
}

static void
add(Finder *finder, uint32_t first, uint32_t end, QuantityKind kind, double value)
{
	const Word *words = finder->document->words;
	Quantity quantity = {
		.span = { words[first].span.start, words[end - 1].span.end },
		.first_word = first,
		.n_words = end - first,
		.sentence = words[first].sentence,
		.kind = kind,
		.value = value,
	};

	g_array_append_val(finder->quantities, quantity);
}

/* "five-hour", "28-point", "three-and-a-half-hour-long", "hour-long", "half-hour": the numbers
 * of the parts before the unit add up.  One word; false if it is no such compound. */
static bool
read_compound(Finder *finder, uint32_t i)
{
	const Lexicon *lexicon = finder->document->lexicon;
	size_t length;
	const char *text = text_at(finder, i, &length), *end = text + length;
	double value = 0;

	if (length > 48)
		return false;
	for (const char *part = text; part < end;) {
		const char *hyphen = memchr(part, '-', (size_t)(end - part));
		size_t n = (size_t)((hyphen ? hyphen : end) - part);
		uint32_t form = lexicon_word(lexicon, part, n);
		Unit unit = unit_of(
		    finder, lexicon_match(lexicon, LEXICON_UNITS, &form, 1, sizeof form), i);
		double number = number_of(&finder->numbers, part, n);

		if (part == text && !hyphen)
			return false;
		for (size_t k = 0; unit.kind && k < G_N_ELEMENTS(kinds); k++) {
			bool alone = part == text && kinds[k].kind == QUANTITY_MINUTES;

			if (!is_kind(unit, kinds[k].name) || !(value > 0 || alone))
				continue;
			add(finder, i, i + 1, kinds[k].kind, (alone ? 1 : value) * unit.factor);
			return true;
		}
		if (number <= 0 &&
		    !(value > 0 && lexicon_entries(lexicon, LEXICON_FUNCTION, form)))
			return false;
		value = number >= 100 && value > 0 ? value * number : value + number;
		part = hyphen ? hyphen + 1 : end;
	}
	return false;
}

/* "28 negotiation points": the unit behind one or two other words. */
static Unit
distant_points(const Finder *finder, uint32_t i)
{
	for (uint32_t at = i; at < finder->end && at <= i + POINT_WORDS; at++) {
		Unit unit = unit_at(finder, at);

		if (is_kind(unit, "points"))
			return unit;
		if (unit.kind ||
		    finder->document->words[at].flags & (WORD_PUNCT | WORD_NUMBER) ||
		    is_function_word(finder, at))
			break;
	}
	return (Unit){ 0 };
}

/* Adds to minutes what follows: "and 20 minutes", "35 minutes", "and a half". */
static uint32_t
more_minutes(const Finder *finder, uint32_t end, double factor, double *minutes)
{
	uint32_t at = after_link(&finder->numbers, end, finder->end);
	uint32_t half = after_half(&finder->numbers, end, finder->end);

	if (half > end) {
		*minutes += factor / 2;
		return half;
	}
	Number number =
	    at < finder->end ? read_number(&finder->numbers, at, finder->end) : (Number){ 0 };
	Unit unit = number.end ? unit_at(finder, number.end) : (Unit){ 0 };
	if (!is_kind(unit, "minutes") || unit.factor >= 60)
		return end;
	*minutes += number.value * unit.factor;
	return unit.end;
}

/* Whether the digits of word i alone are a year, which counts nothing. */
static bool
is_year(const Finder *finder, uint32_t i, Number number)
{
	size_t length;

	text_at(finder, i, &length);
	return number.end == i + 1 && length == 4 && number.value >= 1900 &&
	       number.value <= 2100;
}

/* What follows a number: a unit, "points" behind other words, or a noun that it counts. */
static uint32_t
read_measured(Finder *finder, uint32_t i, Number number)
{
	Unit unit = unit_at(finder, number.end);

	if (!unit.kind && number.value == 0.5 &&
	    is_article(&finder->numbers, number.end, finder->end))
		unit = unit_at(finder, number.end + 1); /* half an hour */
	if (is_kind(unit, "clock"))
		return unit.end;
	if (!unit.kind)
		unit = distant_points(finder, number.end);
	for (size_t k = 0; unit.kind && k < G_N_ELEMENTS(kinds); k++) {
		double value = number.value * unit.factor;

		if (!is_kind(unit, kinds[k].name))
			continue;
		if (kinds[k].kind == QUANTITY_MINUTES)
			unit.end = more_minutes(finder, unit.end, unit.factor, &value);
		add(finder, i, unit.end, kinds[k].kind, value);
		return unit.end;
	}
	if (number.end < finder->end && !is_year(finder, i, number) && number.value >= 1 &&
	    !(finder->document->words[number.end].flags &
	      (WORD_PUNCT | WORD_NUMBER | WORD_GLUED)) &&
	    !is_function_word(finder, number.end)) {
		add(finder, i, number.end + 1, QUANTITY_COUNT, number.value);
		return number.end + 1;
	}
	return number.end;
}

/* "an hour" and "a minute" are 60 and 1, but not in "miles an hour". */
static uint32_t
read_single(Finder *finder, uint32_t i)
{
	Unit unit = unit_at(finder, i + 1);

	if (!is_kind(unit, "minutes") ||
	    (i > finder->first && !is_function_word(finder, i - 1)))
		return i + 1;
	double value = unit.factor;
	uint32_t end = more_minutes(finder, unit.end, unit.factor, &value);
	add(finder, i, end, QUANTITY_MINUTES, value);
	return end;
}

/* Reads what begins at word i; one past what was read. */
static uint32_t
read_quantity(Finder *finder, uint32_t i)
{
	const Word *word = &finder->document->words[i];
	size_t length;
	const char *text = text_at(finder, i, &length);

	if (is_money_mark(finder, i)) {
		Number number = i + 1 < finder->end
		                    ? read_number(&finder->numbers, i + 1, finder->end)
		                    : (Number){ 0 };
		if (!number.end)
			return i + 1;
		add(finder, i, number.end, QUANTITY_MONEY, number.value);
		return number.end;
	}
	if (word->flags & WORD_PUNCT)
		return i + 1;
	bool compound = memchr(text, '-', length),
	     article = is_article(&finder->numbers, i, finder->end);
	if (compound && read_compound(finder, i))
		return i + 1;
	if (!compound && !article && !(word->flags & WORD_NUMBER) && !g_ascii_isdigit(*text))
		return i + 1;
	Number number = read_number(&finder->numbers, i, finder->end);
	if (number.end)
		return read_measured(finder, i, number);
	return article ? read_single(finder, i) : i + 1;
}

void
text_quantities(Document *document)
{
	g_autoptr(GArray) quantities = g_array_new(FALSE, TRUE, sizeof(Quantity));
	Finder finder = { document, quantities, number_reader(document), .end = 0 };
	size_t date = 0;

	finder.kind_column = lexicon_column(document->lexicon, LEXICON_UNITS, "kind");
	finder.factor_column = lexicon_column(document->lexicon, LEXICON_UNITS, "factor");
	for (size_t s = 0; s < document->n_sentences; s++) {
		finder.first = document->sentences[s].first_word;
		finder.end = sentence_end(&document->sentences[s]);
		for (uint32_t i = document->sentences[s].content_word; i < finder.end;) {
			while (date < document->n_dates &&
			       document->dates[date].first_word +
			               document->dates[date].n_words <=
			           i)
				date++;
			bool dated =
			    date < document->n_dates && document->dates[date].first_word <= i;
			i = dated ? i + 1 : read_quantity(&finder, i);
		}
	}
	document->quantities = article_copy(document->article, quantities);
	document->n_quantities = quantities->len;
}
