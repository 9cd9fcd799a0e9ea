#ifndef GATHER_DATING_H
#define GATHER_DATING_H

#include "gather/gathering.h"

/* The pages (Page *, the gathering's) by the ids of their sources. */
GHashTable *pages_by_id(const Gathering *gathering);

/* Sets when the pages of the record's evidence came out and how many are independent. */
void date_record(const Gathering *gathering, GHashTable *by_id, EntenteRecord *record);

#endif
