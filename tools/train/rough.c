/* Splitting raw text roughly: hyphens, clitics and marks apart, a sentence ends at a full stop
 * before a capital or at a line's end. */
#include "rough.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const abbreviations[] = {
	"mr.",  "mrs.",  "ms.",  "dr.",  "sen.",  "rep.", "gov.",  "gen.", "lt.",   "col.",
	"st.",  "jan.",  "feb.", "aug.", "sept.", "oct.", "nov.",  "dec.", "no.",   "vs.",
	"inc.", "corp.", "co.",  "ltd.", "jr.",   "sr.",  "prof.", "rev.", "adm.",  "capt.",
	"sgt.", "u.s.",  "u.n.", "e.g.", "i.e.",  "etc.", "a.m.",  "p.m.", "ph.d.",
};

static const char *const clitics[] = { "n't", "'s", "'re", "'ve", "'ll", "'d", "'m" };

static void
add(Rough *rough, const char *from, const char *to)
{
	ParseWord word = { from, (uint32_t)(to - from) };

	if (to > from)
		g_array_append_val(rough->words, word);
}

static bool
is_mark(unsigned char c)
{
	return c < 0x80 && !g_ascii_isalnum((char)c);
}

static bool
is_abbreviation(const char *from, const char *to)
{
	for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++)
		if (strlen(abbreviations[i]) == (size_t)(to - from) &&
		    g_ascii_strncasecmp(abbreviations[i], from, (size_t)(to - from)) == 0)
			return true;
	return to - from == 2 && g_ascii_isupper(*from);
}

/* A run of letters and digits with a clitic at its end. */
static void
add_core(Rough *rough, const char *from, const char *to)
{
	for (size_t i = 0; i < G_N_ELEMENTS(clitics); i++) {
		size_t length = strlen(clitics[i]);
		if ((size_t)(to - from) <= length ||
		    g_ascii_strncasecmp(to - length, clitics[i], length) != 0)
			continue;
		add(rough, from, to - length);
		add(rough, to - length, to);
		return;
	}
	if (to - from == 6 && g_ascii_strncasecmp(from, "cannot", 6) == 0) {
		add(rough, from, from + 3);
		from += 3;
	}
	add(rough, from, to);
}

/* A run between white space, typographic marks already made plain. */
static void
add_chunk(Rough *rough, const char *from, const char *to)
{
	const char *tail = to;

	if (g_strstr_len(from, to - from, "://") || g_strstr_len(from, to - from, "@")) {
		add(rough, from, to);
		return;
	}
	while (from < to && is_mark((unsigned char)*from) &&
	       !(*from == '.' && to - from > 1 && from[1] != '.')) {
		const char *mark = from++;
		while (from < to && (*mark == '.' || *mark == '-') && *from == *mark)
			from++;
		add(rough, mark, from);
	}
	while (tail > from && is_mark((unsigned char)tail[-1]) && tail[-1] != '%' &&
	       !(tail[-1] == '.' && is_abbreviation(from, tail)))
		tail--;
	for (const char *p = from; p < tail; p++) {
		bool dash = *p == '-' && p > from && p + 1 < tail && !g_ascii_isdigit(p[-1]);
		if (!dash && *p != '%')
			continue;
		add_core(rough, from, p);
		const char *mark = p;
		while (p + 1 < tail && p[1] == *mark)
			p++;
		add(rough, mark, p + 1);
		from = p + 1;
	}
	add_core(rough, from, tail);
	while (tail < to) {
		const char *mark = tail++;
		while (tail < to && (*mark == '.' || *mark == '-') && *tail == *mark)
			tail++;
		add(rough, mark, tail);
	}
}

/* Makes quotes and dashes plain, in place (each shrinks), with space around dashes. */
static void
make_plain(char *text)
{
	static const struct {
		const char *from, *to;
	} marks[] = {
		{ "\u2018", "'" },   { "\u2019", "'" },   { "\u201C", "\"" },
		{ "\u201D", "\"" },  { "\u2013", " - " }, { "\u2014", " - " },
		{ "\u2026", "..." }, { "\u00A0", " " },
	};
	char *out = text;

	for (char *in = text; *in;) {
		size_t m = 0;
		while (m < G_N_ELEMENTS(marks) && !g_str_has_prefix(in, marks[m].from))
			m++;
		if (m == G_N_ELEMENTS(marks)) {
			*out++ = *in++;
			continue;
		}
		out = (char *)memmove(out, marks[m].to, strlen(marks[m].to)) +
		      strlen(marks[m].to);
		in += strlen(marks[m].from);
	}
	*out = '\0';
}

static void
end_sentence(Rough *rough)
{
	uint32_t n = rough->words->len;
	uint32_t last = rough->sentences->len ? g_array_index(rough->sentences, uint32_t,
	                                                      rough->sentences->len - 1)
	                                      : 0;

	if (n > last)
		g_array_append_val(rough->sentences, n);
}

static bool
ends_sentence(const Rough *rough, const char *next)
{
	size_t n = rough->words->len;

	while (*next == '"' || *next == '\'' || *next == '(')
		next++;
	if (!n || g_ascii_islower(*next))
		return false;
	const ParseWord *word = &g_array_index(rough->words, ParseWord, n - 1);
	if (n > 1 && (word->text[0] == '"' || word->text[0] == ')' || word->text[0] == '\''))
		word--;
	return word->length == 1 && strchr(".!?", word->text[0]);
}

static void
add_text(Rough *rough, const char *text)
{
	char *copy = g_strdup(text);

	g_ptr_array_add(rough->texts, copy);
	make_plain(copy);
	for (char *p = copy; *p;) {
		if (g_ascii_isspace(*p)) {
			if (*p++ == '\n')
				end_sentence(rough);
			continue;
		}
		char *end = p;
		while (*end && !g_ascii_isspace(*end))
			end++;
		add_chunk(rough, p, end);
		p = end;
		if (*p == ' ' && ends_sentence(rough, p + 1))
			end_sentence(rough);
	}
	end_sentence(rough);
	uint32_t n = rough->sentences->len - 1;
	g_array_append_val(rough->articles, n);
}

Rough *
rough_read(const char *path)
{
	Rough *rough = g_new0(Rough, 1);
	FILE *file = fopen(path, "r");
	uint32_t zero = 0;
	json_t *article;

	if (!file) {
		fprintf(stderr, "'%s': cannot be opened\n", path);
		exit(1);
	}
	rough->texts = g_ptr_array_new_with_free_func(g_free);
	rough->words = g_array_new(FALSE, FALSE, sizeof(ParseWord));
	rough->sentences = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	rough->articles = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_val(rough->sentences, zero);
	g_array_append_val(rough->articles, zero);
	while ((article = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL))) {
		const char *text = json_string_value(json_object_get(article, "text"));
		if (text)
			add_text(rough, text);
		json_decref(article);
	}
	fclose(file);
	return rough;
}

void
rough_free(Rough *rough)
{
	g_ptr_array_unref(rough->texts);
	g_array_unref(rough->words);
	g_array_unref(rough->sentences);
	g_array_unref(rough->articles);
	g_free(rough);
}
