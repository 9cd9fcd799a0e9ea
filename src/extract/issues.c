/* Which issue a passage is about, by a weighted lexicon. */
#include "extract/issues.h"

enum { MOST_ISSUES = 16 };

typedef struct {
	const char *issue;
	double weight;
} Score;

bool
issue_is_procedural(const char *issue)
{
	static const char *const procedural[] = { "the-deal", "talks", "timetable", "implementation" };

	for (size_t i = 0; i < G_N_ELEMENTS(procedural); i++)
		if (g_str_equal(issue, procedural[i]))
			return true;
	return false;
}

const char *
issue_of(const Document *document, uint32_t first, uint32_t end, double *weight)
{
	unsigned issue_column = lexicon_column(document->lexicon, LEXICON_ISSUES, "issue");
	unsigned weight_column = lexicon_column(document->lexicon, LEXICON_ISSUES, "weight");
	Score scores[MOST_ISSUES];
	unsigned n = 0, best = 0;

	for (uint32_t word = first; word < end;) {
		const LexiconEntry *entry =
		    lexicon_match(document->lexicon, LEXICON_ISSUES, &document->words[word].form,
		                  end - word, sizeof(Word));
		if (!entry) {
			word++;
			continue;
		}
		const char *issue = entry->cells[issue_column];
		unsigned i = 0;
		while (i < n && !g_str_equal(scores[i].issue, issue))
			i++;
		if (i == n && n < MOST_ISSUES)
			scores[n++] = (Score){ issue, 0 };
		if (i < n)
			scores[i].weight += g_ascii_strtod(entry->cells[weight_column], NULL);
		word += entry->n_words;
	}
	for (unsigned i = 1; i < n; i++)
		if (scores[i].weight > scores[best].weight)
			best = i;
	if (weight)
		*weight = n ? scores[best].weight : 0;
	return n ? scores[best].issue : NULL;
}
