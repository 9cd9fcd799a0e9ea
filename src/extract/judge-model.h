#ifndef EXTRACT_JUDGE_MODEL_H
#define EXTRACT_JUDGE_MODEL_H

#include "base/recurrence.h"
#include "base/weights.h"
#include "extract/judge.h"

/* The network's sizes, shared with tools/train/judge_net.py, and its mapped file.
 *
 *	h = relu(W state + sum of the rows of the word's keys)              JUDGE_HIDDEN
 *	z = gated recurrence over h, both ways, + V h                       JUDGE_CONTEXT
 *	tags and meetings from z
 *	a span's layer from z at its ends, their mean, and its words' rows  JUDGE_SPAN
 *	a pair's layer from the span, the holder and how they stand         JUDGE_SPAN */

enum {
	JUDGE_HIDDEN = 128,
	JUDGE_CONTEXT = RECURRENCE_WIDTH,
	JUDGE_SPAN = 64,
	JUDGE_TAGS = 24, /* 3 a tagged kind, then meetings, filled up */
	JUDGE_ENDS = 3 * JUDGE_CONTEXT,
	N_STANCES_PLUS = 3,
	N_TONES = 3,
	N_DRAFT_STATUSES = 9,
	N_MEETING_STATUSES = 5,
	MOST_ISSUE_NAMES = 256,
};

#define JUDGE_MAGIC "ENTJUDGE"
enum { JUDGE_VERSION = 1 };

typedef enum {
	JUDGE_SECTION_SCALES,   /* float by matrix */
	JUDGE_SECTION_KEYS,     /* uint64_t: open hash table of keys + 1, 0 for an empty place */
	JUDGE_SECTION_KEY_ROWS, /* uint32_t: the row of each place */
	JUDGE_SECTION_ROWS,     /* int16_t [rows][JUDGE_HIDDEN + JUDGE_SPAN], 1 / ACTIVATION_ONE each */
	JUDGE_SECTION_MATRICES, /* int16_t, as matrix_product wants them */
	JUDGE_SECTION_BIASES,   /* float by matrix and output */
	JUDGE_SECTION_PAIRS,    /* float [N_PAIR_FEATURES][JUDGE_SPAN] */
	JUDGE_SECTION_HEADS,    /* float by head: [outputs][JUDGE_SPAN], then the outputs' biases */
	JUDGE_SECTION_ISSUES,   /* the issues' ids, each NUL-terminated */
	JUDGE_SECTION_LIMITS,   /* float by limit */
	JUDGE_SECTION_TRUST,    /* float [N_VERDICTS][2]: see verdict_confidence */
	N_JUDGE_SECTIONS
} JudgeSection;

typedef enum {
	JUDGE_MATRIX_STATE,
	JUDGE_MATRIX_GATES,
	JUDGE_MATRIX_THROUGH,
	JUDGE_MATRIX_TAGS,
	JUDGE_MATRIX_SPAN, /* a span's layer, then its part of the pairs' */
	JUDGE_MATRIX_WORD, /* a holder's part of the pairs' */
	N_JUDGE_MATRICES
} JudgeMatrix;

typedef enum {
	HEAD_PLUS,
	HEAD_TONE,
	HEAD_DRAFT,
	HEAD_MEETING,
	HEAD_ISSUE,
	HEAD_ROLE,
	N_HEADS
} Head;

/* From which chance on: learned with the weights. */
typedef enum {
	LIMIT_PLUS, /* and one for each further kind of verdict, in their order */
	LIMIT_HOLDER = LIMIT_PLUS + N_VERDICTS, /* of a position's holder */
	LIMIT_JOINT,    /* of a position and its holder together */
	LIMIT_ASSESSOR,
	LIMIT_CLAIMANT, /* of a claim and who makes it together */
	LIMIT_PARTICIPANT,
	LIMIT_AUTHOR,
	LIMIT_DENIER,
	N_LIMITS
} Limit;

typedef struct {
	uint16_t n_in, n_out;
} JudgeSize;

struct JudgeModel {
	GMappedFile *file;
	const float *scales;
	const uint64_t *keys;
	const uint32_t *key_rows;
	uint64_t key_mask;
	const int16_t *rows;
	const int16_t *weights[N_JUDGE_MATRICES];
	const float *biases[N_JUDGE_MATRICES];
	const float *pairs;
	const float *heads[N_HEADS], *head_biases[N_HEADS];
	unsigned head_outputs[N_HEADS];
	const char *issues[MOST_ISSUE_NAMES];
	const float *limits, *trust;
};

extern const JudgeSize judge_sizes[N_JUDGE_MATRICES];

/* The rows of a key, or NULL: JUDGE_HIDDEN numbers, then JUDGE_SPAN. */
const int16_t *judge_row(const JudgeModel *model, uint32_t key);

#endif
