/* model: a bargaining model: derived, imported, checked. */
#include "arguments.h"
#include "output.h"
#include "share.h"
#include "terminal.h"

#include <entente/entente.h>
#include <errno.h>
#include <glib/gstdio.h>

enum { DOSSIER, PARTIES, ISSUE, IMPORT, CHECK, TO, OUTPUT, QUIET };

static const char *const formats[] = { "genius", "geniusweb", "negmas", "negolog", NULL };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[PARTIES] = { .name = "parties",
	              .argument = "NAMES",
	              .help = "of a dossier: only these parties, parted by commas" },
	[ISSUE] = { .name = "issue",
	            .argument = "NAMES",
	            .help = "of a dossier: only these issues" },
	[IMPORT] = { .name = "import",
	             .help = "print the model that files of other programs make together" },
	[CHECK] = { .name = "check", .help = "say what is wrong with a model, and where" },
	[TO] = { .name = "to",
	         .letter = 't',
	         .argument = "FORMAT",
	         .choices = formats,
	         .help = "write it as files of this program, a domain and a profile a party" },
	[OUTPUT] = { .name = "output",
	             .letter = 'o',
	             .argument = "FOLDER",
	             .path = true,
	             .help = "the folder of these files, made where it is not there" },
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente model -d talks.entente > talks.json",
	  "a first model of what the dossier tells, to be completed" },
	{ "entente model --check talks.json", "whether an edited model is sound" },
	{ "entente model --import examples/ferry-model.json",
	  "the model that files of other programs make, or one as the program writes it" },
	{ "entente model --to geniusweb -o ferry examples/ferry-model.json",
	  "a model as the files of another program" },
	{ NULL, NULL },
};

static char **
split(const char *names)
{
	char **list = names ? g_strsplit(names, ",", -1) : NULL;

	for (size_t i = 0; list && list[i]; i++)
		g_strstrip(list[i]);
	return list;
}

/* The model of the dossier; NULL, and `*status` set. */
static EntenteBargain *
derive(const char *const *values, Status *status)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *share = share_dir();
	g_auto(GStrv) parties = split(values[PARTIES]);
	g_auto(GStrv) issues = split(values[ISSUE]);
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(values[DOSSIER], ENTENTE_DOSSIER_READ, &error);
	EntenteBargain *model =
	    dossier ? entente_dossier_bargain(dossier, share, (const char *const *)parties,
	                                      (const char *const *)issues, &error)
		    : NULL;

	if (model)
		return model;
	complain("%s", error->message);
	*status = g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON) ? STATUS_FAILED
	                                                                       : STATUS_DOSSIER;
	return NULL;
}

static EntenteBargain *
load(char *const *paths, Status *status)
{
	g_autoptr(GError) error = NULL;
	EntenteBargain *model = entente_bargain_import((const char *const *)paths, &error);

	if (model)
		return model;
	complain("%s", error->message);
	*status = STATUS_INPUTS;
	return NULL;
}

/* A file in the folder; false where it cannot be written, which was said. */
static bool
write_file(const char *name, const char *bytes, size_t length, gpointer user_data)
{
	const char **folder = user_data;
	g_autofree char *path = g_build_filename(*folder, name, NULL);
	Output output;

	if (output_open(&output, path) && output_write(&output, bytes, length) &&
	    output_close(&output))
		return true;
	*folder = NULL;
	return false;
}

static int
export_to(const EntenteBargain *model, const char *const *values)
{
	const char *folder = values[OUTPUT];
	g_autoptr(GError) error = NULL;

	if (g_mkdir_with_parents(folder, 0777) < 0) {
		complain("'%s': %s", folder, g_strerror(errno));
		return STATUS_FAILED;
	}
	g_auto(GStrv) notes =
	    entente_bargain_export(model, values[TO], write_file, &folder, &error);
	if (!notes) {
		complain("%s", error->message);
		return STATUS_INPUTS;
	}
	for (size_t i = 0; notes[i] && !values[QUIET]; i++)
		complain("%s", notes[i]);
	return folder ? STATUS_DONE : STATUS_FAILED;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	g_autoptr(GString) out = g_string_new(NULL);
	Status status = STATUS_DONE;

	int n_ways = !!values[DOSSIER] + !!values[IMPORT] + !!values[CHECK];

	if (n_ways > 1 || (!n_ways && !values[TO]))
		return usage_error(self,
		                   "give one of --dossier, --import and --check, or --to");
	if (!values[TO] != !values[OUTPUT] || (values[TO] && values[CHECK]))
		return usage_error(self, "--to and --output go together, and not with --check");
	if (values[DOSSIER] && arguments->n_operands)
		return usage_error(self, "unexpected '%s'", arguments->operands[0]);
	if (!values[DOSSIER] && !arguments->n_operands)
		return usage_error(self, "no file given");
	if (!values[DOSSIER] && (values[PARTIES] || values[ISSUE]))
		return usage_error(self, "--parties and --issue go with --dossier");
	g_autoptr(EntenteBargain) model =
	    values[DOSSIER] ? derive(values, &status) : load(arguments->operands, &status);
	if (!model)
		return status;
	if (values[TO])
		return export_to(model, values);
	if (!values[CHECK])
		entente_bargain_json(model, out);
	else if (!values[QUIET])
		g_string_append(out, "the model is sound\n");
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_model = {
	.name = "model",
	.args = "[FILE…]",
	.help = "the bargaining model of a dossier, or of files of other programs",
	.about =
	    "Prints a bargaining model as JSON (entente-model(5)), for entente deal.\n\n"
	    "Of a dossier, an issue has an option for every object that a party demands, "
	    "offers, "
	    "accepts or refuses there, and one that none of these is agreed.  What a party "
	    "makes of "
	    "an option is an interval around what its stance says, the wider, the fewer "
	    "independent "
	    "sources say so, the longer ago and the less surely; of what it did not speak of "
	    "nothing "
	    "is known, and the interval is everything.  Objects that name amounts of one unit "
	    "(per "
	    "cent, days, troops) are places on a line, of which entente forecast can say "
	    "something.  Where a party turned, only what it said last holds.  A refusal is a "
	    "red "
	    "line only where its sentences say so.  Every value cites its sentences or says "
	    "\"assumed\", and "
	    "whatever is "
	    "assumed is among the questions, which the desk answers by editing the file.\n\n"
	    "With --import, files of Genius (XML), GeniusWeb and NegoLog (JSON), NegMAS (YAML, "
	    "JSON) "
	    "and score tables are read: a domain, where there is one, and a profile for each "
	    "party, in the order of the parties.  What a file is, its content says; a folder "
	    "stands "
	    "for the files in it.  Values are taken as those programs take them: "
	    "hyper-rectangles "
	    "of Genius in any nesting of sums, least and greatest and ranks with constraints, "
	    "too, "
	    "groups of issues of GeniusWeb, boxes of NegMAS.\n\n"
	    "With --to, the model of the dossier or of the files is written as files of Genius "
	    "(genius), GeniusWeb (geniusweb), NegMAS (negmas) or NegoLog (negolog) into the "
	    "folder "
	    "of --output: a domain, but for NegoLog, and a profile named after each party.  "
	    "What "
	    "the format has no place for is left out and named; what would make other "
	    "utilities "
	    "of the same packages, such as interactions in a format that knows sums only, is "
	    "an "
	    "error.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
