#ifndef EXTRACT_JUDGE_H
#define EXTRACT_JUDGE_H

#include "extract/holders.h"

/* What a small trained network finds on a page where rules do not suffice: the words that say
 * what somebody wants or will not have, how the talks are described, how a draft is called, what
 * is claimed, and which sentences tell of a meeting; for each, of which kind it is and who
 * stands behind it.  The extractors make records of these verdicts.
 *
 * The network reads the parser's view of each word in its context (model/syntax.h) and the
 * lexicon's (judge-features.h).  data/README.md says how it was trained and how good it is. */

typedef enum {
	VERDICT_PLUS,    /* wants, gives or takes */
	VERDICT_REFUSES,
	VERDICT_OPEN,
	VERDICT_ASSESSMENT,
	VERDICT_DRAFT,
	VERDICT_CLAIM,
	N_TAGGED,
	VERDICT_MEETING = N_TAGGED, /* its words are the whole sentence */
	N_VERDICTS
} VerdictKind;

/* Who is asked for. */
typedef enum {
	ROLE_HOLDER,      /* of a position */
	ROLE_ASSESSOR,
	ROLE_CLAIMANT,
	ROLE_DENIER,
	ROLE_PARTICIPANT, /* of a meeting */
	ROLE_AUTHOR,      /* of a draft */
	N_ROLES
} Role;

typedef struct {
	const char *side; /* as a record names it */
	Actor actor;      /* both NOBODY for a noun that names nobody else */
	float chance;     /* 0..1 */
} Bearer;

enum { MOST_BEARERS = 8 };

typedef struct {
	Bearer items[MOST_BEARERS]; /* the likeliest first */
	unsigned n;
} Bearers;

typedef struct {
	VerdictKind kind;
	uint32_t sentence;
	uint32_t first, end; /* words */
	float chance;        /* 0..1: that such words begin at or near the first, cut at 1; of a
	                        meeting, the greatest of its words' */
	int choice;          /* of a plus: the stance; of an assessment: the tone; of a
	                        meeting: the status; else -1 */
	const char *issue;   /* of a position */
	Bearers bearers[2];  /* by role: of a claim who makes and who denies it, else one */
} Verdict;

typedef struct JudgeModel JudgeModel;

/* Maps the model.  Fails with ENTENTE_ERROR_LEXICON where the file is missing, cut short,
 * damaged or of another version. */
JudgeModel *judge_model_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void judge_model_free(JudgeModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JudgeModel, judge_model_free)

/* Judges a page: sets the verdicts, in text order, all that reach the limit of their kind, and
 * the scores of its words, both the caller's.  Needs the people and the speakers of quotations.
 * Linear in the page's length; words past those whose states were kept are not judged. */
void judge(Extraction *extraction, const JudgeModel *model);

/* The greatest chance that one of these words belongs to what such a verdict is about, 0..1. */
float judge_chance(const Extraction *extraction, VerdictKind kind, uint32_t first, uint32_t end);

#endif
