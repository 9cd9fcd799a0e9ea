/* export: the dossier in forms that other programs take. */
#include "arguments.h"
#include "filtering.h"
#include "output.h"
#include "terminal.h"

#include <entente/entente.h>
#include <errno.h>
#include <glib/gstdio.h>

enum { DOSSIER, TO, OUTPUT, PARTY, ISSUE, SINCE, QUIET };

static const char *const formats[] = {
	"annotations", "csl",   "csv",      "dot",    "graphml", "html",
	"ics",         "jsonl", "markdown", "plover", "ris",     NULL,
};

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[TO] = { .name = "to",
	         .letter = 't',
	         .argument = "FORMAT",
	         .choices = formats,
	         .help = "the form to write" },
	[OUTPUT] = { .name = "output",
	             .letter = 'o',
	             .argument = "FILE",
	             .path = true,
	             .help = "where to; else standard output" },
	[PARTY] = OPTION_PARTY,
	[ISSUE] = OPTION_ISSUE,
	[SINCE] = OPTION_SINCE,
	[QUIET] = { .name = "quiet", .letter = 'q', .help = "do not say what was left out" },
};

static const Example examples[] = {
	{ "entente read -d talks.entente examples/talks", "reads pages into a dossier" },
	{ "entente export -d talks.entente --to csv positions",
	  "what each side wants, for a spreadsheet" },
	{ "entente export -d talks.entente --to ics -o meetings.ics",
	  "who meets, for a calendar" },
	{ "entente export -d talks.entente --to jsonl -o talks.jsonl",
	  "the whole dossier, for 'entente import'" },
	{ NULL, NULL },
};

static bool
write_piece(const char *bytes, size_t length, gpointer user_data)
{
	return output_write(user_data, bytes, length);
}

/* One file, or standard output for NULL. */
static int
export_to(EntenteDossier *dossier, const EntenteExportPlan *plan, const char *path, bool quiet)
{
	g_autoptr(GError) error = NULL;
	EntenteExported done;
	Output output;

	if (!output_open(&output, path))
		return STATUS_FAILED;
	if (!entente_export(dossier, plan, write_piece, &output, &done, &error)) {
		complain("%s", error->message);
		output_drop(&output);
		return STATUS_DOSSIER;
	}
	if (!output_close(&output))
		return STATUS_FAILED;
	if (done.n_undated && !quiet)
		complain("%u left out of %s, since no source dates %s", done.n_undated,
		         plan->format, done.n_undated == 1 ? "it" : "them");
	return STATUS_DONE;
}

/* A file a kind, in a folder. */
static int
export_into(EntenteDossier *dossier, const EntenteExportPlan *plan,
            const EntenteExportFormat *format, const char *folder, bool quiet)
{
	guint kinds = plan->kinds ? plan->kinds : format->kinds;
	int status = STATUS_DONE;

	if (g_mkdir_with_parents(folder, 0777) < 0) {
		complain("'%s': %s", folder, g_strerror(errno));
		return STATUS_FAILED;
	}
	for (int kind = 0; kind < ENTENTE_N_KINDS && status == STATUS_DONE; kind++) {
		EntenteExportPlan one = *plan;
		g_autofree char *name = g_strconcat(entente_kind((EntenteKind)kind)->plural,
		                                    ".", format->extension, NULL);
		g_autofree char *path = g_build_filename(folder, name, NULL);

		one.kinds = kinds & 1u << kind;
		if (one.kinds)
			status = export_to(dossier, &one, path, quiet);
	}
	return status;
}

static const EntenteExportFormat *
format_named(const char *name)
{
	const EntenteExportFormat *format;

	for (size_t i = 0; (format = entente_export_format(i)); i++)
		if (g_str_equal(format->name, name))
			break;
	return format;
}

static bool
is_one(guint kinds)
{
	return kinds && !(kinds & (kinds - 1));
}

/* Complains and returns false where the operands are no kinds, or the format cannot tell of
 * one. */
static bool
take_kinds(const Command *self, const Arguments *arguments, const EntenteExportFormat *format,
           guint *kinds)
{
	*kinds = 0;
	for (int i = 0; i < arguments->n_operands; i++) {
		int kind = filtering_kind(self, arguments->operands[i]);

		if (kind < 0)
			return false;
		if (!(format->kinds & 1u << kind)) {
			usage_error(self, "%s does not tell of %s", format->name,
			            entente_kind((EntenteKind)kind)->plural);
			return false;
		}
		*kinds |= 1u << kind;
	}
	return true;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	const EntenteExportFormat *format = values[TO] ? format_named(values[TO]) : NULL;
	EntenteExportPlan plan = {
		.format = values[TO],
		.filter = { .kind = -1,
		            .party = values[PARTY],
		            .issue = values[ISSUE],
		            .since = values[SINCE] },
	};
	g_autoptr(GError) error = NULL;

	if (!values[DOSSIER])
		return usage_error(self, "name a dossier (-d)");
	if (!format)
		return usage_error(self, "name a form to write (--to)");
	if (!take_kinds(self, arguments, format, &plan.kinds) ||
	    !filtering_day(self, "since", values[SINCE]))
		return STATUS_USAGE;
	bool into_folder = format->one_kind && !is_one(plan.kinds);
	if (into_folder && !values[OUTPUT])
		return usage_error(self, "%s takes one KIND, or a folder for several (-o)",
		                   format->name);
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(values[DOSSIER], ENTENTE_DOSSIER_READ, &error);
	if (!dossier) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	return into_folder
	           ? export_into(dossier, &plan, format, values[OUTPUT], values[QUIET] != NULL)
	           : export_to(dossier, &plan, values[OUTPUT], values[QUIET] != NULL);
}

const Command cmd_export = {
	.name = "export",
	.args = "[KIND...]",
	.help = "hand the dossier on to other programs",
	.about =
	    "Writes merged records, each with the sentences that say so; with KINDs only "
	    "these.\n\n"
	    "csv is a table of one KIND (with -o FOLDER a file for each of several): every "
	    "field, "
	    "confidence, sources, sentences; lists have '; ' between their members. A cell "
	    "that a "
	    "spreadsheet would run has an apostrophe before it.\n\n"
	    "jsonl is the dossier itself, page by page, with texts, and the corrections: 'entente import' takes it. "
	    "markdown and html are a page to read: the brief, then all records. The HTML asks "
	    "nothing of the network.\n\n"
	    "ics has meetings for calendars (RFC 5545), each as long as its day; those without "
	    "a "
	    "day are left out and counted. csl (CSL-JSON) and ris have the sources, to be "
	    "cited.\n\n"
	    "graphml and dot are the network of parties and issues as users of Discourse "
	    "Network "
	    "Analyzer know it: an edge for each stance, signed 1 (demands, offers, accepts), "
	    "-1 "
	    "(refuses) or 0 (open), weighted by positions, with first and last day.\n\n"
	    "plover has events for researchers: PLOVER's types, modes and contexts, JSON "
	    "Lines. "
	    "annotations are W3C Web Annotations (JSON-LD) of the sentences.\n\n"
	    "Schemas of the JSON forms lie in schema/ beside the lexicon. A FILE is there when "
	    "it is "
	    "whole.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.words = filtering_kinds,
	.run = run,
};
