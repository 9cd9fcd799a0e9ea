/* Parsing and matching of robots.txt.
 *
 * Rules are kept normalised, as paths are before they are matched, and sorted so that the first
 * that matches decides.  A pattern is matched piece by piece between its asterisks, each piece
 * at its first place: no other choice could match more, and no backtracking is needed. */
#include "fetch/robots.h"

#include <string.h>

typedef struct {
	char *pattern; /* normalised, without the closing "$" */
	size_t length;
	bool allow;
	bool ends; /* the pattern closes with "$" */
} Rule;

typedef struct {
	GArray *rules; /* Rule */
	unsigned delay;
	bool named; /* a group named the product, or everyone */
} Group;

struct Robots {
	Group group;
};

static void
rule_clear(gpointer rule)
{
	g_free(((Rule *)rule)->pattern);
}

static void
group_init(Group *group)
{
	*group = (Group){ .rules = g_array_new(FALSE, FALSE, sizeof(Rule)) };
	g_array_set_clear_func(group->rules, rule_clear);
}

/* RFC 9309, 2.2.2: what is not ASCII is percent-encoded, and what need not be is not; `literal`
 * are characters that stand for themselves in a path and for more in a pattern. */
static char *
normalise(const char *text, size_t length, const char *literal)
{
	GString *out = g_string_sized_new(length + 8);

	for (size_t i = 0; i < length; i++) {
		guchar c = (guchar)text[i];
		bool encoded = c == '%' && i + 2 < length && g_ascii_isxdigit(text[i + 1]) &&
		               g_ascii_isxdigit(text[i + 2]);

		if (encoded) {
			c = (guchar)(g_ascii_xdigit_value(text[i + 1]) << 4 |
			             g_ascii_xdigit_value(text[i + 2]));
			i += 2;
		}
		bool plain = encoded ? g_ascii_isalnum(c) || (c && strchr("-._~", c))
		                     : c > 0x20 && c < 0x7f && !strchr(literal, c);
		if (plain)
			g_string_append_c(out, (char)c);
		else
			g_string_append_printf(out, "%%%02X", c);
	}
	return g_string_free(out, FALSE);
}

static void
add_rule(Group *group, const char *value, size_t length, bool allow)
{
	if (!length) /* "Disallow:" forbids nothing */
		return;
	bool ends = value[length - 1] == '$';
	char *pattern = normalise(value, length - ends, "");
	const Rule rule = { pattern, strlen(pattern), allow, ends };

	g_array_append_val(group->rules, rule);
}

/* What of a line stands for: "key: value", without comment and white space. */
typedef struct {
	const char *key, *value;
	size_t key_length, value_length;
} Line;

static void
strip(const char **text, size_t *length)
{
	while (*length && g_ascii_isspace(**text))
		++*text, --*length;
	while (*length && g_ascii_isspace((*text)[*length - 1]))
		--*length;
}

static bool
split(const char *text, size_t length, Line *line)
{
	const char *comment = memchr(text, '#', length);

	length = comment ? (size_t)(comment - text) : length;
	const char *colon = memchr(text, ':', length);
	if (!colon)
		return false;
	*line = (Line){ text, colon + 1, (size_t)(colon - text),
		        length - (size_t)(colon + 1 - text) };
	strip(&line->key, &line->key_length);
	strip(&line->value, &line->value_length);
	return true;
}

static bool
is_key(const Line *line, const char *key)
{
	return line->key_length == strlen(key) &&
	       g_ascii_strncasecmp(line->key, key, line->key_length) == 0;
}

/* Whether "User-agent" names the product; what follows its name, as a version, does not count.
 */
static bool
names(const Line *line, const char *product)
{
	size_t n = 0;

	while (n < line->value_length && (g_ascii_isalpha(line->value[n]) ||
	                                  line->value[n] == '-' || line->value[n] == '_'))
		n++;
	return n == strlen(product) && g_ascii_strncasecmp(line->value, product, n) == 0;
}

typedef struct {
	const char *product;
	Group own, common; /* of the product, of "*" */
	bool in_own, in_common;
	bool ruled; /* a rule stood since the last "User-agent" */
} Parser;

static void
take_agent(Parser *parser, const Line *line)
{
	if (parser->ruled)
		parser->in_own = parser->in_common = false;
	parser->ruled = false;
	if (line->value_length == 1 && *line->value == '*')
		parser->in_common = parser->common.named = true;
	else if (names(line, parser->product))
		parser->in_own = parser->own.named = true;
}

static void
take_rule(Parser *parser, const Line *line, bool allow)
{
	parser->ruled = true;
	if (parser->in_own)
		add_rule(&parser->own, line->value, line->value_length, allow);
	if (parser->in_common)
		add_rule(&parser->common, line->value, line->value_length, allow);
}

static void
take_delay(Parser *parser, const Line *line)
{
	g_autofree char *value = g_strndup(line->value, MIN(line->value_length, (size_t)20));
	double seconds = g_ascii_strtod(value, NULL);
	unsigned delay = seconds > 0 && seconds < MAX_ROBOTS_DELAY ? (unsigned)(seconds + 0.999)
	                 : seconds > 0                             ? MAX_ROBOTS_DELAY
	                                                           : 0;

	if (parser->in_own)
		parser->own.delay = delay;
	if (parser->in_common)
		parser->common.delay = delay;
}

static void
take_line(Parser *parser, const char *text, size_t length)
{
	Line line;

	if (!split(text, length, &line))
		return;
	if (is_key(&line, "user-agent"))
		take_agent(parser, &line);
	else if (is_key(&line, "allow"))
		take_rule(parser, &line, true);
	else if (is_key(&line, "disallow"))
		take_rule(parser, &line, false);
	else if (is_key(&line, "crawl-delay"))
		take_delay(parser, &line);
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Rule *left = a, *right = b;
	size_t left_length = left->length + left->ends,
	       right_length = right->length + right->ends;

	if (left_length != right_length)
		return left_length > right_length ? -1 : 1;
	return right->allow - left->allow;
}

/* Where what is read ends: of a text that is cut off, half a line would say another thing. */
static size_t
whole_lines(const char *text, size_t length)
{
	if (length < MAX_ROBOTS_BYTES)
		return length;
	length = MAX_ROBOTS_BYTES;
	while (length && text[length - 1] != '\n' && text[length - 1] != '\r')
		length--;
	return length;
}

Robots *
robots_parse(const char *text, size_t length, const char *product)
{
	Parser parser = { .product = product };
	const char *end = text + whole_lines(text, length);
	Robots *robots = g_new0(Robots, 1);

	group_init(&parser.own);
	group_init(&parser.common);
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	while (text < end) {
		const char *at = text;

		while (at < end && *at != '\n' && *at != '\r')
			at++;
		take_line(&parser, text, (size_t)(at - text));
		text = at + 1;
	}
	robots->group = parser.own.named ? parser.own : parser.common;
	g_array_unref((parser.own.named ? parser.common : parser.own).rules);
	g_array_sort(robots->group.rules, by_weight);
	return robots;
}

void
robots_free(Robots *robots)
{
	if (!robots)
		return;
	g_array_unref(robots->group.rules);
	g_free(robots);
}

/* Whether the path ends with the piece, which begins no earlier than `at`. */
static bool
ends_with(const char *at, const char *end, const char *piece, size_t length)
{
	return (size_t)(end - at) >= length && memcmp(end - length, piece, length) == 0;
}

static bool
matches(const Rule *rule, const char *path, size_t length)
{
	const char *at = path, *end = path + length;
	const char *piece = rule->pattern, *last = rule->pattern + rule->length;

	for (bool first = true;; first = false) {
		const char *star = memchr(piece, '*', (size_t)(last - piece));
		size_t n = (size_t)((star ? star : last) - piece);

		if (!star && rule->ends)
			return first ? (size_t)(end - at) == n && memcmp(at, piece, n) == 0
			             : ends_with(at, end, piece, n);
		if (first && ((size_t)(end - at) < n || memcmp(at, piece, n) != 0))
			return false;
		if (!first && n && !(at = memmem(at, (size_t)(end - at), piece, n)))
			return false;
		if (!star)
			return true;
		at += n;
		piece = star + 1;
	}
}

bool
robots_allow(const Robots *robots, const char *path)
{
	g_autofree char *normal = normalise(path, strlen(path), "*$");
	size_t length = strlen(normal);

	if (strcmp(normal, "/robots.txt") == 0)
		return true;
	for (guint i = 0; i < robots->group.rules->len; i++) {
		const Rule *rule = &g_array_index(robots->group.rules, Rule, i);

		if (matches(rule, normal, length))
			return rule->allow;
	}
	return true;
}

unsigned
robots_delay(const Robots *robots)
{
	return robots->group.delay;
}
