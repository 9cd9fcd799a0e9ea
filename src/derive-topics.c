/* Which parties and issues a dossier's model has, and what there is to choose on each issue:
 * positions that are about one object, in whatever words, make an option. */
#include "derive.h"

#include <string.h>

enum {
	MOST_PARTIES = 8,    /* that get a column of their own unless they are named */
	MOST_OBJECTS = 12,   /* options of one issue */
	MOST_COMPARED = 400, /* positions of one issue */
};

static void
object_free(gpointer pointer)
{
	DerivedObject *object = pointer;

	g_ptr_array_unref(object->positions);
	g_free(object);
}

void
derive_topic_free(gpointer pointer)
{
	DerivedTopic *topic = pointer;

	g_ptr_array_unref(topic->objects);
	g_free(topic);
}

typedef struct {
	const char *name;
	int n;
} Tally;

static int
compare_tallies(const void *a, const void *b)
{
	const Tally *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : strcmp(x->name, y->name);
}

static void
tally(GArray *tallies, const char *name, int n)
{
	for (guint i = 0; i < tallies->len; i++) {
		Tally *one = &g_array_index(tallies, Tally, i);

		if (g_str_equal(one->name, name)) {
			one->n += n;
			return;
		}
	}
	Tally fresh = { name, n };
	g_array_append_val(tallies, fresh);
}

static bool
is_listed(const char *const *names, const char *name)
{
	for (size_t i = 0; names && names[i]; i++)
		if (g_ascii_strcasecmp(names[i], name) == 0)
			return true;
	return !names;
}

/* Whether somebody of this name speaks, who is no side of the talks. */
static bool
is_bystander(const Deriving *self, const char *name)
{
	bool speaks = false;

	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);

		if (record->kind == ENTENTE_PARTY && !g_strcmp0(record->party.name, name))
			return false;
		speaks |=
		    record->kind == ENTENTE_PERSON && !g_strcmp0(record->person.name, name);
	}
	return speaks;
}

/* The parties that hold most positions, or those that are named. */
void
derive_parties(Deriving *self, const char *const *parties, const char *const *issues)
{
	g_autoptr(GArray) tallies = g_array_new(FALSE, FALSE, sizeof(Tally));
	g_autoptr(GString) left_out = g_string_new(NULL);

	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);

		if (record->kind == ENTENTE_POSITION && record->position.party &&
		    record->position.issue && is_listed(parties, record->position.party) &&
		    is_listed(issues, record->position.issue))
			tally(tallies, record->position.party, 1);
	}
	if (tallies->len)
		qsort(tallies->data, tallies->len, sizeof(Tally), compare_tallies);
	for (guint i = 0; i < tallies->len; i++) {
		const char *name = g_array_index(tallies, Tally, i).name;

		if (parties || (self->parties->len < MOST_PARTIES && !is_bystander(self, name)))
			g_ptr_array_add(self->parties, (gpointer)name);
		else
			g_string_append_printf(left_out, "%s%s", left_out->len ? ", " : "",
			                       name);
	}
	if (left_out->len)
		derive_ask(self,
		           "Do these parties matter, which say least and are left out: %s?",
		           left_out->str);
}

int
derive_party(const Deriving *self, const char *name)
{
	for (guint i = 0; i < self->parties->len; i++)
		if (g_str_equal(self->parties->pdata[i], name))
			return (int)i;
	return -1;
}

DerivedTopic *
derive_topic_new(const char *name)
{
	DerivedTopic *topic = g_new0(DerivedTopic, 1);

	topic->name = name;
	topic->objects = g_ptr_array_new_with_free_func(object_free);
	return topic;
}

static DerivedTopic *
topic_of(Deriving *self, const char *name)
{
	for (guint i = 0; i < self->topics->len; i++) {
		DerivedTopic *topic = self->topics->pdata[i];

		if (g_str_equal(topic->name, name))
			return topic;
	}
	DerivedTopic *topic = derive_topic_new(name);
	g_ptr_array_add(self->topics, topic);
	return topic;
}

/* Whether the position is about the object, in this or another wording of it. */
static bool
is_about(const Deriving *self, const DerivedTopic *topic, const DerivedObject *object,
         const char *what)
{
	if (g_str_equal(object->what, what) ||
	    objects_alike(self->words, topic->name, object->what, what))
		return true;
	for (guint i = 0; i < object->positions->len; i++) {
		const EntenteRecord *record = object->positions->pdata[i];

		if (objects_within(self->words, record->position.what, what))
			return true;
	}
	return false;
}

/* The wording that most sources have stands for the object, of those the shortest. */
static void
name_object(DerivedObject *object)
{
	const EntenteRecord *best = NULL;

	for (guint i = 0; i < object->positions->len; i++) {
		const EntenteRecord *one = object->positions->pdata[i];

		if (!best || one->n_sources > best->n_sources ||
		    (one->n_sources == best->n_sources &&
		     strlen(one->position.what) < strlen(best->position.what)))
			best = one;
	}
	object->what = best->position.what;
}

static void
add_position(const Deriving *self, DerivedTopic *topic, const EntenteRecord *record)
{
	DerivedObject *object = NULL;

	for (guint i = 0; i < topic->objects->len && !object; i++)
		if (is_about(self, topic, topic->objects->pdata[i], record->position.what))
			object = topic->objects->pdata[i];
	if (!object) {
		object = g_new0(DerivedObject, 1);
		object->what = record->position.what;
		object->positions = g_ptr_array_new();
		object->at = NAN;
		g_ptr_array_add(topic->objects, object);
	}
	g_ptr_array_add(object->positions, (gpointer)record);
	object->sources += record->n_sources;
	name_object(object);
}

static int
compare_objects(gconstpointer a, gconstpointer b)
{
	const DerivedObject *x = *(DerivedObject *const *)a, *y = *(DerivedObject *const *)b;

	if (x->positions->len != y->positions->len)
		return x->positions->len < y->positions->len ? 1 : -1;
	if (x->sources != y->sources)
		return x->sources < y->sources ? 1 : -1;
	return strcmp(x->what, y->what);
}

static int
compare_topics(gconstpointer a, gconstpointer b)
{
	return strcmp((*(DerivedTopic *const *)a)->name, (*(DerivedTopic *const *)b)->name);
}

void
derive_topics(Deriving *self, const char *const *issues)
{
	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		const EntentePosition *position = &record->position;

		if (record->kind != ENTENTE_POSITION || !position->party || !position->issue ||
		    !position->what || !*position->what ||
		    !is_listed(issues, position->issue) ||
		    derive_party(self, position->party) < 0)
			continue;
		DerivedTopic *topic = topic_of(self, position->issue);
		if (topic->objects->len < MOST_COMPARED)
			add_position(self, topic, record);
	}
	g_ptr_array_sort(self->topics, compare_topics);
	for (guint i = 0; i < self->topics->len; i++) {
		DerivedTopic *topic = self->topics->pdata[i];

		g_ptr_array_sort(topic->objects, compare_objects);
		if (topic->objects->len <= MOST_OBJECTS)
			continue;
		derive_ask(
		    self,
		    "%s: %u objects that fewest speak of are left out, from '%s' on; do they "
		    "matter?",
		    topic->name, topic->objects->len - MOST_OBJECTS,
		    ((const DerivedObject *)topic->objects->pdata[MOST_OBJECTS])->what);
		g_ptr_array_set_size(topic->objects, MOST_OBJECTS);
	}
}
