#ifndef GATHER_TALES_H
#define GATHER_TALES_H

#include "gather/gathering.h"

/* What a page tells of the talks: the meeting that it tells most of, its sides, its people. */
typedef struct {
	const Group *focus; /* or NULL */
	Mention *focus_mention;
	int focus_score, focus_start;
	int day;                /* published; 0 if unknown */
	GArray *sides, *people; /* numbers that stand for names, in ascending order */
	int32_t points;         /* of a draft */
} Tale;

/* The tales of all pages, by page. */
Tale *tales_new(Gathering *gathering);
void tales_free(Tale *tales, uint32_t n);

/* Numbers as a set to be compared. */
static inline Stems
numbers_of(const GArray *numbers)
{
	return (Stems){ (const uint32_t *)numbers->data, numbers->len };
}

#endif
