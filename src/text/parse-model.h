#ifndef TEXT_PARSE_MODEL_H
#define TEXT_PARSE_MODEL_H

#include "base/lanes.h"
#include "base/weights.h"
#include "text/parse-shape.h"

#include <glib.h>

/* The model's file (base/weights.h).  Every size and every index in it is checked once when it
 * is opened. */

enum { MODEL_VERSION = 1 };

#define MODEL_MAGIC "ENTPARSE"

typedef enum {
	SECTION_SCALES,   /* float by matrix: what one unit of its products is worth */
	SECTION_KEYS,     /* uint64_t: open hash table of word keys, 0 for an empty place */
	SECTION_KEY_ROWS, /* uint32_t: the embedding row of each place */
	SECTION_ROWS,     /* int16_t [rows][EMBED], 1 / ACTIVATION_ONE each */
	SECTION_MATRICES, /* int16_t: the matrices, as matrix_product wants them */
	SECTION_BIASES,   /* float by matrix and output; hidden layer's: int32_t in its scale */
	SECTION_HIDDEN,   /* int32_t [1 + ABSENT_ROWS + MARK_ROWS][HIDDEN]: bias and tables */
	SECTION_LEMMA_KEYS,  /* uint64_t: open hash table, as SECTION_KEYS */
	SECTION_LEMMA_EDITS, /* uint16_t: the edit of each place */
	SECTION_EDITS,       /* Edit */
	N_SECTIONS
} SectionId;

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

/* Maps the model.  Fails with ENTENTE_ERROR_LEXICON where the file is missing, cut short,
 * damaged or from another version. */
ParseModel *parse_model_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void parse_model_free(ParseModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParseModel, parse_model_free)

#endif
