/* rebuild: what is derived, made again from what is kept. */
#include "arguments.h"
#include "progress.h"
#include "reading.h"
#include "terminal.h"
#include "waiting.h"

enum { DOSSIER, JOBS, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[JOBS] = OPTION_JOBS,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente rebuild -d talks.entente", "reads all its articles again" },
	{ NULL, NULL },
};

static bool
show_progress(guint64 n_done, guint64 n_all, gpointer user_data)
{
	const Progress progress = { (guint)n_done, n_done, n_all, true };

	*(guint64 *)user_data = n_done;
	if (progress_due())
		progress_show(&progress);
	return !reading_interrupted();
}

static int
rebuild(Reading *reading, const char *path)
{
	g_autoptr(GError) error = NULL;
	guint64 n_articles = 0;

	progress_begin(!reading->quiet);
	bool done = entente_dossier_rebuild(reading->dossier, reading->engine, show_progress,
	                                    &n_articles, &error);
	progress_wipe();
	if (!done) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	if (reading_interrupted())
		return 128 + reading_interrupted();
	if (!reading->quiet)
		complain("'%s': %" G_GUINT64_FORMAT " pages read again", path, n_articles);
	return reading_tell_idle(reading->dossier) ? STATUS_DONE : STATUS_DOSSIER;
}

static int
run(const Command *self, const Arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	const char *path = arguments->values[DOSSIER];
	Reading reading = { .quiet = arguments->values[QUIET] != NULL };
	Waiting waiting = { .path = path, .quiet = reading.quiet };

	if (!path)
		return usage_error(self, "no --dossier given");
	if (arguments->n_operands)
		return usage_error(self, "'%s' is one operand too many",
		                   arguments->operands[0]);
	if (!reading_jobs(&reading, self, arguments->values[JOBS]))
		return STATUS_USAGE;
	/* the engine's worker is forked before anything is open */
	if (!reading_load_engine(&reading))
		return STATUS_FAILED;
	G_GNUC_UNUSED g_autoptr(EntenteEngine) engine = reading.engine;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_REBUILD, &error);
	if (!dossier) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	waiting_option(&waiting, self, NULL);
	waiting_begin(&waiting, dossier);
	reading.dossier = dossier;
	return rebuild(&reading, path);
}

const Command cmd_rebuild = {
	.name = "rebuild",
	.args = "",
	.help = "make again all that a dossier derives from its pages",
	.about =
	    "Reads every article of the dossier again, from the text that it keeps, and merges "
	    "what they say: with this program's lexicon, models and rules.  The same dossier "
	    "gives the same records, byte for byte.  A dossier that an older version of the "
	    "program made becomes one of this.\n\n"
	    "Articles and all that the desk said stay as they are.  Interrupted, the dossier "
	    "is as it was.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
