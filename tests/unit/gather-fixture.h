#ifndef GATHER_FIXTURE_H
#define GATHER_FIXTURE_H

#include "gather/gather.h"
#include "model/records-json.h"

#include <entente/tell.h>
#include <string.h>

/* Pages written down by hand, and what comes of gathering them. */

typedef struct {
	const char *id;
	const char *published; /* or NULL */
	const char *text;      /* or NULL */
	const char *records;   /* JSON Lines without evidence: it is made up here */
} FixturePage;

static Lexicon *
fixture_lexicon(void)
{
	static Lexicon *lexicon;

	if (!lexicon) {
		g_autoptr(GError) error = NULL;
		g_autofree char *dir =
		    g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

		lexicon = lexicon_load(dir, "en", &error);
		g_assert_no_error(error);
	}
	return lexicon;
}

/* A sentence that says a person's title as people do. */
static inline const char *
fixture_sentence(Arena *arena, const EntenteRecord *record, size_t i, const char *id)
{
	const EntentePerson *person = &record->person;

	if (record->kind == ENTENTE_PERSON && person->roles)
		return arena_printf(arena, "Sentence %zu of %s: %s %s spoke.", i, id,
		                    person->roles[0], person->name);
	return arena_printf(arena, "Sentence %zu of %s.", i, id);
}

static inline void
fixture_add(EntenteRecords *pages, const FixturePage *page)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records = records_from_json(page->records, &error);
	EntenteSource *source = &records_add(pages, ENTENTE_SOURCE)->source;

	g_assert_no_error(error);
	source->id = arena_strdup(pages->arena, page->id);
	source->published = arena_strdup(pages->arena, page->published);
	source->text = arena_strdup(pages->arena, page->text);
	source->chars = page->text ? (int32_t)g_utf8_strlen(page->text, -1) : 0;
	for (size_t i = 0; i < entente_records_count(records); i++) {
		EntenteRecord *copy = records_add_copy(pages, entente_records_get(records, i));
		g_autoptr(GArray) evidence = g_array_new(FALSE, FALSE, sizeof(EntenteEvidence));
		EntenteEvidence said = { page->id, { (uint32_t)i * 10, (uint32_t)i * 10 + 9 }, NULL, 0 };

		said.text = fixture_sentence(pages->arena, copy, i, page->id);
		g_array_append_val(evidence, said);
		records_set_evidence(pages, copy, evidence);
	}
}

/* The pages from `first` on, and around. */
static inline EntenteRecords *
fixture_pages(const FixturePage *pages, size_t n, size_t first)
{
	EntenteRecords *records = records_new();

	for (size_t i = 0; i < n; i++)
		fixture_add(records, &pages[(first + i) % n]);
	return records;
}

static inline EntenteRecords *
fixture_gather(const FixturePage *pages, size_t n)
{
	g_autoptr(EntenteRecords) records = fixture_pages(pages, n, 0);

	return gather(records, fixture_lexicon());
}

/* The merged records of a kind as JSON Lines without evidence, to be freed. */
static inline char *
fixture_tell(const EntenteRecords *merged, EntenteKind kind)
{
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < entente_records_count(merged); i++) {
		const EntenteRecord *record = entente_records_get(merged, i);
		g_autoptr(GString) line = g_string_new(NULL);

		if (record->kind != kind)
			continue;
		entente_tell_record(record, line);
		char *evidence = strstr(line->str, ", \"evidence\": ");
		if (evidence)
			g_string_truncate(line, (gsize)(evidence - line->str));
		g_string_append_printf(out, "%s%s\n", line->str, evidence ? "}" : "");
	}
	return g_string_free(out, FALSE);
}

/* The n-th merged record of a kind, or NULL. */
static inline const EntenteRecord *
fixture_get(const EntenteRecords *merged, EntenteKind kind, size_t n)
{
	for (size_t i = 0; i < entente_records_count(merged); i++) {
		const EntenteRecord *record = entente_records_get(merged, i);

		if (record->kind == kind && n-- == 0)
			return record;
	}
	return NULL;
}

static inline size_t
fixture_count(const EntenteRecords *merged, EntenteKind kind)
{
	size_t n = 0;

	while (fixture_get(merged, kind, n))
		n++;
	return n;
}

static inline const EntenteSource *
fixture_source(const EntenteRecords *merged, const char *id)
{
	for (size_t i = 0; fixture_get(merged, ENTENTE_SOURCE, i); i++) {
		const EntenteSource *source = &fixture_get(merged, ENTENTE_SOURCE, i)->source;

		if (g_str_equal(source->id, id))
			return source;
	}
	return NULL;
}

/* The discrepancy about this, or NULL. */
static inline const EntenteDiscrepancy *
fixture_discrepancy(const EntenteRecords *merged, const char *about)
{
	for (size_t i = 0; fixture_get(merged, ENTENTE_DISCREPANCY, i); i++) {
		const EntenteDiscrepancy *discrepancy =
		    &fixture_get(merged, ENTENTE_DISCREPANCY, i)->discrepancy;

		if (g_str_equal(discrepancy->about, about))
			return discrepancy;
	}
	return NULL;
}

#endif
