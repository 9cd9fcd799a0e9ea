#ifndef EXTRACT_ISSUES_H
#define EXTRACT_ISSUES_H

#include "extract/words.h"

/* The issue that the words [first, end) are about: the greatest sum of the lexicon's weights;
 * NULL if none is named.  `weight` (may be NULL) gets the sum. */
const char *issue_of(const Document *document, uint32_t first, uint32_t end, double *weight);

/* The terms among the words [first, end) that speak for this issue, as rows of the lexicon:
 * issues.tsv "crews by the day" 2.  NULL where there are none. */
const char *issue_terms(const Document *document, uint32_t first, uint32_t end,
                        const char *issue);

/* Whether the issue is about the talks themselves ("the-deal", "talks", "timetable"). */
bool issue_is_procedural(const char *issue);

#endif
