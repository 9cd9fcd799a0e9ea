/* Names that the lexicon holds: countries, peoples, places, organisations, and titles. */
#include "base/tsv.h"
#include "names.h"
#include "text/parse-features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
read_table(Tsv *tsv, const char *dir, const char *file, Arena *arena)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = g_build_filename(dir, file, NULL);

	if (!tsv_read(tsv, path, arena, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
}

static void
add_term(Gazetteer *gazetteer, const char *term, Name name)
{
	size_t words = 1;

	for (const char *p = term; *p; p++)
		words += *p == ' ';
	gazetteer->longest = MAX(gazetteer->longest, words);
	if (!g_hash_table_contains(gazetteer->terms, term))
		g_hash_table_insert(gazetteer->terms, g_strdup(term), GINT_TO_POINTER(name));
}

static Name
country_class(const char *class)
{
	if (strcmp(class, "adjective") == 0 || strcmp(class, "people") == 0)
		return NAME_NATIONALITY;
	return NAME_PLACE;
}

/* A side that is an organisation; words for a kind of side ("government", "envoys") are not. */
static bool
is_organisation(const char *kind, const char *class, const char *name)
{
	static const char *const kinds[] = { "alliance", "company", "government branch",
		                             "movement", "union" };

	if (strcmp(class, "metonym") == 0)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kind, kinds[i]) == 0)
			return *name;
	return false;
}

/* "prime minister": a part and the end.  A title with a preposition ("head of state") has its
 * end before it. */
static void
add_title(Gazetteer *gazetteer, const char *term)
{
	char **words = g_strsplit(term, " ", -1);
	size_t n = 0;

	while (words[n] && strlen(words[n]) > 3)
		n++;
	if (!n || (!words[n] && n == g_strv_length(words)) || g_strv_length(words) == 1)
		n = g_strv_length(words);
	g_hash_table_add(gazetteer->titles, g_strdup(words[n - 1]));
	for (size_t i = 0; i + 1 < n; i++)
		g_hash_table_add(gazetteer->parts, g_strdup(words[i]));
	g_strfreev(words);
}

Gazetteer *
gazetteer_load(const char *lexicon_dir)
{
	Gazetteer *gazetteer = g_new0(Gazetteer, 1);
	g_autoptr(Arena) arena = arena_new();
	g_auto(Tsv) countries = { 0 }, places = { 0 }, parties = { 0 }, titles = { 0 };

	gazetteer->terms = g_hash_table_new(g_str_hash, g_str_equal);
	gazetteer->titles = g_hash_table_new(g_str_hash, g_str_equal);
	gazetteer->parts = g_hash_table_new(g_str_hash, g_str_equal);
	read_table(&countries, lexicon_dir, "countries.tsv", arena);
	read_table(&places, lexicon_dir, "places.tsv", arena);
	read_table(&parties, lexicon_dir, "parties.tsv", arena);
	read_table(&titles, lexicon_dir, "titles.tsv", arena);
	for (guint r = 0; r < countries.rows->len; r++) {
		const char *const *cells = countries.rows->pdata[r];
		add_term(gazetteer, cells[0],
		         country_class(cells[tsv_column(&countries, "class")]));
	}
	for (guint r = 0; r < parties.rows->len; r++) {
		const char *const *cells = parties.rows->pdata[r];
		if (is_organisation(cells[tsv_column(&parties, "kind")],
		                    cells[tsv_column(&parties, "class")],
		                    cells[tsv_column(&parties, "name")]))
			add_term(gazetteer, cells[0], NAME_ORGANISATION);
	}
	for (guint r = 0; r < places.rows->len; r++)
		add_term(gazetteer, ((const char *const *)places.rows->pdata[r])[0],
		         NAME_PLACE);
	for (guint r = 0; r < titles.rows->len; r++)
		add_title(gazetteer, ((const char *const *)titles.rows->pdata[r])[0]);
	return gazetteer;
}

Name
gazetteer_find(const Gazetteer *gazetteer, const ParseWord *words, size_t n)
{
	char phrase[8 * (FOLD_MAX + 1)];
	size_t length = 0;

	if (n > gazetteer->longest || n > 8)
		return NAME_NONE;
	for (size_t i = 0; i < n; i++) {
		if (i)
			phrase[length++] = ' ';
		length += fold_word(&words[i], FOLD_LETTERS, phrase + length);
	}
	phrase[length] = '\0';
	return (Name)GPOINTER_TO_INT(g_hash_table_lookup(gazetteer->terms, phrase));
}

static bool
holds(GHashTable *table, const ParseWord *word)
{
	char folded[FOLD_MAX + 1];

	folded[fold_word(word, FOLD_LETTERS, folded)] = '\0';
	return g_hash_table_contains(table, folded);
}

bool
gazetteer_is_title(const Gazetteer *gazetteer, const ParseWord *word)
{
	return holds(gazetteer->titles, word);
}

bool
gazetteer_is_title_part(const Gazetteer *gazetteer, const ParseWord *word)
{
	return holds(gazetteer->parts, word);
}
