#include "model/inflect.h"

#include "base/tsv.h"

#include <string.h>

struct Inflections {
	Arena *arena;
	Tsv irregular;
	GHashTable *rows; /* base form -> cells: base, third, past, participle, ing, plural */
};

Inflections *
inflections_load(const char *dir, GError **error)
{
	g_autoptr(Inflections) inflections = g_new0(Inflections, 1);
	g_autofree char *path = g_build_filename(dir, "irregular.tsv", NULL);

	inflections->arena = arena_new();
	inflections->rows = g_hash_table_new(g_str_hash, g_str_equal);
	if (!tsv_read(&inflections->irregular, path, inflections->arena, error))
		return NULL;
	for (guint i = 0; i < inflections->irregular.rows->len; i++) {
		const char *const *cells = inflections->irregular.rows->pdata[i];

		g_hash_table_insert(inflections->rows, (gpointer)cells[0], (gpointer)cells);
	}
	return g_steal_pointer(&inflections);
}

void
inflections_free(Inflections *inflections)
{
	if (!inflections)
		return;
	g_hash_table_unref(inflections->rows);
	tsv_clear(&inflections->irregular);
	arena_free(inflections->arena);
	g_free(inflections);
}

static bool
is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

/* "stop", "drop", "plan": one syllable, ends consonant-vowel-consonant. */
static bool
doubles(const char *word)
{
	size_t n = strlen(word), vowels = 0;

	if (n < 3 || is_vowel(word[n - 1]) || strchr("wxy", word[n - 1]) || !is_vowel(word[n - 2]) ||
	    is_vowel(word[n - 3]))
		return false;
	for (size_t i = 0; i < n; i++)
		vowels += is_vowel(word[i]) && !(i && is_vowel(word[i - 1]));
	return vowels == 1;
}

static char *
with_s(const char *word)
{
	size_t n = strlen(word);

	if (n > 1 && word[n - 1] == 'y' && !is_vowel(word[n - 2]))
		return g_strdup_printf("%.*sies", (int)n - 1, word);
	if (g_str_has_suffix(word, "s") || g_str_has_suffix(word, "x") || g_str_has_suffix(word, "z") ||
	    g_str_has_suffix(word, "ch") || g_str_has_suffix(word, "sh"))
		return g_strconcat(word, "es", NULL);
	return g_strconcat(word, "s", NULL);
}

static char *
with_ed(const char *word)
{
	size_t n = strlen(word);

	if (word[n - 1] == 'e')
		return g_strconcat(word, "d", NULL);
	if (n > 1 && word[n - 1] == 'y' && !is_vowel(word[n - 2]))
		return g_strdup_printf("%.*sied", (int)n - 1, word);
	if (doubles(word))
		return g_strdup_printf("%s%ced", word, word[n - 1]);
	return g_strconcat(word, "ed", NULL);
}

static char *
with_ing(const char *word)
{
	size_t n = strlen(word);

	if (g_str_has_suffix(word, "ie"))
		return g_strdup_printf("%.*sying", (int)n - 2, word);
	if (n > 2 && word[n - 1] == 'e' && !g_str_has_suffix(word, "ee"))
		return g_strdup_printf("%.*sing", (int)n - 1, word);
	if (doubles(word))
		return g_strdup_printf("%s%cing", word, word[n - 1]);
	return g_strconcat(word, "ing", NULL);
}

char *
inflect(const Inflections *inflections, const char *word, WordForm form)
{
	const char *const *irregular = g_hash_table_lookup(inflections->rows, word);

	if (!*word)
		return NULL;
	if (irregular && *irregular[form])
		return g_str_equal(irregular[form], "-") ? NULL : g_strdup(irregular[form]);
	switch (form) {
	case FORM_THIRD:
	case FORM_PLURAL: return with_s(word);
	case FORM_PAST: return with_ed(word);
	case FORM_ING: return with_ing(word);
	default: return NULL;
	}
}
