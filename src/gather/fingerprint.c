/* Words are hashed, then runs of five of them. */
#include "gather/fingerprint.h"

#include "gather/words.h"

enum {
	SHINGLE_WORDS = 5,
	FEWEST_WORDS = 30 /* outside quotations; a page with fewer is compared whole */
};

typedef struct {
	uint64_t words[SHINGLE_WORDS];
	size_t n_words, run; /* counted in all, and since the last quotation */
	bool with_quotes;
	GArray *hashes;
} Scan;

static uint64_t
mix(uint64_t x)
{
	x ^= x >> 31;
	x *= 0x7fb5d329728ea185u;
	x ^= x >> 27;
	x *= 0x81dadef4bc2dd44du;
	return x ^ x >> 33;
}

static uint64_t
hash_word(const char *word, size_t length)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 0x100000001b3u;
	return mix(hash);
}

static void
add_word(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Scan *scan = user_data;
	uint64_t hash = 0;

	if (quoted && !scan->with_quotes) {
		scan->run = 0;
		return;
	}
	scan->n_words++;
	scan->words[scan->run++ % SHINGLE_WORDS] = hash_word(word, length);
	if (scan->run < SHINGLE_WORDS)
		return;
	for (size_t i = 0; i < SHINGLE_WORDS; i++)
		hash = mix(hash + scan->words[(scan->run + i) % SHINGLE_WORDS]);
	uint32_t kept = (uint32_t)hash;
	g_array_append_val(scan->hashes, kept);
}

static int
compare_hashes(gconstpointer a, gconstpointer b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

static void
keep_each_once(GArray *hashes)
{
	guint kept = 0;

	g_array_sort(hashes, compare_hashes);
	for (guint i = 0; i < hashes->len; i++) {
		uint32_t hash = g_array_index(hashes, uint32_t, i);

		if (!kept || g_array_index(hashes, uint32_t, kept - 1) != hash)
			g_array_index(hashes, uint32_t, kept++) = hash;
	}
	g_array_set_size(hashes, kept);
}

GArray *
fingerprint_new(const char *text)
{
	GArray *hashes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	Scan scan = { .hashes = hashes };

	each_word(text, add_word, &scan);
	if (scan.n_words < FEWEST_WORDS) {
		g_array_set_size(hashes, 0);
		scan = (Scan){ .hashes = hashes, .with_quotes = true };
		each_word(text, add_word, &scan);
	}
	keep_each_once(hashes);
	return hashes;
}
