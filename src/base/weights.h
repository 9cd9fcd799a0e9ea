#ifndef BASE_WEIGHTS_H
#define BASE_WEIGHTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The file of a trained model: a header, a table of sections, then the sections, each on a
 * multiple of 64 bytes.  Numbers are little-endian.  It is mapped, never copied. */

typedef struct {
	char magic[8];
	uint32_t version, n_sections;
	uint64_t size;     /* of the whole file */
	uint64_t checksum; /* weights_checksum of what follows the header */
} WeightsHeader;

typedef struct {
	uint64_t offset, size; /* in bytes, from the start of the file */
} WeightsSection;

uint64_t weights_checksum(const void *bytes, size_t size);

/* Maps a model of this magic, version and number of sections, and fills `sections`, each of
 * which lies in the file.  NULL with ENTENTE_ERROR_LEXICON where the file is missing, cut short,
 * damaged or another. */
GMappedFile *weights_open(const char *path, const char magic[8], uint32_t version,
                          uint32_t n_sections, WeightsSection *sections,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the error that the file is `why`. */
bool weights_refuse(const char *path, const char *why, GError **error);

/* The number of places of an open hash table of `size` bytes, `each` a place; 0 unless it is a
 * power of two. */
size_t weights_places(uint64_t size, size_t each);

bool weights_are_finite(const float *values, size_t n);

/* The place of a key in an open hash table of `mask` + 1 places: its own or an empty one. */
static inline uint64_t
weights_place(const uint64_t *keys, uint64_t mask, uint64_t key)
{
	uint64_t place = key & mask;

	while (keys[place] && keys[place] != key)
		place = (place + 1) & mask;
	return place;
}

/* Has the memory send a row of `n` numbers that is read soon. */
static inline void
weights_fetch(const int16_t *row, size_t n)
{
	for (size_t i = 0; i < n; i += 64 / sizeof *row)
		__builtin_prefetch(row + i);
}

#endif
