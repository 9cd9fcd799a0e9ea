/* Conflict files in.
 *
 * Moves as they are written count, not what the options would allow; only a file without moves
 * has them derived.  A file comes from anybody: every number is checked, and one line says
 * where the first fault lies.  The fuzz target is tests/fuzz/fuzz-conflict.c. */
#include "model/conflict-json.h"

#include "base/harmless.h"
#include "model/preference.h"
#include "model/statements.h"

#include <entente/error.h>
#include <string.h>

enum { MOST_PATTERNS = 1000, MOST_NAME = 1000 };

typedef struct {
	Conflict *conflict;
	GHashTable *ids; /* int64_t * -> 1 + index */
	GError **error;
} Reader;

static bool G_GNUC_PRINTF(2, 3) refuse(const Reader *reader, const char *format, ...)
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
static bool
check_keys(const Reader *reader, json_t *object, const char *const *known, const char *where)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		if (g_strv_contains(known, key))
			continue;
		for (size_t k = 0; known[k]; k++)
			if (is_slip(key, known[k]))
				return refuse(reader,
				              "%s: unknown key '%s'; did you mean '%s'?", where,
				              key, known[k]);
		if (!reader->conflict->caution)
			reader->conflict->caution =
			    arena_printf(reader->conflict->arena,
			                 "%s: unknown key '%.60s' is passed over", where, key);
	}
	return true;
}

static bool
take_name(const Reader *reader, const json_t *value, const char *where, const char **name)
{
	const char *text = json_string_value(value);

	if (!text || !*text)
		return refuse(reader, "%s: a name is missing", where);
	if (strlen(text) > MOST_NAME || !harmless_text(text))
		return refuse(reader,
		              "%s: a name is longer than a line or holds control characters",
		              where);
	*name = arena_strdup(reader->conflict->arena, text);
	return true;
}

static uint32_t
party_of(const Reader *reader, const char *name)
{
	const Conflict *conflict = reader->conflict;

	for (uint32_t i = 0; name && i < conflict->n_parties; i++)
		if (g_str_equal(conflict->parties[i].name, name))
			return i;
	return UINT32_MAX;
}

static bool
read_parties(const Reader *reader, const json_t *dms)
{
	Conflict *conflict = reader->conflict;
	size_t n = json_array_size(dms);

	if (!n)
		return refuse(reader, "dms: no decision makers");
	if (n > CONFLICT_MOST_PARTIES)
		return refuse(reader, "dms: %zu decision makers are more than %d", n,
		              CONFLICT_MOST_PARTIES);
	conflict->parties = arena_new0(conflict->arena, ConflictParty, n);
	for (size_t i = 0; i < n; i++) {
		const char *name;

		if (!take_name(reader, json_array_get(dms, i), "dms", &name))
			return false;
		if (party_of(reader, name) != UINT32_MAX)
			return refuse(reader, "dms: '%s' stands twice", name);
		conflict->parties[conflict->n_parties++].name = name;
	}
	return true;
}

static bool
read_option(const Reader *reader, json_t *value, ConflictOption *option)
{
	static const char *const known[] = { "name", "dm", "direction", "note", NULL };
	Conflict *conflict = reader->conflict;
	g_autofree char *where = g_strdup_printf("options[%u]", conflict->n_options);
	const char *dm = json_string_value(json_object_get(value, "dm"));
	const json_t *direction = json_object_get(value, "direction");

	if (!json_is_object(value))
		return refuse(reader, "%s: not an object", where);
	if (!check_keys(reader, value, known, where) ||
	    !take_name(reader, json_object_get(value, "name"), where, &option->name))
		return false;
	option->party = party_of(reader, dm);
	if (option->party == UINT32_MAX)
		return refuse(reader, "%s: no decision maker '%s'", where, dm ? dm : "");
	if (!direction)
		return true;
	for (int k = 0; json_is_string(direction) && k < CONFLICT_N_DIRECTIONS; k++)
		if (g_str_equal(conflict_directions[k], json_string_value(direction))) {
			option->direction = (ConflictDirection)k;
			return true;
		}
	return refuse(reader, "%s: direction is 'both', 'fwd' or 'back'", where);
}

static bool
read_options(const Reader *reader, const json_t *options, bool needed)
{
	Conflict *conflict = reader->conflict;
	size_t n = json_array_size(options);

	if (!n && (options || needed))
		return refuse(reader, "options: there are none");
	if (n > CONFLICT_MOST_OPTIONS)
		return refuse(reader, "options: %zu are more than %d", n,
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
read_pattern(const Reader *reader, const json_t *value, const char *where,
             ConflictPattern *pattern)
{
	const char *letters = json_string_value(value);
	uint32_t n = reader->conflict->n_options;

	*pattern = (ConflictPattern){ 0, 0 };
	if (!letters || strlen(letters) != n || strspn(letters, "YN-") != n)
		return refuse(reader, "%s: options are %u letters Y, N or -, one an option",
		              where, n);
	for (uint32_t k = 0; k < n; k++) {
		pattern->taken |= (uint64_t)(letters[k] == 'Y') << k;
		pattern->open |= (uint64_t)(letters[k] == '-') << k;
	}
	return true;
}

static bool
read_patterns(const Reader *reader, const json_t *list, const char *where, GArray *patterns)
{
	if (json_array_size(list) > MOST_PATTERNS)
		return refuse(reader, "%s: more than %d patterns", where, MOST_PATTERNS);
	if (list && !json_is_array(list))
		return refuse(reader, "%s: not a list", where);
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
note_id(const Reader *reader, uint32_t state)
{
	int64_t *id = &reader->conflict->states[state].id;

	if (g_hash_table_insert(reader->ids, id, GUINT_TO_POINTER(state + 1)))
		return true;
	return refuse(reader, "states: state %" G_GINT64_FORMAT " stands twice", *id);
}

static bool
read_state(const Reader *reader, json_t *value, uint32_t index)
{
	static const char *const known[] = { "id", "options", "label", "note", NULL };
	ConflictState *state = &reader->conflict->states[index];
	const json_t *id = json_object_get(value, "id"),
		     *label = json_object_get(value, "label");
	const json_t *options = json_object_get(value, "options");
	g_autofree char *where = g_strdup_printf("states[%u]", index);

	if (!json_is_object(value) || !json_is_integer(id))
		return refuse(reader, "%s: no id, which is a whole number", where);
	state->id = json_integer_value(id);
	if (label && !json_is_null(label) && !take_name(reader, label, where, &state->label))
		return false;
	return check_keys(reader, value, known, where) &&
	       (!reader->conflict->n_options ||
	        read_pattern(reader, options, where, &state->pattern)) &&
	       note_id(reader, index);
}

static bool
read_states(const Reader *reader, const json_t *root)
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
		return refuse(reader, "%s: stands beside states, which already say so",
		              infeasible->len ? "infeasible" : "same");
	if (!n)
		return refuse(reader, "states: there are none");
	if (n > CONFLICT_MOST_STATES)
		return refuse(reader, "states: %zu are more than %u", n, CONFLICT_MOST_STATES);
	conflict->states = arena_new0(conflict->arena, ConflictState, n);
	conflict->n_states = (uint32_t)n;
	for (uint32_t s = 0; s < n; s++)
		if (!read_state(reader, json_array_get(states, s), s))
			return false;
	return true;
}

static bool
find_state(const Reader *reader, const json_t *value, const char *where, uint32_t *state)
{
	int64_t id = json_integer_value(value);
	gpointer found = json_is_integer(value) ? g_hash_table_lookup(reader->ids, &id) : NULL;

	if (!json_is_integer(value))
		return refuse(reader, "%s: not the id of a state", where);
	if (!found)
		return refuse(reader, "%s: there is no state %" G_GINT64_FORMAT, where, id);
	*state = GPOINTER_TO_UINT(found) - 1;
	return true;
}

static bool
find_pair(const Reader *reader, const json_t *value, const char *where, uint32_t pair[2])
{
	if (json_array_size(value) != 2)
		return refuse(reader, "%s: not a pair of states", where);
	if (!find_state(reader, json_array_get(value, 0), where, &pair[0]) ||
	    !find_state(reader, json_array_get(value, 1), where, &pair[1]))
		return false;
	return pair[0] != pair[1] || refuse(reader, "%s: both states are %" G_GINT64_FORMAT,
	                                    where, reader->conflict->states[pair[0]].id);
}

static bool
read_moves_of(const Reader *reader, const json_t *list, uint32_t party)
{
	size_t n = json_array_size(list);
	g_autofree uint32_t(*pairs)[2] = g_malloc_n(n + 1, sizeof *pairs);

	if (list && !json_is_array(list))
		return refuse(reader, "moves of %s: not a list",
		              reader->conflict->parties[party].name);
	for (size_t k = 0; k < n; k++) {
		g_autofree char *where = g_strdup_printf(
		    "moves of %s[%zu]", reader->conflict->parties[party].name, k);

		if (!find_pair(reader, json_array_get(list, k), where, pairs[k]))
			return false;
	}
	conflict_set_moves(reader->conflict, party, pairs, n);
	return true;
}

/* Keys of an object by decision maker are decision makers. */
static bool
check_parties(const Reader *reader, json_t *object, const char *where)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return refuse(reader, "%s: not an object by decision maker", where);
	json_object_foreach(object, key,
	                    value) if (party_of(reader, key) ==
	                               UINT32_MAX) return refuse(reader,
	                                                         "%s: no decision maker '%s'",
	                                                         where, key);
	return true;
}

static bool
read_moves(const Reader *reader, json_t *moves)
{
	Conflict *conflict = reader->conflict;

	if (!moves) {
		if (conflict_derive_moves(conflict, reader->error))
			return true;
		g_prefix_error(reader->error, "moves: ");
		return false;
	}
	if (!check_parties(reader, moves, "moves"))
		return false;
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		if (!read_moves_of(reader, json_object_get(moves, conflict->parties[i].name),
		                   i))
			return false;
	return true;
}

/* One party's preference, being read. */
typedef struct {
	const Reader *reader;
	ConflictParty *party;
	char *where;
	uint32_t next; /* rank of the next class */
	uint32_t n_ranked;
} Ranking;

static const uint32_t unranked = UINT32_MAX;

static bool
rank_state(Ranking *ranking, const json_t *value, uint32_t band)
{
	uint32_t state;

	if (!find_state(ranking->reader, value, ranking->where, &state))
		return false;
	if (ranking->party->rank[state] != unranked)
		return refuse(ranking->reader,
		              "%s: state %" G_GINT64_FORMAT
		              " stands twice, which would make it better than itself",
		              ranking->where, ranking->reader->conflict->states[state].id);
	ranking->party->rank[state] = ranking->next;
	ranking->n_ranked++;
	if (ranking->party->band)
		ranking->party->band[state] = band;
	return true;
}

/* Classes of states that are as good as each other, best first. */
static bool
rank_classes(Ranking *ranking, const json_t *classes, uint32_t band)
{
	if (!json_is_array(classes))
		return refuse(ranking->reader, "%s: not a list of states", ranking->where);
	for (size_t k = 0; k < json_array_size(classes); k++) {
		const json_t *class = json_array_get(classes, k);

		if (!json_is_array(class) && !rank_state(ranking, class, band))
			return false;
		for (size_t m = 0; m < json_array_size(class); m++)
			if (!rank_state(ranking, json_array_get(class, m), band))
				return false;
		if (!json_is_array(class) || json_array_size(class))
			ranking->next++;
	}
	return true;
}

static bool
all_ranked(const Ranking *ranking)
{
	const Conflict *conflict = ranking->reader->conflict;

	for (uint32_t s = 0; s < conflict->n_states; s++)
		if (ranking->party->rank[s] == unranked)
			return refuse(ranking->reader,
			              "%s: state %" G_GINT64_FORMAT " is missing",
			              ranking->where, conflict->states[s].id);
	return true;
}

static bool
begin_partial(const Ranking *ranking)
{
	Conflict *conflict = ranking->reader->conflict;
	size_t n = conflict->n_states;

	if (n > CONFLICT_MOST_PARTIAL)
		return refuse(ranking->reader,
		              "%s: of more than %d states every comparison has to be known",
		              ranking->where, CONFLICT_MOST_PARTIAL);
	ranking->party->unknown = arena_new0(conflict->arena, uint64_t, n * n / 64 + 1);
	return true;
}

static void
set_unknown(const Ranking *ranking, uint32_t a, uint32_t b)
{
	size_t n = ranking->reader->conflict->n_states;

	ranking->party->unknown[(a * n + b) / 64] |= UINT64_C(1) << (a * n + b) % 64;
	ranking->party->unknown[(b * n + a) / 64] |= UINT64_C(1) << (b * n + a) % 64;
}

/* Where all turned out to be known, nothing is partial. */
static void
end_partial(const Ranking *ranking)
{
	Conflict *conflict = ranking->reader->conflict;
	size_t n = conflict->n_states, n_words = n * n / 64 + 1;
	bool is_partial = false;

	for (size_t w = 0; w < n_words && !is_partial; w++)
		is_partial = ranking->party->unknown[w] != 0;
	conflict->is_partial |= is_partial;
	if (!is_partial)
		ranking->party->unknown = NULL;
}

/* {"order": classes, "unknown": pairs}; a longer list is unknown between any two of it. */
static bool
read_order(Ranking *ranking, const json_t *value)
{
	const json_t *unknown = json_object_get(value, "unknown");

	if (!rank_classes(ranking, json_object_get(value, "order"), 0) || !all_ranked(ranking))
		return false;
	if (!unknown)
		return true;
	if (!json_is_array(unknown))
		return refuse(ranking->reader, "%s: unknown is no list of pairs",
		              ranking->where);
	if (!begin_partial(ranking))
		return false;
	for (size_t k = 0; k < json_array_size(unknown); k++) {
		const json_t *group = json_array_get(unknown, k);
		size_t n = json_array_size(group);

		if (n < 2)
			return refuse(ranking->reader, "%s: unknown[%zu] is no pair of states",
			              ranking->where, k);
		for (size_t x = 0; x < n; x++)
			for (size_t y = x + 1; y < n; y++) {
				uint32_t a, b;

				if (!find_state(ranking->reader, json_array_get(group, x),
				                ranking->where, &a) ||
				    !find_state(ranking->reader, json_array_get(group, y),
				                ranking->where, &b))
					return false;
				if (a != b)
					set_unknown(ranking, a, b);
			}
	}
	end_partial(ranking);
	return true;
}

static bool
begin_bands(const Ranking *ranking)
{
	Conflict *conflict = ranking->reader->conflict;

	ranking->party->band = arena_new0(conflict->arena, uint32_t, conflict->n_states);
	conflict->has_strength = true;
	return true;
}

/* {"greatly_above_all": …, "mild_order": classes, "greatly_below_all": …}: a list of states of
 * the outer two is one class, a list of lists several. */
static bool
read_mild(Ranking *ranking, const json_t *value)
{
	static const char *const parts[] = { "greatly_above_all", "mild_order",
		                             "greatly_below_all" };

	begin_bands(ranking);
	for (uint32_t band = 0; band < G_N_ELEMENTS(parts); band++) {
		json_t *part = json_object_get(value, parts[band]);

		if (!part)
			continue;
		if (band != 1 && !json_is_array(json_array_get(part, 0))) {
			json_t *class = json_pack("[O]", part);
			bool good = rank_classes(ranking, class, band);

			json_decref(class);
			if (!good)
				return false;
		} else if (!rank_classes(ranking, part, band)) {
			return false;
		}
	}
	return all_ranked(ranking);
}

/* {"bands": [classes, …]}: each greatly below the one before it. */
static bool
read_bands(Ranking *ranking, const json_t *value)
{
	const json_t *bands = json_object_get(value, "bands");

	begin_bands(ranking);
	for (size_t k = 0; k < json_array_size(bands); k++)
		if (!rank_classes(ranking, json_array_get(bands, k), (uint32_t)k))
			return false;
	return all_ranked(ranking);
}

static bool
add_class(const Ranking *ranking, Preference *preference, const json_t *upper,
          const json_t *lower, bool better)
{
	size_t n = json_is_array(upper) ? json_array_size(upper) : 1;
	size_t m = json_is_array(lower) ? json_array_size(lower) : 1;

	for (size_t x = 0; x < n; x++)
		for (size_t y = 0; y < m; y++) {
			const json_t *p =
			    json_is_array(upper) ? json_array_get(upper, x) : upper;
			const json_t *q =
			    json_is_array(lower) ? json_array_get(lower, y) : lower;
			uint32_t a, b;

			if (!find_state(ranking->reader, p, ranking->where, &a) ||
			    !find_state(ranking->reader, q, ranking->where, &b))
				return false;
			if (a != b || better)
				preference_add(preference, a, b, better);
		}
	return true;
}

static bool
add_chain(const Ranking *ranking, Preference *preference, const json_t *chain)
{
	if (!json_is_array(chain))
		return refuse(ranking->reader, "%s: not a list of states", ranking->where);
	for (size_t k = 0; k < json_array_size(chain); k++) {
		const json_t *class = json_array_get(chain, k);

		if (!add_class(ranking, preference, class, class, false) ||
		    (k && !add_class(ranking, preference, json_array_get(chain, k - 1), class,
		                     true)))
			return false;
	}
	return true;
}

/* {"chains": [classes, …], "better": pairs, "equal": pairs}: what does not follow from these is
 * unknown. */
static bool
read_partial(Ranking *ranking, const json_t *value)
{
	const struct {
		const json_t *list;
		bool better;
	} pairs[] = { { json_object_get(value, "better"), true },
		      { json_object_get(value, "equal"), false } };
	const json_t *chains = json_object_get(value, "chains");
	const Conflict *conflict = ranking->reader->conflict;
	uint32_t contradicted;

	if (!begin_partial(ranking))
		return false;
	g_autoptr(Preference) preference = preference_new(conflict->n_states);
	for (size_t k = 0; k < json_array_size(chains); k++)
		if (!add_chain(ranking, preference, json_array_get(chains, k)))
			return false;
	for (size_t p = 0; p < G_N_ELEMENTS(pairs); p++)
		for (size_t k = 0; k < json_array_size(pairs[p].list); k++) {
			uint32_t pair[2];

			if (!find_pair(ranking->reader, json_array_get(pairs[p].list, k),
			               ranking->where, pair))
				return false;
			preference_add(preference, pair[0], pair[1], pairs[p].better);
		}
	if (preference_close(preference, ranking->party->rank, ranking->party->unknown,
	                     &contradicted)) {
		end_partial(ranking);
		return true;
	}
	return refuse(ranking->reader,
	              "%s: a cycle would make state %" G_GINT64_FORMAT " better than itself",
	              ranking->where, conflict->states[contradicted].id);
}

/* {"statements": [text, …]}. */
static bool
read_statements(Ranking *ranking, const json_t *value)
{
	const json_t *list = json_object_get(value, "statements");
	Conflict *conflict = ranking->reader->conflict;
	size_t n = json_array_size(list);
	const char **texts = arena_new0(conflict->arena, const char *, n + 1);

	if (!n || !conflict->n_options)
		return refuse(ranking->reader, "%s: statements without %s", ranking->where,
		              n ? "options" : "one");
	for (size_t k = 0; k < n; k++)
		if (!take_name(ranking->reader, json_array_get(list, k), ranking->where,
		               &texts[k]))
			return false;
	ranking->party->statements = texts;
	if (statements_rank(conflict, texts, ranking->party->rank, ranking->reader->error))
		return true;
	g_prefix_error(ranking->reader->error, "%s: ", ranking->where);
	return false;
}

/* The ways to say a preference, by the key that tells them apart. */
static const struct {
	const char *key;
	bool (*read)(Ranking *ranking, const json_t *value);
} forms[] = {
	{ "order", read_order },    { "mild_order", read_mild },
	{ "bands", read_bands },    { "chains", read_partial },
	{ "better", read_partial }, { "statements", read_statements },
};

static bool
read_preference_of(const Reader *reader, json_t *value, ConflictParty *party)
{
	static const char *const known[] = { "order",      "unknown", "mild_order",
		                             "bands",      "chains",  "greatly_below_all",
		                             "better",     "equal",   "greatly_above_all",
		                             "statements", "note",    NULL };
	Conflict *conflict = reader->conflict;
	g_autofree char *where = g_strdup_printf("preference of %s", party->name);
	Ranking ranking = { .reader = reader, .party = party, .where = where };

	if (!value)
		return refuse(reader, "%s: missing", where);
	party->rank = arena_new0(conflict->arena, uint32_t, conflict->n_states);
	memset(party->rank, 0xff, sizeof *party->rank * conflict->n_states);
	if (json_is_array(value))
		return rank_classes(&ranking, value, 0) && all_ranked(&ranking);
	if (!json_is_object(value))
		return refuse(reader, "%s: not a list of states", where);
	if (!check_keys(reader, value, known, where))
		return false;
	for (size_t k = 0; k < G_N_ELEMENTS(forms); k++)
		if (json_object_get(value, forms[k].key))
			return forms[k].read(&ranking, value);
	return refuse(
	    reader, "%s: none of order, mild_order, bands, chains, better, statements", where);
}

static bool
read_preferences(const Reader *reader, json_t *preference)
{
	Conflict *conflict = reader->conflict;

	if (!preference || !check_parties(reader, preference, "preference"))
		return preference ? false : refuse(reader, "preference: missing");
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		if (!read_preference_of(reader,
		                        json_object_get(preference, conflict->parties[i].name),
		                        &conflict->parties[i]))
			return false;
	return true;
}

static bool
read_start(const Reader *reader, const json_t *root)
{
	const json_t *start = json_object_get(root, "status_quo");

	if (json_is_object(start))
		start = json_object_get(start, "start");
	return !start || find_state(reader, start, "status_quo", &reader->conflict->start);
}

static bool
read_conflict(const Reader *reader, json_t *root)
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
		return refuse(reader, "not a JSON object");
	if (kind && g_str_equal(kind, "spatial"))
		return refuse(reader, "positions on a line, which 'entente forecast' reads");
	if (kind && !g_str_has_prefix(kind, "gmcr"))
		return refuse(reader, "kind: '%s' is no conflict", kind);
	if (json_object_get(root, "title") && !take_name(reader, json_object_get(root, "title"),
	                                                 "title", &reader->conflict->title))
		return false;
	return check_keys(reader, root, known, "file") &&
	       read_parties(reader, json_object_get(root, "dms")) &&
	       read_options(reader, json_object_get(root, "options"), !states || !moves) &&
	       read_states(reader, root) && read_moves(reader, moves) &&
	       read_preferences(reader, json_object_get(root, "preference")) &&
	       read_start(reader, root);
}

Conflict *
conflict_from_json(const char *bytes, size_t length, GError **error)
{
	json_error_t why;
	json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &why);
	g_autoptr(Conflict) conflict = conflict_new();
	g_autoptr(GHashTable) ids = g_hash_table_new(g_int64_hash, g_int64_equal);
	const Reader reader = { conflict, ids, error };

	if (!root) {
		g_autofree char *reason = harmless_line(why.text);

		refuse(&reader, "line %d: %s", MAX(why.line, 1), reason);
		return NULL;
	}
	bool good = read_conflict(&reader, root);
	json_decref(root);
	return good ? g_steal_pointer(&conflict) : NULL;
}
