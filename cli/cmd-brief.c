/* brief: where the talks stand, on one page. */
#include "fetching.h"
#include "reading.h"
#include "telling.h"
#include "terminal.h"

static const char *const formats[] = { "text", "markdown", "html", "json", NULL };

static const Option options[] = { TELLING_OPTIONS(formats) };

static const Example examples[] = {
	{ "entente brief examples/talks", "reads the pages and says where the talks stand" },
	{ "entente brief --evidence examples/talks", "the same, each line with its sentences" },
	{ NULL, NULL },
};

static int
run(const Command *self, const Arguments *arguments)
{
	const EntenteFilter everything = { .kind = -1 };
	Reading reading = { .quiet = arguments->values[QUIET] != NULL,
		            .records = entente_dossier_main_records };
	EntenteStyle style;
	int status;

	fetching_init(&reading.fetching);
	if (!telling_style(self, arguments, arguments->n_operands, &style) ||
	    !reading_least_sure(&reading, self, arguments->values[MIN_CONFIDENCE]) ||
	    !reading_jobs(&reading, self, arguments->values[JOBS]))
		return STATUS_USAGE;
	g_autoptr(EntenteRecords) records = reading_records(
	    &reading, arguments->values[DOSSIER], arguments, &everything, &status);
	if (!records)
		return status;
	g_autoptr(GString) out = g_string_new(NULL);

	entente_tell_brief(records, &style, out);
	return print_out(out) ? status : STATUS_FAILED;
}

const Command cmd_brief = {
	.name = "brief",
	.args = "[PATH...]",
	.help = "where the talks stand, on one page",
	.about = "Says who negotiates, what each side wants on each issue, which drafts are "
		 "on the "
		 "table, who met, what is disputed and where the sources contradict one "
		 "another.\n\n"
		 "PATHs are read as by 'entente read': into the dossier if one is named, else "
		 "nothing is kept.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
