/* Assessments: how somebody, or the page itself, describes the state of the talks.
 *
 * The words of tones.tsv in a sentence that speaks of talks or of a deal; one record a
 * sentence, said by the speaker of the quotation or of the report, else by the page. */
#include "extract/clause.h"
#include "extract/explain.h"
#include "extract/tree.h"
#include "extract/verdicts.h"

#include <string.h>

typedef struct {
	double positive, negative;
	double mixed;
	uint32_t first, end; /* words of the wording */
} Tone;

/* "talks", "negotiations", "the deal", "the peace effort". */
static bool
speaks_of_talks(const Document *document, const Sentence *sentence)
{
	for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++) {
		const LexiconEntry *entry = word_match(document, LEXICON_MEETINGS, word);

		if (entry && (g_str_equal(entry->cells[2], "meeting") ||
		              g_str_equal(entry->cells[2], "state")))
			return true;
		entry = word_match(document, LEXICON_DRAFTS, word);
		if (entry && g_str_equal(entry->cells[2], "draft"))
			return true;
	}
	return false;
}

static bool
negates(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_TONES, word);

	return entry && g_str_equal(entry_cell(document, LEXICON_TONES, entry, "tone"), "negates");
}

/* How many words before `word` stands what negates it; 0 if nothing does. */
static uint32_t
negated_from(const Document *document, uint32_t word, uint32_t first)
{
	for (uint32_t back = 1; back <= 4 && word >= first + back; back++) {
		uint32_t at = word - back;

		if (word_is_punct(document, at))
			return 0;
		if (word_is(document, at, "neg") || negates(document, at))
			return back;
	}
	return 0;
}

/* "hopes that the talks would be productive": a wish, not how they are. */
static bool
is_hoped(const Document *document, uint32_t word)
{
	uint32_t first = sentence_of(document, word)->first_word;

	for (uint32_t back = 1; back <= 9 && word >= first + back; back++)
		if (word_has_class(document, LEXICON_WORDS, word - back, "hope"))
			return true;
	return false;
}

/* Whether the wording goes on to `word`: not far off, and over no verb of saying. */
static bool
reaches(const Document *document, uint32_t from, uint32_t word)
{
	if (word - from > 8)
		return false;
	for (; from < word; from++) {
		const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, from);

		if (entry && entry->cells[1][0] == 'v')
			return false;
	}
	return true;
}

/* The row of a word that tells a tone; NULL for none. */
static const LexiconEntry *
tone_at(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_TONES, word);

	return entry && !negates(document, word) && !is_hoped(document, word) ? entry : NULL;
}

static bool
weigh(const Document *document, uint32_t first, uint32_t end, Tone *tone)
{
	unsigned tone_column = lexicon_column(document->lexicon, LEXICON_TONES, "tone");
	unsigned weight_column = lexicon_column(document->lexicon, LEXICON_TONES, "weight");
	bool found = false;

	for (uint32_t word = first; word < end;) {
		const LexiconEntry *entry = tone_at(document, word);

		if (!entry) {
			word++;
			continue;
		}
		const char *name = entry->cells[tone_column];
		double weight = g_ascii_strtod(entry->cells[weight_column], NULL);
		uint32_t negated = negated_from(document, word, sentence_of(document, word)->first_word);
		bool flipped = negated || (document->syntax && tree_negated_above(document, word));
		if (g_str_equal(name, "mixed"))
			tone->mixed += weight;
		else if (g_str_equal(name, "positive") != flipped)
			tone->positive += weight;
		else
			tone->negative += weight;
		if (!found)
			tone->first = word - negated;
		if (!found || reaches(document, tone->end, word))
			tone->end = word + entry->n_words;
		found = true;
		word += entry->n_words;
	}
	return found;
}

static int
tone_of(const Tone *tone)
{
	if (tone->mixed > 0)
		return ENTENTE_MIXED;
	if (tone->positive > 0 && tone->negative > 0)
		return tone->positive >= 2 * tone->negative   ? ENTENTE_POSITIVE
		       : tone->negative >= 2 * tone->positive ? ENTENTE_NEGATIVE
		                                              : ENTENTE_MIXED;
	return tone->positive > 0 ? ENTENTE_POSITIVE : ENTENTE_NEGATIVE;
}

/* Who says what stands at the word: the speaker of its quotation, "X said the talks were …", "X
 * described them as …", "according to X"; NULL for nobody. */
static const char *
speaker_at(const Extraction *extraction, uint32_t word)
{
	bool quoted = extraction->document->words[word].flags & WORD_QUOTED;
	const char *speaker = quoted ? quoted_speaker(extraction, word) : NULL;
	Actors actors = { 0 };

	if (speaker)
		return speaker;
	return find_sayer(extraction, word, &actors) ? actor_name(extraction, actors.items[0]) : NULL;
}

/* The wording without quotation marks, of which it may hold only one half of a pair. */
static const char *
without_marks(Arena *arena, const char *words)
{
	static const char *const marks[] = { "\"", "\xe2\x80\x9c", "\xe2\x80\x9d" };
	g_autoptr(GString) plain = g_string_new(words);

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		g_string_replace(plain, marks[i], "", 0);
	return arena_strdup(arena, plain->str);
}

static void
explain_assessment(const Extraction *extraction, EntenteRecord *record,
                   const Sentence *sentence, const Tone *tone)
{
	const Document *document = extraction->document;

	for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++) {
		const LexiconEntry *entry = tone_at(document, word);

		if (!entry)
			continue;
		bool flipped = negated_from(document, word, sentence->first_word) ||
		               (document->syntax && tree_negated_above(document, word));
		explain(extraction, record, "%s%s",
		        explained_row(document, LEXICON_TONES, entry, word),
		        flipped ? "; negated" : "");
		word += entry->n_words - 1;
	}
	explain(extraction, record, "by %s",
	        record->assessment.by
	            ? explained_sayer(extraction, tone->first, record->assessment.by)
	            : "nobody whom the sentence names: the page's own voice");
}

static void
try_sentence(const Extraction *extraction, uint32_t index)
{
	const Document *document = extraction->document;
	const Sentence *sentence = &document->sentences[index];
	Tone tone = { 0 };

	if (!weigh(document, sentence->first_word, sentence_end(sentence), &tone) ||
	    tone.positive + tone.negative + tone.mixed < 1.5 ||
	    !speaks_of_talks(document, sentence))
		return;
	if (tone.end - tone.first > 12)
		tone.end = tone.first + 12;
	float chance = rule_chance(extraction, RULE_ASSESSMENT, tone.first, tone.end);
	if (!rule_holds(extraction, RULE_ASSESSMENT, chance))
		return;
	EntenteRecord *added = add_record(extraction, ENTENTE_ASSESSMENT, index, index);
	EntenteAssessment *record = &added->assessment;
	record->by = speaker_at(extraction, tone.first);
	record->tone = tone_of(&tone);
	record->words = without_marks(extraction->records->arena, words_text(document, tone.first, tone.end));
	set_rule_confidence(extraction, added, RULE_ASSESSMENT, chance);
	if (extraction->explaining)
		explain_assessment(extraction, added, sentence, &tone);
}

static void
add_judged(const Extraction *extraction, const Verdict *verdict)
{
	EntenteRecord *record =
	    add_record(extraction, ENTENTE_ASSESSMENT, verdict->sentence, verdict->sentence);
	EntenteAssessment *assessment = &record->assessment;
	const Document *document = extraction->document;
	Tone tone = { 0 };
	bool tone_known = weigh(document, verdict->first, verdict->end, &tone);
	const Bearer *bearer = &verdict->bearers[0].items[0];

	assessment->by = speaker_at(extraction, verdict->first);
	if (!assessment->by && verdict->bearers[0].n &&
	    bearer->chance >= verdict_limit(extraction, LIMIT_ASSESSOR))
		assessment->by = bearer_name(extraction, bearer);
	assessment->tone = tone_known ? tone_of(&tone) : verdict->choice;
	assessment->words =
	    without_marks(extraction->records->arena, verdict_text(extraction, verdict));
	const Sentence *sentence = sentence_of(document, verdict->first);
	if (!tone_known || assessment->tone != verdict->choice || !speaks_of_talks(document, sentence)) {
		set_confidence(extraction, record, verdict, verdict->chance);
		return;
	}
	/* what the lexicon bears out is as sure as what the lexicon finds by itself */
	set_rule_confidence(extraction, record, RULE_ASSESSMENT,
	                    rule_chance(extraction, RULE_ASSESSMENT, verdict->first, verdict->end));
	if (extraction->explaining)
		explain_assessment(extraction, record, sentence, &tone);
}

void
extract_assessments(Extraction *extraction)
{
	const Verdict *verdict = next_verdict(extraction, VERDICT_ASSESSMENT, NULL);

	for (uint32_t i = 0; i < extraction->document->n_sentences; i++) {
		bool judged = verdict && verdict->sentence == i;

		for (; verdict && verdict->sentence == i;
		     verdict = next_verdict(extraction, VERDICT_ASSESSMENT, verdict))
			add_judged(extraction, verdict);
		if (!judged && sentence_tells(extraction->document, i))
			try_sentence(extraction, i);
	}
}
