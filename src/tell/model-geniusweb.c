/* GeniusWeb JSON.  Names of domains and profiles are letters and digits; weights sum to 1 to
 * the last decimal. */
#include "base/json.h"
#include "tell/model.h"

enum { UNIT = 1000000000 }; /* weights are whole numbers of such parts */

static void
append_name(GString *out, const char *name, const char *otherwise)
{
	g_autoptr(GString) simple = g_string_new(NULL);

	for (const char *at = name ? name : ""; *at; at++)
		if (g_ascii_isalnum(*at))
			g_string_append_c(simple, *at);
	json_append_text(out, simple->len ? simple->str : otherwise);
}

static void
append_domain(const ModelPlain *plain, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "{\"name\": ");
	append_name(out, model->title, "domain");
	g_string_append(out, ", \"issuesValues\": {");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ",\n  " : "\n  ");
		json_append_text(out, model->issues[i].name);
		g_string_append(out, ": {\"values\": [");
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			g_string_append(out, o ? ", " : "");
			json_append_text(out, model->issues[i].options[o].name);
		}
		g_string_append(out, "]}");
	}
	g_string_append(out, "}}");
}

static void
write_domain(const ModelPlain *plain, GString *out)
{
	append_domain(plain, out);
	g_string_append_c(out, '\n');
}

/* A number of no more decimals than a decimal needs; no exponent, which not all readers take.
 */
static void
append_decimal(GString *out, double number)
{
	gsize begin = out->len;

	g_string_append_printf(out, "%.15f", number);
	while (out->str[out->len - 1] == '0' && out->len > begin + 3)
		g_string_truncate(out, out->len - 1);
}

static void
append_weights(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;
	g_autofree int64_t *parts = g_new0(int64_t, model->n_issues);
	int64_t sum = 0;
	size_t most = 0;

	for (size_t i = 0; i < model->n_issues; i++) {
		parts[i] = (int64_t)llround(model_weight(plain, party, i) * UNIT);
		sum += parts[i];
		most = parts[i] > parts[most] ? i : most;
	}
	parts[most] += UNIT - sum;
	g_string_append(out, " \"issueWeights\": {");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ", " : "");
		json_append_text(out, model->issues[i].name);
		g_string_append_printf(out, ": %d.%09d", (int)(parts[i] / UNIT),
		                       (int)(parts[i] % UNIT));
	}
	g_string_append(out, "},\n");
}

static void
append_utilities(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, " \"issueUtilities\": {");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ",\n  " : "\n  ");
		json_append_text(out, model->issues[i].name);
		g_string_append(out,
		                ": {\"DiscreteValueSetUtilities\": {\"valueUtilities\": {");
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			g_string_append(out, o ? ", " : "");
			json_append_text(out, model->issues[i].options[o].name);
			g_string_append(out, ": ");
			append_decimal(out, model_value(plain, party, i, o));
		}
		g_string_append(out, "}}}");
	}
	g_string_append(out, "},\n");
}

static void
append_fallback(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;
	const int *package = model->parties[party].fallback.package;

	g_string_append(out, " \"reservationBid\": ");
	if (!package) {
		g_string_append(out, "null");
		return;
	}
	g_string_append(out, "{\"issuevalues\": {");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ", " : "");
		json_append_text(out, model->issues[i].name);
		g_string_append(out, ": ");
		json_append_text(out, model->issues[i].options[package[i]].name);
	}
	g_string_append(out, "}}");
}

static void
write_party(const ModelPlain *plain, size_t party, GString *out)
{
	g_string_append(out, "{\"LinearAdditiveUtilitySpace\": {\n \"name\": ");
	append_name(out, plain->model->parties[party].name, "profile");
	g_string_append(out, ",\n");
	append_utilities(plain, party, out);
	append_weights(plain, party, out);
	g_string_append(out, " \"domain\": ");
	append_domain(plain, out);
	g_string_append(out, ",\n");
	append_fallback(plain, party, out);
	g_string_append(out, "\n}}\n");
}

const ModelFormat model_geniusweb = { .name = "geniusweb",
	                              .ending = "json",
	                              .within_one = true,
	                              .only_packages = true,
	                              .domain = write_domain,
	                              .party = write_party };
