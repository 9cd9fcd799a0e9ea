#ifndef CORRECT_APPLYING_H
#define CORRECT_APPLYING_H

#include "correct/match.h"

/* The workspace of correct_pages(). */
struct Corrected {
	EntenteRecords *pages;
	Match *match;
	GPtrArray *rulings;   /* Ruling * */
	GArray *found;        /* bool: by correction */
	GPtrArray *of_ruling; /* by ruling: the correction's index + 1 */
	GHashTable *dropped;  /* the pages' records that are none */
	GHashTable *added;    /* those that the desk added */
	GPtrArray *additions; /* in order: to be put behind their sources */
	guint index;          /* of the correction at hand */
};

/* A new ruling of the correction at hand. */
Ruling *lay_down(Corrected *corrected, RuleType type, EntenteKind kind);

/* Notes that the correction at hand is about something. */
void note_found(Corrected *corrected);

/* Puts a record of the desk's own under its source. */
EntenteRecord *put_under_source(Corrected *corrected, const EntenteRecord *record);

/* The records that a target means (a set); where the desk `vouches` for it, they are put back
 * where they were lost. */
GHashTable *find_meant(Corrected *corrected, const Target *target, bool vouches);

/* another: in a source, the person of a name is another one (namesakes.c). */
void tell_another(Corrected *corrected, const Correction *correction);

/* Does what the correction says. */
void apply_correction(Corrected *corrected, const Correction *correction);

#endif
