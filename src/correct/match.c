/* Finding again what a correction is about, after the pages were read again.
 *
 * A record is known by its kind, its sentence and what it said.  Where a lexicon has changed
 * and nothing on the sentence says quite the same, a record that is alone there, as the one
 * meant was, is the one; of several, the one that says most of it.  Where sentences end
 * elsewhere now, those of the same source are compared that hold the one meant or lie within
 * it. */
#include "correct/match.h"

#include <string.h>

struct Match {
	GHashTable *sentences; /* text -> GPtrArray of EntenteRecord *, for those asked for */
	GHashTable *sources;   /* id -> EntenteRecord * */
	GHashTable *by_source; /* id -> GPtrArray of EntenteRecord *, for those asked for */
	GHashTable *before;    /* EntenteRecord * -> a copy, of those changed */
};

static void
free_list(gpointer list)
{
	g_ptr_array_unref(list);
}

static GHashTable *
new_lists(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
}

static void
ask_for(GHashTable *lists, const char *key)
{
	if (key && !g_hash_table_contains(lists, key))
		g_hash_table_insert(lists, (gpointer)key, g_ptr_array_new());
}

static void
list_under(GHashTable *lists, const char *key, EntenteRecord *record)
{
	GPtrArray *list = key ? g_hash_table_lookup(lists, key) : NULL;

	if (list)
		g_ptr_array_add(list, record);
}

static void
need(GHashTable *set, const char *text)
{
	if (text)
		g_hash_table_add(set, (gpointer)text);
}

static void
need_for_target(const Target *target, GHashTable *sentences, GHashTable *sources)
{
	for (guint i = 0; i < target->anchors->len; i++) {
		const EntenteRecord *record = g_array_index(target->anchors, Anchor, i).record;

		for (size_t j = 0; j < record->n_evidence; j++) {
			need(sentences, record->evidence[j].text);
			need(sources, record->evidence[j].source);
		}
	}
}

void
corrections_need(const GPtrArray *corrections, GHashTable *sentences, GHashTable *sources)
{
	for (guint i = 0; i < corrections->len; i++) {
		const Correction *correction = corrections->pdata[i];

		need(sources, correction->source);
		for (guint j = 0; j < correction->targets->len; j++)
			need_for_target(correction->targets->pdata[j], sentences, sources);
	}
}

static void
ask_for_target(Match *match, const Target *target)
{
	for (guint i = 0; i < target->anchors->len; i++) {
		const EntenteRecord *record = g_array_index(target->anchors, Anchor, i).record;

		for (size_t j = 0; j < record->n_evidence; j++) {
			ask_for(match->sentences, record->evidence[j].text);
			ask_for(match->by_source, record->evidence[j].source);
		}
	}
}

void
match_add(Match *match, EntenteRecord *record)
{
	for (size_t i = 0; i < record->n_evidence; i++)
		list_under(match->sentences, record->evidence[i].text, record);
	if (record->n_evidence)
		list_under(match->by_source, record->evidence[0].source, record);
}

Match *
match_new(const EntenteRecords *pages, const GPtrArray *corrections)
{
	Match *match = g_new0(Match, 1);

	match->sentences = new_lists();
	match->by_source = new_lists();
	match->sources = g_hash_table_new(g_str_hash, g_str_equal);
	match->before = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	for (guint i = 0; i < corrections->len; i++) {
		const Correction *correction = corrections->pdata[i];

		for (guint j = 0; j < correction->targets->len; j++)
			ask_for_target(match, correction->targets->pdata[j]);
	}
	for (guint i = 0; i < pages->items->len; i++) {
		EntenteRecord *record = pages->items->pdata[i];

		if (record->kind == ENTENTE_SOURCE)
			g_hash_table_insert(match->sources, (gpointer)record->source.id,
			                    record);
		else
			match_add(match, record);
	}
	return match;
}

void
match_free(Match *match)
{
	if (!match)
		return;
	g_hash_table_unref(match->sentences);
	g_hash_table_unref(match->by_source);
	g_hash_table_unref(match->sources);
	g_hash_table_unref(match->before);
	g_free(match);
}

void
match_keep(Match *match, EntenteRecord *record)
{
	if (!g_hash_table_contains(match->before, record))
		g_hash_table_insert(match->before, record, g_memdup2(record, sizeof *record));
}

const EntenteRecord *
match_before(const Match *match, const EntenteRecord *record)
{
	const EntenteRecord *before = g_hash_table_lookup(match->before, record);

	return before ? before : record;
}

EntenteRecord *
match_source(const Match *match, const char *id)
{
	return g_hash_table_lookup(match->sources, id);
}

/* How many of the telling fields agree. */
static guint
agreement(const EntenteRecord *a, const EntenteRecord *b)
{
	const EntenteKindSpec *spec = entente_kind(a->kind);
	uint32_t telling = telling_fields(a->kind);
	guint n = 0;

	for (size_t i = 0; i < spec->n_fields; i++)
		n += telling & 1u << i && field_equal(a, b, &spec->fields[i]);
	return n;
}

static guint
count_bits(uint32_t bits)
{
	return (guint)__builtin_popcount(bits);
}

/* Of the candidates, which are all of one source: those that say the same; else the one alone,
 * or the only one that says most of it, and no less than half. */
static void
choose(const Match *match, const Anchor *anchor, const GPtrArray *candidates, GHashTable *found)
{
	guint n_telling = count_bits(telling_fields(anchor->record->kind)), most = 0,
	      n_most = 0;
	EntenteRecord *best = NULL;

	for (guint i = 0; i < candidates->len; i++) {
		EntenteRecord *candidate = candidates->pdata[i];
		guint agrees = agreement(match_before(match, candidate), anchor->record);

		if (agrees > most)
			n_most = 0;
		if (agrees >= most) {
			most = agrees;
			best = candidate;
			n_most++;
		}
	}
	bool alone = anchor->alone && candidates->len == 1;
	if (!alone && most < n_telling && (n_most != 1 || 2 * most < n_telling))
		return;
	if (alone || most < n_telling) {
		g_hash_table_add(found, best);
		return;
	}
	for (guint i = 0; i < candidates->len; i++)
		if (agreement(match_before(match, candidates->pdata[i]), anchor->record) ==
		    most)
			g_hash_table_add(found, candidates->pdata[i]);
}

static const char *
source_of(const EntenteRecord *record)
{
	return record->n_evidence ? record->evidence[0].source : "";
}

/* Chooses among the records of the list that are of the anchor's kind, source by source.
 * Whether there were any. */
static bool
choose_by_source(const Match *match, const Anchor *anchor, const GPtrArray *list,
                 const char *only, GHashTable *found)
{
	g_autoptr(GHashTable) lists = new_lists();
	GHashTableIter iter;
	gpointer candidates;

	for (guint i = 0; list && i < list->len; i++) {
		EntenteRecord *record = list->pdata[i];

		if (record->kind != anchor->record->kind ||
		    (only && !g_str_equal(only, source_of(record))))
			continue;
		ask_for(lists, source_of(record));
		list_under(lists, source_of(record), record);
	}
	g_hash_table_iter_init(&iter, lists);
	while (g_hash_table_iter_next(&iter, NULL, &candidates))
		choose(match, anchor, candidates, found);
	return g_hash_table_size(lists) > 0;
}

/* Those of the source's records on a sentence that holds this one or lies within it. */
static GPtrArray *
around(const Match *match, const EntenteEvidence *sentence)
{
	const GPtrArray *all = g_hash_table_lookup(match->by_source, sentence->source);
	GPtrArray *list = g_ptr_array_new();

	for (guint i = 0; all && i < all->len; i++) {
		const EntenteRecord *record = all->pdata[i];

		for (size_t j = 0; j < record->n_evidence; j++)
			if (strstr(record->evidence[j].text, sentence->text) ||
			    strstr(sentence->text, record->evidence[j].text)) {
				g_ptr_array_add(list, all->pdata[i]);
				break;
			}
	}
	return list;
}

static void
find_anchor(const Match *match, const Anchor *anchor, bool own_sources, GHashTable *found)
{
	bool any = false;

	for (size_t i = 0; i < anchor->record->n_evidence; i++) {
		const EntenteEvidence *sentence = &anchor->record->evidence[i];

		any |= choose_by_source(match, anchor,
		                        g_hash_table_lookup(match->sentences, sentence->text),
		                        own_sources ? sentence->source : NULL, found);
	}
	for (size_t i = 0; !any && i < anchor->record->n_evidence; i++) {
		g_autoptr(GPtrArray) list = around(match, &anchor->record->evidence[i]);

		any = choose_by_source(match, anchor, list, NULL, found);
	}
}

void
match_find(const Match *match, const Target *target, bool own_sources, GHashTable *found)
{
	for (guint i = 0; i < target->anchors->len; i++)
		find_anchor(match, &g_array_index(target->anchors, Anchor, i), own_sources,
		            found);
}
