#ifndef GATHER_GATHER_H
#define GATHER_GATHER_H

#include "model/lexicon.h"
#include "model/records.h"

/* Gathering: what all pages say, each fact once.
 *
 * `pages` holds every page's records, each page's source (with its text) before its others.
 * The result holds, by kind: sources with `copy_of` and `round`, people and parties known by
 * one name, one meeting, draft, position, quote, claim, assessment for each distinct one, with
 * the evidence of all pages in source order, then discrepancies.  Sources stand by day of
 * publication, undated ones last, then by id; round 1 is the latest (see rounds.c).  A source
 * and those that copy it count as one.  Deterministic: depends on the set of pages only, not
 * on their order. */
EntenteRecords *gather(const EntenteRecords *pages, const Lexicon *lexicon);

/* What is asked of pages that come without their texts: the text of a sentence, and the
 * fingerprint (fingerprint.h) of a source, each to be freed; NULL where there is none. */
typedef struct {
	char *(*sentence)(const EntenteEvidence *sentence, gpointer user_data);
	GArray *(*fingerprint)(const char *source, gpointer user_data);
	gpointer user_data;
} GatherTexts;

/* The same as the desk's `rulings` (Ruling *, in order) have it, which are marked where they
 * apply.  `texts` (may be NULL) knows what `pages` lack.  Names in the pages' records become
 * those of the merged ones; what they hold is not copied, so the result must not outlive them.
 */
EntenteRecords *gather_ruled(EntenteRecords *pages, const Lexicon *lexicon,
                             const GPtrArray *rulings, const GatherTexts *texts);

#endif
