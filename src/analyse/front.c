/* The efficient packages: which way to find them, and what they are in the end.  Tests: every
 * package of small models, one by one; fronts that others published. */
#include "analyse/front.h"

#include "analyse/halves.h"
#include "analyse/merge.h"
#include "analyse/search.h"

#include <string.h>

enum { MOST_ARCS = 1 << 19 }; /* of a diagram */

/* Points held at a time, by the number of parties: what takes seconds, not minutes. */
static const size_t most_points[] = { 0,       1000000, 16000000, 4000000,
	                              2000000, 100000,  50000,    30000 };

/* Adds the constants, cuts to floor and cap, and sorts out what is dominated then. */
static void
finish_points(const Space *space, const Points *all, Team *team, Points *points)
{
	size_t p = space->n_parties;
	Points cut = { 0 };

	points_reserve(&cut, all->n, p);
	for (size_t i = 0; i < all->n; i++) {
		for (size_t k = 0; k < p; k++)
			cut.v[i * p + k] =
			    space_clip(space, k, all->v[i * p + k] + space->constant[k]);
		cut.ties[i] = all->ties[i];
		cut.steps[i] = (Step){ (uint32_t)i, 0 };
	}
	cut.n = all->n;
	points_reduce(&cut, NULL, p, team, points);
	points_clear(&cut);
}

Front *
front_finish(const Space *space, const Points *all, const int64_t *error, Team *team,
             FrontTrace trace, gconstpointer user_data)
{
	Front *front = g_new0(Front, 1);
	size_t n_issues = space->n_issues, p = space->n_parties;
	Points points = { 0 };

	finish_points(space, all, team, &points);
	front->n = points.n;
	front->n_parties = p;
	front->utilities = points.v;
	front->ties = points.ties;
	front->options = g_new(uint32_t, points.n * n_issues + 1);
	for (size_t i = 0; i < points.n; i++)
		trace(points.steps[i].from, user_data, &front->options[i * n_issues]);
	g_free(points.steps);
	front->error = g_memdup2(error, p * sizeof *error);
	front->is_exact = true;
	for (size_t k = 0; k < p; k++)
		front->is_exact &= error[k] == 0;
	front->counts_ties = front->is_exact;
	return front;
}

Front *
front_new(const Space *space, const FrontOptions *options)
{
	size_t p = MIN(space->n_parties, G_N_ELEMENTS(most_points) - 1);
	FrontOptions how = options ? *options : (FrontOptions){ 0 };
	g_autoptr(Pending) pending = pending_new(space);
	g_autoptr(Diagram) diagram =
	    diagram_new(pending, how.most_arcs ? how.most_arcs : MOST_ARCS);

	if (!diagram)
		return search_front(pending, &how);
	how.most = how.most ? how.most : most_points[p];
	if (!halves_apply(diagram))
		return merge_front(diagram, &how, NULL);
	bool too_many = false;
	Front *front = merge_front(diagram, &how, &too_many);
	return too_many ? halves_front(diagram, &how) : front;
}

void
front_free(Front *self)
{
	if (!self)
		return;
	g_free(self->utilities);
	g_free(self->options);
	g_free(self->ties);
	g_free(self->error);
	g_free(self);
}

void
front_package(const Front *self, const Space *space, size_t point, int *package)
{
	for (size_t i = 0; i < space->n_issues; i++)
		package[i] = (int)self->options[point * space->n_issues + i];
}
