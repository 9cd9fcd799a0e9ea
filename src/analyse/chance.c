#include "analyse/chance.h"

#include "analyse/count.h"
#include "analyse/front.h"

#include <math.h>
#include <string.h>

enum {
	BATCH = 32,            /* models that are drawn side by side, … */
	MOST_COPIED = 1000000, /* … but for large ones: values of all of them */
	PILOT = 100,           /* drawn first, to see which packages are worth following */
	FOLLOWED = 8,          /* packages */
	SAMPLES = 1000,
	MOST_NUMBERS = 4000, /* unknown ones whose draws are kept */
	MOST_QUESTIONS = 12,
	MOST_POINTS = 20000, /* of a front that is drawn a thousand times */
};

/* A number that is not known: where it stands in the model. */
typedef struct {
	size_t party;
	int issue;  /* -1: the fallback */
	int option; /* -1: the salience */
	BargainRange range;
	bool by_order;
} Unknown;

/* What one drawn model comes to. */
typedef struct {
	Space *space;
	Front *front;
} Drawn;

typedef struct {
	EntenteDeal *deal;
	const EntenteDealOptions *options;
	Team *team;
	size_t n_slots;
	GThread *asking; /* the thread that may ask for progress */
	double done;     /* of everything, as told to whoever waits … */
	gint is_stopped; /* … who does so no longer; atomic */
	const EntenteBargain *model;
	GArray *unknowns;                        /* Unknown */
	double *draws;                           /* of sample s and unknown u at s * n + u */
	GHashTable *nash;                        /* package (GBytes) -> count */
	GPtrArray *followed;                     /* GBytes */
	unsigned *accepted, *efficient, *chosen; /* by followed package */
	bool *has_zone;                          /* by sample */
	bool *holds; /* by sample: the package that is followed first is accepted */
} Drawing;

/* What one sample at hand is drawn into, and what is found of it. */
typedef struct {
	Drawing *drawing;
	EntenteBargain *model;
	GRand *rand;
	size_t sample;
	double *draws; /* by unknown, or NULL */
	bool is_much;  /* its front is too large, or was not found */
	bool has_zone;
	GBytes *nash;                        /* or NULL */
	bool *accepted, *efficient, *chosen; /* by followed package */
} Slot;

static void
add_unknown(Drawing *self, size_t party, int issue, int option, BargainRange range,
            bool by_order)
{
	Unknown unknown = { party, issue, option, range, by_order };

	if (by_order || (bargain_is_told(range) && range.low < range.high))
		g_array_append_val(self->unknowns, unknown);
}

static void
find_unknowns(Drawing *self)
{
	const EntenteBargain *model = self->model;

	for (size_t p = 0; p < model->n_parties; p++) {
		const BargainFallback *fallback = &model->parties[p].fallback;

		if (fallback->kind == BARGAIN_FALLBACK_VALUE)
			add_unknown(self, p, -1, -1, fallback->value, false);
		for (size_t i = 0; i < model->n_issues; i++) {
			const BargainStance *stance = bargain_stance(model, p, i);

			add_unknown(self, p, (int)i, -1, stance->salience, false);
			for (size_t o = 0;
			     stance->salience.high > 0 && o < model->issues[i].n_options; o++)
				add_unknown(self, p, (int)i, (int)o, stance->values[o],
				            stance->rank != NULL);
		}
	}
}

/* A model whose numbers may be written: the rest is shared. */
static EntenteBargain *
copy_model(const EntenteBargain *model)
{
	EntenteBargain *copy = bargain_new();
	Arena *arena = copy->arena;
	size_t n = model->n_parties * model->n_issues;

	*copy = *model;
	copy->arena = arena;
	copy->parties = arena_new0(arena, BargainParty, model->n_parties);
	memcpy(copy->parties, model->parties, model->n_parties * sizeof *copy->parties);
	copy->stances = arena_new0(arena, BargainStance, n);
	memcpy(copy->stances, model->stances, n * sizeof *copy->stances);
	for (size_t i = 0; i < n; i++) {
		size_t n_options = model->issues[i % model->n_issues].n_options;

		copy->stances[i].values = arena_new0(arena, BargainRange, n_options);
		memcpy(copy->stances[i].values, model->stances[i].values,
		       n_options * sizeof(BargainRange));
		copy->stances[i].rank = NULL;
	}
	return copy;
}

/* In thousandths where that leaves enough to choose from: whole numbers of them are fast. */
static double
draw(GRand *rand, BargainRange range)
{
	double x = range.low + g_rand_double(rand) * (range.high - range.low);

	if (range.high - range.low > 0.02)
		x = floor(x * 1000 + 0.5) / 1000;
	return CLAMP(x, range.low, range.high);
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x < y) - (x > y);
}

/* Values in the order told: as many are drawn as there are ranks, and handed out from the best.
 */
static void
draw_order(const Slot *slot, size_t party, size_t issue)
{
	const BargainStance *from = bargain_stance(slot->drawing->model, party, issue);
	BargainStance *to = bargain_stance(slot->model, party, issue);
	size_t n = slot->model->issues[issue].n_options;
	g_autofree double *values = g_new(double, n + 1);

	for (size_t r = 0; r < n; r++)
		values[r] = draw(slot->rand, (BargainRange){ 0, 1 });
	qsort(values, n, sizeof *values, compare_doubles);
	for (size_t o = 0; o < n; o++) {
		double value =
		    CLAMP(values[from->rank[o] - 1], from->values[o].low, from->values[o].high);

		to->values[o] = (BargainRange){ value, value };
	}
}

static void
draw_model(const Slot *slot)
{
	const Drawing *self = slot->drawing;
	size_t n_issues = self->model->n_issues;

	for (size_t i = 0; i < self->model->n_parties * n_issues; i++)
		if (self->model->stances[i].rank)
			draw_order(slot, i / n_issues, i % n_issues);
	for (guint u = 0; u < self->unknowns->len; u++) {
		const Unknown *one = &g_array_index(self->unknowns, Unknown, u);
		BargainStance *stance = one->issue < 0 ? NULL
		                                       : bargain_stance(slot->model, one->party,
		                                                        (size_t)one->issue);
		BargainRange *to = !stance ? &slot->model->parties[one->party].fallback.value
		                   : one->option < 0 ? &stance->salience
		                                     : &stance->values[one->option];

		if (!one->by_order) {
			double value = draw(slot->rand, one->range);
			*to = (BargainRange){ value, value };
		}
		if (slot->draws)
			slot->draws[u] = to->low;
	}
}

static void
drawn_clear(Drawn *drawn)
{
	front_free(drawn->front);
	space_free(drawn->space);
}

/* The product of gains, and whether some party gains; negative where one loses. */
static double
product_of_gains(const Space *space, const int64_t *utilities, bool *gains)
{
	double product = 1;

	*gains = false;
	for (size_t p = 0; p < space->n_parties; p++) {
		int64_t gain = utilities[p] - space->origin[p];

		if (gain < 0)
			return -1;
		*gains |= gain > 0;
		product *= space_number(space, p, gain);
	}
	return product;
}

/* Asked within a front, which is a small part of all, by whichever thread. */
static bool
pass_on(double done, gpointer user_data)
{
	Drawing *self = user_data;

	(void)done;
	if (g_thread_self() == self->asking && self->options->progress &&
	    !self->options->progress(self->done, self->options->user_data))
		g_atomic_int_set(&self->is_stopped, true);
	return !g_atomic_int_get(&self->is_stopped);
}

/* What the drawn model comes to; false where that is too much. */
static bool
judge(Slot *slot, Drawn *drawn)
{
	const Drawing *self = slot->drawing;
	size_t n = self->model->n_parties;
	g_autofree int *package = g_new(int, self->model->n_issues);
	const FrontOptions how = { .progress = pass_on, .user_data = slot->drawing };
	double best = -1;
	size_t chosen = 0;

	*drawn = (Drawn){ .space = space_new(slot->model, SPACE_RED_LINES) };
	drawn->front = front_new(drawn->space, &how);
	if (!drawn->front || drawn->front->n > MOST_POINTS)
		return false;
	for (size_t i = 0; i < drawn->front->n; i++) {
		bool gains;
		double product =
		    product_of_gains(drawn->space, &drawn->front->utilities[i * n], &gains);

		front_package(drawn->front, drawn->space, i, package);
		if (!slot->has_zone) {
			PartySet accepting = count_accepting(drawn->space, package);
			slot->has_zone = (gains || product < 0) &&
			                 count_by_rule(self->model, accepting, NULL);
		}
		if (product > best)
			best = product, chosen = i;
	}
	if (best < 0)
		return true;
	front_package(drawn->front, drawn->space, chosen, package);
	slot->nash = g_bytes_new(package, self->model->n_issues * sizeof *package);
	return true;
}

static void
count_nash(Drawing *self, GBytes *package)
{
	guint n = GPOINTER_TO_UINT(g_hash_table_lookup(self->nash, package));

	g_hash_table_insert(self->nash, g_bytes_ref(package), GUINT_TO_POINTER(n + 1));
}

typedef struct {
	GBytes *package;
	guint n;
} Tally;

static int
compare_tallies(const void *a, const void *b)
{
	const Tally *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n)
	                    : g_bytes_compare(x->package, y->package);
}

static void
follow(Drawing *self, const int *package)
{
	g_autoptr(GBytes) bytes = g_bytes_new(package, self->model->n_issues * sizeof *package);

	for (guint i = 0; i < self->followed->len; i++)
		if (g_bytes_equal(self->followed->pdata[i], bytes))
			return;
	g_ptr_array_add(self->followed, g_bytes_ref(bytes));
}

/* The packages that a first few draws and the middle of all intervals choose, and the drafts.
 */
static void
choose_followed(Drawing *self)
{
	g_autoptr(GArray) tallies = g_array_new(FALSE, FALSE, sizeof(Tally));
	GHashTableIter at;
	gpointer package, n;

	if (self->deal->recommended)
		follow(self, self->deal->recommended->at.package);
	g_hash_table_iter_init(&at, self->nash);
	while (g_hash_table_iter_next(&at, &package, &n)) {
		Tally tally = { package, GPOINTER_TO_UINT(n) };

		g_array_append_val(tallies, tally);
	}
	if (tallies->len)
		qsort(tallies->data, tallies->len, sizeof(Tally), compare_tallies);
	for (guint i = 0; i < MIN(tallies->len, FOLLOWED); i++)
		follow(self, g_bytes_get_data(g_array_index(tallies, Tally, i).package, NULL));
	for (size_t i = 0; i < self->deal->n_drafts; i++)
		if (self->deal->drafts[i].is_whole)
			follow(self, self->deal->drafts[i].package);
}

static bool
is_dominated(const Front *front, const int64_t *utilities)
{
	size_t n = front->n_parties;

	for (size_t i = 0; i < front->n; i++) {
		bool less = false, more = false;

		for (size_t p = 0; p < n && !less; p++) {
			less = front->utilities[i * n + p] < utilities[p];
			more |= front->utilities[i * n + p] > utilities[p];
		}
		if (!less && more)
			return true;
	}
	return false;
}

static void
look_at_followed(Slot *slot, const Drawn *drawn)
{
	const Drawing *self = slot->drawing;
	g_autofree int64_t *utilities = g_new(int64_t, self->model->n_parties);

	for (guint i = 0; i < self->followed->len; i++) {
		const int *package = g_bytes_get_data(self->followed->pdata[i], NULL);

		space_utilities(drawn->space, package, utilities);
		slot->accepted[i] =
		    count_by_rule(self->model, count_accepting(drawn->space, package), NULL);
		slot->efficient[i] = space_allows(drawn->space, package) &&
		                     !is_dominated(drawn->front, utilities);
		slot->chosen[i] =
		    slot->nash && g_bytes_equal(slot->nash, self->followed->pdata[i]);
	}
}

/* One sample, on any thread. */
static void
draw_sample(size_t i, gpointer user_data)
{
	Slot *slot = &((Slot *)user_data)[i];
	const guint32 stream[] = { slot->drawing->deal->seed, slot->draws != NULL,
		                   (guint32)slot->sample };
	g_autoptr(GRand) rand = g_rand_new_with_seed_array(stream, G_N_ELEMENTS(stream));
	guint n = slot->drawing->followed->len;
	Drawn drawn;

	slot->rand = rand;
	slot->has_zone = false;
	memset(slot->accepted, 0, n);
	memset(slot->efficient, 0, n);
	memset(slot->chosen, 0, n);
	draw_model(slot);
	slot->is_much = !judge(slot, &drawn);
	if (!slot->is_much && slot->draws)
		look_at_followed(slot, &drawn);
	drawn_clear(&drawn);
}

static bool
tick(gpointer user_data)
{
	return pass_on(0, ((Slot *)user_data)->drawing);
}

static DealChance
chance(size_t n, size_t of)
{
	double share = of ? (double)n / (double)of : 0;

	return (DealChance){ share, of ? sqrt(share * (1 - share) / (double)of) : 0 };
}

static int
compare_likely(const void *a, const void *b)
{
	const DealLikely *x = a, *y = b;

	if (x->nash.share != y->nash.share)
		return x->nash.share < y->nash.share ? 1 : -1;
	return (x->acceptable.share < y->acceptable.share) -
	       (x->acceptable.share > y->acceptable.share);
}

static void
list_likely(Drawing *self, size_t n)
{
	EntenteDeal *deal = self->deal;
	g_autoptr(Space) middle = space_new(self->model, SPACE_PLAIN);
	g_autofree int64_t *units = g_new(int64_t, self->model->n_parties);

	deal->likely = arena_new0(deal->arena, DealLikely, self->followed->len);
	deal->n_likely = self->followed->len;
	for (guint i = 0; i < self->followed->len; i++) {
		const int *package = g_bytes_get_data(self->followed->pdata[i], NULL);
		int *own = arena_new0(deal->arena, int, self->model->n_issues);
		double *utilities = arena_new0(deal->arena, double, self->model->n_parties);

		memcpy(own, package, self->model->n_issues * sizeof *own);
		space_utilities(middle, package, units);
		for (size_t p = 0; p < self->model->n_parties; p++)
			utilities[p] = space_number(middle, p, units[p]);
		deal->likely[i] = (DealLikely){ { own, utilities },
			                        chance(self->accepted[i], n),
			                        chance(self->efficient[i], n),
			                        chance(self->chosen[i], n) };
	}
	if (deal->n_likely)
		qsort(deal->likely, deal->n_likely, sizeof *deal->likely, compare_likely);
}

static const char *
question_text(const Drawing *self, const Unknown *one)
{
	const EntenteBargain *model = self->model;
	const char *party = model->parties[one->party].name;

	if (one->issue < 0)
		return arena_printf(self->deal->arena, "What does %s have without a deal?",
		                    party);
	const BargainIssue *issue = &model->issues[one->issue];
	if (one->option < 0)
		return arena_printf(self->deal->arena, "How much does %s mind about %s?", party,
		                    issue->name);
	return arena_printf(self->deal->arena, "What is '%s' (%s) worth to %s?",
	                    issue->options[one->option].name, issue->name, party);
}

/* How the conclusion differs between the lower and the upper half of an unknown's draws. */
static DealQuestion
ask(const Drawing *self, guint unknown, size_t n, const bool *conclusion)
{
	const Unknown *one = &g_array_index(self->unknowns, Unknown, unknown);
	g_autofree double *sorted = g_new(double, n);
	double sum[2] = { 0, 0 }, count[2] = { 0, 0 };

	for (size_t s = 0; s < n; s++)
		sorted[s] = self->draws[s * self->unknowns->len + unknown];
	qsort(sorted, n, sizeof *sorted, compare_doubles);
	double median = sorted[n / 2];
	for (size_t s = 0; s < n; s++) {
		bool upper = self->draws[s * self->unknowns->len + unknown] > median;

		sum[upper] += conclusion[s];
		count[upper]++;
	}
	double share = (sum[0] + sum[1]) / (double)n, variance = share * (1 - share);
	double low = count[0] ? sum[0] / count[0] : share;
	double high = count[1] ? sum[1] / count[1] : share;
	double between = (count[0] * (low - share) * (low - share) +
	                  count[1] * (high - share) * (high - share)) /
	                 (double)n;
	return (DealQuestion){ .text = question_text(self, one),
		               .party = one->party,
		               .issue = one->issue,
		               .matters = variance > 0 ? between / variance : 0,
		               .share_low = low,
		               .share_high = high };
}

static int
compare_questions(const void *a, const void *b)
{
	const DealQuestion *x = a, *y = b;

	if (x->matters != y->matters)
		return x->matters < y->matters ? 1 : -1;
	return strcmp(x->text, y->text);
}

/* Those that explain more than chance would: a split explains 1 / n of nothing. */
static void
list_questions(Drawing *self, size_t n)
{
	EntenteDeal *deal = self->deal;
	g_autoptr(GArray) questions = g_array_new(FALSE, FALSE, sizeof(DealQuestion));
	g_autofree bool *conclusion = g_new(bool, n);
	double zone = deal->zone.share;

	deal->concludes_zone = zone > 0.02 && zone < 0.98;
	for (size_t s = 0; s < n; s++)
		conclusion[s] = deal->concludes_zone ? self->has_zone[s] : self->holds[s];
	for (guint u = 0; u < self->unknowns->len; u++) {
		DealQuestion question = ask(self, u, n, conclusion);

		if (question.matters > 6.6 / (double)n) /* one in a hundred by chance */
			g_array_append_val(questions, question);
	}
	if (questions->len)
		qsort(questions->data, questions->len, sizeof(DealQuestion), compare_questions);
	deal->n_questions = MIN(questions->len, MOST_QUESTIONS);
	deal->questions = arena_new0(deal->arena, DealQuestion, deal->n_questions);
	if (deal->n_questions)
		memcpy(deal->questions, questions->data,
		       deal->n_questions * sizeof *deal->questions);
}

static Slot *
slots_new(Drawing *self)
{
	size_t n_followed = FOLLOWED + 1 + self->deal->n_drafts, n_values = 1;

	for (size_t i = 0; i < self->model->n_issues; i++)
		n_values += self->model->issues[i].n_options * self->model->n_parties;
	self->n_slots = CLAMP(MOST_COPIED / n_values, 1, BATCH);
	Slot *slots = g_new0(Slot, self->n_slots);
	for (size_t i = 0; i < self->n_slots; i++)
		slots[i] = (Slot){ .drawing = self,
			           .model = copy_model(self->model),
			           .accepted = g_new0(bool, n_followed),
			           .efficient = g_new0(bool, n_followed),
			           .chosen = g_new0(bool, n_followed) };
	return slots;
}

static void
slots_free(const Drawing *self, Slot *slots)
{
	for (size_t i = 0; i < self->n_slots; i++) {
		entente_bargain_free(slots[i].model);
		g_free(slots[i].accepted);
		g_free(slots[i].efficient);
		g_free(slots[i].chosen);
	}
	g_free(slots);
}

/* What one sample adds to all. */
static void
take(Drawing *self, const Slot *slot)
{
	if (!slot->draws) {
		if (slot->nash)
			count_nash(self, slot->nash);
		return;
	}
	self->has_zone[slot->sample] = slot->has_zone;
	self->holds[slot->sample] = self->followed->len && slot->accepted[0];
	for (guint i = 0; i < self->followed->len; i++) {
		self->accepted[i] += slot->accepted[i];
		self->efficient[i] += slot->efficient[i];
		self->chosen[i] += slot->chosen[i];
	}
}

/* Draws samples `from` on, `n` of them; false where one is too much, or it was stopped: then
 * these say nothing. */
static bool
draw_batch(Drawing *self, Slot *slots, size_t from, size_t n, bool keeps)
{
	bool is_much = false;

	for (size_t i = 0; i < n; i++) {
		slots[i].sample = from + i;
		slots[i].draws = keeps ? &self->draws[(from + i) * self->unknowns->len] : NULL;
	}
	bool goes_on = team_work(self->team, n, draw_sample, tick, slots);
	for (size_t i = 0; i < n; i++) {
		is_much |= slots[i].is_much;
		if (goes_on)
			take(self, &slots[i]);
		g_clear_pointer(&slots[i].nash, g_bytes_unref);
	}
	return goes_on && (keeps || !is_much);
}

/* A few first, to see what is worth following; the first one alone, as it may be too much. */
static bool
draw_pilot(Drawing *self, Slot *slots, size_t n_all)
{
	size_t n = MIN(PILOT, n_all);

	for (size_t s = 0, length; s < n; s += length) {
		length = s ? MIN(self->n_slots, n - s) : 1;
		if (!draw_batch(self, slots, s, length, false))
			return false;
	}
	return true;
}

static void
sample(Drawing *self, Slot *slots)
{
	EntenteDeal *deal = self->deal;
	size_t n_all = self->options->samples ? self->options->samples : SAMPLES;
	size_t n = 0, n_zone = 0;

	self->done = 0.8;
	if (!draw_pilot(self, slots, n_all))
		return;
	choose_followed(self);
	self->accepted = arena_new0(deal->arena, unsigned, self->followed->len);
	self->efficient = arena_new0(deal->arena, unsigned, self->followed->len);
	self->chosen = arena_new0(deal->arena, unsigned, self->followed->len);
	self->has_zone = arena_new0(deal->arena, bool, n_all);
	self->holds = arena_new0(deal->arena, bool, n_all);
	self->draws = g_new0(double, n_all * self->unknowns->len);
	while (n < n_all) {
		size_t length = MIN(self->n_slots, n_all - n);

		self->done = 0.8 + 0.2 * (double)n / (double)n_all;
		if (!draw_batch(self, slots, n, length, true))
			break;
		n += length;
	}
	for (size_t s = 0; s < n; s++)
		n_zone += self->has_zone[s];
	deal->n_samples = n;
	deal->zone = chance(n_zone, n);
	if (n) {
		list_likely(self, n);
		list_questions(self, n);
	}
	g_free(self->draws);
}

void
estimate_chances(EntenteDeal *deal, const EntenteDealOptions *options, Team *team)
{
	g_autoptr(GArray) unknowns = g_array_new(FALSE, FALSE, sizeof(Unknown));
	g_autoptr(GHashTable) nash = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
	                                                   (GDestroyNotify)g_bytes_unref, NULL);
	g_autoptr(GPtrArray) followed =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	Drawing self = { .deal = deal,
		         .options = options,
		         .team = team,
		         .asking = g_thread_self(),
		         .model = deal->model,
		         .unknowns = unknowns,
		         .nash = nash,
		         .followed = followed };

	find_unknowns(&self);
	deal->is_uncertain = unknowns->len > 0;
	deal->seed = options->seed ? options->seed : 1;
	if (!unknowns->len || unknowns->len > MOST_NUMBERS)
		return;
	Slot *slots = slots_new(&self);
	sample(&self, slots);
	slots_free(&self, slots);
	deal->is_stopped |= g_atomic_int_get(&self.is_stopped);
}
