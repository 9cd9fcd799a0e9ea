/* A reader's query, taken apart.  Words reach FTS5 between quotation marks only, so that
 * nothing of its syntax can be meant. */
#include "store/query.h"

#include "base/days.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	GString *wanted, *unwanted;
	Query *query;
} Parts;

static bool
refuse(GError **error, const char *what, const char *why)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", what, why);
	return false;
}

/* Whether FTS5 finds a word in it: one of marks alone stands for nothing. */
static bool
has_word(const char *text)
{
	for (; *text; text = g_utf8_next_char(text))
		if (g_unichar_isalnum(g_utf8_get_char(text)))
			return true;
	return false;
}

static void
add_words(GString *words, const char *joint, const char *text, bool begins)
{
	g_auto(GStrv) parts = g_strsplit(text, "\"", -1);
	g_autofree char *escaped = g_strjoinv("\"\"", parts);

	g_string_append_printf(words, "%s\"%s\"%s", words->len ? joint : "", escaped,
	                       begins ? "*" : "");
}

static bool
take_day(char **day, const char *text, const char *whole, GError **error)
{
	if (!*text)
		return true;
	if (!day_is_valid(text))
		return refuse(error, whole, "no day as YYYY-MM-DD");
	g_free(*day);
	*day = g_strdup(text);
	return true;
}

/* DAY, DAY..DAY (either may be left out), >=DAY, <=DAY. */
static bool
take_date(Query *query, const char *text, GError **error)
{
	const char *dots = strstr(text, "..");
	g_autofree char *first = dots ? g_strndup(text, (size_t)(dots - text)) : NULL;

	if (dots)
		return take_day(&query->since, first, text, error) &&
		       take_day(&query->until, dots + 2, text, error);
	if (g_str_has_prefix(text, ">="))
		return take_day(&query->since, text + 2, text, error);
	if (g_str_has_prefix(text, "<="))
		return take_day(&query->until, text + 2, text, error);
	return take_day(&query->since, text, text, error) &&
	       take_day(&query->until, text, text, error);
}

static bool
take_filter(Query *query, const char *key, const char *value, GError **error)
{
	const struct {
		const char *key;
		char **value;
	} filters[] = {
		{ "party", &query->party },
		{ "speaker", &query->speaker },
		{ "issue", &query->issue },
		{ "outlet", &query->outlet },
	};

	if (!*value)
		return refuse(error, key, "a filter without its value");
	if (g_str_equal(key, "date"))
		return take_date(query, value, error);
	for (size_t i = 0; i < G_N_ELEMENTS(filters); i++)
		if (g_str_equal(key, filters[i].key)) {
			g_free(*filters[i].value);
			*filters[i].value = g_strdup(value);
			return true;
		}
	return refuse(error, key,
	              "no filter; there are party, speaker, issue, outlet and date");
}

/* What stands between quotation marks at `*at`, or up to white space; moves past it. */
static char *
take_value(const char **at)
{
	bool quoted = **at == '"';
	const char *start = *at + quoted;
	size_t length = strcspn(start, quoted ? "\"" : " \t\n\r");

	*at = start + length + (quoted && start[length]);
	return g_strndup(start, length);
}

/* A word before a colon is a filter's name, unless more than a name follows: "10:30". */
static size_t
key_length(const char *text)
{
	size_t length = 0;

	while (g_ascii_islower(text[length]))
		length++;
	return length && text[length] == ':' ? length : 0;
}

static bool
take_term(Parts *parts, const char **at, GError **error)
{
	bool unwanted = **at == '-' && (*at)[1] && !g_ascii_isspace((*at)[1]);
	size_t key = key_length(*at += unwanted);

	if (key && !unwanted) {
		g_autofree char *name = g_strndup(*at, key);

		*at += key + 1;
		g_autofree char *value = take_value(at);
		return take_filter(parts->query, name, value, error);
	}
	bool quoted = **at == '"';
	g_autofree char *text = take_value(at);
	bool begins = !quoted && g_str_has_suffix(text, "*");

	if (!has_word(text))
		return true;
	if (begins)
		parts->query->begins = true;
	if (unwanted)
		add_words(parts->unwanted, " OR ", text, begins);
	else
		add_words(parts->wanted, " AND ", text, begins);
	return true;
}

bool
query_has_filter(const Query *query)
{
	return query->party || query->speaker || query->issue || query->outlet ||
	       query->since || query->until;
}

Query *
query_new(const char *text, GError **error)
{
	g_autoptr(Query) query = g_new0(Query, 1);
	g_autoptr(GString) wanted = g_string_new(NULL);
	g_autoptr(GString) unwanted = g_string_new(NULL);
	Parts parts = { wanted, unwanted, query };

	if (!g_utf8_validate(text, -1, NULL)) {
		refuse(error, "query", "not valid UTF-8");
		return NULL;
	}
	for (const char *at = text; *(at += strspn(at, " \t\n\r"));)
		if (!take_term(&parts, &at, error))
			return NULL;
	if (!wanted->len && (unwanted->len || !query_has_filter(query))) {
		refuse(error, text, "asks for no word");
		return NULL;
	}
	if (unwanted->len)
		query->words = g_strdup_printf("(%s) NOT (%s)", wanted->str, unwanted->str);
	else if (wanted->len)
		query->words = g_strdup(wanted->str);
	return g_steal_pointer(&query);
}

void
query_free(Query *query)
{
	if (!query)
		return;
	g_free(query->words);
	g_free(query->party);
	g_free(query->speaker);
	g_free(query->issue);
	g_free(query->outlet);
	g_free(query->since);
	g_free(query->until);
	g_free(query);
}
