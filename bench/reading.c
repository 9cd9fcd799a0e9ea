/* How fast pages are read, and which stage takes the time.
 *
 * Calls each stage's door function itself, in the order of the pipeline, with a clock around
 * it; reading hands out its articles one by one, so what a callback takes is taken off it.
 * Then the engine reads the same again, from bytes to records, on one and on all processors. */
#include "extract/extract.h"
#include "extract/judge.h"
#include "gather/gather.h"
#include "model/lexicon.h"
#include "read/read.h"
#include "store/store.h"
#include "text/parse-model.h"
#include "text/steps.h"
#include "text/text.h"

#include <entente/engine.h>

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef enum { READ, TEXT, TREES, EXTRACT, STORE, GATHER, N_STAGES } Stage;

static const char *const stages[N_STAGES] = { "read",    "text",  "trees",
	                                      "extract", "store", "gather" };

typedef struct {
	const Lexicon *lexicon;
	Parser *parser;
	JudgeModel *judge;
	EntenteDossier *dossier;
	double seconds[N_STAGES];
	size_t articles, bytes, words, records, problems;
	GString *first; /* growth: the first article's text; NULL: measure all */
} Bench;

static double
now(void)
{
	return (double)g_get_monotonic_time() / G_USEC_PER_SEC;
}

/* Adds the time since `*since` to the stage and starts anew. */
static void
lap(Bench *bench, Stage stage, double *since)
{
	double at = now();

	bench->seconds[stage] += at - *since;
	*since = at;
}

static void
check(const GError *error)
{
	if (!error)
		return;
	fprintf(stderr, "reading: %s\n", error->message);
	exit(1);
}

static bool
take_article(Article *article, gpointer user_data)
{
	Bench *bench = user_data;
	double start = now(), since = start;
	g_autoptr(GError) error = NULL;
	EntenteAdded added;

	bench->articles++;
	bench->bytes += article->length;
	const Document *document = text_understand(article, bench->lexicon, NULL);
	lap(bench, TEXT, &since);
	text_trees((Document *)document, bench->parser);
	bench->words += document->n_words;
	lap(bench, TREES, &since);
	g_autoptr(EntenteRecords) records = records_new_with_arena(article->arena);
	records_add_source(records, article);
	extract_records(document, bench->judge, records);
	bench->records += entente_records_count(records) - 1;
	lap(bench, EXTRACT, &since);
	if (!entente_dossier_add(bench->dossier, records, &added, &error))
		check(error);
	lap(bench, STORE, &since);
	bench->seconds[READ] -= since - start;
	return true;
}

static bool
take_problem(const GError *why, gpointer user_data)
{
	Bench *bench = user_data;

	fprintf(stderr, "reading: %s\n", why->message);
	bench->problems++;
	return true;
}

static void
gather_all(Bench *bench)
{
	g_autoptr(GError) error = NULL;
	double since = now();
	g_autoptr(EntenteRecords) pages = store_pages(bench->dossier, NULL, &error);

	check(error);
	lap(bench, STORE, &since);
	g_autoptr(EntenteRecords) merged = gather(pages, bench->lexicon);
	lap(bench, GATHER, &since);
	if (!store_set_merged(bench->dossier, merged, &error))
		check(error);
	lap(bench, STORE, &since);
}

static void
print_measures(const Bench *bench)
{
	struct rusage usage;
	double total = 0, megabytes = (double)bench->bytes / 1e6;

	for (Stage stage = 0; stage < N_STAGES; stage++)
		total += bench->seconds[stage];
	getrusage(RUSAGE_SELF, &usage);
	printf("articles    %8zu  (%zu not readable, %zu records)\n", bench->articles,
	       bench->problems, bench->records);
	printf("text        %8.1f MB\n", megabytes);
	printf("time        %8.2f s\n", total);
	printf("speed       %8.1f articles/s  %.2f MB/s\n", (double)bench->articles / total,
	       megabytes / total);
	printf("trees       %8.0f words/s  (%zu words)\n",
	       (double)bench->words / bench->seconds[TREES], bench->words);
	printf("peak memory %8.1f MB\n", (double)usage.ru_maxrss * 1024 / 1e6);
	for (Stage stage = 0; stage < N_STAGES; stage++)
		printf("  %-9s %8.2f s  %5.1f %%\n", stages[stage], bench->seconds[stage],
		       100 * bench->seconds[stage] / total);
}

static bool
count_page(EntenteRecords *records, gpointer user_data)
{
	entente_records_free(records);
	++*(size_t *)user_data;
	return true;
}

static bool
pass_over(const GError *why, gpointer user_data)
{
	(void)why;
	(void)user_data;
	return true;
}

static void
measure_whole(const char *const *paths)
{
	const EntenteSink sink = { count_page, pass_over };
	const unsigned jobs[] = { 1, g_get_num_processors() };
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteEngine) engine = entente_engine_new(ENTENTE_ROOT, &error);

	check(error);
	printf("whole reading, without the store\n");
	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++) {
		size_t n = 0;
		double start = now();

		entente_engine_set_jobs(engine, jobs[i]);
		entente_engine_read_all(engine, paths, &sink, &n);
		printf("  %2u at a time %8.1f articles/s\n", jobs[i],
		       (double)n / (now() - start));
	}
}

/* Standard input, which is read more than once, as a file in the folder. */
static char *
keep_input(const char *folder)
{
	char *path = g_build_filename(folder, "input", NULL);
	FILE *file = fopen(path, "w");
	char block[64 * 1024];

	for (size_t n; file && (n = fread(block, 1, sizeof block, stdin)) > 0;)
		if (fwrite(block, 1, n, file) != n)
			break;
	if (!file || ferror(file) || fclose(file)) {
		fprintf(stderr, "reading: '%s': cannot be written\n", path);
		exit(1);
	}
	return path;
}

static void
measure(Bench *bench, const char **paths)
{
	const ReadSink sink = { take_article, take_problem, bench, NULL };
	g_autofree char *folder = g_dir_make_tmp("entente-bench-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "bench.dossier", NULL);
	g_autofree char *input = NULL;
	g_autoptr(GError) error = NULL;

	bench->dossier = entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);
	check(error);
	for (const char **at = paths; *at; at++) {
		if (strcmp(*at, "-") == 0)
			*at = input = input ? input : keep_input(folder);
		double since = now();

		read_path(*at, bench->lexicon, &sink);
		lap(bench, READ, &since);
	}
	gather_all(bench);
	double since = now();
	entente_dossier_close(bench->dossier);
	lap(bench, STORE, &since);
	print_measures(bench);
	measure_whole(paths);
	g_unlink(path);
	if (input)
		g_unlink(input);
	g_rmdir(folder);
}

static bool
take_first(Article *article, gpointer user_data)
{
	Bench *bench = user_data;
	g_autoptr(Article) first = article;

	bench->first = g_string_new(first->text);
	return false;
}

static bool
drop(Article *article, gpointer user_data)
{
	(void)user_data;
	article_free(article);
	return true;
}

/* The least time of a few runs over the text, stage by stage; reading gets it as a file. */
static void
time_stages(const Bench *bench, const GString *text, double seconds[N_STAGES])
{
	enum { RUNS = 3 };
	const ReadSink sink = { drop, take_problem, (gpointer)bench, NULL };

	for (int run = 0; run < RUNS; run++) {
		Bench timed = { .lexicon = bench->lexicon };
		g_autoptr(GError) error = NULL;
		g_autoptr(EntenteDossier) dossier =
		    entente_dossier_open(NULL, ENTENTE_DOSSIER_WRITE, &error);
		Arena *arena = arena_new();
		Article article = { .arena = arena,
			            .id = "growth",
			            .path = "growth.txt",
			            .text = text->str,
			            .length = (uint32_t)text->len };
		g_autoptr(EntenteRecords) records = records_new_with_arena(arena);
		EntenteAdded added;

		check(error);
		double since = now();
		read_bytes("growth.txt", text->str, text->len, bench->lexicon, &sink);
		lap(&timed, READ, &since);
		const Document *document = text_understand(&article, bench->lexicon, NULL);
		lap(&timed, TEXT, &since);
		text_trees((Document *)document, bench->parser);
		lap(&timed, TREES, &since);
		records_add_source(records, &article);
		extract_records(document, bench->judge, records);
		lap(&timed, EXTRACT, &since);
		if (!entente_dossier_add(dossier, records, &added, &error))
			check(error);
		lap(&timed, STORE, &since);
		entente_records_free(gather(records, bench->lexicon));
		lap(&timed, GATHER, &since);
		for (Stage stage = 0; stage < N_STAGES; stage++)
			seconds[stage] = run ? MIN(seconds[stage], timed.seconds[stage])
			                     : timed.seconds[stage];
	}
}

static void
measure_growth(Bench *bench, const char *path)
{
	enum { LEAST = 100 * 1000, STEPS = 4 };
	const ReadSink sink = { take_first, take_problem, bench, NULL };
	double seconds[STEPS][N_STAGES];

	read_path(path, bench->lexicon, &sink);
	if (!bench->first) {
		fprintf(stderr, "reading: '%s': no article\n", path);
		exit(1);
	}
	g_autoptr(GString) text = g_string_new(NULL);
	while (text->len < LEAST)
		g_string_append_printf(text, "%s\n", bench->first->str);
	for (int step = 0; step < STEPS; step++) {
		g_autofree char *half = g_strdup(text->str);

		time_stages(bench, text, seconds[step]);
		g_string_append(text, half);
	}
	printf("%-9s %10s %10s %10s %10s   ratios\n", "ms", "once", "twice", "4 times",
	       "8 times");
	for (Stage stage = 0; stage < N_STAGES; stage++) {
		printf("%-9s", stages[stage]);
		for (int step = 0; step < STEPS; step++)
			printf(" %10.2f", 1000 * seconds[step][stage]);
		for (int step = 1; step < STEPS; step++)
			printf("%s%.1f", step == 1 ? "   " : " ",
			       seconds[step][stage] / seconds[step - 1][stage]);
		printf("\n");
	}
	g_string_free(bench->first, TRUE);
}

int
main(int argc, char **argv)
{
	gboolean growth = FALSE;
	const GOptionEntry options[] = {
		{ "growth", 0, 0, G_OPTION_ARG_NONE, &growth, "does time grow with length?",
		  NULL },
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("[JSONL…|-]");
	g_autoptr(GError) error = NULL;
	const char *standard_input[] = { "-", NULL };

	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "reading: %s\n", error->message);
		return 2;
	}
	const char **paths = argc > 1 ? (const char **)argv + 1 : standard_input;
	g_autoptr(Lexicon) lexicon = lexicon_load(ENTENTE_ROOT "/lexicon", "en", &error);
	check(error);
	g_autoptr(ParseModel) model =
	    parse_model_open(ENTENTE_ROOT "/data/english.parse", &error);
	check(error);
	g_autoptr(JudgeModel) judge_model =
	    judge_model_open(ENTENTE_ROOT "/data/english.judge", &error);
	check(error);
	Bench bench = { .lexicon = lexicon, .parser = parser_new(model), .judge = judge_model };

	if (growth)
		measure_growth(&bench, *paths);
	else
		measure(&bench, paths);
	return 0;
}
