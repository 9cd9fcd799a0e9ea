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
 *	a pair's layer, from z at the span's ends and their mean, from the
 *	holder's z and from how the two stand                               JUDGE_SPAN
 *
 * What kind of plan, tone or issue a span is of, is told apart by judge-choices.h. */

enum {
	JUDGE_HIDDEN = 128,
	JUDGE_CONTEXT = RECURRENCE_WIDTH,
	JUDGE_SPAN = 64,
	JUDGE_VECTOR = 96, /* of a word vector */
	JUDGE_ROW = JUDGE_HIDDEN + JUDGE_VECTOR,
	JUDGE_TAGS = 24, /* 3 a tagged kind, then meetings, filled up */
	JUDGE_ENDS = 3 * JUDGE_CONTEXT,
	N_STANCES_PLUS = 3,
	N_TONES = 3,
	N_DRAFT_STATUSES = 9,
	N_MEETING_STATUSES = 5,
	MOST_ISSUE_NAMES = 256,
	MOST_CUES = 1 << 12,
};

#define JUDGE_MAGIC "ENTJUDGE"
enum { JUDGE_VERSION = 2 };

typedef enum {
	JUDGE_SECTION_SCALES,   /* float by matrix */
	JUDGE_SECTION_KEYS,     /* uint64_t: open hash table of keys + 1, 0 for an empty place */
	JUDGE_SECTION_KEY_ROWS, /* uint32_t: the row of each place */
	JUDGE_SECTION_ROWS,     /* int16_t [rows][JUDGE_ROW], 1 / ACTIVATION_ONE each */
	JUDGE_SECTION_MATRICES, /* int16_t, as matrix_product wants them */
	JUDGE_SECTION_BIASES,   /* float by matrix and output */
	JUDGE_SECTION_PAIRS,    /* float [N_PAIR_FEATURES][JUDGE_SPAN] */
	JUDGE_SECTION_ROLES,    /* float [N_ROLES][JUDGE_SPAN], then [N_ROLES] */
	JUDGE_SECTION_CUES,     /* uint32_t: the keys that tell choices apart, sorted */
	JUDGE_SECTION_CHOICES,  /* float by choice: [features][outputs], then the outputs' biases */
	JUDGE_SECTION_ISSUES,   /* the issues' ids, each NUL-terminated */
	JUDGE_SECTION_LIMITS,   /* float by limit */
	JUDGE_SECTION_TRUST,    /* float [N_TRUSTED][2]: see set_confidence */
	N_JUDGE_SECTIONS
} JudgeSection;

typedef enum {
	JUDGE_MATRIX_STATE,
	JUDGE_MATRIX_GATES,
	JUDGE_MATRIX_THROUGH,
	JUDGE_MATRIX_TAGS,
	JUDGE_MATRIX_SPAN, /* a span's part of the pairs' layer */
	JUDGE_MATRIX_WORD, /* a holder's part of the pairs' */
	N_JUDGE_MATRICES
} JudgeMatrix;

typedef enum {
	CHOICE_STANCE, /* demands, offers, accepts */
	CHOICE_TONE,
	CHOICE_DRAFT,   /* a draft's status: learned, but too often wrong to be asked for */
	CHOICE_MEETING, /* a meeting's status */
	CHOICE_ISSUE,
	N_CHOICES
} Choice;

/* What rules find, as the judge sees it. */
typedef enum {
	RULE_POSITION,
	RULE_ASSESSMENT,
	RULE_DRAFT,
	RULE_MEETING,
	N_RULES
} RuleKind;

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
	LIMIT_RULE, /* and one for each further kind of rule: below it, no record */
	N_LIMITS = LIMIT_RULE + N_RULES
} Limit;

/* Whose confidence is fitted: verdicts by kind, then rules by kind. */
enum { TRUST_RULE = N_VERDICTS, N_TRUSTED = N_VERDICTS + N_RULES };

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
	const float *roles, *role_biases;
	const uint32_t *cues;
	size_t n_cues;
	const float *choices[N_CHOICES];
	unsigned n_outputs[N_CHOICES];
	const char *issues[MOST_ISSUE_NAMES];
	const float *limits, *trust;
};

extern const JudgeSize judge_sizes[N_JUDGE_MATRICES];

/* The row of a key, or NULL: JUDGE_HIDDEN numbers, then those of the word's vector. */
const int16_t *judge_row(const JudgeModel *model, uint32_t key);

#endif
