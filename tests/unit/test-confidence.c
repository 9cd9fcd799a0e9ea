/* How sure a record is: what merging makes of it, and what is left out for want of it. */
#include "gather-fixture.h"
#include "store/store.h"

#include <entente/engine.h>

#define TEXT "Norland demands open ports.\nNorland refuses a quota.\n"

/* The same position on two pages, each with this confidence, and the merged one's. */
static const struct {
	int32_t one, other, merged;
} merges[] = {
	{ 40, 71, 71 },
	{ 71, 40, 71 },
	{ 70, 70, 70 },
	{ 40, ENTENTE_UNKNOWN, ENTENTE_UNKNOWN },
	{ ENTENTE_UNKNOWN, 40, ENTENTE_UNKNOWN },
	{ ENTENTE_UNKNOWN, ENTENTE_UNKNOWN, ENTENTE_UNKNOWN },
};

/* A page that says two things, in the order of its sentences. */
static EntenteRecords *
page_of(const char *id, int32_t demands, int32_t refuses)
{
	EntenteRecords *page = records_new();
	EntenteSource *source = &records_add(page, ENTENTE_SOURCE)->source;
	const int32_t sure[] = { demands, refuses };

	source->id = id;
	source->text = TEXT;
	source->chars = (int32_t)strlen(TEXT);
	source->published = "2031-05-04";
	for (int i = 0; i < 2; i++) {
		EntenteRecord *record = records_add(page, ENTENTE_POSITION);
		EntenteEvidence *evidence = arena_new0(page->arena, EntenteEvidence, 1);

		record->confidence = sure[i];
		record->position.party = "Norland";
		record->position.issue = i ? "fisheries" : "blockade";
		record->position.stance = i ? ENTENTE_REFUSES : ENTENTE_DEMANDS;
		record->position.what = i ? "a quota" : "open ports";
		*evidence = i ? (EntenteEvidence){ id, { 28, 52 }, "Norland refuses a quota.", 0 }
		              : (EntenteEvidence){ id, { 0, 27 }, "Norland demands open ports.", 0 };
		record->evidence = evidence;
		record->n_evidence = 1;
	}
	return page;
}

static EntenteDossier *
dossier_of(EntenteRecords *const *pages, size_t n)
{
	g_autoptr(GError) error = NULL;
	EntenteDossier *dossier = entente_dossier_open(NULL, ENTENTE_DOSSIER_WRITE, &error);
	EntenteAdded added;

	for (size_t i = 0; i < n; i++) {
		bool well = entente_dossier_add(dossier, pages[i], &added, &error);

		g_assert_no_error(error);
		g_assert_true(well);
	}
	return dossier;
}

static EntenteEngine *
engine(void)
{
	static EntenteEngine *engine;

	if (!engine) {
		g_autoptr(GError) error = NULL;

		engine = entente_engine_new(g_getenv("ENTENTE_ROOT"), &error);
		g_assert_no_error(error);
	}
	return engine;
}

/* Through the dossier, which must not lose it on the way. */
static void
test_merged(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(merges); i++) {
		g_autoptr(GError) error = NULL;
		const EntenteFilter filter = { .kind = ENTENTE_POSITION, .issue = "blockade" };
		g_autoptr(EntenteRecords) one = page_of("one", merges[i].one, 50);
		g_autoptr(EntenteRecords) other = page_of("other", merges[i].other, 50);
		g_autoptr(EntenteDossier) dossier =
		    dossier_of((EntenteRecords *[]){ one, other }, 2);

		g_assert_true(entente_dossier_gather(dossier, engine(), &error));
		g_autoptr(EntenteRecords) merged =
		    entente_dossier_records(dossier, &filter, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(entente_records_count(merged), ==, 1);
		g_assert_cmpint(entente_records_get(merged, 0)->confidence, ==,
		                merges[i].merged);
	}
}

/* What is asked of a page of an unsure demand (40) and a surer refusal (70), and of one whose
 * demand is as unsure and whose refusal says nothing of it. */
static const struct {
	int32_t least;
	EntenteFilter filter;
	const char *told;
} asked[] = {
	{ 0, { .kind = -1 }, "source source position 2 position 2 " },
	{ 40, { .kind = ENTENTE_POSITION }, "position 2 position 2 " },
	{ 41, { .kind = ENTENTE_POSITION }, "position 2 " },
	{ 71, { .kind = ENTENTE_POSITION }, "position 1 " },
	{ 100, { .kind = -1 }, "source source position 1 " },
	{ 41, { .kind = ENTENTE_POSITION, .issue = "blockade" }, "" },
	{ 41, { .kind = ENTENTE_POSITION, .party = "norland" }, "position 2 " },
	{ 41, { .kind = ENTENTE_POSITION, .party = "Sudland" }, "" },
	{ 41, { .kind = -1, .since = "2031-05-04" }, "source source position 2 " },
	{ 41, { .kind = -1, .since = "2031-05-05" }, "" },
};

static void
test_sure_records(void)
{
	g_autoptr(EntenteRecords) one = page_of("one", 40, 70);
	g_autoptr(EntenteRecords) other = page_of("other", 40, ENTENTE_UNKNOWN);
	g_autoptr(EntenteDossier) dossier = dossier_of((EntenteRecords *[]){ one, other }, 2);

	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GString) told = g_string_new(NULL);
		g_autoptr(EntenteRecords) records = entente_dossier_sure_records(
		    dossier, engine(), asked[i].least, &asked[i].filter, &error);

		g_assert_no_error(error);
		for (size_t r = 0; r < entente_records_count(records); r++) {
			const EntenteRecord *record = entente_records_get(records, r);

			g_string_append_printf(told, "%s ", entente_kind(record->kind)->name);
			if (record->kind != ENTENTE_SOURCE)
				g_string_append_printf(told, "%zu ", record->n_evidence);
		}
		g_assert_cmpstr(told->str, ==, asked[i].told);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/confidence/merged", test_merged);
	g_test_add_func("/confidence/sure-records", test_sure_records);
	int status = g_test_run();

	entente_engine_free(engine());
	return status;
}
