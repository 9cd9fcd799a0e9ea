/* What a change is called: invented positions before and since. */
#include "compare/compare.h"

#include <string.h>

enum { NOTHING = -1 };

typedef struct {
	int stance;
	const char *what, *date;
	guint n_sources, n_conditional;
	bool given_up;
} Side;

static const struct {
	const char *name;
	Side before, after;
	int change;
} cases[] = {
	{ "offered, now refused",
	  { ENTENTE_OFFERS, "a ceasefire in the strait", "2031-03-01", 1, 0, false },
	  { ENTENTE_REFUSES, "the ceasefire in the strait", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_REVERSED },
	{ "refused, now demanded",
	  { ENTENTE_REFUSES, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_DEMANDS, "inspections of the harbour", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_REVERSED },
	{ "accepted, now open",
	  { ENTENTE_ACCEPTS, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_OPEN, "harbour inspections", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_HARDENED },
	{ "open, now demanded",
	  { ENTENTE_OPEN, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_DEMANDS, "harbour inspections", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_HARDENED },
	{ "refused, now open",
	  { ENTENTE_REFUSES, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_OPEN, "harbour inspections", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_SOFTENED },
	{ "open, now offered",
	  { ENTENTE_OPEN, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_OFFERS, "harbour inspections", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_SOFTENED },
	{ "offered, now demanded: neither",
	  { ENTENTE_OFFERS, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_DEMANDS, "harbour inspections", "2031-03-05", 1, 0, false },
	  NOTHING },
	{ "given up",
	  { ENTENTE_DEMANDS, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_DEMANDS, "harbour inspections", "2031-03-05", 1, 0, true },
	  ENTENTE_CHANGE_WITHDRAWN },
	{ "of the same day",
	  { ENTENTE_OFFERS, "harbour inspections", "2031-03-05", 1, 0, false },
	  { ENTENTE_REFUSES, "harbour inspections", "2031-03-05T18:00:00", 1, 0, false },
	  NOTHING },
	{ "of another number",
	  { ENTENTE_OFFERS, "a ceasefire of 30 days", "2031-03-01", 1, 0, false },
	  { ENTENTE_REFUSES, "a ceasefire of 60 days", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_NEW },
	{ "in other words",
	  { ENTENTE_DEMANDS, "inspections of every harbour crane", "2031-03-01", 1, 0, false },
	  { ENTENTE_DEMANDS, "crane inspections", "2031-03-05", 1, 0, false },
	  NOTHING },
	{ "of something else",
	  { ENTENTE_DEMANDS, "harbour inspections", "2031-03-01", 1, 0, false },
	  { ENTENTE_DEMANDS, "higher crane wages", "2031-03-05", 1, 0, false },
	  ENTENTE_CHANGE_NEW },
	{ "a condition of two sources",
	  { ENTENTE_OFFERS, "harbour inspections", "2031-03-01", 2, 0, false },
	  { ENTENTE_OFFERS, NULL, "2031-03-05", 2, 2, false },
	  ENTENTE_CHANGE_HARDENED },
	{ "a condition of one",
	  { ENTENTE_OFFERS, "harbour inspections", "2031-03-01", 2, 0, false },
	  { ENTENTE_OFFERS, NULL, "2031-03-05", 2, 1, false },
	  NOTHING },
	{ "a condition dropped",
	  { ENTENTE_OFFERS, "harbour inspections", "2031-03-01", 2, 2, false },
	  { ENTENTE_OFFERS, NULL, "2031-03-05", 2, 0, false },
	  ENTENTE_CHANGE_SOFTENED },
	{ "a refusal made conditional",
	  { ENTENTE_REFUSES, "harbour inspections", "2031-03-01", 2, 0, false },
	  { ENTENTE_REFUSES, NULL, "2031-03-05", 2, 2, false },
	  ENTENTE_CHANGE_SOFTENED },
};

static ChangeWords *
load(void)
{
	g_autoptr(GError) error = NULL;
	ChangeWords *words = change_words_load(g_getenv("ENTENTE_ROOT"), &error);

	g_assert_no_error(error);
	return words;
}

/* Without words of its own a position is the record of the other side. */
static Stated
stated(const Side *side, const Side *other, EntenteRecord *record, const char *ref)
{
	record->kind = ENTENTE_POSITION;
	record->ref = side->what && other->what ? ref : "p-same";
	record->n_sources = (int32_t)side->n_sources;
	record->position = (EntentePosition){ .party = "Harbour Union",
		                              .issue = "inspections",
		                              .stance = side->stance,
		                              .what = side->what ? side->what : other->what };
	return (Stated){ record, side->date, side->n_conditional, side->given_up, true };
}

static void
test_positions(void)
{
	g_autoptr(ChangeWords) words = load();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
		EntenteRecord old = { 0 }, new = { 0 };
		Stated before = stated(&cases[i].before, &cases[i].after, &old, "p-1");
		Stated after = stated(&cases[i].after, &cases[i].before, &new, "p-2");

		g_test_message("%s", cases[i].name);
		compare_positions(words, &before, 1, &after, 1, found);
		g_assert_cmpuint(found->len, ==, cases[i].change != NOTHING);
		if (found->len)
			g_assert_cmpint(g_array_index(found, Found, 0).change, ==,
			                cases[i].change);
	}
}

static void
test_giving_up(void)
{
	static const struct {
		const char *sentence, *wording;
		bool gives_up;
	} said[] = {
		{ "The union dropped its demand for a crane.", "demand", true },
		{ "The union no longer insists on a crane.", "insists", true },
		{ "The union backed away from an earlier offer.", "offer", true },
		{ "The union has not dropped its demand for a crane.", "demand", false },
		{ "The port asked whether the union had dropped its demand.", "demand", false },
		{ "The crane dropped a load while the union made its demand.", "demand", false },
		{ "The union demands a crane.", "demands", false },
	};
	g_autoptr(ChangeWords) words = load();

	for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
		g_test_message("%s", said[i].sentence);
		g_assert_cmpint(change_words_give_up(words, said[i].sentence, said[i].wording),
		                ==, said[i].gives_up);
	}
}

static void
test_facts(void)
{
	static const struct {
		int before, after;
		bool changes;
	} statuses[] = {
		{ ENTENTE_DRAFT_TABLED, ENTENTE_DRAFT_ACCEPTED, true },
		{ ENTENTE_DRAFT_ACCEPTED, ENTENTE_DRAFT_TABLED, false },
		{ ENTENTE_DRAFT_UNKNOWN, ENTENTE_DRAFT_SIGNED, false },
		{ ENTENTE_DRAFT_SIGNED, ENTENTE_DRAFT_UNKNOWN, false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
		g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(FoundFact));
		g_autoptr(GPtrArray) before = g_ptr_array_new(), after = g_ptr_array_new();
		EntenteRecord old = { .kind = ENTENTE_DRAFT }, new = old;

		old.draft = (EntenteDraft){ .points = 12, .status = statuses[i].before };
		new.draft = (EntenteDraft){ .points = 12, .status = statuses[i].after };
		g_ptr_array_add(before, &old);
		g_ptr_array_add(after, &new);
		compare_facts(ENTENTE_DRAFT, before, after, found);
		g_assert_cmpuint(found->len, ==, statuses[i].changes);
		for (guint f = 0; f < found->len; f++) {
			FoundFact *fact = &g_array_index(found, FoundFact, f);

			g_assert_cmpstr(fact->field, ==, "status");
			g_free(fact->old_value);
			g_free(fact->new_value);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/compare/positions", test_positions);
	g_test_add_func("/compare/giving-up", test_giving_up);
	g_test_add_func("/compare/facts", test_facts);
	return g_test_run();
}
