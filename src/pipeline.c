/* The order of the stages, known here alone.  Input is read on the calling thread; pages are
 * understood on several, each with a parser of its own, and handed on in the order of the
 * input. */
#include "pipeline.h"

#include "base/crew.h"
#include "base/paths.h"
#include "extract/extract.h"
#include "extract/judge.h"
#include "fetch/ahead.h"
#include "gather/gather.h"
#include "model/lexicon.h"
#include "read/read.h"
#include "text/parse-model.h"
#include "text/text.h"

#include <entente/engine.h>
#include <entente/error.h>
#include <entente/parse.h>
#include <string.h>

struct EntenteEngine {
	Lexicon *lexicon;
	ParseModel *model;
	JudgeModel *judge;
	Worker *worker; /* NULL where there is no process to read in */
	Parser *parser; /* the calling thread's */
	EntenteFetching fetching;
	Fetcher *fetcher; /* NULL until it is needed */
	unsigned n_jobs;
	bool explaining;
	bool text_only;
	const char *const *paths; /* being read, NULL where none are … */
	uint64_t passed;          /* … which the worker was past before */
	EntenteProgress progress;
	bool measured; /* progress.all is known, as far as it can be */
};

EntenteEngine *
entente_engine_new(const char *share_dir, GError **error)
{
	g_autofree char *dir = g_build_filename(share_dir, "lexicon", NULL);
	g_autofree char *path = g_build_filename(share_dir, "data", "english.parse", NULL);
	g_autofree char *judge_path =
	    g_build_filename(share_dir, "data", "english.judge", NULL);
	g_autoptr(Lexicon) lexicon = lexicon_load(dir, "en", error);
	g_autoptr(Worker) worker = lexicon ? worker_new(lexicon) : NULL;
	g_autoptr(ParseModel) model = lexicon ? parse_model_open(path, error) : NULL;
	JudgeModel *judge_model = model ? judge_model_open(judge_path, error) : NULL;

	if (!judge_model)
		return NULL;
	EntenteEngine *engine = g_new0(EntenteEngine, 1);
	engine->lexicon = g_steal_pointer(&lexicon);
	engine->model = g_steal_pointer(&model);
	engine->judge = judge_model;
	engine->worker = g_steal_pointer(&worker);
	engine->parser = parser_new(engine->model);
	engine->n_jobs = 1;
	return engine;
}

void
entente_engine_free(EntenteEngine *engine)
{
	if (!engine)
		return;
	fetcher_free(engine->fetcher);
	worker_free(engine->worker);
	parser_free(engine->parser);
	parse_model_free(engine->model);
	judge_model_free(engine->judge);
	lexicon_free(engine->lexicon);
	g_free(engine);
}

void
entente_engine_set_jobs(EntenteEngine *engine, unsigned n_jobs)
{
	enum { MOST_BY_ITSELF = 16 };

	engine->n_jobs = n_jobs ? MIN(n_jobs, (unsigned)ENTENTE_MAX_JOBS)
	                        : MIN(g_get_num_processors(), (unsigned)MOST_BY_ITSELF);
}

void
entente_engine_set_fetching(EntenteEngine *engine, const EntenteFetching *how)
{
	g_clear_pointer(&engine->fetcher, fetcher_free);
	engine->fetching = *how;
}

Fetcher *
engine_fetcher(EntenteEngine *engine)
{
	if (!engine->fetcher)
		engine->fetcher = fetcher_new(&engine->fetching);
	return engine->fetcher;
}

void
entente_engine_set_explaining(EntenteEngine *engine, bool explaining)
{
	engine->explaining = explaining;
}

void
entente_engine_set_text_only(EntenteEngine *engine, bool text_only)
{
	engine->text_only = text_only;
}

const char *
entente_engine_weakness(const EntenteEngine *engine)
{
	return engine->worker ? worker_lack() : "no process for it";
}

/* A page on its way through the crew: an article, then the records made of it; or why it could
 * not be read. */
typedef struct {
	Article *article;
	EntenteRecords *records;
	GError *problem;
} Page;

typedef struct {
	const EntenteEngine *engine;
	const EntenteSink *sink;
	gpointer user_data;
	Crew *crew;
} Run;

static void
page_free(gpointer user_data)
{
	Page *page = user_data;

	article_free(page->article);
	entente_records_free(page->records);
	g_clear_error(&page->problem);
	g_free(page);
}

static gpointer
take_parser(gpointer user_data)
{
	const Run *run = user_data;

	return parser_new(run->engine->model);
}

static void
return_parser(gpointer parser)
{
	parser_free(parser);
}

/* The name of a language (may be NULL) if the lexicon has no words of it, else NULL; a page of
 * which the language is unknown is read. */
static const char *
unread_language(const char *code, const Lexicon *lexicon, Arena *arena)
{
	if (!code || strcmp(code, lexicon_language(lexicon)) == 0)
		return NULL;
	return arena_strdup(arena, languages_name(lexicon_languages(lexicon), code));
}

static void
note_sentences(EntenteRecords *records, const Document *document)
{
	EntenteSpan *spans = arena_new0(records->arena, EntenteSpan, document->n_sentences);

	for (size_t i = 0; i < document->n_sentences; i++)
		spans[i] = document->sentences[i].span;
	records->sentences = spans;
	records->n_sentences = document->n_sentences;
}

/* The records take over the article's arena, so that nothing is copied.  A page in a language
 * that the lexicon does not have is kept as a source alone. */
static EntenteRecords *
understand(const EntenteEngine *engine, Article *article, Parser *parser)
{
	EntenteRecords *records = records_new_with_arena(article->arena);

	if (article->url && is_web_address(article->path ? article->path : ""))
		article->path = NULL;
	records->explaining = engine->explaining;
	EntenteSource *source = &records_add_source(records, article)->source;
	source->unread = unread_language(source->language, engine->lexicon, records->arena);
	if (source->unread || engine->text_only)
		return records;
	const Document *document = text_understand(article, engine->lexicon, parser);
	note_sentences(records, document);
	extract_records(document, engine->judge, records);
	return records;
}

EntenteRecords *
engine_understand(const EntenteEngine *engine, Article *article)
{
	return understand(engine, article, engine->parser);
}

static void
understand_page(gpointer task, gpointer parser, gpointer user_data)
{
	const Run *run = user_data;
	Page *page = task;

	if (page->article)
		page->records =
		    understand(run->engine, g_steal_pointer(&page->article), parser);
}

static bool
hand_on(gpointer task, gpointer user_data)
{
	const Run *run = user_data;
	Page *page = task;
	bool go_on = page->problem
	                 ? run->sink->problem(page->problem, run->user_data)
	                 : run->sink->page(g_steal_pointer(&page->records), run->user_data);

	page_free(page);
	return go_on;
}

static const CrewPlan reading = { take_parser, return_parser, understand_page, hand_on,
	                          page_free };

static bool
take_article(Article *article, gpointer user_data)
{
	const Run *run = user_data;
	Page *page = g_new0(Page, 1);

	page->article = article;
	return crew_give(run->crew, page, article->length);
}

/* A problem keeps its place among the pages. */
static bool
take_problem(const GError *why, gpointer user_data)
{
	const Run *run = user_data;
	Page *page = g_new0(Page, 1);

	page->problem = g_error_copy(why);
	return crew_give(run->crew, page, 0);
}

static bool
before_waiting(gpointer user_data)
{
	const Run *run = user_data;

	return crew_finish(run->crew);
}

static void
measure(EntenteEngine *engine)
{
	EntenteProgress *progress = &engine->progress;

	progress->known = engine->paths && engine->worker;
	for (const char *const *path = engine->paths; path && *path; path++) {
		uint64_t size = read_size(*path);

		progress->all += size;
		progress->known = progress->known && size;
	}
	engine->measured = true;
}

EntenteProgress
entente_engine_progress(EntenteEngine *engine)
{
	if (!engine->measured)
		measure(engine);
	if (engine->worker)
		engine->progress.done = worker_passed(engine->worker) - engine->passed;
	return engine->progress;
}

static bool
read_one(EntenteEngine *engine, const char *path, const ReadSink *sink)
{
	return engine->worker ? worker_read_path(engine->worker, path, sink)
	                      : read_path(path, engine->lexicon, sink);
}

bool
engine_read_bytes(const EntenteEngine *engine, const char *name, const char *bytes,
                  size_t length, const ReadSink *sink)
{
	return engine->worker ? worker_read_bytes(engine->worker, name, bytes, length, sink)
	                      : read_bytes(name, bytes, length, engine->lexicon, sink);
}

static bool
is_utf8(const char *charset)
{
	return g_ascii_strcasecmp(charset, "utf-8") == 0 ||
	       g_ascii_strcasecmp(charset, "utf8") == 0;
}

bool
engine_read_fetched(const EntenteEngine *engine, const Fetched *fetched, const ReadSink *sink)
{
	const GByteArray *body = fetched->body;

	if (!fetched->encoding || is_utf8(fetched->encoding))
		return engine_read_bytes(engine, fetched->found, (const char *)body->data,
		                         body->len, sink);
	g_autoptr(GString) whole = g_string_sized_new(body->len + 100);
	g_string_printf(whole, "HTTP/1.1 200 OK\r\nContent-Type: ;charset=%s\r\n\r\n",
	                fetched->encoding);
	g_string_append_len(whole, (const char *)body->data, body->len);
	return engine_read_bytes(engine, fetched->found, whole->str, whole->len, sink);
}

/* Reads what came, which is freed.  False where the sink stopped or nothing came. */
static bool
read_what_came(Fetched *taken, const EntenteEngine *engine, const ReadSink *sink)
{
	g_autoptr(Fetched) fetched = taken;

	if (!fetched)
		return false;
	return fetched->error ? sink->problem(fetched->error, sink->user_data)
	                      : engine_read_fetched(engine, fetched, sink);
}

/* Paths and addresses, one after the other. */
static bool
read_all(EntenteEngine *engine, const char *const *paths, const ReadSink *sink)
{
	g_autoptr(Ahead) ahead = NULL;

	for (size_t i = 0; paths[i]; i++) {
		bool address = is_web_address(paths[i]);

		if (address && !ahead)
			ahead = ahead_new(engine_fetcher(engine), paths);
		if (address && sink->waiting && !ahead_is_there(ahead, i) &&
		    !sink->waiting(sink->user_data))
			return false;
		if (!(address ? read_what_came(ahead_take(ahead, i), engine, sink)
		              : read_one(engine, paths[i], sink)))
			return false;
	}
	return true;
}

bool
entente_engine_read_all(EntenteEngine *engine, const char *const *paths,
                        const EntenteSink *sink, gpointer user_data)
{
	Run run = { engine, sink, user_data, NULL };
	const ReadSink read_sink = { take_article, take_problem, &run, before_waiting };
	g_autoptr(Crew) crew = crew_new(&reading, engine->n_jobs, &run);

	run.crew = crew;
	engine->paths = paths;
	engine->passed = engine->worker ? worker_passed(engine->worker) : 0;
	engine->progress = (EntenteProgress){ 0 };
	engine->measured = false;
	bool go_on = read_all(engine, paths, &read_sink) && crew_finish(crew);
	engine->paths = NULL;
	return go_on;
}

bool
entente_engine_read(EntenteEngine *engine, const char *path, const EntenteSink *sink,
                    gpointer user_data)
{
	const char *const paths[] = { path, NULL };

	return entente_engine_read_all(engine, paths, sink, user_data);
}

bool
engine_understand_each(EntenteEngine *engine, Article *(*next)(gpointer),
                       const EntenteSink *sink, gpointer user_data)
{
	Run run = { engine, sink, user_data, NULL };
	g_autoptr(Crew) crew = crew_new(&reading, engine->n_jobs, &run);
	Article *article;

	run.crew = crew;
	while ((article = next(user_data)))
		if (!take_article(article, &run))
			return false;
	return crew_finish(crew);
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
	const Lexicon *lexicon = run->engine->lexicon;
	const char *unread = unread_language(article->language, lexicon, article->arena);

	if (unread) {
		g_autoptr(GError) why =
		    g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_FOREIGN,
		                "'%s': was not parsed, since it is in %s", article->id, unread);

		return run->sink->problem(why, run->user_data);
	}
	const Document *document = text_understand(article, lexicon, NULL);

	return text_print(document, run->engine->parser, run->format, run->sink,
	                  run->user_data);
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
	const ReadSink read_sink = { print_article, pass_parse_problem, &run, NULL };
	const char *const paths[] = { path, NULL };

	return read_all(engine, paths, &read_sink);
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

const char *
engine_unread_language(const EntenteEngine *engine, const char *code, Arena *arena)
{
	return unread_language(code, engine->lexicon, arena);
}

const Lexicon *
engine_lexicon(const EntenteEngine *engine)
{
	return engine->lexicon;
}
