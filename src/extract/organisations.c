/* Organisations that no table has: "the Ferry Workers' Union", "Halden Line".
 *
 * A name is a run of capitalised words that ends with a word such as "union" (or begins with
 * one, before "of"), or that is said to have a chief executive.  Once named, the words count
 * everywhere in the article, as does the abbreviation in brackets behind them; "the union" is
 * the union named last. */
#include "extract/cast.h"

#include "extract/words.h"

#include <string.h>

enum { MOST_ORGANISATIONS = 40, LONGEST_RUN = 12, FARTHEST = 2000 };

typedef struct {
	uint32_t first, n;   /* words of the name where it was found */
	uint32_t short_form; /* the word of its abbreviation, UINT32_MAX for none */
	int party;
} Organisation;

typedef struct {
	Cast *cast;
	const Document *document;
	GArray *organisations; /* Organisation */
} Finder;

static bool
is_capital(const Document *document, uint32_t word)
{
	const Word *at = &document->words[word];

	return at->flags & WORD_CAPITAL && !(at->flags & (WORD_PUNCT | WORD_NUMBER)) &&
	       !lexicon_entries(document->lexicon, LEXICON_FUNCTION, at->form) &&
	       !word_match(document, LEXICON_CALENDAR, word);
}

/* "and", "of", "for", "&" or the apostrophe of a plural, before a further capital. */
static bool
is_connector(const Document *document, uint32_t word, uint32_t end)
{
	static const char *const connectors[] = { "and", "of", "for", "&", "'" };

	if (word + 1 >= end || !is_capital(document, word + 1))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(connectors); i++)
		if (word_equals(document, word, connectors[i]))
			return true;
	return false;
}

static uint32_t
run_end(const Document *document, uint32_t word, uint32_t end)
{
	uint32_t limit = MIN(end, word + LONGEST_RUN);

	while (word < limit &&
	       (is_capital(document, word) || is_connector(document, word, limit)))
		word++;
	return word;
}

static bool
is_generic(const Cast *cast, const Mention *mention)
{
	return mention->person == NOBODY && cast_party(cast, mention->party)->generic;
}

/* The kind of side that this word tells when an organisation's name ends with it; NULL for
 * none. */
static const char *
head_kind(const Document *document, uint32_t word)
{
	const LexiconEntry *head = word_match(document, LEXICON_NAMES, word);

	if (!head || head->n_words != 1 || !is_capital(document, word) ||
	    !g_str_equal(entry_cell(document, LEXICON_NAMES, head, "class"), "organisation"))
		return NULL;
	const char *kind = entry_cell(document, LEXICON_NAMES, head, "name");
	return *kind ? kind : NULL;
}

/* Whether a mention that is more than an adjective or a common noun ("Workers") covers the
 * word. */
static bool
is_taken(const Finder *finder, uint32_t word)
{
	const Mention *mention = cast_mention(finder->cast, word);

	return mention && mention->kind != MENTION_ADJECTIVE &&
	       !is_generic(finder->cast, mention);
}

static void
add_organisation(Finder *finder, uint32_t first, uint32_t end, const char *kind)
{
	const Document *document = finder->document;
	uint32_t short_form = UINT32_MAX;

	if (finder->organisations->len == MOST_ORGANISATIONS)
		return;
	for (uint32_t word = first; word < end; word++)
		if (is_taken(finder, word))
			return;
	if (end == first + 1 && cast_mention(finder->cast, first))
		return; /* "Chinese" */
	if (end + 2 < document->n_words && word_equals(document, end, "(") &&
	    document->words[end + 1].flags & WORD_ALL_CAPS &&
	    word_equals(document, end + 2, ")"))
		short_form = end + 1;
	Organisation found = { first, end - first, short_form,
		               cast_add_party(finder->cast, words_text(document, first, end),
		                              kind) };
	g_array_append_val(finder->organisations, found);
}

/* Adds the organisation whose name begins at `word`; returns the word after it, or `word`. */
static uint32_t
find_by_words(Finder *finder, uint32_t word, uint32_t end)
{
	const Document *document = finder->document;
	uint32_t head = word;

	while (head < end && !head_kind(document, head))
		head++;
	/* "Workers' Union": the last of several */
	for (uint32_t next = head + 1; next < end && next <= head + 2; next++)
		if (head_kind(document, next) &&
		    (next == head + 1 || word_equals(document, next - 1, "'")))
			head = next;
	if (head >= end)
		return word;
	uint32_t stop = head + 1;
	if (stop < end && word_equals(document, stop, "of"))
		stop = end;
	else if (head == word)
		return word; /* "Union" alone */
	add_organisation(finder, word, stop, head_kind(document, head));
	return stop;
}

/* "X's chief executive", "the chief executive of X". */
static void
find_by_leader(Finder *finder, uint32_t word, uint32_t start, uint32_t end)
{
	const Document *document = finder->document;
	const LexiconEntry *title = word_match(document, LEXICON_TITLES, word);
	uint32_t first = word;

	if (!title ||
	    !g_str_equal(entry_cell(document, LEXICON_TITLES, title, "class"), "business"))
		return;
	if (word > start + 1 && document->words[word - 1].flags & WORD_POSSESSIVE) {
		for (first = word - 1; first > start && is_capital(document, first - 1);)
			first--;
		if (first < word - 1)
			add_organisation(finder, first, word - 1, "company");
		return;
	}
	first += title->n_words;
	if (first + 1 < end && word_equals(document, first, "of") &&
	    is_capital(document, first + 1)) {
		uint32_t stop = ++first;
		while (stop < end && is_capital(document, stop))
			stop++;
		add_organisation(finder, first, stop, "company");
	}
}

/* The next word that is none of the run of capitals, or a side's. */
static uint32_t
past_capitals(const Finder *finder, uint32_t word, uint32_t end)
{
	do
		word++;
	while (word < end && is_capital(finder->document, word) && !is_taken(finder, word));
	return word;
}

static void
scan_sentence(Finder *finder, const Sentence *sentence)
{
	const Document *document = finder->document;
	uint32_t start = sentence->first_word, end = sentence_end(sentence);

	for (uint32_t word = start; word < end;) {
		find_by_leader(finder, word, start, end);
		/* not amid "Huawei Technologies Co.", "Foreign Office Trade Policy Council" */
		if (is_capital(document, word) && word > start && is_taken(finder, word - 1) &&
		    is_capital(document, word - 1)) {
			word = past_capitals(finder, word, end);
			continue;
		}
		if (!is_capital(document, word) || is_taken(finder, word) ||
		    word_match(document, LEXICON_TITLES, word)) {
			word++;
			continue;
		}
		uint32_t next = find_by_words(finder, word, run_end(document, word, end));
		word = MAX(next, word + 1);
	}
}

static bool
same_text(const Document *document, uint32_t left, uint32_t right)
{
	size_t n, m;
	const char *a = word_text(document, left, &n), *b = word_text(document, right, &m);

	return n == m && memcmp(a, b, n) == 0;
}

/* The number of words of the organisation's name that stand here: all, its abbreviation, or
 * none. */
static uint32_t
stands_at(const Document *document, const Organisation *organisation, uint32_t word)
{
	uint32_t end = sentence_end(sentence_of(document, word)), i = 0;

	while (i < organisation->n && word + i < end &&
	       same_text(document, word + i, organisation->first + i))
		i++;
	if (i == organisation->n)
		return i;
	return organisation->short_form != UINT32_MAX &&
	       same_text(document, word, organisation->short_form);
}

static void
add_mentions(Finder *finder)
{
	const Document *document = finder->document;

	for (uint32_t word = 0; word < document->n_words; word++)
		for (guint i = 0; i < finder->organisations->len; i++) {
			const Organisation *organisation =
			    &g_array_index(finder->organisations, Organisation, i);
			uint32_t n = stands_at(document, organisation, word);

			if (!n || is_taken(finder, word))
				continue;
			uint32_t end = word + n;
			cast_add_mention(
			    finder->cast,
			    (Mention){
				.first_word = word,
				.n_words = n,
				.sentence = document->words[word].sentence,
				.kind = MENTION_NAME,
				.person = NOBODY,
				.party = organisation->party,
				.possessive = end < document->n_words &&
			                      document->words[end].flags & WORD_POSSESSIVE,
			    });
			word += n - 1;
			break;
		}
}

/* The side of this kind that a mention at this word names; NOBODY if none does. */
static int
named_at(const Cast *cast, const char *kind, uint32_t word)
{
	const Mention *mention = cast_mention(cast, word);

	return mention && mention->person == NOBODY && mention->kind == MENTION_NAME &&
	               g_str_equal(cast_party(cast, mention->party)->kind, kind)
	           ? mention->party
	           : NOBODY;
}

int
cast_named_side(const Cast *cast, const char *kind, uint32_t word)
{
	uint32_t n_words = (uint32_t)cast->document->n_words;
	uint32_t start = word > FARTHEST ? word - FARTHEST : 0;
	uint32_t end = MIN(n_words, word + FARTHEST);
	int side = NOBODY;

	for (uint32_t at = word; at > start && side == NOBODY; at--)
		side = named_at(cast, kind, at - 1);
	for (uint32_t at = word; at < end && side == NOBODY; at++)
		side = named_at(cast, kind, at);
	return side;
}

/* "the union", "the company": the one that the article has named.  In one pass: `last` is the
 * side of each kind that was named last. */
static void
point_common_nouns(Cast *cast)
{
	static const char *const kinds[] = { "union", "company" };
	const Document *document = cast->document;

	for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
		int last = cast_named_side(cast, kinds[k], 0);

		for (uint32_t word = 1; word < document->n_words; word++) {
			if (cast->at[word] == NOBODY)
				continue;
			Mention *mention =
			    &g_array_index(cast->mentions, Mention, cast->at[word]);
			if (mention->first_word != word || mention->person != NOBODY ||
			    !g_str_equal(cast_party(cast, mention->party)->kind, kinds[k]))
				continue;
			size_t length;
			const char *text = word_text(document, word, &length);
			if (mention->kind == MENTION_NAME)
				last = mention->party;
			else if (last != NOBODY && is_generic(cast, mention) &&
			         word_is(document, word - 1, "det-the") &&
			         text[length - 1] != 's')
				mention->party = last;
		}
	}
}

void
cast_find_organisations(Cast *cast)
{
	Finder finder = { cast, cast->document,
		          g_array_new(false, false, sizeof(Organisation)) };

	for (uint32_t i = 0; i < cast->document->n_sentences; i++)
		if (cast->document->sentences[i].kind != SENTENCE_HEADING)
			scan_sentence(&finder, &cast->document->sentences[i]);
	add_mentions(&finder);
	point_common_nouns(cast);
	g_array_unref(finder.organisations);
}
