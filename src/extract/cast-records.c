/* People and parties as records, each resting on the sentences that introduce it. */
#include "extract/explain.h"

static void
explain_person(const Extraction *extraction, EntenteRecord *record, const Person *person)
{
	const Document *document = extraction->document;

	for (guint i = 0; i < person->roles->len; i++)
		explain(extraction, record, "title \"%s\"", (const char *)person->roles->pdata[i]);
	if (person->no_side)
		explain(extraction, record, "speaks for no side, by the title (titles.tsv)");
	else if (!record->person.party)
		explain(extraction, record, "no words tell a side");
	else if (person->side_end > person->side_first)
		explain(extraction, record, "side %s: %s, \"%s\"", record->person.party,
		        person->side_from,
		        words_text(document, person->side_first, person->side_end));
	else
		explain(extraction, record, "side %s: %s", record->person.party,
		        person->side_from ? person->side_from : "the page as a whole");
}

void
extract_people(Extraction *extraction)
{
	const Cast *cast = extraction->cast;
	Arena *arena = extraction->records->arena;

	for (guint i = 0; i < cast->people->len; i++) {
		const Person *person = cast_person(cast, (int)i);

		if (!person->sentences->len)
			continue;
		uint32_t first = g_array_index(person->sentences, uint32_t, 0);
		EntenteRecord *added = add_record(extraction, ENTENTE_PERSON, first, first);
		EntentePerson *record = &added->person;
		record->name = person->name;
		record->roles = arena_texts(arena, person->roles);
		if (person->party != NOBODY)
			record->party = cast_party(cast, person->party)->name;
		if (extraction->explaining)
			explain_person(extraction, added, person);
	}
}

static int
party_kind(const char *kind)
{
	const EntenteKindSpec *spec = entente_kind(ENTENTE_PARTY);
	const char *const *choices = spec->fields[1].choices;

	for (int i = 0; choices[i]; i++)
		if (g_str_equal(choices[i], kind))
			return i;
	return ENTENTE_OTHER_PARTY;
}

static void
note_name(GHashTable *names, const char *name, const EntenteRecord *record)
{
	if (name && !g_hash_table_contains(names, name))
		g_hash_table_insert(names, (gpointer)name, (gpointer)record);
}

static void
note_names(GHashTable *names, const char *const *list, const EntenteRecord *record)
{
	for (; list && *list; list++)
		note_name(names, *list, record);
}

/* The names that other records give to sides, each with the first such record. */
static GHashTable *
names_in_records(const EntenteRecords *records)
{
	GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < records->items->len; i++) {
		const EntenteRecord *record = records->items->pdata[i];

		switch (record->kind) {
		case ENTENTE_PERSON: note_name(names, record->person.party, record); break;
		case ENTENTE_MEETING: note_names(names, record->meeting.parties, record); break;
		case ENTENTE_POSITION:
			note_name(names, record->position.party, record);
			note_name(names, record->position.reported_by, record);
			break;
		case ENTENTE_DRAFT: note_name(names, record->draft.by, record); break;
		case ENTENTE_QUOTE: note_name(names, record->quote.speaker, record); break;
		case ENTENTE_CLAIM:
			note_name(names, record->claim.by, record);
			note_names(names, record->claim.disputed_by, record);
			break;
		case ENTENTE_ASSESSMENT: note_name(names, record->assessment.by, record); break;
		default: break;
		}
	}
	return names;
}

/* The first sentence that names each party: by a noun if there is one, else by an adjective. */
static uint32_t *
first_sentences(const Cast *cast)
{
	uint32_t *first = g_new(uint32_t, cast->parties->len + 1);
	g_autofree bool *by_noun = g_new0(bool, cast->parties->len + 1);

	for (guint i = 0; i < cast->parties->len; i++)
		first[i] = UINT32_MAX;
	for (guint i = 0; i < cast->mentions->len; i++) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);
		int party = mention->party;
		bool noun = mention->kind != MENTION_PLACE && mention->kind != MENTION_ADJECTIVE;

		if (party == NOBODY || by_noun[party] || (!noun && first[party] != UINT32_MAX))
			continue;
		first[party] = mention->sentence;
		by_noun[party] = noun;
	}
	return first;
}

/* A side that is named in a compound alone ("US-Russia talks") has no mention of its own: it
 * rests on what the record that names it rests on. */
static EntenteRecord *
add_party(const Extraction *extraction, uint32_t first, const EntenteRecord *naming)
{
	if (first != UINT32_MAX)
		return add_record(extraction, ENTENTE_PARTY, first, first);
	EntenteRecord *record = records_add(extraction->records, ENTENTE_PARTY);
	record->evidence = naming->evidence;
	record->n_evidence = 1;
	return record;
}

/* A common noun or a passing name is a party only if some record rests on it. */
void
extract_parties(Extraction *extraction)
{
	const Cast *cast = extraction->cast;
	g_autoptr(GHashTable) names = names_in_records(extraction->records);
	g_autofree uint32_t *first = first_sentences(cast);

	for (guint i = 0; i < cast->parties->len; i++) {
		const Party *party = cast_party(cast, (int)i);
		const EntenteRecord *naming = g_hash_table_lookup(names, party->name);

		if (!naming)
			continue;
		EntenteParty *record = &add_party(extraction, first[i], naming)->party;
		record->name = party->name;
		record->kind = party_kind(party->kind);
		record->aliases = arena_texts(extraction->records->arena, party->aliases);
	}
}
