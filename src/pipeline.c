/* The order of the stages, known here alone. */
#include "extract/extract.h"
#include "gather/gather.h"
#include "model/lexicon.h"
#include "read/read.h"
#include "store/store.h"
#include "text/parse-model.h"
#include "text/text.h"

#include <entente/dossier.h>
#include <entente/engine.h>
#include <entente/parse.h>

struct EntenteEngine {
	Lexicon *lexicon;
	ParseModel *model;
	Parser *parser;
};

EntenteEngine *
entente_engine_new(const char *share_dir, GError **error)
{
	g_autofree char *dir = g_build_filename(share_dir, "lexicon", NULL);
	g_autofree char *path = g_build_filename(share_dir, "data", "english.parse", NULL);
	g_autoptr(Lexicon) lexicon = lexicon_load(dir, "en", error);
	ParseModel *model = lexicon ? parse_model_open(path, error) : NULL;

	if (!model)
		return NULL;
	EntenteEngine *engine = g_new0(EntenteEngine, 1);
	engine->lexicon = g_steal_pointer(&lexicon);
	engine->model = model;
	engine->parser = parser_new(model);
	return engine;
}

void
entente_engine_free(EntenteEngine *engine)
{
	if (!engine)
		return;
	parser_free(engine->parser);
	parse_model_free(engine->model);
	lexicon_free(engine->lexicon);
	g_free(engine);
}

typedef struct {
	const EntenteEngine *engine;
	const EntenteSink *sink;
	gpointer user_data;
} Run;

/* The records take over the article's arena, so that nothing is copied. */
static bool
understand(Article *article, gpointer user_data)
{
	const Run *run = user_data;
	const Document *document = text_understand(article, run->engine->lexicon, run->engine->parser);
	EntenteRecords *records = records_new_with_arena(article->arena);

	records_add_source(records, article);
	extract_records(document, records);
	return run->sink->page(records, run->user_data);
}

static bool
pass_problem(const GError *why, gpointer user_data)
{
	const Run *run = user_data;

	return run->sink->problem(why, run->user_data);
}

bool
entente_engine_read(EntenteEngine *engine, const char *path, const EntenteSink *sink,
                    gpointer user_data)
{
	Run run = { engine, sink, user_data };
	const ReadSink read_sink = { understand, pass_problem, &run };

	return read_path(path, engine->lexicon, &read_sink);
}

typedef struct {
	const EntenteEngine *engine;
	EntenteParseFormat format;
	const EntenteParseSink *sink;
	gpointer user_data;
} ParseRun;

static bool
print_article(Article *taken, gpointer user_data)
{
	g_autoptr(Article) article = taken;
	const ParseRun *run = user_data;
	const Document *document = text_understand(article, run->engine->lexicon, NULL);

	return text_print(document, run->engine->parser, run->format, run->sink, run->user_data);
}

static bool
pass_parse_problem(const GError *why, gpointer user_data)
{
	const ParseRun *run = user_data;

	return run->sink->problem(why, run->user_data);
}

bool
entente_engine_parse(EntenteEngine *engine, const char *path, EntenteParseFormat format,
                     const EntenteParseSink *sink, gpointer user_data)
{
	ParseRun run = { engine, format, sink, user_data };
	const ReadSink read_sink = { print_article, pass_parse_problem, &run };

	return read_path(path, engine->lexicon, &read_sink);
}

bool
entente_engine_parse_conllu(EntenteEngine *engine, const char *path,
                            const EntenteParseSink *sink, gpointer user_data)
{
	return text_parse_conllu(path, engine->parser, sink, user_data);
}

EntenteRecords *
entente_engine_gather(EntenteEngine *engine, const EntenteRecords *pages)
{
	return gather(pages, engine->lexicon);
}

bool
entente_dossier_gather(EntenteDossier *dossier, EntenteEngine *engine, GError **error)
{
	g_autoptr(EntenteRecords) pages = store_pages(dossier, error);

	if (!pages)
		return false;
	g_autoptr(EntenteRecords) merged = gather(pages, engine->lexicon);
	return store_set_merged(dossier, merged, error);
}
