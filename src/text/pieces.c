#include "text/pieces.h"

void
pieces_init(Pieces *pieces)
{
	pieces->words = g_array_new(false, false, sizeof(ParseWord));
	pieces->parsed = g_array_new(false, false, sizeof(ParsedWord));
	pieces->owners = g_array_new(false, false, sizeof(uint32_t));
}

void
pieces_clear(Pieces *pieces)
{
	g_array_unref(pieces->words);
	g_array_unref(pieces->parsed);
	g_array_unref(pieces->owners);
}

static void
add_piece(Pieces *pieces, uint32_t word, const char *text, size_t length)
{
	ParseWord piece = { text, (uint32_t)length };

	g_array_append_val(pieces->words, piece);
	g_array_append_val(pieces->owners, word);
}

static void
add_word(Pieces *pieces, const Document *document, uint32_t word)
{
	EntenteSpan span = document->words[word].span;
	const char *text = document->article->text + span.start;
	size_t length = span.end - span.start, from = 0;

	if (!(document->words[word].flags & WORD_PUNCT))
		for (size_t i = 1; i + 1 < length; i++) {
			if (text[i] != '-' || i == from)
				continue;
			add_piece(pieces, word, text + from, i - from);
			add_piece(pieces, word, text + i, 1);
			from = i + 1;
		}
	add_piece(pieces, word, text + from, length - from);
}

void
pieces_parse(Pieces *pieces, const Document *document, const Sentence *sentence, Parser *parser)
{
	g_array_set_size(pieces->words, 0);
	g_array_set_size(pieces->owners, 0);
	for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
		add_word(pieces, document, word);
	g_array_set_size(pieces->parsed, pieces->words->len);
	parse_sentence(parser, (const ParseWord *)pieces->words->data, pieces->words->len,
	               (ParsedWord *)pieces->parsed->data);
}
