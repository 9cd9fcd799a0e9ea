/* Meetings by track: those of one set of parties belong together, in whatever order they are
 * named. */
#include "tell/brief.h"

static void
track_free(gpointer pointer)
{
	Track *track = pointer;

	g_array_unref(track->told);
	g_free(track);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

/* The set of parties as one string, the same for every order. */
static char *
key_of(const char *const *parties)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	GString *key = g_string_new(NULL);

	for (size_t i = 0; parties && parties[i]; i++)
		g_ptr_array_add(names, (gpointer)parties[i]);
	g_ptr_array_sort(names, by_name);
	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(key, "%s\t", (const char *)names->pdata[i]);
	return g_string_free(key, false);
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Track *left = *(const Track *const *)a, *right = *(const Track *const *)b;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	return (left->fullness < right->fullness) - (left->fullness > right->fullness);
}

bool
meeting_is_ahead(const EntenteMeeting *meeting)
{
	return meeting->status == ENTENTE_PLANNED || meeting->status == ENTENTE_PROPOSED;
}

bool
meeting_is_told(const EntenteMeeting *meeting)
{
	return meeting->parties && meeting->parties[0] && meeting->parties[1];
}

bool
meeting_is_bare(const EntenteMeeting *meeting)
{
	return !meeting->place && !meeting->when && !meeting->date && !meeting->people &&
	       !meeting->medium && meeting->minutes <= 0;
}

GPtrArray *
tracks_group(const Brief *brief)
{
	g_autoptr(GHashTable) known =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GPtrArray *tracks = g_ptr_array_new_with_free_func(track_free);
	const GArray *meetings = brief->told[ENTENTE_MEETING];

	for (guint i = 0; i < meetings->len; i++) {
		const Told *told = told_get(meetings, i);
		const EntenteMeeting *meeting = &told->record->meeting;

		if (meeting_is_ahead(meeting) || !meeting_is_told(meeting))
			continue;
		g_autofree char *key = key_of(meeting->parties);
		Track *track = g_hash_table_lookup(known, key);
		if (!track) {
			track = g_new0(Track, 1);
			track->parties = meeting->parties;
			track->told = g_array_new(false, false, sizeof(Told));
			g_hash_table_insert(known, g_steal_pointer(&key), track);
			g_ptr_array_add(tracks, track);
		}
		g_array_append_vals(track->told, told, 1);
		track->weight += told->weight;
		track->fullness = MAX(track->fullness, told->fullness);
	}
	g_ptr_array_sort(tracks, by_weight);
	return tracks;
}
