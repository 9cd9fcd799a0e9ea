/* Whether a party will not move, by the words of its sentences (red-lines.tsv) or the desk's.
 */
#include "base/tsv.h"
#include "derive.h"

#include <entente/error.h>
#include <string.h>

void
red_words_clear(RedWords *words)
{
	g_clear_pointer(&words->firm, g_ptr_array_unref);
	g_clear_pointer(&words->not, g_ptr_array_unref);
}

bool
red_words_load(RedWords *words, const char *share, GError **error)
{
	g_autoptr(Arena) arena = arena_new();
	g_autofree char *path = g_build_filename(share, "lexicon", "en", "red-lines.tsv", NULL);
	g_auto(Tsv) table = { 0 };

	words->firm = g_ptr_array_new_with_free_func(g_free);
	words->not = g_ptr_array_new_with_free_func(g_free);
	if (!tsv_read(&table, path, arena, error))
		return false;
	int use = tsv_column(&table, "use");
	if (tsv_column(&table, "phrase") != 0 || use < 0) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
		            "'%s': lacks the columns phrase and use", path);
		return false;
	}
	for (guint i = 0; i < table.rows->len; i++) {
		const char *const *cells = table.rows->pdata[i];

		g_ptr_array_add(g_str_equal(cells[use], "firm") ? words->firm : words->not,
		                g_strdup(cells[0]));
	}
	return true;
}

static bool
has_any(const char *text, const GPtrArray *phrases)
{
	for (guint i = 0; i < phrases->len; i++) {
		const char *phrase = phrases->pdata[i], *at = text;
		size_t length = strlen(phrase);

		while ((at = strstr(at, phrase))) {
			if ((at == text || !g_ascii_isalnum(at[-1])) &&
			    !g_ascii_isalnum(at[length]))
				return true;
			at++;
		}
	}
	return false;
}

/* Whether some sentence says that the party will not move. */
bool
derive_is_firm(const RedWords *words, const EntenteRecord *record)
{
	if (record->position.red_line)
		return true;
	for (size_t i = 0; i < record->n_evidence; i++) {
		g_autofree char *text = g_utf8_strdown(record->evidence[i].text, -1);

		if (has_any(text, words->firm) && !has_any(text, words->not ))
			return true;
	}
	return false;
}
