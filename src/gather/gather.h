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

/* The same as the desk's `rulings` (Ruling *, in order) have it, which are marked where they
 * apply; what `pages` hold is not copied, so the result must not outlive them. */
EntenteRecords *gather_ruled(const EntenteRecords *pages, const Lexicon *lexicon,
                             const GPtrArray *rulings);

#endif
