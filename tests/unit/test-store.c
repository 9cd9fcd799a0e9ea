/* The dossier: what goes in comes out, in a file and in memory; pages seen again; filters. */
#include "base/arena.h"
#include "model/records.h"
#include "store/store.h"

#include <entente/tell.h>
#include <glib/gstdio.h>
#include <string.h>

#define TEXT                                                                                   \
	"Norland insists on open ports.\n"                                                     \
	"“We will not move,” Envoy Ada Brisk said.\n"                                      \
	"The two sides met in Vale for ninety minutes.\n"

static EntenteRecord *
add_source(EntenteRecords *page, const char *id, const char *path, const char *text)
{
	EntenteRecord *record = records_add(page, ENTENTE_SOURCE);
	EntenteSource *source = &record->source;

	source->id = arena_strdup(page->arena, id);
	source->path = arena_strdup(page->arena, path);
	source->text = arena_strdup(page->arena, text);
	source->outlet = "The Vale \"Courier\"";
	source->published = "2031-05-04T08:00:00Z";
	source->language = "en";
	source->chars = (int32_t)g_utf8_strlen(text, -1);
	return record;
}

/* Gives the record the sentence of `text` that begins with `start`. */
static void
prove(EntenteRecords *page, EntenteRecord *record, const char *start)
{
	const EntenteSource *source = &entente_records_get(page, 0)->source;
	const char *at = strstr(source->text, start);
	size_t length = strcspn(at, "\n");
	uint32_t offset = (uint32_t)(at - source->text);
	g_autofree char *sentence = g_strndup(at, length);
	const EntenteEvidence one = {
		source->id, { offset, offset + (uint32_t)length }, sentence, 0
	};
	g_autoptr(GArray) evidence = g_array_new(FALSE, FALSE, sizeof one);

	g_array_append_val(evidence, one);
	records_set_evidence(page, record, evidence);
}

static EntenteRecord *
add_proven(EntenteRecords *page, EntenteKind kind, const char *start)
{
	EntenteRecord *record = records_add(page, kind);

	prove(page, record, start);
	return record;
}

/* Fills every field of the record with something of its type that quoting could break. */
static void
fill(EntenteRecord *record)
{
	static const char *const texts[] = { "a, b", "c \"d\" \\ é\n", NULL };
	static const EntenteVariant variants[] = { { "ninety", texts }, { "sixty", NULL } };
	const EntenteKindSpec *spec = entente_kind(record->kind);

	record->confidence = 63;
	for (size_t i = 0; i < spec->n_fields; i++) {
		void *at = (void *)entente_field(record, &spec->fields[i]);

		switch (spec->fields[i].type) {
		case ENTENTE_FIELD_TEXT: *(const char **)at = spec->fields[i].name; break;
		case ENTENTE_FIELD_TEXTS: *(const char *const **)at = texts; break;
		case ENTENTE_FIELD_NUMBER: *(int32_t *)at = (int32_t)i * 1000; break;
		case ENTENTE_FIELD_FLAG: *(bool *)at = true; break;
		case ENTENTE_FIELD_CHOICE: *(int *)at = 1; break;
		case ENTENTE_FIELD_VARIANTS:
			record->discrepancy.values = variants;
			record->discrepancy.n_values = G_N_ELEMENTS(variants);
			break;
		}
	}
}

/* A page with two records of every kind: one empty, one full; kinds interleaved. */
static EntenteRecords *
page_of_all_kinds(const char *id)
{
	EntenteRecords *page = records_new();

	add_source(page, id, "vale.html", TEXT);
	for (int full = 0; full < 2; full++)
		for (EntenteKind kind = ENTENTE_N_KINDS - 1; kind > ENTENTE_SOURCE; kind--) {
			EntenteRecord *record =
			    add_proven(page, kind, full ? "“We" : "Norland");

			if (full)
				fill(record);
		}
	return page;
}

/* Without what only merged records have. */
static char *
told(const EntenteRecords *records)
{
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < entente_records_count(records); i++) {
		EntenteRecord record = *entente_records_get(records, i);

		record.ref = NULL;
		entente_tell_record(&record, out);
	}
	return g_string_free(out, FALSE);
}

static void
assert_same(const EntenteRecords *left, const EntenteRecords *right)
{
	g_autofree char *one = told(left), *other = told(right);

	g_assert_cmpstr(one, ==, other);
}

static EntenteAdded
add(EntenteDossier *dossier, const EntenteRecords *page)
{
	g_autoptr(GError) error = NULL;
	EntenteAdded added = ENTENTE_ADDED;
	bool done = entente_dossier_add(dossier, page, &added, &error);

	g_assert_no_error(error);
	g_assert_true(done);
	return added;
}

static EntenteRecords *
pages_of(EntenteDossier *dossier)
{
	g_autoptr(GError) error = NULL;
	EntenteRecords *pages = store_pages(dossier, NULL, &error);

	g_assert_no_error(error);
	return pages;
}

static EntenteDossier *
open_dossier(const char *path, EntenteDossierMode mode)
{
	g_autoptr(GError) error = NULL;
	EntenteDossier *dossier = entente_dossier_open(path, mode, &error);

	g_assert_no_error(error);
	return dossier;
}

/* As gathering dates them: by their pages, here those of one sentence each. */
static void
date_records(EntenteRecords *merged)
{
	g_autoptr(GHashTable) published = g_hash_table_new(g_str_hash, g_str_equal);

	for (size_t i = 0; i < entente_records_count(merged); i++) {
		EntenteRecord *record = merged->items->pdata[i];

		if (record->kind == ENTENTE_SOURCE)
			g_hash_table_insert(published, (gpointer)record->source.id,
			                    (gpointer)record->source.published);
	}
	for (size_t i = 0; i < entente_records_count(merged); i++) {
		EntenteRecord *record = merged->items->pdata[i];

		record->last_published = g_hash_table_lookup(
		    published, record->kind == ENTENTE_SOURCE ? record->source.id
							      : record->evidence[0].source);
	}
}

static void
merge(EntenteDossier *dossier, EntenteRecords *merged)
{
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < merged->items->len; i++)
		((EntenteRecord *)merged->items->pdata[i])->sort_key =
		    arena_printf(merged->arena, "%03u", i);
	bool done = store_set_merged(dossier, merged, &error);

	g_assert_no_error(error);
	g_assert_true(done);
}

static EntenteRecords *
select_records(EntenteDossier *dossier, EntenteFilter filter)
{
	g_autoptr(GError) error = NULL;
	EntenteRecords *records = entente_dossier_records(dossier, &filter, &error);

	g_assert_no_error(error);
	return records;
}

static void
check_round_trip(EntenteDossier *dossier)
{
	g_autoptr(EntenteRecords) page = page_of_all_kinds("vale");

	g_assert_cmpint(add(dossier, page), ==, ENTENTE_ADDED);
	g_autoptr(EntenteRecords) pages = pages_of(dossier);
	assert_same(page, pages);
	g_assert_cmpstr(entente_records_get(pages, 0)->source.text, ==, TEXT);

	/* Merged records come by kind; twice set is once set. */
	merge(dossier, page);
	merge(dossier, page);
	g_autoptr(EntenteRecords) merged =
	    select_records(dossier, (EntenteFilter){ .kind = -1 });
	g_autoptr(EntenteRecords) expected = records_new();
	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++)
		for (size_t i = 0; i < entente_records_count(page); i++)
			if (entente_records_get(page, i)->kind == kind)
				records_add_copy(expected, entente_records_get(page, i));
	assert_same(expected, merged);
}

static void
test_round_trip_memory(void)
{
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL, ENTENTE_DOSSIER_WRITE);

	check_round_trip(dossier);
}

static void
test_round_trip_file(void)
{
	g_autofree char *folder = g_dir_make_tmp("entente-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "talks: 1?.dossier", NULL);
	g_autoptr(EntenteRecords) page = page_of_all_kinds("vale");
	EntenteDossier *dossier = open_dossier(path, ENTENTE_DOSSIER_WRITE);

	check_round_trip(dossier);
	entente_dossier_close(dossier);
	dossier = open_dossier(path, ENTENTE_DOSSIER_READ);
	g_autoptr(EntenteRecords) pages = pages_of(dossier);
	assert_same(page, pages);
	entente_dossier_close(dossier);
	g_assert_cmpint(g_unlink(path), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing else is left beside the file */
}

/* Pages come in turn; each line says what becomes of one and what its id is then. */
static void
test_pages_again(void)
{
	static const struct {
		const char *id, *path, *url, *text;
		EntenteAdded added;
		const char *ids;
	} cases[] = {
		{ "1", "a/1.txt", NULL, "One.\n", ENTENTE_ADDED, "1" },
		{ "1", "a/1.txt", NULL, "One.\n", ENTENTE_UNCHANGED, "1" },
		{ "1", "b/1.txt", NULL, "One.\n", ENTENTE_UNCHANGED, "1" },
		{ "1", "a/1.txt", NULL, "One more.\n", ENTENTE_REPLACED, "1" },
		{ "1", "b/1.txt", NULL, "Another.\n", ENTENTE_ADDED, "1 1-2" },
		{ "1", "b/1.txt", NULL, "Another.\n", ENTENTE_UNCHANGED, "1 1-2" },
		{ "1", "b/1.txt", NULL, "Another, changed.\n", ENTENTE_REPLACED, "1 1-2" },
		{ "1-3", "c/1-3.txt", NULL, "Its own name.\n", ENTENTE_ADDED, "1 1-2 1-3" },
		{ "1", "d/1.txt", NULL, "Third.\n", ENTENTE_ADDED, "1 1-2 1-3 1-4" },
		{ "u", "x.jsonl", "http://e.example/1", "U.\n", ENTENTE_ADDED,
		  "1 1-2 1-3 1-4 u" },
		{ "u", "y.jsonl", "http://e.example/1", "V.\n", ENTENTE_REPLACED,
		  "1 1-2 1-3 1-4 u" },
		{ "u", "y.jsonl", "http://e.example/2", "W.\n", ENTENTE_ADDED,
		  "1 1-2 1-3 1-4 u u-2" },
		{ "u", "y.jsonl", NULL, "X.\n", ENTENTE_REPLACED, "1 1-2 1-3 1-4 u u-2" },
	};
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL, ENTENTE_DOSSIER_WRITE);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(EntenteRecords) page = records_new();
		g_autoptr(GString) ids = g_string_new(NULL);

		add_source(page, cases[i].id, cases[i].path, cases[i].text)->source.url =
		    cases[i].url;
		add_proven(page, ENTENTE_QUOTE, cases[i].text);
		g_test_message("case %zu", i);
		g_assert_cmpint(add(dossier, page), ==, cases[i].added);
		g_autoptr(EntenteRecords) pages = pages_of(dossier);
		for (size_t j = 0; j < entente_records_count(pages); j += 2) {
			const EntenteSource *source = &entente_records_get(pages, j)->source;
			const EntenteRecord *quote = entente_records_get(pages, j + 1);

			g_string_append_printf(ids, j ? " %s" : "%s", source->id);
			g_assert_cmpstr(quote->evidence->source, ==, source->id);
			g_assert_true(g_str_has_prefix(source->text, quote->evidence->text));
		}
		g_assert_cmpstr(ids->str, ==, cases[i].ids);
	}
}

static void
test_no_record_without_its_sentence(void)
{
	static const struct {
		const char *source;
		EntenteSpan span;
		const char *text;
		bool kept;
	} cases[] = {
		{ "vale", { 0, 30 }, "Norland insists on open ports.", true },
		{ "vale", { 1, 31 }, "Norland insists on open ports.", false },
		{ "vale", { 0, 29 }, "Norland insists on open ports.", false },
		{ "other", { 0, 30 }, "Norland insists on open ports.", false },
		{ "vale", { 0, 0 }, "", false },
		{ "vale", { 30, 0 }, "", false },
		{ "vale", { 4000000000, 4000000007 }, "Norland", false },
	};
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL, ENTENTE_DOSSIER_WRITE);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(EntenteRecords) page = records_new();
		g_autoptr(GError) error = NULL;
		const EntenteEvidence evidence = { cases[i].source, cases[i].span,
			                           cases[i].text, 0 };
		EntenteAdded added;

		add_source(page, "vale", NULL, TEXT);
		EntenteRecord *record = records_add(page, ENTENTE_POSITION);
		record->evidence = &evidence;
		record->n_evidence = 1;
		g_assert_cmpint(entente_dossier_add(dossier, page, &added, &error), ==,
		                cases[i].kept);
		if (!cases[i].kept)
			g_assert_cmpstr(error->message, ==,
			                "'vale': a position whose sentence is not in its text");
	}
	g_autoptr(EntenteRecords) bare = records_new();
	g_autoptr(GError) error = NULL;
	records_add(bare, ENTENTE_CLAIM);
	g_assert_false(store_set_merged(dossier, bare, &error));
	g_assert_cmpstr(error->message, ==,
	                "'dossier in memory': a claim without its sentence");
}

static const char *const norland_names[] = { "Haven", "the Council", NULL };
static const char *const both[] = { "Sudland", "Norland", NULL };
static const char *const sudland[] = { "Sudland", NULL };
static const char *const brisk_names[] = { "Brisk", NULL };

/* Two pages, a week apart; Norland is also "Haven", and Ada Brisk speaks for it. */
static EntenteRecords *
two_sides(EntenteDossier *dossier)
{
	EntenteRecords *merged = records_new();
	g_autoptr(EntenteRecords) late = records_new();
	g_autoptr(EntenteRecords) early = records_new();
	EntenteRecord *record;

	add_source(late, "late", "late.txt", TEXT)->source.published = "2031-05-11";
	add_source(early, "early", "early.txt", "Sudland said no.\n");
	g_assert_cmpint(add(dossier, late), ==, ENTENTE_ADDED);
	g_assert_cmpint(add(dossier, early), ==, ENTENTE_ADDED);
	records_add_copy(merged, entente_records_get(late, 0));
	record = add_proven(merged, ENTENTE_PERSON, "“We");
	record->person.name = "Ada Brisk", record->person.party = "Norland";
	record->person.aliases = brisk_names;
	record = add_proven(merged, ENTENTE_PARTY, "Norland");
	record->party.name = "Norland", record->party.aliases = norland_names;
	record = add_proven(merged, ENTENTE_MEETING, "The two");
	record->meeting.parties = both;
	record = add_proven(merged, ENTENTE_POSITION, "Norland");
	record->position.party = "Norland", record->position.issue = "market-access";
	record = add_proven(merged, ENTENTE_DRAFT, "Norland");
	record->draft.name = "text", record->draft.by = "Westmark, Norland";
	record = add_proven(merged, ENTENTE_QUOTE, "“We");
	record->quote.speaker = "Brisk";
	record = add_proven(merged, ENTENTE_CLAIM, "Norland");
	record->claim.by = "Norland", record->claim.disputed_by = sudland;
	record = add_proven(merged, ENTENTE_ASSESSMENT, "Norland");
	record = add_proven(merged, ENTENTE_DISCREPANCY, "The two");
	record->discrepancy.about = "length of the meeting";
	records_add_copy(merged, entente_records_get(early, 0));
	record = records_add(merged, ENTENTE_POSITION);
	static const EntenteEvidence no = { "early", { 0, 16 }, "Sudland said no.", 0 };
	record->evidence = &no, record->n_evidence = 1;
	record->position.party = "Sudland", record->position.issue = "Market-Access";
	return merged;
}

static void
test_filters(void)
{
	static const struct {
		EntenteFilter filter;
		const char *kinds; /* first letters, as told */
	} cases[] = {
		{ { .kind = -1 },
		  "source source person party meeting position position draft quote "
		  "claim assessment discrepancy " },
		{ { .kind = ENTENTE_QUOTE }, "quote " },
		{ { .kind = -1, .party = "norland" },
		  "person party meeting position draft quote claim " },
		{ { .kind = -1, .party = "HAVEN" },
		  "person party meeting position draft quote claim " },
		{ { .kind = -1, .party = "Sudland" }, "meeting position claim " },
		{ { .kind = -1, .party = "Westmark" }, "draft " },
		{ { .kind = -1, .party = "Nor\xff" }, "" },
		{ { .kind = -1, .issue = "MARKET-ACCESS" }, "position position " },
		{ { .kind = -1, .party = "Sudland", .issue = "market-access" }, "position " },
		{ { .kind = ENTENTE_POSITION, .since = "2031-05-05" }, "position " },
		{ { .kind = ENTENTE_POSITION, .since = "2031-05-04" }, "position position " },
		{ { .kind = ENTENTE_SOURCE, .since = "2031-05-11" }, "source " },
		{ { .kind = -1, .since = "2031-06" }, "" },
	};
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL, ENTENTE_DOSSIER_WRITE);
	g_autoptr(EntenteRecords) merged = two_sides(dossier);

	date_records(merged);
	merge(dossier, merged);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(EntenteRecords) records = select_records(dossier, cases[i].filter);
		g_autoptr(GString) kinds = g_string_new(NULL);

		for (size_t j = 0; j < entente_records_count(records); j++)
			g_string_append_printf(
			    kinds, "%s ",
			    entente_kind(entente_records_get(records, j)->kind)->name);
		g_assert_cmpstr(kinds->str, ==, cases[i].kinds);
	}
}

static void
test_problem(void)
{
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL, ENTENTE_DOSSIER_WRITE);
	g_autoptr(GError) error = NULL;

	g_assert_true(entente_dossier_note_problem(dossier, "'a.html': empty", &error));
	g_assert_true(entente_dossier_note_problem(dossier, "'a.html': empty", &error));
	g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/round-trip/memory", test_round_trip_memory);
	g_test_add_func("/store/round-trip/file", test_round_trip_file);
	g_test_add_func("/store/pages-again", test_pages_again);
	g_test_add_func("/store/no-record-without-its-sentence",
	                test_no_record_without_its_sentence);
	g_test_add_func("/store/filters", test_filters);
	g_test_add_func("/store/problem", test_problem);
	return g_test_run();
}
