#ifndef TEXT_DAYS_H
#define TEXT_DAYS_H

#include "model/article.h"

#include <glib.h>
#include <stdbool.h>

/* The day of publication, against which dates that leave something open are resolved. */
typedef struct {
	Arena *arena;
	GDate date; /* not valid where unknown */
} Publication;

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

Publication publication_of(const Article *article);

/* ISO 8601 in the arena: "2025-12-02", "2025-12", "2025". */
const char *iso_date(const Publication *publication, const GDate *date);
const char *iso_month(const Publication *publication, int year, int month);
const char *iso_year(const Publication *publication, int year);

/* The following return NULL where the publication must be known but is not. */

const char *days_from_publication(const Publication *publication, int days);

/* The day in the year that brings it nearest to the publication, or in `year` if not 0; NULL
 * for a day that no year has. */
const char *nearest_day(const Publication *publication, int year, int month, int day);

/* The month named: `shift` < 0 the last before the publication's, > 0 the next after it; else
 * the publication's own or the nearest in the future or the past. */
const char *nearest_month(const Publication *publication, int month, int shift, bool future);

/* The weekday (1: Monday): `shift` as above; else that day itself or the next on the side of
 * the publication that `future` tells. */
const char *nearest_weekday(const Publication *publication, int weekday, int shift,
                            bool future);

#endif
