/* From a bargaining model to all that is said of its packages: each part is a file of its own.
 */
#include "analyse/deal.h"

#include "analyse/chance.h"
#include "analyse/count.h"
#include "analyse/drafts.h"
#include "analyse/envy.h"
#include "analyse/extremes.h"
#include "analyse/nash.h"
#include "analyse/obstacles.h"
#include "analyse/solve.h"
#include "analyse/winner.h"

enum { MOST_LOOKS = 30000000 };

/* What is counted: all packages, those accepted, those that all accept, those each accepts. */
typedef struct {
	const EntenteBargain *model;
	PartySet *one; /* by party */
	Count *counts;
	const EntenteDealOptions *options;
	GThread *asking;
	gint is_stopped; /* atomic */
} Counting;

enum { ALL, ACCEPTED, UNANIMOUS, BY_PARTY };

/* Asked by whichever thread; the calling one alone asks on. */
static bool
goes_on(gpointer user_data)
{
	Counting *self = user_data;

	if (g_thread_self() == self->asking && self->options->progress &&
	    !self->options->progress(0, self->options->user_data))
		g_atomic_int_set(&self->is_stopped, true);
	return !g_atomic_int_get(&self->is_stopped);
}

static void
count_one(size_t i, gpointer user_data)
{
	static const CountRule rules[] = { NULL, count_by_rule, count_by_set };
	Counting *counting = user_data;
	/* its own: counting puts things into its arena */
	g_autoptr(Space) space = space_new(counting->model, SPACE_PLAIN);

	const CountLimits limits = { MOST_LOOKS, goes_on, counting };

	counting->counts[i] =
	    count_packages(space, rules[MIN(i, UNANIMOUS)],
	                   i >= BY_PARTY ? &counting->one[i - BY_PARTY] : NULL, &limits);
}

static DealCount
keep(EntenteDeal *deal, const Count *count)
{
	return (DealCount){ arena_strdup(deal->arena, count->least),
		            arena_strdup(deal->arena, count->most) };
}

static void
count_all(EntenteDeal *deal, const EntenteDealOptions *options, Team *team)
{
	size_t n = deal->model->n_parties;
	g_autofree Count *counts = g_new0(Count, BY_PARTY + n);
	g_autofree PartySet *one = g_new(PartySet, n);
	Counting counting = { deal->model, one, counts, options, g_thread_self(), false };

	for (size_t p = 0; p < n; p++)
		one[p] = (PartySet)1 << p;
	team_work(team, BY_PARTY + n, count_one, NULL, &counting);
	deal->outcomes = keep(deal, &counts[ALL]);
	deal->acceptable = keep(deal, &counts[ACCEPTED]);
	deal->unanimous = keep(deal, &counts[UNANIMOUS]);
	deal->acceptable_to = arena_new0(deal->arena, DealCount, n);
	for (size_t p = 0; p < n; p++)
		deal->acceptable_to[p] = keep(deal, &counts[BY_PARTY + p]);
	for (size_t i = 0; i < BY_PARTY + n; i++)
		count_clear(&counts[i]);
}

static void
copy_front(EntenteDeal *deal, const Space *space, const Front *front)
{
	size_t n = space->n_parties, n_issues = space->n_issues;
	g_autofree int *package = g_new(int, n_issues);

	deal->n_front = front->n;
	deal->front = arena_new0(deal->arena, double, front->n *n);
	deal->options = arena_new0(deal->arena, uint32_t, front->n * n_issues);
	deal->ties = arena_new0(deal->arena, double, front->n);
	deal->accepted = arena_new0(deal->arena, bool, front->n);
	for (size_t i = 0; i < front->n; i++) {
		for (size_t p = 0; p < n; p++)
			deal->front[i * n + p] =
			    space_number(space, p, front->utilities[i * n + p]);
		for (size_t j = 0; j < n_issues; j++)
			deal->options[i * n_issues + j] = front->options[i * n_issues + j];
		deal->ties[i] = front->ties[i];
		front_package(front, space, i, package);
		deal->accepted[i] =
		    count_by_rule(space->model, count_accepting(space, package), NULL);
	}
	deal->is_exact = front->is_exact;
	deal->counts_ties = front->counts_ties;
	deal->error = arena_new0(deal->arena, double, n);
	for (size_t p = 0; p < n; p++)
		deal->error[p] = space_number(space, p, front->error[p]);
}

typedef struct {
	const EntenteDealOptions *options;
	double from, to;
} Part;

static bool
pass_on(double done, gpointer user_data)
{
	const Part *part = user_data;

	return part->options->progress(part->from + done * (part->to - part->from),
	                               part->options->user_data);
}

static Front *
find_front(EntenteDeal *deal, const Space *space, const EntenteDealOptions *options, Team *team,
           double from, double to)
{
	Part part = { options, from, to };
	FrontOptions how = { .progress = options->progress ? pass_on : NULL,
		             .user_data = &part,
		             .team = team };
	Front *front = front_new(space, &how);

	deal->is_stopped |= !front || front->is_stopped;
	return front;
}

/* Whether some accepted package gives somebody more than the fallback. */
static bool
find_zone(const Space *space, const Front *within)
{
	g_autofree int *package = g_new(int, space->n_issues);

	for (size_t i = 0; i < within->n; i++) {
		bool gains = false;

		for (size_t p = 0; p < space->n_parties; p++)
			gains |=
			    space->threshold[p] == INT64_MIN ||
			    within->utilities[i * space->n_parties + p] > space->threshold[p];
		front_package(within, space, i, package);
		if (gains && count_by_rule(space->model, count_accepting(space, package), NULL))
			return true;
	}
	return false;
}

/* Whether no member of the coalition can be spared. */
static bool
is_minimal(const EntenteBargain *model, PartySet coalition)
{
	for (size_t p = 0; p < model->n_parties; p++)
		if (coalition >> p & 1 &&
		    count_by_rule(model, coalition & ~((PartySet)1 << p), NULL))
			return false;
	return count_by_rule(model, coalition, NULL);
}

/* The front of what crosses no red line of the coalition's. */
static bool
find_zone_of(EntenteDeal *deal, PartySet coalition, const EntenteDealOptions *options,
             Team *team)
{
	const EntenteBargain *model = deal->model;
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);

	for (size_t i = 0; i < model->n_red_lines; i++)
		if (coalition >> model->red_lines[i].party & 1)
			space_forbid(space, model->red_lines[i].conditions,
			             model->red_lines[i].n_conditions);
	g_autoptr(Front) front = find_front(deal, space, options, team, 0.8, 0.8);
	return front && find_zone(space, front);
}

/* Where not all must agree, what is accepted may cross the red line of one who is not asked,
 * and be worse for all than a package that crosses the lines of more. */
static bool
find_zone_of_some(EntenteDeal *deal, const EntenteDealOptions *options, Team *team)
{
	enum { MOST_PARTIES = 6 };
	const EntenteBargain *model = deal->model;

	if (model->rule.kind == BARGAIN_UNANIMITY || !model->n_red_lines ||
	    model->n_parties > MOST_PARTIES)
		return false;
	for (PartySet coalition = 1; coalition >> model->n_parties == 0; coalition++)
		if (is_minimal(model, coalition) &&
		    find_zone_of(deal, coalition, options, team))
			return true;
	return false;
}

/* Where the front is not exact, Nash's solutions may be found all the same. */
static void
prove_nash(EntenteDeal *deal, const Space *space)
{
	static const char *const names[] = { "nash", "nash_over_thresholds" };
	enum { MOST_NODES = 200000 };
	size_t n = space->n_parties;
	g_autofree int64_t *zero = g_new0(int64_t, n), *utilities = g_new(int64_t, n);
	const int64_t *const origins[] = { zero, space->origin };

	for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
		for (size_t i = 0; i < deal->n_solutions; i++) {
			DealResult *result = &deal->solutions[i];
			int *package = arena_new0(deal->arena, int, space->n_issues);
			double *numbers = arena_new0(deal->arena, double, n);

			if (!g_str_equal(result->name, names[k]) ||
			    (k && space->model->n_red_lines) ||
			    !nash_search(space, origins[k], MOST_NODES, package))
				continue;
			space_utilities(space, package, utilities);
			result->found = result->is_exact = true;
			result->value = 1;
			for (size_t p = 0; p < n; p++) {
				numbers[p] = space_number(space, p, utilities[p]);
				result->value *=
				    space_number(space, p, utilities[p] - origins[k][p]);
			}
			result->at = (DealPackage){ package, numbers };
			if (k)
				deal->recommended = result;
		}
}

/* All that follows from the fronts: of all packages, and of those that cross no red line. */
static void
conclude(EntenteDeal *deal, const Space *space, const Front *front, const Front *within,
         const EntenteDealOptions *options, Team *team)
{
	deal->has_zone = find_zone(space, within) || find_zone(space, front) ||
	                 find_zone_of_some(deal, options, team);
	solve(deal, space, front, within);
	for (size_t i = 0; i < deal->n_solutions; i++)
		deal->solutions[i].is_exact = front->is_exact && within->is_exact;
	if (!front->is_exact)
		prove_nash(deal, space);
	find_envy(deal);
	adjusted_winner(deal, space->model);
	find_obstacles(deal, space, front);
	judge_drafts(deal, space, within);
	estimate_chances(deal, options, team);
}

EntenteDeal *
analyse_deal(const EntenteBargain *model, const EntenteDealOptions *options)
{
	Arena *arena = arena_new();
	EntenteDeal *deal = arena_new0(arena, EntenteDeal, 1);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);

	g_autoptr(Team) team =
	    team_new(options->threads ? options->threads : team_usual_size());

	deal->arena = arena;
	deal->model = model;
	deal->is_rounded = space->is_rounded;
	count_all(deal, options, team);
	g_autoptr(Front) front = find_front(deal, space, options, team, 0, 0.5);
	if (!front)
		return deal;
	copy_front(deal, space, front);
	find_extremes(deal, space, front);
	if (model->n_red_lines) {
		g_autoptr(Space) inside = space_new(model, SPACE_RED_LINES);
		g_autoptr(Front) within = find_front(deal, inside, options, team, 0.5, 0.8);

		if (!within)
			return deal;
		conclude(deal, space, front, within, options, team);
	} else {
		conclude(deal, space, front, front, options, team);
	}
	return deal;
}
