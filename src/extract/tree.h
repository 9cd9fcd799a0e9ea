#ifndef EXTRACT_TREE_H
#define EXTRACT_TREE_H

#include "extract/extraction.h"

/* Questions to the dependency trees of a document (UD relations); none may be asked of a
 * document without them. */

/* The first dependent of `head` with this relation; `head` itself for none. */
uint32_t tree_child(const Document *document, uint32_t head, Relation relation);

/* The word that is the subject of a verb, an adjective or their auxiliary, through
 * coordination, control and relative clauses; the verb itself for none. */
uint32_t tree_subject(const Document *document, uint32_t verb);

/* The agent of a passive ("by Kyiv"); the verb itself for none. */
uint32_t tree_agent(const Document *document, uint32_t verb);

/* The verb of saying in whose report or parenthesis the word stands; the word itself for none. */
uint32_t tree_report(const Document *document, uint32_t word);

/* One past the last word of the phrase or clause that begins at `first`, without the clauses
 * that hang on it (conditions, parentheses, coordinate clauses with subjects of their own). */
uint32_t tree_extent(const Document *document, uint32_t first);

/* The words of the phrase of which `head` is the head, without what follows `end`. */
void tree_phrase(const Document *document, uint32_t head, uint32_t *first, uint32_t *end);

/* The word of [first, end) on which the others hang. */
uint32_t tree_head(const Document *document, uint32_t first, uint32_t end);

/* The word outside of [first, end) on which its head hangs; UINT32_MAX where that is a root. */
uint32_t tree_governor(const Document *document, uint32_t first, uint32_t end);

/* The nearest verb above the word; the word itself for none. */
uint32_t tree_governing_verb(const Document *document, uint32_t word);

/* Whether a negation stands on a verb above the word, further off than its own clause. */
bool tree_negated_above(const Document *document, uint32_t word);

/* The subject of the sentence's main clause, if it is a person (or else a side). */
bool tree_main_actor(const Extraction *extraction, uint32_t sentence, bool person, Actors *actors);

/* Whom the noun phrase with this head names, with those joined to it by "and". */
bool tree_actors(const Extraction *extraction, uint32_t head, Actors *actors);

#endif
