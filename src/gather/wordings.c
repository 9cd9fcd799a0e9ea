/* Grouping by wording.
 *
 * Within one key, the texts of most stems come first and found groups; every other joins the
 * group of the text with which it shares most.  So a short, general text ("sanctions") goes to
 * the best of the groups and never ties two of them together.  Candidates come from an index
 * of stems with bounded lists, so a key with thousands of texts costs little more than their
 * length. */
#include "gather/wordings.h"

#include <string.h>

enum { LONGEST_POSTING = 128 };

typedef struct {
	Mention *mention;
	Stems stems;
} Item;

typedef struct {
	const Wording *wording;
	Gathering *gathering;
	GArray *items;        /* Item, most stems first */
	Group **groups;       /* by item */
	GHashTable *postings; /* stem -> GArray of items */
	GHashTable *same;     /* the stems' ids as text -> Group */
	uint32_t *shared;     /* by item, zero between uses */
	GArray *touched;      /* items of which `shared` is not zero */
} Bucket;

void
key_text(GString *key, const char *text)
{
	g_string_append(key, text ? text : "\x02");
	g_string_append_c(key, '\x01');
}

void
key_number(GString *key, int32_t number)
{
	g_string_append_printf(key, "%d\x01", number);
}

static int
compare_items(gconstpointer a, gconstpointer b)
{
	const Item *left = a, *right = b;

	if (left->stems.n != right->stems.n)
		return left->stems.n > right->stems.n ? -1 : 1;
	return left->mention->order < right->mention->order ? -1 : 1;
}

static void
count_shared(Bucket *bucket, Stems stems)
{
	for (uint32_t i = 0; i < stems.n; i++) {
		const GArray *posting =
		    g_hash_table_lookup(bucket->postings, GUINT_TO_POINTER(stems.ids[i]));

		for (guint j = 0; posting && j < posting->len; j++) {
			guint item = g_array_index(posting, guint, j);

			if (!bucket->shared[item]++)
				g_array_append_val(bucket->touched, item);
		}
	}
}

static const char *
text_of(const Wording *wording, const Item *item)
{
	return *(char **)((char *)item->mention->record + wording->text);
}

static bool
is_same(const Wording *wording, const Item *a, const Item *b)
{
	return wording->same && wording->same(text_of(wording, a), text_of(wording, b));
}

/* The group of the item that shares most with this one, if that is enough. */
static Group *
best_group(Bucket *bucket, const Item *of)
{
	double best = 0;
	guint best_item = 0;
	Stems stems = of->stems;

	count_shared(bucket, stems);
	for (guint i = 0; i < bucket->touched->len; i++) {
		guint item = g_array_index(bucket->touched, guint, i);
		const Item *other = &g_array_index(bucket->items, Item, item);
		uint32_t shared = bucket->shared[item];
		double overlap = (double)shared / MIN(stems.n, other->stems.n);

		bucket->shared[item] = 0;
		if (overlap < bucket->wording->overlap)
			continue;
		if (shared < bucket->wording->fewest && !is_same(bucket->wording, of, other))
			continue;
		if (overlap > best || (overlap == best && item < best_item)) {
			best = overlap;
			best_item = item;
		}
	}
	g_array_set_size(bucket->touched, 0);
	return best > 0 ? bucket->groups[best_item] : NULL;
}

static void
index_item(Bucket *bucket, guint item, Stems stems)
{
	for (uint32_t i = 0; i < stems.n; i++) {
		gpointer stem = GUINT_TO_POINTER(stems.ids[i]);
		GArray *posting = g_hash_table_lookup(bucket->postings, stem);

		if (!posting) {
			posting = g_array_new(FALSE, FALSE, sizeof(guint));
			g_hash_table_insert(bucket->postings, stem, posting);
		}
		if (posting->len < LONGEST_POSTING)
			g_array_append_val(posting, item);
	}
}

static char *
stems_text(Stems stems)
{
	GString *text = g_string_new(NULL);

	for (uint32_t i = 0; i < stems.n; i++)
		key_number(text, (int32_t)stems.ids[i]);
	return g_string_free(text, FALSE);
}

static void
settle_item(Bucket *bucket, guint index)
{
	const Item *item = &g_array_index(bucket->items, Item, index);
	char *stems = stems_text(item->stems);
	Group *group = g_hash_table_lookup(bucket->same, stems);

	if (group) {
		g_free(stems);
	} else {
		/* a text without content ("it") goes with the first, which says most */
		group = item->stems.n ? best_group(bucket, item) : bucket->groups[0];
		if (!group)
			group = group_new(bucket->gathering, bucket->wording->kind);
		g_hash_table_insert(bucket->same, stems, group);
		index_item(bucket, index, item->stems);
	}
	bucket->groups[index] = group;
	group_add(group, item->mention);
}

static void
group_bucket(Gathering *gathering, const Wording *wording, const GPtrArray *mentions)
{
	if (mentions->len == 1) {
		group_add(group_new(gathering, wording->kind), mentions->pdata[0]);
		return;
	}
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Item));
	g_autofree Group **groups = g_new0(Group *, mentions->len);
	g_autofree uint32_t *shared = g_new0(uint32_t, mentions->len);
	g_autoptr(GArray) touched = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GHashTable) same =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) postings =
	    g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
	Bucket bucket = { wording, gathering, items, groups, postings, same, shared, touched };

	for (guint i = 0; i < mentions->len; i++) {
		Mention *mention = mentions->pdata[i];
		const char *text = *(char **)((char *)mention->record + wording->text);
		Stems stems = wording->stems ? wording->stems(gathering, mention)
		                             : words_stems(gathering->words, text);

		g_array_append_val(items, ((Item){ mention, stems }));
	}
	g_array_sort(items, compare_items);
	for (guint i = 0; i < items->len; i++)
		settle_item(&bucket, i);
}

void
group_by_wording(Gathering *gathering, const Wording *wording)
{
	const GPtrArray *mentions = gathering->mentions[wording->kind];
	g_autoptr(GHashTable) by_key =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) buckets =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GString) key = g_string_new(NULL);

	for (guint i = 0; i < mentions->len; i++) {
		g_string_truncate(key, 0);
		wording->key(gathering, mentions->pdata[i], key);
		GPtrArray *bucket = g_hash_table_lookup(by_key, key->str);
		if (!bucket) {
			bucket = g_ptr_array_new();
			g_ptr_array_add(buckets, bucket);
			g_hash_table_insert(by_key, g_strdup(key->str), bucket);
		}
		g_ptr_array_add(bucket, mentions->pdata[i]);
	}
	for (guint i = 0; i < buckets->len; i++)
		group_bucket(gathering, wording, buckets->pdata[i]);
}

static const char *
member_text(const Group *group, guint i, size_t offset)
{
	return *(char **)((char *)group_at(group, i)->record + offset);
}

static void
count_word(const char *word, size_t length, bool quoted, gpointer user_data)
{
	(void)word, (void)length, (void)quoted;
	(*(uint32_t *)user_data)++;
}

static uint32_t
count_words(const char *text)
{
	uint32_t n = 0;

	each_word(text, count_word, &n);
	return n;
}

/* How many of the stems half of all texts have, less the others. */
static int
support(Stems stems, const Stems *all, guint n_all)
{
	int score = 0;

	for (uint32_t i = 0; i < stems.n; i++) {
		guint told = 0;

		for (guint j = 0; j < n_all; j++)
			told += stems_have(all[j], stems.ids[i]);
		score += 2 * told >= n_all ? 1 : -1;
	}
	return score;
}

const char *
choose_wording(const Gathering *gathering, const Group *group, size_t offset, uint32_t longest)
{
	enum { MOST_MEMBERS = 64 };
	guint n = MIN(group->members->len, (guint)MOST_MEMBERS);
	Stems stems[MOST_MEMBERS];
	const char *best = NULL;
	int best_score = 0;
	bool best_long = true;

	for (guint i = 0; i < n; i++)
		stems[i] = words_stems(gathering->words, member_text(group, i, offset));
	for (guint i = 0; i < n; i++) {
		const char *text = member_text(group, i, offset);

		if (!text)
			continue;
		bool is_long = count_words(text) > longest;
		int score = support(stems[i], stems, n);
		if (best &&
		    (is_long > best_long || (is_long == best_long && score <= best_score)))
			continue;
		best = text;
		best_score = score;
		best_long = is_long;
	}
	return best;
}
