/* Who may hold what the last sentence of a text tells: who has to be among them, and who not. */
#include "extract/extract.h"
#include "extract/holders.h"
#include "text/parse-model.h"
#include "understand.h"

static ParseModel *model;

static const char *const kinds[N_HOLDER_KINDS] = {
	"person", "party", "adjective", "group",  "place", "pronoun", "both",
	"role",   "noun",  "speaker",   "before", "self",  "near",    "page",
	"antecedent", "called",
};

static const struct {
	const char *text;
	const char *must[4]; /* "KIND SIDE+SIDE" */
	const char *never[3];
} cases[] = {
	{ "Peru wants a review.", { "party Peru" }, { NULL } },
	{ "Bolivian officials met. They want a review.", { "pronoun Bolivia" }, { NULL } },
	{ "Peru and Chile met. Both sides want a review.", { "both Chile+Peru" }, { NULL } },
	/* a person for his side and in his own name */
	{ "Peruvian President Ada Moss refuses to sign.",
	  { "person Peru", "self Ada Moss" },
	  { NULL } },
	{ "\"I refuse to sign,\" said Peruvian minister Ada Moss.",
	  { "speaker Peru", "pronoun Peru", "self Ada Moss" },
	  { NULL } },
	{ "Peruvian President Ada Moss came. She refuses to sign.", { "self Ada Moss" }, { NULL } },
	/* who was named up to three sentences before, but once only */
	{ "Peru met Chile. It rained. Nothing came of it. The storm wants no review.",
	  { "near Peru", "near Chile" },
	  { "page Peru", "page Chile" } },
	{ "Peru left. Chile stayed. Chile wants a review.", { "near Peru" }, { "near Chile" } },
	/* what the page is about */
	{ "Peru left. It rained. It stopped. It rained. It is late.",
	  { "page Peru" },
	  { "near Peru" } },
	{ "It is late.", { NULL }, { NULL } },
	/* all for whom a word may stand, nearest first */
	{ "Peru left. Chile stayed. \"They want a review,\" said Bolivian minister Ada Moss.",
	  { "antecedent Chile", "antecedent Peru" },
	  { "pronoun Chile" } },
	{ "Peruvian minister Adam Moss met Chilean minister Anna Hill. He wants a review.",
	  { "pronoun Peru" },
	  { "antecedent Chile" } },
	{ "Peruvian officials met Chile. The official wants a review.", { "role Peru" }, { NULL } },
	{ "Peru met Chile. The ministry wants a review.",
	  { "role Chile", "antecedent Peru" },
	  { NULL } },
	{ "The Senate met. Some lawmakers want a review.",
	  { "role Senate" },
	  { "noun lawmakers" } },
	{ "Peru met Chile. All want a review.", { "both Chile+Peru" }, { NULL } },
	{ "Peru met Chile. It wants all tariffs lifted.", { NULL }, { "both Chile+Peru" } },
	{ "Peru met Chile. The negotiators want a review.", { "both Chile+Peru" }, { NULL } },
	/* by their own words: parts of a side, names that no table has */
	{ "Peruvian lawmakers want a review.",
	  { "group Peru", "called Peruvian lawmakers" },
	  { NULL } },
	{ "Peruvian officials want a review.",
	  { "group Peru" },
	  { "called Peruvian officials" } },
	{ "Some hardliners want a review.", { "group hardliners" }, { NULL } },
	{ "Peru met Chile. The Chilean-led forces want a review.",
	  { "noun Chilean-led forces" },
	  { NULL } },
	{ "The Senate met. Then parliament said no.",
	  { "role Senate", "noun parliament" },
	  { NULL } },
	{ "Angry cyclists want a review.", { "noun Angry cyclists" }, { NULL } },
	{ "Campaigners at Open Harbour want a review.", { "called Open Harbour" }, { NULL } },
	{ "The rebel leaders want a review.", { "group rebels" }, { NULL } },
	{ "The G7 wants a review.", { "party G7" }, { NULL } },
};

static const Document *
with_trees(Arena *arena, const char *text)
{
	Article *article = arena_new0(arena, Article, 1);
	Parser *parser = parser_new(model);

	article->arena = arena;
	article->id = "case";
	article->text = text;
	article->length = (uint32_t)strlen(text);
	const Document *document = text_understand(article, lexicon, parser);
	parser_free(parser);
	return document;
}

/* "person Peru; self Ada Moss; " */
static char *
told(const Extraction *extraction, const GArray *holders)
{
	GString *told = g_string_new(NULL);

	for (guint i = 0; i < holders->len; i++) {
		const Holder *holder = &g_array_index(holders, Holder, i);
		const char *side;

		g_string_append(told, kinds[holder->kind]);
		for (unsigned k = 0; (side = holder_side(extraction, holder, k)); k++)
			g_string_append_printf(told, "%c%s", k ? '+' : ' ', side);
		g_string_append(told, "; ");
	}
	return g_string_free(told, FALSE);
}

static bool
tells(const char *all, const char *one)
{
	g_autofree char *whole = g_strconcat(one, "; ", NULL);
	const char *at = strstr(all, whole);

	return at && (at == all || at[-1] == ' ');
}

/* The holders of the text's last sentence. */
static char *
holders_told(const char *text)
{
	g_autoptr(EntenteRecords) records = records_new();
	const Document *document = with_trees(records->arena, text);
	g_autoptr(Cast) cast = cast_find(document);
	g_autoptr(GArray) holders = g_array_new(false, true, sizeof(Holder));
	Extraction extraction = {
		.document = document,
		.cast = cast,
		.records = records,
		.speakers = arena_new0(records->arena, Actor, document->n_quotations),
		.speaker_names = arena_new0(records->arena, const char *, document->n_quotations),
	};

	records_add_source(records, document->article);
	extract_people(&extraction);
	extract_quotes(&extraction);
	holders_of(&extraction, (uint32_t)document->n_sentences - 1, holders);
	return told(&extraction, holders);
}

static void
check(const char *text, const char *all, const char *one, bool wanted)
{
	if (tells(all, one) == wanted)
		return;
	g_test_message("'%s': %s '%s' in '%s'", text, wanted ? "no" : "wrongly", one, all);
	g_test_fail();
}

static void
test_holders(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *all = holders_told(cases[i].text);

		for (size_t k = 0; k < G_N_ELEMENTS(cases[i].must) && cases[i].must[k]; k++)
			check(cases[i].text, all, cases[i].must[k], true);
		for (size_t k = 0; k < G_N_ELEMENTS(cases[i].never) && cases[i].never[k]; k++)
			check(cases[i].text, all, cases[i].never[k], false);
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	g_test_init(&argc, &argv, NULL);
	g_autofree char *path =
	    g_build_filename(g_getenv("ENTENTE_ROOT"), "data", "english.parse", NULL);
	model = parse_model_open(path, &error);
	g_assert_no_error(error);
	g_test_add_func("/holders", test_holders);
	int failed = run_with_lexicon();
	parse_model_free(model);
	return failed;
}
