/* Writing a correction down: every action with its arguments checked against what the dossier
 * holds. */
#include "correct/correction.h"
#include "correct/target.h"
#include "correct/values.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	Correction *correction;
	const Lookup *lookup;
	const char *const *arguments;
	const char *action; /* as it is kept */
} State;

static bool
refuse(const char *what, const char *why, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", what, why);
	return false;
}

static Target *
take_target(State *state, const char *ref, GError **error)
{
	Target *target = target_of(ref, state->lookup, state->correction->arena, error);

	if (target)
		g_ptr_array_add(state->correction->targets, target);
	return target;
}

static const char *const *
copy_texts(State *state, const char *const *texts)
{
	size_t n = g_strv_length((char **)texts);
	const char **copy = arena_new0(state->correction->arena, const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(state->correction->arena, texts[i]);
	return copy;
}

static bool
accept(State *state, GError **error)
{
	for (const char *const *ref = state->arguments; *ref; ref++) {
		const Target *target = take_target(state, *ref, error);

		if (!target)
			return false;
		if (target->kind == ENTENTE_SOURCE)
			return refuse(*ref,
			              "a source is not accepted or rejected, but read or "
			              "removed",
			              error);
	}
	return true;
}

static bool
change(State *state, GError **error)
{
	Correction *correction = state->correction;
	const char *const *set = state->arguments + 1;
	const Target *target = take_target(state, state->arguments[0], error);
	EntenteRecord trial;
	uint32_t fields = 0;

	if (!target)
		return false;
	if (target->kind == ENTENTE_POSITION && g_strv_contains(set, "party="))
		return refuse("party=", "a position is somebody's", error);
	memset(&trial, 0, sizeof trial);
	trial.kind = target->kind;
	if (!values_check_settable(target->kind, set, error) ||
	    !values_set(&trial, set, correction->arena, &fields, error))
		return false;
	correction->set = copy_texts(state, set);
	return true;
}

static bool
red_line(State *state, GError **error)
{
	static const char *const set[] = { "red_line=yes", NULL };

	for (const char *const *ref = state->arguments; *ref; ref++) {
		const Target *target = take_target(state, *ref, error);

		if (!target)
			return false;
		if (target->kind != ENTENTE_POSITION)
			return refuse(*ref, "only a position is a red line", error);
	}
	state->correction->set = set;
	return true;
}

/* People and parties are one by their names. */
static void
merge_names(State *state, EntenteKind kind)
{
	Correction *correction = state->correction;
	guint n = correction->targets->len;
	const char **names = arena_new0(correction->arena, const char *, n + 1);

	for (guint i = 0; i < n; i++)
		names[i] = ((const Target *)correction->targets->pdata[i])->name;
	correction->names = names;
	correction->kind = (int)kind;
	g_ptr_array_set_size(correction->targets, 0);
	state->action = "same";
}

/* What one party demands and another refuses is never one. */
static bool
check_holders(State *state, GError **error)
{
	g_autofree char *party = NULL;

	for (const char *const *ref = state->arguments; *ref; ref++) {
		g_autoptr(EntenteRecords) found =
		    state->lookup->record(*ref, state->lookup->user_data, error);

		if (!found)
			return false;
		const char *own = entente_records_get(found, 0)->position.party;
		if (party && g_strcmp0(own, party) != 0)
			return refuse(*ref, "another party's position", error);
		if (!party)
			party = g_strdup(own);
	}
	return true;
}

static bool
merge(State *state, GError **error)
{
	const Target *first = NULL;

	for (const char *const *ref = state->arguments; *ref; ref++) {
		const Target *target = take_target(state, *ref, error);

		if (!target)
			return false;
		if (target->kind == ENTENTE_SOURCE || target->kind == ENTENTE_DISCREPANCY)
			return refuse(*ref, "not a kind of record that is merged", error);
		if (first && target->kind != first->kind)
			return refuse(*ref, "a record of another kind", error);
		for (const char *const *other = state->arguments; other < ref; other++)
			if (g_str_equal(*other, *ref))
				return refuse(*ref, "named twice", error);
		first = first ? first : target;
	}
	EntenteKind kind = first->kind;
	if (is_known_by_name(kind))
		merge_names(state, kind); /* which drops the targets */
	return kind != ENTENTE_POSITION || check_holders(state, error);
}

static const char *
source_of(const Anchor *anchor)
{
	return anchor->record->evidence[0].source;
}

/* Keeps those of the target's records that the sources say; the rest must say something, too.
 */
static bool
split(State *state, GError **error)
{
	const char *ref = state->arguments[0];
	const char *const *sources = state->arguments + 1;
	Target *target = take_target(state, ref, error);

	if (!target)
		return false;
	if (target->name)
		return refuse(ref, "people and parties are told apart by 'apart' and 'another'",
		              error);
	guint n = target->anchors->len;
	for (const char *const *source = sources; *source; source++) {
		bool says = false;

		for (guint i = 0; i < target->anchors->len && !says; i++)
			says = g_str_equal(
			    source_of(&g_array_index(target->anchors, Anchor, i)), *source);
		if (!says)
			return refuse(*source, "not a source of the record", error);
	}
	for (guint i = target->anchors->len; i-- > 0;)
		if (!g_strv_contains(sources,
		                     source_of(&g_array_index(target->anchors, Anchor, i))))
			g_array_remove_index(target->anchors, i);
	state->correction->names = copy_texts(state, sources);
	return target->anchors->len < n || refuse(ref, "no other source would be left", error);
}

static bool
take_kind(State *state, bool issues, GError **error)
{
	const char *word = state->arguments[0];
	int kind =
	    issues && g_str_equal(word, "issue") ? OF_ISSUES : entente_kind_from_name(word);

	state->correction->kind = kind;
	return kind == OF_ISSUES || kind == ENTENTE_PERSON || kind == ENTENTE_PARTY ||
	       refuse(word,
	              issues ? "not 'issue', 'person' or 'party'" : "not 'person' or 'party'",
	              error);
}

static bool
check_known(const State *state, EntenteKind kind, const char *name, GError **error)
{
	bool known;

	if (!state->lookup->knows(kind, name, &known, state->lookup->user_data, error))
		return false;
	if (!known)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': no %s of this name", name,
		            (int)kind == OF_ISSUES ? "issue" : entente_kind(kind)->name);
	return known;
}

/* same, apart */
static bool
pair(State *state, GError **error)
{
	const char *const *names = state->arguments + 1;

	if (!take_kind(state, false, error))
		return false;
	for (size_t i = 0; names[i]; i++) {
		if (!check_known(state, (EntenteKind)state->correction->kind, names[i], error))
			return false;
		for (size_t j = 0; j < i; j++)
			if (g_str_equal(names[i], names[j]))
				return refuse(names[i], "named twice", error);
	}
	state->correction->names = copy_texts(state, names);
	return true;
}

static bool
side(State *state, GError **error)
{
	if (!check_known(state, ENTENTE_PERSON, state->arguments[0], error))
		return false;
	state->correction->kind = ENTENTE_PERSON;
	state->correction->names = copy_texts(state, state->arguments);
	return true;
}

static bool
rename_it(State *state, GError **error)
{
	const char *old = state->arguments[1], *new = state->arguments[2];

	if (!take_kind(state, true, error) ||
	    !check_known(state, (EntenteKind)state->correction->kind, old, error))
		return false;
	g_autofree char *name = g_strstrip(g_strdup(new));
	if (!*name || g_str_equal(name, old))
		return refuse(new, "not another name", error);
	if (state->correction->kind == OF_ISSUES) {
		g_autofree char *folded = fold_issue(name);

		g_free(name);
		name = g_steal_pointer(&folded);
	}
	const char *const names[] = { old, name, NULL };
	state->correction->names = copy_texts(state, names);
	return true;
}

/* another */
static bool
another(State *state, GError **error)
{
	const char *person = state->arguments[0], *source = state->arguments[2];
	const char *const ids[] = { source, NULL };
	const Corrected *corrected = NULL;
	g_autofree char *given = g_strstrip(g_strdup(state->arguments[1]));

	if (!check_known(state, ENTENTE_PERSON, person, error))
		return false;
	if (!*given || g_str_equal(given, person))
		return refuse(state->arguments[1], "not another name", error);
	g_autoptr(EntenteRecords) page =
	    state->lookup->pages(ids, &corrected, state->lookup->user_data, error);
	if (!page)
		return false;
	if (!names_somebody(page, person))
		return refuse(source, "names nobody so", error);
	const char *const names[] = { person, given, NULL };
	state->correction->kind = ENTENTE_PERSON;
	state->correction->source = arena_strdup(state->correction->arena, source);
	state->correction->names = copy_texts(state, names);
	return true;
}

/* What a record of the kind must say to say anything. */
static const struct {
	EntenteKind kind;
	const char *fields[4];
} required[] = {
	{ ENTENTE_PERSON, { "name" } },
	{ ENTENTE_PARTY, { "name" } },
	{ ENTENTE_MEETING, { "parties" } },
	{ ENTENTE_POSITION, { "party", "issue", "stance" } },
	{ ENTENTE_DRAFT, { "name" } },
	{ ENTENTE_QUOTE, { "speaker", "text" } },
	{ ENTENTE_CLAIM, { "by", "what" } },
	{ ENTENTE_ASSESSMENT, { "tone", "words" } },
};

static bool
check_required(EntenteKind kind, uint32_t fields, GError **error)
{
	const EntenteKindSpec *spec = entente_kind(kind);

	for (size_t k = 0; k < G_N_ELEMENTS(required); k++)
		for (size_t i = 0; required[k].kind == kind && i < spec->n_fields; i++) {
			if (fields & 1u << i ||
			    !g_strv_contains(required[k].fields, spec->fields[i].name))
				continue;
			g_autofree char *why =
			    g_strdup_printf("needs %s=VALUE", spec->fields[i].name);
			return refuse(spec->name, why, error);
		}
	return true;
}

static bool
check_sentence(const State *state, const char *source, const char *sentence, GError **error)
{
	const char *const ids[] = { source, NULL };
	const Corrected *corrected = NULL;
	g_autoptr(EntenteRecords) pages =
	    state->lookup->pages(ids, &corrected, state->lookup->user_data, error);
	EntenteEvidence evidence;

	if (!pages)
		return false;
	return find_sentence(&entente_records_get(pages, 0)->source, sentence, &evidence) ||
	       refuse(sentence, "not in the text of the source", error);
}

static bool
add(State *state, GError **error)
{
	Correction *correction = state->correction;
	const char *word = state->arguments[0], *source = state->arguments[1];
	const char *sentence = state->arguments[2];
	const char *const *set = state->arguments + 3;
	int kind = entente_kind_from_name(word);
	uint32_t fields = 0;

	if (kind < 0 || kind == ENTENTE_SOURCE || kind == ENTENTE_DISCREPANCY)
		return refuse(word, "not a kind of record that is added", error);
	g_autoptr(EntenteRecords) trial = records_new();
	if (!values_set(records_add(trial, (EntenteKind)kind), set, correction->arena, &fields,
	                error) ||
	    !check_required((EntenteKind)kind, fields, error) ||
	    !check_sentence(state, source, sentence, error))
		return false;
	correction->kind = kind;
	correction->source = arena_strdup(correction->arena, source);
	correction->sentence = arena_strdup(correction->arena, sentence);
	correction->set = copy_texts(state, set);
	return true;
}

static const EntenteAction actions[] = {
	{ "accept", "REF...", "the record is right, however unsure the reading was", 1, -1 },
	{ "reject", "REF...", "the record is wrong: no page says so", 1, -1 },
	{ "change", "REF FIELD=VALUE...", "the record says that", 2, -1 },
	{ "red-line", "REF...", "the position is one that its party will not give up", 1, -1 },
	{ "merge", "REF REF...", "the records are one, told as the first", 2, -1 },
	{ "split", "REF SOURCE...", "what these sources say is a record of its own", 2, -1 },
	{ "same", "person|party NAME NAME...", "the names are one person's or party's", 3, -1 },
	{ "apart", "person|party NAME NAME", "the names are not one person's or party's", 3,
	  3 },
	{ "side", "PERSON PARTY", "the person is of that party; of none if it is empty", 2, 2 },
	{ "rename", "issue|person|party OLD NEW", "it is to be called that", 3, 3 },
	{ "another", "PERSON NAME SOURCE",
	  "in this source the person is another one, to be called NAME", 3, 3 },
	{ "add", "KIND SOURCE SENTENCE FIELD=VALUE...", "the sentence says that, too", 4, -1 },
};

/* In the order of `actions`. */
static bool (*const states[])(State *state, GError **error) = {
	accept, accept, change, red_line,  merge,   split,
	pair,   pair,   side,   rename_it, another, add,
};
G_STATIC_ASSERT(G_N_ELEMENTS(states) == G_N_ELEMENTS(actions));

const EntenteAction *
entente_actions(size_t *n)
{
	*n = G_N_ELEMENTS(actions);
	return actions;
}

static bool
check_count(const EntenteAction *action, const char *const *arguments, GError **error)
{
	int n = (int)g_strv_length((char **)arguments);

	for (const char *const *argument = arguments; *argument; argument++)
		if (!g_utf8_validate(*argument, -1, NULL))
			return refuse(action->name, "an argument is not UTF-8", error);
	if (n >= action->least && (action->most < 0 || n <= action->most))
		return true;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s' takes %s", action->name,
	            action->arguments);
	return false;
}

char *
correct_state(const EntenteWord *word, const Lookup *lookup, const char **action,
              GError **error)
{
	const EntenteCorrection nothing = { .action = word->action };

	for (size_t i = 0; i < G_N_ELEMENTS(actions); i++) {
		if (strcmp(actions[i].name, word->action))
			continue;
		g_autoptr(Correction) correction = correction_new(&nothing);
		State state = { correction, lookup, word->arguments, actions[i].name };

		if (!check_count(&actions[i], word->arguments, error) ||
		    !states[i](&state, error))
			return NULL;
		*action = state.action;
		return correction_write(correction);
	}
	refuse(word->action, "not a way to correct", error);
	return NULL;
}
