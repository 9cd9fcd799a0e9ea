/* From what a merged record is called to what it rests on: the records of pages that were
 * merged into it, as the pages had them. */
#include "correct/target.h"

#include <entente/dossier.h>
#include <entente/error.h>

#include <string.h>

static bool
same_sentence(const EntenteEvidence *a, const EntenteEvidence *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end &&
	       g_str_equal(a->source, b->source);
}

static bool
share_sentence(const EntenteRecord *a, const EntenteRecord *b)
{
	for (size_t i = 0; i < a->n_evidence; i++)
		for (size_t j = 0; j < b->n_evidence; j++)
			if (same_sentence(&a->evidence[i], &b->evidence[j]))
				return true;
	return false;
}

static GHashTable *
words_of(const char *text)
{
	g_autofree char *folded = g_utf8_casefold(text ? text : "", -1);
	g_auto(GStrv) words = g_strsplit_set(folded, " ,;.\n", -1);
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (char **word = words; *word; word++)
		if (**word)
			g_hash_table_add(set, g_strdup(*word));
	return set;
}

/* The share of words that both have, of those of the shorter, in hundredths. */
static int
overlap(const char *a, const char *b)
{
	g_autoptr(GHashTable) left = words_of(a), right = words_of(b);
	guint least = MIN(g_hash_table_size(left), g_hash_table_size(right)), shared = 0;
	GHashTableIter iter;
	gpointer word;

	g_hash_table_iter_init(&iter, left);
	while (g_hash_table_iter_next(&iter, &word, NULL))
		shared += g_hash_table_contains(right, word);
	return least ? (int)(100 * shared / least) : 0;
}

/* How well a page's record fits a merged one, which may have other names and words. */
static int
fit(const EntenteRecord *page, const EntenteRecord *merged)
{
	enum { EQUAL = 200 };
	const EntenteKindSpec *spec = entente_kind(page->kind);
	uint32_t telling = telling_fields(page->kind);
	int sum = 0;

	for (size_t i = 0; i < spec->n_fields; i++) {
		const EntenteField *field = &spec->fields[i];
		const void *x = entente_field(page, field), *y = entente_field(merged, field);

		if (!(telling & 1u << i))
			continue;
		if (field_equal(page, merged, field)) {
			sum += EQUAL;
		} else if (field->type == ENTENTE_FIELD_TEXT) {
			sum += overlap(*(const char *const *)x, *(const char *const *)y);
		} else if (field->type == ENTENTE_FIELD_TEXTS && *(char **const *)x &&
		           *(char **const *)y) {
			g_autofree char *left = g_strjoinv(" ", *(char ***)x);
			g_autofree char *right = g_strjoinv(" ", *(char ***)y);

			sum += overlap(left, right);
		}
	}
	return sum;
}

/* Whether the merged record's sentences name the page's record itself. */
static bool
names(const EntenteRecord *merged, const EntenteRecord *page)
{
	const EntenteEvidence *own = &page->evidence[0];

	for (size_t i = 0; own->record && i < merged->n_evidence; i++)
		if (merged->evidence[i].record == own->record &&
		    g_str_equal(merged->evidence[i].source, own->source))
			return true;
	return false;
}

/* Whether the page's record was merged into the first of `merged`, not into another of them.  A
 * sentence names but one of the page's records, though several may be merged for it, and none
 * where the desk added the record: these go where they fit. */
static bool
belongs(const EntenteRecord *page, const EntenteRecords *merged)
{
	const EntenteRecord *first = entente_records_get(merged, 0);

	if (page->kind != first->kind || !share_sentence(page, first))
		return false;
	if (names(first, page))
		return true;
	if (page->confidence != ENTENTE_UNKNOWN && page->confidence < ENTENTE_SURE)
		return false; /* not merged into anything */
	int own = fit(page, first);
	for (size_t i = 1; i < entente_records_count(merged); i++) {
		const EntenteRecord *other = entente_records_get(merged, i);

		if (names(other, page) ||
		    (share_sentence(page, other) && fit(page, other) > own))
			return false;
	}
	return true;
}

static bool
is_alone(const EntenteRecord *record, const EntenteRecords *pages)
{
	for (size_t i = 0; i < entente_records_count(pages); i++) {
		const EntenteRecord *other = entente_records_get(pages, i);

		if (other != record && other->kind == record->kind &&
		    share_sentence(record, other))
			return false;
	}
	return true;
}

static void
anchor(Target *target, const EntenteRecords *merged, const EntenteRecords *pages,
       const Corrected *corrected)
{
	target->records = records_new();
	for (size_t i = 0; i < entente_records_count(pages); i++) {
		const EntenteRecord *page = entente_records_get(pages, i);

		if (!belongs(page, merged))
			continue;
		Anchor anchor = {
			.record = records_add_copy(target->records,
			                           corrected_before(corrected, page)),
			.alone = is_alone(page, pages),
			.added = corrected_added(corrected, page),
		};

		g_array_append_val(target->anchors, anchor);
	}
}

/* The ids of the record's sources, each once; to be freed with g_ptr_array_unref. */
static GPtrArray *
sources_of(const EntenteRecord *record)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *ids = g_ptr_array_new();

	for (size_t i = 0; i < record->n_evidence; i++)
		if (g_hash_table_add(seen, (gpointer)record->evidence[i].source))
			g_ptr_array_add(ids, (gpointer)record->evidence[i].source);
	g_ptr_array_add(ids, NULL);
	return ids;
}

static const char *
name_of(const EntenteRecord *record)
{
	switch (record->kind) {
	case ENTENTE_SOURCE: return record->source.id;
	case ENTENTE_PERSON: return record->person.name;
	case ENTENTE_PARTY: return record->party.name;
	case ENTENTE_DISCREPANCY: return record->discrepancy.about;
	default: return NULL;
	}
}

Target *
target_of(const char *ref, const Lookup *lookup, Arena *arena, GError **error)
{
	g_autoptr(EntenteRecords) merged = lookup->record(ref, lookup->user_data, error);

	if (!merged)
		return NULL;
	const EntenteRecord *record = entente_records_get(merged, 0);
	g_autofree char *label = record_label(record);
	Target *target = target_new();

	target->kind = record->kind;
	target->ref = arena_strdup(arena, ref);
	target->label = arena_strdup(arena, label);
	target->name = arena_strdup(arena, name_of(record));
	if (target->name)
		return target;
	g_autoptr(GPtrArray) ids = sources_of(record);
	const Corrected *corrected = NULL;
	g_autoptr(EntenteRecords) pages = lookup->pages((const char *const *)ids->pdata,
	                                                &corrected, lookup->user_data, error);
	if (pages)
		anchor(target, merged, pages, corrected);
	if (pages && !target->anchors->len)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': no page says so any more", ref);
	if (pages && target->anchors->len)
		return target;
	target_free(target);
	return NULL;
}
