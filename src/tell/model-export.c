/* A bargaining model -> the files of other programs.
 *
 * None of them has intervals, orders, clauses, red lines or a rule of voting, and most have no
 * interactions: what can be said otherwise is (the middle of an interval), what cannot is left
 * out with a note, and what would make other utilities of the same packages is refused. */
#include "tell/model.h"

#include <entente/bargain.h>
#include <entente/error.h>
#include <string.h>

static const ModelFormat *const formats[] = { &model_genius, &model_geniusweb, &model_negmas,
	                                      &model_negolog };

typedef struct {
	const ModelFormat *format;
	ModelPlain plain;
	Arena *arena;
	GPtrArray *notes;     /* char * */
	double *best, *worst; /* by party: sums over issues */
} Export;

static void G_GNUC_PRINTF(2, 3) note(Export *self, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_ptr_array_add(self->notes, g_strdup_vprintf(format, list));
	va_end(list);
}

static bool G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what);
	return false;
}

/* The numbers as the model has them, and between which sums they lie. */
static void
fill(Export *self)
{
	const EntenteBargain *model = self->plain.model;
	size_t n_unknown = 0;

	for (size_t i = 0; i < model->n_issues; i++)
		for (size_t p = 0; p < model->n_parties; p++) {
			const BargainStance *stance = bargain_stance(model, p, i);
			double least = INFINITY, most = -INFINITY;
			double weight = bargain_middle(stance->salience);

			n_unknown += !bargain_is_known(stance->salience);
			for (size_t o = 0; o < model->issues[i].n_options; o++) {
				double value = bargain_value(stance, &model->issues[i], o);

				n_unknown += !bargain_is_known(stance->values[o]);
				self->plain.value[i][o * model->n_parties + p] = value;
				least = fmin(least, value);
				most = fmax(most, value);
			}
			self->plain.weight[p * model->n_issues + i] = weight;
			self->worst[p] += weight * least;
			self->best[p] += weight * most;
		}
	if (n_unknown)
		note(self,
		     "%zu numbers are known as intervals or orders: one in the middle is "
		     "written",
		     n_unknown);
}

static double
utility_of(const Export *self, size_t party, const int *package)
{
	const EntenteBargain *model = self->plain.model;
	const BargainParty *of = &model->parties[party];
	double sum = 0;

	for (size_t i = 0; i < model->n_issues; i++)
		sum += model_weight(&self->plain, party, i) *
		       model_value(&self->plain, party, i, (size_t)package[i]);
	for (size_t i = 0; i < model->n_interactions; i++) {
		const BargainInteraction *one = &model->interactions[i];

		if (one->party == party &&
		    bargain_holds(one->conditions, one->n_conditions, package))
			sum += one->value;
	}
	return CLAMP(sum, of->floor, of->cap);
}

static void
fill_fallbacks(Export *self)
{
	const EntenteBargain *model = self->plain.model;

	for (size_t p = 0; p < model->n_parties; p++) {
		const BargainFallback *fallback = &model->parties[p].fallback;

		self->plain.fallback[p] = fallback->kind == BARGAIN_FALLBACK_NONE ? NAN
		                          : fallback->kind == BARGAIN_FALLBACK_PACKAGE
		                              ? utility_of(self, p, fallback->package)
		                              : bargain_middle(fallback->value);
		if (self->format->only_packages && fallback->kind == BARGAIN_FALLBACK_VALUE)
			note(self,
			     "'%s' falls back on a number: %s knows packages only, and it is "
			     "left out",
			     model->parties[p].name, self->format->name);
	}
}

/* Whether the format can say the party's utility at all; with terms, what it has to count as 1.
 */
static bool
check_party(Export *self, size_t party, GError **error)
{
	const EntenteBargain *model = self->plain.model;
	const BargainParty *of = &model->parties[party];
	double best = self->best[party], worst = self->worst[party];

	for (size_t i = 0; i < model->n_interactions; i++) {
		const BargainInteraction *one = &model->interactions[i];

		if (one->party != party)
			continue;
		if (!self->plain.has_terms)
			return refuse(error, "'%s' has interactions, which %s cannot be told",
			              of->name, self->format->name);
		best += fmax(one->value, 0);
		worst += fmin(one->value, 0);
	}
	bool caps = of->cap < best - 1e-9 && !(self->format->caps_at_one && of->cap == 1);
	if (caps || of->floor > worst + 1e-9)
		return refuse(
		    error, "'%s' has utilities cut to a floor or cap, which %s cannot be told",
		    of->name, self->format->name);
	if (self->plain.has_terms && self->format->caps_at_one && of->cap != 1 && best > 1) {
		self->plain.most[party] = best;
		self->plain.fallback[party] /= best;
		note(self, "utilities of '%s' are divided by %g, lest %s cut them at 1",
		     of->name, best, self->format->name);
	}
	return true;
}

static bool
fits(const Export *self, size_t party)
{
	const EntenteBargain *model = self->plain.model;
	const ModelFormat *format = self->format;
	double sum = 0;

	for (size_t i = 0; i < model->n_issues; i++) {
		sum += model_weight(&self->plain, party, i);
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			double value = model_value(&self->plain, party, i, o);

			if ((value < 0 && (format->from_zero || format->within_one)) ||
			    (value > 1 && format->within_one))
				return false;
		}
	}
	if (format->caps_at_one && self->best[party] > 1 + 1e-9 &&
	    model->parties[party].cap != 1)
		return false;
	return !format->within_one || fabs(sum - 1) < 1e-9;
}

/* From 0 for the worst package to 1 for the best: the same preferences. */
static void
bring_to_one(Export *self, size_t party)
{
	const EntenteBargain *model = self->plain.model;
	double range = self->best[party] - self->worst[party];

	for (size_t i = 0; i < model->n_issues; i++) {
		double least = INFINITY, most = -INFINITY;
		double *weight = &self->plain.weight[party * model->n_issues + i];

		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			double value = model_value(&self->plain, party, i, o);

			least = fmin(least, value);
			most = fmax(most, value);
		}
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			double *value = &self->plain.value[i][o * model->n_parties + party];

			*value = most > least ? (*value - least) / (most - least) : 0;
		}
		*weight = range > 0 ? *weight * (most - least) / range : i == 0;
	}
	self->plain.fallback[party] =
	    range > 0 ? (self->plain.fallback[party] - self->worst[party]) / range
		      : self->plain.fallback[party];
	note(self,
	     "utilities of '%s' are brought to 0 for its worst package and 1 for its best, as "
	     "%s wants them",
	     model->parties[party].name, self->format->name);
}

static void
note_left_out(Export *self)
{
	const EntenteBargain *model = self->plain.model;

	if (model->n_clauses || model->n_red_lines || model->n_drafts)
		note(self,
		     "%s has no place for clauses, red lines and drafts: %zu, %zu and %zu are "
		     "left out",
		     self->format->name, model->n_clauses, model->n_red_lines, model->n_drafts);
	if (model->rule.kind != BARGAIN_UNANIMITY)
		note(self, "%s lets all parties agree: the rule of the model is left out",
		     self->format->name);
}

/* A name of a file that nobody has taken: that of the thing, without what no file has in it. */
static char *
file_name(GHashTable *taken, const char *name, const char *ending)
{
	enum { LONGEST = 100 }; /* characters */
	g_autofree char *stem = g_utf8_strlen(name, -1) > LONGEST
	                            ? g_utf8_substring(name, 0, LONGEST)
	                            : g_strdup(name);
	char *file = NULL;

	for (char *at = stem; *at; at++)
		if (strchr("/\\:*?\"<>|", *at) || g_ascii_iscntrl(*at) ||
		    (at == stem && *at == '.'))
			*at = '_';
	for (unsigned i = 1; !file; i++) {
		file = i == 1 ? g_strdup_printf("%s.%s", stem, ending)
		              : g_strdup_printf("%s-%u.%s", stem, i, ending);
		g_autofree char *folded = g_utf8_casefold(file, -1);
		if (g_hash_table_contains(taken, folded))
			g_clear_pointer(&file, g_free);
		else
			g_hash_table_add(taken, g_steal_pointer(&folded));
	}
	return file;
}

static void
write_files(const Export *self, EntenteBargainSink sink, gpointer user_data)
{
	const EntenteBargain *model = self->plain.model;
	g_autoptr(GHashTable) taken =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bool goes_on = true;

	if (self->format->domain) {
		g_autofree char *name = file_name(taken, "domain", self->format->ending);
		g_autoptr(GString) out = g_string_new(NULL);

		self->format->domain(&self->plain, out);
		goes_on = sink(name, out->str, out->len, user_data);
	}
	for (size_t p = 0; p < model->n_parties && goes_on; p++) {
		g_autofree char *name =
		    file_name(taken, model->parties[p].name, self->format->ending);
		g_autoptr(GString) out = g_string_new(NULL);

		self->format->party(&self->plain, p, out);
		goes_on = sink(name, out->str, out->len, user_data);
	}
}

const char *
entente_bargain_format(size_t index)
{
	return index < G_N_ELEMENTS(formats) ? formats[index]->name : NULL;
}

char **
entente_bargain_export(const EntenteBargain *self, const char *format, EntenteBargainSink sink,
                       gpointer user_data, GError **error)
{
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	size_t n = self->n_parties;
	Export export = { .arena = arena,
		          .notes = notes,
		          .best = arena_new0(arena, double, n),
		          .worst = arena_new0(arena, double, n),
		          .plain = { self, arena_new0(arena, double, n * self->n_issues),
		                     arena_new0(arena, double *, self->n_issues),
		                     arena_new0(arena, double, n), false,
		                     arena_new0(arena, double, n) } };

	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (g_strcmp0(formats[i]->name, format) == 0)
			export.format = formats[i];
	if (!export.format)
		return refuse(error, "'%s' is no format of models", format), NULL;
	for (size_t i = 0; i < self->n_issues; i++)
		export.plain.value[i] = arena_new0(arena, double, self->issues[i].n_options *n);
	for (size_t p = 0; p < n; p++)
		export.plain.most[p] = 1;
	export.plain.has_terms = self->n_interactions && export.format->says_terms &&
	                         export.format->says_terms(self);
	fill(&export);
	fill_fallbacks(&export);
	for (size_t p = 0; p < n; p++) {
		if (!check_party(&export, p, error))
			return NULL;
		if (!export.plain.has_terms && !fits(&export, p))
			bring_to_one(&export, p);
	}
	note_left_out(&export);
	write_files(&export, sink, user_data);
	g_ptr_array_add(notes, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&notes), FALSE);
}
