/* Where sources contradict one another: the list of what is compared. */
#include "gather/discrepancies.h"

typedef struct {
	const char *name;
	void (*check)(Gathering *gathering);
} Check;

static const Check checks[] = {
	{ "titles", check_titles },
	{ "spellings of names", check_name_spellings },
	{ "participants", check_participants },
	{ "lengths of meetings", check_meeting_lengths },
	{ "dates of meetings", check_meeting_dates },
	{ "places of meetings", check_meeting_places },
	{ "points of drafts", check_points },
	{ "fates of drafts", check_draft_statuses },
	{ "stances", check_stances },
	{ "numbers", check_numbers },
};

void
find_discrepancies(Gathering *gathering)
{
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
		checks[i].check(gathering);
}
