#ifndef DIFF_H
#define DIFF_H

#include "compare/compare.h"
#include "store/cited.h"
#include "store/filter.h"
#include "store/history.h"

/* Inside the comparison of two states of a dossier: what its parts hand one another. */

struct EntenteDiff {
	GArray *changes; /* EntenteChange */
	EntenteRecords *records;
	EntenteRecords *news;
	int64_t number;
};

typedef struct {
	EntenteDossier *dossier;
	const EntenteWindow *window;
	ChangeWords *words;
	GHashTable *fresh; /* the ids of new sources */
	Cited *cited;
	Filter *filter;
	EntenteRecords *scratch; /* what is compared */
	GPtrArray *told;         /* Sides of positions, by the dossier's order */
	EntenteDiff *diff;
} Diffing;

typedef enum { BEFORE, AFTER, BEYOND } Side;

/* A merged record by what the pages of each side tell; NULL where none of them does. */
typedef struct {
	EntenteRecord *record[BEYOND];
	char *date[BEYOND];
	guint n_conditional[BEYOND];
} Sides;

/* The side on which a page stands. */
Side diff_side_of(const Diffing *diffing, const EntenteSource *source);

/* Cuts a merged record, one of `records`, by its sides. */
bool diff_cut(Diffing *diffing, EntenteRecords *records, const EntenteRecord *whole,
              Sides *sides, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The position of this number by its sides, with the date and the conditions of each; NULL with
 * the error set. */
Sides *diff_read_position(Diffing *diffing, int64_t number, GError **error);
void sides_free(gpointer sides);

/* "party\tissue". */
char *diff_cell_key(const EntentePosition *position);

/* Notes a change, with copies of the records; `fact` may be NULL. */
void diff_add(Diffing *diffing, EntenteChangeKind kind, const EntenteRecord *before,
              const EntenteRecord *after, const FoundFact *fact);

/* Finds the parties that say no more what they said (diff-silence.c); after all positions that
 * the new pages tell are in `told`. */
bool diff_find_silences(Diffing *diffing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gathers what is new from the changes (diff-news.c). */
bool diff_gather_news(Diffing *diffing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
