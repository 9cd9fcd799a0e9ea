/* The round that a record belongs to, from the rounds of its pages. */
#include "gather/gathering.h"

#include "gather/tally.h"

/* Among equals the round with the least number, or the greatest. */
static int32_t
most_told_round(const Gathering *gathering, const Group *group, bool focus_only, bool greatest)
{
	g_autoptr(Tally) tally = tally_new();
	int32_t best = ENTENTE_UNKNOWN;
	size_t n;

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const Page *page = &gathering->pages[mention->page];

		if (mention->is_focus || !focus_only)
			tally_add(tally,
			          arena_printf(gathering->arena, "%d", page->source.round),
			          page->head);
	}
	const Vote *votes = tally_rank(tally, &n);
	for (size_t i = 0; i < n && votes[i].n_sources == votes[0].n_sources; i++) {
		int32_t round = (int32_t)g_ascii_strtoll(votes[i].text, NULL, 10);

		if (i == 0 || (greatest ? round > best : round < best))
			best = round;
	}
	return best;
}

int32_t
group_round(const Gathering *gathering, const Group *group)
{
	return most_told_round(gathering, group, false, false);
}

int32_t
meeting_round(const Gathering *gathering, const Group *meeting)
{
	int32_t round = most_told_round(gathering, meeting, true, true);

	return round == ENTENTE_UNKNOWN ? most_told_round(gathering, meeting, false, true)
	                                : round;
}
