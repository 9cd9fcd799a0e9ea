#include "extract/judge-pairs.h"

#include "extract/tree.h"

/* every value has its place in its group */
_Static_assert(N_HOLDER_KINDS <= PAIR_DISTANCE - PAIR_KIND, "too many kinds of holder");
_Static_assert(N_RELATIONS <= PAIR_PATH - PAIR_RELATION, "too many relations");
_Static_assert(N_UPOS < N_PAIR_FEATURES - PAIR_GOVERNOR, "too many word classes");

enum {
	LONGEST_WAY = 12, /* words up a tree */
	FARTHEST = 6,     /* steps that are told apart */
	NO_WAY = 7,
	NO_GOVERNOR = N_UPOS,
};

typedef struct {
	uint32_t words[LONGEST_WAY];
	unsigned n;
} Way;

static Way
way_up(const Document *document, uint32_t word)
{
	Way way = { .words = { word }, .n = 1 };

	while (document->syntax[word].head != word && way.n < LONGEST_WAY) {
		word = document->syntax[word].head;
		way.words[way.n++] = word;
	}
	return way;
}

/* Whether the holder's word stands elsewhere than in the sentence. */
static bool
stands_elsewhere(const Document *document, uint32_t sentence, const Holder *holder)
{
	return document->words[holder->word].sentence != sentence ||
	       holder->kind == HOLDER_SPEAKER || holder->kind == HOLDER_BEFORE ||
	       holder->kind == HOLDER_NEAR || holder->kind == HOLDER_PAGE;
}

/* 0 elsewhere, 13 within; else by the doubling of words between, before and after. */
static unsigned
distance_of(uint32_t first, uint32_t end, uint32_t word)
{
	if (word >= first && word < end)
		return 13;
	uint32_t distance = word < first ? first - word : word - end + 1;
	unsigned doublings = 0;
	for (; distance > 1 && doublings < 5; distance /= 2)
		doublings++;
	return 1 + doublings + (word < first ? 6 : 0);
}

static bool
is_quoted(const Document *document, uint32_t word)
{
	return document->words[word].flags & WORD_QUOTED;
}

size_t
pair_features(const Document *document, uint32_t sentence, uint32_t first, uint32_t end,
              const Holder *holder, uint16_t features[MOST_PAIR_FEATURES])
{
	bool elsewhere = stands_elsewhere(document, sentence, holder);
	unsigned quoted = is_quoted(document, first) * 2u +
	                  (!elsewhere && is_quoted(document, holder->word));
	size_t n = 0;

	features[n++] = (uint16_t)(PAIR_KIND + holder->kind);
	features[n++] = (uint16_t)(PAIR_DISTANCE +
	                           (elsewhere ? 0 : distance_of(first, end, holder->word)));
	features[n++] = (uint16_t)(PAIR_QUOTED + quoted);
	if (elsewhere)
		return n;
	features[n++] = (uint16_t)(PAIR_RELATION + document->syntax[holder->word].relation);
	Way up = way_up(document, tree_head(document, first, end));
	Way down = way_up(document, holder->word);
	unsigned steps_up = NO_WAY, steps_down = NO_WAY;
	for (unsigned i = 0; i < up.n && steps_up == NO_WAY; i++)
		for (unsigned k = 0; k < down.n; k++)
			if (up.words[i] == down.words[k]) {
				steps_up = MIN(i, (unsigned)FARTHEST);
				steps_down = MIN(k, (unsigned)FARTHEST);
				break;
			}
	bool meets = steps_down > 0 && steps_down < NO_WAY;
	uint32_t branch = meets ? down.words[steps_down - 1] : holder->word;
	features[n++] = (uint16_t)(PAIR_PATH + steps_up * 8 + steps_down);
	features[n++] = (uint16_t)(PAIR_BRANCH + document->syntax[branch].relation);
	features[n++] = (uint16_t)(PAIR_GOVERNOR +
	                           (up.n > 1 ? document->syntax[up.words[1]].upos : NO_GOVERNOR));
	return n;
}
