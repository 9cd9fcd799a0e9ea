/* One record a person: the same full name, its transliterations, and the surname alone where
 * only one person of that name can be meant.
 *
 * Names of several words are compared first, within buckets of one surname or one given name.
 * A surname alone goes to the person of the same page who bears it, else to the only person
 * anywhere; where two bear it and the page names neither, it stays a person of its own. */
#include "gather/gathering.h"

#include "gather/forms.h"
#include "gather/names.h"
#include "gather/roles.h"
#include "gather/rulings.h"
#include "gather/sets.h"
#include "gather/ties.h"

#include <string.h>

enum { LARGEST_BUCKET = 64 };

struct People {
	GHashTable *keys; /* name as written -> its words joined */
	GHashTable
	    *by_name; /* words joined, or "PAGE words" -> Group, NULL where it is two's */
	GHashTable *by_canonical; /* the one name -> Group */
};

static void
form_free(gpointer form)
{
	g_strfreev(((Form *)form)->words);
	g_ptr_array_unref(((Form *)form)->mentions);
	g_free(form);
}

static const char *
name_key(const Gathering *gathering, const char *name)
{
	GHashTable *keys = gathering->people->keys;
	const char *key = g_hash_table_lookup(keys, name);

	if (key)
		return key;
	g_auto(GStrv) words = name_words(gathering->lexicon, name);
	g_autofree char *joined = g_strjoinv(" ", words);
	key = arena_strdup(gathering->arena, joined);
	g_hash_table_insert(keys, arena_strdup(gathering->arena, name), (char *)key);
	return key;
}

static const char *
form_party(const Gathering *gathering, const Form *form)
{
	g_autoptr(Tally) tally = tally_new();

	for (guint i = 0; i < form->mentions->len; i++) {
		const Mention *mention = form->mentions->pdata[i];

		tally_add(tally, mention->record->person.party,
		          gathering->pages[mention->page].head);
	}
	return tally_first(tally);
}

static GPtrArray *
collect_forms(const Gathering *gathering)
{
	const GPtrArray *mentions = gathering->mentions[ENTENTE_PERSON];
	GPtrArray *forms = g_ptr_array_new_with_free_func(form_free);
	g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < mentions->len; i++) {
		EntentePerson *person = &((Mention *)mentions->pdata[i])->record->person;
		const char *key = name_key(gathering, person->name ? person->name : "");
		const char *party = person->party ? party_name(gathering, person->party) : NULL;
		Form *form = g_hash_table_lookup(by_key, key);

		person->party = party ? party : person->party;
		if (!form) {
			form = g_new0(Form, 1);
			form->words = g_strsplit(key, " ", -1);
			form->n_words = g_strv_length(form->words);
			form->mentions = g_ptr_array_new();
			g_hash_table_insert(by_key, (char *)key, form);
			g_ptr_array_add(forms, form);
		}
		g_ptr_array_add(form->mentions, mentions->pdata[i]);
	}
	for (guint i = 0; i < forms->len; i++) {
		Form *form = forms->pdata[i];

		form->party = form_party(gathering, form);
	}
	return forms;
}

static bool
only_initials(const Form *form)
{
	return form->n_words > 1 && strlen(form->words[0]) == 1;
}

typedef struct {
	GPtrArray *forms;
	Sets *sets;
	const Ties *ties;
	GHashTable *buckets; /* key -> GArray of form indices */
} Union;

static void
fill_bucket(GHashTable *buckets, char *key, guint form)
{
	GArray *bucket = g_hash_table_lookup(buckets, key);

	if (!bucket) {
		bucket = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(buckets, key, bucket);
	} else {
		g_free(key);
	}
	if (bucket->len < LARGEST_BUCKET)
		g_array_append_val(bucket, form);
}

static char *
surname_bucket(const Form *form)
{
	return name_skeleton(form->words[form->n_words - 1]);
}

static char *
given_bucket(const Form *form)
{
	return g_strdup_printf("%s %.1s", form->words[0], form->words[form->n_words - 1]);
}

/* Joins the form with those before it in the bucket.  A name with an initial for its given
 * name is joined only where one person alone agrees with it. */
static void
join_form(Union *all, guint index, const GArray *bucket)
{
	const Form *form = all->forms->pdata[index];
	guint root = index, n_roots = 0;

	for (guint i = 0; i < bucket->len; i++) {
		guint other_index = g_array_index(bucket, guint, i);
		const Form *other = all->forms->pdata[other_index];

		if (other_index == index || only_initials(other) ||
		    !ties_allow(all->ties, index, other_index) ||
		    !sides_allow(form->party, other->party) ||
		    !names_agree(form->words, other->words))
			continue;
		guint other_root = sets_find(all->sets, other_index);
		if (!n_roots || other_root != root)
			n_roots++;
		root = other_root;
		if (!only_initials(form))
			sets_join(all->sets, index, other_index);
	}
	if (only_initials(form) && n_roots == 1)
		sets_join(all->sets, index, root);
}

static void
join_forms(GPtrArray *forms, Sets *sets, const Ties *ties)
{
	char *(*const bucket_keys[])(const Form *) = { surname_bucket, given_bucket };

	for (size_t b = 0; b < G_N_ELEMENTS(bucket_keys); b++) {
		g_autoptr(GHashTable) buckets = g_hash_table_new_full(
		    g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
		Union all = { forms, sets, ties, buckets };

		for (guint i = 0; i < forms->len; i++)
			if (((Form *)forms->pdata[i])->n_words > 1)
				fill_bucket(buckets, bucket_keys[b](forms->pdata[i]), i);
		for (int initials = 0; initials < 2; initials++)
			for (guint i = 0; i < forms->len; i++) {
				const Form *form = forms->pdata[i];

				if (form->n_words < 2 || only_initials(form) != initials)
					continue;
				g_autofree char *key = bucket_keys[b](form);
				join_form(&all, i, g_hash_table_lookup(buckets, key));
			}
	}
}

/* The full name most told, without a title if any source gives it so; NULL for none. */
static const char *
full_name(const Gathering *gathering, const Group *group)
{
	g_autoptr(Tally) plain = tally_new(), titled = tally_new();

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const char *name = mention->record->person.name;
		const char *key = name ? name_key(gathering, name) : "";

		if (!strchr(key, ' '))
			continue;
		g_autofree char *folded = fold_text(name);
		tally_add(g_str_equal(folded, key) ? plain : titled, name,
		          gathering->pages[mention->page].head);
	}
	const char *name = tally_first(plain);
	return name ? name : tally_first(titled);
}

static void
finish_person(const Gathering *gathering, Group *group)
{
	g_autoptr(Tally) others = tally_new();

	group_finish(gathering, group);
	EntentePerson *person = &group->record->person;
	person->name = full_name(gathering, group);
	if (!person->name)
		person->name =
		    group_most_told(gathering, group, offsetof(EntenteRecord, person.name));
	person->party =
	    group_most_told(gathering, group, offsetof(EntenteRecord, person.party));
	person->roles = unite_roles(gathering, group);
	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const EntentePerson *told = &mention->record->person;
		uint32_t head = gathering->pages[mention->page].head;

		if (g_strcmp0(told->name, person->name))
			tally_add(others, told->name, head);
		for (const char *const *alias = told->aliases; alias && *alias; alias++)
			if (g_strcmp0(*alias, person->name))
				tally_add(others, *alias, head);
	}
	person->aliases = tally_texts(others, gathering->arena);
}

static void
know_key(const Gathering *gathering, const char *key, Group *group)
{
	GHashTable *by_name = gathering->people->by_name;
	gpointer known;

	if (!g_hash_table_lookup_extended(by_name, key, NULL, &known))
		g_hash_table_insert(by_name, arena_strdup(gathering->arena, key), group);
	else if (known != group)
		g_hash_table_insert(by_name, (char *)key, NULL);
}

/* Makes a name known, and its last word alone, on the page and everywhere. */
static void
know_name(const Gathering *gathering, uint32_t page, const char *name, Group *group)
{
	const char *key = name_key(gathering, name), *surname = strrchr(key, ' ');
	g_autofree char *on_page = g_strdup_printf("%u %s", page, key);

	know_key(gathering, key, group);
	know_key(gathering, on_page, group);
	if (!surname)
		return;
	g_autofree char *surname_on_page = g_strdup_printf("%u%s", page, surname);
	know_key(gathering, surname + 1, group);
	know_key(gathering, surname_on_page, group);
}

static void
know_names(const Gathering *gathering, Group *group)
{
	const char *name = group->record->person.name;

	if (!name)
		return;
	g_hash_table_insert(gathering->people->by_canonical, (char *)name, group);
	know_key(gathering, name_key(gathering, name), group);
	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const EntentePerson *person = &mention->record->person;

		if (person->name)
			know_name(gathering, mention->page, person->name, group);
		for (const char *const *alias = person->aliases; alias && *alias; alias++)
			know_name(gathering, mention->page, *alias, group);
	}
}

static guint
form_index(const Gathering *gathering, const char *name, gpointer forms)
{
	const char *key = name_key(gathering, name);

	for (guint i = 0; i < ((GPtrArray *)forms)->len; i++) {
		const Form *form = ((GPtrArray *)forms)->pdata[i];
		g_autofree char *own = g_strjoinv(" ", form->words);

		if (g_str_equal(own, key))
			return i + 1;
	}
	return 0;
}

void
unite_people(Gathering *gathering)
{
	People *people = arena_new0(gathering->arena, People, 1);

	people->keys = g_hash_table_new(g_str_hash, g_str_equal);
	people->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	people->by_canonical = g_hash_table_new(g_str_hash, g_str_equal);
	gathering->people = people;
	g_autoptr(GPtrArray) forms = collect_forms(gathering);
	g_autoptr(GPtrArray) lists =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	g_autoptr(Sets) sets = sets_new(forms->len);
	g_autoptr(Ties) ties = ties_new(gathering, ENTENTE_PERSON, sets, form_index, forms);
	join_forms(forms, sets, ties);
	ties_join(ties);
	for (guint i = 0; i < forms->len; i++) {
		Form *form = forms->pdata[i];
		GPtrArray *list = g_ptr_array_new();

		form->ruled = ties_concern(ties, i);
		for (guint j = 0; form->n_words != 1 && j < form->mentions->len; j++)
			g_ptr_array_add(list, form->mentions->pdata[j]);
		g_ptr_array_add(lists, list);
	}
	settle_single_names(forms, sets, lists);
	sets_to_groups(sets, gathering, ENTENTE_PERSON, lists);
	GPtrArray *groups = gathering->groups[ENTENTE_PERSON];
	for (guint i = 0; i < groups->len; i++)
		finish_person(gathering, groups->pdata[i]);
	rule_names(gathering, ENTENTE_PERSON);
	for (guint i = 0; i < groups->len; i++)
		know_names(gathering, groups->pdata[i]);
}

void
people_free(People *people)
{
	if (!people)
		return;
	g_hash_table_unref(people->keys);
	g_hash_table_unref(people->by_name);
	g_hash_table_unref(people->by_canonical);
}

const char *
person_name(const Gathering *gathering, uint32_t page, const char *name)
{
	GHashTable *by_name = gathering->people->by_name;
	const char *key = name_key(gathering, name);
	g_autofree char *on_page = g_strdup_printf("%u %s", page, key);
	const Group *group = g_hash_table_lookup(by_name, on_page);

	if (!group)
		group = g_hash_table_lookup(by_name, key);
	return group ? group->record->person.name : NULL;
}

bool
person_is_known(const Gathering *gathering, const char *name)
{
	return g_hash_table_contains(gathering->people->by_canonical, name);
}

const char *
person_party(const Gathering *gathering, const char *name)
{
	const Group *group = g_hash_table_lookup(gathering->people->by_canonical, name);

	return group ? group->record->person.party : NULL;
}
