#include "extract/verdicts.h"

#include "extract/judge-model.h"

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

const char *
bearer_name(const Extraction *extraction, const Bearer *bearer)
{
	bool anybody = bearer->actor.person != NOBODY || bearer->actor.party != NOBODY;

	return anybody ? actor_name(extraction, bearer->actor) : bearer->side;
}
