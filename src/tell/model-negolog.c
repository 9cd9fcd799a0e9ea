/* NegoLog JSON: a profile names its issues and options itself. */
#include "base/json.h"
#include "tell/model.h"

static void
write_party(const ModelPlain *plain, size_t party, GString *out)
{
	const EntenteBargain *model = plain->model;

	g_string_append(out, "{\n \"reservationValue\": ");
	bargain_append_number(out, isnan(plain->fallback[party]) ? 0 : plain->fallback[party]);
	g_string_append(out, ",\n \"issueWeights\": {");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ",\n  " : "\n  ");
		json_append_text(out, model->issues[i].name);
		g_string_append(out, ": ");
		bargain_append_number(out, model_weight(plain, party, i));
	}
	g_string_append(out, "\n },\n \"issues\": {");
	for (size_t i = 0; i < model->n_issues; i++) {
		g_string_append(out, i ? ",\n  " : "\n  ");
		json_append_text(out, model->issues[i].name);
		g_string_append(out, ": {");
		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			g_string_append(out, o ? ",\n   " : "\n   ");
			json_append_text(out, model->issues[i].options[o].name);
			g_string_append(out, ": ");
			bargain_append_number(out, model_value(plain, party, i, o));
		}
		g_string_append(out, "\n  }");
	}
	g_string_append(out, "\n }\n}\n");
}

const ModelFormat model_negolog = { .name = "negolog", .ending = "json", .party = write_party };
