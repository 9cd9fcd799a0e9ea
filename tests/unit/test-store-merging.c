/* Merged records written over others: whatever a dossier held before, it holds what one holds
 * that never held anything else.  Records come, go and change places at random; many are called
 * the same, and people change sides. */
#include "dossier-fixture.h"

#include "store/connection.h"

enum { N_PAGES = 6, N_STANCES = 4, N_PEOPLE = 5, ROUNDS = 300 };

static const char tables[] =
    "SELECT 'p', record, ref, sort_key, party, what, stance FROM positions "
    "UNION ALL SELECT 'n', record, ref, sort_key, name, party, '' FROM people "
    "UNION ALL SELECT 'q', record, ref, sort_key, speaker, text, '' FROM quotes "
    "UNION ALL SELECT 'e', record, nth, source, start, text, kind FROM evidence "
    "UNION ALL SELECT 'i', record, side, '', '', '', '' FROM sides "
    "UNION ALL SELECT 's', record, speaker, '', '', '', '' FROM speakers "
    "UNION ALL SELECT 'd', record, kind, digest, '', '', '' FROM digests ORDER BY 1, 2, 3";

static char *
dump(EntenteDossier *dossier)
{
	GString *rows = g_string_new(NULL);
	sqlite3_stmt *row;

	g_assert_cmpint(sqlite3_prepare_v2(dossier->db, tables, -1, &row, NULL), ==, SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(row); i++)
			g_string_append_printf(rows, "%s|", sqlite3_column_text(row, i));
		g_string_append_c(rows, '\n');
	}
	sqlite3_finalize(row);
	return g_string_free(rows, FALSE);
}

static EntenteDossier *
new_dossier(void)
{
	g_autoptr(GError) error = NULL;
	EntenteDossier *dossier = entente_dossier_open(NULL, ENTENTE_DOSSIER_WRITE, &error);

	g_assert_no_error(error);
	g_assert_true(add_pages(dossier, 1, N_PAGES, &error));
	return dossier;
}

/* The `number`th of a kind, on the sentences of one page or two from `first` on; mostly as it
 * was drawn before. */
static EntenteRecord *
add_record(EntenteRecords *merged, EntenteKind kind, int number, int first, GRand *random)
{
	EntenteRecord *record = records_add(merged, kind);
	int n = 1 + (g_rand_int_range(random, 0, 4) == 0);
	EntenteEvidence *evidence = arena_new0(merged->arena, EntenteEvidence, (size_t)n);

	for (int i = 0; i < n; i++) {
		g_autoptr(EntenteRecords) page = make_page(first + i);
		const EntenteEvidence *own = entente_records_get(page, 1)->evidence;

		evidence[i] =
		    (EntenteEvidence){ arena_strdup(merged->arena, own->source), own->span,
			               arena_strdup(merged->arena, own->text), (uint32_t)kind };
	}
	record->evidence = evidence;
	record->n_evidence = (size_t)n;
	record->sort_key = arena_printf(merged->arena, "%d %d %d %d", (int)kind,
	                                g_rand_int_range(random, 0, 4) == 0, number, first);
	return record;
}

static EntenteRecords *
draw(GRand *random)
{
	static const char *const sides[] = { "Norland", "Sudland", NULL };
	EntenteRecords *merged = records_new();

	for (int page = 1; page <= 2; page++) /* called the same: stances do not tell */
		for (int stance = 0; stance < N_STANCES; stance++) {
			if (g_rand_boolean(random))
				continue;
			EntentePosition *position =
			    &add_record(merged, ENTENTE_POSITION, stance, page, random)
				 ->position;
			position->party = "Norland";
			position->issue = "ceasefire";
			position->what = "a ceasefire";
			position->stance = stance;
		}
	for (int i = 0; i < N_PEOPLE; i++) {
		const char *name = arena_printf(merged->arena, "Person %d", i);

		if (g_rand_boolean(random)) {
			EntentePerson *person =
			    &add_record(merged, ENTENTE_PERSON, i, 1, random)->person;
			person->name = name;
			person->party = sides[g_rand_int_range(random, 0, 3)];
		}
		if (g_rand_boolean(random)) {
			EntenteQuote *quote =
			    &add_record(merged, ENTENTE_QUOTE, i, 1, random)->quote;
			quote->speaker = name;
			quote->text = "It will do.";
		}
	}
	return merged;
}

static void
test_as_if_new(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	g_autoptr(EntenteDossier) dossier = new_dossier();

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(EntenteRecords) merged = draw(random);
		g_autoptr(EntenteDossier) other = new_dossier();

		g_assert_true(store_set_merged(dossier, merged, &error));
		g_assert_true(store_set_merged(other, merged, &error));
		g_autofree char *found = dump(dossier), *expected = dump(other);
		g_assert_cmpstr(found, ==, expected);
	}
	assert_clean(dossier);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/merging/as if new", test_as_if_new);
	return g_test_run();
}
