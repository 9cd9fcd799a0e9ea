/* Issues as lines, from a bargaining model or from a table of positions. */
#include "model/line.h"

#include "base/harmless.h"

#include <entente/error.h>
#include <jansson.h>
#include <string.h>

enum { MOST_ACTORS = 1000 };

Line *
line_new(void)
{
	Arena *arena = arena_new();
	Line *line = arena_new0(arena, Line, 1);

	line->arena = arena;
	return line;
}

void
line_free(Line *line)
{
	if (line)
		arena_free(line->arena);
}

static bool G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	for (char *at = message; *at; at++)
		if ((unsigned char)*at < ' ')
			*at = ' ';
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, message);
	return false;
}

/* The one of most power makes the proposal, the first of these. */
static void
find_setter(LineIssue *issue)
{
	issue->setter = 0;
	for (size_t k = 1; k < issue->n_actors; k++)
		if (line_middle(issue->actors[k].power) >
		    line_middle(issue->actors[issue->setter].power))
			issue->setter = k;
}

/* The columns of a table of positions. */
typedef enum { COLUMN_ACTOR, COLUMN_POWER, COLUMN_POSITION, COLUMN_SALIENCE, N_COLUMNS } Column;

static const char *const column_names[N_COLUMNS] = {
	[COLUMN_ACTOR] = "actor",
	[COLUMN_POWER] = "capability",
	[COLUMN_POSITION] = "position",
	[COLUMN_SALIENCE] = "salience",
};

/* A column is known by how its name begins: "position_years", "salience_0_100". */
static bool
find_columns(const json_t *columns, size_t places[N_COLUMNS], GError **error)
{
	for (int column = 0; column < N_COLUMNS; column++) {
		size_t n = json_array_size(columns), k = 0;

		while (k < n) {
			const char *name = json_string_value(json_array_get(columns, k));

			if (name &&
			    (g_str_has_prefix(name, column_names[column]) ||
			     (column == COLUMN_POWER && g_str_has_prefix(name, "power"))))
				break;
			k++;
		}
		if (k == n)
			return refuse(error, "columns: no '%s'", column_names[column]);
		places[column] = k;
	}
	return true;
}

/* A number, or a pair of them. */
static bool
take_range(const json_t *value, BargainRange *range)
{
	const json_t *low = value, *high = value;

	if (json_array_size(value) == 2) {
		low = json_array_get(value, 0);
		high = json_array_get(value, 1);
	}
	if (!json_is_number(low) || !json_is_number(high))
		return false;
	*range = (BargainRange){ json_number_value(low), json_number_value(high) };
	return isfinite(range->low) && isfinite(range->high) && range->low <= range->high;
}

static bool
take_actor(Line *line, const json_t *row, const size_t places[N_COLUMNS], size_t number,
           GError **error)
{
	LineIssue *issue = &line->issues[0];
	LineActor *actor = &issue->actors[number];
	const json_t *name = json_array_get(row, places[COLUMN_ACTOR]);

	if (!json_is_string(name) || !*json_string_value(name))
		return refuse(error, "actors[%zu]: no name", number);
	actor->name = arena_strdup(line->arena, json_string_value(name));
	actor->votes = true;
	if (!harmless_text(actor->name))
		return refuse(error, "actors[%zu]: a name holds control characters", number);
	if (!take_range(json_array_get(row, places[COLUMN_POWER]), &actor->power) ||
	    actor->power.low < 0)
		return refuse(error, "actors[%zu]: capability is no number of 0 or more",
		              number);
	if (!take_range(json_array_get(row, places[COLUMN_SALIENCE]), &actor->salience) ||
	    actor->salience.low < 0)
		return refuse(error, "actors[%zu]: salience is no number of 0 or more", number);
	if (!take_range(json_array_get(row, places[COLUMN_POSITION]), &actor->position))
		return refuse(error, "actors[%zu]: position is no number", number);
	if (actor->position.low < issue->low || actor->position.high > issue->high)
		return refuse(error, "actors[%zu]: position is not on the scale", number);
	return true;
}

static bool
take_spatial(Line *line, const json_t *root, GError **error)
{
	const json_t *actors = json_object_get(root, "actors");
	const json_t *scale = json_object_get(root, "scale");
	const json_t *status_quo = json_object_get(root, "status_quo");
	const char *title = json_string_value(json_object_get(root, "title"));
	LineIssue *issue = arena_new0(line->arena, LineIssue, 1);
	size_t places[N_COLUMNS], n = json_array_size(actors);
	BargainRange ends;

	line->title = title ? arena_strdup(line->arena, title) : NULL;
	line->issues = issue;
	line->n_issues = 1;
	issue->name = line->title ? line->title : "issue";
	if (!harmless_text(issue->name))
		return refuse(error, "title: holds control characters");
	if (!find_columns(json_object_get(root, "columns"), places, error))
		return false;
	if (!take_range(scale, &ends) || ends.low >= ends.high)
		return refuse(error, "scale: not two numbers, the lower first");
	if (n < 2 || n > MOST_ACTORS)
		return refuse(error, "actors: %zu, where 2 to %d make a forecast", n,
		              MOST_ACTORS);
	issue->low = ends.low;
	issue->high = ends.high;
	issue->status_quo = json_is_number(status_quo) ? json_number_value(status_quo) : NAN;
	issue->quota = 1;
	issue->n_actors = n;
	issue->actors = arena_new0(line->arena, LineActor, n);
	double weight = 0;
	for (size_t k = 0; k < n; k++) {
		if (!take_actor(line, json_array_get(actors, k), places, k, error))
			return false;
		weight += issue->actors[k].power.low * issue->actors[k].salience.low;
	}
	if (!(weight > 0 && isfinite(weight)))
		return refuse(error, "actors: nobody is sure to have weight");
	find_setter(issue);
	return true;
}

Line *
line_from_json(const char *bytes, size_t length, GError **error)
{
	json_error_t why;
	json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &why);
	g_autoptr(Line) line = line_new();

	if (!root) {
		g_autofree char *reason = harmless_line(why.text);

		refuse(error, "line %d: %s", MAX(why.line, 1), reason);
		return NULL;
	}
	bool good = take_spatial(line, root, error);
	json_decref(root);
	return good ? g_steal_pointer(&line) : NULL;
}

/* Where the party stands: as told, or where it would be best off; NAN where it minds no place
 * more than another. */
static BargainRange
position_of(const BargainStance *stance, const BargainIssue *issue)
{
	BargainRange position = stance->position;
	double best = -INFINITY;
	size_t n_places = 0, n_best = 0;

	if (bargain_is_told(position))
		return position;
	position = (BargainRange){ NAN, NAN };
	for (size_t o = 0; o < issue->n_options; o++) {
		BargainRange value = stance->values[o];
		double at = issue->options[o].at;
		double middle = stance->rank ? -(double)stance->rank[o]
		                             : value.low + (value.high - value.low) / 2;

		n_places += !isnan(at);
		if (isnan(middle) || isnan(at) || middle < best)
			continue;
		n_best = middle > best ? 1 : n_best + 1;
		position = (BargainRange){ middle > best ? at : MIN(position.low, at),
			                   middle > best ? at : MAX(position.high, at) };
		best = middle;
	}
	if (n_best == n_places && n_places > 1)
		return (BargainRange){ NAN, NAN };
	return position;
}

static bool
take_issue(Line *line, const EntenteBargain *model, size_t index)
{
	const BargainIssue *issue = &model->issues[index];
	LineIssue *made = &line->issues[line->n_issues];

	*made = (LineIssue){ .name = harmless_copy(line->arena, issue->name),
		             .low = INFINITY,
		             .high = -INFINITY };
	for (size_t o = 0; o < issue->n_options; o++) {
		made->low = fmin(made->low, issue->options[o].at);
		made->high = fmax(made->high, issue->options[o].at);
	}
	made->actors = arena_new0(line->arena, LineActor, model->n_parties);
	made->status_quo = issue->status_quo < 0 ? NAN : issue->options[issue->status_quo].at;
	made->quota = model->rule.kind == BARGAIN_MAJORITY ? model->rule.quota : 1;
	for (size_t p = 0; p < model->n_parties; p++) {
		const BargainStance *stance = bargain_stance(model, p, index);
		double power = isnan(stance->power) ? model->parties[p].power : stance->power;
		const LineActor actor = { harmless_copy(line->arena, model->parties[p].name),
			                  position_of(stance, issue),
			                  stance->salience,
			                  { power, power },
			                  true };

		if (!bargain_is_told(actor.position) || !bargain_is_told(actor.salience) ||
		    !(actor.salience.high > 0) || !(power > 0))
			continue;
		made->low = MIN(made->low, actor.position.low);
		made->high = MAX(made->high, actor.position.high);
		made->actors[made->n_actors++] = actor;
	}
	if (issue->kind == BARGAIN_NOMINAL || made->n_actors < 2 || !(made->low < made->high))
		return false;
	find_setter(made);
	return true;
}

Line *
line_from_bargain(const EntenteBargain *model, GError **error)
{
	g_autoptr(Line) line = line_new();
	g_autoptr(GString) left = g_string_new(NULL);

	line->title = harmless_copy(line->arena, model->title);
	line->issues = arena_new0(line->arena, LineIssue, model->n_issues);
	for (size_t i = 0; i < model->n_issues; i++) {
		if (take_issue(line, model, i))
			line->n_issues++;
		else
			g_string_append_printf(left, "%s'%s'", left->len ? ", " : "",
			                       line->issues[line->n_issues].name);
	}
	if (!line->n_issues) {
		refuse(error, "no issue is a line on which two parties stand");
		return NULL;
	}
	if (left->len)
		line->caution = arena_printf(
		    line->arena, "no line on which two parties stand, passed over: %s",
		    left->str);
	return g_steal_pointer(&line);
}
