/* Genius XML.  Genius divides the evaluations of an issue by their greatest, so that weights
 * take this in. */
#include "tell/model.h"

enum { MOST_RECTANGLES = 100000 };

static void
append_attribute(GString *out, const char *name, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append_printf(out, " %s=\"%s\"", name, escaped);
}

static void
append_number(GString *out, const char *name, double number)
{
	g_string_append_printf(out, " %s=\"", name);
	bargain_append_number(out, number);
	g_string_append_c(out, '"');
}

static double
greatest(const ModelPlain *plain, size_t party, size_t issue)
{
	double most = 0;

	for (size_t o = 0; o < plain->model->issues[issue].n_options; o++)
		most = fmax(most, model_value(plain, party, issue, o));
	return most;
}

/* Whole numbers one after another. */
static bool
is_integer(const BargainIssue *issue)
{
	double first = issue->options[0].at;

	for (size_t o = 0; o < issue->n_options; o++)
		if (issue->options[o].at != first + (double)o)
			return false;
	return issue->kind == BARGAIN_NUMERIC && first == floor(first) && fabs(first) < 1e9;
}

static size_t
count_runs(const BargainCondition *condition, size_t n_options)
{
	size_t n = 0;

	for (size_t o = 0; o < n_options; o++)
		n += condition->in[o] && (!o || !condition->in[o - 1]);
	return n;
}

static bool
says_terms(const EntenteBargain *model)
{
	double n_rectangles = 0;

	for (size_t i = 0; i < model->n_issues; i++)
		if (!is_integer(&model->issues[i]))
			return false;
	for (size_t i = 0; i < model->n_interactions; i++) {
		const BargainInteraction *one = &model->interactions[i];
		double n = 1;

		for (size_t j = 0; j < one->n_conditions; j++)
			n *= (double)count_runs(
			    &one->conditions[j],
			    model->issues[one->conditions[j].issue].n_options);
		n_rectangles += n;
	}
	return n_rectangles <= MOST_RECTANGLES;
}

/* A rectangle for each way to choose a run of numbers from each condition's set, from condition
 * `at` on; `bounds` are those chosen before. */
static void
append_rectangles(const EntenteBargain *model, const BargainCondition *conditions, size_t n,
                  size_t at, double pays, const char *bounds, GString *out)
{
	if (at == n) {
		g_string_append(out, "<hyperRectangle");
		append_number(out, "utility", pays);
		g_string_append_printf(out, ">%s</hyperRectangle>\n", bounds);
		return;
	}
	const BargainIssue *issue = &model->issues[conditions[at].issue];
	const bool *in = conditions[at].in;
	for (size_t first = 0, last; first < issue->n_options; first = last + 1) {
		g_autoptr(GString) more = g_string_new(bounds);

		last = first;
		if (!in[first])
			continue;
		while (last + 1 < issue->n_options && in[last + 1])
			last++;
		g_string_append_printf(more,
		                       "<INCLUDES index=\"%zu\" min=\"%.0f\" max=\"%.0f\"/>",
		                       conditions[at].issue + 1, issue->options[first].at,
		                       issue->options[last].at);
		append_rectangles(model, conditions, n, at + 1, pays, more->str, out);
	}
}

static void
append_function(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "<utility");
	append_number(out, "maxutility", plain->most[party]);
	g_string_append(out, ">\n<ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">\n");
	for (size_t i = 0; i < model->n_issues; i++)
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			g_autofree bool *in = g_new0(bool, model->issues[i].n_options);
			const BargainCondition one = { i, in };
			double pays =
			    model_weight(plain, party, i) * model_value(plain, party, i, o);

			in[o] = true;
			if (pays != 0)
				append_rectangles(model, &one, 1, 0, pays, "", out);
		}
	for (size_t i = 0; i < model->n_interactions; i++)
		if (model->interactions[i].party == party)
			append_rectangles(model, model->interactions[i].conditions,
			                  model->interactions[i].n_conditions, 0,
			                  model->interactions[i].value, "", out);
	g_string_append(out, "</ufun>\n</utility>\n");
}

/* An issue of whole numbers, whose options go without names. */
static void
append_numbers(const BargainIssue *issue, GString *out)
{
	g_string_append(out, " vtype=\"integer\" type=\"integer\" etype=\"integer\"");
	append_number(out, "lowerbound", issue->options[0].at);
	append_number(out, "upperbound", issue->options[issue->n_options - 1].at);
	g_string_append(out, "/>\n");
}

/* The tree of issues; with `party`, what it makes of them. */
static void
append_objective(const ModelPlain *plain, const size_t *party, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "<objective index=\"0\" type=\"objective\" etype=\"objective\"");
	append_attribute(out, "name", model->title ? model->title : "all");
	append_attribute(out, "description", "");
	g_string_append(out, ">\n");
	for (size_t i = 0; i < model->n_issues && party && !plain->has_terms; i++) {
		g_string_append_printf(out, "<weight index=\"%zu\"", i + 1);
		append_number(out, "value",
		              model_weight(plain, *party, i) * greatest(plain, *party, i));
		g_string_append(out, "/>\n");
	}
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append_printf(out, "<issue index=\"%zu\"", i + 1);
		append_attribute(out, "name", model->issues[i].name);
		if (plain->has_terms) {
			append_numbers(&model->issues[i], out);
			continue;
		}
		g_string_append(out,
		                " vtype=\"discrete\" type=\"discrete\" etype=\"discrete\">\n");
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			g_string_append_printf(out, "<item index=\"%zu\"", o + 1);
			append_attribute(out, "value", model->issues[i].options[o].name);
			if (party)
				append_number(out, "evaluation",
				              model_value(plain, *party, i, o));
			g_string_append(out, "/>\n");
		}
		g_string_append(out, "</issue>\n");
	}
	if (plain->has_terms && party)
		append_function(plain, *party, out);
	g_string_append(out, "</objective>\n");
}

static void
write_domain(const ModelPlain *plain, GString *out)
{
	g_string_append_printf(out,
	                       "<negotiation_template>\n<utility_space "
	                       "number_of_issues=\"%zu\">\n",
	                       plain->model->n_issues);
	append_objective(plain, NULL, out);
	g_string_append(out, "</utility_space>\n</negotiation_template>\n");
}

static void
write_party(const ModelPlain *plain, size_t party, GString *out)
{
	g_string_append_printf(out, "<utility_space type=\"%s\" number_of_utilities=\"1\">\n",
	                       plain->has_terms ? "nonlinear" : "any");
	append_objective(plain, &party, out);
	g_string_append(out, "<discount_factor");
	append_number(out, "value", plain->model->parties[party].discount);
	g_string_append(out, "/>\n");
	if (!isnan(plain->fallback[party])) {
		g_string_append(out, "<reservation");
		append_number(out, "value", plain->fallback[party]);
		g_string_append(out, "/>\n");
	}
	g_string_append(out, "</utility_space>\n");
}

const ModelFormat model_genius = { .name = "genius",
	                           .ending = "xml",
	                           .says_terms = says_terms,
	                           .from_zero = true,
	                           .caps_at_one = true,
	                           .domain = write_domain,
	                           .party = write_party };
