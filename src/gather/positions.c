/* One record a position: same party, same issue, same stance, nearly the same object.
 *
 * Stances are never merged across, so that an offer stays apart from a demand; within one, the
 * words must be nearly the same, for every source of the record is cited for them: one stem
 * ("the loss of its territory", "ceding territory") is not enough. */
#include "gather/wordings.h"

enum { LONGEST_WHAT = 14 /* words */ };

static void
position_key(const Gathering *gathering, const Mention *mention, GString *key)
{
	const EntentePosition *position = &mention->record->position;

	(void)gathering;
	key_text(key, position->party);
	key_text(key, position->issue);
	key_number(key, position->stance);
}

typedef struct {
	const Lexicon *lexicon;
	GString *text;
} Rename;

static void
rename_state(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Rename *rename = user_data;
	const char *state = state_of_word(rename->lexicon, word, length);

	(void)quoted;
	if (state)
		g_string_append(rename->text, state);
	else
		g_string_append_len(rename->text, word, (gssize)length);
	g_string_append_c(rename->text, ' ');
}

/* "American proposals" and "U.S. proposals" are of one state. */
static Stems
position_stems(const Gathering *gathering, const Mention *mention)
{
	g_autoptr(GString) text = g_string_new(NULL);
	Rename rename = { gathering->lexicon, text };

	if (mention->record->position.what)
		each_word(mention->record->position.what, rename_state, &rename);
	return words_stems(gathering->words, text->str);
}

static const Wording wording = {
	.kind = ENTENTE_POSITION,
	.stems = position_stems,
	.text = offsetof(EntenteRecord, position.what),
	.overlap = 0.65, /* two stems of three, but not three of five */
	.fewest = 2,
	.key = position_key,
};

/* Who else reports the position; NULL as soon as one source tells it as the party's own. */
static const char *
reporter(const Gathering *gathering, const Group *group)
{
	size_t offset = offsetof(EntenteRecord, position.reported_by);

	for (guint i = 0; i < group->members->len; i++)
		if (!group_at(group, i)->record->position.reported_by)
			return NULL;
	return group_most_told(gathering, group, offset);
}

/* The day on which it was last told: the latest of the members' and their pages'. */
static const char *
last_told(const Gathering *gathering, const Group *group)
{
	const char *latest = NULL;

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const char *date = mention->record->position.date;

		if (!date)
			date = gathering->pages[mention->page].source.published;
		if (date && (!latest || g_strcmp0(date, latest) > 0))
			latest = date;
	}
	return latest;
}

static void
finish_position(const Gathering *gathering, Group *group)
{
	group_finish(gathering, group);
	EntentePosition *position = &group->record->position;
	position->what = choose_wording(gathering, group,
	                                offsetof(EntenteRecord, position.what), LONGEST_WHAT);
	position->wording =
	    group_most_told(gathering, group, offsetof(EntenteRecord, position.wording));
	position->speaker =
	    group_most_told(gathering, group, offsetof(EntenteRecord, position.speaker));
	position->reported_by = reporter(gathering, group);
	position->condition =
	    group_most_told(gathering, group, offsetof(EntenteRecord, position.condition));
	position->date = last_told(gathering, group);
}

void
unite_positions(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_POSITION];

	group_by_wording(gathering, &wording);
	for (guint i = 0; i < groups->len; i++)
		finish_position(gathering, groups->pdata[i]);
}
