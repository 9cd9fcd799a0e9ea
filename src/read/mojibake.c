/* Repair of text that was encoded twice: UTF-8 read as windows-1252 and written as UTF-8.
 *
 * Characters that stand for the bytes of one valid UTF-8 sequence are put back together.  Most
 * such groups never occur in real text (an A with tilde before a copyright sign) and count by
 * themselves; others do ("cafe" with an accent before a closing quote and a dash) and count
 * only in runs or on a page that is plainly damaged.  Each pass takes off one layer. */
#include "read/utf8.h"

#include <stdint.h>
#include <string.h>

enum { MAX_LAYERS = 4, PLAIN_DAMAGE = 3 };

typedef enum { NOT_A_GROUP, WEAK, STRONG } Strength;

typedef struct {
	Strength strength;
	gunichar c;       /* what the group stands for; 0: nothing (a stray letter) */
	const char *next; /* after the group */
	unsigned n;       /* bytes that it stands for */
} Group;

static bool
is_quote_or_dash(int byte)
{
	return byte == 0x85 || (byte >= 0x91 && byte <= 0x97) || byte == 0xbb || byte == 0xab;
}

/* Capital letters with a quote or dash after them end words: "MANHA" with a tilde, then "'". */
static bool
ends_a_word(gunichar before, const Group *group, int second)
{
	gunichar after = g_utf8_get_char(group->next);

	return is_quote_or_dash(second) && g_unichar_isupper(before) &&
	       !g_unichar_isalpha(after);
}

/* How surely two, three or four characters are one; bytes[] is what they stand for. */
static Strength
group_strength(const Group *group, const int *bytes, gunichar before, gunichar second)
{
	switch (bytes[0]) {
	case 0xc2: return bytes[1] >= 0xa0 || second < 0xa0 ? STRONG : WEAK;
	case 0xc3: return ends_a_word(before, group, bytes[1]) ? WEAK : STRONG;
	case 0xc4:
	case 0xc5:
		return !is_quote_or_dash(bytes[1]) &&
		               (g_unichar_isalpha(before) ||
		                g_unichar_isalpha(g_utf8_get_char(group->next)))
		           ? STRONG
		           : WEAK;
	case 0xe2: return bytes[1] >= 0x80 && bytes[1] <= 0x88 ? STRONG : WEAK;
	case 0xef: return group->c == 0xfeff || group->c == 0xfffd ? STRONG : WEAK;
	case 0xf0: return bytes[1] == 0x9f ? STRONG : WEAK;
	default: return WEAK;
	}
}

/* Damage that lost a byte: the closing quote's last byte is none in windows-1252, and a
 * no-break space's second half often became a plain space. */
static Group
damaged_group(const char *at, const char *end, gunichar before)
{
	if (end - at >= 5 && memcmp(at, "\xc3\xa2\xe2\x82\xac", 5) == 0) {
		const char *next = at + 5;

		if (end - next >= 3 && memcmp(next, "\xef\xbf\xbd", 3) == 0)
			next += 3;
		return (Group){ STRONG, 0x201d, next, 3 };
	}
	if (end - at >= 3 && memcmp(at, "\xc3\x82 ", 3) == 0 && !g_unichar_isalnum(before))
		return (Group){ STRONG, 0, at + 2, 2 };
	return (Group){ .strength = NOT_A_GROUP };
}

/* The group that begins at `at`, a character from U+00C2 to U+00F4. */
static Group
group_at(const char *at, const char *end, gunichar before)
{
	int lead = (int)g_utf8_get_char(at), bytes[4] = { lead };
	unsigned n = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	gunichar second = 0, c = (gunichar)lead & (0x7fU >> n);
	const char *next = at + 2;
	static const gunichar least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	for (unsigned i = 1; i < n; i++) {
		gunichar part = next < end ? g_utf8_get_char(next) : 0;

		bytes[i] = windows_1252_byte(part);
		if (bytes[i] < 0x80 || bytes[i] > 0xbf)
			return damaged_group(at, end, before);
		if (i == 1)
			second = part;
		c = c << 6 | ((gunichar)bytes[i] & 0x3f);
		next = g_utf8_next_char(next);
	}
	if (c < least[n] || !g_unichar_validate(c))
		return (Group){ .strength = NOT_A_GROUP };
	Group group = { WEAK, c, next, n };
	group.strength = group_strength(&group, bytes, before, second);
	return group;
}

static bool
may_lead(const char *at, const char *end)
{
	return end - at >= 3 && (guchar)at[0] == 0xc3 && (guchar)at[1] >= 0x82 &&
	       (guchar)at[1] <= 0xb4;
}

static gunichar
char_before(const char *text, const char *at)
{
	return at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : ' ';
}

/* The next place from `at` where a group may begin, or `end`. */
static const char *
next_lead(const char *at, const char *end)
{
	while (at < end && (at = memchr(at, 0xc3, (size_t)(end - at)))) {
		if (may_lead(at, end))
			return at;
		at++;
	}
	return end;
}

static unsigned
count_strong(const char *text, const char *end)
{
	unsigned n = 0;

	for (const char *at = next_lead(text, end); at < end && n < PLAIN_DAMAGE;) {
		Group group = group_at(at, end, char_before(text, at));

		n += group.strength == STRONG;
		at = next_lead(group.strength ? group.next : at + 2, end);
	}
	return n;
}

/* The end of the run of groups that touch one another from `at`, whose strength is weak
 * throughout; `n` is set to how many they are. */
static const char *
weak_run(const char *text, const char *at, const char *end, unsigned *n)
{
	for (*n = 0; may_lead(at, end); *n += 1) {
		Group group = group_at(at, end, char_before(text, at));

		if (group.strength != WEAK)
			break;
		at = group.next;
	}
	return at;
}

static void
append_groups(GString *out, const char *text, const char *at, const char *run_end,
              const char *end)
{
	while (at < run_end) {
		Group group = group_at(at, end, char_before(text, at));

		g_string_append_unichar(out, group.c);
		at = group.next;
	}
}

/* One layer off; NULL where nothing changed. */
static GString *
repair_layer(const char *text, size_t length)
{
	const char *end = text + length, *copied = text;
	unsigned n_strong = count_strong(text, end);
	GString *out = NULL;

	for (const char *at = next_lead(text, end); at < end;) {
		Group group = group_at(at, end, char_before(text, at));
		const char *group_end = group.next;
		bool repair = group.strength == STRONG;

		if (group.strength == WEAK) {
			unsigned n, enough = n_strong ? 2 : group.n == 2 ? 4 : 3;

			group_end = weak_run(text, at, end, &n);
			repair = n >= enough || n_strong >= PLAIN_DAMAGE;
		}
		if (repair) {
			out = out ? out : g_string_sized_new(length + 1);
			g_string_append_len(out, copied, at - copied);
			if (group.strength == WEAK)
				append_groups(out, text, at, group_end, end);
			else if (group.c)
				g_string_append_unichar(out, group.c);
			copied = group_end;
		}
		at = next_lead(group.strength ? group_end : at + 2, end);
	}
	if (out)
		g_string_append_len(out, copied, end - copied);
	return out;
}

char *
repair_mojibake(const char *text, size_t length, size_t *repaired_length)
{
	GString *repaired = repair_marks(text, length);

	*repaired_length = length;
	for (unsigned layer = 0; layer < MAX_LAYERS; layer++) {
		GString *next = repaired ? repair_layer(repaired->str, repaired->len)
		                         : repair_layer(text, length);

		if (!next)
			break;
		if (repaired)
			g_string_free(repaired, TRUE);
		repaired = next;
	}
	if (!repaired)
		return NULL;
	*repaired_length = repaired->len;
	return g_string_free(repaired, FALSE);
}
