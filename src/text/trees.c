/* A tree for every sentence.
 *
 * The treebanks split compounds at their hyphens, the document does not: a compound is parsed
 * in pieces, and its place is that of the piece whose head lies outside it. */
#include "text/parse.h"
#include "text/steps.h"

typedef struct {
	Document *document;
	Parser *parser;
	GArray *words;  /* ParseWord: the sentence in pieces */
	GArray *parsed; /* ParsedWord, one a piece */
	GArray *owners; /* uint32_t, one a piece: its word in the document */
} Forest;

static void
add_piece(Forest *forest, uint32_t word, const char *text, size_t length)
{
	ParseWord piece = { text, (uint32_t)length };

	g_array_append_val(forest->words, piece);
	g_array_append_val(forest->owners, word);
}

static void
add_word(Forest *forest, uint32_t word)
{
	EntenteSpan span = forest->document->words[word].span;
	const char *text = forest->document->article->text + span.start;
	size_t length = span.end - span.start, from = 0;

	if (!(forest->document->words[word].flags & WORD_PUNCT))
		for (size_t i = 1; i + 1 < length; i++) {
			if (text[i] != '-' || i == from)
				continue;
			add_piece(forest, word, text + from, i - from);
			add_piece(forest, word, text + i, 1);
			from = i + 1;
		}
	add_piece(forest, word, text + from, length - from);
}

/* Whether the head of the piece lies outside its word. */
static bool
leads_out(const Forest *forest, guint piece)
{
	uint32_t head = g_array_index(forest->parsed, ParsedWord, piece).head;

	return !head || g_array_index(forest->owners, uint32_t, head - 1) !=
	                    g_array_index(forest->owners, uint32_t, piece);
}

static void
set_syntax(Forest *forest)
{
	Syntax *syntax = forest->document->syntax;

	for (guint i = 0; i < forest->parsed->len; i++) {
		const ParsedWord *piece = &g_array_index(forest->parsed, ParsedWord, i);
		uint32_t word = g_array_index(forest->owners, uint32_t, i);

		if (leads_out(forest, i))
			syntax[word] = (Syntax){
				.head = piece->head
			                    ? g_array_index(forest->owners, uint32_t, piece->head - 1)
			                    : word,
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
	Forest forest = { document, parser, g_array_new(false, false, sizeof(ParseWord)),
		          g_array_new(false, false, sizeof(ParsedWord)),
		          g_array_new(false, false, sizeof(uint32_t)) };

	document->syntax = arena_new0(document->article->arena, Syntax, document->n_words + 1);
	for (size_t i = 0; i < document->n_sentences; i++) {
		const Sentence *sentence = &document->sentences[i];

		g_array_set_size(forest.words, 0);
		g_array_set_size(forest.owners, 0);
		for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
			add_word(&forest, word);
		g_array_set_size(forest.parsed, forest.words->len);
		parse_sentence(parser, (const ParseWord *)forest.words->data, forest.words->len,
		               (ParsedWord *)forest.parsed->data);
		set_syntax(&forest);
	}
	g_array_unref(forest.words);
	g_array_unref(forest.parsed);
	g_array_unref(forest.owners);
}
