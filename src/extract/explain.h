#ifndef EXTRACT_EXPLAIN_H
#define EXTRACT_EXPLAIN_H

#include "extract/extraction.h"

/* Why a record was made, for people who want to check a reading: which words, which relation in
 * the tree, which rows of the lexicon.  A record has a line of it for each step.
 *
 * Whoever calls these asks first whether the extraction is explaining: a reading that is not
 * must pay nothing. */

/* Appends a line to the record's `why`; nothing where the extraction is not explaining. */
void explain(const Extraction *extraction, EntenteRecord *record, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* "rejected": stances.tsv "reject" v refuses, object np|that – the words where the entry stands
 * and its row, whose first cells after the term go by themselves and the others by their names. */
const char *explained_row(const Document *document, LexiconTableId table,
                          const LexiconEntry *entry, uint32_t word);

/* "it" (subject of "rejected") stands for Norland: where an actor is named, seen from the verb or
 * noun at `word`. */
const char *explained_actor(const Extraction *extraction, const Actors *actors, Actor actor,
                            uint32_t word);

/* Norland (subject of "said"): who says what stands at `word`, as find_sayer() finds it. */
const char *explained_sayer(const Extraction *extraction, uint32_t word, const char *name);

/* Norland ("it", object of "met"): a side or person and its first mention in a sentence. */
const char *explained_mention(const Extraction *extraction, uint32_t sentence, Actor actor);

#endif
