/* Lines that the lexicon knows as no part of an article (boilerplate.tsv).
 *
 * A line, or a class attribute of HTML, is cut into the ids of its words; a row of the table
 * matches at the place that it names.  "*" in a row stands for up to six words. */
#include "read/clean.h"

#include <string.h>

enum { MAX_TOKENS = 40, MAX_GAP = 6, SHORT_TOKENS = 16 };

typedef struct {
	uint32_t ids[MAX_TOKENS];
	uint32_t starts[MAX_TOKENS]; /* byte offsets into the line */
	uint32_t n;
	bool all;     /* the whole line has no more than these */
	bool dated;   /* one of them is a year or a time of day */
	bool counted; /* a number stood first, and is left out */
} Tokens;

static bool
is_word_byte(char c)
{
	return g_ascii_isalnum(c) || c == '\'' || (guchar)c >= 0x80;
}

/* A typographic mark other than the apostrophe ends a word. */
static bool
is_mark(const char *at, const char *end)
{
	return end - at >= 3 && (guchar)at[0] == 0xe2 && (guchar)at[1] == 0x80 &&
	       (guchar)at[2] != 0x99;
}

static size_t
token_length(const char *at, const char *end)
{
	const char *start = at;

	if (at < end && strchr("|@(", *at))
		return 1;
	while (at < end && is_word_byte(*at) && !is_mark(at, end))
		at++;
	return (size_t)(at - start);
}

/* "2025", or "10:30" by its first half. */
static bool
is_year_or_time(const char *at, size_t length, const char *end)
{
	size_t digits = 0;

	while (digits < length && g_ascii_isdigit(at[digits]))
		digits++;
	if (digits == 4 && length == 4)
		return (at[0] == '1' && at[1] == '9') || (at[0] == '2' && at[1] == '0');
	return digits && digits <= 2 && digits == length && end - at > (gssize)length + 1 &&
	       at[length] == ':' && g_ascii_isdigit(at[length + 1]);
}

static Tokens
tokens_of(const Lexicon *lexicon, const char *text, size_t length)
{
	Tokens tokens = { .all = true };
	const char *end = text + length;

	for (const char *at = text; at < end;) {
		size_t n = token_length(at, end);

		if (!n) {
			at += is_mark(at, end) ? 3 : 1;
			continue;
		}
		if (tokens.n == MAX_TOKENS) {
			tokens.all = false;
			return tokens;
		}
		tokens.dated |= is_year_or_time(at, n, end);
		tokens.starts[tokens.n] = (uint32_t)(at - text);
		tokens.ids[tokens.n++] = lexicon_word(lexicon, at, n);
		at += n;
	}
	return tokens;
}

typedef enum {
	PLACE_START,
	PLACE_WHOLE,
	PLACE_ANYWHERE,
	PLACE_HEAD,
	PLACE_STAMP,
	PLACE_COUNT,
	PLACE_CLASS
} Place;

static const char *const place_names[] = { "start", "whole", "anywhere", "head",
	                                   "stamp", "count", "class" };

static int
place_of(const Lexicon *lexicon, const LexiconEntry *entry)
{
	const char *name = entry->cells[lexicon_column(lexicon, LEXICON_BOILERPLATE, "place")];

	for (unsigned i = 0; i < G_N_ELEMENTS(place_names); i++)
		if (strcmp(name, place_names[i]) == 0)
			return (int)i;
	return -1;
}

/* One past the last token that words[0..n_words) match from token `at`; 0 where they do not. */
static uint32_t
match_from(const Tokens *tokens, uint32_t at, const uint32_t *words, uint32_t n_words,
           uint32_t gap, bool to_end)
{
	if (!n_words)
		return to_end && at < tokens->n ? 0 : at;
	if (words[0] != gap || !gap)
		return at < tokens->n && tokens->ids[at] == words[0]
		           ? match_from(tokens, at + 1, words + 1, n_words - 1, gap, to_end)
		           : 0;
	for (uint32_t skipped = 0; skipped <= MAX_GAP && at + skipped <= tokens->n; skipped++) {
		uint32_t end =
		    match_from(tokens, at + skipped, words + 1, n_words - 1, gap, to_end);

		if (end)
			return end;
	}
	return 0;
}

typedef struct {
	const LexiconEntry *entry;
	uint32_t first, end; /* tokens */
} Match;

typedef struct {
	const Lexicon *lexicon;
	uint32_t gap; /* the id of "*" */
	bool head;    /* no prose yet */
	bool label;   /* the line is no sentence */
} Matching;

static bool
place_fits(const Matching *matching, Place place, const Tokens *tokens, uint32_t at)
{
	switch (place) {
	case PLACE_START:
	case PLACE_WHOLE: return at == 0;
	case PLACE_HEAD: return at == 0 && matching->head;
	case PLACE_STAMP:
		return at == 0 && matching->label && tokens->dated && tokens->n <= SHORT_TOKENS;
	case PLACE_COUNT:
		return at == 0 && matching->label && tokens->counted &&
		       tokens->n <= SHORT_TOKENS;
	case PLACE_ANYWHERE: return true;
	default: return false;
	}
}

static Match
match_at(const Matching *matching, const Tokens *tokens, uint32_t at)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(matching->lexicon, LEXICON_BOILERPLATE, tokens->ids[at]);

	for (; entries && *entries; entries++) {
		int place = place_of(matching->lexicon, *entries);
		bool whole = place == PLACE_WHOLE || place == PLACE_HEAD;

		if (place < 0 || !place_fits(matching, (Place)place, tokens, at) ||
		    (whole && !tokens->all))
			continue;
		uint32_t end = match_from(tokens, at, (*entries)->words, (*entries)->n_words,
		                          matching->gap, whole);
		if (end)
			return (Match){ *entries, at, end };
	}
	return (Match){ .entry = NULL };
}

/* Whether the line's first word is a number. */
static bool
is_number(const Line *line)
{
	size_t digits = 0;

	while (digits < line->length && g_ascii_isdigit(line->start[digits]))
		digits++;
	return digits && digits < line->length && line->start[digits] == ' ';
}

/* The first row that the line matches. */
static Match
match_line(const Matching *matching, const Line *line, Tokens *tokens)
{
	Match match = { .entry = NULL };

	*tokens = tokens_of(matching->lexicon, line->start, line->length);
	if (tokens->n > 1 && is_number(line)) {
		memmove(tokens->ids, tokens->ids + 1, sizeof *tokens->ids * --tokens->n);
		memmove(tokens->starts, tokens->starts + 1, sizeof *tokens->starts * tokens->n);
		tokens->counted = true;
	}
	if (!tokens->all)
		return match;
	for (uint32_t at = 0; at < tokens->n && !match.entry; at++)
		match = match_at(matching, tokens, at);
	return match;
}

/* Two to five capitalised words, joined by "and" or commas. */
static bool
is_name(const char *name)
{
	g_auto(GStrv) words = g_strsplit_set(name, " ,", -1);
	unsigned n = 0;

	for (char **word = words; *word; word++) {
		if (!**word || strcmp(*word, "and") == 0)
			continue;
		if (!g_unichar_isupper(g_utf8_get_char(*word)) ||
		    strpbrk(*word, "0123456789:;?!\""))
			return false;
		n++;
	}
	return n >= 2 && n <= 10;
}

/* The name in a byline: what follows the phrase up to a bar or, where the phrase stands at the
 * line's end, what precedes it.  NULL where that is no name. */
static char *
byline_name(const Line *line, const Tokens *tokens, const Match *match)
{
	uint32_t from = match->first             ? 0
	                : match->end < tokens->n ? tokens->starts[match->end]
	                                         : line->length;
	uint32_t to = match->first ? tokens->starts[match->first] : line->length;

	if (from >= to)
		return NULL;
	g_autofree char *name = g_strndup(line->start + from, to - from);
	char *bar = strchr(name, '|');
	if (bar)
		*bar = '\0';
	g_strstrip(name);
	return is_name(name) ? g_steal_pointer(&name) : NULL;
}

static bool
has_letter_or_digit(const Line *line)
{
	for (uint32_t i = 0; i < line->length; i++)
		if (g_ascii_isalnum(line->start[i]) || (guchar)line->start[i] >= 0xc3)
			return true;
	return false;
}

/* The text begins anew: two repeated lines in a row end what a cut began. */
static bool
begins_anew(const Page *page, const Line *line)
{
	const Line *next = line_after(page, line);

	return line->repeated && next && next->repeated;
}

char *
mark_notices(Page *page, CleanSteps steps)
{
	const Lexicon *lexicon = page->lexicon;
	unsigned effect_column = lexicon_column(lexicon, LEXICON_BOILERPLATE, "effect");
	Matching matching = { lexicon, lexicon_word(lexicon, "*", 1), .head = true };
	char *author = NULL;
	bool cutting = false;

	for (guint i = 0; i < page->lines->len && (steps & CLEAN_NOTICES); i++) {
		Line *line = &g_array_index(page->lines, Line, i);
		Tokens tokens;

		if (!line->length)
			continue;
		cutting = cutting && !begins_anew(page, line);
		matching.label = !line->ends_sentence || line->n_words <= 8;
		Match match = match_line(&matching, line, &tokens);
		const char *effect = match.entry ? match.entry->cells[effect_column] : "";
		g_autofree char *name = NULL;
		if (strcmp(effect, "author") == 0 && steps & CLEAN_BYLINES &&
		    line->n_words < PROSE_WORDS)
			name = byline_name(line, &tokens, &match);
		bool cut = strcmp(effect, "cut") == 0 && !matching.head,
		     links = strcmp(effect, "links") == 0;

		line->dropped |= cutting || cut || links || name ||
		                 strcmp(effect, "drop") == 0 || !has_letter_or_digit(line);
		if (name && !author)
			author = g_steal_pointer(&name);
		cutting |= cut && steps & CLEAN_CUTS;
		if (links && steps & CLEAN_LINKS)
			mark_link_lists(page, line);
		matching.head &= line->dropped || line->n_words < PROSE_WORDS;
	}
	return author;
}

static ClassEffect
class_effect_at(const Lexicon *lexicon, const Tokens *tokens, uint32_t at)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(lexicon, LEXICON_BOILERPLATE, tokens->ids[at]);
	unsigned effect_column = lexicon_column(lexicon, LEXICON_BOILERPLATE, "effect");
	uint32_t gap = lexicon_word(lexicon, "*", 1);

	for (; entries && *entries; entries++) {
		const char *effect = (*entries)->cells[effect_column];

		if (place_of(lexicon, *entries) == PLACE_CLASS &&
		    match_from(tokens, at, (*entries)->words, (*entries)->n_words, gap, false))
			return strcmp(effect, "keep") == 0     ? CLASS_KEEP
			       : strcmp(effect, "author") == 0 ? CLASS_AUTHOR
			                                       : CLASS_DROP;
	}
	return CLASS_NOTHING;
}

ClassEffect
class_effect(const Lexicon *lexicon, const char *value)
{
	Tokens tokens = tokens_of(lexicon, value, strlen(value));
	ClassEffect effect = CLASS_NOTHING;

	for (uint32_t at = 0; at < tokens.n; at++)
		effect = MAX(effect, class_effect_at(lexicon, &tokens, at));
	return effect;
}
