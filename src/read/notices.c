/* Lines that the lexicon knows as no part of an article: notices, labels, bylines. */
#include "read/clean.h"
#include "read/phrases.h"

#include <string.h>

enum { SHORT_TOKENS = 16, LABEL_WORDS = 8 };

typedef struct {
	Page *page;
	Phrases phrases;
	CleanSteps steps;
	bool head;    /* no prose yet */
	bool cutting; /* a cut began above */
	char *author;
} Notices;

typedef struct {
	Effect effect;
	uint32_t first, end; /* tokens */
} Match;

/* The places of the table that this line can be, as far as its look tells. */
static unsigned
places_for(const Notices *notices, const Line *line, const Tokens *tokens)
{
	bool label = !line->ends_sentence || line->n_words <= LABEL_WORDS;
	unsigned places = 1u << PLACE_START | 1u << PLACE_WHOLE | 1u << PLACE_ANYWHERE;

	if (notices->head)
		places |= 1u << PLACE_HEAD;
	if (!line->ends_sentence && tokens->n <= SHORT_TOKENS)
		places |= 1u << PLACE_LABEL;
	if (label && tokens->n <= SHORT_TOKENS && tokens->dated)
		places |= 1u << PLACE_STAMP;
	if (label && tokens->n <= SHORT_TOKENS && tokens->counted)
		places |= 1u << PLACE_COUNT;
	return places;
}

static Match
match_line(const Notices *notices, const Line *line, Tokens *tokens)
{
	Match match = { .effect = EFFECT_NONE };

	if (line->n_words > MAX_TOKENS)
		return match;
	phrases_tokens(&notices->phrases, tokens, line->start, line->length);
	if (!tokens->all)
		return match;
	unsigned places = places_for(notices, line, tokens);
	uint32_t start = tokens->n > 1 && line->start[0] == '('; /* a bracket round the line */
	for (uint32_t at = 0; at < tokens->n && !match.effect; at++) {
		match.first = at;
		match.effect = phrases_match(&notices->phrases, tokens, at,
		                             at && at != start ? 1u << PLACE_ANYWHERE : places,
		                             &match.end);
	}
	return match;
}

/* Two words or more, each with a capital, joined by "and". */
static bool
is_name(const char *name)
{
	g_auto(GStrv) words = g_strsplit(name, " ", -1);
	unsigned n = 0;

	for (char **word = words; *word; word++) {
		if (!**word || strcmp(*word, "and") == 0 || strcmp(*word, "&") == 0)
			continue;
		if (!g_unichar_isupper(g_utf8_get_char(*word)) ||
		    strpbrk(*word, "0123456789:;?!\"@/"))
			return false;
		n++;
	}
	return n >= 2 && n <= 10;
}

/* Where "at 10:30", "on Monday" or another byline begins; the text's end where none does. */
static size_t
before_moment(const char *text)
{
	static const char *const words[] = { " at ", " on " };
	size_t length = strlen(text);

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *at = strstr(text, words[i]);

		if (at && (g_ascii_isdigit(at[4]) || g_ascii_isupper(at[4])))
			length = MIN(length, (size_t)(at - text));
	}
	const char *by = strstr(text, " By ");
	return by ? MIN(length, (size_t)(by - text)) : length;
}

char *
person_names(const char *text)
{
	g_autofree char *names_only = g_strndup(text, before_moment(text));
	g_auto(GStrv) parts = g_strsplit(names_only, ",", 12);
	g_autoptr(GString) names = g_string_new(NULL);

	for (char **part = parts; *part && is_name(g_strstrip(*part)); part++)
		g_string_append_printf(names, "%s%s", names->len ? ", " : "", *part);
	return names->len ? g_strdup(names->str) : NULL;
}

/* The names between two places of the line, up to a bar. */
static char *
names_between(const Line *line, uint32_t from, uint32_t to)
{
	g_autofree char *text = from < to ? g_strndup(line->start + from, to - from) : NULL;
	char *bar = text ? strchr(text, '|') : NULL;

	if (bar)
		*bar = '\0';
	return text ? person_names(text) : NULL;
}

/* The name in a byline: what follows the phrase ("by our reporter") or its first word or, where
 * the phrase stands at the line's end, what precedes it.  NULL where that is no name. */
static char *
byline_name(const Line *line, const Tokens *tokens, const Match *match)
{
	if (line->n_words >= PROSE_WORDS)
		return NULL;
	if (match->first)
		return names_between(line, 0, tokens->starts[match->first]);
	uint32_t from = match->end < tokens->n ? tokens->starts[match->end] : line->length;
	char *name = names_between(line, from, line->length);
	if (!name && match->end > 1)
		name = names_between(line, tokens->starts[1], line->length);
	return name;
}

/* Rules, stars, page numbers, times, and a letter by itself: one or two words without a word.
 */
static bool
has_words(const Line *line)
{
	bool digits = false;

	for (uint32_t i = 0; i < line->length; i++) {
		if (g_ascii_isalpha(line->start[i]) || (guchar)line->start[i] >= 0xc3)
			return line->length > 1;
		digits |= g_ascii_isdigit(line->start[i]) != 0;
	}
	return digits && (line->n_words > 2 || line->item);
}

/* The text begins anew: two repeated lines in a row end what a cut began. */
static bool
begins_anew(const Page *page, const Line *line)
{
	const Line *next = line_after(page, line);

	return line->repeated && next && next->repeated;
}

static void
judge_line(Notices *notices, Line *line)
{
	Tokens tokens;

	notices->cutting = notices->cutting && !begins_anew(notices->page, line);
	Match match = match_line(notices, line, &tokens);
	if (match.effect == EFFECT_CUT && notices->head)
		match.effect = EFFECT_NONE; /* nothing above that it could close */
	if (match.effect == EFFECT_AUTHOR) {
		g_autofree char *name =
		    notices->steps & CLEAN_BYLINES ? byline_name(line, &tokens, &match) : NULL;

		if (name && !notices->author)
			notices->author = g_strdup(name);
		line->dropped |= name != NULL;
	}
	line->dropped |= match.effect >= EFFECT_DROP || notices->cutting || !has_words(line);
	notices->cutting |= match.effect == EFFECT_CUT && notices->steps & CLEAN_CUTS;
	if (match.effect == EFFECT_LINKS && notices->steps & CLEAN_LINKS)
		mark_link_lists(notices->page, line);
	notices->head &= line->dropped || !line->prose;
}

char *
mark_notices(Page *page, CleanSteps steps)
{
	Notices notices = {
		.page = page, .phrases = phrases_of(page->lexicon), .steps = steps, .head = true
	};

	for (guint i = 0; i < page->lines->len && (steps & CLEAN_NOTICES); i++) {
		Line *line = &g_array_index(page->lines, Line, i);

		if (line->length)
			judge_line(&notices, line);
	}
	return notices.author;
}
