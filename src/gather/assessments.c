/* One record an assessment: who, with which tone, of which round, in similar words.  Words that
 * one page gives as its own and another as a speaker's are the speaker's. */
#include "gather/wordings.h"

enum { LONGEST_WORDS = 14, FEWEST_STEMS = 2 };

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

/* Tone and stems, the same for the same words in any order; NULL where they are too few to be
 * known again. */
static char *
words_key(const Gathering *gathering, const EntenteAssessment *assessment)
{
	Stems stems = words_stems(gathering->words, assessment->words);

	if (stems.n < FEWEST_STEMS)
		return NULL;
	GString *key = g_string_new(NULL);
	key_number(key, assessment->tone);
	for (uint32_t i = 0; i < stems.n; i++)
		key_number(key, (int32_t)stems.ids[i]);
	return g_string_free(key, FALSE);
}

static void
give_to_speakers(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_ASSESSMENT];
	g_autoptr(GHashTable) spoken =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < groups->len; i++) {
		const Group *group = groups->pdata[i];
		const EntenteAssessment *assessment = &group->record->assessment;
		char *key = assessment->by ? words_key(gathering, assessment) : NULL;

		if (key && !g_hash_table_contains(spoken, key))
			g_hash_table_insert(spoken, key, groups->pdata[i]);
		else
			g_free(key);
	}
	for (guint i = groups->len; i-- > 0;) {
		Group *group = groups->pdata[i];
		const EntenteAssessment *assessment = &group->record->assessment;
		g_autofree char *key = assessment->by ? NULL : words_key(gathering, assessment);
		Group *speaker = key ? g_hash_table_lookup(spoken, key) : NULL;

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
