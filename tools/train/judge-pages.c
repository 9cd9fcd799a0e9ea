/* judge-pages SHARE STATES PAGES.jsonl... > SEEN.jsonl
 *
 * What the judge of src/extract/judge.h sees of each page, for judge-train.py: one JSON line a
 * page, and the parser's states as 16-bit integers in STATES, page after page.  SHARE holds
 * lexicon/ and data/. */
#include "extract/holders.h"
#include "extract/judge-features.h"
#include "read/read.h"
#include "text/parse-model.h"
#include "text/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
	const Lexicon *lexicon;
	Parser *parser;
	FILE *states;
} Seeing;

static json_t *
numbers(const json_int_t *values, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_integer(values[i]));
	return array;
}

static json_t *
seen_words(const Extraction *extraction)
{
	const Document *document = extraction->document;
	json_t *words = json_array();

	for (uint32_t i = 0; i < document->n_words; i++) {
		const Word *word = &document->words[i];
		const Syntax *syntax = &document->syntax[i];
		uint32_t keys[MOST_KEYS];
		size_t n = judge_keys(extraction, i, keys);
		json_int_t values[6 + MOST_KEYS] = { word->span.start,  word->span.end,
			                             syntax->head,      syntax->relation,
			                             syntax->upos,      word->flags };

		for (size_t k = 0; k < n; k++)
			values[6 + k] = keys[k];
		json_array_append_new(words, numbers(values, 6 + n));
	}
	return words;
}

static json_t *
seen_holders(const Extraction *extraction, uint32_t sentence)
{
	g_autoptr(GArray) holders = g_array_new(false, true, sizeof(Holder));
	json_t *array = json_array();

	holders_of(extraction, sentence, holders);
	for (guint i = 0; i < holders->len; i++) {
		const Holder *holder = &g_array_index(holders, Holder, i);
		json_t *sides = json_array(), *people = json_array();
		const char *side;

		for (unsigned k = 0; (side = holder_side(extraction, holder, k)); k++)
			json_array_append_new(sides, json_string(side));
		for (unsigned k = 0; k < holder->actors.n; k++)
			json_array_append_new(people, json_string(actor_name(extraction, holder->actors.items[k])));
		json_array_append_new(array, json_pack("[iioo]", holder->kind, holder->word, sides, people));
	}
	return array;
}

static json_t *
seen_sentences(const Extraction *extraction)
{
	const Document *document = extraction->document;
	json_t *sentences = json_array();

	for (uint32_t i = 0; i < document->n_sentences; i++) {
		const Sentence *sentence = &document->sentences[i];

		json_array_append_new(
		    sentences, json_pack("[iiiiiio]", sentence->span.start, sentence->span.end,
		                         sentence->first_word, sentence->n_words, sentence->paragraph,
		                         sentence_tells(document, i), seen_holders(extraction, i)));
	}
	return sentences;
}

static bool
see(Article *article, gpointer user_data)
{
	const Seeing *seeing = user_data;
	const Document *document = text_understand(article, seeing->lexicon, seeing->parser);
	g_autoptr(EntenteRecords) records = records_new_with_arena(article->arena);

	records_add_source(records, article);
	g_autoptr(Cast) cast = cast_find(document);
	Extraction extraction = {
		.document = document,
		.cast = cast,
		.records = records,
		.speakers = arena_new0(records->arena, Actor, document->n_quotations),
		.speaker_names = arena_new0(records->arena, const char *, document->n_quotations),
	};
	extract_people(&extraction);
	extract_quotes(&extraction);
	json_t *page = json_pack("{ss ss si so so}", "id", article->id, "text", article->text,
	                         "n_states", (int)document->n_states, "sentences",
	                         seen_sentences(&extraction), "words", seen_words(&extraction));
	json_dumpf(page, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(page);
	fwrite(document->states, sizeof document->states[0], document->n_states, seeing->states);
	return true;
}

static bool
complain(const GError *why, gpointer user_data)
{
	(void)user_data;
	fprintf(stderr, "judge-pages: %s\n", why->message);
	return true;
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	if (argc < 4) {
		fprintf(stderr, "usage: judge-pages SHARE STATES PAGES.jsonl...\n");
		return 2;
	}
	g_autofree char *words = g_build_filename(argv[1], "lexicon", NULL);
	g_autofree char *model_path = g_build_filename(argv[1], "data", "english.parse", NULL);
	g_autoptr(Lexicon) lexicon = lexicon_load(words, "en", &error);
	g_autoptr(ParseModel) model = lexicon ? parse_model_open(model_path, &error) : NULL;
	if (!model) {
		fprintf(stderr, "judge-pages: %s\n", error->message);
		return 1;
	}
	Parser *parser = parser_new(model);
	Seeing seeing = { lexicon, parser, fopen(argv[2], "wb") };
	const ReadSink sink = { see, complain, &seeing, NULL };
	bool done = seeing.states != NULL;
	for (int i = 3; done && i < argc; i++)
		done = read_path(argv[i], lexicon, &sink);
	parser_free(parser);
	return done && fclose(seeing.states) == 0 ? 0 : 1;
}
