/* One record a draft, and one a version: texts of one author and similar name are one, but
 * versions with different numbers of points stay apart, the later naming the one it revises.
 *
 * Names are compared without the words that any draft may have ("plan", "proposal"), without
 * numbers and without the author's name; what has no name but these is the author's one text.
 * A text of an author without a number of points goes to the version that most sources tell; a
 * text without author to one of its round that has its name or its number of points. */
#include "gather/drafts.h"

#include "gather/wordings.h"

#include "gather/tally.h"

#include <string.h>

enum { LONGEST_POSTING = 64 };

typedef struct {
	const Gathering *gathering;
	GString *text;
	const char *by; /* folded */
} Scan;

static bool
is_draft_noun(const Lexicon *lexicon, const char *word, size_t length)
{
	uint32_t id = lexicon_word(lexicon, word, length);
	const LexiconEntry *entry = lexicon_match(lexicon, LEXICON_DRAFTS, &id, 1, sizeof id);

	return entry && entry->cells[lexicon_column(lexicon, LEXICON_DRAFTS, "pos")][0] == 'n';
}

static void
keep_word(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Scan *scan = user_data;
	const Lexicon *lexicon = scan->gathering->lexicon;

	(void)quoted;
	if (g_ascii_isdigit(*word) || is_draft_noun(lexicon, word, length) ||
	    state_of_word(lexicon, word, length) || (scan->by && strstr(scan->by, word)))
		return;
	g_string_append_len(scan->text, word, (gssize)length);
	g_string_append_c(scan->text, ' ');
}

/* What is particular in the name of a draft. */
static Stems
particular_stems(const Gathering *gathering, const EntenteDraft *draft)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *by = draft->by ? fold_text(draft->by) : NULL;
	Scan scan = { gathering, text, by };

	if (draft->name)
		each_word(draft->name, keep_word, &scan);
	return words_stems(gathering->words, text->str);
}

/* Without an author and without anything particular, the whole name must do. */
static Stems
mention_stems(const Gathering *gathering, const Mention *mention)
{
	const EntenteDraft *draft = &mention->record->draft;
	Stems stems = particular_stems(gathering, draft);

	return stems.n || draft->by ? stems : words_stems(gathering->words, draft->name);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The authors in alphabetical order. */
static void
key_authors(GString *key, const char *by)
{
	g_auto(GStrv) authors = g_strsplit(by ? by : "", ", ", -1);

	qsort(authors, g_strv_length(authors), sizeof *authors, compare_names);
	for (char **author = authors; *author; author++)
		key_text(key, *author);
}

static void
draft_key(const Gathering *gathering, const Mention *mention, GString *key)
{
	const EntenteDraft *draft = &mention->record->draft;

	key_authors(key, draft->by);
	key_number(key, draft->points);
	if (!draft->by) /* whose text it is, the round tells */
		key_number(key, gathering->pages[mention->page].source.round);
}

static const Wording wording = {
	.kind = ENTENTE_DRAFT,
	.stems = mention_stems,
	.overlap = 0.5,
	.key = draft_key,
};

/* How far a text has come; 0 for one that has come to an end. */
static int
advance(int status)
{
	static const int steps[ENTENTE_DRAFT_UNKNOWN + 1] = {
		[ENTENTE_DRAFT_FLOATED] = 1, [ENTENTE_DRAFT_TABLED] = 2,
		[ENTENTE_DRAFT_REVISED] = 3, [ENTENTE_DRAFT_ACCEPTED] = 4,
		[ENTENTE_DRAFT_SIGNED] = 5,  [ENTENTE_DRAFT_IN_FORCE] = 6,
	};

	return steps[status];
}

/* The most advanced status told, for later pages speak of a revised plan as a plan; unless the
 * text has come to an end by the latest dated page, or by most where none has a date. */
static int
status_of(const Gathering *gathering, const Group *group)
{
	g_autoptr(Tally) tally = tally_new();
	int status = ENTENTE_DRAFT_UNKNOWN;
	int furthest = ENTENTE_DRAFT_UNKNOWN;
	const char *latest = NULL, *first;

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const Page *page = &gathering->pages[mention->page];
		int told = mention->record->draft.status;

		if (told == ENTENTE_DRAFT_UNKNOWN)
			continue;
		tally_add(tally, arena_printf(gathering->arena, "%d", told), page->head);
		if (advance(told) > advance(furthest))
			furthest = told;
		if (page->source.published && g_strcmp0(page->source.published, latest) >= 0) {
			latest = page->source.published;
			status = told;
		}
	}
	first = tally_first(tally);
	if (!first)
		return status;
	if (!latest)
		status = (int)g_ascii_strtoll(first, NULL, 10);
	return advance(status) ? furthest : status;
}

/* All names told, the one of most sources first; names that differ in points and case only
 * ("U.S. plan") count as one. */
static const char *const *
all_names(const Gathering *gathering, const Group *group)
{
	g_autoptr(Tally) names = tally_new();
	g_autoptr(GHashTable) written =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const EntenteDraft *draft = &mention->record->draft;
		const char *own[] = { draft->name, NULL };
		const char *const *lists[] = { own, draft->aliases };

		for (size_t j = 0; j < G_N_ELEMENTS(lists); j++)
			for (const char *const *name = lists[j]; name && *name; name++) {
				g_autofree char *folded = fold_text(*name);
				const char *known = g_hash_table_lookup(written, folded);

				if (!known)
					g_hash_table_insert(written, g_steal_pointer(&folded),
					                    (char *)*name);
				tally_add(names, known ? known : *name,
				          gathering->pages[mention->page].head);
			}
	}
	return tally_texts(names, gathering->arena);
}

static void
finish_draft(const Gathering *gathering, Group *group)
{
	group_finish(gathering, group);
	EntenteDraft *draft = &group->record->draft;
	const char *const *names = all_names(gathering, group);
	draft->name = names ? names[0] : NULL;
	draft->aliases = names && names[1] ? names + 1 : NULL;
	draft->by = group_most_told(gathering, group, offsetof(EntenteRecord, draft.by));
	draft->points =
	    group_most_told_number(gathering, group, offsetof(EntenteRecord, draft.points));
	draft->revises =
	    group_most_told(gathering, group, offsetof(EntenteRecord, draft.revises));
	draft->status = status_of(gathering, group);
	draft->terms = group_unite(gathering, group, offsetof(EntenteRecord, draft.terms));
}

/* Groups by key, for those that lack an author or a number of points. */
static GHashTable *
index_groups(const GPtrArray *groups, void (*key)(const Gathering *, const Group *, GString *),
             const Gathering *gathering)
{
	GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	                                          (GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < groups->len; i++) {
		g_string_truncate(text, 0);
		key(gathering, groups->pdata[i], text);
		GPtrArray *list = g_hash_table_lookup(index, text->str);
		if (!list) {
			list = g_ptr_array_new();
			g_hash_table_insert(index, g_strdup(text->str), list);
		}
		if (list->len < LONGEST_POSTING)
			g_ptr_array_add(list, groups->pdata[i]);
	}
	return index;
}

static void
author_key(const Gathering *gathering, const Group *group, GString *key)
{
	(void)gathering;
	key_authors(key, group->record->draft.by);
}

static void
round_key(const Gathering *gathering, const Group *group, GString *key)
{
	key_number(key, group_round(gathering, group));
}

bool
drafts_alike(const Gathering *gathering, const EntenteDraft *a, const EntenteDraft *b)
{
	Stems x = particular_stems(gathering, a), y = particular_stems(gathering, b);

	return !x.n || !y.n || stems_overlap(x, y) >= wording.overlap;
}

static bool
has_name(const EntenteDraft *draft, const char *name)
{
	g_autofree char *folded = fold_text(name);
	g_autofree char *own = fold_text(draft->name ? draft->name : "");
	bool has = g_str_equal(folded, own);

	for (const char *const *alias = draft->aliases; alias && *alias && !has; alias++) {
		g_autofree char *other = fold_text(*alias);

		has = g_str_equal(folded, other);
	}
	return has;
}

/* Whether the draft `whole` tells what `lacking` does not, and may be the same. */
static bool
completes(const Gathering *gathering, const EntenteDraft *whole, const EntenteDraft *lacking)
{
	bool counted = lacking->points != ENTENTE_UNKNOWN;

	if (lacking->by)
		return !counted && whole->points != ENTENTE_UNKNOWN &&
		       !g_strcmp0(lacking->by, whole->by) &&
		       drafts_alike(gathering, lacking, whole);
	if (!whole->by || (counted && whole->points != ENTENTE_UNKNOWN))
		return whole->by && whole->points == lacking->points;
	return lacking->name && has_name(whole, lacking->name);
}

/* The group of the list that `lacking` may be, told by most sources. */
static Group *
find_whole(const Gathering *gathering, const GPtrArray *list, const Group *lacking)
{
	Group *best = NULL;

	for (guint i = 0; list && i < list->len; i++) {
		Group *group = list->pdata[i];

		if (group == lacking || !group->members->len ||
		    !completes(gathering, &group->record->draft, &lacking->record->draft))
			continue;
		if (!best || group->n_independent > best->n_independent)
			best = group;
	}
	return best;
}

static void
complete_groups(Gathering *gathering, void (*key)(const Gathering *, const Group *, GString *),
                bool lacks_author)
{
	GPtrArray *groups = gathering->groups[ENTENTE_DRAFT];
	g_autoptr(GHashTable) index = index_groups(groups, key, gathering);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];
		const EntenteDraft *draft = &group->record->draft;

		if (lacks_author ? draft->by != NULL : draft->points != ENTENTE_UNKNOWN)
			continue;
		g_string_truncate(text, 0);
		key(gathering, group, text);
		Group *whole =
		    find_whole(gathering, g_hash_table_lookup(index, text->str), group);
		if (!whole)
			continue;
		g_ptr_array_extend(whole->members, group->members, NULL, NULL);
		g_ptr_array_set_size(group->members, 0);
		finish_draft(gathering, whole);
	}
	for (guint i = groups->len; i-- > 0;)
		if (!((Group *)groups->pdata[i])->members->len)
			g_ptr_array_remove_index(groups, i);
}

void
unite_drafts(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_DRAFT];

	group_by_wording(gathering, &wording);
	for (guint i = 0; i < groups->len; i++)
		finish_draft(gathering, groups->pdata[i]);
	complete_groups(gathering, author_key, false);
	complete_groups(gathering, round_key, true);
	link_revisions(gathering);
}
