/* The language of a text: by the script of its letters where one language alone is written in
 * it, else by words that nearly every text of a language has (lexicon/languages.tsv).
 *
 * A word counts for each language that has it, the less the more have it.  English, which is
 * read, is held to function.tsv: of an English page a quarter of the words or more is in it, of
 * pages in other Latin scripts a fifth at most.  Too short or too mixed a text is left unknown;
 * one that is plainly not in English, but in which language is not sure, is "und". */
#include "read/reader.h"

#include <string.h>

enum {
	SAMPLE_PARTS = 4, /* places of the text that are looked at */
	PART_WORDS = 250,
	LEAST_WORDS = 8,
	SURE_WORDS = 20, /* fewer do not show that a text is not English */
};

typedef struct {
	const Lexicon *lexicon;
	const Languages *languages;
	unsigned n_words;
	unsigned n_function; /* of English */
	unsigned n_known;    /* to the lexicon */
	GHashTable *scripts; /* GUnicodeScript + 1 -> letters */
	unsigned hits[MAX_LANGUAGES];
	double scores[MAX_LANGUAGES];
} Sample;

/* The primary subtag, lower-cased, where it is two or three letters; what has two codes goes by
 * one. */
static const char *
primary_subtag(const char *declared, Arena *arena)
{
	static const char *const same[][2] = {
		{ "no", "nb" }, { "iw", "he" }, { "in", "id" }, { "ji", "yi" }, { "eng", "en" }
	};
	size_t length = declared ? strcspn(declared, "-_") : 0;

	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalpha(declared[i]))
			return NULL;
	if (length < 2 || length > 3)
		return NULL;
	char *subtag = arena_strndup(arena, declared, length);
	for (char *at = subtag; *at; at++)
		*at = g_ascii_tolower(*at);
	for (unsigned i = 0; i < G_N_ELEMENTS(same); i++)
		if (strcmp(subtag, same[i][0]) == 0)
			return same[i][1];
	return subtag;
}

static bool
is_function_word(const Lexicon *lexicon, uint32_t id)
{
	return id && lexicon_match(lexicon, LEXICON_FUNCTION, &id, 1, sizeof id);
}

/* A letter counts for its script; where each stands for a syllable or a word, for more. */
static void
count_letter(Sample *sample, gunichar c)
{
	GUnicodeScript script = g_unichar_get_script(c);
	guint weight = 1;

	if (script == G_UNICODE_SCRIPT_KATAKANA)
		script = G_UNICODE_SCRIPT_HIRAGANA;
	if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
	    script == G_UNICODE_SCRIPT_HANGUL)
		weight = 3;
	if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
		return;
	gpointer key = GINT_TO_POINTER(script + 1);
	guint n = GPOINTER_TO_UINT(g_hash_table_lookup(sample->scripts, key));
	g_hash_table_insert(sample->scripts, key, GUINT_TO_POINTER(n + weight));
}

static void
count_word(Sample *sample, const char *word, size_t length)
{
	uint32_t id = lexicon_word(sample->lexicon, word, length);
	char folded[MAX_LANGUAGE_WORD + 8];
	size_t n_folded = 0;
	unsigned n;

	sample->n_words++;
	sample->n_known += id != 0;
	sample->n_function += is_function_word(sample->lexicon, id);
	for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		count_letter(sample, c);
		if (n_folded < MAX_LANGUAGE_WORD)
			n_folded +=
			    (size_t)g_unichar_to_utf8(g_unichar_tolower(c), folded + n_folded);
	}
	folded[n_folded] = '\0';
	const uint8_t *tellers = languages_of_word(sample->languages, folded, &n);
	for (unsigned i = 0; i < n; i++) {
		sample->hits[tellers[i]]++;
		sample->scores[tellers[i]] += 1.0 / n;
	}
}

static bool
is_word_char(gunichar c)
{
	return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* Counts words from `at` on; the end of the last. */
static const char *
count_part(Sample *sample, const char *at)
{
	for (unsigned n = 0; *at && n < PART_WORDS;) {
		const char *start = at;

		while (*at && is_word_char(g_utf8_get_char(at)))
			at = g_utf8_next_char(at);
		if (at == start) {
			at = g_utf8_next_char(at);
			continue;
		}
		count_word(sample, start, (size_t)(at - start));
		n++;
	}
	return at;
}

/* The first word that begins at `offset` or after it. */
static const char *
word_from(const char *text, size_t offset)
{
	const char *at = text + offset;

	while (((guchar)*at & 0xc0) == 0x80)
		at++;
	while (offset && *at && is_word_char(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	return at;
}

static void
take_sample(Sample *sample, const char *text)
{
	size_t length = strlen(text);
	const char *done = text;

	for (unsigned part = 0; part < SAMPLE_PARTS; part++) {
		const char *from = word_from(text, length * part / SAMPLE_PARTS);

		done = count_part(sample, MAX(from, done));
	}
}

/* The script of most letters.  Japanese mixes Chinese characters with its own. */
static GUnicodeScript
main_script(const Sample *sample)
{
	const gpointer han = GINT_TO_POINTER(G_UNICODE_SCRIPT_HAN + 1),
		       kana = GINT_TO_POINTER(G_UNICODE_SCRIPT_HIRAGANA + 1);
	guint n_han = GPOINTER_TO_UINT(g_hash_table_lookup(sample->scripts, han)),
	      n_kana = GPOINTER_TO_UINT(g_hash_table_lookup(sample->scripts, kana)), most = 0;
	GUnicodeScript script = G_UNICODE_SCRIPT_UNKNOWN;
	GHashTableIter iter;
	gpointer key, value;

	if (n_kana * 10 >= n_han && n_kana) {
		g_hash_table_insert(sample->scripts, kana, GUINT_TO_POINTER(n_kana + n_han));
		g_hash_table_remove(sample->scripts, han);
	}
	g_hash_table_iter_init(&iter, sample->scripts);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		guint n = GPOINTER_TO_UINT(value);
		GUnicodeScript other = (GUnicodeScript)(GPOINTER_TO_INT(key) - 1);

		if (n > most || (n == most && other < script)) {
			most = n;
			script = other;
		}
	}
	return script;
}

/* The language that the words tell, or -1: a twelfth of them are its, and by its own words it
 * is ahead of every other. */
static int
best_by_words(const Sample *sample)
{
	int best = -1, second = -1;

	for (int i = 0; i < (int)languages_count(sample->languages); i++) {
		double score = sample->scores[i];

		if (best < 0 || score > sample->scores[best]) {
			second = best;
			best = i;
		} else if (second < 0 || score > sample->scores[second])
			second = i;
	}
	double ahead = sample->scores[best] - sample->scores[second];
	bool enough =
	    sample->n_words >= LEAST_WORDS && sample->hits[best] * 12 >= sample->n_words;
	bool sure = ahead >= 1 && ahead * 10 >= sample->scores[second];
	return enough && sure ? best : -1;
}

/* Plainly none of English: next to no function words and few that the lexicon knows. */
static bool
is_foreign(const Sample *sample)
{
	return sample->n_words >= SURE_WORDS && sample->n_function * 8 < sample->n_words &&
	       sample->n_known * 3 < sample->n_words;
}

/* Whether the text has more of English than of the language that its page declares, as where a
 * template of another language was used. */
static bool
belies(const Sample *sample, const char *declared)
{
	int language = languages_find(sample->languages, declared);
	unsigned hits = language < 0 ? 0 : sample->hits[language];

	return sample->n_words && sample->n_function * 6 >= sample->n_words &&
	       sample->n_function > hits;
}

static const char *
language_of_sample(const Sample *sample, const char *declared)
{
	GUnicodeScript script = main_script(sample);
	int alone = languages_of_script(sample->languages, script);
	int english = languages_find(sample->languages, "en");
	bool latin = script == G_UNICODE_SCRIPT_LATIN;

	if (alone >= 0)
		return languages_code(sample->languages, (unsigned)alone);
	int best = best_by_words(sample);
	bool much_function = sample->n_function * 4 >= sample->n_words;
	if (latin && much_function && sample->n_words >= LEAST_WORDS &&
	    (best < 0 || best == english ||
	     sample->scores[best] < 1.5 * sample->scores[english]))
		return "en";
	if (best >= 0 && best != english)
		return languages_code(sample->languages, (unsigned)best);
	if (declared && strcmp(declared, "en") != 0 && !(latin && belies(sample, declared)))
		return declared;
	if (script != G_UNICODE_SCRIPT_UNKNOWN && !latin)
		return "und";
	return is_foreign(sample) ? "und" : NULL;
}

const char *
language_of(const char *text, const char *declared, const Lexicon *lexicon, Arena *arena)
{
	g_autofree Sample *sample = g_new0(Sample, 1);
	g_autoptr(GHashTable) scripts = g_hash_table_new(NULL, NULL);

	sample->lexicon = lexicon;
	sample->languages = lexicon_languages(lexicon);
	sample->scripts = scripts;
	take_sample(sample, text);
	const char *code = language_of_sample(sample, primary_subtag(declared, arena));
	return code ? arena_strdup(arena, code) : NULL;
}
