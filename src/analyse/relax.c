/* Mini-buckets.  An issue is known by its depth in the order.  Test: a search that leaves aside
 * what these bounds exclude misses nothing. */
#include "analyse/relax.h"

#include "base/lanes.h"

#include <math.h>
#include <string.h>

enum {
	MOST_CONDITIONS = 12, /* of a term in a table: 2^12 entries */
	FEW_OPTIONS = 64,     /* of more, each has a row of its own */
};

typedef struct {
	size_t n;        /* issues that it depends on */
	size_t *depths;  /* ascending */
	uint32_t **step; /* by issue, then option: what it adds to the index */
	size_t size;
	float *most; /* by entry, then weighting */
} Table;

/* Tables that are summed up, and all they depend on but the issue to be eliminated. */
typedef struct {
	GPtrArray *tables;
	size_t n;
	size_t *depths;
	uint32_t **class_of; /* by issue, then option */
	size_t *n_classes;
	size_t size; /* the product of these */
} Bucket;

struct Relaxation {
	const Pending *pending;
	Weightings weightings;
	size_t room;
	GPtrArray *tables;    /* all that are kept */
	GPtrArray **received; /* by depth: what later issues say of this one and those before */
	GPtrArray **sent;     /* by depth: what this issue and those after it add */
	double *root;
	size_t n_sums;
	double *magnitude; /* by weighting: of all that is summed up */
};

static size_t
count_options(const Relaxation *self, size_t depth)
{
	return self->pending->space->n_options[self->pending->order[depth]];
}

static bool
is_needed(const Relaxation *self, size_t depth, size_t option)
{
	return self->pending->needed[self->pending->order[depth]][option];
}

static Table *
table_new(size_t n)
{
	Table *table = g_new0(Table, 1);

	table->n = n;
	table->depths = g_new0(size_t, n);
	table->step = g_new0(uint32_t *, n);
	table->size = 1;
	return table;
}

static void
table_free(gpointer user_data)
{
	Table *table = user_data;

	for (size_t i = 0; i < table->n; i++)
		g_free(table->step[i]);
	g_free(table->step);
	g_free(table->depths);
	g_free(table->most);
	g_free(table);
}

static void
bucket_free(gpointer user_data)
{
	Bucket *bucket = user_data;

	for (size_t i = 0; i < bucket->n; i++)
		g_free(bucket->class_of[i]);
	g_ptr_array_free(bucket->tables, TRUE);
	g_free(bucket->depths);
	g_free(bucket->class_of);
	g_free(bucket->n_classes);
	g_free(bucket);
}

static size_t
index_in(const Table *table, const uint16_t *options)
{
	size_t index = 0;

	for (size_t i = 0; i < table->n; i++)
		index += table->step[i][options[table->depths[i]]];
	return index;
}

/* What the options of one issue are worth by themselves. */
static Table *
values_table(const Relaxation *self, size_t depth)
{
	const Space *space = self->pending->space;
	const int64_t *value = space->value[self->pending->order[depth]];
	size_t n = count_options(self, depth), k_all = self->weightings.n;
	Table *table = table_new(1);

	table->depths[0] = depth;
	table->size = n;
	table->step[0] = g_new(uint32_t, n);
	table->most = g_new0(float, n *k_all);
	for (size_t o = 0; o < n; o++) {
		table->step[0][o] = (uint32_t)o;
		for (size_t k = 0; k < k_all; k++) {
			double sum = 0;

			for (size_t p = 0; p < space->n_parties; p++)
				sum += self->weightings.of[k * space->n_parties + p] *
				       (double)value[o * space->n_parties + p];
			table->most[o * k_all + k] = (float)sum;
		}
	}
	return table;
}

static int
compare_depths(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* Of a term with many conditions the last ones, or NULL where it costs: then without it no less
 * is added. */
static Table *
term_table(const Relaxation *self, const SpaceTerm *term, const size_t *place)
{
	size_t n = term->n_conditions, skipped = n > MOST_CONDITIONS ? n - MOST_CONDITIONS : 0;
	size_t k_all = self->weightings.n, n_parties = self->pending->space->n_parties;
	g_autofree size_t *depths = g_new(size_t, n);

	if (skipped && (term->hard || term->value < 0))
		return NULL;
	for (size_t i = 0; i < n; i++)
		depths[i] = place[term->conditions[i].issue];
	qsort(depths, n, sizeof *depths, compare_depths);
	Table *table = table_new(n - skipped);
	for (size_t i = 0; i < table->n; i++) {
		size_t depth = table->depths[i] = depths[skipped + i];
		const bool *in = NULL;

		for (size_t j = 0; j < n; j++)
			if (place[term->conditions[j].issue] == depth)
				in = term->conditions[j].in;
		table->step[i] = g_new(uint32_t, count_options(self, depth));
		for (size_t o = 0; o < count_options(self, depth); o++)
			table->step[i][o] = in[o] ? (uint32_t)table->size : 0;
		table->size *= 2;
	}
	table->most = g_new0(float, table->size *k_all);
	float *all_hold = &table->most[(table->size - 1) * k_all];
	for (size_t k = 0; k < k_all; k++)
		all_hold[k] = term->hard
		                  ? RELAXATION_NONE
		                  : (float)(self->weightings.of[k * n_parties + term->party] *
		                            (double)term->value);
	return table;
}

static void
note_magnitude(Relaxation *self, const Table *table)
{
	size_t k_all = self->weightings.n;

	for (size_t k = 0; k < k_all; k++) {
		float most = 0;

		for (size_t i = 0; i < table->size; i++) {
			float one = fabsf(table->most[i * k_all + k]);

			if (one > most && one < -RELAXATION_NONE)
				most = one;
		}
		self->magnitude[k] += (double)most;
	}
}

/* Classes of options that neither `class_of` (NULL: one class) nor the table's steps tell
 * apart, in `joined`; how many. */
static size_t
join_classes(const Relaxation *self, size_t depth, const uint32_t *class_of,
             const uint32_t *step, uint32_t *joined)
{
	size_t n_options = count_options(self, depth), n = 0;
	uint32_t of[FEW_OPTIONS], at[FEW_OPTIONS];

	for (size_t o = 0; o < n_options; o++) {
		size_t c = 0;

		joined[o] = n_options > FEW_OPTIONS ? (uint32_t)o : 0;
		if (n_options > FEW_OPTIONS || !is_needed(self, depth, o))
			continue;
		while (c < n && (at[c] != step[o] || (class_of && of[c] != class_of[o])))
			c++;
		if (c == n) {
			at[n] = step[o];
			of[n++] = class_of ? class_of[o] : 0;
		}
		joined[o] = (uint32_t)c;
	}
	return n_options > FEW_OPTIONS ? n_options : n;
}

static size_t
find_depth(const Bucket *bucket, size_t depth)
{
	for (size_t i = 0; i < bucket->n; i++)
		if (bucket->depths[i] == depth)
			return i;
	return SIZE_MAX;
}

/* The bucket with this table, too, if that leaves it small enough; else false. */
static bool
join(const Relaxation *self, Bucket *bucket, Table *table, size_t eliminated)
{
	size_t n = table->n, size = bucket->size;
	g_autofree size_t *place = g_new(size_t, n + 1), *n_classes = g_new0(size_t, n + 1);
	g_autofree uint32_t **joined = g_new0(uint32_t *, n + 1);

	for (size_t i = 0; i < n; i++) {
		size_t depth = table->depths[i];

		if (depth == eliminated)
			continue;
		place[i] = find_depth(bucket, depth);
		joined[i] = g_new(uint32_t, count_options(self, depth));
		bool is_new = place[i] == SIZE_MAX;
		n_classes[i] =
		    join_classes(self, depth, is_new ? NULL : bucket->class_of[place[i]],
		                 table->step[i], joined[i]);
		size = size / (is_new ? 1 : bucket->n_classes[place[i]]) * n_classes[i];
		if (size <= self->room || !bucket->tables->len)
			continue;
		for (size_t j = 0; j <= i; j++)
			g_free(joined[j]);
		return false;
	}
	bucket->depths = g_renew(size_t, bucket->depths, bucket->n + n);
	bucket->class_of = g_renew(uint32_t *, bucket->class_of, bucket->n + n);
	bucket->n_classes = g_renew(size_t, bucket->n_classes, bucket->n + n);
	for (size_t i = 0; i < n; i++) {
		if (!joined[i])
			continue;
		if (place[i] == SIZE_MAX) {
			place[i] = bucket->n++;
			bucket->depths[place[i]] = table->depths[i];
		} else {
			g_free(bucket->class_of[place[i]]);
		}
		bucket->class_of[place[i]] = joined[i];
		bucket->n_classes[place[i]] = n_classes[i];
	}
	bucket->size = size;
	g_ptr_array_add(bucket->tables, table);
	return true;
}

static int
compare_tables(const void *a, const void *b)
{
	const Table *x = *(Table *const *)a, *y = *(Table *const *)b;

	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	for (size_t i = 0; i < x->n; i++)
		if (x->depths[i] != y->depths[i])
			return x->depths[i] < y->depths[i] ? -1 : 1;
	return 0;
}

/* Puts the tables into as few buckets as go, the largest first. */
static GPtrArray *
part(const Relaxation *self, GPtrArray *tables, size_t eliminated)
{
	GPtrArray *buckets = g_ptr_array_new_with_free_func(bucket_free);

	if (tables->len)
		qsort(tables->pdata, tables->len, sizeof *tables->pdata, compare_tables);
	for (guint i = 0; i < tables->len; i++) {
		bool joined = false;

		for (guint j = 0; j < buckets->len && !joined; j++)
			joined = join(self, buckets->pdata[j], tables->pdata[i], eliminated);
		if (joined)
			continue;
		Bucket *bucket = g_new0(Bucket, 1);
		bucket->tables = g_ptr_array_new();
		bucket->size = 1;
		g_ptr_array_add(buckets, bucket);
		joined = join(self, bucket, tables->pdata[i], eliminated);
		g_assert(joined);
	}
	return buckets;
}

/* One walk through all entries of a bucket's sum. */
typedef struct {
	const Bucket *bucket;
	size_t n_weightings, n_tables, n_options;
	const Table *const *tables;
	uint32_t **own;      /* by table: steps of the options eliminated, n_options */
	uint32_t ***outer;   /* by issue of the bucket, then class: a step for each table */
	size_t *index;       /* by issue, then table: so far */
	const float *evened; /* by option, then weighting: added; or NULL */
	float *most;         /* by entry, then weighting: over all options; or NULL */
	float *marginal;     /* by option, then weighting: over all entries; or NULL */
} Walk;

static inline Lanes
larger(Lanes a, Lanes b)
{
	IntLanes mask = a > b;

	return (Lanes)(((IntLanes)a & mask) | ((IntLanes)b & ~mask));
}

static void
visit(const Walk *walk, const size_t *index, size_t entry)
{
	size_t k_all = walk->n_weightings;

	for (size_t k = 0; k < k_all; k += N_LANES) {
		Lanes most = (Lanes){ 0 } + RELAXATION_NONE;

		for (size_t o = 0; o < walk->n_options; o++) {
			Lanes sum = walk->evened ? lanes_load(&walk->evened[o * k_all + k])
			                         : (Lanes){ 0 };

			for (size_t t = 0; t < walk->n_tables; t++)
				sum += lanes_load(
				    &walk->tables[t]
					 ->most[(index[t] + walk->own[t][o]) * k_all + k]);
			most = larger(sum, most);
			if (walk->marginal) {
				float *at = &walk->marginal[o * k_all + k];

				lanes_store(at, larger(sum, lanes_load(at)));
			}
		}
		if (walk->most)
			lanes_store(&walk->most[entry * k_all + k], most);
	}
}

static void
walk_down(const Walk *walk, size_t level, size_t entry)
{
	const size_t *index = &walk->index[level * walk->n_tables];
	size_t *next = &walk->index[(level + 1) * walk->n_tables];

	if (level == walk->bucket->n) {
		visit(walk, index, entry);
		return;
	}
	for (size_t c = 0; c < walk->bucket->n_classes[level]; c++) {
		for (size_t t = 0; t < walk->n_tables; t++)
			next[t] = index[t] + walk->outer[level][c][t];
		walk_down(walk, level + 1, entry * walk->bucket->n_classes[level] + c);
	}
}

static const uint32_t *
steps_at(const Table *table, size_t depth)
{
	for (size_t i = 0; i < table->n; i++)
		if (table->depths[i] == depth)
			return table->step[i];
	return NULL;
}

static void
walk_begin(const Relaxation *self, Walk *walk, const Bucket *bucket, size_t eliminated)
{
	size_t n_tables = bucket->tables->len, n_options = count_options(self, eliminated);

	*walk = (Walk){ .bucket = bucket,
		        .n_weightings = self->weightings.n,
		        .n_tables = n_tables,
		        .tables = (const Table *const *)bucket->tables->pdata,
		        .own = g_new0(uint32_t *, n_tables),
		        .outer = g_new0(uint32_t **, bucket->n),
		        .index = g_new0(size_t, (bucket->n + 1) * n_tables) };
	for (size_t t = 0; t < n_tables; t++) {
		const uint32_t *step = steps_at(walk->tables[t], eliminated);

		walk->own[t] = g_new(uint32_t, n_options);
		walk->n_options = 0;
		for (size_t o = 0; o < n_options; o++)
			if (is_needed(self, eliminated, o))
				walk->own[t][walk->n_options++] = step[o];
	}
	for (size_t i = 0; i < bucket->n; i++) {
		walk->outer[i] = g_new0(uint32_t *, bucket->n_classes[i]);
		for (size_t o = 0; o < count_options(self, bucket->depths[i]); o++) {
			size_t c = bucket->class_of[i][o];

			if (walk->outer[i][c] || !is_needed(self, bucket->depths[i], o))
				continue;
			walk->outer[i][c] = g_new0(uint32_t, n_tables);
			for (size_t t = 0; t < n_tables; t++) {
				const uint32_t *step =
				    steps_at(walk->tables[t], bucket->depths[i]);

				walk->outer[i][c][t] = step ? step[o] : 0;
			}
		}
		for (size_t c = 0; c < bucket->n_classes[i]; c++)
			if (!walk->outer[i][c]) /* of none that is needed */
				walk->outer[i][c] = g_new0(uint32_t, n_tables);
	}
}

static void
walk_end(Walk *walk)
{
	for (size_t t = 0; t < walk->n_tables; t++)
		g_free(walk->own[t]);
	for (size_t i = 0; i < walk->bucket->n; i++) {
		for (size_t c = 0; c < walk->bucket->n_classes[i]; c++)
			g_free(walk->outer[i][c]);
		g_free(walk->outer[i]);
	}
	g_free(walk->own);
	g_free(walk->outer);
	g_free(walk->index);
}

/* What to add to each bucket's sum by option, in all nothing, so that the most that each says
 * of the options is the same. */
static float *
even_out(const Walk *walks, guint n, size_t n_options, size_t k_all)
{
	size_t n_numbers = n_options * k_all;
	float *marginal = g_new(float, n *n_numbers);

	for (size_t i = 0; i < n * n_numbers; i++)
		marginal[i] = RELAXATION_NONE;
	for (guint b = 0; b < n; b++) {
		Walk walk = walks[b];

		walk.marginal = &marginal[b * n_numbers];
		walk_down(&walk, 0, 0);
	}
	for (size_t i = 0; i < n_numbers; i++) {
		float sum = 0, least = INFINITY;

		for (guint b = 0; b < n; b++) {
			sum += marginal[b * n_numbers + i];
			least = fminf(least, marginal[b * n_numbers + i]);
		}
		for (guint b = 0; b < n; b++) {
			float *at = &marginal[b * n_numbers + i];

			*at = least > RELAXATION_NONE / 2 ? sum / (float)n - *at : 0;
		}
	}
	return marginal;
}

static Table *
table_from(const Relaxation *self, const Bucket *bucket)
{
	Table *table = table_new(bucket->n);
	size_t stride = bucket->size;
	g_autofree size_t *order = g_new(size_t, bucket->n + 1);
	g_autofree size_t *strides = g_new(size_t, bucket->n + 1);

	for (size_t i = 0; i < bucket->n; i++) {
		size_t j = i;

		strides[i] = stride /= bucket->n_classes[i];
		for (; j && bucket->depths[order[j - 1]] > bucket->depths[i]; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
	for (size_t i = 0; i < bucket->n; i++) {
		size_t from = order[i], n_options = count_options(self, bucket->depths[from]);

		table->depths[i] = bucket->depths[from];
		table->step[i] = g_new(uint32_t, n_options);
		for (size_t o = 0; o < n_options; o++)
			table->step[i][o] =
			    (uint32_t)(bucket->class_of[from][o] * strides[from]);
	}
	table->size = bucket->size;
	table->most = g_new(float, table->size * self->weightings.n);
	return table;
}

static void
send(Relaxation *self, Table *table, size_t depth)
{
	g_ptr_array_add(self->tables, table);
	g_ptr_array_add(self->sent[depth], table);
	if (table->n)
		g_ptr_array_add(self->received[table->depths[table->n - 1]], table);
	for (size_t k = 0; !table->n && k < self->weightings.n; k++)
		self->root[k] += (double)table->most[k];
}

static void
eliminate(Relaxation *self, size_t depth, GPtrArray *tables)
{
	g_autoptr(GPtrArray) buckets = part(self, tables, depth);
	g_autofree Walk *walks = g_new0(Walk, buckets->len + 1);
	size_t k_all = self->weightings.n;
	g_autofree float *evened = NULL;

	for (guint b = 0; b < buckets->len; b++)
		walk_begin(self, &walks[b], buckets->pdata[b], depth);
	size_t n_options = walks[0].n_options;
	if (buckets->len > 1)
		evened = even_out(walks, buckets->len, n_options, k_all);
	for (guint b = 0; b < buckets->len; b++) {
		Table *table = table_from(self, buckets->pdata[b]);

		walks[b].most = table->most;
		walks[b].evened = evened ? &evened[b * n_options * k_all] : NULL;
		walk_down(&walks[b], 0, 0);
		self->n_sums += walks[b].n_tables + 2;
		walk_end(&walks[b]);
		send(self, table, depth);
	}
}

Relaxation *
relaxation_new(const Pending *pending, const Weightings *weightings, size_t room)
{
	const Space *space = pending->space;
	size_t n = space->n_issues, k_all = weightings->n;
	Relaxation *self = g_new0(Relaxation, 1);
	g_autofree size_t *place = g_new(size_t, n), *last = g_new0(size_t, space->n_terms + 1);

	self->pending = pending;
	self->weightings = *weightings;
	self->weightings.of =
	    g_memdup2(weightings->of, k_all * space->n_parties * sizeof *weightings->of);
	self->room = room;
	self->tables = g_ptr_array_new_with_free_func(table_free);
	self->received = g_new(GPtrArray *, n);
	self->sent = g_new(GPtrArray *, n);
	self->root = g_new0(double, k_all);
	self->magnitude = g_new0(double, k_all);
	for (size_t d = 0; d < n; d++) {
		place[pending->order[d]] = d;
		self->received[d] = g_ptr_array_new();
		self->sent[d] = g_ptr_array_new();
	}
	for (size_t t = 0; t < space->n_terms; t++)
		for (size_t i = 0; i < space->terms[t].n_conditions; i++)
			last[t] = MAX(last[t], place[space->terms[t].conditions[i].issue]);
	for (size_t d = n; d-- > 0;) {
		g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(table_free);
		g_autoptr(GPtrArray) all = g_ptr_array_new();

		g_ptr_array_add(own, values_table(self, d));
		for (size_t t = 0; t < space->n_terms; t++) {
			Table *table =
			    last[t] == d ? term_table(self, &space->terms[t], place) : NULL;

			if (table)
				g_ptr_array_add(own, table);
		}
		for (guint i = 0; i < own->len; i++) {
			note_magnitude(self, own->pdata[i]);
			g_ptr_array_add(all, own->pdata[i]);
		}
		for (guint i = 0; i < self->received[d]->len; i++)
			g_ptr_array_add(all, self->received[d]->pdata[i]);
		eliminate(self, d, all);
	}
	return self;
}

void
relaxation_free(Relaxation *self)
{
	if (!self)
		return;
	for (size_t d = 0; d < self->pending->space->n_issues; d++) {
		g_ptr_array_free(self->received[d], TRUE);
		g_ptr_array_free(self->sent[d], TRUE);
	}
	g_free(self->received);
	g_free(self->sent);
	g_ptr_array_free(self->tables, TRUE);
	g_free(self->weightings.of);
	g_free(self->root);
	g_free(self->magnitude);
	g_free(self);
}

double
relaxation_margin(const Relaxation *self)
{
	double most = 0;

	for (size_t k = 0; k < self->weightings.n; k++)
		most = fmax(most, self->magnitude[k]);
	return most * (double)(self->n_sums + 16) * 0x1p-23;
}

void
relaxation_begin(const Relaxation *self, double *most)
{
	memcpy(most, self->root, self->weightings.n * sizeof *most);
}

static void
add_tables(const Relaxation *self, const GPtrArray *tables, const uint16_t *options,
           double sign, double *most)
{
	size_t k_all = self->weightings.n;

	for (guint i = 0; i < tables->len; i++) {
		const Table *table = tables->pdata[i];
		const float *from = &table->most[index_in(table, options) * k_all];

		for (size_t k = 0; k < k_all; k++)
			most[k] += sign * (double)from[k];
	}
}

void
relaxation_leave(const Relaxation *self, size_t depth, const uint16_t *options, double *most)
{
	add_tables(self, self->sent[depth], options, -1, most);
}

void
relaxation_enter(const Relaxation *self, size_t depth, const uint16_t *options, double *most)
{
	add_tables(self, self->received[depth], options, 1, most);
}
