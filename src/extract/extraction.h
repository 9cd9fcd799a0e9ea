#ifndef EXTRACT_EXTRACTION_H
#define EXTRACT_EXTRACTION_H

#include "extract/cast.h"
#include "extract/words.h"
#include "model/records.h"

/* What the extractors share while one article is read. */

/* Somebody who wants, says or meets: a person, or a party as such. */
typedef struct {
	int person; /* index, or NOBODY */
	int party;  /* index of the party or of the person's side, or NOBODY */
} Actor;

enum { MOST_ACTORS = 6 };

typedef struct {
	Actor items[MOST_ACTORS];
	unsigned n;
	uint32_t first_word, end_word; /* where they are named */
} Actors;

struct JudgeModel;

typedef struct {
	const Document *document;
	const struct JudgeModel *judge; /* NULL: by rules alone */
	GArray *verdicts; /* Verdict, what the judge found; empty without one */
	float *scores;    /* what the judge makes of each word: see judge_chance; else NULL */
	uint32_t n_scored;
	Cast *cast; /* compounds such as "US-Russia" add parties */
	EntenteRecords *records;
	bool explaining; /* records tell why they were made (explain.h) */
	Actor *speakers; /* one a quotation: who says it; both NOBODY if unknown */
	const char **speaker_names; /* one a quotation: as the quote record has it, or NULL */
} Extraction;

/* Whom a mention stands for: "the Oslo administration" is the side, not the person. */
Actor actor_of(const Cast *cast, const Mention *mention);

/* Whether a verb, an auxiliary or an adverb follows the mention, as it does a subject. */
bool is_subject_like(const Document *document, const Mention *mention);

/* The name that a record gives a holder: the side, or the person who stands for none; NULL for nobody. */
const char *actor_side(const Extraction *extraction, Actor actor);

/* The person's name, or the party's. */
const char *actor_name(const Extraction *extraction, Actor actor);

/* Adds to the set unless it is there. */
void actors_add(Actors *actors, Actor actor);

/* A sentence as evidence. */
EntenteEvidence sentence_evidence(const Extraction *extraction, uint32_t index);

/* A record of this kind resting on a sentence, and on a second one unless it is the same. */
EntenteRecord *add_record(const Extraction *extraction, EntenteKind kind, uint32_t sentence,
                          uint32_t second);

/* The extractors, one a kind of record, in the order in which they run. */
void extract_people(Extraction *extraction);
void extract_quotes(Extraction *extraction);
void extract_meetings(Extraction *extraction);
void extract_drafts(Extraction *extraction);
void extract_positions(Extraction *extraction);
void extract_claims(Extraction *extraction);
void extract_assessments(Extraction *extraction);
void extract_parties(Extraction *extraction);

#endif
