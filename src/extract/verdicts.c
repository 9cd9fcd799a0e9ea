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

const char *
verdict_text(const Extraction *extraction, const Verdict *verdict)
{
	uint32_t first = verdict->first, end = verdict->end;

	while (first + 1 < end && word_is_punct(extraction->document, first))
		first++;
	while (end > first + 1 && word_is_punct(extraction->document, end - 1))
		end--;
	return words_text(extraction->document, first, end);
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

void
set_confidence(const Extraction *extraction, EntenteRecord *record, const Verdict *verdict,
               float chance)
{
	const float *trust = extraction->judge->trust + 2 * (size_t)verdict->kind;

	record->confidence = (int32_t)(100 * chance_of(trust[0] * chance + trust[1]) + 0.5f);
	if (extraction->explaining)
		explain_verdict(extraction, record, verdict);
}

const char *
bearer_name(const Extraction *extraction, const Bearer *bearer)
{
	bool anybody = bearer->actor.person != NOBODY || bearer->actor.party != NOBODY;

	return anybody ? actor_name(extraction, bearer->actor) : bearer->side;
}
