/* deal: which agreements a bargaining model allows, and what stands in their way. */
#include "arguments.h"
#include "progress.h"
#include "reading.h"
#include "styling.h"
#include "terminal.h"

#include <entente/entente.h>
#include <string.h>

enum { PARTIES, ISSUE, FRONT, FORMAT, JSON, SEED, SAMPLES, THREADS, WIDTH, COLOR, QUIET };

enum { MOST_THREADS = 256 };

static const char *const formats[] = { "text", "html", "json", NULL };

static const Option options[] = {
	[PARTIES] = { .name = "parties",
	              .argument = "NAMES",
	              .help =
	                  "only these parties, parted by commas: the others do not matter" },
	[ISSUE] = { .name = "issue",
	            .argument = "NAMES",
	            .help = "only these issues: the others stay at their status quo" },
	[FRONT] = { .name = "front", .help = "list every efficient package" },
	[FORMAT] = OPTION_FORMAT(formats),
	[JSON] = OPTION_JSON,
	[SEED] = { .name = "seed",
	           .argument = "N",
	           .help = "of the numbers drawn where the model has intervals; else 1" },
	[SAMPLES] = { .name = "samples",
	              .argument = "N",
	              .help = "how many such models are drawn; else 1000" },
	[THREADS] = { .name = "threads",
	              .argument = "N",
	              .help =
	                  "compute on so many processors; else on all, at most 8: the output "
	                  "is the same" },
	[WIDTH] = OPTION_WIDTH,
	[COLOR] = OPTION_COLOR,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente deal examples/ferry-model.json", "what is possible, in words" },
	{ "entente deal --format html --front examples/ferry-model.json > ferry.html",
	  "a page with pictures and every efficient package" },
	{ NULL, NULL },
};

/* Ctrl-C ends the search, and what is proven by then is told; a second one ends the program. */
static bool
show_progress(double done, gpointer user_data)
{
	(void)user_data;
	if (progress_due()) {
		g_autofree char *line =
		    g_strdup_printf("%3d%%  looking at packages", (int)(done * 100));

		progress_say(line);
	}
	return !reading_interrupted();
}

static char **
split(const char *names)
{
	char **list = names ? g_strsplit(names, ",", -1) : NULL;

	for (size_t i = 0; list && list[i]; i++)
		g_strstrip(list[i]);
	return list;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	g_auto(GStrv) parties = split(values[PARTIES]);
	g_auto(GStrv) issues = split(values[ISSUE]);
	guint64 seed = 1, samples = 1000, threads = 0;
	EntenteStyle style;

	if (!arguments->n_operands)
		return usage_error(self, "no model given");
	if (!styling(self, values[JSON] ? "json" : values[FORMAT], values[COLOR], values[WIDTH],
	             &style) ||
	    !number_argument(self, "seed", values[SEED], 0, UINT32_MAX, &seed) ||
	    !number_argument(self, "samples", values[SAMPLES], 1, 1000000, &samples) ||
	    !number_argument(self, "threads", values[THREADS], 1, MOST_THREADS, &threads))
		return STATUS_USAGE;
	g_autoptr(EntenteBargain) model =
	    entente_bargain_import((const char *const *)arguments->operands, &error);
	const EntenteDealOptions how = { .parties = (const char *const *)parties,
		                         .issues = (const char *const *)issues,
		                         .seed = (uint32_t)seed,
		                         .samples = (unsigned)samples,
		                         .threads = (unsigned)threads,
		                         .progress = show_progress };

	progress_begin(!values[QUIET]);
	reading_catch_interrupts();
	g_autoptr(EntenteDeal) deal = model ? entente_deal_new(model, &how, &error) : NULL;
	progress_wipe();
	if (!deal) {
		complain("%s", error->message);
		return STATUS_INPUTS;
	}
	entente_tell_deal(deal, &style, values[FRONT] != NULL, out);
	if (!print_out(out))
		return STATUS_FAILED;
	return reading_interrupted() ? 128 + reading_interrupted() : STATUS_DONE;
}

const Command cmd_deal = {
	.name = "deal",
	.args = "MODEL|FILE…",
	.help = "which agreements a model allows, which are efficient and fair, what blocks",
	.about =
	    "Says in plain words what a bargaining model (entente-model(5)) comes to: "
	    "whether there is "
	    "a zone of agreement and what that rests on, which package to look at, who "
	    "gains what, "
	    "what blocks, what to ask next; then the drafts on the table, trades that "
	    "help both sides, "
	    "all solutions with their definitions, power, and the efficient packages.\n\n"
	    "The efficient packages are found exactly, merged issue by issue, and never "
	    "listed one by "
	    "one; where a model of many parties or much that hangs together is beyond "
	    "reach, the "
	    "packages told stand for all, with the error, proven for each party, that this "
	    "may make.  Where the "
	    "model has "
	    "intervals or orders, the middle of each counts, and as many models are drawn "
	    "from them "
	    "as --samples says: what share of them has a zone, in how many a package is "
	    "accepted, "
	    "efficient, Nash's solution, and which unknown number changes that most.\n\n"
	    "Domains and profiles of Genius, GeniusWeb, NegoLog, NegMAS and score tables "
	    "are read as "
	    "well, in the order of the parties; see entente-model(1).\n\n"
	    "Ctrl-C ends the search, and what is proven by then is told.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
