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

/* The class of a word in the table of names: "given", "particle", …; "" for none. */
const char *name_class(const Document *document, uint32_t word);

/* The number of words of the title that begins here, "former" and the like included. */
uint32_t title_length(const Document *document, uint32_t word);

/* The number of words of a known leader's full name that stands here; 0 for none.  Such a name
 * may hold words that others could not: "Theresa May", "Liu He". */
uint32_t leader_length(const Document *document, uint32_t word);

/* The number of words of the name that begins here, before `end`; 0 for none. */
uint32_t name_length(const Cast *cast, uint32_t word, uint32_t end);

/* A place's name: "Pennsylvania", the second word of "New York". */
bool is_place_name(const Document *document, uint32_t word);

/* "the US negotiators, X", "its president, X": a title or a group noun, then a comma, then the
 * name that begins at `first`. */
bool name_in_apposition(const Document *document, uint32_t first);

/* Roles and sides, from what stands beside the names; extends the mentions over titles. */
void cast_find_sides(Cast *cast, const GArray *candidates);

/* "(D-Md.)", ", R-Texas", "(D., Md.)": a lawmaker's party as American pages write it after the
 * name, or NULL. */
const char *label_after(const Document *document, uint32_t word, uint32_t end);
void cast_look_at_label(Cast *cast, const Candidate *candidate);

/* Makes one faction of a lawmaker's chamber and party (people-factions.c). */
void cast_settle_factions(Cast *cast);

/* Whose given name stands here, where only men or only women bear it (people-sexes.c). */
Sex sex_of_name(const Document *document, uint32_t word);

/* What a title ("Ms", "spokesman") tells of its bearer. */
void learn_sex(const Document *document, Person *person, uint32_t word);

/* Whether a month's name stands here as a surname, behind a given name. */
bool is_month_surname(const Document *document, uint32_t word);

/* Points "May" to the person of that surname, where it is no month (people-months.c). */
void cast_find_month_names(Cast *cast);

/* Gives well-known people whose side no words tell the side that they led when the page was
 * published. */
void cast_know_people(Cast *cast);

#endif
