/* Whether two positions are about the same: judged by the stems of the words that name their
 * objects, and by names and numbers, which must not differ. */
#include "compare/compare.h"

#include <libstemmer.h>
#include <string.h>

enum { SHORTEST = 4 /* letters of a word that counts, unless it is a name or a number */ };

typedef struct {
	GHashTable *stems;     /* all that counts */
	GHashTable *specifics; /* names and numbers among them, in lower case */
} Object;

static void
object_clear(Object *object)
{
	g_clear_pointer(&object->stems, g_hash_table_unref);
	g_clear_pointer(&object->specifics, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Object, object_clear)

static char *
stem_of(const char *word)
{
	static const size_t longest = 64;
	struct sb_stemmer *stemmer = sb_stemmer_new("english", NULL);
	const sb_symbol *stem =
	    sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)MIN(strlen(word), longest));
	char *copy = g_strdup((const char *)stem);

	sb_stemmer_delete(stemmer);
	return copy;
}

static bool
is_specific(const char *text, const char *word)
{
	gunichar first = g_utf8_get_char(word);

	return g_unichar_isdigit(first) || (word != text && g_unichar_isupper(first)) ||
	       (g_unichar_isupper(first) && word[1] && g_ascii_isupper(word[1]));
}

static Object
object_of(const ChangeWords *words, const char *text)
{
	Object object = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		          g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
	g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);

	for (const char *at = valid; *at;) {
		const char *end = at;

		while (*end && (g_unichar_isalnum(g_utf8_get_char(end)) || *end == '.'))
			end = g_utf8_next_char(end);
		if (end == at) {
			at = g_utf8_next_char(at);
			continue;
		}
		g_autofree char *folded = g_utf8_strdown(at, end - at);
		bool specific = is_specific(valid, at);

		g_strdelimit(folded, ".", ' ');
		g_strstrip(folded);
		if (specific)
			g_hash_table_add(object.specifics, g_strdup(folded));
		if ((specific || g_utf8_strlen(folded, -1) >= SHORTEST) &&
		    !change_words_is_light(words, folded))
			g_hash_table_add(object.stems, stem_of(folded));
		at = end;
	}
	return object;
}

static guint
count_shared(GHashTable *a, GHashTable *b)
{
	GHashTableIter iter;
	gpointer key;
	guint n = 0;

	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		n += g_hash_table_contains(b, key);
	return n;
}

static bool
is_wide(const char *issue)
{
	static const char *const wide[] = { "the-deal", "talks", "other", NULL };

	return !issue || g_strv_contains(wide, issue);
}

bool
objects_alike(const ChangeWords *words, const char *issue, const char *a, const char *b)
{
	g_auto(Object) x = object_of(words, a), y = object_of(words, b);
	guint n_x = g_hash_table_size(x.stems), n_y = g_hash_table_size(y.stems);
	guint shared = count_shared(x.stems, y.stems);
	guint specific = count_shared(x.specifics, y.specifics);

	if (specific != g_hash_table_size(x.specifics) ||
	    specific != g_hash_table_size(y.specifics))
		return false;
	if (shared < 2)
		return shared && n_x == 1 && n_y == 1 && !is_wide(issue);
	return 3 * shared >= 2 * MAX(n_x, n_y);
}

bool
objects_related(const ChangeWords *words, const char *a, const char *b)
{
	g_auto(Object) x = object_of(words, a), y = object_of(words, b);
	guint shared = count_shared(x.stems, y.stems);
	guint least = MIN(g_hash_table_size(x.stems), g_hash_table_size(y.stems));

	return !least || 2 * shared >= least;
}

bool
objects_within(const ChangeWords *words, const char *a, const char *b)
{
	g_auto(Object) x = object_of(words, a), y = object_of(words, b);
	guint shared = count_shared(x.stems, y.stems);
	guint specific = count_shared(x.specifics, y.specifics);

	return specific == g_hash_table_size(x.specifics) &&
	       specific == g_hash_table_size(y.specifics) && shared >= 2 &&
	       shared == MIN(g_hash_table_size(x.stems), g_hash_table_size(y.stems));
}
