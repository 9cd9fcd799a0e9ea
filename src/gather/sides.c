/* One side told under two names within a meeting: "European Union" and "Europe", "Democrats"
 * and "House Democrats".  Where one name contains the other, the one that more sources use
 * stays; of equals the first.  States stay apart, for Sudan is not South Sudan. */
#include "gather/gathering.h"

#include <string.h>

struct Usage {
	const Gathering *gathering;
	GHashTable *seen;   /* name and page: counted */
	GHashTable *counts; /* name -> independent sources that use it */
};

static void
count_use(Usage *usage, const char *name, uint32_t page)
{
	uint32_t head = usage->gathering->pages[page].head;

	if (!name || !g_hash_table_add(usage->seen, g_strdup_printf("%s\x01%u", name, head)))
		return;
	guint n = GPOINTER_TO_UINT(g_hash_table_lookup(usage->counts, name));
	g_hash_table_insert(usage->counts, (char *)name, GUINT_TO_POINTER(n + 1));
}

Usage *
usage_new(const Gathering *gathering)
{
	Usage *usage = g_new0(Usage, 1);
	const GPtrArray *meetings = gathering->mentions[ENTENTE_MEETING];
	const GPtrArray *positions = gathering->mentions[ENTENTE_POSITION];

	usage->gathering = gathering;
	usage->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	usage->counts = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < meetings->len; i++) {
		const Mention *mention = meetings->pdata[i];
		const char *const *party = mention->record->meeting.parties;

		for (; party && *party; party++)
			count_use(usage, *party, mention->page);
	}
	for (guint i = 0; i < positions->len; i++) {
		const Mention *mention = positions->pdata[i];

		count_use(usage, mention->record->position.party, mention->page);
	}
	return usage;
}

void
usage_free(Usage *usage)
{
	g_hash_table_unref(usage->seen);
	g_hash_table_unref(usage->counts);
	g_free(usage);
}

/* Whether every word of `part` begins a word of `whole`. */
static bool
is_within(const char *part, const char *whole)
{
	g_autofree char *short_text = fold_text(part), *long_text = fold_text(whole);
	g_auto(GStrv) parts = g_strsplit(short_text, " ", -1);
	g_auto(GStrv) words = g_strsplit(long_text, " ", -1);

	for (char **word = parts; *word; word++) {
		bool found = false;

		for (char **other = words; *other && !found; other++)
			found = g_str_has_prefix(*other, *word);
		if (!found)
			return false;
	}
	return *parts != NULL;
}

static bool
may_be_one(const Gathering *gathering, const char *a, const char *b)
{
	enum { LONGEST_NAME = 200 };

	if (strlen(a) > LONGEST_NAME || strlen(b) > LONGEST_NAME ||
	    party_is_state(gathering, a) || party_is_state(gathering, b))
		return false;
	return is_within(a, b) || is_within(b, a);
}

const char *const *
drop_repeated_sides(const Usage *usage, const char *const *parties)
{
	enum { MOST_COMPARED = 8 };
	guint n = parties ? g_strv_length((char **)parties) : 0, kept = 0;

	if (n < 2 || n > MOST_COMPARED)
		return parties;
	const char **sides = arena_new0(usage->gathering->arena, const char *, n + 1);
	for (guint i = 0; i < n; i++) {
		guint uses = GPOINTER_TO_UINT(g_hash_table_lookup(usage->counts, parties[i]));
		bool repeats = false;

		for (guint j = 0; j < n && !repeats; j++) {
			guint others =
			    GPOINTER_TO_UINT(g_hash_table_lookup(usage->counts, parties[j]));

			repeats = j != i && (others > uses || (others == uses && j < i)) &&
			          may_be_one(usage->gathering, parties[i], parties[j]);
		}
		if (!repeats)
			sides[kept++] = parties[i];
	}
	return sides;
}
