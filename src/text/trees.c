/* A tree for every sentence: a compound's place is that of the piece whose head lies outside
 * it. */
#include "text/pieces.h"
#include "text/steps.h"

/* Whether the head of the piece lies outside its word. */
static bool
leads_out(const Pieces *pieces, guint piece)
{
	uint32_t head = piece_parsed(pieces, piece)->head;

	return !head || piece_owner(pieces, head - 1) != piece_owner(pieces, piece);
}

static void
set_syntax(Syntax *syntax, const Pieces *pieces)
{
	for (guint i = 0; i < pieces->parsed->len; i++) {
		const ParsedWord *piece = piece_parsed(pieces, i);
		uint32_t word = piece_owner(pieces, i);

		if (leads_out(pieces, i))
			syntax[word] = (Syntax){
				.head =
				    piece->head ? piece_owner(pieces, piece->head - 1) : word,
				.upos = piece->upos,
				.xpos = piece->xpos,
				.relation = piece->relation,
				.name = piece->name,
				.name_begins = piece->name_begins,
			};
	}
}

void
text_trees(Document *document, Parser *parser)
{
	g_auto(Pieces) pieces;

	pieces_init(&pieces);
	document->syntax = arena_new0(document->article->arena, Syntax, document->n_words + 1);
	for (size_t i = 0; i < document->n_sentences; i++) {
		pieces_parse(&pieces, document, &document->sentences[i], parser);
		set_syntax(document->syntax, &pieces);
	}
}
