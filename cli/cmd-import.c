/* import: what was exported, from another dossier, or changed by people. */
#include "arguments.h"
#include "desk.h"
#include "fetching.h"
#include "progress.h"
#include "reading.h"
#include "terminal.h"

enum { DOSSIER, FROM, BY, QUIET };

static const char *const forms[] = { "jsonl", "csv", NULL };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[FROM] = { .name = "from",
	           .letter = 'f',
	           .argument = "FORMAT",
	           .help = "jsonl or csv; else by the FILE's name",
	           .choices = forms },
	[BY] = { .name = "by",
	         .argument = "NAME",
	         .help = "who corrects by a table; else your login name" },
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente read -d talks.entente examples/talks", "reads pages into a dossier" },
	{ "entente export -d talks.entente --to jsonl | entente import -d copy.entente -",
	  "makes a dossier with the same pages and records" },
	{ "entente export -d talks.entente --to csv positions -o positions.csv",
	  "writes a table for a spreadsheet" },
	{ "entente import -d talks.entente positions.csv",
	  "takes what was changed in an exported table as corrections" },
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

static bool
take_correction(gint64 number, gpointer user_data)
{
	Reading *reading = user_data;

	(void)number;
	reading->n_corrected++;
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

static bool
is_table(const char *path, const Arguments *arguments)
{
	const char *form = arguments->values[FROM];

	return form ? g_str_equal(form, "csv") : g_str_has_suffix(path, ".csv");
}

static bool
import_one(Reading *reading, const char *path, const Arguments *arguments, GError **error)
{
	const EntenteImportSink sink = { take_page, reading_problem };
	const EntenteTableSink table_sink = { take_correction, reading_problem };

	if (is_table(path, arguments))
		return entente_import_table(reading->dossier, path,
		                            desk_author(arguments->values[BY]), &table_sink,
		                            reading, error);
	return entente_import(reading->dossier, path, &sink, reading, error);
}

static int
import_all(Reading *reading, const Arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	bool tables = false;

	for (int i = 0; i < arguments->n_operands && !reading_interrupted(); i++) {
		if (!import_one(reading, arguments->operands[i], arguments, &error)) {
			complain("%s", error->message);
			return STATUS_DOSSIER;
		}
		tables |= is_table(arguments->operands[i], arguments);
	}
	if (reading->status != STATUS_DONE)
		return reading->status;
	int status = gather(reading);
	if (tables && !reading->quiet)
		complain("'%s': %u %s kept", arguments->values[DOSSIER], reading->n_corrected,
		         reading->n_corrected == 1 ? "correction" : "corrections");
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
	int status = gather(&reading); /* REFs are of what is there now */
	if (status == STATUS_DONE)
		status = import_all(&reading, arguments);
	progress_wipe();
	return status;
}

const Command cmd_import = {
	.name = "import",
	.args = "FILE...",
	.help = "take in what 'entente export' wrote as jsonl or csv",
	.about =
	    "Adds the pages of each FILE of JSON Lines ('-' for standard input) to the "
	    "dossier, with their "
	    "records, as if they had been read, and merges what all pages say.\n\n"
	    "A table (csv) is one that 'entente export' wrote and people changed: each cell "
	    "that is not "
	    "what its record says becomes a correction of that field, as by 'entente "
	    "correct'. In columns of your own, 'verdict' (accept or reject) is the desk's word "
	    "on a record and 'why' the reason. Rows and columns that you take out change "
	    "nothing; a row whose record has changed since the table was written is not "
	    "taken.\n\n"
	    "Nothing in a FILE is trusted: a record whose sentence does not stand where it "
	    "says in the text of its page is a line on standard error, as is a page without "
	    "its text, and the rest is taken; the exit status is 3 then.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
