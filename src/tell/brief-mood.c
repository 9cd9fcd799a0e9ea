/* How the talks are described, in a line: one voice a tone, sides in the talks before others
 * and those before the outlets themselves. */
#include "tell/brief.h"
#include "tell/wording.h"

#include <string.h>

enum { LONGEST_WORDS = 50 };

typedef enum { VOICE_OF_SIDE, VOICE_OF_OTHER, VOICE_OF_OUTLET } Voice;

typedef struct {
	const Told *told;
	const char *words;
	Voice voice;
	bool is_single; /* a single word */
} Choice;

static bool
is_main(const Brief *brief, const char *party)
{
	for (guint i = 0; party && i < brief->n_main_parties; i++)
		if (g_str_equal(brief->main_parties[i], party))
			return true;
	return false;
}

/* The people who speak for a side in the talks. */
static GHashTable *
people_of_sides(const Brief *brief)
{
	const GArray *people = brief->told[ENTENTE_PERSON];
	GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < people->len; i++) {
		const EntentePerson *person = &told_get(people, i)->record->person;

		if (person->name && is_main(brief, person->party))
			g_hash_table_add(names, (gpointer)person->name);
	}
	return names;
}

static bool
is_better(const Choice *a, const Choice *b)
{
	if (!b->told || a->voice != b->voice)
		return !b->told || a->voice < b->voice;
	if (a->is_single != b->is_single)
		return b->is_single;
	return a->told->weight > b->told->weight;
}

/* The best words of this tone by a voice that has not spoken yet. */
static Choice
choose(const Brief *brief, GHashTable *people, int tone, GHashTable *heard)
{
	const GArray *assessments = brief->told[ENTENTE_ASSESSMENT];
	Choice best = { .told = NULL };

	for (guint i = 0; i < assessments->len; i++) {
		const Told *told = told_get(assessments, i);
		const EntenteAssessment *said = &told->record->assessment;
		const char *by = said->by ? said->by : "";

		if (said->tone != tone || !said->words || g_hash_table_contains(heard, by))
			continue;
		Choice choice = { .told = told, .voice = VOICE_OF_OUTLET };
		if (said->by)
			choice.voice = is_main(brief, by) || g_hash_table_contains(people, by)
			                   ? VOICE_OF_SIDE
			                   : VOICE_OF_OTHER;
		choice.words = wording_trim(brief->arena, said->words, LONGEST_WORDS);
		choice.is_single = wording_count(choice.words) < 2;
		if (*choice.words && is_better(&choice, &best))
			best = choice;
	}
	return best;
}

enum { N_TONES = ENTENTE_NEGATIVE + 1, NO_CHOICE = 8 };

/* Fills in the choice of each tone, the tones taken in this order; returns how far they are
 * from the best. */
static guint
choose_all(const Brief *brief, GHashTable *people, const int *order, Choice *choices)
{
	g_autoptr(GHashTable) heard = g_hash_table_new(g_str_hash, g_str_equal);
	guint distance = 0;

	for (guint i = 0; i < N_TONES; i++) {
		Choice choice = choose(brief, people, order[i], heard);

		choices[order[i]] = choice;
		distance += choice.told ? 2 * choice.voice + choice.is_single : NO_CHOICE;
		if (choice.told) {
			const char *by = choice.told->record->assessment.by;

			g_hash_table_add(heard, (gpointer)(by ? by : ""));
		}
	}
	return distance;
}

static void
say_choice(Section *section, Line *line, const Choice *choice)
{
	const EntenteAssessment *assessment = &choice->told->record->assessment;

	line_sayf(section, line, tint_of_tone(assessment->tone), "“%s”", choice->words);
	line_say(section, line, TINT_PLAIN, " (");
	line_name(section, line, TINT_PLAIN, assessment->by ? assessment->by : "the outlets");
	line_say(section, line, TINT_PLAIN, ") ");
	line_cite_words(section, line, choice->told->record, assessment->words);
}

/* A voice that has words for two tones is heard for the one for which there is no better. */
void
brief_mood(const Brief *brief, Section *section)
{
	static const int orders[][N_TONES] = { { 0, 1, 2 }, { 0, 2, 1 }, { 2, 0, 1 },
		                               { 2, 1, 0 }, { 1, 0, 2 }, { 1, 2, 0 } };
	g_autoptr(GHashTable) people = people_of_sides(brief);
	Choice best[N_TONES] = { { .told = NULL } };
	guint least = G_MAXUINT;
	Line *line = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
		Choice choices[N_TONES];
		guint distance = choose_all(brief, people, orders[i], choices);

		if (distance < least) {
			least = distance;
			memcpy(best, choices, sizeof best);
		}
	}
	for (guint tone = 0; tone < N_TONES; tone++) {
		if (!best[tone].told)
			continue;
		if (!line) {
			line = section_add(section, LINE_ITEM, "assessment", NULL);
			line_say(section, line, TINT_PLAIN,
			         "The state of the talks in others’ words: ");
		} else {
			line_say(section, line, TINT_PLAIN, "; ");
		}
		say_choice(section, line, &best[tone]);
	}
}
