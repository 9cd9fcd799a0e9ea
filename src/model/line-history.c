/* Issues that have ended, from a table: what forecasts are scored on. */
#include "base/csv.h"
#include "model/line.h"

#include <entente/error.h>
#include <string.h>

enum { MOST_ACTORS = 200, MOST_ROWS = 100000, MOST_COLUMNS = 2000 };

/* Where an actor's position and salience stand. */
typedef struct {
	const char *name;
	size_t position, salience;
	double power;
} Place;

typedef struct {
	LineHistory *history;
	GArray *places; /* Place */
	size_t outcome, status_quo, rule;
	GArray *pasts; /* LinePast */
} Reader;

static const size_t nowhere = SIZE_MAX;

/* Positions are asked of everybody, the two that only propose and amend do not vote. */
static const char *const without_vote[] = { "com", "ep", NULL };

void
line_history_free(LineHistory *history)
{
	if (history)
		arena_free(history->arena);
}

static size_t
column_of(const GPtrArray *header, const char *name)
{
	for (guint k = 0; k < header->len; k++)
		if (g_str_equal(header->pdata[k], name))
			return k;
	return nowhere;
}

static bool
refuse(GError **error, guint row, const char *what)
{
	if (row)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "row %u: %s", row, what);
	else
		g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what);
	return false;
}

static bool
read_header(Reader *self, const GPtrArray *header, GError **error)
{
	if (header->len > MOST_COLUMNS)
		return refuse(error, 1, "more columns than 2000");
	for (guint k = 0; k < header->len; k++) {
		const char *name = header->pdata[k];
		g_autofree char *partner = g_strconcat("s", *name ? name + 1 : "", NULL);
		Place place = { NULL, k, column_of(header, partner), 1 };

		if (*name != 'p' || !name[1] || place.salience == nowhere ||
		    self->places->len == MOST_ACTORS)
			continue;
		place.name = arena_strdup(self->history->arena, name + 1);
		g_array_append_val(self->places, place);
	}
	self->outcome = column_of(header, "out");
	self->status_quo = column_of(header, "rp");
	self->rule = column_of(header, "counvte");
	if (self->places->len < 2 || self->outcome == nowhere)
		return refuse(error, 1,
		              "no column 'out', or not two pairs of columns pX and sX");
	return true;
}

/* The number in the cell, NAN where it is empty; false where it is something else. */
static bool
take_number(const GPtrArray *row, size_t column, double *number)
{
	const char *cell = column < row->len ? row->pdata[column] : "";
	char *end;

	cell += strspn(cell, " ");
	*number = NAN;
	if (!*cell)
		return true;
	*number = g_ascii_strtod(cell, &end);
	end += strspn(end, " ");
	return !*end && isfinite(*number) && fabs(*number) < 1e6;
}

static bool
take_powers(Reader *self, const GPtrArray *row)
{
	for (guint k = 0; k < self->places->len; k++) {
		Place *place = &g_array_index(self->places, Place, k);

		if (!take_number(row, place->position, &place->power) || place->power < 0)
			return false;
		if (isnan(place->power))
			place->power = 0;
	}
	self->history->has_power = true;
	return true;
}

static bool
is_on_line(double number)
{
	return isnan(number) || (number >= 0 && number <= 100);
}

static bool
take_past(Reader *self, const GPtrArray *row, guint number, GError **error)
{
	const char *rule = self->rule < row->len ? row->pdata[self->rule] : "";
	LinePast past = { .issue = { .high = 100,
		                     .quota = strcmp(rule, "QMV") == 0 ? 0.71 : 1 } };
	LineIssue *issue = &past.issue;

	if (!take_number(row, self->outcome, &past.outcome) || !is_on_line(past.outcome))
		return refuse(error, number, "'out' is no number from 0 to 100");
	if (!take_number(row, self->status_quo, &issue->status_quo) ||
	    !is_on_line(issue->status_quo))
		return refuse(error, number, "'rp' is no number from 0 to 100");
	issue->actors = arena_new0(self->history->arena, LineActor, self->places->len);
	issue->setter = self->places->len;
	for (guint k = 0; k < self->places->len; k++) {
		const Place *place = &g_array_index(self->places, Place, k);
		double position, salience;

		if (!take_number(row, place->position, &position) || !is_on_line(position) ||
		    !take_number(row, place->salience, &salience) || salience < 0)
			return refuse(error, number,
			              "a position is no number from 0 to 100, or a "
			              "salience none of 0 or more");
		if (isnan(position) || isnan(salience))
			continue;
		if (g_str_equal(place->name, "com"))
			issue->setter = issue->n_actors;
		issue->actors[issue->n_actors++] = (LineActor){
			place->name,
			{ position, position },
			{ salience, salience },
			{ place->power, place->power },
			!g_strv_contains(without_vote, place->name),
		};
	}
	if (!isnan(past.outcome))
		g_array_append_val(self->pasts, past);
	return true;
}

static bool
read_rows(Reader *self, CsvReader *csv, GError **error)
{
	g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(g_free);
	GError *wrong = NULL;

	if (!csv_read_row(csv, row, &wrong)) {
		if (wrong)
			g_propagate_error(error, wrong);
		else
			refuse(error, 0, "it is empty");
		return false;
	}
	if (!read_header(self, row, error))
		return false;
	while (csv_read_row(csv, row, &wrong)) {
		bool is_power = csv->row == 2 && row->len && !*(char *)row->pdata[0];

		if (csv->row > MOST_ROWS)
			return refuse(error, csv->row, "more rows than 100000");
		if (is_power && !take_powers(self, row))
			return refuse(error, csv->row, "a power is no number of 0 or more");
		if (!is_power && !take_past(self, row, csv->row, error))
			return false;
	}
	if (wrong)
		g_propagate_error(error, wrong);
	else if (!self->pasts->len)
		return refuse(error, 0, "no row has an outcome");
	return !wrong;
}

LineHistory *
line_history_from_csv(const char *bytes, size_t length, GError **error)
{
	Arena *arena = arena_new();
	g_autoptr(LineHistory) history = arena_new0(arena, LineHistory, 1);
	g_autoptr(GArray) places = g_array_new(FALSE, TRUE, sizeof(Place));
	g_autoptr(GArray) pasts = g_array_new(FALSE, TRUE, sizeof(LinePast));
	CsvReader csv = csv_reader(bytes, length);
	Reader reader = { .history = history, .places = places, .pasts = pasts };

	history->arena = arena;
	if (!g_utf8_validate(bytes, (gssize)length, NULL)) {
		refuse(error, 0, "not UTF-8");
		return NULL;
	}
	if (!read_rows(&reader, &csv, error))
		return NULL;
	history->n_pasts = pasts->len;
	history->pasts = arena_new0(arena, LinePast, pasts->len);
	memcpy(history->pasts, pasts->data, sizeof(LinePast) * pasts->len);
	return g_steal_pointer(&history);
}
