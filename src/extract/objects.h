#ifndef EXTRACT_OBJECTS_H
#define EXTRACT_OBJECTS_H

#include "extract/issues.h"

/* What a stance is about: the words after its verb or noun. */
typedef struct {
	uint32_t first, end;           /* words; first == end: none */
	uint32_t condition, condition_end; /* "unless …", "only if …"; equal: none */
} Object;

/* One issue of an object, with the words that name it. */
typedef struct {
	const char *issue;
	double weight;
	uint32_t first, end;
} Part;

enum { MOST_PARTS = 4 };

/* The object after word `after`, as the frame allows ("np|to|that|for"). */
bool object_after(const Document *document, uint32_t after, const char *frame, Object *object);

/* The words of a condition that begins at `word`: "only if …", "unless …"; NULL for none. */
const char *condition_after(const Document *document, uint32_t word);

/* The noun phrase that ends before `end`: the object of a passive. */
Object object_before(const Document *document, uint32_t end);

/* "Monday", "July": a day or month by name. */
bool names_day(const Document *document, uint32_t word);

/* Splits the object where "and" or a comma joins parts about different issues. */
unsigned object_parts(const Document *document, const Object *object, Part parts[MOST_PARTS]);

#endif
