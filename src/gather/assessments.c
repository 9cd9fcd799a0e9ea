/* One record an assessment: who, with which tone, of which round, in similar words.  Words that
 * one page gives as its own and another as a speaker's are the speaker's. */
#include "gather/wordings.h"

enum { LONGEST_WORDS = 14, FEWEST_STEMS = 2, MOST_SPOKEN = 64 };

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

static void
finish_assessment(const Gathering *gathering, Group *group)
{
	group_finish(gathering, group);
	EntenteAssessment *assessment = &group->record->assessment;
	assessment->words = choose_wording(
	    gathering, group, offsetof(EntenteRecord, assessment.words), LONGEST_WORDS);
	assessment->round = gathering->pages[group_at(group, 0)->page].source.round;
}

/* Whether the one's words are the other's, in any order and but for some more. */
static bool
say_same(const Gathering *gathering, const Group *a, const Group *b)
{
	const EntenteAssessment *x = &a->record->assessment, *y = &b->record->assessment;
	Stems left = words_stems(gathering->words, x->words);
	Stems right = words_stems(gathering->words, y->words);
	uint32_t shared = stems_shared(left, right);

	return x->tone == y->tone && shared >= FEWEST_STEMS && shared == MIN(left.n, right.n);
}

static GPtrArray *
spoken_groups(const GPtrArray *groups)
{
	GPtrArray *spoken = g_ptr_array_new();

	for (guint i = 0; i < groups->len && spoken->len < MOST_SPOKEN; i++)
		if (((Group *)groups->pdata[i])->record->assessment.by)
			g_ptr_array_add(spoken, groups->pdata[i]);
	return spoken;
}

static void
give_to_speakers(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_ASSESSMENT];
	g_autoptr(GPtrArray) spoken = spoken_groups(groups);

	for (guint i = groups->len; i-- > 0;) {
		Group *group = groups->pdata[i], *speaker = NULL;

		if (group->record->assessment.by)
			continue;
		for (guint j = 0; j < spoken->len && !speaker; j++)
			if (say_same(gathering, group, spoken->pdata[j]))
				speaker = spoken->pdata[j];
		if (!speaker)
			continue;
		const char *by = speaker->record->assessment.by;
		g_ptr_array_extend(speaker->members, group->members, NULL, NULL);
		g_ptr_array_remove_index(groups, i);
		finish_assessment(gathering, speaker);
		speaker->record->assessment.by = by;
	}
}

void
unite_assessments(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_ASSESSMENT];

	group_by_wording(gathering, &wording);
	for (guint i = 0; i < groups->len; i++)
		finish_assessment(gathering, groups->pdata[i]);
	give_to_speakers(gathering);
}
