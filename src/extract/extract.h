#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "model/document.h"
#include "model/records.h"

/* Extraction: what one article's sentences say, as records with their sentences.
 * Appends to `records`, which already holds the article's source.  Without a judge (NULL) rules
 * alone decide. */
struct JudgeModel;
void extract_records(const Document *document, const struct JudgeModel *judge,
                     EntenteRecords *records);

#endif
