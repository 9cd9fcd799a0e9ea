/* The bargaining model as JSON, in the words of entente-model(5). */
#include "model.h"

#include "page.h"

#include <math.h>
#include <string.h>

/* Of the parties and issues of which most is told, so that what follows can be computed while
 * somebody waits. */
static EntenteBargain *
derive(Visit *visit, GError **error)
{
	enum { PARTIES = 6, ISSUES = 8 };
	const EntenteFilter all = { .kind = ENTENTE_POSITION };
	g_autoptr(EntenteRecords) grid = entente_dossier_grid(visit->dossier, &all, error);
	g_autofree const char **parties = grid ? page_main(grid, false, PARTIES) : NULL;
	g_autofree const char **issues = grid ? page_main(grid, true, ISSUES) : NULL;

	return grid ? entente_dossier_bargain(visit->dossier, visit->house->share,
	                                      *parties ? parties : NULL, *issues ? issues : NULL,
	                                      error)
	            : NULL;
}

json_t *
model_read(Visit *visit, GError **error)
{
	g_autofree char *own = room_model(visit->house->room);
	g_autoptr(GString) text = g_string_new(own);

	if (!own) {
		g_autoptr(EntenteBargain) derived = derive(visit, error);

		if (!derived)
			return NULL;
		entente_bargain_json(derived, text);
	}
	json_t *model = json_loadb(text->str, text->len, 0, NULL);
	if (!model)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'model': cannot be read");
	return model;
}

char *
model_text(const json_t *model)
{
	char *text = json_dumps(model, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
	char *copy = g_strdup(text);

	free(text);
	return copy;
}

char *
model_tag(const json_t *model)
{
	g_autofree char *text = model_text(model);

	return g_compute_checksum_for_string(G_CHECKSUM_SHA1, text, -1);
}

bool
model_keep(Visit *visit, const json_t *model, GError **error)
{
	g_autofree char *text = model_text(model);
	g_autoptr(EntenteBargain) sound =
	    entente_bargain_parse(text, strlen(text), "model", error);

	if (sound)
		room_set_model(visit->house->room, text);
	return sound != NULL;
}

gsize
model_count(const json_t *model, const char *list)
{
	return json_array_size(json_object_get(model, list));
}

const char *
model_name(const json_t *model, const char *list, gsize index)
{
	return json_string_value(
	    json_object_get(json_array_get(json_object_get(model, list), index), "name"));
}

const json_t *
model_options(const json_t *model, gsize issue)
{
	return json_object_get(json_array_get(json_object_get(model, "issues"), issue),
	                       "options");
}

const char *
model_option(const json_t *options, gsize index, char buffer[32])
{
	const json_t *option = json_array_get(options, index);
	const json_t *at = json_object_get(option, "at");
	const char *name = json_is_string(option)
	                       ? json_string_value(option)
	                       : json_string_value(json_object_get(option, "name"));

	if (name)
		return name;
	return g_snprintf(buffer, 32, "%.12g",
	                  json_number_value(json_is_number(option) ? option : at)) < 32
	           ? buffer
	           : "";
}

json_t *
model_stance(const json_t *model, const char *party, const char *issue)
{
	const json_t *stances = json_object_get(model, "stances");

	for (gsize i = 0; i < json_array_size(stances); i++) {
		json_t *stance = json_array_get(stances, i);

		if (!g_strcmp0(json_string_value(json_object_get(stance, "party")), party) &&
		    !g_strcmp0(json_string_value(json_object_get(stance, "issue")), issue))
			return stance;
	}
	return NULL;
}

json_t *
model_make_stance(json_t *model, const char *party, const char *issue)
{
	json_t *stance = model_stance(model, party, issue);

	if (stance)
		return stance;
	if (!json_object_get(model, "stances"))
		json_object_set_new(model, "stances", json_array());
	stance = json_pack("{s:s, s:s, s:{}}", "party", party, "issue", issue, "values");
	json_array_append_new(json_object_get(model, "stances"), stance);
	return stance;
}

char *
model_say_range(const json_t *range)
{
	if (json_is_object(range))
		range = json_object_get(range, "value");
	if (json_is_number(range))
		return g_strdup_printf("%.6g", json_number_value(range));
	if (json_is_string(range))
		return g_strdup(json_string_value(range));
	if (json_array_size(range) != 2)
		return g_strdup("");
	return g_strdup_printf("%.6g to %.6g", json_number_value(json_array_get(range, 0)),
	                       json_number_value(json_array_get(range, 1)));
}

json_t *
model_take_range(const char *text)
{
	static const char *const parts[] = { "to", "–", "..", ",", NULL };
	char *end;
	double low = g_ascii_strtod(text, &end);

	if (end == text || !isfinite(low))
		return NULL;
	while (*end == ' ')
		end++;
	if (!*end)
		return json_real(low);
	for (const char *const *part = parts; *part; part++) {
		if (!g_str_has_prefix(end, *part))
			continue;
		const char *second = end + strlen(*part);
		double high = g_ascii_strtod(second, &end);

		while (*end == ' ')
			end++;
		return end == second || *end || !isfinite(high) || high < low
		           ? NULL
		           : json_pack("[f, f]", low, high);
	}
	return NULL;
}

/* Whether the value names the option, as itself or as a list of one. */
static bool
is_option(const json_t *value, const char *option)
{
	if (json_array_size(value) == 1)
		value = json_array_get(value, 0);
	return json_is_string(value) && g_str_equal(json_string_value(value), option);
}

gssize
model_red_line(const json_t *model, const char *party, const char *issue, const char *option)
{
	const json_t *lines = json_object_get(model, "red_lines");

	for (gsize i = 0; i < json_array_size(lines); i++) {
		const json_t *line = json_array_get(lines, i);
		const json_t *refuses = json_object_get(line, "refuses");

		if (json_object_size(refuses) == 1 &&
		    !g_strcmp0(json_string_value(json_object_get(line, "party")), party) &&
		    is_option(json_object_get(refuses, issue), option))
			return (gssize)i;
	}
	return -1;
}
