#ifndef EXTRACT_SPEAKERS_H
#define EXTRACT_SPEAKERS_H

#include "extract/extraction.h"

/* Who says what stands between quotation marks.  Sentences and quotations are heard in text
 * order, so that a pronoun or "the official" can look back to who spoke before. */

typedef struct {
	Actor actor;
	const char *name; /* a description where nobody is named: "rebel officials"; NULL: nobody */
	bool human;       /* one person, named or described */
} Speaker;

typedef struct {
	const Extraction *extraction;
	Speaker *said;     /* one a quotation */
	size_t n_said;     /* quotations heard so far */
	Speaker *topics;   /* one a sentence: of whom it tells, if anybody */
	uint32_t n_topics; /* sentences heard so far */
} Hearing;

/* Whom the noun phrase with this head means: a name, a pronoun, "the president", "a senior
 * official" (speaker-names.c).  False for nobody, or for what cannot speak. */
bool speaker_named(const Hearing *hearing, uint32_t head, Speaker *speaker);

/* Whom "the president" means, or "the ministry" (speaker-descriptions.c): a noun phrase from
 * `start` to its head. */
bool speaker_described(const Hearing *hearing, uint32_t start, uint32_t head, Speaker *speaker);

/* The first word of the noun phrase that ends with `head`, its determiner included. */
uint32_t phrase_start(const Document *document, uint32_t head);

/* The person whom an apposition or the words right behind a noun name: "the panel's chairman, X";
 * NOBODY for none. */
int person_beside(const Hearing *hearing, uint32_t head);

/* The person of this index as a speaker. */
void take_person(const Hearing *hearing, int person, Speaker *speaker);

/* The entry of a verb of saying that stands here, outside quotations; NULL for none (sayers.c). */
const LexiconEntry *speech_verb(const Document *document, uint32_t word);

/* The subject of a verb of saying; false where it has none that can speak. */
bool speaker_of_verb(const Hearing *hearing, uint32_t verb, Speaker *speaker);

/* Hears the sentences before this one (topics.c). */
void hear_until(Hearing *hearing, uint32_t sentence);

/* Who is named behind "according to" between two words of a sentence. */
bool speaker_according(const Hearing *hearing, uint32_t first, uint32_t end, Speaker *speaker);

/* Whether nothing but marks and small words stands before the quotation in its sentence. */
bool opens_sentence(const Document *document, const Quotation *quotation);

/* Who says this quotation; all before it have been heard. */
bool find_speaker(Hearing *hearing, size_t index, Speaker *speaker);

#endif
