/* Preferences of conflict files: an order of states, bands of it, partial orders, statements.
 */
#include "model/conflict-read.h"
#include "model/preference.h"
#include "model/statements.h"

#include <string.h>

/* One party's preference, being read. */
typedef struct {
	const ConflictReader *reader;
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

	if (!conflict_find_state(ranking->reader, value, ranking->where, &state))
		return false;
	if (ranking->party->rank[state] != unranked)
		return conflict_refuse(ranking->reader,
		                       "%s: state %" G_GINT64_FORMAT
		                       " stands twice, which would make it better than itself",
		                       ranking->where,
		                       ranking->reader->conflict->states[state].id);
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
		return conflict_refuse(ranking->reader, "%s: not a list of states",
		                       ranking->where);
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
			return conflict_refuse(ranking->reader,
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
		return conflict_refuse(
		    ranking->reader,
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
		return conflict_refuse(ranking->reader, "%s: unknown is no list of pairs",
		                       ranking->where);
	if (!begin_partial(ranking))
		return false;
	for (size_t k = 0; k < json_array_size(unknown); k++) {
		const json_t *group = json_array_get(unknown, k);
		size_t n = json_array_size(group);

		if (n < 2)
			return conflict_refuse(ranking->reader,
			                       "%s: unknown[%zu] is no pair of states",
			                       ranking->where, k);
		for (size_t x = 0; x < n; x++)
			for (size_t y = x + 1; y < n; y++) {
				uint32_t a, b;

				if (!conflict_find_state(ranking->reader,
				                         json_array_get(group, x),
				                         ranking->where, &a) ||
				    !conflict_find_state(ranking->reader,
				                         json_array_get(group, y),
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

			if (!conflict_find_state(ranking->reader, p, ranking->where, &a) ||
			    !conflict_find_state(ranking->reader, q, ranking->where, &b))
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
		return conflict_refuse(ranking->reader, "%s: not a list of states",
		                       ranking->where);
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

			if (!conflict_find_pair(ranking->reader,
			                        json_array_get(pairs[p].list, k),
			                        ranking->where, pair))
				return false;
			preference_add(preference, pair[0], pair[1], pairs[p].better);
		}
	if (preference_close(preference, ranking->party->rank, ranking->party->unknown,
	                     &contradicted)) {
		end_partial(ranking);
		return true;
	}
	return conflict_refuse(ranking->reader,
	                       "%s: a cycle would make state %" G_GINT64_FORMAT
	                       " better than itself",
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
		return conflict_refuse(ranking->reader, "%s: statements without %s",
		                       ranking->where, n ? "options" : "one");
	for (size_t k = 0; k < n; k++)
		if (!conflict_take_name(ranking->reader, json_array_get(list, k),
		                        ranking->where, &texts[k]))
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
read_preference_of(const ConflictReader *reader, json_t *value, ConflictParty *party)
{
	static const char *const known[] = { "order",      "unknown", "mild_order",
		                             "bands",      "chains",  "greatly_below_all",
		                             "better",     "equal",   "greatly_above_all",
		                             "statements", "note",    NULL };
	Conflict *conflict = reader->conflict;
	g_autofree char *where = g_strdup_printf("preference of %s", party->name);
	Ranking ranking = { .reader = reader, .party = party, .where = where };

	if (!value)
		return conflict_refuse(reader, "%s: missing", where);
	party->rank = arena_new0(conflict->arena, uint32_t, conflict->n_states);
	memset(party->rank, 0xff, sizeof *party->rank * conflict->n_states);
	if (json_is_array(value))
		return rank_classes(&ranking, value, 0) && all_ranked(&ranking);
	if (!json_is_object(value))
		return conflict_refuse(reader, "%s: not a list of states", where);
	if (!conflict_check_keys(reader, value, known, where))
		return false;
	for (size_t k = 0; k < G_N_ELEMENTS(forms); k++)
		if (json_object_get(value, forms[k].key))
			return forms[k].read(&ranking, value);
	return conflict_refuse(
	    reader, "%s: none of order, mild_order, bands, chains, better, statements", where);
}

bool
conflict_read_preferences(const ConflictReader *reader, json_t *preference)
{
	Conflict *conflict = reader->conflict;

	if (!preference || !conflict_check_parties(reader, preference, "preference"))
		return preference ? false : conflict_refuse(reader, "preference: missing");
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		if (!read_preference_of(reader,
		                        json_object_get(preference, conflict->parties[i].name),
		                        &conflict->parties[i]))
			return false;
	return true;
}
