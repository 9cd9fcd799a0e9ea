/* A tree for every sentence.  A compound stands where that of its pieces stands which is
 * nearest to the root: so every word's head is nearer to the root than the word itself, and no
 * cycle can arise. */
#include "text/pieces.h"
#include "text/steps.h"

/* Words whose states are kept: 12 MB of them, far more than any article has. */
enum { MOST_STATES = 1 << 14 };

/* The number of steps from the piece to the root. */
static uint32_t
depth_of(const Pieces *pieces, guint piece)
{
	uint32_t depth = 0;

	for (uint32_t head = piece_parsed(pieces, piece)->head; head;
	     head = piece_parsed(pieces, head - 1)->head)
		depth++;
	return depth;
}

static void
set_syntax(Document *document, const Pieces *pieces)
{
	Syntax *syntax = document->syntax;


	for (guint first = 0, end; first < pieces->parsed->len; first = end) {
		uint32_t word = piece_owner(pieces, first), least = UINT32_MAX;
		const ParsedWord *top = NULL;

		for (end = first; end < pieces->parsed->len && piece_owner(pieces, end) == word; end++) {
			uint32_t depth = depth_of(pieces, end);

			if (depth < least) {
				least = depth;
				top = piece_parsed(pieces, end);
			}
		}
		syntax[word] = (Syntax){
			.head = top->head ? piece_owner(pieces, top->head - 1) : word,
			.upos = top->upos,
			.xpos = top->xpos,
			.relation = top->relation,
			.name = top->name,
			.name_begins = top->name_begins,
		};
		if (word < document->n_states && top->state)
			memcpy(document->states[word], top->state, sizeof document->states[0]);
	}
}

void
text_trees(Document *document, Parser *parser)
{
	g_auto(Pieces) pieces;

	pieces_init(&pieces);
	document->syntax = arena_new0(document->article->arena, Syntax, document->n_words + 1);
	document->n_states = MIN(document->n_words, (size_t)MOST_STATES);
	document->states = arena_lend(document->article->arena,
	                              document->n_states * sizeof document->states[0]);
	for (size_t i = 0; i < document->n_sentences; i++) {
		pieces_parse(&pieces, document, &document->sentences[i], parser);
		set_syntax(document, &pieces);
	}
}
