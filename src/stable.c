/* What holds: a file becomes a conflict, the analyses are asked, what they found is told. */
#include "tell/stable.h"
#include "analyse/stability.h"
#include "analyse/treaty.h"
#include "base/file.h"
#include "model/bargain.h"
#include "model/conflict-json.h"
#include "model/deal.h"

#include <entente/error.h>
#include <entente/stable.h>
#include <jansson.h>
#include <string.h>

enum { LARGEST_FILE = 64 << 20 };

struct EntenteConflict {
	Conflict *conflict;
	EntenteBargain *model; /* that it was made of, or NULL */
	EntenteDeal *deal;     /* in which the best package lies; NULL */
	GArray *packages;      /* TreatyPackage */
};

static void
fail(GError **error, EntenteError code, const char *format, const char *what)
{
	g_set_error(error, ENTENTE_ERROR, (int)code, format, what);
}

/* A conflict says who its decision makers are, a table of positions that it is one. */
static bool
is_conflict(const char *json, size_t length)
{
	json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);
	bool found = json_object_get(root, "dms") || json_object_get(root, "kind");

	json_decref(root);
	return found;
}

static void
add_package(EntenteConflict *self, const char *name, const int *package)
{
	const TreatyPackage added = { name, package };

	if (self->packages->len < TREATY_MOST_PACKAGES)
		g_array_append_val(self->packages, added);
}

/* The draft with the status quo for what it does not speak of; NULL where that leaves an issue
 * open.  It lives in the model's arena. */
static int *
whole_draft(const EntenteBargain *model, const BargainDraft *draft)
{
	int *package = arena_new0(model->arena, int, model->n_issues);

	for (size_t j = 0; j < model->n_issues; j++) {
		package[j] =
		    draft->package[j] < 0 ? model->issues[j].status_quo : draft->package[j];
		if (package[j] < 0)
			return NULL;
	}
	return package;
}

static bool
add_best(EntenteConflict *self, const EntenteConflictPlan *plan, GError **error)
{
	const EntenteDealOptions options = { .samples = 1,
		                             .progress = plan ? plan->progress : NULL,
		                             .user_data = plan ? plan->user_data : NULL };

	self->deal = entente_deal_new(self->model, &options, error);
	if (!self->deal)
		return false;
	if (self->deal->recommended)
		add_package(self, "best", self->deal->recommended->at.package);
	else if (self->deal->is_stopped)
		fail(error, ENTENTE_ERROR_LIMIT, "stopped before the package '%s' was found",
		     "best");
	else
		fail(error, ENTENTE_ERROR_INPUT,
		     "no package is acceptable to all, so none is '%s'", "best");
	return self->packages->len > 0;
}

static bool
find_package(EntenteConflict *self, const EntenteConflictPlan *plan, const char *name,
             GError **error)
{
	for (size_t k = 0; k < self->model->n_drafts; k++) {
		const BargainDraft *draft = &self->model->drafts[k];

		if (!g_str_equal(draft->name, name))
			continue;
		const int *package = whole_draft(self->model, draft);
		if (package)
			add_package(self, name, package);
		else
			fail(error, ENTENTE_ERROR_INPUT,
			     "draft '%s' leaves issues open that have no status quo", name);
		return package;
	}
	if (g_str_equal(name, "best"))
		return add_best(self, plan, error);
	fail(error, ENTENTE_ERROR_INPUT, "no draft '%s'", name);
	return false;
}

static bool
choose_packages(EntenteConflict *self, const EntenteConflictPlan *plan, GError **error)
{
	enum { USUAL = 2 };

	if (plan && plan->packages && plan->packages[0]) {
		for (size_t k = 0; plan->packages[k]; k++)
			if (!find_package(self, plan, plan->packages[k], error))
				return false;
		return true;
	}
	for (size_t k = 0; k < self->model->n_drafts && self->packages->len < USUAL; k++) {
		const int *package = whole_draft(self->model, &self->model->drafts[k]);

		if (package)
			add_package(self, self->model->drafts[k].name, package);
	}
	return self->packages->len || add_best(self, plan, error);
}

static bool
make_treaty(EntenteConflict *self, const EntenteConflictPlan *plan, GError **error)
{
	self->packages = g_array_new(FALSE, FALSE, sizeof(TreatyPackage));
	if (!choose_packages(self, plan, error))
		return false;
	self->conflict =
	    treaty_conflict(self->model, (const TreatyPackage *)self->packages->data,
	                    self->packages->len, error);
	return self->conflict;
}

EntenteConflict *
entente_conflict_parse(const char *json, size_t length, const char *name,
                       const EntenteConflictPlan *plan, GError **error)
{
	g_autoptr(EntenteConflict) self = g_new0(EntenteConflict, 1);

	if (!is_conflict(json, length)) {
		self->model = entente_bargain_parse(json, length, name, error);
		if (!self->model)
			return NULL;
		if (!make_treaty(self, plan, error)) {
			g_prefix_error(error, "'%s': ", name);
			return NULL;
		}
		return g_steal_pointer(&self);
	}
	self->conflict = conflict_from_json(json, length, error);
	if (!self->conflict) {
		g_prefix_error(error, "'%s': ", name);
		return NULL;
	}
	return g_steal_pointer(&self);
}

EntenteConflict *
entente_conflict_load(const char *path, const EntenteConflictPlan *plan, GError **error)
{
	g_autoptr(GString) json = file_read(path, LARGEST_FILE, error);

	return json ? entente_conflict_parse(json->str, json->len, path, plan, error) : NULL;
}

void
entente_conflict_free(EntenteConflict *self)
{
	if (!self)
		return;
	conflict_free(self->conflict);
	g_clear_pointer(&self->packages, g_array_unref);
	entente_deal_free(self->deal);
	entente_bargain_free(self->model);
	g_free(self);
}

const char *
entente_conflict_caution(const EntenteConflict *self)
{
	return self->conflict->caution;
}

static bool
find_concept(const char *code, Concept *concept, GError **error)
{
	*concept = CONCEPT_SEQ;
	for (int k = 0; code && k < N_CONCEPTS; k++)
		if (g_ascii_strcasecmp(code, concept_facts[k].code) == 0) {
			*concept = (Concept)k;
			return true;
		}
	if (code)
		fail(error, ENTENTE_ERROR_INPUT, "no concept '%s'", code);
	return !code;
}

static bool
find_state(const Conflict *conflict, const char *name, uint32_t *state, GError **error)
{
	char *end;
	gint64 id = g_ascii_strtoll(name, &end, 10);

	*state = *name && !*end ? conflict_find(conflict, id) : CONFLICT_NOWHERE;
	for (uint32_t s = 0; *state == CONFLICT_NOWHERE && s < conflict->n_states; s++)
		if (conflict->states[s].label && g_str_equal(conflict->states[s].label, name))
			*state = s;
	if (*state == CONFLICT_NOWHERE)
		fail(error, ENTENTE_ERROR_INPUT, "no state '%s'", name);
	return *state != CONFLICT_NOWHERE;
}

bool
entente_conflict_stable(const EntenteConflict *self, const EntenteStableQuestion *question,
                        GString *out, GError **error)
{
	Conflict conflict = *self->conflict;
	uint32_t state = CONFLICT_NOWHERE;
	Concept concept;

	if (!find_concept(question->concept, &concept, error) ||
	    (question->state && !find_state(&conflict, question->state, &state, error)) ||
	    (question->status_quo &&
	     !find_state(&conflict, question->status_quo, &conflict.start, error)))
		return false;
	if (question->form == ENTENTE_STABLE_SVG && !stable_fits_picture(&conflict)) {
		fail(error, ENTENTE_ERROR_LIMIT, "%s", "more states than a picture holds");
		return false;
	}
	g_autoptr(StableReport) report =
	    stability_report(&conflict, concept, state, MAX(question->jobs, 1),
	                     question->progress, question->user_data);
	if (self->model) {
		report->model = self->model;
		report->packages = (const TreatyPackage *)self->packages->data;
		report->n_packages = self->packages->len;
		report->pacts = treaty_pacts(self->model, report->packages, report->n_packages);
	}
	switch (question->form) {
	case ENTENTE_STABLE_TEXT: tell_stable_text(report, question->explain, out); break;
	case ENTENTE_STABLE_JSON: tell_stable_json(report, out); break;
	case ENTENTE_STABLE_SVG: tell_stable_svg(report, out); break;
	}
	return true;
}
