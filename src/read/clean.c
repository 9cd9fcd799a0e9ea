/* Lines of a page: what they look like, the steps over them in their order, joined again. */
#include "read/clean.h"

#include <string.h>

static bool
starts_with_bullet(const char *start, size_t length)
{
	static const char *const bullets[] = {
		"- ", "* ", "\xe2\x80\xa2", "\xe2\x96\xaa", "\xe2\x97\x8f", "\xe2\x80\x93 "
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(bullets); i++)
		if (length >= strlen(bullets[i]) &&
		    memcmp(start, bullets[i], strlen(bullets[i])) == 0)
			return true;
	return false;
}

/* Marks that may close a sentence after its full stop. */
static const char *
before_closing(const char *start, const char *end)
{
	while (end > start) {
		const char *last = g_utf8_prev_char(end);
		gunichar c = g_utf8_get_char(last);

		if (c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x2019 &&
		    c != 0x201d && c != 0xbb)
			break;
		end = last;
	}
	return end;
}

/* Counts the words, and among those of four letters and more the capitalised ones. */
static void
count_words(Line *line, uint32_t *n_long, uint32_t *n_capital)
{
	const char *end = line->start + line->length;

	*n_long = *n_capital = 0;
	for (const char *at = line->start; at < end;) {
		const char *space = memchr(at, ' ', (size_t)(end - at));
		const char *word_end = space ? space : end;

		line->n_words++;
		if (word_end - at >= 4 && line->n_words <= PROSE_WORDS + 10) {
			gunichar c = g_utf8_get_char(at);

			*n_long += g_unichar_isalpha(c) != 0;
			*n_capital += g_unichar_isupper(c) != 0;
		}
		at = word_end + 1;
	}
}

static Line
line_of(const char *start, size_t length)
{
	Line line = { .start = start, .length = (uint32_t)length };
	uint32_t n_long, n_capital;

	if (!length)
		return line;
	count_words(&line, &n_long, &n_capital);
	const char *end = before_closing(start, start + length);
	char last = end > start ? end[-1] : '\0';
	bool ellipsis = end - start >= 3 && memcmp(end - 3, "\xe2\x80\xa6", 3) == 0;

	line.item = starts_with_bullet(start, length);
	line.ends_sentence = last == '.' || last == '!' || last == '?' || ellipsis;
	line.headline = !line.item && last != '.' && last != ':' && last != ';' &&
	                last != ',' && line.n_words >= 3 && line.n_words <= PROSE_WORDS + 5 &&
	                length <= 220 && n_capital * 10 >= n_long * 6 && n_long;
	line.prose = line.n_words >= PROSE_WORDS + 5 ||
	             (line.ends_sentence && line.n_words >= PROSE_WORDS / 2 && !line.headline);
	return line;
}

static GArray *
split_lines(const char *text, size_t length)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
	const char *end = text + length;

	for (const char *at = text; at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *line_end = feed ? feed : end;
		Line line = line_of(at, (size_t)(line_end - at));

		g_array_append_val(lines, line);
		at = line_end + 1;
	}
	return lines;
}

static Line *
step(const Page *page, const Line *line, int way)
{
	Line *first = &g_array_index(page->lines, Line, 0),
	     *last = first + page->lines->len - 1;

	for (Line *at = (Line *)line + way; at >= first && at <= last; at += way)
		if (at->length && (!at->dropped || at->repeated))
			return at;
	return NULL;
}

Line *
line_after(const Page *page, const Line *line)
{
	return step(page, line, 1);
}

Line *
line_before(const Page *page, const Line *line)
{
	return step(page, line, -1);
}

/* A title is the first line where it is short and more follows, unless it is a sentence that
 * goes on in the next: a title with a full stop is shorter than the text below it. */
static char *
find_title(const Page *page)
{
	const Line *first = NULL, *second = NULL;

	for (guint i = 0; i < page->lines->len && !second; i++) {
		const Line *line = &g_array_index(page->lines, Line, i);

		if (!line->length || line->dropped)
			continue;
		if (first)
			second = line;
		else
			first = line;
	}
	if (!second || first->item || first->n_words > PROSE_WORDS + 5 || first->length > 220)
		return NULL;
	if (first->ends_sentence &&
	    (first->n_words > 14 || second->n_words < 2 * first->n_words))
		return NULL;
	if (!first->ends_sentence && g_utf8_get_char(first->start) != '"' &&
	    strchr(":;,", first->start[first->length - 1]))
		return NULL;
	return g_strndup(first->start, first->length);
}

/* Drops a second line that says the title again, however short. */
static void
mark_second_title(Page *page)
{
	const Line *first = NULL;

	for (guint i = 0; i < page->lines->len; i++) {
		Line *line = &g_array_index(page->lines, Line, i);

		if (!line->length || line->dropped)
			continue;
		if (!first) {
			first = line;
			continue;
		}
		if (line->length == first->length &&
		    memcmp(line->start, first->start, line->length) == 0)
			line->dropped = true;
		return;
	}
}

/* The lines left, blank ones between them as they were but never two in a row. */
static char *
join_lines(const Page *page, size_t room)
{
	GString *out = g_string_sized_new(room + 1);
	bool blank = false;

	for (guint i = 0; i < page->lines->len; i++) {
		const Line *line = &g_array_index(page->lines, Line, i);

		if (!line->length || line->dropped) {
			blank |= !line->length;
			continue;
		}
		if (out->len)
			g_string_append(out, blank ? "\n\n" : "\n");
		blank = false;
		g_string_append_len(out, line->start, line->length);
	}
	return g_string_free(out, FALSE);
}

char *
clean(const char *text, size_t length, CleanSteps steps, const Lexicon *lexicon, char **title,
      char **author)
{
	Page page = { split_lines(text, length), lexicon };

	if (steps & CLEAN_REPEATS) {
		mark_repeats(&page);
		mark_short_repeats(&page);
	}
	*author = mark_notices(&page, steps);
	if (steps & CLEAN_LINKS)
		mark_link_lists(&page, NULL);
	if (steps & CLEAN_REPEATS) {
		mark_short_repeats(&page);
		mark_second_title(&page);
	}
	*title = find_title(&page);
	char *cleaned = join_lines(&page, length);
	g_array_unref(page.lines);
	return cleaned;
}
