/* People and parties as records, each resting on the sentences that introduce it. */
#include "extract/extraction.h"

static void
add_people(Extraction *extraction)
{
	const Cast *cast = extraction->cast;
	Arena *arena = extraction->records->arena;

	for (guint i = 0; i < cast->people->len; i++) {
		const Person *person = cast_person(cast, (int)i);

		if (!person->sentences->len)
			continue;
		uint32_t first = g_array_index(person->sentences, uint32_t, 0);
		EntentePerson *record =
		    &add_record(extraction, ENTENTE_PERSON, first, first)->person;
		record->name = person->name;
		record->roles = arena_texts(arena, person->roles);
		if (person->party != NOBODY)
			record->party = cast_party(cast, person->party)->name;
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
add_parties(Extraction *extraction)
{
	const Cast *cast = extraction->cast;
	g_autofree bool *told = g_new0(bool, cast->parties->len + 1);

	for (guint i = 0; i < cast->mentions->len; i++) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);

		if (mention->party == NOBODY || told[mention->party] ||
		    mention->kind == MENTION_PLACE || mention->kind == MENTION_ADJECTIVE)
			continue;
		told[mention->party] = true;
		const Party *party = cast_party(cast, mention->party);
		EntenteParty *record =
		    &add_record(extraction, ENTENTE_PARTY, mention->sentence, mention->sentence)->party;
		record->name = party->name;
		record->kind = party_kind(party->kind);
		record->aliases = arena_texts(extraction->records->arena, party->aliases);
	}
}

void
extract_people(Extraction *extraction)
{
	add_people(extraction);
	add_parties(extraction);
}
