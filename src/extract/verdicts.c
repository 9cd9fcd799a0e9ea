#include "extract/verdicts.h"

#include "base/chance.h"
#include "extract/explain.h"

const Verdict *
next_verdict(const Extraction *extraction, VerdictKind kind, const Verdict *after)
{
	const Verdict *verdicts = (const Verdict *)(const void *)extraction->verdicts->data;
	guint i = after ? (guint)(after - verdicts) + 1 : 0;

	while (i < extraction->verdicts->len && verdicts[i].kind != kind)
		i++;
	return i < extraction->verdicts->len ? &verdicts[i] : NULL;
}

float
verdict_limit(const Extraction *extraction, Limit limit)
{
	return extraction->judge ? extraction->judge->limits[limit] : 1;
}

/* A word with which no wording ends: an article, a preposition, a conjunction, a mark. */
static bool
is_loose_end(const Document *document, uint32_t word)
{
	return word_is_punct(document, word) || word_is(document, word, "det-a") ||
	       word_is(document, word, "det-the") || word_is(document, word, "prep") ||
	       word_is(document, word, "rel") || word_is(document, word, "conj") ||
	       word_is(document, word, "subord");
}

const char *
verdict_text(const Extraction *extraction, const Verdict *verdict)
{
	const Document *document = extraction->document;
	uint32_t first = verdict->first, end = verdict->end;
	bool name = verdict->kind == VERDICT_DRAFT;

	while (first + 1 < end && (word_is_punct(document, first) ||
	                           (name && (word_is(document, first, "det-a") ||
	                                     word_is(document, first, "det-the")))))
		first++;
	while (end > first + 1 && is_loose_end(document, end - 1))
		end--;
	return words_text(document, first, end);
}

static void
explain_verdict(const Extraction *extraction, EntenteRecord *record, const Verdict *verdict)
{
	explain(extraction, record, "judged: chance %.2f that such words begin at \"%s\"",
	        (double)verdict->chance,
	        words_text(extraction->document, verdict->first, verdict->first + 1));
	for (int role = 0; role < 2; role++)
		for (unsigned i = 0; i < MIN(verdict->bearers[role].n, 3u); i++)
			explain(extraction, record, "judged: %s %s %.2f", role ? "denied by" : "of",
			        verdict->bearers[role].items[i].side,
			        (double)verdict->bearers[role].items[i].chance);
}

float
rule_chance(const Extraction *extraction, RuleKind kind, uint32_t first, uint32_t end)
{
	static const struct {
		VerdictKind first, last;
	} verdicts[N_RULES] = { [RULE_POSITION] = { VERDICT_PLUS, VERDICT_OPEN },
		                [RULE_ASSESSMENT] = { VERDICT_ASSESSMENT, VERDICT_ASSESSMENT },
		                [RULE_DRAFT] = { VERDICT_DRAFT, VERDICT_DRAFT },
		                [RULE_MEETING] = { VERDICT_MEETING, VERDICT_MEETING } };
	float greatest = 0;

	if (first >= extraction->n_scored)
		return -1;
	for (VerdictKind verdict = verdicts[kind].first; verdict <= verdicts[kind].last; verdict++)
		greatest = MAX(greatest, judge_chance(extraction, verdict, first, end));
	return greatest;
}

bool
rule_holds(const Extraction *extraction, RuleKind kind, float chance)
{
	return chance < 0 || chance >= extraction->judge->limits[LIMIT_RULE + kind];
}

/* The logistic curve of a chance, in hundredths. */
static int32_t
confidence_of(const Extraction *extraction, int trusted, float chance)
{
	const float *trust = extraction->judge->trust + 2 * (size_t)trusted;

	return (int32_t)(100 * chance_of(trust[0] * chance + trust[1]) + 0.5f);
}

void
set_rule_confidence(const Extraction *extraction, EntenteRecord *record, RuleKind kind,
                    float chance)
{
	if (chance < 0)
		return;
	record->confidence = confidence_of(extraction, TRUST_RULE + (int)kind, chance);
	if (extraction->explaining)
		explain(extraction, record, "judged: chance %.2f", (double)chance);
}

void
set_confidence(const Extraction *extraction, EntenteRecord *record, const Verdict *verdict,
               float chance)
{
	record->confidence = confidence_of(extraction, (int)verdict->kind, chance);
	if (extraction->explaining)
		explain_verdict(extraction, record, verdict);
}

const char *
bearer_name(const Extraction *extraction, const Bearer *bearer)
{
	bool anybody = bearer->actor.person != NOBODY || bearer->actor.party != NOBODY;

	return anybody ? actor_name(extraction, bearer->actor) : bearer->side;
}
