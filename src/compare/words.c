#include "compare/words.h"

#include "base/tsv.h"

#include <entente/error.h>

enum { REACH = 4 /* words from giving up to what is given up, and back to what denies it */ };

struct ChangeWords {
	GPtrArray *given_up; /* char ** */
	GHashTable *light, *denying;
};

static GHashTable *
word_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

ChangeWords *
change_words_load(const char *share, GError **error)
{
	g_autoptr(ChangeWords) words = g_new0(ChangeWords, 1);
	g_autoptr(Arena) arena = arena_new();
	g_autofree char *path = g_build_filename(share, "lexicon", "en", "changes.tsv", NULL);
	g_auto(Tsv) table = { 0 };

	words->given_up = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	words->light = word_set();
	words->denying = word_set();
	if (!tsv_read(&table, path, arena, error))
		return NULL;
	int use = tsv_column(&table, "use");
	if (tsv_column(&table, "phrase") != 0 || use < 0) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
		            "'%s': lacks the columns phrase and use", path);
		return NULL;
	}
	for (guint i = 0; i < table.rows->len; i++) {
		const char *const *cells = table.rows->pdata[i];

		if (g_str_equal(cells[use], "given-up"))
			g_ptr_array_add(words->given_up, g_strsplit(cells[0], " ", -1));
		else
			g_hash_table_add(g_str_equal(cells[use], "light") ? words->light
			                                                  : words->denying,
			                 g_strdup(cells[0]));
	}
	return g_steal_pointer(&words);
}

void
change_words_free(ChangeWords *words)
{
	if (!words)
		return;
	g_ptr_array_unref(words->given_up);
	g_hash_table_unref(words->light);
	g_hash_table_unref(words->denying);
	g_free(words);
}

bool
change_words_is_light(const ChangeWords *words, const char *word)
{
	return g_hash_table_contains(words->light, word);
}

char **
words_split(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
	g_autofree char *folded = g_utf8_strdown(valid, -1);
	g_autoptr(GPtrArray) split = g_ptr_array_new();
	g_autoptr(GString) word = g_string_new(NULL);

	for (const char *at = folded;; at = g_utf8_next_char(at)) {
		gunichar c = *at ? g_utf8_get_char(at) : 0;

		if (g_unichar_isalnum(c)) {
			g_string_append_unichar(word, c);
			continue;
		}
		if (word->len && c != '\'' && c != 0x2019) {
			g_ptr_array_add(split, g_strdup(word->str));
			g_string_truncate(word, 0);
		}
		if (!c)
			break;
	}
	g_ptr_array_add(split, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&split), FALSE);
}

static bool
stands_at(char *const *words, char *const *phrase)
{
	for (; *phrase; words++, phrase++)
		if (!*words || !g_str_equal(*words, *phrase))
			return false;
	return true;
}

static bool
is_denied(const ChangeWords *words, char *const *sentence, size_t at)
{
	for (size_t i = at > REACH ? at - REACH : 0; i < at; i++)
		if (g_hash_table_contains(words->denying, sentence[i]))
			return true;
	return false;
}

/* Whether the wording begins within reach. */
static bool
is_near(char *const *sentence, char *const *wording)
{
	for (int i = 0; i < REACH && sentence[i]; i++)
		if (stands_at(sentence + i, wording))
			return true;
	return false;
}

bool
change_words_give_up(const ChangeWords *words, const char *sentence, const char *wording)
{
	g_auto(GStrv) said = words_split(sentence);
	g_auto(GStrv) named = words_split(wording);

	if (!named[0])
		return false;
	for (guint i = 0; i < words->given_up->len; i++) {
		char *const *phrase = words->given_up->pdata[i];
		guint length = g_strv_length((char **)phrase);

		for (size_t at = 0; said[at]; at++)
			if (stands_at(said + at, phrase) && !is_denied(words, said, at) &&
			    is_near(said + at + length, named))
				return true;
	}
	return false;
}

bool
change_words_begin(const ChangeWords *words, const char *text)
{
	g_auto(GStrv) said = words_split(text);

	for (guint i = 0; i < words->given_up->len; i++)
		if (stands_at(said, words->given_up->pdata[i]))
			return true;
	return false;
}
