#ifndef EXTRACT_HOLDERS_H
#define EXTRACT_HOLDERS_H

#include "extract/extraction.h"

/* Who may hold what a sentence tells: everybody whom it names, in whatever words, who speaks
 * in it, of whom the sentences before spoke and of whom the page speaks most.  Which of them holds
 * what is decided elsewhere. */

typedef enum {
	HOLDER_PERSON,    /* "Ushakov" */
	HOLDER_PARTY,     /* "Peru" */
	HOLDER_ADJECTIVE, /* "Peruvian" before a noun that is nobody */
	HOLDER_GROUP,     /* "Peruvian officials", "the union" */
	HOLDER_PLACE,     /* "in Lima" */
	HOLDER_PRONOUN,   /* "she", "its" */
	HOLDER_BOTH,      /* "the two sides" */
	HOLDER_ROLE,      /* "the minister", told of somebody before */
	HOLDER_NOUN,      /* "hardliners": nobody whom the article names otherwise */
	HOLDER_SPEAKER,   /* who says the quotation, named outside the sentence */
	HOLDER_BEFORE,    /* whom the sentence before is about */
	HOLDER_SELF,      /* a person in his own name, at odds with his side */
	HOLDER_NEAR,      /* named in one of the sentences before */
	HOLDER_PAGE,      /* named often on the page */
	HOLDER_ANTECEDENT, /* another for whom a pronoun or a role noun may stand */
	HOLDER_CALLED,    /* "Peruvian members of parliament", by these words */
	N_HOLDER_KINDS
} HolderKind;

typedef struct {
	HolderKind kind;
	uint32_t word;  /* the head of its words; those of HOLDER_SPEAKER: first of the quotation */
	Actors actors;  /* none where there is a noun */
	const char *noun; /* of HOLDER_NOUN and HOLDER_CALLED, else NULL */
} Holder;

/* The side that a record names for the holder's i-th actor; NULL past the last. */
const char *holder_side(const Extraction *extraction, const Holder *holder, unsigned i);

/* Replaces the array (of Holder) by the holders of a sentence.  The document has trees. */
void holders_of(const Extraction *extraction, uint32_t sentence, GArray *holders);

#endif
