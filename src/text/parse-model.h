#ifndef TEXT_PARSE_MODEL_H
#define TEXT_PARSE_MODEL_H

#include "text/parse-shape.h"

#include <glib.h>

/* The model file: a header, a table of sections, then the sections, each on a multiple of 64
 * bytes.  Numbers are little-endian.  It is mapped, never copied; every size and every index in
 * it is checked once when it is opened. */

enum { MODEL_VERSION = 1 };

#define MODEL_MAGIC "ENTPARSE"

typedef enum {
	SECTION_SCALES,   /* float by matrix: what one unit of its products is worth */
	SECTION_KEYS,     /* uint64_t: open hash table of word keys, 0 for an empty place */
	SECTION_KEY_ROWS, /* uint32_t: the embedding row of each place */
	SECTION_ROWS,     /* int16_t [rows][EMBED], 1 / ACTIVATION_ONE each */
	SECTION_MATRICES, /* int16_t: the matrices, as matrix_multiply wants them */
	SECTION_BIASES,   /* float by matrix and output; hidden layer's: int32_t in its scale */
	SECTION_HIDDEN,   /* int32_t [1 + ABSENT_ROWS + MARK_ROWS][HIDDEN]: bias and tables */
	SECTION_LEMMA_KEYS,  /* uint64_t: open hash table, as SECTION_KEYS */
	SECTION_LEMMA_EDITS, /* uint16_t: the edit of each place */
	SECTION_EDITS,       /* Edit */
	N_SECTIONS
} SectionId;

typedef struct {
	char magic[8];
	uint32_t version, n_sections;
	uint64_t size;     /* of the whole file */
	uint64_t checksum; /* model_checksum of what follows the header */
} ModelHeader;

typedef struct {
	uint64_t offset, size; /* in bytes, from the start of the file */
} ModelSection;

/* How a form becomes its lemma: bytes taken off its end, letters put there, letter case. */
enum { EDIT_ADDED = 13 };
typedef enum { LETTERS_FOLDED, LETTERS_KEPT, LETTERS_CAPITAL } EditLetters;
typedef struct {
	uint8_t removed;
	uint8_t
	    letters; /* EditLetters: in lower case, as they are, or so with a first capital */
	uint8_t n_added;
	char added[EDIT_ADDED];
} Edit;

typedef enum {
	MATRIX_CONV,
	MATRIX_GATES1,
	MATRIX_GATES2,
	MATRIX_TAGS,
	MATRIX_NAMES,
	MATRIX_SLOTS,
	MATRIX_ACTIONS,
	MATRIX_LEFT,
	MATRIX_RIGHT,
	N_MATRICES
} MatrixId;

typedef struct {
	uint16_t n_in, n_out;
} MatrixSize;

extern const MatrixSize matrix_sizes[N_MATRICES];

/* Activations are 16-bit integers; 1.0 is ACTIVATION_ONE, larger ones are cut at
 * ACTIVATION_MOST.  The weights of one output sum up to at most COLUMN_MOST, so that no sum
 * leaves 32 bits. */
enum { ACTIVATION_ONE = 1024, ACTIVATION_MOST = 16383, COLUMN_MOST = 131071 };

/* Sums of four slots and the marks must stay in 32 bits too. */
enum { HIDDEN_COLUMN_MOST = COLUMN_MOST / 8, HIDDEN_MOST = 1 << 26 };

struct ParseModel {
	GMappedFile *file;
	const float *scales;
	const uint64_t *keys;
	const uint32_t *key_rows;
	uint64_t key_mask;
	const int16_t *rows;
	const int16_t *weights[N_MATRICES];
	const float *biases[N_MATRICES];
	const int32_t *hidden_bias, *absent, *marks;
	const uint64_t *lemma_keys;
	const uint16_t *lemma_edits;
	uint64_t lemma_mask;
	const Edit *edits;
};

uint64_t model_checksum(const void *bytes, size_t size);

/* Maps the model.  Fails with ENTENTE_ERROR_LEXICON where the file is missing, cut short,
 * damaged or from another version. */
ParseModel *parse_model_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void parse_model_free(ParseModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParseModel, parse_model_free)

/* The place of a key in an open hash table of `mask` + 1 places: its own or an empty one. */
static inline uint64_t
model_place(const uint64_t *keys, uint64_t mask, uint64_t key)
{
	uint64_t place = key & mask;

	while (keys[place] && keys[place] != key)
		place = (place + 1) & mask;
	return place;
}

#endif
