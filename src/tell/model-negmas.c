/* NegMAS YAML, written as the JSON that YAML holds: an outcome space, and utility functions
 * that add up tables of issues; of a party with interactions, boxes that are worth a number. */
#include "base/json.h"
#include "tell/model.h"

static void
append_option(const BargainIssue *issue, size_t option, GString *out)
{
	if (issue->kind == BARGAIN_NUMERIC)
		bargain_append_number(out, issue->options[option].at);
	else
		json_append_text(out, issue->options[option].name);
}

static void
write_domain(const ModelPlain *plain, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "type: CartesianOutcomeSpace\nname: ");
	json_append_text(out, model->title ? model->title : "domain");
	g_string_append(out, "\nissues:\n");
	for (size_t i = 0; i < model->n_issues; i++) {
		const BargainIssue *issue = &model->issues[i];

		g_string_append(out, "- {name: ");
		json_append_text(out, issue->name);
		g_string_append(out, ", type: CategoricalIssue, values: [");
		for (size_t o = 0; o < issue->n_options; o++) {
			g_string_append(out, o ? ", " : "");
			append_option(issue, o, out);
		}
		g_string_append(out, "]}\n");
	}
}

static bool
has_terms(const EntenteBargain *model, size_t party)
{
	for (size_t i = 0; i < model->n_interactions; i++)
		if (model->interactions[i].party == party)
			return true;
	return false;
}

static void
append_tables(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "type: LinearAdditiveUtilityFunction\nvalues:\n");
	for (size_t i = 0; i < model->n_issues; i++) {
		const BargainIssue *issue = &model->issues[i];

		g_string_append(out, "- {type: TableFun, mapping: {");
		for (size_t o = 0; o < issue->n_options; o++) {
			g_string_append(out, o ? ", " : "");
			append_option(issue, o, out);
			g_string_append(out, ": ");
			bargain_append_number(out, model_value(plain, party, i, o));
		}
		g_string_append(out, "}}\n");
	}
	g_string_append(out, "weights: [");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ", " : "");
		bargain_append_number(out, model_weight(plain, party, i));
	}
	g_string_append(out, "]\n");
}

/* Options of a numeric issue are told as ranges, since two numbers would be taken for one. */
static void
append_set(const BargainIssue *issue, const bool *in, GString *out)
{
	bool first = true;

	g_string_append_c(out, '[');
	for (size_t o = 0; o < issue->n_options; o++) {
		if (!in[o])
			continue;
		g_string_append(out, first ? "" : ", ");
		first = false;
		if (issue->kind == BARGAIN_NUMERIC) {
			g_string_append_c(out, '[');
			append_option(issue, o, out);
			g_string_append(out, ", ");
			append_option(issue, o, out);
			g_string_append_c(out, ']');
		} else {
			append_option(issue, o, out);
		}
	}
	g_string_append_c(out, ']');
}

static void
append_boxes(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;
	g_autoptr(GString) worths = g_string_new(NULL);

	g_string_append(out, "type: HyperRectangleUtilityFunction\noutcome_ranges:\n");
	for (size_t i = 0; i < model->n_issues; i++)
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			g_autofree bool *in = g_new0(bool, model->issues[i].n_options);
			double worth =
			    model_weight(plain, party, i) * model_value(plain, party, i, o);

			if (worth == 0)
				continue;
			in[o] = true;
			g_string_append_printf(out, "- {%zu: ", i);
			append_set(&model->issues[i], in, out);
			g_string_append(out, "}\n");
			g_string_append(worths, worths->len ? ", " : "");
			bargain_append_number(worths, worth);
		}
	for (size_t i = 0; i < model->n_interactions; i++) {
		const BargainInteraction *one = &model->interactions[i];

		if (one->party != party)
			continue;
		g_string_append(out, "- {");
		for (size_t j = 0; j < one->n_conditions; j++) {
			const BargainCondition *condition = &one->conditions[j];

			g_string_append_printf(out, "%s%zu: ", j ? ", " : "", condition->issue);
			append_set(&model->issues[condition->issue], condition->in, out);
		}
		g_string_append(out, "}\n");
		g_string_append(worths, worths->len ? ", " : "");
		bargain_append_number(worths, one->value);
	}
	g_string_append_printf(out, "utilities: [%s]\n", worths->str);
}

static void
write_party(const ModelPlain *plain, size_t party, GString *out)
{
	if (has_terms(plain->model, party))
		append_boxes(plain, party, out);
	else
		append_tables(plain, party, out);
	g_string_append(out, "name: ");
	json_append_text(out, plain->model->parties[party].name);
	g_string_append_c(out, '\n');
	if (isnan(plain->fallback[party]))
		return;
	g_string_append(out, "reserved_value: ");
	bargain_append_number(out, plain->fallback[party]);
	g_string_append_c(out, '\n');
}

static bool
says_terms(const EntenteBargain *model)
{
	(void)model;
	return true;
}

const ModelFormat model_negmas = { .name = "negmas",
	                           .ending = "yml",
	                           .says_terms = says_terms,
	                           .domain = write_domain,
	                           .party = write_party };
