/* backtest: how far forecasts were off. */
#include "arguments.h"
#include "terminal.h"

#include <entente/entente.h>

enum { JSON, EXPLAIN };

static const Option options[] = {
	[JSON] = { .name = "json", .help = "print one JSON object" },
	[EXPLAIN] = { .name = "explain", .help = "say what each method does, and whose it is" },
};

static const Example examples[] = {
	{ "entente backtest examples/conflicts/ended.csv",
	  "the error of each method on issues that have ended" },
	{ NULL, NULL },
};

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (arguments->n_operands != 1)
		return usage_error(self,
		                   arguments->n_operands ? "takes one DATA" : "no DATA given");
	if (!entente_backtest(arguments->operands[0],
	                      values[JSON] ? ENTENTE_FORECAST_JSON : ENTENTE_FORECAST_TEXT,
	                      values[EXPLAIN] != NULL, out, &error)) {
		complain("%s", error->message);
		return STATUS_INPUTS;
	}
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_backtest = {
	.name = "backtest",
	.args = "DATA",
	.help = "how far forecasts were off on issues that have ended",
	.about =
	    "Takes a table of issues that have ended, as the Decision Making in the European "
	    "Union "
	    "data have them: tab- or comma-separated, a line an issue.  Columns pX and sX are "
	    "the "
	    "position and the salience of actor X, 'out' is the outcome, 'rp' the status quo, "
	    "'counvte' "
	    "QMV or Unan; positions and outcomes lie from 0 to 100.  A second line whose first "
	    "cell "
	    "is empty has the actors' power in their columns pX.  'com' proposes and, like "
	    "'ep', has "
	    "no vote.\n\n"
	    "Prints the mean and median absolute error of each method beside the naive "
	    "baselines, "
	    "how often it was within 10, how it does against the plain mean on the same "
	    "issues, and "
	    "the continuous ranked probability score of each distribution.  Methods that ask "
	    "where "
	    "parties stand are scored where at least three have a position and a salience; the "
	    "marginal leaves out the issue that it is scored on.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
