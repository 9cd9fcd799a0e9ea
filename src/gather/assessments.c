/* One record an assessment: who, with which tone, of which round, in similar words. */
#include "gather/wordings.h"

enum { LONGEST_WORDS = 14 };

static void
assessment_key(const Gathering *gathering, const Mention *mention, GString *key)
{
	const EntenteAssessment *assessment = &mention->record->assessment;

	key_text(key, assessment->by);
	key_number(key, assessment->tone);
	key_number(key, gathering->pages[mention->page].source.round);
}

static const Wording wording = {
	.kind = ENTENTE_ASSESSMENT,
	.text = offsetof(EntenteRecord, assessment.words),
	.overlap = 0.5,
	.key = assessment_key,
};

void
unite_assessments(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_ASSESSMENT];

	group_by_wording(gathering, &wording);
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		group_finish(gathering, group);
		EntenteAssessment *assessment = &group->record->assessment;
		assessment->words = choose_wording(
		    gathering, group, offsetof(EntenteRecord, assessment.words), LONGEST_WORDS);
		assessment->round = gathering->pages[group_at(group, 0)->page].source.round;
	}
}
