/* People: which runs of words are names, whole, and for which side they speak. */
#include "extract/cast.h"
#include "model/article.h"
#include "text/text.h"

#include <string.h>

static Lexicon *lexicon;

static Cast *
cast_of(Arena *arena, Article *article, const char *text)
{
	*article = (Article){ .arena = arena,
		              .text = text,
		              .length = (uint32_t)strlen(text),
		              .published = "2019-05-02" };
	return cast_find(text_understand(article, lexicon, NULL));
}

static const Person *
person_named(const Cast *cast, const char *name)
{
	for (guint i = 0; i < cast->people->len; i++)
		if (g_str_equal(cast_person(cast, (int)i)->name, name))
			return cast_person(cast, (int)i);
	return NULL;
}

static const char *
side_of(const Cast *cast, const Person *person)
{
	return person->party == NOBODY ? NULL : cast_party(cast, person->party)->name;
}

static void
test_sides(void)
{
	static const struct {
		const char *text, *person, *party; /* NULL: none may be told */
	} cases[] = {
		/* adjective, possessive, apposition */
		{ "Norwegian envoy Ketil Brenden said no.", "Ketil Brenden", "Norway" },
		{ "Chad's envoy Ketil Brenden said no.", "Ketil Brenden", "Chad" },
		{ "Ketil Brenden, an envoy of Norway, said no.", "Ketil Brenden", "Norway" },
		{ "Norway's chief negotiator, Ketil Brenden, said no.", "Ketil Brenden", "Norway" },
		{ "Jens Dahl, a former envoy of Norway, said no.", "Jens Dahl", NULL },
		{ "Former Norwegian envoy Ketil Brenden said no.", "Ketil Brenden", NULL },
		{ "Paula Lind, chairman of the China desk at a bank, said no.", "Paula Lind", NULL },
		/* chambers and labels */
		{ "Sen. Ada Quill (D-Md.) said no.", "Ada Quill", "Senate Democrats" },
		{ "Rep. Ada Quill, R-Texas, said no.", "Ada Quill", "House Republicans" },
		{ "Rep. Ada Quill (D., Ohio) said no.", "Ada Quill", "House Democrats" },
		{ "Rep. Ada Quill, Georgia Republican, said no.", "Ada Quill", "House Republicans" },
		{ "Republican Senator Ada Quill said no.", "Ada Quill", "Senate Republicans" },
		{ "Ada Quill (R-Texas) said no.", "Ada Quill", "Republicans" },
		{ "Senator Ada Quill said no.", "Ada Quill", NULL },
		/* leaders: more than a guess from afar, less than what the page says of them */
		{ "Prime Minister Erna Solberg said no.", "Erna Solberg", "Norway" },
		{ "Florida Sen. Marco Rubio said no.", "Marco Rubio", "Senate Republicans" },
		{ "Budget Committee Chairman John Yarmuth said no.", "John Yarmuth", "House Democrats" },
		{ "Russia's guest, president Xi Jinping, said no.", "Xi Jinping", "China" },
		{ "Brazilian minister Erna Solberg said no.", "Erna Solberg", "Brazil" },
		/* offices of several words */
		{ "Kremlin Trade Policy Council Director Ketil Brenden said no.", "Ketil Brenden",
		  "Russia" },
		{ "Shadow Brexit Secretary Ketil Brenden said no.", "Ketil Brenden", NULL },
		{ "Brexit Secretary Ketil Brenden said no.", "Ketil Brenden", "United Kingdom" },
		{ "Ada Quill, deputy head of the American Chamber of Commerce in Oslo, said no.",
		  "Ada Quill", "American Chamber of Commerce" },
		{ "Rep. Ada Quill of Ohio, the No. 3 House Democrat, said no.", "Ada Quill",
		  "House Democrats" },
		{ "Norwegian Ambassador to the U.S. Ketil Brenden said no.", "Ketil Brenden", "Norway" },
		{ "Norway's ambassador to Russia Ketil Brenden said no.", "Ketil Brenden", "Norway" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		Article article;
		g_autoptr(Cast) cast = cast_of(arena, &article, cases[i].text);
		const Person *person = person_named(cast, cases[i].person);

		g_test_message("%s", cases[i].text);
		g_assert_nonnull(person);
		g_assert_cmpstr(side_of(cast, person), ==, cases[i].party);
	}
}

static void
test_names(void)
{
	static const struct {
		const char *text, *people; /* all of them, "|" between, in order */
	} cases[] = {
		{ "They met with Liu He in Beijing.", "Liu He" },
		{ "It was the offer of Theresa May that fell.", "Theresa May" },
		{ "Kim Jong Un and Moon Jae-in met.", "Kim Jong Un|Moon Jae-in" },
		{ "They met Steve Israel and Bashar al-Assad.", "Steve Israel|Bashar al-Assad" },
		{ "Xi Jinping spoke. Later Xi said no, and Mr. Xi left.", "Xi Jinping" },
		/* a given name, before a verb of the talks */
		{ "On Monday Jane Okoro will leave.", "Jane Okoro" },
		{ "Photographer: Jane Okoro", "" },
		{ "On Monday Harbour Okoro will leave.", "" },
		/* no names */
		{ "Rep. Ada Quill, R-Texas, and others met at Camp David, the president said.",
		  "Ada Quill" },
		{ "The Beijing-based Cuban-American said no.", "" },
		{ "Highlights President Macron spoke.", "Macron" },
		{ "According to NewsHub.com, the minister said no.", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		g_autoptr(GString) people = g_string_new(NULL);
		Article article;
		g_autoptr(Cast) cast = cast_of(arena, &article, cases[i].text);

		for (guint j = 0; j < cast->people->len; j++)
			g_string_append_printf(people, "%s%s", j ? "|" : "",
			                       cast_person(cast, (int)j)->name);
		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(people->str, ==, cases[i].people);
	}
}

/* The White House is a side of its own only where the parties bargain and no other state does. */
static void
test_home(void)
{
	static const struct {
		const char *text, *president, *seat;
	} cases[] = {
		{ "Republicans and Democrats bargain over the budget. The White House said no. "
		  "President Donald Trump agreed.",
		  "White House", "White House" },
		{ "Republicans and Democrats looked on. Iran and the White House talk. Iran said no. "
		  "Iran left. President Donald Trump agreed.",
		  "United States", "United States" },
		{ "Democrats bargain over the budget. The White House said no. "
		  "President Donald Trump agreed.",
		  "United States", "United States" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		Article article;
		g_autoptr(Cast) cast = cast_of(arena, &article, cases[i].text);
		const Person *president = person_named(cast, "Donald Trump");
		const char *seat = strstr(article.text, "White House");
		bool found = false;

		g_test_message("%s", cases[i].text);
		g_assert_nonnull(president);
		g_assert_cmpstr(side_of(cast, president), ==, cases[i].president);
		for (guint j = 0; j < cast->mentions->len; j++) {
			const Mention *mention = &g_array_index(cast->mentions, Mention, j);
			const Word *word = &cast->document->words[mention->first_word];

			if (article.text + word->span.start != seat)
				continue;
			found = true;
			g_assert_cmpstr(cast_party(cast, mention->party)->name, ==, cases[i].seat);
		}
		g_assert_true(found);
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
	g_test_add_func("/extract-people/sides", test_sides);
	g_test_add_func("/extract-people/names", test_names);
	g_test_add_func("/extract-people/home", test_home);
	int status = g_test_run();
	lexicon_free(lexicon);
	return status;
}
