#ifndef GATHER_RULINGS_H
#define GATHER_RULINGS_H

#include "gather/gathering.h"

/* What the desk lays down of merged records. */

/* Of people or parties, when their records are made and before anything is compared by name:
 * names, sides, and no alias that is another's name. */
void rule_names(Gathering *gathering, EntenteKind kind);

/* Steps: of all other records; of discrepancies, once they are found. */
void rule_records(Gathering *gathering);
void rule_discrepancies(Gathering *gathering);

#endif
