/* One name a party.  Pages' party records that share a name, or of which one is known by the
 * other's name as an alias, are one; the name that most sources use stands in all records. */
#include "gather/gathering.h"

#include "gather/rulings.h"
#include "gather/sets.h"
#include "gather/ties.h"

#include <string.h>

struct Parties {
	GHashTable *by_name; /* folded name or alias -> its Group, or NULL where it is two's */
};

/* The folded name without a leading article or the like ("the Taliban"). */
static char *
party_key(const Gathering *gathering, const char *name)
{
	g_autofree char *folded = fold_text(name);
	const char *start = folded, *space;

	while ((space = strchr(start, ' '))) {
		uint32_t word =
		    lexicon_word(gathering->lexicon, start, (size_t)(space - start));

		if (!lexicon_match(gathering->lexicon, LEXICON_FUNCTION, &word, 1, sizeof word))
			break;
		start = space + 1;
	}
	return g_strdup(start);
}

/* The mentions of one name, before aliases unite names. */
static GPtrArray *
group_by_name(Gathering *gathering, GHashTable *by_name)
{
	GPtrArray *mentions = gathering->mentions[ENTENTE_PARTY];
	GPtrArray *lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < mentions->len; i++) {
		const Mention *mention = mentions->pdata[i];
		const char *name = mention->record->party.name;
		char *key = party_key(gathering, name ? name : "");
		gpointer index = g_hash_table_lookup(by_name, key);

		if (!index) {
			g_ptr_array_add(lists, g_ptr_array_new());
			index = GUINT_TO_POINTER(lists->len);
			g_hash_table_insert(by_name, key, index);
		} else {
			g_free(key);
		}
		g_ptr_array_add(lists->pdata[GPOINTER_TO_UINT(index) - 1], mentions->pdata[i]);
	}
	return lists;
}

/* Unites the names of which one is the other's alias. */
static void
join_aliases(const Gathering *gathering, const GPtrArray *lists, GHashTable *by_name,
             Sets *sets, const Ties *ties)
{
	for (guint i = 0; i < lists->len; i++) {
		const GPtrArray *mentions = lists->pdata[i];

		for (guint j = 0; j < mentions->len; j++) {
			const EntenteParty *party =
			    &((Mention *)mentions->pdata[j])->record->party;

			for (const char *const *alias = party->aliases; alias && *alias;
			     alias++) {
				g_autofree char *key = party_key(gathering, *alias);
				guint other =
				    GPOINTER_TO_UINT(g_hash_table_lookup(by_name, key));

				if (other && ties_allow(ties, i, other - 1))
					sets_join(sets, i, other - 1);
			}
		}
	}
}

static void
finish_party(const Gathering *gathering, Group *group)
{
	g_autoptr(Tally) others = tally_new();

	group_finish(gathering, group);
	EntenteParty *party = &group->record->party;
	party->name = group_most_told(gathering, group, offsetof(EntenteRecord, party.name));
	party->kind =
	    group_most_told_choice(gathering, group, offsetof(EntenteRecord, party.kind));
	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const EntenteParty *told = &mention->record->party;
		uint32_t head = gathering->pages[mention->page].head;

		if (g_strcmp0(told->name, party->name))
			tally_add(others, told->name, head);
		for (const char *const *alias = told->aliases; alias && *alias; alias++)
			if (g_strcmp0(*alias, party->name))
				tally_add(others, *alias, head);
	}
	party->aliases = tally_texts(others, gathering->arena);
}

static void
know_name(const Gathering *gathering, Group *group, const char *name)
{
	GHashTable *by_name = gathering->parties->by_name;
	g_autofree char *key = party_key(gathering, name);
	gpointer known;

	if (!g_hash_table_lookup_extended(by_name, key, NULL, &known))
		g_hash_table_insert(by_name, arena_strdup(gathering->arena, key), group);
	else if (known != group)
		g_hash_table_insert(by_name, arena_strdup(gathering->arena, key), NULL);
}

static guint
name_index(const Gathering *gathering, const char *name, gpointer by_name)
{
	g_autofree char *key = party_key(gathering, name);

	return GPOINTER_TO_UINT(g_hash_table_lookup(by_name, key));
}

void
unite_parties(Gathering *gathering)
{
	g_autoptr(GHashTable) by_name =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) lists = group_by_name(gathering, by_name);
	g_autoptr(Sets) sets = sets_new(lists->len);
	GPtrArray *groups = gathering->groups[ENTENTE_PARTY];

	g_autoptr(Ties) ties = ties_new(gathering, ENTENTE_PARTY, sets, name_index, by_name);
	join_aliases(gathering, lists, by_name, sets, ties);
	ties_join(ties);
	sets_to_groups(sets, gathering, ENTENTE_PARTY, lists);
	gathering->parties = arena_new0(gathering->arena, Parties, 1);
	gathering->parties->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < groups->len; i++)
		finish_party(gathering, groups->pdata[i]);
	rule_names(gathering, ENTENTE_PARTY);
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		if (group->record->party.name)
			know_name(gathering, group, group->record->party.name);
	}
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];
		const char *const *alias = group->record->party.aliases;

		for (; alias && *alias; alias++)
			know_name(gathering, group, *alias);
	}
}

void
parties_free(Parties *parties)
{
	if (parties)
		g_hash_table_unref(parties->by_name);
}

const char *
party_name(const Gathering *gathering, const char *name)
{
	g_autofree char *key = party_key(gathering, name);
	const Group *group = g_hash_table_lookup(gathering->parties->by_name, key);

	return group ? group->record->party.name : NULL;
}

bool
party_is_state(const Gathering *gathering, const char *name)
{
	g_autofree char *key = party_key(gathering, name);
	const Group *group = g_hash_table_lookup(gathering->parties->by_name, key);

	return group && group->record->party.kind == ENTENTE_STATE;
}
