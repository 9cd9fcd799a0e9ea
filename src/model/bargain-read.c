/* JSON -> the bargaining model.
 *
 * Whoever writes a model by hand wants to be told of every slip: an unknown key, an option that
 * the issue does not have, an interval the wrong way round is an error that names the line and
 * the entry.  Nothing is guessed; what is left out is documented in entente-model(5). */
#include "model/bargain-read.h"

#include "base/file.h"
#include "base/harmless.h"

#include <entente/error.h>

enum { LARGEST_FILE = 64 << 20 };

/* A number; or null, where an option is on no place of a line. */
static bool
take_place(BargainReading *self, const JsonPlace *up, const json_t *object,
           const BargainIssue *issue, double *at)
{
	if (issue->kind == BARGAIN_ORDERED && json_is_null(json_object_get(object, "at"))) {
		*at = NAN;
		return true;
	}
	return bargain_take_number(self, up, object, "at", -1e300, 1e300, at);
}

static bool
take_option(BargainReading *self, const JsonPlace *place, const json_t *value,
            const BargainIssue *issue, BargainOption *option)
{
	static const char *const keys[] = { "name", "text", "at", "evidence", NULL };
	g_autoptr(GString) name = g_string_new(NULL);

	if (json_is_number(value) && issue->kind == BARGAIN_NUMERIC) {
		option->at = json_number_value(value);
	} else if (json_is_string(value) && *json_string_value(value) &&
	           issue->kind != BARGAIN_NUMERIC) {
		option->name = arena_strdup(self->model->arena, json_string_value(value));
	} else if (!json_is_object(value)) {
		return bargain_refuse(self, place, "not an option");
	} else if (!bargain_take_keys(self, place, value, keys) ||
	           !bargain_take_text(self, place, value, "name",
	                              issue->kind != BARGAIN_NUMERIC, &option->name) ||
	           !bargain_take_text(self, place, value, "text", false, &option->text) ||
	           !take_place(self, place, value, issue, &option->at) ||
	           !bargain_take_ground(self, place, value, &option->ground)) {
		return false;
	}
	if (option->name)
		return true;
	bargain_append_number(name, option->at);
	option->name = arena_strdup(self->model->arena, name->str);
	return true;
}

/* As bargain_allot_options, where that is not too much. */
static bool
make_room(BargainReading *self, const JsonPlace *place, size_t issue, size_t n)
{
	g_autoptr(GError) much = NULL;

	if (bargain_has_room(self->model, n, &much)) {
		bargain_allot_options(self->model, issue, n);
		return true;
	}
	bargain_refuse(self, place, "%s", much->message);
	if (self->error && *self->error)
		(*self->error)->code = ENTENTE_ERROR_LIMIT;
	return false;
}

static bool
take_numbers(BargainReading *self, const JsonPlace *up, const json_t *range, size_t issue)
{
	static const char *const keys[] = { "from", "to", "step", NULL };
	const JsonPlace place = { up, "range", 0 };
	double from = NAN, to = NAN, step = 1;

	if (!bargain_take_keys(self, &place, range, keys) ||
	    !bargain_take_number(self, &place, range, "from", -1e15, 1e15, &from) ||
	    !bargain_take_number(self, &place, range, "to", -1e15, 1e15, &to) ||
	    !bargain_take_number(self, &place, range, "step", 1e-9, 1e15, &step))
		return false;
	if (!(from <= to))
		return bargain_refuse(self, &place, "not {\"from\": low, \"to\": high}");
	double n = floor((to - from) / step + 1e-9) + 1;
	if (n > BARGAIN_MOST_OPTIONS)
		return bargain_refuse(self, &place, "%.0f options, more than %d", n,
		                      BARGAIN_MOST_OPTIONS);
	if (!make_room(self, &place, issue, (size_t)n))
		return false;
	for (size_t i = 0; i < (size_t)n; i++) {
		BargainOption *option = &self->model->issues[issue].options[i];
		g_autoptr(GString) name = g_string_new(NULL);

		/* as a decimal of twelve digits, lest 0.1 three times be 0.30000000000000004 */
		g_string_printf(name, "%.12g", from + (double)i * step);
		option->at = g_ascii_strtod(name->str, NULL);
		option->name = arena_strdup(self->model->arena, name->str);
	}
	return true;
}

static bool
take_options(BargainReading *self, const JsonPlace *up, const json_t *object, size_t index)
{
	const JsonPlace place = { up, "options", 0 };
	const json_t *list = json_object_get(object, "options");
	const json_t *range = json_object_get(object, "range");
	BargainIssue *issue = &self->model->issues[index];
	size_t n;

	if (!list == !range)
		return bargain_refuse(self, up, "give either 'options' or 'range'");
	if (range) {
		issue->kind = BARGAIN_NUMERIC;
		return take_numbers(self, up, range, index);
	}
	if (!bargain_take_list(self, &place, list, BARGAIN_MOST_OPTIONS, &n))
		return false;
	if (!n)
		return bargain_refuse(self, &place, "empty: an issue needs an option");
	if (!make_room(self, &place, index, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };

		if (!take_option(self, &item, json_array_get(list, i), issue,
		                 &issue->options[i]))
			return false;
	}
	return true;
}

static bool
take_issue(BargainReading *self, const JsonPlace *place, const json_t *object, size_t index)
{
	static const char *const keys[] = { "name",  "text",       "kind",     "options",
		                            "range", "status_quo", "evidence", NULL };
	static const char *const kinds[] = { "nominal", "ordered", "numeric", NULL };
	const JsonPlace quo = { place, "status_quo", 0 };
	BargainIssue *issue = &self->model->issues[index];
	const json_t *status_quo = json_object_get(object, "status_quo");
	int kind = BARGAIN_NOMINAL;

	if (!bargain_take_keys(self, place, object, keys) ||
	    !bargain_take_text(self, place, object, "name", true, &issue->name) ||
	    !bargain_take_text(self, place, object, "text", false, &issue->text) ||
	    !bargain_take_choice(self, place, object, "kind", kinds, &kind))
		return false;
	issue->kind = (BargainIssueKind)kind;
	return take_options(self, place, object, index) &&
	       (!status_quo ||
	        bargain_take_option_name(self, &quo, status_quo, issue, &issue->status_quo)) &&
	       bargain_take_ground(self, place, object, &issue->ground);
}

static bool
take_party(BargainReading *self, const JsonPlace *place, const json_t *object,
           BargainParty *party)
{
	static const char *const keys[] = { "name",     "power",    "veto",     "floor", "cap",
		                            "discount", "fallback", "evidence", NULL };

	return bargain_take_keys(self, place, object, keys) &&
	       bargain_take_text(self, place, object, "name", true, &party->name) &&
	       bargain_take_number(self, place, object, "power", 0, 1e12, &party->power) &&
	       bargain_take_flag(self, place, object, "veto", &party->veto) &&
	       bargain_take_number(self, place, object, "floor", -1e12, 1e12, &party->floor) &&
	       bargain_take_number(self, place, object, "cap", -1e12, 1e12, &party->cap) &&
	       bargain_take_number(self, place, object, "discount", 1e-9, 1,
	                           &party->discount) &&
	       bargain_take_ground(self, place, object, &party->ground);
}

/* A number, an interval, or {"package": …} or {"value": …} with evidence. */
static bool
take_fallback(BargainReading *self, const JsonPlace *up, const json_t *object,
              BargainParty *party)
{
	static const char *const keys[] = { "value", "package", "evidence", NULL };
	const JsonPlace place = { up, "fallback", 0 };
	const JsonPlace value_place = { &place, "value", 0 },
			package_place = { &place, "package", 0 };
	const json_t *given = json_object_get(object, "fallback");
	BargainFallback *fallback = &party->fallback;

	if (!given)
		return true;
	fallback->kind = BARGAIN_FALLBACK_VALUE;
	if (!json_is_object(given))
		return bargain_take_range(self, &place, given, -INFINITY, &fallback->value);
	const json_t *package = json_object_get(given, "package");
	const json_t *value = json_object_get(given, "value");
	if (!bargain_take_keys(self, &place, given, keys) ||
	    !bargain_take_ground(self, &place, given, &fallback->ground))
		return false;
	if (!package == !value)
		return bargain_refuse(self, &place, "give either 'value' or 'package'");
	if (value)
		return bargain_take_range(self, &value_place, value, -INFINITY,
		                          &fallback->value);
	fallback->kind = BARGAIN_FALLBACK_PACKAGE;
	return bargain_take_package(self, &package_place, package, false, &fallback->package);
}

static bool
take_rule(BargainReading *self, const json_t *object)
{
	static const char *const keys[] = { "kind", "missing", "quota", NULL };
	static const char *const kinds[] = { "unanimity", "all-but", "majority", NULL };
	const JsonPlace place = { NULL, "rule", 0 };
	double missing = 1;
	int kind = BARGAIN_UNANIMITY;

	self->model->rule.quota = 0.5;
	if (!object)
		return true;
	if (!bargain_take_keys(self, &place, object, keys) ||
	    !bargain_take_choice(self, &place, object, "kind", kinds, &kind) ||
	    !bargain_take_number(self, &place, object, "missing", 0,
	                         (double)self->model->n_parties, &missing) ||
	    !bargain_take_number(self, &place, object, "quota", 0, 1, &self->model->rule.quota))
		return false;
	self->model->rule.kind = (BargainRuleKind)kind;
	self->model->rule.missing = kind == BARGAIN_ALL_BUT ? (size_t)missing : 0;
	return true;
}

static bool
take_questions(BargainReading *self, const json_t *list)
{
	const JsonPlace place = { NULL, "questions", 0 };
	size_t n;

	if (!bargain_take_list(self, &place, list, BARGAIN_MOST_TERMS, &n))
		return false;
	self->model->questions = n ? arena_new0(self->model->arena, const char *, n + 1) : NULL;
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };
		const json_t *text = json_array_get(list, i);

		if (!json_is_string(text))
			return bargain_refuse(self, &item, "not a text");
		self->model->questions[i] =
		    arena_strdup(self->model->arena, json_string_value(text));
	}
	return true;
}

static bool
take_parties_and_issues(BargainReading *self, const json_t *root)
{
	const JsonPlace parties = { NULL, "parties", 0 }, issues = { NULL, "issues", 0 };
	const json_t *party_list = json_object_get(root, "parties");
	const json_t *issue_list = json_object_get(root, "issues");
	size_t n_parties, n_issues;

	if (!bargain_take_list(self, &parties, party_list, BARGAIN_MOST_PARTIES, &n_parties) ||
	    !bargain_take_list(self, &issues, issue_list, BARGAIN_MOST_ISSUES, &n_issues))
		return false;
	if (!n_parties)
		return bargain_refuse(self, party_list ? &parties : NULL, "no party");
	if (!n_issues)
		return bargain_refuse(self, issue_list ? &issues : NULL, "no issue");
	bargain_allot(self->model, n_parties, n_issues);
	for (size_t i = 0; i < n_issues; i++) {
		const JsonPlace item = { &issues, NULL, i };

		if (!take_issue(self, &item, json_array_get(issue_list, i), i))
			return false;
	}
	for (size_t i = 0; i < n_parties; i++) {
		const JsonPlace item = { &parties, NULL, i };
		const json_t *party = json_array_get(party_list, i);

		if (!take_party(self, &item, party, &self->model->parties[i]) ||
		    !take_fallback(self, &item, party, &self->model->parties[i]))
			return false;
	}
	return true;
}

/* The lists whose entries are of one kind each. */
#define TAKE_ALL(self, root, key, type, take)                                                  \
	({                                                                                     \
		const JsonPlace place = { NULL, #key, 0 };                                     \
		const json_t *list = json_object_get(root, #key);                              \
		EntenteBargain *model = (self)->model;                                         \
		bool taken = bargain_take_list(self, &place, list, BARGAIN_MOST_TERMS,         \
		                               &model->n_##key);                               \
		model->key = arena_new0(model->arena, type, taken ? model->n_##key : 0);       \
		for (size_t i = 0; taken && i < model->n_##key; i++) {                         \
			const JsonPlace item = { &place, NULL, i };                            \
			taken = take(self, &item, json_array_get(list, i), &model->key[i]);    \
		}                                                                              \
		taken;                                                                         \
	})

static bool
take_model(BargainReading *self, const json_t *root)
{
	static const char *const keys[] = { "$schema",      "title",   "parties",   "issues",
		                            "stances",      "clauses", "red_lines", "drafts",
		                            "interactions", "rule",    "questions", NULL };
	g_autoptr(GError) wrong = NULL;

	if (!bargain_take_keys(self, NULL, root, keys) ||
	    !bargain_take_text(self, NULL, root, "title", false, &self->model->title) ||
	    !take_parties_and_issues(self, root) ||
	    !bargain_take_stances(self, json_object_get(root, "stances")) ||
	    !TAKE_ALL(self, root, interactions, BargainInteraction, bargain_take_interaction) ||
	    !TAKE_ALL(self, root, clauses, BargainClause, bargain_take_clause) ||
	    !TAKE_ALL(self, root, red_lines, BargainRedLine, bargain_take_red_line) ||
	    !TAKE_ALL(self, root, drafts, BargainDraft, bargain_take_draft) ||
	    !take_rule(self, json_object_get(root, "rule")) ||
	    !take_questions(self, json_object_get(root, "questions")))
		return false;
	if (bargain_check(self->model, &wrong))
		return true;
	g_set_error(self->error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", self->name,
	            wrong->message);
	return false;
}

EntenteBargain *
entente_bargain_parse(const char *json, size_t length, const char *name, GError **error)
{
	json_error_t why;
	json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &why);

	if (!root) {
		g_autofree char *reason = harmless_line(why.text);

		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': line %d: %s",
		            name, MAX(why.line, 1), reason);
		return NULL;
	}
	g_autoptr(EntenteBargain) model = bargain_new();
	g_autoptr(GError) wrong = NULL;
	BargainReading reading = { json, name, length, model, &wrong };
	bool taken = take_model(&reading, root);
	json_decref(root);
	if (taken)
		return g_steal_pointer(&model);
	for (char *c = wrong->message; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	g_propagate_error(error, g_steal_pointer(&wrong));
	return NULL;
}

EntenteBargain *
entente_bargain_load(const char *path, GError **error)
{
	g_autoptr(GString) json = file_read(path, LARGEST_FILE, error);

	return json ? entente_bargain_parse(json->str, json->len, path, error) : NULL;
}
