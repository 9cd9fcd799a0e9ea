/* What a party makes of each option: an interval around what its stance says. */
#include "derive.h"

#include <string.h>

/* What a stance says of its object's worth to the party: the middle, from 0 to 1. */
static const double worth[] = {
	[ENTENTE_DEMANDS] = 0.9, [ENTENTE_OFFERS] = 0.5, [ENTENTE_ACCEPTS] = 0.7,
	[ENTENTE_REFUSES] = 0.1, [ENTENTE_OPEN] = 0.5,
};

/* What one position says of its object: the interval is the wider the less it rests on. */
static BargainRange
range_of(const Deriving *self, const EntenteRecord *record)
{
	int64_t said = derive_day_number(derive_day(record)),
		latest = derive_day_number(self->latest);
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
	derive_cite(model->arena, record, &line->ground);
	line->ground.assumed = !line->ground.n_cited;
}

/* Whether the record says that the party gives up what it held. */
static bool
is_given_up(const Deriving *self, const EntenteRecord *record)
{
	if (change_words_begin(self->words, record->position.wording) ||
	    change_words_begin(self->words, record->position.what))
		return true;
	for (size_t i = 0; i < record->n_evidence; i++)
		if (!change_words_give_up(self->words, record->evidence[i].text,
		                          record->position.wording))
			return false;
	return record->n_evidence > 0;
}

/* 1: the party is for the object, or no longer against it; -1: against it, or no longer for it;
 * 0: it leaves that open. */
static int
leaning(const Deriving *self, const EntenteRecord *record)
{
	int stance = record->position.stance;
	int side = stance == ENTENTE_REFUSES ? -1 : stance == ENTENTE_OPEN ? 0 : 1;

	return is_given_up(self, record) ? -side : side;
}

/* The party's positions on the object that still hold: what it said before the day on which it
 * last spoke of it does not, where it said the opposite then. */
static void
find_standing(const Deriving *self, size_t party, const DerivedObject *object,
              GPtrArray *standing)
{
	int64_t latest = -1;
	bool is_for = false, is_against = false;

	for (guint i = 0; i < object->positions->len; i++) {
		EntenteRecord *record = object->positions->pdata[i];

		if (!g_str_equal(record->position.party, self->parties->pdata[party]))
			continue;
		g_ptr_array_add(standing, record);
		latest = MAX(latest, derive_day_number(derive_day(record)));
	}
	for (guint i = 0; i < standing->len; i++) {
		const EntenteRecord *record = standing->pdata[i];
		int side = leaning(self, record);

		if (latest < 0 || derive_day_number(derive_day(record)) != latest)
			continue;
		is_for |= side > 0;
		is_against |= side < 0;
	}
	for (guint i = standing->len; i-- > 0;) {
		const EntenteRecord *record = standing->pdata[i];
		int64_t day = derive_day_number(derive_day(record));
		int side = leaning(self, record);
		bool reversed = is_for != is_against && (is_for ? side < 0 : side > 0);

		if ((day >= 0 && day < latest && reversed) || is_given_up(self, record))
			g_ptr_array_remove_index(standing, i);
	}
}

/* Whether something is signed or in force that has this for one of its terms. */
static const char *
settled_by(const Deriving *self, const char *issue, const char *what)
{
	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		const EntenteDraft *draft = &record->draft;

		if (record->kind != ENTENTE_DRAFT || !draft->name ||
		    (draft->status != ENTENTE_DRAFT_SIGNED &&
		     draft->status != ENTENTE_DRAFT_IN_FORCE))
			continue;
		for (size_t t = 0; draft->terms && draft->terms[t]; t++)
			if (objects_alike(self->words, issue, what, draft->terms[t]))
				return draft->name;
	}
	return NULL;
}

/* What the party says of one option; false where it says nothing that holds. */
static bool
value_option(Deriving *self, size_t party, size_t issue, size_t option,
             const DerivedObject *object)
{
	BargainStance *stance = bargain_stance(self->model, party, issue);
	BargainGround *ground = &stance->grounds[option];
	const char *name = self->parties->pdata[party];
	const char *on = self->model->issues[issue].name;
	g_autoptr(GPtrArray) standing = g_ptr_array_new();
	BargainRange range = { 1, 0 };
	bool refused = false, wanted = false, firm = false;
	const char *settled = settled_by(self, on, object->what);

	find_standing(self, party, object, standing);
	for (guint i = 0; i < standing->len; i++) {
		const EntenteRecord *record = standing->pdata[i];
		BargainRange one = range_of(self, record);

		range.low = fmin(range.low, one.low);
		range.high = fmax(range.high, one.high);
		derive_cite(self->model->arena, record, ground);
		refused |= record->position.stance == ENTENTE_REFUSES;
		wanted |= record->position.stance == ENTENTE_DEMANDS;
		if (firm || settled || !derive_is_firm(&self->red, record) ||
		    (record->position.stance != ENTENTE_REFUSES && !record->position.red_line))
			continue;
		firm = true;
		add_red_line(self, party, issue, option,
		             record->position.stance != ENTENTE_REFUSES, record);
	}
	if (range.low > range.high)
		return false;
	stance->values[option] = range;
	if (refused && settled)
		derive_ask(self, "'%s' is signed and has '%s' (%s): does %s still refuse that?",
		           settled, object->what, on, name);
	else if (refused && wanted)
		derive_ask(self, "%s both wants and refuses '%s' (%s): which holds now?", name,
		           object->what, on);
	else if (refused && !firm)
		derive_ask(self, "Is it a red line that %s refuses '%s' (%s), or a position?",
		           name, object->what, on);
	return true;
}

/* Where on the line the party put itself when it last took this stance; NAN where it never did.
 */
static BargainRange
find_place(const Deriving *self, size_t party, const DerivedTopic *topic, int stance)
{
	BargainRange place = { NAN, NAN };
	int64_t latest = -1;

	for (guint i = 0; i < topic->objects->len; i++) {
		const DerivedObject *object = topic->objects->pdata[i];
		g_autoptr(GPtrArray) standing = g_ptr_array_new();

		find_standing(self, party, object, standing);
		for (guint j = 0; j < standing->len; j++) {
			const EntenteRecord *record = standing->pdata[j];
			int64_t day = derive_day_number(derive_day(record));

			if (record->position.stance != stance || day < latest)
				continue;
			if (day > latest)
				place = (BargainRange){ NAN, NAN };
			latest = day;
			place.low = fmin(place.low, object->at);
			place.high = fmax(place.high, object->at);
		}
	}
	return place;
}

/* A party stands at what it demands, else at what it offers, else at what it accepts. */
static void
place_party(Deriving *self, size_t party, size_t issue)
{
	static const int stances[] = { ENTENTE_DEMANDS, ENTENTE_OFFERS, ENTENTE_ACCEPTS };
	const DerivedTopic *topic = self->topics->pdata[issue];
	BargainRange *position = &bargain_stance(self->model, party, issue)->position;

	for (size_t i = 0;
	     topic->unit && !bargain_is_told(*position) && i < G_N_ELEMENTS(stances); i++)
		*position = find_place(self, party, topic, stances[i]);
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
		derive_ask(
		    self,
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

int
derive_sources(const Deriving *self, size_t party, const DerivedTopic *topic)
{
	int n = 0;

	for (guint i = 0; i < topic->objects->len; i++) {
		const DerivedObject *object = topic->objects->pdata[i];

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
refuses_what_is_wanted(const DerivedTopic *topic, const char *a, const char *b)
{
	for (guint i = 0; i < topic->objects->len; i++) {
		const GPtrArray *positions =
		    ((DerivedObject *)topic->objects->pdata[i])->positions;
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
is_opponents(const DerivedTopic *topic, const DerivedObject *object, const char *party)
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

void
derive_stance(Deriving *self, size_t party, size_t issue, int all)
{
	const DerivedTopic *topic = self->topics->pdata[issue];
	BargainStance *stance = bargain_stance(self->model, party, issue);
	size_t n = self->model->issues[issue].n_options;

	stance->grounds = arena_new0(self->model->arena, BargainGround, n);
	for (size_t o = 0; o < n; o++) {
		const DerivedObject *object = o + 1 < n ? topic->objects->pdata[o] : NULL;

		stance->values[o] = (BargainRange){ 0, 1 };
		if (object && value_option(self, party, issue, o, object))
			continue;
		if (object && is_opponents(topic, object, self->parties->pdata[party]))
			stance->values[o].high = 0.5;
		stance->grounds[o].assumed = true;
	}
	place_party(self, party, issue);
	weigh(self, party, issue, derive_sources(self, party, topic), all);
}
