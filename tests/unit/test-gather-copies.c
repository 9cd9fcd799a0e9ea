/* Copies by containment: abridged wire text is found, a shared quotation does not suffice, and
 * every copy points to a head. */
#include "gather-fixture.h"

/* Text of `n` words that no other seed's text shares five in a row with. */
static void
append_words(GString *text, guint32 seed, int n)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < n; i++)
		g_string_append_printf(text, "%sword%d", text->len ? " " : "",
		                       g_rand_int_range(rand, 0, 5000));
}

typedef struct {
	guint32 seed; /* 0: the words in quotation marks of `quoted` */
	int n_words;
	bool quoted;
} Part;

typedef struct {
	const char *id;
	const char *published;
	Part parts[4];
	const char *copy_of; /* expected */
} Case;

static char *
write_text(const Case *page)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(page->parts) && page->parts[i].n_words; i++) {
		const Part *part = &page->parts[i];

		if (part->quoted)
			g_string_append(text, " \u201C");
		append_words(text, part->seed, part->n_words);
		g_string_append(text, part->quoted ? "\u201D" : ".\n");
	}
	return g_string_free(text, FALSE);
}

static void
check(const Case *cases, size_t n)
{
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(FixturePage));
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; i < n; i++) {
		FixturePage page = { cases[i].id, cases[i].published, write_text(&cases[i]), "" };

		g_ptr_array_add(texts, (char *)page.text);
		g_array_append_val(pages, page);
	}
	g_autoptr(EntenteRecords) merged =
	    fixture_gather((const FixturePage *)pages->data, pages->len);
	for (size_t i = 0; i < n; i++)
		g_assert_cmpstr(fixture_source(merged, cases[i].id)->copy_of, ==, cases[i].copy_of);
}

static void
test_abridged(void)
{
	static const Case cases[] = {
		{ "wire", "2031-05-02", { { 1, 400, false } }, NULL },
		{ "whole", "2031-05-03", { { 1, 400, false } }, "wire" },
		/* the first third, and as many words of its own */
		{ "abridged", "2031-05-03", { { 1, 130, false }, { 2, 150, false } }, "wire" },
		{ "own", "2031-05-03", { { 3, 400, false } }, NULL },
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void
test_shared_quotation(void)
{
	static const Case cases[] = {
		{ "a", "2031-05-02", { { 1, 80, false }, { 9, 60, true }, { 2, 40, false } }, NULL },
		{ "b", "2031-05-03", { { 3, 60, false }, { 9, 60, true }, { 4, 40, false } }, NULL },
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void
test_undated(void)
{
	static const Case cases[] = {
		{ "short", NULL, { { 1, 200, false } }, "long" },
		{ "long", NULL, { { 1, 200, false }, { 2, 100, false } }, NULL },
		{ "twin-a", NULL, { { 5, 200, false } }, NULL },
		{ "twin-b", NULL, { { 5, 200, false } }, "twin-a" },
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* A round-up holds two reports: neither makes the other a copy. */
static void
test_round_up(void)
{
	static const Case cases[] = {
		{ "first", "2031-05-01", { { 1, 200, false } }, NULL },
		{ "second", "2031-05-02", { { 2, 200, false } }, NULL },
		{ "round-up", "2031-05-03", { { 1, 200, false }, { 2, 100, false } }, "first" },
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void
test_no_chains(void)
{
	static const Case cases[] = {
		{ "head", "2031-05-01", { { 1, 100, false }, { 2, 100, false } }, NULL },
		{ "copy", "2031-05-02", { { 1, 100, false }, { 2, 100, false }, { 3, 100, false } },
		  "head" },
		{ "copy-of-copy", "2031-05-03", { { 2, 100, false }, { 3, 100, false } }, "head" },
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* The instant counts, not the text of the date: the second was published first. */
static void
test_time_zones(void)
{
	static const Case cases[] = {
		{ "west", "2031-05-01T23:30:00-06:00", { { 1, 100, false } }, "east" },
		{ "east", "2031-05-02T01:00:00+02:00", { { 1, 100, false } }, NULL },
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Lines that every page of a site carries do not make its pages copies. */
static void
test_boilerplate(void)
{
	enum { N = 120 };
	Case cases[N] = { 0 };
	char ids[N][8];

	for (int i = 0; i < N; i++) {
		g_snprintf(ids[i], sizeof ids[i], "p%03d", i);
		cases[i] = (Case){ ids[i], "2031-05-01", { { 7, 60, false }, { 100 + i, 60, false } },
			           NULL };
	}
	check(cases, N);
}

/* A text that very many pages reprint is one source all the same. */
static void
test_many_reprints(void)
{
	enum { N = 120 };
	Case cases[N] = { 0 };
	char ids[N][8];

	for (int i = 0; i < N; i++) {
		g_snprintf(ids[i], sizeof ids[i], "p%03d", i);
		cases[i] = (Case){ ids[i], "2031-05-01", { { 7, 200, false }, { 100 + i, 20, false } },
			           i ? "p000" : NULL };
	}
	check(cases, N);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gather/copies/abridged", test_abridged);
	g_test_add_func("/gather/copies/shared-quotation", test_shared_quotation);
	g_test_add_func("/gather/copies/undated", test_undated);
	g_test_add_func("/gather/copies/round-up", test_round_up);
	g_test_add_func("/gather/copies/no-chains", test_no_chains);
	g_test_add_func("/gather/copies/time-zones", test_time_zones);
	g_test_add_func("/gather/copies/boilerplate", test_boilerplate);
	g_test_add_func("/gather/copies/many-reprints", test_many_reprints);
	return g_test_run();
}
