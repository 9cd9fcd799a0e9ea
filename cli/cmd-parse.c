/* parse: the sentences with their words, tags, trees and names. */
#include "arguments.h"
#include "fetching.h"
#include "reading.h"
#include "styling.h"
#include "terminal.h"

#include <string.h>

enum { FORMAT, FROM };

static const char *const formats[] = { "conllu", "json", NULL };
static const char *const sources[] = { "pages", "conllu", NULL };

static const Option options[] = {
	[FORMAT] = OPTION_FORMAT(formats),
	[FROM] = { .name = "from",
	           .argument = "KIND",
	           .choices = sources,
	           .help = "what the PATHs hold" },
};

static const Example examples[] = {
	{ "entente parse examples/talks/kestrel-news.txt", "prints a page's trees as CoNLL-U" },
	{ "entente parse --format json examples/talks", "prints a line of JSON a sentence" },
	{ "entente parse examples/talks/kestrel-news.txt | entente parse --from conllu -",
	  "parses words that were split before" },
	{ NULL, NULL },
};

static bool
print_sentence(const char *text, size_t length, gpointer user_data)
{
	Reading *reading = user_data;
	g_autoptr(GString) out = g_string_new_len(text, (gssize)length);

	if (!print_out(out))
		reading->status = STATUS_FAILED;
	return reading->status == STATUS_DONE && !reading_interrupted();
}

static const EntenteParseSink sink = { print_sentence, reading_problem };

static bool
parse_conllu(Reading *reading, const char *path)
{
	return entente_engine_parse_conllu(reading->engine, path, &sink, reading);
}

static bool
parse_pages_as_conllu(Reading *reading, const char *path)
{
	return entente_engine_parse(reading->engine, path, ENTENTE_PARSE_CONLLU, &sink,
	                            reading);
}

static bool
parse_pages_as_json(Reading *reading, const char *path)
{
	return entente_engine_parse(reading->engine, path, ENTENTE_PARSE_JSON, &sink, reading);
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *format = arguments->values[FORMAT], *from = arguments->values[FROM];
	bool json = format && strcmp(format, "json") == 0;
	bool conllu = from && strcmp(from, "conllu") == 0;
	Reading reading = { .read = parse_pages_as_conllu };

	fetching_init(&reading.fetching);
	if (conllu && json)
		return usage_error(self, "--from conllu prints CoNLL-U only");
	if (!arguments->n_operands)
		return usage_error(self, "no PATH given");
	if (conllu)
		reading.read = parse_conllu;
	else if (json)
		reading.read = parse_pages_as_json;
	return reading_run(&reading, arguments->operands);
}

const Command cmd_parse = {
	.name = "parse",
	.args = "PATH...",
	.help = "print every sentence with its words, tags, tree and names",
	.about =
	    "Prints what Entente sees in the sentences of the pages, after Universal "
	    "Dependencies "
	    "2 for English, as CoNLL-U (the default) or JSON Lines.  Clitics and the parts of "
	    "hyphenated compounds are words of their own.  A page in a language other than "
	    "English is named and left out.\n\n"
	    "CoNLL-U: the comments are 'newdoc id', 'sent_id' (the page's id, a hyphen, the "
	    "sentence's number) and 'text'.  MISC holds Start and End, the word's bytes in "
	    "what "
	    "'entente text' prints as the page's text; SpaceAfter=No; and, for a name, "
	    "Entity=B-CLASS at its first word and Entity=I-CLASS at the others, where CLASS is "
	    "person, place, organisation or nationality.\n\n"
	    "JSON: an object a sentence, with source, start, end, text and words; a word has "
	    "form, "
	    "lemma, upos, xpos, head (0 for the root), relation, name (B-CLASS, I-CLASS or "
	    "null), "
	    "start and end.\n\n"
	    "With --from conllu the PATHs are CoNLL-U files, or - for standard input, whose "
	    "words "
	    "and sentences are taken as they stand: LEMMA, UPOS, XPOS, HEAD and DEPREL are "
	    "replaced, everything else is kept.  So the parser is measured against a treebank.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
