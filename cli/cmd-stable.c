/* stable: which outcomes hold, and why. */
#include "arguments.h"
#include "styling.h"
#include "terminal.h"

#include <entente/entente.h>

enum { PACKAGE, STATE, STATUS_QUO, CONCEPT, FORMAT, JSON, EXPLAIN, JOBS, QUIET };

static const char *const formats[] = { "text", "json", "svg", NULL };
static const char *const concepts[] = { "R", "GMR", "SMR", "SEQ", "SSEQ", NULL };

static const Option options[] = {
	[PACKAGE] = { .name = "package",
	              .argument = "NAMES",
	              .help =
	                  "of a bargaining model: the drafts to ask about, with commas between "
	                  "them, or best" },
	[STATE] = { .name = "state",
	            .argument = "STATE",
	            .help = "look at this state, by its id or label: what would make it hold" },
	[STATUS_QUO] = { .name = "status-quo",
	                 .argument = "STATE",
	                 .help =
	                     "where things stand; else as the file says, or its first state" },
	[CONCEPT] = { .name = "concept",
	              .argument = "NAME",
	              .choices = concepts,
	              .help = "what is meant by holding where one state is told of; else SEQ" },
	[FORMAT] = OPTION_FORMAT(formats),
	[JSON] = OPTION_JSON,
	[EXPLAIN] = { .name = "explain",
	              .help = "say what each concept means, and whose it is" },
	[JOBS] = { .name = "jobs",
	           .letter = 'j',
	           .argument = "N",
	           .help = "parties solved for at a time; else one a processor, at most 16" },
	[QUIET] = { .name = "quiet", .letter = 'q', .help = "no word of what was passed over" },
};

static const Example examples[] = {
	{ "entente stable examples/conflicts/ferry.json", "which outcomes hold, and why" },
	{ "entente stable --state 5 examples/conflicts/ferry.json",
	  "what would make an outcome hold, and what would flip the verdict" },
	{ "entente stable --format svg examples/conflicts/ferry.json > ferry.svg",
	  "as a picture" },
	{ NULL, NULL },
};

static EntenteStableForm
form_of(const char *const *values)
{
	for (int form = 0; values[FORMAT] && formats[form]; form++)
		if (g_str_equal(values[FORMAT], formats[form]))
			return (EntenteStableForm)form;
	return values[JSON] ? ENTENTE_STABLE_JSON : ENTENTE_STABLE_TEXT;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	guint64 jobs = MIN(g_get_num_processors(), 16);
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (arguments->n_operands != 1)
		return usage_error(self, arguments->n_operands ? "takes one MODEL"
		                                               : "no MODEL given");
	if (!number_argument(self, "jobs", values[JOBS], 1, 64, &jobs))
		return STATUS_USAGE;
	const EntenteStableQuestion question = {
		.form = form_of(values),
		.concept = values[CONCEPT],
		.state = values[STATE],
		.status_quo = values[STATUS_QUO],
		.jobs = (unsigned)jobs,
		.explain = values[EXPLAIN] != NULL,
	};
	g_auto(GStrv) packages = values[PACKAGE] ? g_strsplit(values[PACKAGE], ",", -1) : NULL;
	const EntenteConflictPlan plan = { .packages = (const char *const *)packages };
	g_autoptr(EntenteConflict) conflict =
	    entente_conflict_load(arguments->operands[0], &plan, &error);
	if (!conflict || !entente_conflict_stable(conflict, &question, out, &error)) {
		complain("%s", error->message);
		return STATUS_INPUTS;
	}
	if (entente_conflict_caution(conflict) && !values[QUIET])
		complain("'%s': %s", arguments->operands[0],
		         entente_conflict_caution(conflict));
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_stable = {
	.name = "stable",
	.args = "MODEL",
	.help = "which outcomes hold, and why",
	.about =
	    "Takes a conflict, as entente-conflict(5) describes it: what each party can do, "
	    "which "
	    "states come of it, and what each prefers.  Tells which states hold under five "
	    "concepts (Nash R, GMR, SMR, SEQ, SSEQ), for each improvement what the others "
	    "would "
	    "answer, what parties can do together, what the status quo leads to and whether it "
	    "is "
	    "ripe for a deal.\n\n"
	    "Of a bargaining model (entente-model(5)) a conflict is made: each party signs one "
	    "of the "
	    "packages, refuses, reneges on what is in force or breaks all off.  Who reneges "
	    "takes "
	    "back what it would have rather as without a deal.  Unless --package names drafts, "
	    "these are the first two that settle all, or the package that 'entente deal' "
	    "recommends.\n\n"
	    "With --state also: the fewest changes of preference (guarantees, sanctions, side "
	    "payments) that make that state hold, solved again to confirm; which comparisons, "
	    "answered otherwise, would flip the verdict; and what would have to be "
	    "preferred.\n\n"
	    "A verdict is only as good as the preferences that it is told.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
