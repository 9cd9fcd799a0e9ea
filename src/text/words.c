/* Words, after the conventions of Universal Dependencies for English.
 *
 * Clitics stand alone ("did" "n't", "Putin" "'s"), hyphenated compounds are one word, an
 * abbreviation keeps its full stop, a number its commas and points; every other mark is a
 * word of its own, runs of full stops, of hyphens and of ! and ? being one.  A word
 * begins after white space or where its neighbour ends, so one pass over the bytes does.
 */
#include "text/steps.h"

#include <string.h>

enum { SPACE = 1, LETTER = 2, DIGIT = 4, UPPER = 8 };

typedef struct {
	const char *text;
	const Lexicon *lexicon;
	GArray *words;
	uint32_t start, end; /* of the paragraph */
	unsigned class_column, ends_column, number_column;
} Reader;

typedef struct {
	uint32_t size; /* bytes, 0 at the end of the paragraph */
	unsigned kind; /* SPACE, LETTER, DIGIT, UPPER or 0: a mark */
} Char;

static unsigned
kind_of(gunichar c)
{
	if (g_unichar_isdigit(c))
		return DIGIT;
	if (g_unichar_isalpha(c))
		return g_unichar_isupper(c) ? LETTER | UPPER : LETTER;
	if (g_unichar_ismark(c))
		return LETTER;
	return g_unichar_isspace(c) || g_unichar_type(c) == G_UNICODE_FORMAT ? SPACE : 0;
}

static Char
char_at(const Reader *reader, uint32_t at)
{
	if (at >= reader->end)
		return (Char){ 0, SPACE };
	const char *text = reader->text + at;
	unsigned char c = (unsigned char)*text;
	if (c < 0x80) {
		if (g_ascii_isalpha(c))
			return (Char){ 1, c < 'a' ? LETTER | UPPER : LETTER };
		return (Char){ 1, g_ascii_isdigit(c)      ? DIGIT
			          : c == ' ' || c == '\t' ? SPACE
			                                  : 0 };
	}
	return (Char){ (uint32_t)(g_utf8_next_char(text) - text),
		       kind_of(g_utf8_get_char(text)) };
}

static bool
is_word(Char c)
{
	return c.kind & (LETTER | DIGIT);
}

/* The bytes of the apostrophe at `at`: 1, 3 for the typographic one, 0 for none. */
static uint32_t
apostrophe_at(const Reader *reader, uint32_t at)
{
	if (at < reader->end && reader->text[at] == '\'')
		return 1;
	if (reader->end - at >= 3 && !memcmp(reader->text + at, "\xE2\x80\x99", 3))
		return 3;
	return 0;
}

/* Whether the full stop at `at` binds "U.S", "Ph.D", "3.5", "reuters.com". */
static bool
point_binds(const Reader *reader, uint32_t part, uint32_t at, Char before, Char after)
{
	if (before.kind & DIGIT)
		return after.kind & DIGIT;
	if (after.kind & UPPER)
		return at - part == before.size ||
		       (at - part <= 2 && at + 2 < reader->end && reader->text[at + 2] == '.');
	return true;
}

/* The bytes of the mark at `at` if it binds the characters around it into one word.
 * `part` is where the stretch without a full stop before it began. */
static uint32_t
joint_at(const Reader *reader, uint32_t part, uint32_t at, Char before)
{
	static const char hyphens[][4] = { "\xE2\x80\x90", "\xE2\x80\x91" };
	uint32_t size = apostrophe_at(reader, at);

	if (size)
		return char_at(reader, at + size).kind & before.kind & LETTER ? size : 0;
	for (size_t i = 0; i < G_N_ELEMENTS(hyphens); i++)
		if (reader->end - at > 3 && !memcmp(reader->text + at, hyphens[i], 3))
			return is_word(char_at(reader, at + 3)) ? 3 : 0;
	if (at + 1 >= reader->end || !strchr("-.,:/&+_@", reader->text[at]))
		return 0;
	Char after = char_at(reader, at + 1);
	if (!is_word(after))
		return 0;
	if (reader->text[at] == '.')
		return point_binds(reader, part, at, before, after);
	if (strchr(",:/", reader->text[at]))
		return (before.kind & after.kind & DIGIT) != 0;
	return 1;
}

/* Where the word of letters, digits and joints from `at` ends. */
static uint32_t
word_end(const Reader *reader, uint32_t at)
{
	uint32_t part = at;
	Char before = { 0, 0 };

	for (;;) {
		Char c = char_at(reader, at);
		if (is_word(c)) {
			before = c;
			at += c.size;
			continue;
		}
		uint32_t joint = c.size ? joint_at(reader, part, at, before) : 0;
		if (!joint)
			return at;
		if (reader->text[at] == '.')
			part = at + 1;
		at += joint;
	}
}

static Char
next_visible(const Reader *reader, uint32_t at)
{
	Char c = char_at(reader, at);

	while (c.size && c.kind == SPACE)
		c = char_at(reader, at += c.size);
	return c;
}

/* Whether "word." is an abbreviation here, given what follows it. */
static bool
is_abbreviation(const Reader *reader, uint32_t start, uint32_t end)
{
	uint32_t id = lexicon_word(reader->lexicon, reader->text + start, end + 1 - start);
	const LexiconEntry *entry =
	    id ? lexicon_match(reader->lexicon, LEXICON_ABBREVIATIONS, &id, 1, sizeof id)
	       : NULL;

	if (!entry)
		return false;
	const char *ends = entry->cells[reader->ends_column];
	Char next = next_visible(reader, end + 1);
	if (g_str_equal(ends, "number"))
		return next.kind & DIGIT;
	if (g_str_equal(ends, "title"))
		return char_at(reader, start).kind & next.kind & UPPER;
	if (g_str_equal(ends, "month"))
		return char_at(reader, start).kind & UPPER && !(next.kind & UPPER);
	return true;
}

/* Whether the full stop after the word [start, end) belongs to it. */
static bool
keeps_point(const Reader *reader, uint32_t start, uint32_t end)
{
	if (end >= reader->end || reader->text[end] != '.' ||
	    (end + 1 < reader->end && reader->text[end + 1] == '.'))
		return false;
	if (end - start >= 3 && reader->text[end - 2] == '.' &&
	    g_ascii_isalpha(reader->text[end - 1]))
		return true; /* U.S., a.m. */
	if (start == reader->start && end - start <= 2 && char_at(reader, start).kind & DIGIT)
		return char_at(reader, end + 1).kind == SPACE; /* "1. " opens a list item */
	if (end - start == 1 && char_at(reader, start).kind & UPPER &&
	    reader->text[start] != 'I') {
		const Word *before = reader->words->len ? &g_array_index(reader->words, Word,
		                                                         reader->words->len - 1)
		                                        : NULL;
		bool opens = !before || before->span.end <= reader->start;

		return next_visible(reader, end + 1).kind & UPPER &&
		       (opens || before->flags & (WORD_CAPITAL | WORD_PUNCT));
	}
	return is_abbreviation(reader, start, end);
}

static uint16_t
flags_of(const Reader *reader, uint32_t start, uint32_t end)
{
	unsigned letters = 0, upper = 0, digits = 0;
	uint16_t flags = 0;

	for (uint32_t at = start; at < end;) {
		Char c = char_at(reader, at);

		letters += (c.kind & LETTER) != 0;
		upper += (c.kind & UPPER) != 0;
		digits += (c.kind & DIGIT) != 0;
		if (letters == 1 && upper == 1)
			flags |= WORD_CAPITAL;
		at += c.size;
	}
	if (letters >= 2 && letters == upper)
		flags |= WORD_ALL_CAPS;
	if (digits && !letters)
		flags |= WORD_NUMBER;
	if (!digits && !letters)
		flags |= WORD_PUNCT;
	return flags;
}

static bool
is_number_word(const Reader *reader, uint32_t form)
{
	const LexiconEntry *entry =
	    lexicon_match(reader->lexicon, LEXICON_NUMBERS, &form, 1, sizeof form);
	const char *class = entry ? entry->cells[reader->number_column] : "";

	return g_str_equal(class, "one") || g_str_equal(class, "times");
}

static Word *
add_word(Reader *reader, uint32_t start, uint32_t end)
{
	Word word = { .span = { start, end } };

	word.form = lexicon_word(reader->lexicon, reader->text + start, end - start);
	word.flags = flags_of(reader, start, end);
	if (is_number_word(reader, word.form))
		word.flags |= WORD_NUMBER;
	if (start > reader->start && reader->words->len &&
	    g_array_index(reader->words, Word, reader->words->len - 1).span.end == start)
		word.flags |= WORD_GLUED;
	g_array_append_val(reader->words, word);
	return &g_array_index(reader->words, Word, reader->words->len - 1);
}

/* The class of a function word, "" for others. */
static const char *
class_of(const Reader *reader, uint32_t form)
{
	const LexiconEntry *entry =
	    form ? lexicon_match(reader->lexicon, LEXICON_FUNCTION, &form, 1, sizeof form)
		 : NULL;

	return entry ? entry->cells[reader->class_column] : "";
}

/* Where the clitic that ends the word begins; its end where there is none.  Scans the
 * last bytes only: no clitic is longer than three characters. */
static uint32_t
clitic_start(const Reader *reader, uint32_t start, uint32_t end)
{
	for (uint32_t at = end; at-- > start && end - at <= 6;) {
		if (!apostrophe_at(reader, at) || at == start)
			continue;
		bool wider = at > start + 1 && g_ascii_isalpha(reader->text[at - 1]); /* n't */
		for (uint32_t from = at - wider; from <= at; from++) {
			uint32_t id =
			    lexicon_word(reader->lexicon, reader->text + from, end - from);

			if (g_str_has_prefix(class_of(reader, id), "clitic"))
				return from;
		}
		return end;
	}
	return end;
}

/* Adds the word [start, end), its clitics apart. */
static void
add_parts(Reader *reader, uint32_t start, uint32_t end)
{
	uint32_t clitics[3] = { end };
	unsigned n = 0;

	while (n < 2 && (clitics[n + 1] = clitic_start(reader, start, clitics[n])) < clitics[n])
		n++;
	Word *host = add_word(reader, start, clitics[n]);
	const char *class = class_of(reader, host->form);
	if (!n && g_str_has_prefix(class, "joined-")) {
		uint32_t first = (uint32_t)g_ascii_strtoull(class + 7, NULL, 10);

		g_array_set_size(reader->words, reader->words->len - 1);
		add_word(reader, start, start + first);
		add_word(reader, start + first, end);
		return;
	}
	for (unsigned i = n; i > 0; i--) {
		Word *clitic = add_word(reader, clitics[i], clitics[i - 1]);

		if (i == n && !*class &&
		    g_ascii_tolower(reader->text[clitics[i - 1] - 1]) == 's')
			clitic->flags |= WORD_POSSESSIVE;
	}
}

static uint32_t
run_end(const Reader *reader, uint32_t at, const char *of)
{
	while (at < reader->end && reader->text[at] && strchr(of, reader->text[at]))
		at++;
	return at;
}

/* Where the mark at `at` ends: runs of . of - and of !? are one, as are `` and ''. */
static uint32_t
mark_end(const Reader *reader, uint32_t at)
{
	static const char *const runs[] = { ".", "-", "!?", "_", "=", "*" };

	for (size_t i = 0; i < G_N_ELEMENTS(runs); i++)
		if (strchr(runs[i], reader->text[at]))
			return run_end(reader, at, runs[i]);
	if (at + 1 < reader->end && strchr("`'", reader->text[at]) &&
	    reader->text[at + 1] == reader->text[at])
		return at + 2;
	return at + char_at(reader, at).size;
}

/* Where the address that begins at `at` ends; `at` where there is none. */
static uint32_t
url_end(const Reader *reader, uint32_t at)
{
	static const char *const schemes[] = { "http://", "https://", "www." };
	uint32_t end = at;

	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
		size_t n = strlen(schemes[i]);

		if (reader->end - at > n &&
		    !g_ascii_strncasecmp(reader->text + at, schemes[i], n))
			end = at + (uint32_t)n;
	}
	if (end == at)
		return at;
	for (Char c = char_at(reader, end); c.kind != SPACE; c = char_at(reader, end))
		end += c.size;
	while (end > at && strchr(".,;:!?)]}\"'>", reader->text[end - 1]))
		end--;
	return end;
}

/* A plural possessive's apostrophe: after a final s, before white space and a word.  The
 * quotations take the flag back where it closes one. */
static void
note_possessive(Reader *reader, uint32_t at, Word *mark)
{
	uint32_t size = apostrophe_at(reader, at);

	if (size && size == mark->span.end - at && mark->flags & WORD_GLUED &&
	    g_ascii_tolower(reader->text[at - 1]) == 's' &&
	    char_at(reader, at + size).kind == SPACE &&
	    is_word(next_visible(reader, at + size)))
		mark->flags |= WORD_POSSESSIVE;
}

static void
read_paragraph(Reader *reader)
{
	uint32_t at = reader->start, end;

	for (; at < reader->end; at = end) {
		Char c = char_at(reader, at);

		if (c.kind == SPACE) {
			end = at + c.size;
		} else if (!is_word(c)) {
			end = mark_end(reader, at);
			note_possessive(reader, at, add_word(reader, at, end));
		} else if ((end = url_end(reader, at)) > at) {
			add_word(reader, at, end);
		} else {
			end = word_end(reader, at);
			if (keeps_point(reader, at, end))
				add_word(reader, at, ++end);
			else
				add_parts(reader, at, end);
		}
	}
}

void
text_words(Document *document)
{
	const Lexicon *lexicon = document->lexicon;
	guint expected = document->article->length / 5 + 16;
	g_autoptr(GArray) words = g_array_sized_new(FALSE, TRUE, sizeof(Word), expected);
	Reader reader = {
		.text = document->article->text,
		.lexicon = lexicon,
		.words = words,
		.class_column = lexicon_column(lexicon, LEXICON_FUNCTION, "class"),
		.number_column = lexicon_column(lexicon, LEXICON_NUMBERS, "class"),
		.ends_column = lexicon_column(lexicon, LEXICON_ABBREVIATIONS, "ends"),
	};

	for (size_t i = 0; i < document->n_paragraphs; i++) {
		reader.start = document->paragraphs[i].span.start;
		reader.end = document->paragraphs[i].span.end;
		read_paragraph(&reader);
	}
	document->words = article_copy(document->article, words);
	document->n_words = words->len;
}
