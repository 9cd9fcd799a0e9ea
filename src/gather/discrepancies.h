#ifndef GATHER_DISCREPANCIES_H
#define GATHER_DISCREPANCIES_H

#include "gather/gathering.h"

/* What is compared between independent sources, one function a check; silence and less detail
 * are never a difference. */
void check_titles(Gathering *gathering);
void check_name_spellings(Gathering *gathering);
void check_meeting_lengths(Gathering *gathering);
void check_meeting_dates(Gathering *gathering);
void check_meeting_places(Gathering *gathering);
void check_participants(Gathering *gathering);
void check_points(Gathering *gathering);
void check_draft_statuses(Gathering *gathering);
void check_stances(Gathering *gathering);
void check_numbers(Gathering *gathering);

#endif
