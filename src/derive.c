/* The positions of a dossier -> a bargaining model.
 *
 * An issue has an option for every object that a party demands, offers, accepts or refuses
 * there, and one that none of these is agreed, which is the status quo.  What a party makes of
 * an option that it spoke of is an interval around what its stance says, the wider, the fewer
 * independent sources say so, the longer ago and the less surely; where it contradicts itself,
 * all that it said.  Of an option that it did not speak of nothing is known: 0 to 1, assumed;
 * or 0 to 0.5 where only its opponents on the issue want it, those of whom one refuses what the
 * other wants.
 * A refusal is a red line only where its sentences say so (red-lines.tsv) or the desk does.
 * Whatever is assumed is a question to the desk. */
#include "base/days.h"
#include "base/tsv.h"
#include "compare/compare.h"
#include "model/bargain.h"
#include "store/filter.h"

#include <entente/dossier.h>
#include <entente/error.h>
#include <stdio.h>
#include <string.h>

enum {
	MOST_PARTIES = 8,    /* that get a column of their own unless they are named */
	MOST_OBJECTS = 12,   /* options of one issue */
	MOST_COMPARED = 400, /* positions of one issue */
};

/* What a stance says of its object's worth to the party: the middle, from 0 to 1. */
static const double worth[] = {
	[ENTENTE_DEMANDS] = 0.9, [ENTENTE_OFFERS] = 0.5, [ENTENTE_ACCEPTS] = 0.7,
	[ENTENTE_REFUSES] = 0.1, [ENTENTE_OPEN] = 0.5,
};

/* What red-lines.tsv has. */
typedef struct {
	GPtrArray *firm, *not ; /* phrases, in lower case */
} RedWords;

static void
red_words_clear(RedWords *words)
{
	g_clear_pointer(&words->firm, g_ptr_array_unref);
	g_clear_pointer(&words->not, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RedWords, red_words_clear)

static bool
red_words_load(RedWords *words, const char *share, GError **error)
{
	g_autoptr(Arena) arena = arena_new();
	g_autofree char *path = g_build_filename(share, "lexicon", "en", "red-lines.tsv", NULL);
	g_auto(Tsv) table = { 0 };

	words->firm = g_ptr_array_new_with_free_func(g_free);
	words->not = g_ptr_array_new_with_free_func(g_free);
	if (!tsv_read(&table, path, arena, error))
		return false;
	int use = tsv_column(&table, "use");
	if (tsv_column(&table, "phrase") != 0 || use < 0) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
		            "'%s': lacks the columns phrase and use", path);
		return false;
	}
	for (guint i = 0; i < table.rows->len; i++) {
		const char *const *cells = table.rows->pdata[i];

		g_ptr_array_add(g_str_equal(cells[use], "firm") ? words->firm : words->not,
		                g_strdup(cells[0]));
	}
	return true;
}

static bool
has_any(const char *text, const GPtrArray *phrases)
{
	for (guint i = 0; i < phrases->len; i++) {
		const char *phrase = phrases->pdata[i], *at = text;
		size_t length = strlen(phrase);

		while ((at = strstr(at, phrase))) {
			if ((at == text || !g_ascii_isalnum(at[-1])) &&
			    !g_ascii_isalnum(at[length]))
				return true;
			at++;
		}
	}
	return false;
}

/* Whether some sentence says that the party will not move. */
static bool
is_firm(const RedWords *words, const EntenteRecord *record)
{
	if (record->position.red_line)
		return true;
	for (size_t i = 0; i < record->n_evidence; i++) {
		g_autofree char *text = g_utf8_strdown(record->evidence[i].text, -1);

		if (has_any(text, words->firm) && !has_any(text, words->not ))
			return true;
	}
	return false;
}

/* Positions of one issue that are about one object: an option. */
typedef struct {
	const char *what;
	GPtrArray *positions; /* EntenteRecord */
	int sources;
} Object;

typedef struct {
	const char *name;
	GPtrArray *objects; /* Object, the best sourced first */
	GPtrArray *left_out;
} Topic;

typedef struct {
	const EntenteRecords *records;
	ChangeWords *words;
	RedWords red;
	GPtrArray *topics;    /* Topic */
	GPtrArray *parties;   /* const char * */
	GPtrArray *questions; /* char * */
	const char *latest;   /* the last day of which anything is told */
	EntenteBargain *model;
} Deriving;

static void
object_free(gpointer pointer)
{
	Object *object = pointer;

	g_ptr_array_unref(object->positions);
	g_free(object);
}

static void
topic_free(gpointer pointer)
{
	Topic *topic = pointer;

	g_ptr_array_unref(topic->objects);
	g_ptr_array_unref(topic->left_out);
	g_free(topic);
}

static void G_GNUC_PRINTF(2, 3) ask(Deriving *self, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_ptr_array_add(self->questions, g_strdup_vprintf(format, list));
	va_end(list);
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
static void
choose_parties(Deriving *self, const char *const *parties, const char *const *issues)
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
		ask(self, "Do these parties matter, which say least and are left out: %s?",
		    left_out->str);
}

static int
party_index(const Deriving *self, const char *name)
{
	for (guint i = 0; i < self->parties->len; i++)
		if (g_str_equal(self->parties->pdata[i], name))
			return (int)i;
	return -1;
}

static Topic *
topic_of(Deriving *self, const char *name)
{
	for (guint i = 0; i < self->topics->len; i++) {
		Topic *topic = self->topics->pdata[i];

		if (g_str_equal(topic->name, name))
			return topic;
	}
	Topic *topic = g_new0(Topic, 1);
	topic->name = name;
	topic->objects = g_ptr_array_new_with_free_func(object_free);
	topic->left_out = g_ptr_array_new();
	g_ptr_array_add(self->topics, topic);
	return topic;
}

static void
add_position(const Deriving *self, Topic *topic, const EntenteRecord *record)
{
	for (guint i = 0; i < topic->objects->len; i++) {
		Object *object = topic->objects->pdata[i];

		if (g_str_equal(object->what, record->position.what) ||
		    objects_alike(self->words, topic->name, object->what,
		                  record->position.what)) {
			g_ptr_array_add(object->positions, (gpointer)record);
			object->sources += record->n_sources;
			return;
		}
	}
	Object *object = g_new0(Object, 1);
	object->what = record->position.what;
	object->positions = g_ptr_array_new();
	object->sources = record->n_sources;
	g_ptr_array_add(object->positions, (gpointer)record);
	g_ptr_array_add(topic->objects, object);
}

static int
compare_objects(gconstpointer a, gconstpointer b)
{
	const Object *x = *(Object *const *)a, *y = *(Object *const *)b;

	if (x->positions->len != y->positions->len)
		return x->positions->len < y->positions->len ? 1 : -1;
	if (x->sources != y->sources)
		return x->sources < y->sources ? 1 : -1;
	return strcmp(x->what, y->what);
}

static int
compare_topics(gconstpointer a, gconstpointer b)
{
	return strcmp((*(Topic *const *)a)->name, (*(Topic *const *)b)->name);
}

static void
collect_topics(Deriving *self, const char *const *issues)
{
	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		const EntentePosition *position = &record->position;

		if (record->kind != ENTENTE_POSITION || !position->party || !position->issue ||
		    !position->what || !*position->what ||
		    !is_listed(issues, position->issue) ||
		    party_index(self, position->party) < 0)
			continue;
		Topic *topic = topic_of(self, position->issue);
		if (topic->objects->len < MOST_COMPARED)
			add_position(self, topic, record);
	}
	g_ptr_array_sort(self->topics, compare_topics);
	for (guint i = 0; i < self->topics->len; i++) {
		Topic *topic = self->topics->pdata[i];

		g_ptr_array_sort(topic->objects, compare_objects);
		if (topic->objects->len <= MOST_OBJECTS)
			continue;
		ask(self,
		    "%s: %u objects that fewest speak of are left out, from '%s' on; do they "
		    "matter?",
		    topic->name, topic->objects->len - MOST_OBJECTS,
		    ((const Object *)topic->objects->pdata[MOST_OBJECTS])->what);
		g_ptr_array_set_size(topic->objects, MOST_OBJECTS);
	}
}

/* The day that the record is of: when it was said, or told last. */
static const char *
day_of(const EntenteRecord *record)
{
	return record->position.date ? record->position.date : record->last_published;
}

static int64_t
day_number(const char *date)
{
	int year, month, day;

	if (!date || sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return -1;
	/* days are compared alone: months of 31 days do */
	return ((int64_t)year * 12 + month) * 31 + day;
}

/* What one position says of its object: the interval is the wider the less it rests on. */
static BargainRange
range_of(const Deriving *self, const EntenteRecord *record)
{
	int64_t said = day_number(day_of(record)), latest = day_number(self->latest);
	double sources = MAX(record->n_sources, 1);
	double sure = record->confidence == ENTENTE_UNKNOWN ? 0.8 : record->confidence / 100.0;
	double age = said >= 0 && latest > said ? fmin((double)(latest - said) / 186, 1) : 0;
	double half = 0.1 + 0.2 / sources + 0.2 * (1 - sure) + 0.1 * age;
	double middle = worth[record->position.stance];

	if (record->position.condition)
		half += 0.1;
	if (said < 0)
		half += 0.05;
	half = fmin(half, 0.5);
	/* in hundredths: no more is known */
	return (BargainRange){ floor(fmax(middle - half, 0) * 100 + 0.5) / 100,
		               floor(fmin(middle + half, 1) * 100 + 0.5) / 100 };
}

static void
cite(Arena *arena, const EntenteRecord *record, BargainGround *ground)
{
	size_t n = ground->n_cited + record->n_evidence;
	BargainCitation *cited = arena_new0(arena, BargainCitation, n);

	if (ground->n_cited)
		memcpy(cited, ground->cited, ground->n_cited * sizeof *cited);
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];

		cited[ground->n_cited + i] =
		    (BargainCitation){ arena_strdup(arena, evidence->source),
			               arena_strdup(arena, evidence->text),
			               evidence->span.start, evidence->span.end };
	}
	ground->cited = cited;
	ground->n_cited = n;
}

static void
add_red_line(Deriving *self, size_t party, size_t issue, size_t option, bool demanded,
             const EntenteRecord *record)
{
	EntenteBargain *model = self->model;
	BargainRedLine *line = &model->red_lines[model->n_red_lines++];
	BargainCondition *condition = arena_new0(model->arena, BargainCondition, 1);
	size_t n = model->issues[issue].n_options;

	condition->issue = issue;
	condition->in = arena_new0(model->arena, bool, n);
	for (size_t o = 0; o < n; o++)
		condition->in[o] = demanded ? o != option : o == option;
	*line =
	    (BargainRedLine){ .party = party,
		              .conditions = condition,
		              .n_conditions = 1,
		              .text = arena_strdup(model->arena, record->position.wording) };
	cite(model->arena, record, &line->ground);
	line->ground.assumed = !line->ground.n_cited;
}

/* What the party says of one option; false where it says nothing. */
static bool
value_option(Deriving *self, size_t party, size_t issue, size_t option, const Object *object)
{
	BargainStance *stance = bargain_stance(self->model, party, issue);
	BargainGround *ground = &stance->grounds[option];
	BargainRange range = { 1, 0 };
	bool refused = false, wanted = false, firm = false;

	for (guint i = 0; i < object->positions->len; i++) {
		const EntenteRecord *record = object->positions->pdata[i];

		if (!g_str_equal(record->position.party, self->parties->pdata[party]))
			continue;
		BargainRange one = range_of(self, record);
		range.low = fmin(range.low, one.low);
		range.high = fmax(range.high, one.high);
		cite(self->model->arena, record, ground);
		refused |= record->position.stance == ENTENTE_REFUSES;
		wanted |= record->position.stance == ENTENTE_DEMANDS;
		if (firm || !is_firm(&self->red, record) ||
		    (record->position.stance != ENTENTE_REFUSES && !record->position.red_line))
			continue;
		firm = true;
		add_red_line(self, party, issue, option,
		             record->position.stance != ENTENTE_REFUSES, record);
	}
	if (range.low > range.high)
		return false;
	stance->values[option] = range;
	if (refused && wanted)
		ask(self, "%s both wants and refuses '%s' (%s): which holds now?",
		    (const char *)self->parties->pdata[party], object->what,
		    self->model->issues[issue].name);
	else if (refused && !firm)
		ask(self, "Is it a red line that %s refuses '%s' (%s), or a position?",
		    (const char *)self->parties->pdata[party], object->what,
		    self->model->issues[issue].name);
	return true;
}

/* How much of what a party says is about this issue; no less than half and no more than twice
 * that is how much it minds. */
static void
weigh(Deriving *self, size_t party, size_t issue, int here, int all)
{
	BargainStance *stance = bargain_stance(self->model, party, issue);
	double share = all ? (double)here / all : 0;

	if (!here) {
		stance->salience = (BargainRange){ 0, 0.5 };
		stance->ground.assumed = true;
		ask(self,
		    "Does %s mind about %s, and what would it accept there? Nothing is told.",
		    (const char *)self->parties->pdata[party], self->model->issues[issue].name);
		return;
	}
	stance->salience = (BargainRange){ floor(share / 2 * 100 + 0.5) / 100,
		                           fmin(floor(share * 2 * 100 + 0.5) / 100, 1) };
	for (size_t o = 0; o < self->model->issues[issue].n_options; o++)
		for (size_t i = 0; i < stance->grounds[o].n_cited; i++) {
			BargainGround *to = &stance->ground;
			BargainCitation *cited =
			    arena_new0(self->model->arena, BargainCitation, to->n_cited + 1);

			if (to->n_cited)
				memcpy(cited, to->cited, to->n_cited * sizeof *cited);
			cited[to->n_cited++] = stance->grounds[o].cited[i];
			to->cited = cited;
		}
}

static int
count_sources(const Deriving *self, size_t party, const Topic *topic)
{
	int n = 0;

	for (guint i = 0; i < topic->objects->len; i++) {
		const Object *object = topic->objects->pdata[i];

		for (guint j = 0; j < object->positions->len; j++) {
			const EntenteRecord *record = object->positions->pdata[j];

			if (g_str_equal(record->position.party, self->parties->pdata[party]))
				n += MAX(record->n_sources, 1);
		}
	}
	return n;
}

static bool
wants(const EntentePosition *position)
{
	return position->stance == ENTENTE_DEMANDS || position->stance == ENTENTE_OFFERS;
}

/* Whether `a` refuses an object that `b` wants. */
static bool
refuses_what_is_wanted(const Topic *topic, const char *a, const char *b)
{
	for (guint i = 0; i < topic->objects->len; i++) {
		const GPtrArray *positions = ((Object *)topic->objects->pdata[i])->positions;
		bool refused = false, wanted = false;

		for (guint j = 0; j < positions->len; j++) {
			const EntentePosition *position =
			    &((EntenteRecord *)positions->pdata[j])->position;

			refused |= position->stance == ENTENTE_REFUSES &&
			           g_str_equal(position->party, a);
			wanted |= wants(position) && g_str_equal(position->party, b);
		}
		if (refused && wanted)
			return true;
	}
	return false;
}

/* Whether those who want the object, one at least, are all the party's opponents. */
static bool
is_opponents(const Topic *topic, const Object *object, const char *party)
{
	bool any = false;

	for (guint i = 0; i < object->positions->len; i++) {
		const EntentePosition *position =
		    &((EntenteRecord *)object->positions->pdata[i])->position;

		if (!wants(position))
			continue;
		if (!refuses_what_is_wanted(topic, party, position->party) &&
		    !refuses_what_is_wanted(topic, position->party, party))
			return false;
		any = true;
	}
	return any;
}

static void
fill_stance(Deriving *self, size_t party, size_t issue, int all)
{
	const Topic *topic = self->topics->pdata[issue];
	BargainStance *stance = bargain_stance(self->model, party, issue);
	size_t n = self->model->issues[issue].n_options;

	stance->grounds = arena_new0(self->model->arena, BargainGround, n);
	for (size_t o = 0; o < n; o++) {
		const Object *object = o + 1 < n ? topic->objects->pdata[o] : NULL;

		stance->values[o] = (BargainRange){ 0, 1 };
		if (object && value_option(self, party, issue, o, object))
			continue;
		if (object && is_opponents(topic, object, self->parties->pdata[party]))
			stance->values[o].high = 0.5;
		stance->grounds[o].assumed = true;
	}
	weigh(self, party, issue, count_sources(self, party, topic), all);
}

static void
fill_issue(Deriving *self, size_t index)
{
	EntenteBargain *model = self->model;
	const Topic *topic = self->topics->pdata[index];
	BargainIssue *issue = &model->issues[index];
	size_t n = topic->objects->len;

	issue->name = arena_strdup(model->arena, topic->name);
	issue->kind = BARGAIN_NOMINAL;
	bargain_allot_options(model, index, n + 1);
	for (size_t o = 0; o < n; o++) {
		const Object *object = topic->objects->pdata[o];

		issue->options[o].name = arena_strdup(model->arena, object->what);
		for (guint i = 0; i < object->positions->len; i++)
			cite(model->arena, object->positions->pdata[i],
			     &issue->options[o].ground);
	}
	issue->options[n].name = "none of these";
	issue->options[n].text = "nothing is agreed on this: what holds without a deal";
	issue->options[n].ground.assumed = true;
	issue->status_quo = (int)n;
}

static void
fill_party(Deriving *self, size_t index)
{
	EntenteBargain *model = self->model;
	BargainParty *party = &model->parties[index];

	party->name = arena_strdup(model->arena, self->parties->pdata[index]);
	party->ground.assumed = true; /* its power, and that it has to agree */
	party->fallback.kind = BARGAIN_FALLBACK_PACKAGE;
	party->fallback.package = arena_new0(model->arena, int, model->n_issues);
	for (size_t i = 0; i < model->n_issues; i++)
		party->fallback.package[i] = model->issues[i].status_quo;
	party->fallback.ground.assumed = true;
	ask(self,
	    "What does %s have if there is no deal? It is assumed that things stay as they "
	    "are.",
	    party->name);
}

/* Drafts whose terms are options. */
static void
add_drafts(Deriving *self)
{
	EntenteBargain *model = self->model;

	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		BargainDraft *draft = &model->drafts[model->n_drafts];
		bool speaks = false;

		if (record->kind != ENTENTE_DRAFT || !record->draft.name)
			continue;
		*draft =
		    (BargainDraft){ .name = arena_strdup(model->arena, record->draft.name),
			            .by = arena_strdup(model->arena, record->draft.by),
			            .package = arena_new0(model->arena, int, model->n_issues) };
		for (size_t j = 0; j < model->n_issues; j++) {
			const BargainIssue *issue = &model->issues[j];

			draft->package[j] = -1;
			for (size_t o = 0; o + 1 < issue->n_options && draft->package[j] < 0;
			     o++)
				for (size_t t = 0;
				     record->draft.terms && record->draft.terms[t]; t++)
					if (objects_alike(self->words, issue->name,
					                  issue->options[o].name,
					                  record->draft.terms[t]))
						draft->package[j] = (int)o;
			speaks |= draft->package[j] >= 0;
		}
		cite(model->arena, record, &draft->ground);
		model->n_drafts += speaks;
	}
}

static void
fill_model(Deriving *self)
{
	EntenteBargain *model = self->model;
	size_t n_parties = self->parties->len, n_lines = 0;

	bargain_allot(model, n_parties, self->topics->len);
	for (size_t i = 0; i < model->n_issues; i++) {
		fill_issue(self, i);
		n_lines += model->issues[i].n_options * n_parties;
	}
	model->red_lines = arena_new0(model->arena, BargainRedLine, n_lines);
	model->drafts =
	    arena_new0(model->arena, BargainDraft, entente_records_count(self->records) + 1);
	for (size_t p = 0; p < n_parties; p++) {
		int all = 0;

		for (guint i = 0; i < self->topics->len; i++)
			all += count_sources(self, p, self->topics->pdata[i]);
		fill_party(self, p);
		for (size_t i = 0; i < model->n_issues; i++)
			fill_stance(self, p, i, all);
	}
	add_drafts(self);
	model->rule.kind = BARGAIN_UNANIMITY;
	model->questions = arena_new0(model->arena, const char *, self->questions->len + 1);
	for (guint i = 0; i < self->questions->len; i++)
		model->questions[i] = arena_strdup(model->arena, self->questions->pdata[i]);
}

static void
find_latest(Deriving *self)
{
	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		const char *day = record->kind == ENTENTE_POSITION ? day_of(record) : NULL;

		if (day && g_strcmp0(day, self->latest) > 0)
			self->latest = day;
	}
}

EntenteBargain *
entente_dossier_bargain(EntenteDossier *dossier, const char *share, const char *const *parties,
                        const char *const *issues, GError **error)
{
	const EntenteFilter all = { .kind = -1 };
	g_autoptr(EntenteRecords) records = entente_dossier_main_records(dossier, &all, error);
	g_autoptr(ChangeWords) words = records ? change_words_load(share, error) : NULL;
	g_auto(RedWords) red = { 0 };
	g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(topic_free);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GPtrArray) questions = g_ptr_array_new_with_free_func(g_free);

	if (!words || !red_words_load(&red, share, error))
		return NULL;
	g_autoptr(EntenteBargain) model = bargain_new();
	Deriving self = { .records = records,
		          .words = words,
		          .red = red,
		          .topics = topics,
		          .parties = names,
		          .questions = questions,
		          .model = model };
	find_latest(&self);
	choose_parties(&self, parties, issues);
	collect_topics(&self, issues);
	if (!names->len || !topics->len) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "no position tells what a party wants there");
		return NULL;
	}
	fill_model(&self);
	return g_steal_pointer(&model);
}
