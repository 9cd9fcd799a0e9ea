/* forecast: where each issue is likely to end. */
#include "arguments.h"
#include "styling.h"
#include "terminal.h"

#include <entente/entente.h>

enum { FORMAT, JSON, EXPLAIN, QUIET };

static const char *const formats[] = { "text", "json", "svg", NULL };

static const Option options[] = {
	[FORMAT] = OPTION_FORMAT(formats),
	[JSON] = OPTION_JSON,
	[EXPLAIN] = { .name = "explain", .help = "say what each method does, and whose it is" },
	[QUIET] = { .name = "quiet", .letter = 'q', .help = "no word of what was passed over" },
};

static const Example examples[] = {
	{ "entente forecast examples/conflicts/dues.json", "where the issue is likely to end" },
	{ "entente forecast --format svg examples/conflicts/dues.json > dues.svg",
	  "as a picture" },
	{ NULL, NULL },
};

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	EntenteForecastForm form = values[JSON] ? ENTENTE_FORECAST_JSON : ENTENTE_FORECAST_TEXT;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *caution = NULL;

	if (arguments->n_operands != 1)
		return usage_error(self, arguments->n_operands ? "takes one MODEL"
		                                               : "no MODEL given");
	for (int k = 0; values[FORMAT] && formats[k]; k++)
		if (g_str_equal(values[FORMAT], formats[k]))
			form = (EntenteForecastForm)k;
	if (!entente_forecast(arguments->operands[0], form, values[EXPLAIN] != NULL, out,
	                      &caution, &error)) {
		complain("%s", error->message);
		return STATUS_INPUTS;
	}
	if (caution && !values[QUIET])
		complain("'%s': %s", arguments->operands[0], caution);
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_forecast = {
	.name = "forecast",
	.args = "MODEL",
	.help = "where each issue is likely to end",
	.about = "Takes a bargaining model, or a table of positions as entente-conflict(5) "
		 "describes "
		 "it.  Tells for each issue whose options lie on a line how likely it is to "
		 "end where, "
		 "what seven methods and three naive baselines say, who has to move how far to "
		 "shift the "
		 "compromise, and which exchanges over two issues pay both sides.\n\n"
		 "The forecast is a distribution: half where the parties stand, weighed by "
		 "salience, half "
		 "where issues have ended before.  On issues that have ended no method beat "
		 "the plain "
		 "weighted mean ('entente backtest' has the table), so the others are there to "
		 "be compared.  "
		 "Where parties say they stand is not what they would refuse.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
