#include "model/languages.h"

#include "base/tsv.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	uint8_t n, languages[];
} Tellers;

struct Languages {
	const char **codes, **names;
	unsigned n;
	GHashTable *numbers; /* code -> number + 1 */
	GHashTable *tellers; /* word -> Tellers */
	GHashTable *scripts; /* GUnicodeScript + 1 -> number + 1, or SHARED */
};

enum { SHARED = MAX_LANGUAGES + 1 };

/* Notes that the language is one of those that have this word. */
static void
add_word(Languages *languages, const char *word, unsigned language, Arena *arena)
{
	const Tellers *known = g_hash_table_lookup(languages->tellers, word);
	uint8_t n = known ? known->n : 0;
	Tellers *tellers = arena_alloc(arena, sizeof *tellers + n + 1u);

	tellers->n = (uint8_t)(n + 1);
	if (n)
		memcpy(tellers->languages, known->languages, n);
	tellers->languages[n] = (uint8_t)language;
	g_hash_table_insert(languages->tellers,
	                    known ? (gpointer)word : arena_strdup(arena, word), tellers);
}

static void
add_words(Languages *languages, const char *words, unsigned language, Arena *arena)
{
	g_auto(GStrv) split = g_strsplit(words, " ", -1);

	for (char **word = split; *word; word++)
		if (**word)
			add_word(languages, *word, language, arena);
}

static bool
add_scripts(Languages *languages, const char *names, unsigned language, bool alone,
            const char *path, GError **error)
{
	g_auto(GStrv) split = g_strsplit(names, " ", -1);

	for (char **name = split; *name; name++) {
		if (strlen(*name) != 4)
			continue;
		guint32 tag = (guint32)(*name)[0] << 24 | (guint32)(*name)[1] << 16 |
		              (guint32)(*name)[2] << 8 | (guint32)(*name)[3];
		GUnicodeScript script = g_unicode_script_from_iso15924(tag);

		if (script < 0 || script == G_UNICODE_SCRIPT_UNKNOWN) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
			            "'%s': no script '%s'", path, *name);
			return false;
		}
		g_hash_table_insert(languages->scripts, GINT_TO_POINTER(script + 1),
		                    GUINT_TO_POINTER(alone ? language + 1 : SHARED));
	}
	return true;
}

static bool
add_row(Languages *languages, const char *const *row, const int *columns, const char *path,
        Arena *arena, GError **error)
{
	enum { CODE, NAME, SCRIPT, WORDS };
	unsigned number = languages->n++;
	const char *words = row[columns[WORDS]];

	languages->codes[number] = row[columns[CODE]];
	languages->names[number] = row[columns[NAME]];
	g_hash_table_insert(languages->numbers, (gpointer)row[columns[CODE]],
	                    GUINT_TO_POINTER(number + 1));
	add_words(languages, words, number, arena);
	return add_scripts(languages, row[columns[SCRIPT]], number, !*words, path, error);
}

static bool
read_rows(Languages *languages, const Tsv *tsv, Arena *arena, GError **error)
{
	static const char *const names[] = { "code", "name", "script", "words" };
	int columns[G_N_ELEMENTS(names)];

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
		if ((columns[i] = tsv_column(tsv, names[i])) < 0) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
			            "'%s': no column '%s'", tsv->path, names[i]);
			return false;
		}
	if (tsv->rows->len > MAX_LANGUAGES) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
		            "'%s': more than %d languages", tsv->path, MAX_LANGUAGES);
		return false;
	}
	languages->codes = arena_new0(arena, const char *, tsv->rows->len);
	languages->names = arena_new0(arena, const char *, tsv->rows->len);
	for (guint i = 0; i < tsv->rows->len; i++)
		if (!add_row(languages, tsv->rows->pdata[i], columns, tsv->path, arena, error))
			return false;
	return true;
}

Languages *
languages_load(const char *path, Arena *arena, GError **error)
{
	g_auto(Tsv) tsv = { .path = NULL };

	if (!tsv_read(&tsv, path, arena, error))
		return NULL;
	Languages *languages = g_new0(Languages, 1);
	languages->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	languages->tellers = g_hash_table_new(g_str_hash, g_str_equal);
	languages->scripts = g_hash_table_new(NULL, NULL);
	if (read_rows(languages, &tsv, arena, error))
		return languages;
	languages_free(languages);
	return NULL;
}

void
languages_free(Languages *languages)
{
	if (!languages)
		return;
	g_hash_table_unref(languages->numbers);
	g_hash_table_unref(languages->tellers);
	g_hash_table_unref(languages->scripts);
	g_free(languages);
}

unsigned
languages_count(const Languages *languages)
{
	return languages->n;
}

const char *
languages_code(const Languages *languages, unsigned language)
{
	return languages->codes[language];
}

int
languages_find(const Languages *languages, const char *code)
{
	return (int)GPOINTER_TO_UINT(g_hash_table_lookup(languages->numbers, code)) - 1;
}

const char *
languages_name(const Languages *languages, const char *code)
{
	int number = languages_find(languages, code);

	return number < 0 ? code : languages->names[number];
}

const uint8_t *
languages_of_word(const Languages *languages, const char *word, unsigned *n)
{
	const Tellers *tellers = g_hash_table_lookup(languages->tellers, word);

	*n = tellers ? tellers->n : 0;
	return tellers ? tellers->languages : NULL;
}

int
languages_of_script(const Languages *languages, GUnicodeScript script)
{
	gpointer key = GINT_TO_POINTER(script + 1);
	unsigned use = GPOINTER_TO_UINT(g_hash_table_lookup(languages->scripts, key));

	return use && use != SHARED ? (int)use - 1 : -1;
}
