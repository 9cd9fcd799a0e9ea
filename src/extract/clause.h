#ifndef EXTRACT_CLAUSE_H
#define EXTRACT_CLAUSE_H

#include "extract/extraction.h"

/* Who does what in a clause, found from the words around its verb: a shallow reading that
 * prefers to find nothing over finding wrong. */

typedef struct {
	uint32_t verb;  /* the word asked about */
	uint32_t start; /* first word of its verb group: "has not yet been" rejected */
	bool negated;
	bool ended; /* "no longer", which negates, too */
	bool passive;
	bool infinitive;   /* "to reject" */
	bool participle;   /* "rejecting", with no form of be before it */
	const char *modal; /* the modal's text in small letters, NULL for none */
} VerbGroup;

/* The group of auxiliaries, negations and adverbs around the verb at this word. */
VerbGroup verb_group(const Document *document, uint32_t verb, WordForm form);

/* The subject of a verb group; false if none is found that is somebody. */
bool clause_subject(const Extraction *extraction, const VerbGroup *group, Actors *actors);

/* Who a noun phrase that ends before `end` names: "Russia", "both sides", "he". */
bool phrase_actors(const Extraction *extraction, uint32_t end, Actors *actors);

/* "by Kyiv" within a few words from `word`, in the sentence of the word before it. */
bool passive_agent(const Extraction *extraction, uint32_t word, Actors *actors);

/* Who says what stands at `word`: the speaker of its quotation, or the subject of the verb of
 * saying before it in the sentence, or of the one after it. */
bool find_sayer(const Extraction *extraction, uint32_t word, Actors *actors);

/* The end of the clause that goes on from `word`: the next full stop, semicolon, dash or
 * conjunction that opens another clause. */
uint32_t clause_end(const Document *document, uint32_t word);

/* The first word of the clause in which `word` stands. */
uint32_t clause_start(const Document *document, uint32_t word);

/* The speaker of the quotation in which the word stands. */
bool resolve_quoted(const Extraction *extraction, uint32_t word, Actors *actors);

/* The speaker's name as quote records have it; NULL outside quotations or where unknown. */
const char *quoted_speaker(const Extraction *extraction, uint32_t word);

/* Whom a pronoun or "both sides" stands for. */
bool resolve(const Extraction *extraction, uint32_t word, Actors *actors);

#endif
