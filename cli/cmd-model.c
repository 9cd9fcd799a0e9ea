/* model: a bargaining model: derived, imported, checked. */
#include "arguments.h"
#include "share.h"
#include "terminal.h"

#include <entente/entente.h>

enum { DOSSIER, PARTIES, ISSUE, IMPORT, CHECK, QUIET };

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
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente model -d talks.entente > talks.json",
	  "a first model of what the dossier tells, to be completed" },
	{ "entente model --check talks.json", "whether an edited model is sound" },
	{ "entente model --import examples/ferry-model.json",
	  "the model that files of other programs make, or one as the program writes it" },
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

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	g_autoptr(GString) out = g_string_new(NULL);
	Status status = STATUS_DONE;

	if (!values[DOSSIER] + !values[IMPORT] + !values[CHECK] != 2)
		return usage_error(self, "give one of --dossier, --import and --check");
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
	    "is known, and the interval is everything.  A refusal is a red line only where its "
	    "sentences say so.  Every value cites its sentences or says \"assumed\", and "
	    "whatever is "
	    "assumed is among the questions, which the desk answers by editing the file.\n\n"
	    "With --import, files of Genius (XML), GeniusWeb and NegoLog (JSON), NegMAS (YAML, "
	    "JSON) "
	    "and score tables are read: a domain, where there is one, and a profile for each "
	    "party, in the order of the parties.  What a file is, its content says; a folder "
	    "stands "
	    "for the files in it.  Values are taken as those programs take them.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
