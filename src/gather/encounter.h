#ifndef GATHER_ENCOUNTER_H
#define GATHER_ENCOUNTER_H

#include "gather/gathering.h"

/* What a meeting record says that can be compared. */
typedef struct {
	const EntenteMeeting *meeting;
	GPtrArray *sides;  /* names: parties, and the parties of the people */
	const char *place; /* folded, or NULL */
	const char *town;  /* the place or where it lies, as far as the lexicon knows */
	const char *country;
	int day;         /* Julian day of the date, 0 if unknown */
	int published;   /* that of the page */
	bool took_place; /* held or ongoing */
} Encounter;

Encounter encounter_of(const Gathering *gathering, const EntenteMeeting *meeting,
                       uint32_t page);
void encounter_clear(Encounter *encounter);

/* How much speaks for two records telling one meeting; negative where they cannot. */
int encounters_agree(const Encounter *a, const Encounter *b);

/* A contradiction. */
enum { AGREE_NEVER = -100 };

bool places_agree(const Encounter *a, const Encounter *b);

/* The Julian day of an ISO date, 0 if there is none. */
int iso_day(const char *iso);

/* How many of the texts of `a` are among those of `b`. */
guint count_common(const GPtrArray *a, const GPtrArray *b);

#endif
