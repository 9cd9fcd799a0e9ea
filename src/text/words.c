/* Words, after the conventions of Universal Dependencies for English.
 *
 * Clitics stand alone ("did" "n't", "Putin" "'s"), hyphenated compounds are one word, an
 * abbreviation keeps its full stop, a number its commas and points; every other mark is a
 * word of its own, runs of full stops, of hyphens and of ! and ? being one.  A word
 * begins after white space or where its neighbour ends, so one pass over the bytes does.
 */
#include "text/scan.h"
#include "text/steps.h"

#include <string.h>

typedef struct {
	Line line; /* the paragraph */
	const Lexicon *lexicon;
	GArray *words;
	unsigned class_column, ends_column, number_column;
} Reader;

static bool
is_word(Char c)
{
	return c.kind & (CHAR_LETTER | CHAR_DIGIT);
}

static Char
next_visible(const Reader *reader, uint32_t at)
{
	Char c = char_at(&reader->line, at);

	while (c.size && c.kind == CHAR_SPACE)
		c = char_at(&reader->line, at += c.size);
	return c;
}

/* Whether "word." is an abbreviation here, given what follows it. */
static bool
is_abbreviation(const Reader *reader, uint32_t start, uint32_t end)
{
	uint32_t id = lexicon_word(reader->lexicon, reader->line.text + start, end + 1 - start);
	const LexiconEntry *entry =
	    id ? lexicon_match(reader->lexicon, LEXICON_ABBREVIATIONS, &id, 1, sizeof id)
	       : NULL;

	if (!entry)
		return false;
	const char *ends = entry->cells[reader->ends_column];
	Char next = next_visible(reader, end + 1);
	if (g_str_equal(ends, "number"))
		return next.kind & CHAR_DIGIT;
	if (g_str_equal(ends, "title"))
		return char_at(&reader->line, start).kind & next.kind & CHAR_UPPER;
	if (g_str_equal(ends, "month"))
		return char_at(&reader->line, start).kind & CHAR_UPPER &&
		       !(next.kind & CHAR_UPPER);
	return true;
}

/* Whether the full stop after the word [start, end) belongs to it. */
static bool
keeps_point(const Reader *reader, uint32_t start, uint32_t end)
{
	if (end >= reader->line.end || reader->line.text[end] != '.' ||
	    (end + 1 < reader->line.end && reader->line.text[end + 1] == '.'))
		return false;
	if (end - start >= 3 && reader->line.text[end - 2] == '.' &&
	    g_ascii_isalpha(reader->line.text[end - 1]))
		return true; /* U.S., a.m. */
	if (start == reader->line.start && end - start <= 2 &&
	    char_at(&reader->line, start).kind & CHAR_DIGIT)
		return char_at(&reader->line, end + 1).kind ==
		       CHAR_SPACE; /* "1. " opens a list item */
	if (end - start == 1 && char_at(&reader->line, start).kind & CHAR_UPPER &&
	    reader->line.text[start] != 'I') {
		const Word *before = reader->words->len ? &g_array_index(reader->words, Word,
		                                                         reader->words->len - 1)
		                                        : NULL;
		bool opens = !before || before->span.end <= reader->line.start;

		return next_visible(reader, end + 1).kind & CHAR_UPPER &&
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
		Char c = char_at(&reader->line, at);

		letters += (c.kind & CHAR_LETTER) != 0;
		upper += (c.kind & CHAR_UPPER) != 0;
		digits += (c.kind & CHAR_DIGIT) != 0;
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

	word.form = lexicon_word(reader->lexicon, reader->line.text + start, end - start);
	word.flags = flags_of(reader, start, end);
	if (is_number_word(reader, word.form))
		word.flags |= WORD_NUMBER;
	if (start > reader->line.start && reader->words->len &&
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
		if (!apostrophe_at(&reader->line, at) || at == start)
			continue;
		bool wider =
		    at > start + 1 && g_ascii_isalpha(reader->line.text[at - 1]); /* n't */
		for (uint32_t from = at - wider; from <= at; from++) {
			uint32_t id =
			    lexicon_word(reader->lexicon, reader->line.text + from, end - from);

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
	bool owns = !*class || g_str_has_prefix(class, "modal"); /* May's; not it's */
	if (!n && g_str_has_prefix(class, "joined-")) {
		uint32_t first = (uint32_t)g_ascii_strtoull(class + 7, NULL, 10);

		g_array_set_size(reader->words, reader->words->len - 1);
		add_word(reader, start, start + first);
		add_word(reader, start + first, end);
		return;
	}
	for (unsigned i = n; i > 0; i--) {
		Word *clitic = add_word(reader, clitics[i], clitics[i - 1]);

		if (i == n && owns &&
		    g_ascii_tolower(reader->line.text[clitics[i - 1] - 1]) == 's')
			clitic->flags |= WORD_POSSESSIVE;
	}
}

/* A plural possessive's apostrophe: after a final s, before white space and a word.  The
 * quotations take the flag back where it closes one. */
static void
note_possessive(Reader *reader, uint32_t at, Word *mark)
{
	uint32_t size = apostrophe_at(&reader->line, at);

	if (size && size == mark->span.end - at && mark->flags & WORD_GLUED &&
	    g_ascii_tolower(reader->line.text[at - 1]) == 's' &&
	    char_at(&reader->line, at + size).kind == CHAR_SPACE &&
	    is_word(next_visible(reader, at + size)))
		mark->flags |= WORD_POSSESSIVE;
}

static void
read_paragraph(Reader *reader)
{
	uint32_t at = reader->line.start, end;

	for (; at < reader->line.end; at = end) {
		Char c = char_at(&reader->line, at);

		if (c.kind == CHAR_SPACE) {
			end = at + c.size;
		} else if (!is_word(c)) {
			end = mark_end(&reader->line, at);
			note_possessive(reader, at, add_word(reader, at, end));
		} else if ((end = url_end(&reader->line, at)) > at) {
			add_word(reader, at, end);
		} else {
			end = word_end(&reader->line, at);
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
		.line = { .text = document->article->text },
		.lexicon = lexicon,
		.words = words,
		.class_column = lexicon_column(lexicon, LEXICON_FUNCTION, "class"),
		.number_column = lexicon_column(lexicon, LEXICON_NUMBERS, "class"),
		.ends_column = lexicon_column(lexicon, LEXICON_ABBREVIATIONS, "ends"),
	};

	for (size_t i = 0; i < document->n_paragraphs; i++) {
		reader.line.start = document->paragraphs[i].span.start;
		reader.line.end = document->paragraphs[i].span.end;
		read_paragraph(&reader);
	}
	document->words = article_copy(document->article, words);
	document->n_words = words->len;
}
