/* What is said rather than done: how the talks are described, what one side states and another
 * denies, and where the outlets tell the same thing differently. */
#include "tell/brief.h"
#include "tell/wording.h"

enum {
	MOST_SPEAKERS = 4,
	MOST_WORDS = 2,
	MOST_CLAIMS = 3,
	MOST_DIFFERENCES = 4,
	MOST_VALUES = 4,
	LONGEST_WORDS = 50,
	LONGEST_CLAIM = 100
};

typedef struct {
	const char *by; /* NULL: the outlets' own voice */
	GArray *told;
	guint weight;
} Speaker;

static void
speaker_free(gpointer pointer)
{
	Speaker *speaker = pointer;

	g_array_unref(speaker->told);
	g_free(speaker);
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Speaker *left = *(const Speaker *const *)a, *right = *(const Speaker *const *)b;

	return (left->weight < right->weight) - (left->weight > right->weight);
}

static GPtrArray *
group_by_speaker(const GArray *assessments)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *speakers = g_ptr_array_new_with_free_func(speaker_free);

	for (guint i = 0; i < assessments->len; i++) {
		const Told *told = told_get(assessments, i);
		const char *by = told->record->assessment.by;
		Speaker *speaker = g_hash_table_lookup(known, by ? by : "");

		if (!told->record->assessment.words)
			continue;
		if (!speaker) {
			speaker = g_new0(Speaker, 1);
			speaker->by = by;
			speaker->told = g_array_new(false, false, sizeof(Told));
			g_hash_table_insert(known, (gpointer)(by ? by : ""), speaker);
			g_ptr_array_add(speakers, speaker);
		}
		g_array_append_vals(speaker->told, told, 1);
		speaker->weight += told->weight;
	}
	g_ptr_array_sort(speakers, by_weight);
	return speakers;
}

/* One tone after another, so that each is named once. */
static int
by_tone(gconstpointer a, gconstpointer b)
{
	return ((const Told *)a)->record->assessment.tone -
	       ((const Told *)b)->record->assessment.tone;
}

static void
say_speaker(Section *section, const Speaker *speaker)
{
	const EntenteField *tones = &entente_kind(ENTENTE_ASSESSMENT)->fields[1];
	Line *line = section_add(section, LINE_ITEM, "assessment",
	                         speaker->by ? speaker->by : "the outlets");
	g_autoptr(GArray) shown = g_array_copy(speaker->told);
	int tone = -1;

	g_array_set_size(shown, MIN(shown->len, MOST_WORDS));
	g_array_sort(shown, by_tone);
	for (guint i = 0; i < shown->len; i++) {
		const EntenteRecord *record = told_get(shown, i)->record;

		if (record->assessment.tone != tone) {
			tone = record->assessment.tone;
			line_say(section, line, TINT_PLAIN, i ? "; " : "");
			line_say(section, line, tint_of_tone(tone), tones->choices[tone]);
			line_say(section, line, TINT_PLAIN, ": ");
		} else {
			line_say(section, line, TINT_PLAIN, ", ");
		}
		line_sayf(
		    section, line, TINT_PLAIN, "“%s” ",
		    wording_trim(section->arena, record->assessment.words, LONGEST_WORDS));
		line_cite_words(section, line, record, record->assessment.words);
	}
	if (speaker->told->len > shown->len)
		line_sayf(section, line, TINT_FAINT, "; %u more",
		          speaker->told->len - shown->len);
}

void
brief_progress(const Brief *brief, Section *section)
{
	g_autoptr(GPtrArray) speakers = group_by_speaker(brief->told[ENTENTE_ASSESSMENT]);

	for (guint i = 0; i < MIN(speakers->len, MOST_SPEAKERS); i++)
		say_speaker(section, speakers->pdata[i]);
	if (speakers->len > MOST_SPEAKERS)
		say_more(section, LINE_MORE, speakers->len - MOST_SPEAKERS, "voice", "voices",
		         "entente show assessments");
}

void
brief_contested(const Brief *brief, Section *section)
{
	const GArray *claims = brief->told[ENTENTE_CLAIM];
	guint n = MIN(claims->len, MOST_CLAIMS);

	for (guint i = 0; i < n; i++) {
		const EntenteRecord *record = told_get(claims, i)->record;
		const EntenteClaim *claim = &record->claim;
		Line *line = section_add(section, LINE_ITEM, "claim",
		                         claim->by ? claim->by : "not said by whom");

		line_say(section, line, TINT_PLAIN, "“");
		line_clause(section, line, claim->what, LONGEST_CLAIM);
		line_say(section, line, TINT_PLAIN, "” – ");
		if (claim->disputed_by) {
			line_say(section, line, TINT_REFUSES, "disputed");
			line_say(section, line, TINT_PLAIN, " by ");
			line_names(section, line, TINT_PLAIN, claim->disputed_by, MOST_WORDS);
		} else {
			line_say(section, line, TINT_OPEN, "unverified");
		}
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, record);
	}
	if (claims->len > n)
		say_more(section, LINE_MORE, claims->len - n, "claim", "claims",
		         "entente show claims");
}

static void
say_variant(const Brief *brief, Section *section, Line *line, const EntenteVariant *variant)
{
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));

	line_clause(section, line, variant->value, LONGEST_WORDS);
	line_say(section, line, TINT_PLAIN, " ");
	for (size_t i = 0; variant->sources && variant->sources[i]; i++) {
		guint number = source_index_number(brief->sources, variant->sources[i]);

		g_array_append_val(numbers, number);
	}
	line_cite_numbers(section, line, numbers);
}

void
brief_differences(const Brief *brief, Section *section)
{
	const GArray *all = brief->told[ENTENTE_DISCREPANCY];
	guint n = MIN(all->len, MOST_DIFFERENCES);

	for (guint i = 0; i < n; i++) {
		const EntenteRecord *record = told_get(all, i)->record;
		const EntenteDiscrepancy *discrepancy = &record->discrepancy;
		Line *line = section_add(section, LINE_ITEM, "discrepancy", NULL);

		line_clause(section, line, discrepancy->about, LONGEST_CLAIM);
		line_say(section, line, TINT_PLAIN, ": ");
		for (size_t v = 0; v < MIN(discrepancy->n_values, MOST_VALUES); v++) {
			line_say(section, line, TINT_PLAIN, v ? "; " : "");
			say_variant(brief, section, line, &discrepancy->values[v]);
		}
		if (discrepancy->n_values > MOST_VALUES)
			line_sayf(section, line, TINT_FAINT, "; %zu more",
			          discrepancy->n_values - MOST_VALUES);
		g_ptr_array_add(line->records, (gpointer)record);
	}
	if (all->len > n)
		say_more(section, LINE_MORE, all->len - n, "difference", "differences",
		         "entente show discrepancies");
}
