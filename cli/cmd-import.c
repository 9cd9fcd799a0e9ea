/* import: what another dossier exported. */
#include "arguments.h"
#include "fetching.h"
#include "progress.h"
#include "reading.h"
#include "terminal.h"

enum { DOSSIER, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente read -d talks.entente examples/talks", "reads pages into a dossier" },
	{ "entente export -d talks.entente --to jsonl | entente import -d copy.entente -",
	  "makes a dossier with the same pages and records" },
	{ NULL, NULL },
};

static bool
take_page(EntenteAdded added, gpointer user_data)
{
	Reading *reading = user_data;

	reading->n_pages++;
	reading->n_added[added]++;
	if (progress_due()) {
		const Progress progress = { reading->n_pages, 0, 0, false };

		progress_show(&progress);
	}
	return !reading_interrupted();
}

static int
gather(Reading *reading)
{
	g_autoptr(GError) error = NULL;

	progress_say("merging what the pages say");
	if (entente_dossier_gather(reading->dossier, reading->engine, &error))
		return reading_tell_idle(reading->dossier) ? STATUS_DONE : STATUS_DOSSIER;
	complain("%s", error->message);
	return STATUS_DOSSIER;
}

static int
import_all(Reading *reading, char *const *paths)
{
	const EntenteImportSink sink = { take_page, reading_problem };
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; paths[i] && !reading_interrupted(); i++)
		if (!entente_import(reading->dossier, paths[i], &sink, reading, &error)) {
			complain("%s", error->message);
			return STATUS_DOSSIER;
		}
	if (reading->status != STATUS_DONE)
		return reading->status;
	int status = gather(reading);
	if (reading_interrupted())
		return 128 + reading_interrupted();
	return status != STATUS_DONE ? status
	       : reading->n_problems ? STATUS_INPUTS
	                             : STATUS_DONE;
}

static int
run(const Command *self, const Arguments *arguments)
{
	Reading reading = { .quiet = arguments->values[QUIET] != NULL };
	g_autoptr(GError) error = NULL;

	if (!arguments->values[DOSSIER])
		return usage_error(self, "name a dossier (-d)");
	if (!arguments->n_operands)
		return usage_error(self, "no FILE given");
	fetching_init(&reading.fetching);
	if (!reading_load_engine(&reading))
		return STATUS_FAILED;
	G_GNUC_UNUSED g_autoptr(EntenteEngine) engine = reading.engine;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(arguments->values[DOSSIER], ENTENTE_DOSSIER_WRITE, &error);
	if (!dossier) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	reading.dossier = dossier;
	progress_begin(!reading.quiet);
	int status = import_all(&reading, arguments->operands);
	progress_wipe();
	return status;
}

const Command cmd_import = {
	.name = "import",
	.args = "FILE...",
	.help = "take in what 'entente export --to jsonl' wrote",
	.about =
	    "Adds the pages of each FILE ('-' for standard input) to the dossier, with their "
	    "records, as if they had been read, and merges what all pages say.\n\n"
	    "Nothing in a FILE is trusted: a record whose sentence does not stand where it "
	    "says in the text of its page is a line on standard error, as is a page without "
	    "its text, and the rest is taken; the exit status is 3 then.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
