/* What each page tells, for its round to be found by. */
#include "gather/tales.h"

#include "gather/encounter.h"

enum { LEAD_BYTES = 600 /* of a page: its title and first sentences */ };

typedef struct {
	const Gathering *gathering;
	Tale *tales;
	GHashTable *ids; /* name -> number */
} Notes;

static uint32_t
name_id(GHashTable *ids, const char *name)
{
	gpointer id = g_hash_table_lookup(ids, name);

	if (!id) {
		id = GUINT_TO_POINTER(g_hash_table_size(ids) + 1);
		g_hash_table_insert(ids, (char *)name, id);
	}
	return GPOINTER_TO_UINT(id);
}

static void
note_name(Notes *notes, GArray *names, const char *name)
{
	if (!name)
		return;
	uint32_t id = name_id(notes->ids, name);
	if (!stems_have(numbers_of(names), id))
		g_array_append_val(names, id);
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

static void
note_meeting(Notes *notes, const Mention *mention)
{
	const EntenteMeeting *meeting = &mention->record->meeting;
	Tale *tale = &notes->tales[mention->page];

	for (const char *const *party = meeting->parties; party && *party; party++)
		note_name(notes, tale->sides, *party);
}

static void
note_names(Notes *notes)
{
	GPtrArray *const *mentions = notes->gathering->mentions;
	const GPtrArray *people = notes->gathering->groups[ENTENTE_PERSON];

	for (guint i = 0; i < mentions[ENTENTE_MEETING]->len; i++)
		note_meeting(notes, mentions[ENTENTE_MEETING]->pdata[i]);
	for (guint i = 0; i < mentions[ENTENTE_PARTY]->len; i++) {
		const Mention *mention = mentions[ENTENTE_PARTY]->pdata[i];
		const char *name = mention->record->party.name;

		note_name(notes, notes->tales[mention->page].sides,
		          name ? party_name(notes->gathering, name) : NULL);
	}
	for (guint i = 0; i < mentions[ENTENTE_POSITION]->len; i++) {
		const Mention *mention = mentions[ENTENTE_POSITION]->pdata[i];

		note_name(notes, notes->tales[mention->page].sides,
		          mention->record->position.party);
	}
	for (guint i = 0; i < mentions[ENTENTE_DRAFT]->len; i++) {
		const Mention *mention = mentions[ENTENTE_DRAFT]->pdata[i];
		Tale *tale = &notes->tales[mention->page];

		tale->points = MAX(tale->points, mention->record->draft.points);
	}
	for (guint i = 0; i < people->len; i++) {
		const Group *person = people->pdata[i];

		for (guint j = 0; j < person->members->len; j++)
			note_name(notes, notes->tales[group_at(person, j)->page].people,
			          person->record->person.name);
	}
}

/* How much a page makes of a meeting: what took place before what did not, then sentences,
 * details, and whether it stands at the head of the page. */
static int
focus_score(const Mention *mention)
{
	const EntenteMeeting *meeting = &mention->record->meeting;
	bool took_place = meeting->status == ENTENTE_HELD || meeting->status == ENTENTE_ONGOING;
	int people = meeting->people ? (int)g_strv_length((char **)meeting->people) : 0;
	size_t n = mention->record->n_evidence;
	bool leads = n && mention->record->evidence[0].span.start < LEAD_BYTES;

	return (took_place ? 100 : 0) + 2 * (int)MIN(n, 8) + (leads ? 3 : 0) +
	       (meeting->place ? 1 : 0) + (meeting->date ? 1 : 0) +
	       (meeting->minutes == ENTENTE_UNKNOWN ? 0 : 2) + MIN(people, 2);
}

static void
find_foci(Notes *notes)
{
	const GPtrArray *groups = notes->gathering->groups[ENTENTE_MEETING];

	for (guint i = 0; i < groups->len; i++) {
		const Group *group = groups->pdata[i];

		for (guint j = 0; j < group->members->len; j++) {
			Mention *mention = group_at(group, j);
			Tale *tale = &notes->tales[mention->page];
			int score = focus_score(mention);
			int start = mention->record->n_evidence
			                ? (int)mention->record->evidence[0].span.start
			                : G_MAXINT;

			if (tale->focus &&
			    (score < tale->focus_score ||
			     (score == tale->focus_score && start >= tale->focus_start)))
				continue;
			tale->focus = group;
			tale->focus_mention = mention;
			tale->focus_score = score;
			tale->focus_start = start;
		}
	}
}

Tale *
tales_new(Gathering *gathering)
{
	g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
	Tale *tales = g_new0(Tale, gathering->n_pages + 1);
	Notes notes = { gathering, tales, ids };

	for (uint32_t page = 0; page < gathering->n_pages; page++) {
		tales[page].day = iso_day(gathering->pages[page].source.published);
		tales[page].sides = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		tales[page].people = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		tales[page].points = ENTENTE_UNKNOWN;
	}
	note_names(&notes);
	for (uint32_t page = 0; page < gathering->n_pages; page++) {
		g_array_sort(tales[page].sides, compare_ids);
		g_array_sort(tales[page].people, compare_ids);
	}
	find_foci(&notes);
	for (uint32_t page = 0; page < gathering->n_pages; page++)
		if (tales[page].focus)
			tales[page].focus_mention->is_focus = true;
	return tales;
}

void
tales_free(Tale *tales, uint32_t n)
{
	for (uint32_t page = 0; page < n; page++) {
		g_array_unref(tales[page].sides);
		g_array_unref(tales[page].people);
	}
	g_free(tales);
}
