/* What an element's class, id and other names say of it. */
#include "read/html.h"

#include <string.h>

enum { MAX_NAMES_BYTES = 300 };

Note *
html_note(const HtmlPage *page, xmlNode *node)
{
	if (!node->_private)
		node->_private = arena_new0(page->arena, Note, 1);
	return node->_private;
}

/* "has-sidebar" and "no-comments" tell of what is around an element, not of it. */
static bool
is_of_others(const char *name)
{
	static const char *const starts[] = { "has-", "with-", "no-",   "without-",
		                              "is-",  "has_",  "with_", "no_" };

	for (unsigned i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_ascii_strncasecmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return strstr(name, "-with-") || strstr(name, "--with") || strstr(name, "-no-");
}

/* "relatedPosts" is two words. */
static char *
split_camel(const char *name)
{
	GString *words = g_string_new(NULL);

	for (const char *at = name; *at; at++) {
		if (g_ascii_isupper(*at) && at > name && g_ascii_islower(at[-1]))
			g_string_append_c(words, ' ');
		g_string_append_c(words, *at);
	}
	return g_string_free(words, FALSE);
}

static Effect
one_name_effect(const Phrases *phrases, const char *name)
{
	g_autofree char *words = split_camel(name);
	Effect effect = EFFECT_NONE;
	Tokens tokens;
	uint32_t end;

	phrases_tokens(phrases, &tokens, words, strlen(words));
	for (uint32_t at = 0; at < tokens.n; at++) {
		Effect here = phrases_match(phrases, &tokens, at, 1u << PLACE_CLASS, &end);

		effect = MAX(effect, here);
	}
	return effect;
}

Effect
html_name_effect(const xmlNode *node, const Lexicon *lexicon)
{
	static const char *const attributes[] = { "class",         "id",          "itemprop",
		                                  "property",      "data-testid", "data-qa",
		                                  "data-component" };
	const Phrases phrases = phrases_of(lexicon);
	Effect effect = EFFECT_NONE;
	bool keep = false;

	for (unsigned i = 0; i < G_N_ELEMENTS(attributes); i++) {
		const char *value = attribute(node, attributes[i]);
		g_autofree char *some = value ? g_strndup(value, MAX_NAMES_BYTES) : NULL;
		g_auto(GStrv) names = some ? g_strsplit_set(some, " \t\r\n", -1) : NULL;

		for (char **name = names; name && *name; name++) {
			Effect here = **name && !is_of_others(*name)
			                  ? one_name_effect(&phrases, *name)
			                  : EFFECT_NONE;
			effect = MAX(effect, here);
			keep |= here == EFFECT_KEEP;
		}
	}
	return keep ? EFFECT_KEEP : effect; /* one name may tell of what else is in it */
}

/* The columns of a grid differ by their figures alone. */
static bool
is_column(const char *class)
{
	return g_str_has_prefix(class, "col") || strstr(class, " col") || strstr(class, "span");
}

guint
html_signature(const xmlNode *node)
{
	const char *class = attribute(node, "class");
	guint hash = g_str_hash(node->name);
	size_t letters = 0;
	bool figures = class && is_column(class);

	for (size_t i = 0; class && class[i] && i < MAX_NAMES_BYTES; i++) {
		if (g_ascii_isdigit(class[i]) && !figures)
			continue;
		letters += g_ascii_isalpha(class[i]) != 0;
		hash = hash * 33 + (guchar) class[i];
	}
	return letters ? MAX(hash, 1u) : 0;
}

char *
html_short_text(const xmlNode *element, size_t most)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (const xmlNode *node = element; node && text->len <= most;
	     node = xml_next(node, element))
		if (node->type == XML_TEXT_NODE && node->content)
			g_string_append(text, (const char *)node->content);
	if (!text->len || text->len > most)
		return NULL;
	return g_string_free(g_steal_pointer(&text), FALSE);
}
