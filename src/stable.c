/* What holds: a file becomes a conflict, the analyses are asked, what they found is told. */
#include "tell/stable.h"
#include "analyse/stability.h"
#include "base/file.h"
#include "model/bargain.h"
#include "model/conflict-json.h"

#include <entente/error.h>
#include <entente/stable.h>
#include <string.h>

enum { LARGEST_FILE = 64 << 20 };

struct EntenteConflict {
	Conflict *conflict;
};

static void
fail(GError **error, EntenteError code, const char *format, const char *what)
{
	g_set_error(error, ENTENTE_ERROR, (int)code, format, what);
}

EntenteConflict *
entente_conflict_parse(const char *json, size_t length, const char *name,
                       const EntenteConflictPlan *plan, GError **error)
{
	(void)plan;
	Conflict *conflict = conflict_from_json(json, length, error);

	if (!conflict) {
		g_prefix_error(error, "'%s': ", name);
		return NULL;
	}
	EntenteConflict *self = g_new0(EntenteConflict, 1);
	self->conflict = conflict;
	return self;
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
	    stability_report(&conflict, concept, state, MAX(question->jobs, 1));
	switch (question->form) {
	case ENTENTE_STABLE_TEXT: tell_stable_text(report, question->explain, out); break;
	case ENTENTE_STABLE_JSON: tell_stable_json(report, out); break;
	case ENTENTE_STABLE_SVG: tell_stable_svg(report, out); break;
	}
	return true;
}
