/* Known packages and the zones between them. */
#include "analyse/known.h"

#include "base/lanes.h"

#include <math.h>
#include <string.h>

/* Zones are no longer parted when there are so many: then what is said of them is no less. */
enum { MOST_ZONES = 4000 };

typedef struct {
	int64_t *corner;
	bool *is_open; /* by party: no known package bounds it there */
} Zone;

struct Known {
	const Space *space;
	const Weightings *weightings;
	const double *range;
	GPtrArray *packages, *utilities;
	GArray *zones; /* Zone */
	/* By weighting, then zone, as many as go side by side: what the zone's least point
	 * weighs, and by how much of that a range more to all moves it. */
	float *weights, *slopes;
	size_t n_places;
};

static void
append_zone(Known *self, const int64_t *corner, const bool *is_open)
{
	size_t p = self->space->n_parties;
	Zone zone = { g_memdup2(corner, p * sizeof *corner),
		      g_memdup2(is_open, p * sizeof *is_open) };

	g_array_append_val(self->zones, zone);
}

static void
remove_zone(Known *self, guint i)
{
	Zone *zone = &g_array_index(self->zones, Zone, i);

	g_free(zone->corner);
	g_free(zone->is_open);
	g_array_remove_index_fast(self->zones, i);
}

Known *
known_new(const Space *space, const Weightings *weightings, const int64_t *least,
          const double *range)
{
	Known *self = g_new0(Known, 1);
	size_t p = space->n_parties;
	g_autofree int64_t *corner = g_new(int64_t, p);
	g_autofree bool *is_open = g_new(bool, p);

	self->space = space;
	self->weightings = weightings;
	self->range = range;
	self->packages = g_ptr_array_new_with_free_func(g_free);
	self->utilities = g_ptr_array_new_with_free_func(g_free);
	self->zones = g_array_new(FALSE, FALSE, sizeof(Zone));
	for (size_t i = 0; i < p; i++) {
		corner[i] = least[i] - 1;
		is_open[i] = true;
	}
	append_zone(self, corner, is_open);
	return self;
}

void
known_free(Known *self)
{
	if (!self)
		return;
	while (self->zones->len)
		remove_zone(self, self->zones->len - 1);
	g_ptr_array_free(self->packages, TRUE);
	g_ptr_array_free(self->utilities, TRUE);
	g_array_free(self->zones, TRUE);
	g_free(self->weights);
	g_free(self->slopes);
	g_free(self);
}

/* Whether zone `a` holds all of the zone with this corner. */
static bool
holds(const Zone *a, const int64_t *corner, size_t p)
{
	for (size_t i = 0; i < p; i++)
		if (a->corner[i] > corner[i])
			return false;
	return true;
}

/* Takes what this package dominates out of the zones it lies in: of each, what is better for
 * one party is left. */
static void
part_zones(Known *self, const int64_t *u)
{
	size_t p = self->space->n_parties;
	g_autoptr(GArray) parted = g_array_new(FALSE, FALSE, sizeof(Zone));

	for (guint i = 0; i < self->zones->len;) {
		Zone zone = g_array_index(self->zones, Zone, i);
		bool inside = true;

		for (size_t k = 0; k < p && inside; k++)
			inside = zone.corner[k] < u[k];
		if (!inside) {
			i++;
			continue;
		}
		zone = (Zone){ g_memdup2(zone.corner, p * sizeof *zone.corner),
			       g_memdup2(zone.is_open, p * sizeof *zone.is_open) };
		g_array_append_val(parted, zone);
		remove_zone(self, i);
	}
	for (guint i = 0; i < parted->len; i++) {
		Zone *zone = &g_array_index(parted, Zone, i);

		for (size_t k = 0; k < p; k++) {
			int64_t before = zone->corner[k];
			bool was_open = zone->is_open[k],
			     needless = u[k] >= self->space->cap[k];

			zone->corner[k] = u[k];
			zone->is_open[k] = false;
			for (guint j = 0; j < self->zones->len && !needless; j++)
				needless = holds(&g_array_index(self->zones, Zone, j),
				                 zone->corner, p);
			if (!needless)
				append_zone(self, zone->corner, zone->is_open);
			zone->corner[k] = before;
			zone->is_open[k] = was_open;
		}
		g_free(zone->corner);
		g_free(zone->is_open);
	}
}

bool
known_add(Known *self, const int *package, const int64_t *utilities)
{
	size_t p = self->space->n_parties;

	for (guint i = 0; i < self->utilities->len; i++) {
		const int64_t *one = self->utilities->pdata[i];
		bool less = true, more = true;

		for (size_t k = 0; k < p; k++) {
			less &= utilities[k] <= one[k];
			more &= utilities[k] >= one[k];
		}
		if (less)
			return false;
		if (!more)
			continue;
		g_ptr_array_remove_index_fast(self->utilities, i);
		g_ptr_array_remove_index_fast(self->packages, i--);
	}
	g_ptr_array_add(self->utilities, g_memdup2(utilities, p * sizeof *utilities));
	g_ptr_array_add(self->packages,
	                g_memdup2(package, self->space->n_issues * sizeof *package));
	if (self->zones->len < MOST_ZONES)
		part_zones(self, utilities);
	return true;
}

size_t
known_count(const Known *self)
{
	return self->utilities->len;
}

const int64_t *
known_utilities(const Known *self, size_t i)
{
	return self->utilities->pdata[i];
}

const int *
known_package(const Known *self, size_t i)
{
	return self->packages->pdata[i];
}

void
known_settle(Known *self)
{
	size_t p = self->space->n_parties, k_all = self->weightings->n;
	size_t n = (self->zones->len + N_LANES - 1) / N_LANES * N_LANES;

	self->n_places = n;
	self->weights = g_renew(float, self->weights, n *k_all + 1);
	self->slopes = g_renew(float, self->slopes, n *k_all + 1);
	for (size_t k = 0; k < k_all; k++) {
		const double *weighting = &self->weightings->of[k * p];

		for (size_t z = 0; z < n; z++) {
			const Zone *zone = &g_array_index(self->zones, Zone, z);
			bool is_one = z < self->zones->len; /* else nothing reaches it */
			double sum = is_one ? 0 : INFINITY, slope = 0;

			for (size_t i = 0; is_one && i < p; i++) {
				sum += weighting[i] * ((double)zone->corner[i] + 1);
				slope += zone->is_open[i] ? 0 : weighting[i] * self->range[i];
			}
			self->weights[k * n + z] = (float)sum;
			self->slopes[k * n + z] = slope > 1e-9 ? (float)(1 / slope) : 1e9F;
		}
	}
}

static inline Lanes
lesser(Lanes a, Lanes b)
{
	IntLanes mask = a < b;

	return (Lanes)(((IntLanes)a & mask) | ((IntLanes)b & ~mask));
}

bool
known_promises(const Known *self, const double *most)
{
	size_t n = self->n_places, k_all = self->weightings->n;

	for (size_t z = 0; z < n; z += N_LANES) {
		Lanes least = (Lanes){ 0 } + INFINITY;

		for (size_t k = 0; k < k_all; k++)
			least = lesser((float)most[k] - lanes_load(&self->weights[k * n + z]),
			               least);
		for (size_t l = 0; l < N_LANES; l++)
			if (least[l] >= 0)
				return true;
	}
	return false;
}

float
known_promise(const Known *self, const double *most)
{
	size_t n = self->n_places, k_all = self->weightings->n;
	float promise = -INFINITY;

	for (size_t z = 0; z < n; z += N_LANES) {
		Lanes least = (Lanes){ 0 } + INFINITY;

		for (size_t k = 0; k < k_all; k++)
			least =
			    lesser(((float)most[k] - lanes_load(&self->weights[k * n + z])) *
			               lanes_load(&self->slopes[k * n + z]),
			           least);
		for (size_t l = 0; l < N_LANES; l++)
			promise = least[l] > promise ? least[l] : promise;
	}
	return promise;
}
