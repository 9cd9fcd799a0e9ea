#ifndef EXTRACT_ENCOUNTER_H
#define EXTRACT_ENCOUNTER_H

#include "extract/clause.h"
#include "extract/verdicts.h"

/* One encounter of two or more sides while an article is read; several mentions of it are one. */
typedef struct {
	Actors actors;
	const char *place, *when, *date;
	const char *medium; /* "phone", "video"; NULL: in person, or not told */
	int32_t minutes;
	int status;
	uint32_t sentence, word;
	const LexiconEntry *entry; /* the row of the word of meeting */
	const Verdict *verdict; /* of an encounter that the judge found; NULL for rules */
	GArray *more;           /* uint32_t: further sentences */
} Encounter;

typedef struct {
	Extraction *extraction;
	const Document *document;
	GArray *encounters; /* Encounter, in the order in which the article tells of them */
} Meetings;

/* Who takes part (meeting-people.c).
 *
 * Everybody named from `word` on, up to a verb or the end of the clause, in the sentence of the
 * word before. */
void add_named_actors(const Extraction *extraction, uint32_t word, Actors *actors);

/* The first somebody of the clause before `word`, else of the sentence. */
bool add_first_actors(const Extraction *extraction, uint32_t word, Actors *actors);

/* "US-Russia talks": both halves of a compound. */
void add_compound_actors(const Extraction *extraction, uint32_t word, Actors *actors);

/* The "between", "with" or "involving" that names who takes part, soon after a noun of meeting
 * that ends before `after`; 0 for none. */
uint32_t participants_after(const Document *document, uint32_t after);

/* Where, when, how long, and whether it was held (meeting-facts.c); `trigger` is the verb or noun. */
void encounter_place(const Extraction *extraction, Encounter *encounter, uint32_t trigger);
void encounter_date(const Document *document, Encounter *encounter, uint32_t trigger);
void encounter_minutes(const Document *document, Encounter *encounter, uint32_t trigger);
int encounter_status(const Document *document, uint32_t trigger, int otherwise);

/* Two sides at least, or two people of whom not both are known to stand for one side. */
bool is_encounter(const Actors *actors);

/* Adds the encounter, or what it tells to the one already known. */
void settle_encounter(Meetings *meetings, Encounter *encounter);
void merge_encounter(Encounter *known, const Encounter *encounter);

/* The encounter held last, of which the few sentences before this one tell; NULL for none. */
Encounter *last_held_encounter(const Meetings *meetings, uint32_t sentence);

void write_encounter(const Extraction *extraction, const Encounter *encounter);

#endif
