#ifndef EXTRACT_PEOPLE_H
#define EXTRACT_PEOPLE_H

#include "extract/cast.h"

/* A run of capitalised words that may be a person's name, with the title before it. */
typedef struct {
	uint32_t first, n;
	uint32_t title, n_title; /* words of the title; n_title 0 for none */
	uint32_t sentence;
	bool evidence; /* something beside it shows that it is a person's name */
	int person;    /* index, or NOBODY */
} Candidate;

/* Roles and sides, from what stands beside the names; extends the mentions over titles. */
void cast_find_sides(Cast *cast, const GArray *candidates);

/* Gives well-known people whose side no words tell the side that they led when the page was
 * published. */
void cast_know_people(Cast *cast);

#endif
