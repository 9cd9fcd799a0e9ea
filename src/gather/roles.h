#ifndef GATHER_ROLES_H
#define GATHER_ROLES_H

#include "gather/gathering.h"

/* A role taken apart: "former President" is the office of president, past. */
typedef struct {
	const char *text;
	uint32_t marks; /* bits of title-marks.tsv's classes: past, acting, below */
	Stems office;   /* the other words */
} Role;

enum { ROLE_PAST = 1 << 0, ROLE_ACTING = 1 << 1, ROLE_BELOW = 1 << 2 };

Role role_of(const Gathering *gathering, const char *text);

/* Whether two roles say the same, one perhaps in more words. */
bool roles_near(const Role *a, const Role *b);

/* The roles of a person's mentions, most told first, those that say the same once. */
const char *const *unite_roles(const Gathering *gathering, const Group *person);

#endif
