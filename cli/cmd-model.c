/* model: a bargaining model: derived, imported, checked. */
#include "arguments.h"
#include "terminal.h"

#include <entente/entente.h>

enum { IMPORT, CHECK, QUIET };

static const Option options[] = {
	[IMPORT] = { .name = "import",
	             .help = "print the model that files of other programs make together" },
	[CHECK] = { .name = "check", .help = "say what is wrong with a model, and where" },
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente model --import domain.xml buyer.xml seller.xml > talks.json",
	  "a model of a Genius domain, to be edited" },
	{ "entente model --check talks.json", "whether an edited model is sound" },
	{ NULL, NULL },
};

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (!values[IMPORT] == !values[CHECK])
		return usage_error(self, "give one of --import and --check");
	if (!arguments->n_operands)
		return usage_error(self, "no file given");
	g_autoptr(EntenteBargain) model =
	    entente_bargain_import((const char *const *)arguments->operands, &error);
	if (!model) {
		complain("%s", error->message);
		return STATUS_INPUTS;
	}
	if (values[IMPORT])
		entente_bargain_json(model, out);
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_model = {
	.name = "model",
	.args = "FILE…",
	.help = "the bargaining model of a dossier, or of files of other programs",
	.about = "Prints a bargaining model as JSON (entente-model(5)).",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
