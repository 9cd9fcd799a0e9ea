/* Tidying text: one way to write a line end, a space and an accented letter.
 *
 * One pass over the bytes.  Plain ASCII, most of most pages, is copied in runs; only what is
 * outside the ranges known to be in NFC already costs a normalisation.  GLib's takes quadratic
 * time in what it is given, so it gets small pieces, and runs of combining marks are cut at
 * thirty (Unicode's Stream-Safe Text Format). */
#include "read/utf8.h"

#include <stdint.h>
#include <string.h>

enum { MAX_MARKS = 30, PIECE_BYTES = 512 };

typedef enum { KEEP, COMPOSE, SPACE, LINE, DROP, JOINER } CharClass;

/* What is neither here nor below U+0300 is kept as it is, after normalisation (COMPOSE). */
static const struct {
	gunichar first, last;
	CharClass class;
} classes[] = {
	{ 0x0000, 0x0008, DROP },  { 0x0009, 0x0009, SPACE },  { 0x000a, 0x000d, LINE },
	{ 0x000e, 0x001f, DROP },  { 0x0020, 0x0020, SPACE },  { 0x0021, 0x007e, KEEP },
	{ 0x007f, 0x0084, DROP },  { 0x0085, 0x0085, LINE },   { 0x0086, 0x009f, DROP },
	{ 0x00a0, 0x00a0, SPACE }, { 0x00a1, 0x00ac, KEEP },   { 0x00ad, 0x00ad, DROP },
	{ 0x00ae, 0x02ff, KEEP },  { 0x0400, 0x0482, KEEP },   { 0x061c, 0x061c, DROP },
	{ 0x1680, 0x1680, SPACE }, { 0x180e, 0x180e, DROP },   { 0x2000, 0x200a, SPACE },
	{ 0x200b, 0x200b, DROP },  { 0x200c, 0x200d, JOINER }, { 0x200e, 0x200f, DROP },
	{ 0x2010, 0x2027, KEEP },  { 0x2028, 0x2029, LINE },   { 0x202a, 0x202e, DROP },
	{ 0x202f, 0x202f, SPACE }, { 0x2030, 0x205e, KEEP },   { 0x205f, 0x205f, SPACE },
	{ 0x2060, 0x206f, DROP },  { 0x20a0, 0x20bf, KEEP },   { 0x3000, 0x3000, SPACE },
	{ 0x4e00, 0x9fff, KEEP },  { 0xe000, 0xf8ff, DROP },   { 0xfdd0, 0xfdef, DROP },
	{ 0xfeff, 0xfeff, DROP },  { 0xfff9, 0xfffc, DROP },   { 0xfffd, 0xfffd, KEEP },
	{ 0xfffe, 0xffff, DROP },  { 0xe0000, 0xe007f, DROP }, { 0xf0000, 0x10ffff, DROP },
};

static CharClass
char_class(gunichar c)
{
	unsigned low = 0, high = G_N_ELEMENTS(classes);

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (c < classes[middle].first)
			high = middle;
		else if (c > classes[middle].last)
			low = middle + 1;
		else
			return classes[middle].class;
	}
	return COMPOSE;
}

typedef struct {
	GString *out;
	unsigned line_ends; /* met since the last character kept */
	bool space;         /* met since then */
	gssize piece;       /* where what is yet to be normalised begins, -1 for nothing */
	unsigned marks;     /* combining marks in a row */
	gunichar last;      /* the last character kept */
} Tidying;

static void
normalise_piece(Tidying *self)
{
	if (self->piece < 0)
		return;
	g_autofree char *composed =
	    g_utf8_normalize(self->out->str + self->piece, (gssize)self->out->len - self->piece,
	                     G_NORMALIZE_NFC);
	g_string_truncate(self->out, (gsize)self->piece);
	g_string_append(self->out, composed);
	self->piece = -1;
}

static void
append(Tidying *self, const char *bytes, size_t length)
{
	if (self->line_ends && self->out->len)
		g_string_append_len(self->out, "\n\n", self->line_ends > 1 ? 2 : 1);
	else if (self->space && self->out->len)
		g_string_append_c(self->out, ' ');
	self->line_ends = 0;
	self->space = false;
	g_string_append_len(self->out, bytes, (gssize)length);
}

/* Whether the character may become one with what stands before it: marks, and the vowels and
 * finals of Hangul. */
static bool
joins_before(gunichar c)
{
	return g_unichar_ismark(c) || (c >= 0x1160 && c <= 0x11ff);
}

/* Opens a piece at the character before, with which this one may be composed. */
static void
open_piece(Tidying *self, gunichar c)
{
	const GString *out = self->out;

	if (self->piece >= 0 && (gssize)out->len - self->piece > PIECE_BYTES &&
	    !joins_before(c))
		normalise_piece(self);
	if (self->piece >= 0)
		return;
	bool apart = !out->len || self->space || self->line_ends;
	self->piece =
	    apart ? (gssize)out->len : g_utf8_prev_char(out->str + out->len) - out->str;
}

/* Bytes of printable ASCII from `at`, single spaces between them included. */
static size_t
plain_run(const char *at, const char *end)
{
	const char *start = at;

	while (at<end && * at> 0x20 && *at < 0x7f) {
		at++;
		if (end - at >= 2 && at[0] == ' ' && at[1] > 0x20 && at[1] < 0x7f)
			at++;
	}
	return (size_t)(at - start);
}

static void
keep_char(Tidying *self, CharClass class, gunichar c, const char *at, size_t length)
{
	if (class == COMPOSE) {
		self->marks = joins_before(c) ? self->marks + 1 : 0;
		if (self->marks > MAX_MARKS)
			return;
		open_piece(self, c);
	} else
		normalise_piece(self);
	append(self, at, length);
	self->last = c;
}

static void
tidy_char(Tidying *self, const char *at, const char *next)
{
	gunichar c = g_utf8_get_char(at);
	CharClass class = char_class(c);

	if (class == JOINER) /* means something within scripts that join, nothing in Latin */
		class = self->last < 0x0600 || self->space || self->line_ends ? DROP : KEEP;
	if (class == LINE)
		self->line_ends += c != '\r' || *next != '\n';
	else if (class == SPACE)
		self->space = true;
	else if (class != DROP)
		keep_char(self, class, c, at, (size_t)(next - at));
}

char *
tidy(const char *text, size_t length, size_t *tidied_length)
{
	Tidying self = { .out = g_string_sized_new(length + 1), .piece = -1 };
	const char *end = text + length;

	for (const char *at = text; at < end;) {
		size_t run = plain_run(at, end);

		if (run) {
			normalise_piece(&self);
			append(&self, at, run);
			at += run;
			self.last = (guchar)at[-1];
			self.marks = 0;
			continue;
		}
		const char *next = g_utf8_next_char(at);
		tidy_char(&self, at, next);
		at = next;
	}
	normalise_piece(&self);
	*tidied_length = self.out->len;
	return g_string_free(self.out, FALSE);
}

char *
settle(const char *text, size_t length, size_t *settled_length)
{
	g_autofree char *repaired = repair_mojibake(text, length, &length);

	return tidy(repaired ? repaired : text, length, settled_length);
}
