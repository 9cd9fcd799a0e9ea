/* Plain values of a model's JSON, each with its place where it is none. */
#include "model/bargain-read.h"

#include <entente/error.h>

bool
bargain_refuse(BargainReading *self, const JsonPlace *place, const char *format, ...)
{
	g_autoptr(GString) what = g_string_new(NULL);
	va_list list;

	g_string_printf(what, "'%s': line %zu: ", self->name,
	                json_place_line(self->json, self->length, place));
	json_place_append(what, place);
	g_string_append(what, place ? ": " : "");
	va_start(list, format);
	g_string_append_vprintf(what, format, list);
	va_end(list);
	g_set_error_literal(self->error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what->str);
	return false;
}

/* That it is an object with none but these keys (ends with NULL). */
bool
bargain_take_keys(BargainReading *self, const JsonPlace *place, const json_t *object,
                  const char *const *keys)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return bargain_refuse(self, place, "not an object");
	json_object_foreach((json_t *)object, key, value)
	{
		const JsonPlace member = { place, key, 0 };

		if (!g_strv_contains(keys, key))
			return bargain_refuse(self, &member, "unknown key");
	}
	return true;
}

/* The elements of a list that may be missing: `*n` of them. */
bool
bargain_take_list(BargainReading *self, const JsonPlace *place, const json_t *list, size_t most,
                  size_t *n)
{
	if (list && !json_is_array(list))
		return bargain_refuse(self, place, "not a list");
	*n = json_array_size(list);
	if (*n > most) {
		bargain_refuse(self, place, "%zu entries, more than %zu", *n, most);
		if (self->error && *self->error)
			(*self->error)->code = ENTENTE_ERROR_LIMIT;
		return false;
	}
	return true;
}

bool
bargain_take_text(BargainReading *self, const JsonPlace *up, const json_t *object,
                  const char *key, bool required, const char **text)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);

	if (!value)
		return !required || bargain_refuse(self, up, "'%s' is missing", key);
	if (!json_is_string(value) || !*json_string_value(value))
		return bargain_refuse(self, &place, "not a text");
	*text = arena_strdup(self->model->arena, json_string_value(value));
	return true;
}

bool
bargain_take_number(BargainReading *self, const JsonPlace *up, const json_t *object,
                    const char *key, double least, double most, double *number)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);
	double given = json_number_value(value);

	if (!value)
		return true;
	if (!json_is_number(value))
		return bargain_refuse(self, &place, "not a number");
	if (!(given >= least && given <= most))
		return bargain_refuse(self, &place, "%g is not from %g to %g", given, least,
		                      most);
	*number = given;
	return true;
}

bool
bargain_take_flag(BargainReading *self, const JsonPlace *up, const json_t *object,
                  const char *key, bool *flag)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);

	if (value && !json_is_boolean(value))
		return bargain_refuse(self, &place, "not true or false");
	*flag = json_is_true(value);
	return true;
}

/* A number, or [low, high]. */
bool
bargain_take_range(BargainReading *self, const JsonPlace *place, const json_t *value,
                   double least, BargainRange *range)
{
	enum { MOST = 1000000000 };
	const json_t *low = json_is_array(value) ? json_array_get(value, 0) : value;
	const json_t *high = json_is_array(value) ? json_array_get(value, 1) : value;

	if (!json_is_number(low) || !json_is_number(high) ||
	    (json_is_array(value) && json_array_size(value) != 2))
		return bargain_refuse(self, place, "neither a number nor [low, high]");
	*range = (BargainRange){ json_number_value(low), json_number_value(high) };
	if (range->low > range->high)
		return bargain_refuse(self, place, "from %g down to %g", range->low,
		                      range->high);
	if (range->low < least)
		return bargain_refuse(self, place, "%g is less than %g", range->low, least);
	if (range->low < -MOST || range->high > MOST)
		return bargain_refuse(self, place, "beyond %d", MOST);
	return true;
}

/* Which of these words (ends with NULL) the member is; `*choice` stays where it is missing. */
bool
bargain_take_choice(BargainReading *self, const JsonPlace *up, const json_t *object,
                    const char *key, const char *const *words, int *choice)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);
	g_autoptr(GString) all = g_string_new(NULL);

	if (!value)
		return true;
	for (int i = 0; words[i]; i++) {
		if (g_strcmp0(json_string_value(value), words[i]) == 0) {
			*choice = i;
			return true;
		}
		g_string_append_printf(all, "%s\"%s\"", i ? ", " : "", words[i]);
	}
	return bargain_refuse(self, &place, "not one of %s", all->str);
}

static bool
take_citation(BargainReading *self, const JsonPlace *place, const json_t *item,
              BargainCitation *citation)
{
	static const char *const keys[] = { "source", "start", "end", "text", NULL };
	double start = 0, end = 0;

	if (!bargain_take_keys(self, place, item, keys) ||
	    !bargain_take_text(self, place, item, "source", true, &citation->source) ||
	    !bargain_take_text(self, place, item, "text", false, &citation->text) ||
	    !bargain_take_number(self, place, item, "start", 0, UINT32_MAX, &start) ||
	    !bargain_take_number(self, place, item, "end", start, UINT32_MAX, &end))
		return false;
	citation->start = (uint32_t)start;
	citation->end = (uint32_t)end;
	return true;
}

/* "evidence": "assumed", or a list of sentences; may be missing. */
bool
bargain_take_ground(BargainReading *self, const JsonPlace *up, const json_t *object,
                    BargainGround *ground)
{
	const JsonPlace place = { up, "evidence", 0 };
	const json_t *value = json_object_get(object, "evidence");

	if (json_is_string(value)) {
		ground->assumed = g_str_equal(json_string_value(value), "assumed");
		return ground->assumed ||
		       bargain_refuse(self, &place,
		                      "neither \"assumed\" nor a list of sentences");
	}
	if (!bargain_take_list(self, &place, value, BARGAIN_MOST_TERMS, &ground->n_cited))
		return false;
	BargainCitation *cited =
	    arena_new0(self->model->arena, BargainCitation, ground->n_cited);
	ground->cited = cited;
	for (size_t i = 0; i < ground->n_cited; i++) {
		const JsonPlace item = { &place, NULL, i };

		if (!take_citation(self, &item, json_array_get(value, i), &cited[i]))
			return false;
	}
	return true;
}
