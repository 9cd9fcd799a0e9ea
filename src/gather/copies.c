/* Sources that copy one another: wire text reprinted whole, abridged, or under another title.
 *
 * What counts is containment: the share of the shorter page's shingles (fingerprint.h) that the
 * other page has too.  Reprints share as little as a third, so that a resemblance relative to
 * both texts would miss abridged copy.  Words inside quotation marks do not count, since two
 * independent reports quote the same statement in the same words.
 *
 * A page is a copy of the head with which it shares most, and heads are chosen first come: the
 * earliest published, undated ones by length; so copies never form chains, and a round-up that
 * holds two agencies' reports does not make one the copy of the other.
 *
 * A. Broder, On the resemblance and containment of documents (1997).  Shingles are sampled by
 * hash and sorted; a shingle's pages are compared with the first of them and with their
 * neighbour only, so the cost is that of sorting the sample.  A shingle in more than a tenth
 * of many pages is boilerplate, unless such shingles are the bulk of a page. */
#include "gather/fingerprint.h"
#include "gather/gathering.h"
#include "gather/texts.h"

#include <string.h>

enum {
	FEWEST_SHARED = 12, /* shingles, before sampling thins them out */
	COMMON_PAGES = 50,  /* a shingle in more than these and a tenth of all is boilerplate */
	CHARS_A_WORD = 6,
	SAMPLE_OF_ALL = 2 * 1000 * 1000,
	SAMPLE_A_PAGE = 64
};

static const double least_containment = 0.3;

typedef struct {
	uint32_t hash;
	uint32_t rank; /* of the page: heads are sought in this order */
} Shingle;

static int
compare_shingles(gconstpointer a, gconstpointer b)
{
	const Shingle *left = a, *right = b;

	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	return left->rank < right->rank ? -1 : left->rank > right->rank;
}

/* Those of the page's shingles that are in the sample, one in `sample`. */
static void
add_shingles(const Gathering *gathering, GArray *shingles, const EntenteSource *source,
             uint32_t rank, uint32_t sample)
{
	g_autoptr(GArray) hashes = source->text
	                               ? fingerprint_new(source->text)
	                               : texts_fingerprint(gathering->texts, source->id);

	for (guint i = 0; hashes && i < hashes->len; i++) {
		uint32_t hash = g_array_index(hashes, uint32_t, i);

		if (!(hash & (sample - 1)))
			g_array_append_val(shingles, ((Shingle){ hash, rank }));
	}
}

static int
compare_heads(gconstpointer a, gconstpointer b)
{
	const Page *left = *(const Page *const *)a, *right = *(const Page *const *)b;
	const char *left_day = left->source.published, *right_day = right->source.published;

	if (!left_day && !right_day && left->source.chars != right->source.chars)
		return left->source.chars > right->source.chars ? -1 : 1;
	return left < right ? -1 : left > right; /* pages stand by day and id */
}

/* The pages in the order in which they may become heads. */
static const Page **
rank_pages(const Gathering *gathering)
{
	const Page **ranked = g_new(const Page *, gathering->n_pages + 1);

	for (uint32_t i = 0; i < gathering->n_pages; i++)
		ranked[i] = &gathering->pages[i];
	qsort(ranked, gathering->n_pages, sizeof *ranked, compare_heads);
	return ranked;
}

/* One shingle in so many, a power of two. */
static uint32_t
choose_sample(const Gathering *gathering)
{
	uint64_t words = 0;
	uint32_t sample = 1;
	uint64_t most =
	    MAX((uint64_t)SAMPLE_OF_ALL, (uint64_t)gathering->n_pages * SAMPLE_A_PAGE);

	for (uint32_t i = 0; i < gathering->n_pages; i++)
		words += (uint64_t)MAX(gathering->pages[i].source.chars, 0) / CHARS_A_WORD;
	while (words / sample > most)
		sample *= 2;
	return sample;
}

/* All pages' shingles, sorted, each once a page; `n_shingles` counts them by rank. */
static GArray *
collect_shingles(const Gathering *gathering, const Page *const *ranked, uint32_t sample,
                 uint32_t *n_shingles)
{
	GArray *shingles = g_array_new(FALSE, FALSE, sizeof(Shingle));
	guint kept = 0;

	for (uint32_t rank = 0; rank < gathering->n_pages; rank++)
		add_shingles(gathering, shingles, &ranked[rank]->source, rank, sample);
	g_array_sort(shingles, compare_shingles);
	Shingle *all = (Shingle *)shingles->data;
	for (guint i = 0; i < shingles->len; i++) {
		if (kept && !compare_shingles(&all[kept - 1], &all[i]))
			continue;
		all[kept++] = all[i];
		n_shingles[all[i].rank]++;
	}
	g_array_set_size(shingles, kept);
	return shingles;
}

static void
add_pair(GArray *pairs, uint32_t earlier, uint32_t later)
{
	uint64_t pair = (uint64_t)later << 32 | earlier;

	g_array_append_val(pairs, pair);
}

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

/* One past the last shingle of the run with the same hash. */
static guint
run_end(const GArray *shingles, guint first)
{
	const Shingle *all = (const Shingle *)shingles->data;
	guint end = first + 1;

	while (end < shingles->len && all[end].hash == all[first].hash)
		end++;
	return end;
}

/* Pairs each page of a run with the first of them and with its neighbour. */
static void
pair_run(const GArray *shingles, guint first, guint end, const bool *counts, GArray *pairs)
{
	const Shingle *all = (const Shingle *)shingles->data;
	const Shingle *head = NULL, *before = NULL;

	for (guint i = first; i < end; i++) {
		if (counts && !counts[all[i].rank])
			continue;
		if (head)
			add_pair(pairs, head->rank, all[i].rank);
		if (before && before != head)
			add_pair(pairs, before->rank, all[i].rank);
		before = &all[i];
		if (!head)
			head = before;
	}
}

/* The pages of which common shingles are the bulk: reprints of a much copied text, not pages
 * with a common foot. */
static bool *
mostly_common(const GArray *shingles, const uint32_t *n_shingles, uint32_t n_pages,
              guint common)
{
	const Shingle *all = (const Shingle *)shingles->data;
	bool *mostly = g_new0(bool, n_pages + 1);
	g_autofree uint32_t *n_common = g_new0(uint32_t, n_pages + 1);

	for (guint first = 0, end; first < shingles->len; first = end) {
		end = run_end(shingles, first);
		for (guint i = first; end - first > common && i < end; i++)
			n_common[all[i].rank]++;
	}
	for (uint32_t rank = 0; rank < n_pages; rank++)
		mostly[rank] = 2 * n_common[rank] > n_shingles[rank];
	return mostly;
}

/* Pairs of ranks (the later in the upper half), once for each shingle that they share. */
static GArray *
pair_pages(const GArray *shingles, const uint32_t *n_shingles, uint32_t n_pages)
{
	GArray *pairs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	guint common = MAX((guint)COMMON_PAGES, n_pages / 10);
	g_autofree bool *mostly = mostly_common(shingles, n_shingles, n_pages, common);

	for (guint first = 0, end; first < shingles->len; first = end) {
		end = run_end(shingles, first);
		pair_run(shingles, first, end, end - first > common ? mostly : NULL, pairs);
	}
	g_array_sort(pairs, compare_pairs);
	return pairs;
}

/* The head of each rank; a rank that is its own head copies nobody. */
static uint32_t *
choose_heads(const GArray *pairs, const uint32_t *n_shingles, uint32_t n_pages, uint32_t sample)
{
	g_autofree double *best = g_new0(double, n_pages + 1);
	uint32_t *heads = g_new(uint32_t, n_pages + 1);
	guint fewest = MAX(3, (guint)(FEWEST_SHARED / sample));

	for (uint32_t rank = 0; rank < n_pages; rank++)
		heads[rank] = rank;
	for (guint first = 0, end; first < pairs->len; first = end) {
		uint64_t pair = g_array_index(pairs, uint64_t, first);
		uint32_t earlier = (uint32_t)pair, later = (uint32_t)(pair >> 32);

		for (end = first + 1;
		     end < pairs->len && g_array_index(pairs, uint64_t, end) == pair; end++)
			;
		double shared = end - first;
		double contained = shared / MIN(n_shingles[earlier], n_shingles[later]);
		if (end - first < fewest || contained < least_containment ||
		    contained <= best[later] || heads[earlier] != earlier)
			continue;
		best[later] = contained;
		heads[later] = earlier;
	}
	return heads;
}

void
find_copies(Gathering *gathering)
{
	uint32_t n = gathering->n_pages;
	uint32_t sample = choose_sample(gathering);
	g_autofree const Page **ranked = rank_pages(gathering);
	g_autofree uint32_t *n_shingles = g_new0(uint32_t, n + 1);
	g_autoptr(GArray) shingles = collect_shingles(gathering, ranked, sample, n_shingles);
	g_autoptr(GArray) pairs = pair_pages(shingles, n_shingles, n);
	g_autofree uint32_t *heads = choose_heads(pairs, n_shingles, n, sample);

	for (uint32_t rank = 0; rank < n; rank++) {
		Page *page = &gathering->pages[ranked[rank] - gathering->pages];
		const Page *head = ranked[heads[rank]];

		page->head = (uint32_t)(head - gathering->pages);
		page->source.copy_of = head == page ? NULL : head->source.id;
	}
}
