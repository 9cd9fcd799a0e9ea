/* Corrections one after the other on what pages say, so that the later word holds; what they
 * say of merged records is left to gathering as rulings. */
#include "correct/applying.h"

#include <string.h>

Ruling *
lay_down(Corrected *corrected, RuleType type, EntenteKind kind)
{
	Ruling *ruling = g_new0(Ruling, 1);

	ruling->type = type;
	ruling->kind = kind;
	g_ptr_array_add(corrected->rulings, ruling);
	g_ptr_array_add(corrected->of_ruling, GUINT_TO_POINTER(corrected->index + 1));
	return ruling;
}

void
note_found(Corrected *corrected)
{
	g_array_index(corrected->found, bool, corrected->index) = true;
}

EntenteRecord *
put_under_source(Corrected *corrected, const EntenteRecord *record)
{
	EntenteRecord *copy = records_add_copy(corrected->pages, record);

	g_ptr_array_set_size(corrected->pages->items, (int)corrected->pages->items->len - 1);
	copy->confidence = 100;
	g_ptr_array_add(corrected->additions, copy);
	match_add(corrected->match, copy);
	return copy;
}

/* Puts the anchor's record back, where its source still has its sentences: the desk vouches for
 * it, whatever the lexicon makes of them now. */
static EntenteRecord *
put_back(Corrected *corrected, const Anchor *anchor)
{
	EntenteRecord record = *anchor->record;
	g_autofree EntenteEvidence *evidence =
	    g_memdup2(record.evidence, sizeof *evidence * record.n_evidence);
	const EntenteRecord *source =
	    record.n_evidence ? match_source(corrected->match, evidence[0].source) : NULL;

	if (!source || !source->source.text || anchor->added)
		return NULL;
	for (size_t i = 0; i < record.n_evidence; i++) {
		const char *at = strstr(source->source.text, evidence[i].text);

		if (!at || !*evidence[i].text)
			return NULL;
		evidence[i].span.start = (uint32_t)(at - source->source.text);
		evidence[i].span.end =
		    evidence[i].span.start + (uint32_t)strlen(evidence[i].text);
	}
	record.evidence = evidence;
	return put_under_source(corrected, &record);
}

static void
put_all_back(Corrected *corrected, const Target *target, GHashTable *found)
{
	for (guint i = 0; i < target->anchors->len; i++) {
		EntenteRecord *record =
		    put_back(corrected, &g_array_index(target->anchors, Anchor, i));

		if (record)
			g_hash_table_add(found, record);
	}
}

GHashTable *
find_meant(Corrected *corrected, const Target *target, bool vouches)
{
	GHashTable *found = g_hash_table_new(NULL, NULL);

	match_find(corrected->match, target, false, found);
	if (vouches && !g_hash_table_size(found))
		put_all_back(corrected, target, found);
	if (g_hash_table_size(found))
		note_found(corrected);
	return found;
}

/* Of two rulings on the same names, the later holds. */
static void
overrule(Corrected *corrected)
{
	for (guint i = 0; i < corrected->rulings->len; i++)
		for (guint j = i + 1; j < corrected->rulings->len; j++) {
			Ruling *earlier = corrected->rulings->pdata[i];
			const Ruling *later = corrected->rulings->pdata[j];
			bool straight = !g_strcmp0(earlier->name, later->name) &&
			                !g_strcmp0(earlier->other, later->other);
			bool crossed = !g_strcmp0(earlier->name, later->other) &&
			               !g_strcmp0(earlier->other, later->name);
			bool pair = (earlier->type == RULE_SAME && later->type == RULE_APART) ||
			            (earlier->type == RULE_APART && later->type == RULE_SAME);
			bool back =
			    earlier->type == RULE_DROP && later->type == RULE_SET && straight;

			if (earlier->kind == later->kind && earlier->name &&
			    ((pair && (straight || crossed)) || back))
				earlier->overruled = true;
		}
}

static int
by_source_then_order(gconstpointer a, gconstpointer b)
{
	const EntenteRecord *left = *(const EntenteRecord *const *)a;
	const EntenteRecord *right = *(const EntenteRecord *const *)b;

	return strcmp(left->evidence[0].source, right->evidence[0].source);
}

/* Takes out what was rejected and puts what was added right behind its source. */
static void
settle(Corrected *corrected)
{
	GPtrArray *items = corrected->pages->items;
	g_autoptr(GPtrArray) before = g_ptr_array_copy(items, NULL, NULL);
	g_autoptr(GHashTable) by_source = g_hash_table_new(g_str_hash, g_str_equal);

	/* a stable sort, so that each source's stay in order */
	g_ptr_array_sort(corrected->additions, by_source_then_order);
	for (guint i = corrected->additions->len; i-- > 0;)
		g_hash_table_insert(by_source,
		                    (gpointer)((EntenteRecord *)corrected->additions->pdata[i])
		                        ->evidence[0]
		                        .source,
		                    GUINT_TO_POINTER(i + 1));
	g_ptr_array_set_size(items, 0);
	for (guint i = 0; i < before->len; i++) {
		EntenteRecord *record = before->pdata[i];

		if (!g_hash_table_contains(corrected->dropped, record))
			g_ptr_array_add(items, record);
		if (record->kind != ENTENTE_SOURCE)
			continue;
		guint first =
		    GPOINTER_TO_UINT(g_hash_table_lookup(by_source, record->source.id));
		for (guint j = first; j && j <= corrected->additions->len; j++) {
			EntenteRecord *addition = corrected->additions->pdata[j - 1];

			if (strcmp(addition->evidence[0].source, record->source.id))
				break;
			if (!g_hash_table_contains(corrected->dropped, addition))
				g_ptr_array_add(items, addition);
		}
	}
}

Corrected *
correct_pages(EntenteRecords *pages, const GPtrArray *corrections)
{
	Corrected *corrected = g_new0(Corrected, 1);

	corrected->pages = pages;
	corrected->match = match_new(pages, corrections);
	corrected->rulings = g_ptr_array_new_with_free_func(ruling_free);
	corrected->of_ruling = g_ptr_array_new();
	corrected->found = g_array_new(FALSE, TRUE, sizeof(bool));
	g_array_set_size(corrected->found, corrections->len);
	corrected->dropped = g_hash_table_new(NULL, NULL);
	corrected->added = g_hash_table_new(NULL, NULL);
	corrected->additions = g_ptr_array_new();
	for (guint i = 0; i < corrections->len; i++) {
		corrected->index = i;
		apply_correction(corrected, corrections->pdata[i]);
	}
	overrule(corrected);
	settle(corrected);
	return corrected;
}

void
corrected_free(Corrected *corrected)
{
	if (!corrected)
		return;
	match_free(corrected->match);
	g_ptr_array_unref(corrected->rulings);
	g_ptr_array_unref(corrected->of_ruling);
	g_array_unref(corrected->found);
	g_hash_table_unref(corrected->dropped);
	g_hash_table_unref(corrected->added);
	g_ptr_array_unref(corrected->additions);
	g_free(corrected);
}

GPtrArray *
corrected_rulings(const Corrected *corrected)
{
	return corrected->rulings;
}

bool
corrected_applies(const Corrected *corrected, size_t index)
{
	bool ruled = false, holds = false;

	for (guint i = 0; i < corrected->rulings->len; i++) {
		const Ruling *ruling = corrected->rulings->pdata[i];

		if (GPOINTER_TO_UINT(corrected->of_ruling->pdata[i]) != index + 1)
			continue;
		ruled = true;
		holds |= ruling->applies || ruling->overruled;
	}
	return g_array_index(corrected->found, bool, index) && (holds || !ruled);
}

const EntenteRecord *
corrected_before(const Corrected *corrected, const EntenteRecord *record)
{
	return match_before(corrected->match, record);
}

bool
corrected_added(const Corrected *corrected, const EntenteRecord *record)
{
	return g_hash_table_contains(corrected->added, record);
}
