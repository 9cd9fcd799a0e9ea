/* Opening a model's file.  Nothing in it is trusted before its checksum fits. */
#include "base/weights.h"

#include <entente/error.h>

#include <math.h>
#include <string.h>

/* Four lanes of multiply and rotate over 32-byte blocks, then the rest by bytes. */
uint64_t
weights_checksum(const void *bytes, size_t size)
{
	const uint64_t prime = 0x9e3779b97f4a7c15u;
	uint64_t lanes[4] = { 1, 2, 3, 4 }, sum = size;
	const unsigned char *at = bytes;

	for (; size >= 32; size -= 32, at += 32)
		for (int l = 0; l < 4; l++) {
			uint64_t block;
			memcpy(&block, at + 8 * l, 8);
			lanes[l] = (lanes[l] ^ block) * prime;
			lanes[l] ^= lanes[l] >> 31;
		}
	for (int l = 0; l < 4; l++)
		sum = (sum ^ lanes[l]) * prime;
	for (; size; size--, at++)
		sum = (sum ^ *at) * prime;
	return sum ^ (sum >> 32);
}

bool
weights_refuse(const char *path, const char *why, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON, "'%s': %s", path, why);
	return false;
}

static bool
check_header(const char *path, const char *bytes, size_t size, const WeightsHeader *wanted,
             GError **error)
{
	WeightsHeader header;

	if (size < sizeof header + wanted->n_sections * sizeof(WeightsSection))
		return weights_refuse(path, "not a model of this kind", error);
	memcpy(&header, bytes, sizeof header);
	if (memcmp(header.magic, wanted->magic, sizeof header.magic) != 0)
		return weights_refuse(path, "not a model of this kind", error);
	if (header.version != wanted->version || header.n_sections != wanted->n_sections)
		return weights_refuse(path, "a model of another version", error);
	if (header.size != size)
		return weights_refuse(path, "the model is cut short", error);
	if (header.checksum != weights_checksum(bytes + sizeof header, size - sizeof header))
		return weights_refuse(path, "the model is damaged", error);
	return true;
}

GMappedFile *
weights_open(const char *path, const char magic[8], uint32_t version, uint32_t n_sections,
             WeightsSection *sections, GError **error)
{
	WeightsHeader wanted = { .version = version, .n_sections = n_sections };
	GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);

	if (!file) {
		weights_refuse(path, "the model cannot be opened", error);
		return NULL;
	}
	memcpy(wanted.magic, magic, sizeof wanted.magic);
	const char *bytes = g_mapped_file_get_contents(file);
	size_t size = g_mapped_file_get_length(file);
	bool fits = check_header(path, bytes, size, &wanted, error);
	if (fits)
		memcpy(sections, bytes + sizeof wanted, n_sections * sizeof *sections);
	for (uint32_t s = 0; fits && s < n_sections; s++)
		if (sections[s].offset % 64 || sections[s].offset > size ||
		    sections[s].size > size - sections[s].offset)
			fits = weights_refuse(path, "the model's sections do not fit", error);
	if (fits)
		return file;
	g_mapped_file_unref(file);
	return NULL;
}

size_t
weights_places(uint64_t size, size_t each)
{
	uint64_t n = size / each;

	return size % each == 0 && n && (n & (n - 1)) == 0 ? (size_t)n : 0;
}

bool
weights_are_finite(const float *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(values[i]))
			return false;
	return true;
}
