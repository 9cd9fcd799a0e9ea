/* Votes of independent sources: ballots are noted as they come and counted once. */
#include "gather/tally.h"

#include <string.h>

typedef struct {
	uint32_t vote, source;
} Ballot;

struct Tally {
	GHashTable *by_text; /* text -> index into votes + 1 */
	GArray *votes;       /* Vote */
	GArray *ballots;     /* Ballot */
};

Tally *
tally_new(void)
{
	Tally *tally = g_new0(Tally, 1);

	tally->by_text = g_hash_table_new(g_str_hash, g_str_equal);
	tally->votes = g_array_new(FALSE, FALSE, sizeof(Vote));
	tally->ballots = g_array_new(FALSE, FALSE, sizeof(Ballot));
	return tally;
}

void
tally_free(Tally *tally)
{
	if (!tally)
		return;
	g_hash_table_unref(tally->by_text);
	g_array_unref(tally->votes);
	g_array_unref(tally->ballots);
	g_free(tally);
}

void
tally_add(Tally *tally, const char *text, uint32_t source)
{
	if (!text)
		return;
	uint32_t vote = GPOINTER_TO_UINT(g_hash_table_lookup(tally->by_text, text));
	if (!vote) {
		g_array_append_val(tally->votes, ((Vote){ text, 0, 0 }));
		vote = tally->votes->len;
		g_hash_table_insert(tally->by_text, (char *)text, GUINT_TO_POINTER(vote));
	}
	g_array_append_val(tally->ballots, ((Ballot){ vote - 1, source }));
}

static int
compare_ballots(gconstpointer a, gconstpointer b)
{
	const Ballot *left = a, *right = b;

	if (left->vote != right->vote)
		return left->vote < right->vote ? -1 : 1;
	return left->source < right->source ? -1 : left->source > right->source;
}

static int
compare_votes(gconstpointer a, gconstpointer b)
{
	const Vote *left = a, *right = b;
	size_t left_length = strlen(left->text), right_length = strlen(right->text);

	if (left->n_sources != right->n_sources)
		return left->n_sources > right->n_sources ? -1 : 1;
	if (left->n_mentions != right->n_mentions)
		return left->n_mentions > right->n_mentions ? -1 : 1;
	if (left_length != right_length)
		return left_length > right_length ? -1 : 1;
	return strcmp(left->text, right->text);
}

const Vote *
tally_rank(Tally *tally, size_t *n)
{
	Vote *votes = (Vote *)tally->votes->data;
	const Ballot *ballots = (const Ballot *)tally->ballots->data;

	g_array_sort(tally->ballots, compare_ballots);
	for (guint i = 0; i < tally->ballots->len; i++) {
		Vote *vote = &votes[ballots[i].vote];

		vote->n_mentions++;
		vote->n_sources += !i || compare_ballots(&ballots[i - 1], &ballots[i]);
	}
	g_array_set_size(tally->ballots, 0);
	g_hash_table_remove_all(tally->by_text);
	g_array_sort(tally->votes, compare_votes);
	*n = tally->votes->len;
	return votes;
}

const char *
tally_first(Tally *tally)
{
	size_t n;
	const Vote *votes = tally_rank(tally, &n);

	return n ? votes[0].text : NULL;
}

const char *const *
tally_texts(Tally *tally, Arena *arena)
{
	size_t n;
	const Vote *votes = tally_rank(tally, &n);

	if (!n)
		return NULL;
	const char **texts = arena_new0(arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		texts[i] = votes[i].text;
	return texts;
}
