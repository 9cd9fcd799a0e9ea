/* Words as gathering compares them: folded to lower-case letters without diacritics, stemmed,
 * function words left out.  Each distinct form is looked up and stemmed once a run. */
#include "gather/words.h"

#include "base/arena.h"

#include <libstemmer.h>
#include <string.h>

enum { LONGEST_WORD = 64 };

struct Words {
	const Lexicon *lexicon;
	Arena *arena;
	struct sb_stemmer *stemmer;
	GHashTable *by_form; /* form -> id of its stem, 0 for a function word */
	GHashTable *by_stem; /* stem -> id */
};

Words *
words_new(const Lexicon *lexicon)
{
	Words *words = g_new0(Words, 1);

	words->lexicon = lexicon;
	words->arena = arena_new();
	words->stemmer = sb_stemmer_new("english", NULL);
	words->by_form = g_hash_table_new(g_str_hash, g_str_equal);
	words->by_stem = g_hash_table_new(g_str_hash, g_str_equal);
	return words;
}

void
words_free(Words *words)
{
	if (!words)
		return;
	g_hash_table_unref(words->by_form);
	g_hash_table_unref(words->by_stem);
	sb_stemmer_delete(words->stemmer);
	arena_free(words->arena);
	g_free(words);
}

/* The letter or digit of `c` in lower case and without marks; 0 if it is neither. */
static gunichar
fold_char(gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

	if (c < 0x80)
		return g_ascii_isalnum((char)c) ? (gunichar)g_ascii_tolower((char)c) : 0;
	g_unichar_fully_decompose(c, true, parts, G_N_ELEMENTS(parts));
	return g_unichar_isalnum(parts[0]) ? g_unichar_tolower(parts[0]) : 0;
}

static bool
is_apostrophe(gunichar c)
{
	return c == '\'' || c == 0x2019;
}

static gunichar
char_at(const char *at)
{
	return *at ? g_utf8_get_char(at) : 0;
}

/* The end of a clitic after the apostrophe at `at` ("'s", "'re"), or NULL; "n't" is none. */
static const char *
skip_clitic(const char *at)
{
	const char *end = g_utf8_next_char(at);
	int letters = 0;

	while (g_ascii_isalpha(*end) && letters < 3)
		end++, letters++;
	if (letters == 0 || letters == 3 || fold_char(char_at(end)) ||
	    g_str_has_prefix(at, "'t") || g_str_has_prefix(at, "\u2019t"))
		return NULL;
	return end;
}

/* Whether the mark `c` between two characters leaves the word whole; `letters` stand before it.
 */
static bool
joins(gunichar before, gunichar c, gunichar after, size_t letters)
{
	switch (c) {
	case '-':
	case 0x2010:
	case 0x2011: return g_unichar_islower(before) && g_unichar_islower(after);
	case '.': return letters == 1 && g_unichar_isalpha(before) && g_unichar_isupper(after);
	case ',': return g_unichar_isdigit(before) && g_unichar_isdigit(after);
	default: return false;
	}
}

typedef struct {
	char bytes[LONGEST_WORD + 8];
	size_t length;
	bool quoted, straight;
} Scan;

static void
scan_quote(Scan *scan, gunichar c)
{
	if (c == 0x201C || c == 0xAB)
		scan->quoted = true;
	else if (c == 0x201D || c == 0xBB || c == '\n')
		scan->quoted = false;
	if (c == '\n')
		scan->straight = false;
	else if (c == '"')
		scan->straight = !scan->straight;
}

static const char *
scan_word(Scan *scan, const char *at)
{
	gunichar before = 0;
	size_t letters = 0;

	for (scan->length = 0; *at; at = g_utf8_next_char(at)) {
		if (g_ascii_isalnum(*at)) { /* as most are */
			if (scan->length < LONGEST_WORD)
				scan->bytes[scan->length++] = g_ascii_tolower(*at);
			letters++;
			before = (guchar)*at;
			continue;
		}
		gunichar c = g_utf8_get_char(at), folded = fold_char(c);

		if (folded) {
			if (scan->length < LONGEST_WORD)
				scan->length += (size_t)g_unichar_to_utf8(
				    folded, scan->bytes + scan->length);
			letters++;
			before = c;
			continue;
		}
		if (g_unichar_ismark(c))
			continue;
		if (is_apostrophe(c)) {
			const char *end = skip_clitic(at);

			if (end)
				return end;
			if (fold_char(char_at(g_utf8_next_char(at))))
				continue;
			break;
		}
		if (!joins(before, c, char_at(g_utf8_next_char(at)), letters))
			break;
		letters = 0;
	}
	return at;
}

void
each_word(const char *text, WordFunc word, gpointer user_data)
{
	Scan scan = { 0 };

	for (const char *at = text; *at;) {
		gunichar c = g_utf8_get_char(at);

		if (!fold_char(c)) {
			scan_quote(&scan, c);
			at = g_utf8_next_char(at);
			continue;
		}
		at = scan_word(&scan, at);
		scan.bytes[scan.length] = '\0';
		word(scan.bytes, scan.length, scan.quoted || scan.straight, user_data);
	}
}

static void
append_word(const char *word, size_t length, bool quoted, gpointer user_data)
{
	GString *out = user_data;

	(void)quoted;
	if (out->len)
		g_string_append_c(out, ' ');
	g_string_append_len(out, word, (gssize)length);
}

char *
fold_text(const char *text)
{
	GString *out = g_string_new(NULL);

	each_word(text, append_word, out);
	return g_string_free(out, FALSE);
}

const char *
state_of_word(const Lexicon *lexicon, const char *word, size_t length)
{
	uint32_t id = lexicon_word(lexicon, word, length);
	const LexiconEntry *entry =
	    lexicon_match(lexicon, LEXICON_COUNTRIES, &id, 1, sizeof id);

	return entry ? entry->cells[lexicon_column(lexicon, LEXICON_COUNTRIES, "name")] : NULL;
}

static uint32_t
stem_id(Words *words, const char *form, size_t length)
{
	uint32_t known = lexicon_word(words->lexicon, form, length);

	if (lexicon_match(words->lexicon, LEXICON_FUNCTION, &known, 1, sizeof known))
		return 0;
	const char *stem =
	    (const char *)sb_stemmer_stem(words->stemmer, (const sb_symbol *)form, (int)length);
	size_t stem_length = (size_t)sb_stemmer_length(words->stemmer);
	g_autofree char *key = g_strndup(stem, stem_length);
	gpointer id = g_hash_table_lookup(words->by_stem, key);
	if (id)
		return GPOINTER_TO_UINT(id);
	uint32_t fresh = g_hash_table_size(words->by_stem) + 1;
	g_hash_table_insert(words->by_stem, arena_strdup(words->arena, key),
	                    GUINT_TO_POINTER(fresh));
	return fresh;
}

typedef struct {
	Words *words;
	GArray *ids;
} Collect;

static void
collect_stem(const char *form, size_t length, bool quoted, gpointer user_data)
{
	Collect *collect = user_data;
	Words *words = collect->words;
	gpointer key, value;
	uint32_t id;

	(void)quoted;
	if (g_hash_table_lookup_extended(words->by_form, form, &key, &value)) {
		id = GPOINTER_TO_UINT(value);
	} else {
		id = stem_id(words, form, length);
		g_hash_table_insert(words->by_form, arena_strdup(words->arena, form),
		                    GUINT_TO_POINTER(id));
	}
	if (id)
		g_array_append_val(collect->ids, id);
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

Stems
words_stems(Words *words, const char *text)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	Collect collect = { words, ids };

	if (text)
		each_word(text, collect_stem, &collect);
	if (!ids->len)
		return (Stems){ NULL, 0 };
	g_array_sort(ids, compare_ids);
	uint32_t *copy = arena_new0(words->arena, uint32_t, ids->len), n = 0;
	for (guint i = 0; i < ids->len; i++) {
		uint32_t id = g_array_index(ids, uint32_t, i);

		if (!n || copy[n - 1] != id)
			copy[n++] = id;
	}
	return (Stems){ copy, n };
}

uint32_t
stems_shared(Stems a, Stems b)
{
	uint32_t shared = 0;

	for (uint32_t i = 0, j = 0; i < a.n && j < b.n;) {
		if (a.ids[i] == b.ids[j])
			shared++, i++, j++;
		else if (a.ids[i] < b.ids[j])
			i++;
		else
			j++;
	}
	return shared;
}

bool
stems_have(Stems stems, uint32_t id)
{
	for (uint32_t i = 0; i < stems.n; i++)
		if (stems.ids[i] == id)
			return true;
	return false;
}

double
stems_overlap(Stems a, Stems b)
{
	uint32_t smaller = MIN(a.n, b.n);

	return smaller ? (double)stems_shared(a, b) / smaller : 0;
}

static void
add_id(const char *word, size_t length, bool quoted, gpointer user_data)
{
	WordIds *ids = user_data;

	(void)quoted;
	if (ids->n < G_N_ELEMENTS(ids->ids))
		ids->ids[ids->n++] = lexicon_word(ids->lexicon, word, length);
}

WordIds
word_ids(const Lexicon *lexicon, const char *text)
{
	WordIds ids = { .lexicon = lexicon };

	each_word(text, add_id, &ids);
	return ids;
}
