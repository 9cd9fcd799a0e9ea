#include "tell/sources.h"

struct SourceIndex {
	GArray *items;       /* NumberedSource, number n at n - 1 */
	GHashTable *numbers; /* id -> number */
	GPtrArray *implied;  /* EntenteSource that only sentences name */
	guint n_independent;
};

static void
add(SourceIndex *self, const EntenteSource *source)
{
	NumberedSource item = { source, self->items->len + 1 };

	if (!source->id || g_hash_table_contains(self->numbers, source->id))
		return;
	g_array_append_val(self->items, item);
	g_hash_table_insert(self->numbers, (gpointer)source->id,
	                    GUINT_TO_POINTER(item.original));
}

static void
add_implied(SourceIndex *self, const EntenteRecord *record)
{
	for (size_t i = 0; i < record->n_evidence; i++) {
		if (source_index_number(self, record->evidence[i].source))
			continue;
		EntenteSource *source = g_new0(EntenteSource, 1);
		source->id = record->evidence[i].source;
		source->round = ENTENTE_UNKNOWN;
		g_ptr_array_add(self->implied, source);
		add(self, source);
	}
}

/* Follows copies of copies; a ring of copies has no original, so each stands for itself. */
static void
resolve_copies(SourceIndex *self)
{
	enum { LONGEST_CHAIN = 16 };

	for (guint i = 0; i < self->items->len; i++) {
		NumberedSource *item = &g_array_index(self->items, NumberedSource, i);
		guint number = i + 1;

		for (int step = 0; step < LONGEST_CHAIN; step++) {
			const char *of = source_index_get(self, number)->source->copy_of;
			guint next = of ? source_index_number(self, of) : 0;

			if (!next || next == i + 1) {
				item->original = next ? i + 1 : number;
				break;
			}
			number = next;
		}
		self->n_independent += item->original == i + 1;
	}
}

SourceIndex *
source_index_new(const EntenteRecords *records)
{
	SourceIndex *self = g_new0(SourceIndex, 1);

	self->items = g_array_new(false, false, sizeof(NumberedSource));
	self->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	self->implied = g_ptr_array_new_with_free_func(g_free);
	for (size_t i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		if (record->kind == ENTENTE_SOURCE)
			add(self, &record->source);
	}
	for (size_t i = 0; i < entente_records_count(records); i++)
		add_implied(self, entente_records_get(records, i));
	resolve_copies(self);
	return self;
}

void
source_index_free(SourceIndex *self)
{
	if (!self)
		return;
	g_array_unref(self->items);
	g_hash_table_unref(self->numbers);
	g_ptr_array_unref(self->implied);
	g_free(self);
}

guint
source_index_count(const SourceIndex *self)
{
	return self->items->len;
}

guint
source_index_independent(const SourceIndex *self)
{
	return self->n_independent;
}

const NumberedSource *
source_index_get(const SourceIndex *self, guint number)
{
	return &g_array_index(self->items, NumberedSource, number - 1);
}

guint
source_index_number(const SourceIndex *self, const char *id)
{
	return id ? GPOINTER_TO_UINT(g_hash_table_lookup(self->numbers, id)) : 0;
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	guint left = *(const guint *)a, right = *(const guint *)b;

	return (left > right) - (left < right);
}

static bool
holds(const GArray *numbers, guint number)
{
	return g_array_binary_search((GArray *)numbers, &number, by_number, NULL);
}

void
source_index_settle(const SourceIndex *self, GArray *numbers)
{
	guint kept = 0, last = 0;

	g_array_sort(numbers, by_number);
	g_autoptr(GArray) all = g_array_copy(numbers);
	for (guint i = 0; i < all->len; i++) {
		guint number = g_array_index(all, guint, i);
		guint original = number ? source_index_get(self, number)->original : 0;

		if (!number || number == last || (original != number && holds(all, original)))
			continue;
		last = number;
		g_array_index(numbers, guint, kept++) = number;
	}
	g_array_set_size(numbers, kept);
}

guint
source_index_weight(const SourceIndex *self, const EntenteRecord *record)
{
	g_autoptr(GArray) originals = g_array_new(false, false, sizeof(guint));

	for (size_t i = 0; i < record->n_evidence; i++) {
		guint number = source_index_number(self, record->evidence[i].source);

		if (number)
			g_array_append_val(originals, source_index_get(self, number)->original);
	}
	source_index_settle(self, originals);
	return originals->len;
}

char *
source_index_unread(const SourceIndex *self, guint *n)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GString *languages = g_string_new(NULL);

	*n = 0;
	for (guint i = 1; i <= self->items->len; i++) {
		const char *unread = source_index_get(self, i)->source->unread;

		*n += unread != NULL;
		if (unread && g_hash_table_add(seen, (gpointer)unread))
			g_string_append_printf(languages, "%s%s", languages->len ? ", " : "",
			                       unread);
	}
	return g_string_free(languages, !*n);
}

const char *
source_name(const EntenteSource *source)
{
	return source->outlet ? source->outlet : source->id;
}
