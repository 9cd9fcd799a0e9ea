/* Sentences as text for others: CoNLL-U and JSON.
 *
 * The words are the parser's, the pieces of compounds included, so that who compares with a
 * treebank sees the very words that were tagged. */
#include "base/json.h"
#include "text/conllu.h"
#include "text/pieces.h"
#include "text/text.h"

#include <string.h>

typedef struct {
	const Document *document;
	const Sentence *sentence;
	size_t number; /* in the document, from 1 */
	Pieces pieces;
} Printing;

static const ParseWord *
piece_word(const Printing *printing, guint piece)
{
	return &g_array_index(printing->pieces.words, ParseWord, piece);
}

static EntenteSpan
piece_span(const Printing *printing, guint piece)
{
	const ParseWord *word = piece_word(printing, piece);
	uint32_t start = (uint32_t)(word->text - printing->document->article->text);

	return (EntenteSpan){ start, start + word->length };
}

/* "B-person", "I-person"; "" outside names. */
static void
set_name(GString *name, const ParsedWord *parsed)
{
	g_string_truncate(name, 0);
	if (parsed->name)
		g_string_printf(name, "%c-%s", parsed->name_begins ? 'B' : 'I',
		                name_name(parsed->name));
}

/* White space, or the end of the page, after the piece; characters that cannot be seen are
 * neither. */
static bool
space_after(const Printing *printing, guint piece)
{
	uint32_t end = piece_span(printing, piece).end;
	const char *after = printing->document->article->text + end;
	bool last = piece + 1 == printing->pieces.words->len;

	if (last)
		return !*after || *after == ' ' || *after == '\n';
	return memchr(after, ' ', piece_span(printing, piece + 1).start - end);
}

/* As validators want it: the words, with a space where no SpaceAfter=No stands. */
static void
append_text(GString *out, const Printing *printing)
{
	guint n = printing->pieces.words->len;

	g_string_append(out, "# text = ");
	for (guint i = 0; i < n; i++) {
		const ParseWord *word = piece_word(printing, i);

		g_string_append_len(out, word->text, word->length);
		if (i + 1 < n && space_after(printing, i))
			g_string_append_c(out, ' ');
	}
	g_string_append_c(out, '\n');
}

static void
append_comment(GString *out, const char *key, const char *text, size_t length)
{
	g_string_append_printf(out, "# %s = ", key);
	g_string_append_len(out, text, (gssize)length);
	g_string_append_c(out, '\n');
}

static void
append_comments(GString *out, const Printing *printing)
{
	const Article *article = printing->document->article;
	g_autofree char *sentence_id = g_strdup_printf("%s-%zu", article->id, printing->number);

	if (printing->number == 1)
		append_comment(out, "newdoc id", article->id, strlen(article->id));
	append_comment(out, "sent_id", sentence_id, strlen(sentence_id));
	append_text(out, printing);
}

static void
set_misc(GString *misc, const Printing *printing, guint piece, const GString *name)
{
	EntenteSpan span = piece_span(printing, piece);

	g_string_printf(misc, "Start=%u|End=%u", span.start, span.end);
	if (name->len)
		g_string_append_printf(misc, "|Entity=%s", name->str);
	if (!space_after(printing, piece))
		g_string_append(misc, "|SpaceAfter=No");
}

static void
print_conllu(GString *out, const Printing *printing)
{
	g_autoptr(GString) number = g_string_new(NULL);
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) misc = g_string_new(NULL);

	append_comments(out, printing);
	for (guint i = 0; i < printing->pieces.words->len; i++) {
		const ParsedWord *parsed = piece_parsed(&printing->pieces, i);

		g_string_printf(number, "%u", i + 1);
		set_name(name, parsed);
		set_misc(misc, printing, i, name);
		const ConlluLine kept = {
			.columns = { [CONLLU_ID] = number->str, [CONLLU_MISC] = misc->str }
		};
		conllu_append_word(out, piece_word(printing, i), parsed, &kept);
	}
	g_string_append_c(out, '\n');
}

/* `"KEY": "text", ` */
static void
append_member(GString *out, const char *key, const char *text, size_t length)
{
	g_autofree char *whole = g_strndup(text, length);

	g_string_append_printf(out, "\"%s\": ", key);
	json_append_text(out, whole);
	g_string_append(out, ", ");
}

static void
append_names_of(GString *out, const ParsedWord *parsed, const GString *name)
{
	g_string_append_printf(out, "\"upos\": \"%s\", \"xpos\": \"%s\", \"head\": %u, ",
	                       upos_name(parsed->upos), xpos_name(parsed->xpos), parsed->head);
	g_string_append_printf(
	    out, "\"relation\": \"%s\", \"name\": ", relation_name(parsed->relation));
	json_append_text(out, name->len ? name->str : NULL);
}

static void
print_json(GString *out, const Printing *printing)
{
	const Article *article = printing->document->article;
	EntenteSpan span = printing->sentence->span;
	g_autoptr(GString) name = g_string_new(NULL);

	g_string_append_c(out, '{');
	append_member(out, "source", article->id, strlen(article->id));
	g_string_append_printf(out, "\"start\": %u, \"end\": %u, ", span.start, span.end);
	append_member(out, "text", article->text + span.start, span.end - span.start);
	g_string_append(out, "\"words\": [");
	for (guint i = 0; i < printing->pieces.words->len; i++) {
		const ParseWord *word = piece_word(printing, i);
		const ParsedWord *parsed = piece_parsed(&printing->pieces, i);
		EntenteSpan at = piece_span(printing, i);

		set_name(name, parsed);
		g_string_append(out, i ? ", {" : "{");
		append_member(out, "form", word->text, word->length);
		append_member(out, "lemma", parsed->lemma, parsed->lemma_length);
		append_names_of(out, parsed, name);
		g_string_append_printf(out, ", \"start\": %u, \"end\": %u}", at.start, at.end);
	}
	g_string_append(out, "]}\n");
}

static const struct {
	const char *name;
	void (*print)(GString *out, const Printing *printing);
} formats[ENTENTE_N_PARSE_FORMATS] = {
	[ENTENTE_PARSE_CONLLU] = { "conllu", print_conllu },
	[ENTENTE_PARSE_JSON] = { "json", print_json },
};

int
entente_parse_format_from_name(const char *name)
{
	for (int i = 0; i < ENTENTE_N_PARSE_FORMATS; i++)
		if (g_str_equal(formats[i].name, name))
			return i;
	return -1;
}

bool
text_print(const Document *document, Parser *parser, EntenteParseFormat format,
           const EntenteParseSink *sink, gpointer user_data)
{
	g_autoptr(GString) out = g_string_new(NULL);
	Printing printing = { .document = document };
	bool go_on = true;

	pieces_init(&printing.pieces);
	for (size_t i = 0; go_on && i < document->n_sentences; i++) {
		printing.sentence = &document->sentences[i];
		printing.number = i + 1;
		pieces_parse(&printing.pieces, document, printing.sentence, parser);
		g_string_truncate(out, 0);
		formats[format].print(out, &printing);
		go_on = sink->sentence(out->str, out->len, user_data);
	}
	pieces_clear(&printing.pieces);
	return go_on;
}

bool
text_parse_conllu(const char *path, Parser *parser, const EntenteParseSink *sink,
                  gpointer user_data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GArray) parsed = g_array_new(false, false, sizeof(ParsedWord));
	g_auto(ConlluReader) reader = { 0 };
	bool go_on = conllu_open(&reader, path, &error);

	while (go_on) {
		g_auto(ConlluSentence) sentence = { 0 };

		if (!conllu_next(&reader, &sentence, &error))
			break;
		g_array_set_size(parsed, (guint)sentence.n_words);
		ParsedWord *words = (ParsedWord *)(void *)parsed->data;
		parse_sentence(parser, sentence.words, sentence.n_words, words);
		g_string_truncate(out, 0);
		conllu_append_sentence(out, &sentence, words);
		go_on = sink->sentence(out->str, out->len, user_data);
	}
	return error ? sink->problem(error, user_data) : go_on;
}
