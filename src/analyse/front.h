#ifndef ANALYSE_FRONT_H
#define ANALYSE_FRONT_H

#include "analyse/points.h"
#include "analyse/space.h"

/* The efficient packages of a space: no other package gives a party more and none less.
 *
 * Issue by issue, of all beginnings of packages that leave the same to come, only those are
 * kept that no other one dominates (G. L. Nemhauser, Z. Ullmann, Discrete dynamic programming
 * and capital allocation, Management Science 15 (1969)), with a pointer back to what they were
 * made from.  Sums are integers, so equal is equal.
 *
 * Where more would have to be kept than `most`, nothing is cut silently: beginnings that differ
 * by less than a step to every party count as one, and what that may cost is summed up. */

typedef struct {
	size_t n, n_parties;
	int64_t *utilities; /* of point i to party p at i * n_parties + p; by party 0, then 1 …,
	                       the best first */
	uint32_t *options; /* of point i on issue j at i * n_issues + j */
	double *ties;     /* how many packages come to this point; no less, where not all … */
	bool counts_ties; /* … were counted */
	/* All 0: this is the whole front.  Else for any package there is a point that gives no
	 * party less by more than this. */
	int64_t *error;
	bool is_exact, is_stopped;
} Front;

/* Asked now and then how far it is, from 0 to 1; false stops. */
typedef bool (*FrontProgress)(double done, gpointer user_data);

typedef struct {
	size_t most;      /* points that are held at a time; 0: as many as take seconds */
	size_t most_arcs; /* of a diagram; with more a search is made; 0: half a million */
	Team *team;
	FrontProgress progress;
	gpointer user_data;
} FrontOptions;

/* NULL where it was stopped. */
Front *front_new(const Space *space, const FrontOptions *options);
void front_free(Front *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Front, front_free)

/* The package of a point, one option an issue. */
void front_package(const Front *self, const Space *space, size_t point, int *package);

/* Writes the options of a point, one an issue. */
typedef void (*FrontTrace)(size_t point, gconstpointer user_data, uint32_t *options);

/* The front of these points, which are yet without what is added to every package. */
Front *front_finish(const Space *space, const Points *all, const int64_t *error, Team *team,
                    FrontTrace trace, gconstpointer user_data);

#endif
