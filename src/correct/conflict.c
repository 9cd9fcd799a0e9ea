/* Two desks on one thing: when both corrections cannot hold. */
#include "correct/correction.h"

#include <string.h>

typedef enum { SAYS_YES, SAYS_NO, SAYS_NOTHING } Verdict;

static bool
is(const Correction *correction, const char *action)
{
	return g_str_equal(correction->row->action, action);
}

/* Whether the records that a correction names are any. */
static Verdict
verdict(const Correction *correction)
{
	if (is(correction, "reject"))
		return SAYS_NO;
	return is(correction, "accept") || is(correction, "change") ||
	               is(correction, "red-line")
	           ? SAYS_YES
	           : SAYS_NOTHING;
}

static bool
same_record(const EntenteRecord *a, const EntenteRecord *b)
{
	const EntenteKindSpec *spec = entente_kind(a->kind);
	uint32_t telling = telling_fields(a->kind);

	if (a->kind != b->kind || !a->n_evidence || !b->n_evidence ||
	    strcmp(a->evidence[0].text, b->evidence[0].text))
		return false;
	for (size_t i = 0; i < spec->n_fields; i++)
		if (telling & 1u << i && !field_equal(a, b, &spec->fields[i]))
			return false;
	return true;
}

static bool
same_target(const Target *a, const Target *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->name || b->name)
		return !g_strcmp0(a->name, b->name);
	for (guint i = 0; i < a->anchors->len; i++)
		for (guint j = 0; j < b->anchors->len; j++)
			if (same_record(g_array_index(a->anchors, Anchor, i).record,
			                g_array_index(b->anchors, Anchor, j).record))
				return true;
	return false;
}

static bool
share_target(const Correction *a, const Correction *b)
{
	for (guint i = 0; i < a->targets->len; i++)
		for (guint j = 0; j < b->targets->len; j++)
			if (same_target(a->targets->pdata[i], b->targets->pdata[j]))
				return true;
	return false;
}

/* Whether both set a field, and to different values. */
static bool
set_otherwise(const Correction *a, const Correction *b)
{
	for (size_t i = 0; a->set && a->set[i]; i++)
		for (size_t j = 0; b->set && b->set[j]; j++) {
			size_t name = strcspn(a->set[i], "=");

			if (name == strcspn(b->set[j], "=") &&
			    !strncmp(a->set[i], b->set[j], name) &&
			    strcmp(a->set[i], b->set[j]))
				return true;
		}
	return false;
}

static bool
has_name(const Correction *correction, const char *name)
{
	return correction->names && g_strv_contains(correction->names, name);
}

/* Whether one says that names are one's, and the other that two of them are not. */
static bool
tie_otherwise(const Correction *a, const Correction *b)
{
	const Correction *same = is(a, "same") ? a : b, *apart = is(a, "same") ? b : a;

	return is(same, "same") && is(apart, "apart") && apart->names && apart->names[0] &&
	       apart->names[1] && has_name(same, apart->names[0]) &&
	       has_name(same, apart->names[1]);
}

/* side, rename: of one thing, otherwise. */
static bool
name_otherwise(const Correction *a, const Correction *b)
{
	return (is(a, "side") || is(a, "rename")) && is(b, a->row->action) && a->names &&
	       b->names && a->names[0] && b->names[0] && !strcmp(a->names[0], b->names[0]) &&
	       g_strcmp0(a->names[1], b->names[1]);
}

bool
correction_contradicts(const Correction *a, const Correction *b)
{
	Verdict left = verdict(a), right = verdict(b);
	bool both = left != SAYS_NOTHING && right != SAYS_NOTHING;

	if (both && (left != right || set_otherwise(a, b)))
		return share_target(a, b);
	return !both && a->kind == b->kind && (tie_otherwise(a, b) || name_otherwise(a, b));
}

static const char *
other_id(GHashTable *ids, const char *id)
{
	const char *other = id ? g_hash_table_lookup(ids, id) : NULL;

	return other ? other : id;
}

/* The anchors' sentences under the sources' other ids. */
static void
rename_sources(Target *target, GHashTable *ids)
{
	for (guint i = 0; i < target->anchors->len; i++) {
		EntenteRecord *record =
		    (EntenteRecord *)g_array_index(target->anchors, Anchor, i).record;
		EntenteEvidence *evidence = (EntenteEvidence *)record->evidence;

		for (size_t j = 0; j < record->n_evidence; j++)
			evidence[j].source = other_id(ids, evidence[j].source);
	}
	if (target->kind == ENTENTE_SOURCE)
		target->name = other_id(ids, target->name);
}

char *
correction_for(const EntenteCorrection *row, GHashTable *ids)
{
	g_autoptr(Correction) correction = correction_new(row);
	const char **names = (const char **)correction->names;

	correction->source = other_id(ids, correction->source);
	for (size_t i = 0; is(correction, "split") && names && names[i]; i++)
		names[i] = other_id(ids, names[i]);
	for (guint i = 0; i < correction->targets->len; i++)
		rename_sources(correction->targets->pdata[i], ids);
	return correction_write(correction);
}
