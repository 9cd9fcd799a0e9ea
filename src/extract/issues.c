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

static const LexiconEntry *
term_at(const Document *document, uint32_t word, uint32_t end)
{
	return lexicon_match(document->lexicon, LEXICON_ISSUES, &document->words[word].form,
	                     end - word, sizeof(Word));
}

const char *
issue_terms(const Document *document, uint32_t first, uint32_t end, const char *issue)
{
	g_autoptr(GString) terms = g_string_new(NULL);

	for (uint32_t word = first; word < end;) {
		const LexiconEntry *entry = term_at(document, word, end);

		if (entry && g_str_equal(entry_cell(document, LEXICON_ISSUES, entry, "issue"), issue))
			g_string_append_printf(
			    terms, "%s \"%s\" %s", terms->len ? "," : lexicon_file(LEXICON_ISSUES),
			    entry->cells[0], entry_cell(document, LEXICON_ISSUES, entry, "weight"));
		word += entry ? entry->n_words : 1;
	}
	return terms->len ? arena_strdup(document->article->arena, terms->str) : NULL;
}

const char *
issue_of(const Document *document, uint32_t first, uint32_t end, double *weight)
{
	unsigned issue_column = lexicon_column(document->lexicon, LEXICON_ISSUES, "issue");
	unsigned weight_column = lexicon_column(document->lexicon, LEXICON_ISSUES, "weight");
	Score scores[MOST_ISSUES];
	unsigned n = 0, best = 0;

	for (uint32_t word = first; word < end;) {
		const LexiconEntry *entry = term_at(document, word, end);

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
