/* Conflict files in.
 *
 * Moves as they are written count, not what the options would allow; only a file without moves
 * has them derived.  A file comes from anybody: every number is checked, and one line says
 * where the first fault lies.  The fuzz target is tests/fuzz/fuzz-conflict.c. */
#include "model/conflict-json.h"

#include "base/harmless.h"
#include "model/conflict-read.h"

#include <entente/error.h>
#include <string.h>

enum { MOST_PATTERNS = 1000, MOST_NAME = 1000 };

bool
conflict_refuse(const ConflictReader *reader, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	for (char *at = message; *at; at++)
		if ((unsigned char)*at < ' ')
			*at = ' ';
	g_set_error(reader->error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "%s", message);
	return false;
}

/* Whether one letter put in, left out, exchanged or swapped makes one word the other. */
static bool
is_slip(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (!*a && !*b)
		return false;
	return (*a && strcmp(a + 1, b) == 0) || (*b && strcmp(a, b + 1) == 0) ||
	       (*a && *b && strcmp(a + 1, b + 1) == 0) ||
	       (*a && *b && a[0] == b[1] && a[1] == b[0] && strcmp(a + 2, b + 2) == 0);
}

/* Notes keys that are not known; refuses those that are meant to be. */
bool
conflict_check_keys(const ConflictReader *reader, json_t *object, const char *const *known,
                    const char *where)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		if (g_strv_contains(known, key))
			continue;
		for (size_t k = 0; known[k]; k++)
			if (is_slip(key, known[k]))
				return conflict_refuse(
				    reader, "%s: unknown key '%s'; did you mean '%s'?", where,
				    key, known[k]);
		if (!reader->conflict->caution)
			reader->conflict->caution =
			    arena_printf(reader->conflict->arena,
			                 "%s: unknown key '%.60s' is passed over", where, key);
	}
	return true;
}

bool
conflict_take_name(const ConflictReader *reader, const json_t *value, const char *where,
                   const char **name)
{
	const char *text = json_string_value(value);

	if (!text || !*text)
		return conflict_refuse(reader, "%s: a name is missing", where);
	if (strlen(text) > MOST_NAME || !harmless_text(text))
		return conflict_refuse(
		    reader, "%s: a name is longer than a line or holds control characters",
		    where);
	*name = arena_strdup(reader->conflict->arena, text);
	return true;
}

static uint32_t
party_of(const ConflictReader *reader, const char *name)
{
	const Conflict *conflict = reader->conflict;

	for (uint32_t i = 0; name && i < conflict->n_parties; i++)
		if (g_str_equal(conflict->parties[i].name, name))
			return i;
	return UINT32_MAX;
}

static bool
read_parties(const ConflictReader *reader, const json_t *dms)
{
	Conflict *conflict = reader->conflict;
	size_t n = json_array_size(dms);

	if (!n)
		return conflict_refuse(reader, "dms: no decision makers");
	if (n > CONFLICT_MOST_PARTIES)
		return conflict_refuse(reader, "dms: %zu decision makers are more than %d", n,
		                       CONFLICT_MOST_PARTIES);
	conflict->parties = arena_new0(conflict->arena, ConflictParty, n);
	for (size_t i = 0; i < n; i++) {
		const char *name;

		if (!conflict_take_name(reader, json_array_get(dms, i), "dms", &name))
			return false;
		if (party_of(reader, name) != UINT32_MAX)
			return conflict_refuse(reader, "dms: '%s' stands twice", name);
		conflict->parties[conflict->n_parties++].name = name;
	}
	return true;
}

static bool
read_option(const ConflictReader *reader, json_t *value, ConflictOption *option)
{
	static const char *const known[] = { "name", "dm", "direction", "note", NULL };
	Conflict *conflict = reader->conflict;
	g_autofree char *where = g_strdup_printf("options[%u]", conflict->n_options);
	const char *dm = json_string_value(json_object_get(value, "dm"));
	const json_t *direction = json_object_get(value, "direction");

	if (!json_is_object(value))
		return conflict_refuse(reader, "%s: not an object", where);
	if (!conflict_check_keys(reader, value, known, where) ||
	    !conflict_take_name(reader, json_object_get(value, "name"), where, &option->name))
		return false;
	option->party = party_of(reader, dm);
	if (option->party == UINT32_MAX)
		return conflict_refuse(reader, "%s: no decision maker '%s'", where,
		                       dm ? dm : "");
	if (!direction)
		return true;
	for (int k = 0; json_is_string(direction) && k < CONFLICT_N_DIRECTIONS; k++)
		if (g_str_equal(conflict_directions[k], json_string_value(direction))) {
			option->direction = (ConflictDirection)k;
			return true;
		}
	return conflict_refuse(reader, "%s: direction is 'both', 'fwd' or 'back'", where);
}

static bool
read_options(const ConflictReader *reader, const json_t *options, bool needed)
{
	Conflict *conflict = reader->conflict;
	size_t n = json_array_size(options);

	if (!n && (options || needed))
		return conflict_refuse(reader, "options: there are none");
	if (n > CONFLICT_MOST_OPTIONS)
		return conflict_refuse(reader, "options: %zu are more than %d", n,
		                       CONFLICT_MOST_OPTIONS);
	conflict->options = arena_new0(conflict->arena, ConflictOption, n);
	for (size_t k = 0; k < n; k++) {
		if (!read_option(reader, json_array_get(options, k), &conflict->options[k]))
			return false;
		conflict->n_options++;
	}
	return true;
}

static bool
read_pattern(const ConflictReader *reader, const json_t *value, const char *where,
             ConflictPattern *pattern)
{
	const char *letters = json_string_value(value);
	uint32_t n = reader->conflict->n_options;

	*pattern = (ConflictPattern){ 0, 0 };
	if (!letters || strlen(letters) != n || strspn(letters, "YN-") != n)
		return conflict_refuse(
		    reader, "%s: options are %u letters Y, N or -, one an option", where, n);
	for (uint32_t k = 0; k < n; k++) {
		pattern->taken |= (uint64_t)(letters[k] == 'Y') << k;
		pattern->open |= (uint64_t)(letters[k] == '-') << k;
	}
	return true;
}

static bool
read_patterns(const ConflictReader *reader, const json_t *list, const char *where,
              GArray *patterns)
{
	if (json_array_size(list) > MOST_PATTERNS)
		return conflict_refuse(reader, "%s: more than %d patterns", where,
		                       MOST_PATTERNS);
	if (list && !json_is_array(list))
		return conflict_refuse(reader, "%s: not a list", where);
	for (size_t k = 0; k < json_array_size(list); k++) {
		g_autofree char *place = g_strdup_printf("%s[%zu]", where, k);
		ConflictPattern pattern;

		if (!read_pattern(reader, json_array_get(list, k), place, &pattern))
			return false;
		g_array_append_val(patterns, pattern);
	}
	return true;
}

static bool
note_id(const ConflictReader *reader, uint32_t state)
{
	int64_t *id = &reader->conflict->states[state].id;

	if (g_hash_table_insert(reader->ids, id, GUINT_TO_POINTER(state + 1)))
		return true;
	return conflict_refuse(reader, "states: state %" G_GINT64_FORMAT " stands twice", *id);
}

static bool
read_state(const ConflictReader *reader, json_t *value, uint32_t index)
{
	static const char *const known[] = { "id", "options", "label", "note", NULL };
	ConflictState *state = &reader->conflict->states[index];
	const json_t *id = json_object_get(value, "id"),
		     *label = json_object_get(value, "label");
	const json_t *options = json_object_get(value, "options");
	g_autofree char *where = g_strdup_printf("states[%u]", index);

	if (!json_is_object(value) || !json_is_integer(id))
		return conflict_refuse(reader, "%s: no id, which is a whole number", where);
	state->id = json_integer_value(id);
	if (label && !json_is_null(label) &&
	    !conflict_take_name(reader, label, where, &state->label))
		return false;
	return conflict_check_keys(reader, value, known, where) &&
	       (!reader->conflict->n_options ||
	        read_pattern(reader, options, where, &state->pattern)) &&
	       note_id(reader, index);
}

static bool
read_states(const ConflictReader *reader, const json_t *root)
{
	Conflict *conflict = reader->conflict;
	const json_t *states = json_object_get(root, "states");
	size_t n = json_array_size(states);
	g_autoptr(GArray) infeasible = g_array_new(FALSE, FALSE, sizeof(ConflictPattern));
	g_autoptr(GArray) same = g_array_new(FALSE, FALSE, sizeof(ConflictPattern));

	if (!read_patterns(reader, json_object_get(root, "infeasible"), "infeasible",
	                   infeasible) ||
	    !read_patterns(reader, json_object_get(root, "same"), "same", same))
		return false;
	if (!states) {
		if (!conflict_derive_states(
			conflict, (const ConflictPattern *)infeasible->data, infeasible->len,
			(const ConflictPattern *)same->data, same->len, reader->error)) {
			g_prefix_error(reader->error, "options: ");
			return false;
		}
		for (uint32_t s = 0; s < conflict->n_states; s++)
			if (!note_id(reader, s))
				return false;
		return true;
	}
	if (infeasible->len || same->len)
		return conflict_refuse(reader, "%s: stands beside states, which already say so",
		                       infeasible->len ? "infeasible" : "same");
	if (!n)
		return conflict_refuse(reader, "states: there are none");
	if (n > CONFLICT_MOST_STATES)
		return conflict_refuse(reader, "states: %zu are more than %u", n,
		                       CONFLICT_MOST_STATES);
	conflict->states = arena_new0(conflict->arena, ConflictState, n);
	conflict->n_states = (uint32_t)n;
	for (uint32_t s = 0; s < n; s++)
		if (!read_state(reader, json_array_get(states, s), s))
			return false;
	return true;
}

bool
conflict_find_state(const ConflictReader *reader, const json_t *value, const char *where,
                    uint32_t *state)
{
	int64_t id = json_integer_value(value);
	gpointer found = json_is_integer(value) ? g_hash_table_lookup(reader->ids, &id) : NULL;

	if (!json_is_integer(value))
		return conflict_refuse(reader, "%s: not the id of a state", where);
	if (!found)
		return conflict_refuse(reader, "%s: there is no state %" G_GINT64_FORMAT, where,
		                       id);
	*state = GPOINTER_TO_UINT(found) - 1;
	return true;
}

bool
conflict_find_pair(const ConflictReader *reader, const json_t *value, const char *where,
                   uint32_t pair[2])
{
	if (json_array_size(value) != 2)
		return conflict_refuse(reader, "%s: not a pair of states", where);
	if (!conflict_find_state(reader, json_array_get(value, 0), where, &pair[0]) ||
	    !conflict_find_state(reader, json_array_get(value, 1), where, &pair[1]))
		return false;
	return pair[0] != pair[1] ||
	       conflict_refuse(reader, "%s: both states are %" G_GINT64_FORMAT, where,
	                       reader->conflict->states[pair[0]].id);
}

static bool
read_moves_of(const ConflictReader *reader, const json_t *list, uint32_t party)
{
	size_t n = json_array_size(list);
	g_autofree uint32_t(*pairs)[2] = g_malloc_n(n + 1, sizeof *pairs);

	if (list && !json_is_array(list))
		return conflict_refuse(reader, "moves of %s: not a list",
		                       reader->conflict->parties[party].name);
	for (size_t k = 0; k < n; k++) {
		g_autofree char *where = g_strdup_printf(
		    "moves of %s[%zu]", reader->conflict->parties[party].name, k);

		if (!conflict_find_pair(reader, json_array_get(list, k), where, pairs[k]))
			return false;
	}
	conflict_set_moves(reader->conflict, party, pairs, n);
	return true;
}

/* Keys of an object by decision maker are decision makers. */
bool
conflict_check_parties(const ConflictReader *reader, json_t *object, const char *where)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return conflict_refuse(reader, "%s: not an object by decision maker", where);
	json_object_foreach(
	    object, key,
	    value) if (party_of(reader, key) ==
	               UINT32_MAX) return conflict_refuse(reader, "%s: no decision maker '%s'",
	                                                  where, key);
	return true;
}

static bool
read_moves(const ConflictReader *reader, json_t *moves)
{
	Conflict *conflict = reader->conflict;

	if (!moves) {
		if (conflict_derive_moves(conflict, reader->error))
			return true;
		g_prefix_error(reader->error, "moves: ");
		return false;
	}
	if (!conflict_check_parties(reader, moves, "moves"))
		return false;
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		if (!read_moves_of(reader, json_object_get(moves, conflict->parties[i].name),
		                   i))
			return false;
	return true;
}

static bool
read_start(const ConflictReader *reader, const json_t *root)
{
	const json_t *start = json_object_get(root, "status_quo");

	if (json_is_object(start))
		start = json_object_get(start, "start");
	return !start ||
	       conflict_find_state(reader, start, "status_quo", &reader->conflict->start);
}

static bool
read_conflict(const ConflictReader *reader, json_t *root)
{
	static const char *const known[] = {
		"id",       "kind",       "title",      "source",     "dms",   "options",
		"states",   "infeasible", "same",       "moves",      "note",  "expected",
		"verified", "preference", "definition", "status_quo", "notes", NULL
	};
	const char *kind = json_string_value(json_object_get(root, "kind"));
	json_t *states = json_object_get(root, "states"),
	       *moves = json_object_get(root, "moves");

	if (!json_is_object(root))
		return conflict_refuse(reader, "not a JSON object");
	if (kind && g_str_equal(kind, "spatial"))
		return conflict_refuse(reader,
		                       "positions on a line, which 'entente forecast' reads");
	if (kind && !g_str_has_prefix(kind, "gmcr"))
		return conflict_refuse(reader, "kind: '%s' is no conflict", kind);
	if (json_object_get(root, "title") &&
	    !conflict_take_name(reader, json_object_get(root, "title"), "title",
	                        &reader->conflict->title))
		return false;
	return conflict_check_keys(reader, root, known, "file") &&
	       read_parties(reader, json_object_get(root, "dms")) &&
	       read_options(reader, json_object_get(root, "options"), !states || !moves) &&
	       read_states(reader, root) && read_moves(reader, moves) &&
	       conflict_read_preferences(reader, json_object_get(root, "preference")) &&
	       read_start(reader, root);
}

Conflict *
conflict_from_json(const char *bytes, size_t length, GError **error)
{
	json_error_t why;
	json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &why);
	g_autoptr(Conflict) conflict = conflict_new();
	g_autoptr(GHashTable) ids = g_hash_table_new(g_int64_hash, g_int64_equal);
	const ConflictReader reader = { conflict, ids, error };

	if (!root) {
		g_autofree char *reason = harmless_line(why.text);

		conflict_refuse(&reader, "line %d: %s", MAX(why.line, 1), reason);
		return NULL;
	}
	bool good = read_conflict(&reader, root);
	json_decref(root);
	return good ? g_steal_pointer(&conflict) : NULL;
}
