#ifndef GATHER_DRAFTS_H
#define GATHER_DRAFTS_H

#include "gather/gathering.h"

/* Whether two drafts may be one by author and name, whatever their points. */
bool drafts_alike(const Gathering *gathering, const EntenteDraft *a, const EntenteDraft *b);

/* Makes `revises` of every draft the one name of the draft meant, where it is among them. */
void link_revisions(Gathering *gathering);

#endif
