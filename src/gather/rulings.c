/* The desk's word on merged records: what they are called, what they say, which are one and
 * which are none.  Rulings are heeded in order, so that the later word holds. */
#include "gather/rulings.h"

#include "gather/sets.h"
#include "model/rulings.h"

#include <string.h>

static const char *
name_of(const Group *group)
{
	switch (group->record->kind) {
	case ENTENTE_PERSON: return group->record->person.name;
	case ENTENTE_PARTY: return group->record->party.name;
	case ENTENTE_DISCREPANCY: return group->record->discrepancy.about;
	default: return NULL;
	}
}

static const char *const **
aliases_of(const Group *group)
{
	return group->record->kind == ENTENTE_PERSON  ? &group->record->person.aliases
	       : group->record->kind == ENTENTE_PARTY ? &group->record->party.aliases
	                                              : NULL;
}

static bool
is_called(const char *folded, const char *name)
{
	g_autofree char *own = name ? fold_text(name) : NULL;

	return own && g_str_equal(own, folded);
}

static bool
has_alias(const Group *group, const char *folded)
{
	const char *const **aliases = aliases_of(group);

	for (const char *const *alias = aliases ? *aliases : NULL; alias && *alias; alias++)
		if (is_called(folded, *alias))
			return true;
	return false;
}

/* The group of this name or, where none has it, the only one with this alias; NULL for none. */
static Group *
named(const Gathering *gathering, EntenteKind kind, const char *name)
{
	const GPtrArray *groups = gathering->groups[kind];
	g_autofree char *folded = fold_text(name ? name : "");
	Group *found = NULL;
	guint n = 0;

	for (guint i = 0; i < groups->len; i++)
		if (is_called(folded, name_of(groups->pdata[i])))
			return groups->pdata[i];
	for (guint i = 0; i < groups->len; i++)
		if (has_alias(groups->pdata[i], folded)) {
			found = groups->pdata[i];
			n++;
		}
	return n == 1 ? found : NULL;
}

/* The aliases but for `without`, and with `more` where it is not NULL. */
static void
set_aliases(Gathering *gathering, Group *group, const char *without, const char *more)
{
	const char *const **aliases = aliases_of(group);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	g_autofree char *folded = fold_text(without);

	for (const char *const *alias = *aliases; alias && *alias; alias++)
		if (!is_called(folded, *alias) && g_strcmp0(*alias, more))
			g_ptr_array_add(kept, (gpointer)*alias);
	if (more)
		g_ptr_array_add(kept, (gpointer)more);
	*aliases = arena_texts(gathering->arena, kept);
}

static void
rename_group(Gathering *gathering, Ruling *ruling, Group *group)
{
	const char **name = group->record->kind == ENTENTE_PERSON ? &group->record->person.name
	                                                          : &group->record->party.name;
	const char *before = *name;

	*name = ruling->other;
	set_aliases(gathering, group, ruling->other, before);
	ruling->applies = true;
}

static void
side_with(Gathering *gathering, Ruling *ruling, Group *group)
{
	const char *party = ruling->other ? party_name(gathering, ruling->other) : NULL;

	group->record->person.party = party ? party : ruling->other;
	ruling->applies = true;
}

/* Neither has the other's name. */
static void
keep_apart(Gathering *gathering, const Ruling *ruling)
{
	Group *one = named(gathering, ruling->kind, ruling->name);
	Group *other = named(gathering, ruling->kind, ruling->other);

	if (!one || !other || one == other)
		return;
	set_aliases(gathering, one, ruling->other, NULL);
	set_aliases(gathering, other, ruling->name, NULL);
}

void
rule_names(Gathering *gathering, EntenteKind kind)
{
	for (guint i = 0; i < gathering->rulings->len; i++) {
		Ruling *ruling = gathering->rulings->pdata[i];

		if (ruling->kind != kind || ruling->overruled)
			continue;
		Group *group = named(gathering, kind, ruling->name);
		if (ruling->type == RULE_APART)
			keep_apart(gathering, ruling);
		else if (ruling->type == RULE_NAME && group)
			rename_group(gathering, ruling, group);
		else if (ruling->type == RULE_SIDE && group)
			side_with(gathering, ruling, group);
	}
}

static void
copy_field(EntenteRecord *to, const EntenteRecord *from, const EntenteField *field)
{
	static const size_t sizes[] = {
		[ENTENTE_FIELD_TEXT] = sizeof(const char *),
		[ENTENTE_FIELD_TEXTS] = sizeof(const char *const *),
		[ENTENTE_FIELD_NUMBER] = sizeof(int32_t),
		[ENTENTE_FIELD_FLAG] = sizeof(bool),
		[ENTENTE_FIELD_CHOICE] = sizeof(int),
		[ENTENTE_FIELD_VARIANTS] = 0,
	};

	memcpy((void *)entente_field(to, field), entente_field(from, field),
	       sizes[field->type]);
}

static bool
is_empty(const EntenteRecord *record, const EntenteField *field)
{
	const void *at = entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: return !*(const char *const *)at;
	case ENTENTE_FIELD_TEXTS: return !*(const char *const *const *)at;
	case ENTENTE_FIELD_NUMBER: return *(const int32_t *)at == ENTENTE_UNKNOWN;
	case ENTENTE_FIELD_FLAG: return !*(const bool *)at;
	default: return false;
	}
}

static void
set_fields(EntenteRecord *to, const EntenteRecord *from, uint32_t fields)
{
	const EntenteKindSpec *spec = entente_kind(to->kind);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (fields & 1u << i)
			copy_field(to, from, &spec->fields[i]);
	to->confidence = 100;
}

/* What a group says, from what its members say most. */
static void
retell(const Gathering *gathering, Group *group)
{
	const EntenteRecord before = *group->record;
	const EntenteKindSpec *spec = entente_kind(before.kind);

	group_finish(gathering, group);
	for (size_t i = 0; i < spec->n_fields; i++) {
		const EntenteField *field = &spec->fields[i];
		void *at = (void *)entente_field(group->record, field);

		if (field->type == ENTENTE_FIELD_TEXT)
			*(const char **)at = group_most_told(gathering, group, field->offset);
		else if (field->type == ENTENTE_FIELD_TEXTS)
			*(const char *const **)at =
			    group_unite(gathering, group, field->offset);
		else if (field->type == ENTENTE_FIELD_NUMBER)
			*(int32_t *)at =
			    group_most_told_number(gathering, group, field->offset);
		else if (field->type == ENTENTE_FIELD_CHOICE)
			*(int *)at = group_most_told_choice(gathering, group, field->offset);
		/* what only gathering knows, such as the round */
		if (field->type == ENTENTE_FIELD_NUMBER && is_empty(group->record, field))
			copy_field(group->record, &before, field);
	}
}

static bool
is_meant(const Ruling *ruling, const Group *group, guint member)
{
	return g_hash_table_contains(ruling->records, group_at(group, member)->record);
}

/* A member that is meant, or NULL. */
static const Mention *
meant_member(const GHashTable *records, const Group *group)
{
	for (guint i = 0; i < group->members->len; i++)
		if (g_hash_table_contains((GHashTable *)records, group_at(group, i)->record))
			return group_at(group, i);
	return NULL;
}

/* The members' own fields are as the desk has them, with names as gathering has them. */
static void
set_meant(Gathering *gathering, Ruling *ruling)
{
	const GPtrArray *groups = gathering->groups[ruling->kind];

	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];
		const Mention *member = meant_member(ruling->records, group);

		if (!member)
			continue;
		set_fields(group->record, member->record, ruling->fields);
		ruling->applies = true;
	}
}

static void
set_named(Gathering *gathering, Ruling *ruling)
{
	Group *group = named(gathering, ruling->kind, ruling->name);

	if (!group)
		return;
	set_fields(group->record, ruling->values, ruling->fields);
	if (ruling->kind == ENTENTE_PERSON && group->record->person.party) {
		const char *party = party_name(gathering, group->record->person.party);

		group->record->person.party = party ? party : group->record->person.party;
	}
	ruling->applies = true;
}

static void
rule_set(Gathering *gathering, Ruling *ruling)
{
	if (ruling->records)
		set_meant(gathering, ruling);
	else
		set_named(gathering, ruling);
}

static void
rule_drop(Gathering *gathering, Ruling *ruling)
{
	Group *group = named(gathering, ruling->kind, ruling->name);

	ruling->applies = group && g_ptr_array_remove(gathering->groups[ruling->kind], group);
}

static void
unite_texts(Gathering *gathering, EntenteRecord *record, const EntenteRecord *other,
            const EntenteField *field)
{
	const char *const **own = (void *)entente_field(record, field);
	const char *const *more = *(const char *const *const *)entente_field(other, field);
	g_autoptr(GPtrArray) texts = g_ptr_array_new();

	for (const char *const *text = *own; text && *text; text++)
		g_ptr_array_add(texts, (gpointer)*text);
	for (; more && *more; more++)
		if (!*own || !g_strv_contains(*own, *more))
			g_ptr_array_add(texts, (gpointer)*more);
	*own = arena_texts(gathering->arena, texts);
}

/* The face's fields stay, filled up from the other's. */
static void
swallow(Gathering *gathering, Group *face, Group *other)
{
	EntenteRecord told = *face->record;
	const EntenteKindSpec *spec = entente_kind(told.kind);

	for (size_t i = 0; i < spec->n_fields; i++) {
		const EntenteField *field = &spec->fields[i];

		if (field->type == ENTENTE_FIELD_TEXTS)
			unite_texts(gathering, &told, other->record, field);
		else if (is_empty(&told, field))
			copy_field(&told, other->record, field);
	}
	g_ptr_array_extend(face->members, other->members, NULL, NULL);
	group_finish(gathering, face);
	for (size_t i = 0; i < spec->n_fields; i++)
		copy_field(face->record, &told, &spec->fields[i]);
}

static void
rule_merge(Gathering *gathering, Ruling *ruling)
{
	GPtrArray *groups = gathering->groups[ruling->kind];
	Group *face = NULL;

	for (guint i = 0; i < groups->len && !face; i++)
		if (meant_member(ruling->first, groups->pdata[i]))
			face = groups->pdata[i];
	if (!face)
		return;
	ruling->applies = true;
	for (guint i = groups->len; i-- > 0;) {
		Group *group = groups->pdata[i];

		if (group == face || !meant_member(ruling->records, group))
			continue;
		swallow(gathering, face, group);
		g_ptr_array_remove_index(groups, i);
	}
}

static void
rule_split(Gathering *gathering, Ruling *ruling)
{
	GPtrArray *groups = gathering->groups[ruling->kind];
	guint n = groups->len;
	Group *own = NULL;

	for (guint i = 0; i < n; i++) {
		Group *group = groups->pdata[i];
		guint n_leaving = 0;

		for (guint j = 0; j < group->members->len; j++)
			n_leaving += is_meant(ruling, group, j);
		ruling->applies |= n_leaving > 0;
		if (!n_leaving || n_leaving == group->members->len)
			continue;
		if (!own) {
			own = group_new(gathering, ruling->kind);
			*own->record = *group->record;
		}
		for (guint j = group->members->len; j-- > 0;)
			if (is_meant(ruling, group, j)) {
				group_add(own, group_at(group, j));
				g_ptr_array_remove_index(group->members, j);
			}
		retell(gathering, group);
	}
	if (own)
		retell(gathering, own);
}

static void (*const rules[])(Gathering *, Ruling *) = {
	[RULE_SET] = rule_set,
	[RULE_DROP] = rule_drop,
	[RULE_MERGE] = rule_merge,
	[RULE_SPLIT] = rule_split,
};

static void
rule(Gathering *gathering, bool of_discrepancies)
{
	for (guint i = 0; i < gathering->rulings->len; i++) {
		Ruling *ruling = gathering->rulings->pdata[i];

		if (!ruling->overruled && ruling->type < G_N_ELEMENTS(rules) &&
		    rules[ruling->type] &&
		    (ruling->kind == ENTENTE_DISCREPANCY) == of_discrepancies)
			rules[ruling->type](gathering, ruling);
	}
}

void
rule_records(Gathering *gathering)
{
	rule(gathering, false);
}

void
rule_discrepancies(Gathering *gathering)
{
	rule(gathering, true);
}
