/* Where words end, by their characters alone. */
#include "text/scan.h"

#include <glib.h>
#include <string.h>

static unsigned
kind_of(gunichar c)
{
	if (g_unichar_isdigit(c))
		return CHAR_DIGIT;
	if (g_unichar_isalpha(c))
		return g_unichar_isupper(c) ? CHAR_LETTER | CHAR_UPPER : CHAR_LETTER;
	if (g_unichar_ismark(c))
		return CHAR_LETTER;
	return g_unichar_isspace(c) || g_unichar_type(c) == G_UNICODE_FORMAT ? CHAR_SPACE : 0;
}

Char
wide_char_at(const Line *line, uint32_t at)
{
	const char *text = line->text + at;

	return (Char){ (uint32_t)(g_utf8_next_char(text) - text),
		       kind_of(g_utf8_get_char(text)) };
}

static bool
is_word(Char c)
{
	return c.kind & (CHAR_LETTER | CHAR_DIGIT);
}

uint32_t
apostrophe_at(const Line *line, uint32_t at)
{
	if (at < line->end && line->text[at] == '\'')
		return 1;
	if (line->end - at >= 3 && !memcmp(line->text + at, "\xE2\x80\x99", 3))
		return 3;
	return 0;
}

/* Whether the full stop at `at` binds "U.S", "Ph.D", "3.5", "reuters.com". */
static bool
point_binds(const Line *line, uint32_t part, uint32_t at, Char before, Char after)
{
	if (before.kind & CHAR_DIGIT)
		return after.kind & CHAR_DIGIT;
	if (after.kind & CHAR_UPPER)
		return at - part == before.size ||
		       (at - part <= 2 && at + 2 < line->end && line->text[at + 2] == '.');
	return true;
}

/* The bytes of the mark at `at` if it binds the characters around it into one word.
 * `part` is where the stretch without a full stop before it began. */
static uint32_t
joint_at(const Line *line, uint32_t part, uint32_t at, Char before)
{
	static const char hyphens[][4] = { "\xE2\x80\x90", "\xE2\x80\x91" };
	uint32_t size = apostrophe_at(line, at);

	if (size)
		return char_at(line, at + size).kind & before.kind & CHAR_LETTER ? size : 0;
	for (size_t i = 0; i < G_N_ELEMENTS(hyphens); i++)
		if (line->end - at > 3 && !memcmp(line->text + at, hyphens[i], 3))
			return is_word(char_at(line, at + 3)) ? 3 : 0;
	if (at + 1 >= line->end || !strchr("-.,:/&+_@", line->text[at]))
		return 0;
	Char after = char_at(line, at + 1);
	if (!is_word(after))
		return 0;
	if (line->text[at] == '.')
		return point_binds(line, part, at, before, after);
	if (strchr(",:/", line->text[at]))
		return (before.kind & after.kind & CHAR_DIGIT) != 0;
	return 1;
}

uint32_t
word_end(const Line *line, uint32_t at)
{
	uint32_t part = at;
	Char before = { 0, 0 };

	for (;;) {
		Char c = char_at(line, at);
		if (is_word(c)) {
			before = c;
			at += c.size;
			continue;
		}
		uint32_t joint = c.size ? joint_at(line, part, at, before) : 0;
		if (!joint)
			return at;
		if (line->text[at] == '.')
			part = at + 1;
		at += joint;
	}
}

static uint32_t
run_end(const Line *line, uint32_t at, const char *of)
{
	while (at < line->end && line->text[at] && strchr(of, line->text[at]))
		at++;
	return at;
}

uint32_t
mark_end(const Line *line, uint32_t at)
{
	static const char *const runs[] = { ".", "-", "!?", "_", "=", "*" };

	for (size_t i = 0; i < G_N_ELEMENTS(runs); i++)
		if (strchr(runs[i], line->text[at]))
			return run_end(line, at, runs[i]);
	if (at + 1 < line->end && strchr("`'", line->text[at]) &&
	    line->text[at + 1] == line->text[at])
		return at + 2;
	return at + char_at(line, at).size;
}

uint32_t
url_end(const Line *line, uint32_t at)
{
	static const char *const schemes[] = { "http://", "https://", "www." };
	uint32_t end = at;

	if (!strchr("hHwW", line->text[at]))
		return at;
	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
		size_t n = strlen(schemes[i]);

		if (line->end - at > n && !g_ascii_strncasecmp(line->text + at, schemes[i], n))
			end = at + (uint32_t)n;
	}
	if (end == at)
		return at;
	for (Char c = char_at(line, end); c.kind != CHAR_SPACE; c = char_at(line, end))
		end += c.size;
	while (end > at && strchr(".,;:!?)]}\"'>", line->text[end - 1]))
		end--;
	return end;
}
