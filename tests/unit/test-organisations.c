/* Organisations that no table has: what names them, and what is none. */
#include "extract/cast.h"
#include "model/article.h"
#include "text/text.h"

#include <string.h>

static const struct {
	const char *text;
	const char *parties; /* all of the article's, in order of mention: "name (kind)" */
	const char *person, *party; /* a person and the side, NULL for none to check */
} cases[] = {
	{ "On Monday the Quarry and Slate Workers' Union rejected the offer.",
	  "Quarry and Slate Workers' Union (union)", NULL, NULL },
	{ "On Monday the United Brotherhood of Bakers rejected the offer.",
	  "United Brotherhood of Bakers (union)", NULL, NULL },
	{ "The National Slate Alliance (NSA) met on Monday. Later the NSA left.",
	  "National Slate Alliance (other)", NULL, NULL },
	/* the nouns stand for what is named */
	{ "The Slate Workers' Union met. Then the union rejected the offer, union president "
	  "Ada "
	  "Moss said.",
	  "Slate Workers' Union (union)", "Ada Moss", "Slate Workers' Union" },
	{ "Zorba Mills's chief executive, Ada Moss, said no. Then the company left.",
	  "Zorba Mills (company)", "Ada Moss", "Zorba Mills" },
	{ "The offer came late, said Ada Moss, the chief executive of Zorba Mills.",
	  "Zorba Mills (company)", "Ada Moss", "Zorba Mills" },
	/* none is named: the noun is all there is; several workers are not the union */
	{ "On Monday the union rejected the offer.", "union (union)", NULL, NULL },
	{ "The Slate Workers' Union met some workers.",
	  "Slate Workers' Union (union), workers (union)", NULL, NULL },
	/* no organisation: what tables have, single words, headings */
	{ "The European Union met China.", "European Union (alliance), China (state)", NULL,
	  NULL },
	{ "In the State of the Union he said nothing.", "", NULL, NULL },
	{ "He blamed Huawei Technologies Co. for it.", "Huawei (company)", NULL, NULL },
};

static Lexicon *lexicon;

static char *
parties_of(const Cast *cast)
{
	g_autoptr(GString) parties = g_string_new(NULL);
	g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < cast->mentions->len; i++) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);

		if (mention->person != NOBODY || mention->kind == MENTION_ADJECTIVE ||
		    !g_hash_table_add(told, GINT_TO_POINTER(mention->party)))
			continue;
		const Party *party = cast_party(cast, mention->party);
		g_string_append_printf(parties, "%s%s (%s)", parties->len ? ", " : "",
		                       party->name, party->kind);
	}
	return g_string_free(g_steal_pointer(&parties), FALSE);
}

static const char *
side_of(const Cast *cast, const char *name)
{
	for (guint i = 0; i < cast->people->len; i++) {
		const Person *person = cast_person(cast, (int)i);

		if (g_str_equal(person->name, name) && person->party != NOBODY)
			return cast_party(cast, person->party)->name;
	}
	return NULL;
}

static void
test_organisations(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Article article = { .arena = arena,
			                  .text = cases[i].text,
			                  .length = (uint32_t)strlen(cases[i].text) };
		g_autoptr(Cast) cast = cast_find(text_understand(&article, lexicon, NULL));
		g_autofree char *parties = parties_of(cast);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(parties, ==, cases[i].parties);
		if (cases[i].person)
			g_assert_cmpstr(side_of(cast, cases[i].person), ==, cases[i].party);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_autofree char *dir = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);
	g_autoptr(GError) error = NULL;

	lexicon = lexicon_load(dir, "en", &error);
	g_assert_no_error(error);
	g_test_add_func("/organisations", test_organisations);
	int status = g_test_run();
	lexicon_free(lexicon);
	return status;
}
