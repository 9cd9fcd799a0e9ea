/* Which records a party or an issue concerns.
 *
 * A party is meant by its name or any alias, in any case, and is concerned by what its people
 * say: `--party moscow` finds what Russia demands and what its foreign minister is quoted with.
 * Sources and discrepancies are nobody's. */
#include "store/filter.h"

#include "store/column.h"

#include <string.h>

struct Filter {
	GHashTable *names; /* folded: the party, its aliases, its people; NULL: any party */
	char *issue;       /* folded; NULL: any */
	const char *since;
};

/* The fields that say whose a record is.  One that joins several names by commas is all's. */
static const struct {
	EntenteKind kind;
	const char *field;
} sides[] = {
	{ ENTENTE_PERSON, "party" },    { ENTENTE_PARTY, "name" },
	{ ENTENTE_MEETING, "parties" }, { ENTENTE_POSITION, "party" },
	{ ENTENTE_DRAFT, "by" },        { ENTENTE_QUOTE, "speaker" },
	{ ENTENTE_CLAIM, "by" },        { ENTENTE_CLAIM, "disputed_by" },
	{ ENTENTE_ASSESSMENT, "by" },
};

static char *
fold(const char *name)
{
	g_autofree char *valid = g_utf8_make_valid(name, -1);

	return g_utf8_casefold(g_strstrip(valid), -1);
}

/* "Security guarantees" is the issue `security-guarantees`. */
static char *
fold_issue(const char *issue)
{
	return g_strdelimit(fold(issue), " ", '-');
}

/* Whether the name, or one of the names that it joins by commas, is among `names`. */
static bool
is_among(GHashTable *names, const char *name)
{
	g_autofree char *folded = name ? fold(name) : NULL;

	if (!folded || g_hash_table_contains(names, folded))
		return folded;
	g_auto(GStrv) parts = g_strsplit(folded, ",", -1);
	for (char **part = parts; *part; part++)
		if (g_hash_table_contains(names, g_strstrip(*part)))
			return true;
	return false;
}

static bool
any_is_among(GHashTable *names, const char *const *list)
{
	for (size_t i = 0; list && list[i]; i++)
		if (is_among(names, list[i]))
			return true;
	return false;
}

static void
add_names(GHashTable *names, const char *name, const char *const *aliases)
{
	if (name)
		g_hash_table_add(names, fold(name));
	for (size_t i = 0; aliases && aliases[i]; i++)
		g_hash_table_add(names, fold(aliases[i]));
}

static GHashTable *
name_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* Everything that stands for the party.  Parties come before people in `known`, so that a
 * person's party has all its names by then. */
static GHashTable *
names_of(const char *party, const EntenteRecords *known)
{
	GHashTable *names = name_set();
	g_autoptr(GHashTable) asked = name_set();
	g_autoptr(GHashTable) people = name_set();
	GHashTableIter iter;
	gpointer name;

	add_names(asked, party, NULL);
	add_names(names, party, NULL);
	for (size_t i = 0; i < entente_records_count(known); i++) {
		const EntenteRecord *record = entente_records_get(known, i);

		if (record->kind == ENTENTE_PERSON && is_among(names, record->person.party))
			add_names(people, record->person.name, record->person.aliases);
		if (record->kind == ENTENTE_PARTY &&
		    (is_among(asked, record->party.name) ||
		     any_is_among(asked, record->party.aliases)))
			add_names(names, record->party.name, record->party.aliases);
	}
	g_hash_table_iter_init(&iter, people);
	while (g_hash_table_iter_next(&iter, &name, NULL))
		g_hash_table_add(names, g_strdup(name));
	return names;
}

Filter *
filter_new(const EntenteFilter *filter, const EntenteRecords *known)
{
	Filter *prepared = g_new0(Filter, 1);

	prepared->names = filter->party ? names_of(filter->party, known) : NULL;
	prepared->issue = filter->issue ? fold_issue(filter->issue) : NULL;
	prepared->since = filter->since;
	return prepared;
}

void
filter_free(Filter *filter)
{
	if (!filter)
		return;
	g_clear_pointer(&filter->names, g_hash_table_unref);
	g_free(filter->issue);
	g_free(filter);
}

static bool
concerns(const EntenteRecord *record, GHashTable *names)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
		const EntenteField *field = sides[i].kind == record->kind
		                                ? row_field(record->kind, sides[i].field)
		                                : NULL;

		if (!field)
			continue;
		const void *at = entente_field(record, field);
		if (field->type == ENTENTE_FIELD_TEXTS
		        ? any_is_among(names, *(const char *const *const *)at)
		        : is_among(names, *(const char *const *)at))
			return true;
	}
	return false;
}

static bool
is_on(const EntenteRecord *record, const char *issue)
{
	const EntenteField *field = row_field(record->kind, "issue");
	const char *own = field ? *(const char *const *)entente_field(record, field) : NULL;
	g_autofree char *folded = own ? fold_issue(own) : NULL;

	return g_strcmp0(folded, issue) == 0;
}

bool
filter_passes(const Filter *filter, const EntenteRecord *record)
{
	if (filter->since && g_strcmp0(record->last_published, filter->since) < 0)
		return false;
	if (filter->names && !concerns(record, filter->names))
		return false;
	return !filter->issue || is_on(record, filter->issue);
}
