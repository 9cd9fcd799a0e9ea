#ifndef EXTRACT_POSITIONS_H
#define EXTRACT_POSITIONS_H

#include "extract/clause.h"
#include "extract/objects.h"

/* Positions, shared by the files that find them: a trigger is an entry of the stance lexicon
 * that stands in the text, a finding is who takes which stance on what because of it. */

/* What the last demands were, for "such terms were rejected". */
typedef struct {
	Part parts[MOST_PARTS];
	unsigned n_parts;
	Actors holder;
	uint32_t sentence;
	bool known;
} Demands;

/* A position that a rule found: where, whose, and whether for (a demand, an offer, a yes). */
typedef struct {
	uint32_t sentence, first, end;
	const char *side;
	int stance;
	bool given_up; /* from the words that say so on */
} Found;

typedef struct {
	Extraction *extraction;
	const Document *document;
	Demands demands;
	GArray *found; /* Found, by sentence */
} Search;

typedef struct {
	const LexiconEntry *entry;
	uint32_t word;
	const char *pos, *stance, *frame;
} Trigger;

/* One position, before it is written: who, which stance, about what. */
typedef struct {
	Actors holders;
	int stance;
	Object object;
	uint32_t sentence, second; /* second: another sentence needed to know about what */
	uint32_t at, after;        /* the words of stance */
	bool given_up;             /* a stance held no more, which leaves the object open */
	uint32_t from;             /* the first word that says so; else as `at` */
	const LexiconEntry *entry; /* their row */
} Finding;

/* The stance of this name, or -1. */
int stance_from_name(const char *name);

/* A finding at this trigger: its sentence and wording set, nothing else. */
Finding finding_at(const Document *document, const Trigger *trigger);

/* Makes the finding one of a stance that is given up by the words from this one on. */
void give_up(Finding *finding, uint32_t from);

/* Writes the finding's positions: one a holder and issue.  An object about no known issue
 * makes none. */
void add_finding(Search *search, Finding *finding);

/* Writes a stance on what the last demands were: "such terms were rejected". */
void add_backward(Search *search, Finding *finding);

/* Whether the object points back to them. */
bool points_back(const Document *document, const Object *object);

/* "…'s demands, which include ceding territory": the object is what they include. */
bool included_object(const Document *document, uint32_t after, Object *object);

/* "until last week Oman opposed", "previously", a question: no stance of today. */
bool is_past_or_asked(const Document *document, uint32_t word);

/* "if Oslo accepts": no stance yet. */
bool in_condition(const Document *document, uint32_t word);

/* "analysts doubt that Oslo is ready": not told as a fact.  `holder`: where the holder is
 * named. */
bool is_doubted(const Document *document, uint32_t holder);

/* Whether the verb at this word gives up the stance of a noun after it: "abandoned its call".
 */
bool gives_up_noun(const Document *document, uint32_t verb);

/* Whether a noun is what can stand at this word: after an article, a possessive, a preposition.
 */
bool is_noun_here(const Extraction *extraction, uint32_t word);

/* The day on which the article was published; NULL if untold. */
const char *published_day(const Document *document);

/* The positions that the judge finds beside those of rules (position-verdicts.c). */
void add_judged_positions(const Extraction *extraction, GArray *found);

/* The kinds of trigger, one function each. */
void try_verb(Search *search, const Trigger *trigger);
void try_noun(Search *search, const Trigger *trigger);
void try_modal(Search *search, const Trigger *trigger);
void try_will_not(Search *search, const Trigger *trigger);
void try_verdict(Search *search, const Trigger *trigger);
void try_none_of(Search *search, const Trigger *trigger);

#endif
