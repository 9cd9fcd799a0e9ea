/* Genius XML.  Genius divides the evaluations of an issue by their greatest, so that weights
 * take this in. */
#include "tell/model.h"

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

/* The tree of issues; with `party`, what it makes of them. */
static void
append_objective(const ModelPlain *plain, const size_t *party, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "<objective index=\"0\" type=\"objective\" etype=\"objective\"");
	append_attribute(out, "name", model->title ? model->title : "all");
	append_attribute(out, "description", "");
	g_string_append(out, ">\n");
	for (size_t i = 0; i < model->n_issues && party; i++) {
		g_string_append_printf(out, "<weight index=\"%zu\"", i + 1);
		append_number(out, "value",
		              model_weight(plain, *party, i) * greatest(plain, *party, i));
		g_string_append(out, "/>\n");
	}
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append_printf(out, "<issue index=\"%zu\"", i + 1);
		append_attribute(out, "name", model->issues[i].name);
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
	g_string_append(out, "<utility_space type=\"any\" number_of_utilities=\"1\">\n");
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
	                           .from_zero = true,
	                           .caps_at_one = true,
	                           .domain = write_domain,
	                           .party = write_party };
