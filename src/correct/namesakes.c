/* Two people of one name: in some pages it is another's.
 *
 * Everything that pages say of people goes by their names, so the other one gets a name of its
 * own, given by the desk, in all that such a page says; the two names are kept apart when pages
 * are merged.  On one page a name is one person's: whoever is called by the last word of it
 * alone is meant, too. */
#include "correct/applying.h"

#include <string.h>

typedef struct {
	const char *name, *last; /* the person's, and its last word */
	const char *given;       /* the other one's */
	bool any;
} Renaming;

static bool
is_name(const char *name, const char *other)
{
	g_autofree char *a = name ? g_utf8_casefold(name, -1) : NULL;
	g_autofree char *b = g_utf8_casefold(other, -1);

	return a && g_str_equal(a, b);
}

/* "Ada Brook", "Minister Ada Brook", "Brook". */
static bool
is_meant(const Renaming *renaming, const char *name)
{
	size_t length = name ? strlen(name) : 0, own = strlen(renaming->name);

	if (length > own && name[length - own - 1] == ' ')
		return is_name(name + length - own, renaming->name);
	return is_name(name, renaming->name) || is_name(name, renaming->last);
}

static void
give(Renaming *renaming, const char **name)
{
	if (!is_meant(renaming, *name))
		return;
	*name = renaming->given;
	renaming->any = true;
}

/* The list with the name given; each name once. */
static const char *const *
given_among(Renaming *renaming, const char *const *names, Arena *arena)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (; names && *names; names++) {
		const char *name = *names;

		give(renaming, &name);
		if (!g_ptr_array_find_with_equal_func(kept, name, g_str_equal, NULL))
			g_ptr_array_add(kept, (gpointer)name);
	}
	return arena_texts(arena, kept);
}

/* The aliases of whom the page calls so are those of the other one; the name itself is none. */
static void
give_to_person(Renaming *renaming, EntentePerson *person, Arena *arena)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	bool meant = is_meant(renaming, person->name);

	for (const char *const *alias = person->aliases; alias && *alias; alias++) {
		if (is_meant(renaming, *alias))
			meant = true;
		else
			g_ptr_array_add(kept, (gpointer)*alias);
	}
	if (!meant)
		return;
	renaming->any = true;
	person->name = renaming->given;
	person->aliases = arena_texts(arena, kept);
}

static void
give_in(Renaming *renaming, EntenteRecord *record, Arena *arena)
{
	switch (record->kind) {
	case ENTENTE_PERSON: give_to_person(renaming, &record->person, arena); break;
	case ENTENTE_QUOTE: give(renaming, &record->quote.speaker); break;
	case ENTENTE_POSITION: give(renaming, &record->position.speaker); break;
	case ENTENTE_ASSESSMENT: give(renaming, &record->assessment.by); break;
	case ENTENTE_CLAIM: give(renaming, &record->claim.by); break;
	case ENTENTE_MEETING:
		record->meeting.people = given_among(renaming, record->meeting.people, arena);
		break;
	default: break;
	}
}

static Renaming
renaming_of(const char *name, const char *given)
{
	const char *space = strrchr(name, ' ');

	return (Renaming){ .name = name, .last = space ? space + 1 : name, .given = given };
}

bool
names_somebody(const EntenteRecords *page, const char *name)
{
	Renaming renaming = renaming_of(name, name);

	for (size_t i = 0; i < entente_records_count(page); i++) {
		EntenteRecord trial = *entente_records_get(page, i);

		if (trial.kind == ENTENTE_PERSON)
			give_to_person(&renaming, &trial.person, page->arena);
	}
	return renaming.any;
}

void
tell_another(Corrected *corrected, const Correction *correction)
{
	const char *const *names = correction->names;
	GPtrArray *const lists[] = { corrected->pages->items, corrected->additions };

	if (!correction->source || !names || !names[0] || !names[1])
		return;
	Renaming renaming = renaming_of(names[0], names[1]);
	for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
		for (guint i = 0; i < lists[l]->len; i++) {
			EntenteRecord *record = lists[l]->pdata[i];

			if (record->kind == ENTENTE_SOURCE || !record->n_evidence ||
			    strcmp(record->evidence[0].source, correction->source))
				continue;
			match_keep(corrected->match, record);
			give_in(&renaming, record, corrected->pages->arena);
		}
	if (!renaming.any)
		return;
	note_found(corrected);
	Ruling *ruling = lay_down(corrected, RULE_APART, ENTENTE_PERSON);
	ruling->name = names[0];
	ruling->other = names[1];
}
