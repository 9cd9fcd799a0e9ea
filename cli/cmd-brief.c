/* brief: where the talks stand, on one page. */
#include "arguments.h"
#include "fetching.h"
#include "filtering.h"
#include "looking.h"
#include "reading.h"
#include "telling.h"
#include "terminal.h"

static const char *const formats[] = { "text", "markdown", "html", "json", NULL };

enum { SINCE = N_TELLING_OPTIONS, READER };

static const Option options[] = {
	TELLING_OPTIONS(formats),
	[SINCE] = { .name = "since",
	            .argument = "DATE",
	            .help = "of a dossier what is new from this day (YYYY-MM-DD) on" },
	[READER] = { .name = "reader",
	             .argument = "NAME",
	             .help = "of a dossier what is new since this reader last looked, which is "
	                     "noted" },
};

static const Example examples[] = {
	{ "entente brief examples/talks", "reads the pages and says where the talks stand" },
	{ "entente brief --evidence examples/talks", "the same, each line with its sentences" },
	{ "entente brief -d talks.entente --since 2025-12-20", "what is new since that day" },
	{ NULL, NULL },
};

/* Complains and returns false where news are asked for in a way that there is not. */
static bool
check_news(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;

	if (values[SINCE] && values[READER])
		usage_error(self, "give --since or --reader, not both");
	else if (!values[DOSSIER])
		usage_error(self, "--since and --reader are for a dossier (-d)");
	else if (arguments->n_operands)
		usage_error(self, "--since and --reader take no PATHs: read them first");
	else if (values[MIN_CONFIDENCE])
		usage_error(self, "--min-confidence does not go with --since and --reader");
	else if (values[READER] && !*values[READER])
		usage_error(self, "--reader takes a name");
	else
		return filtering_day(self, "since", values[SINCE]);
	return false;
}

/* What is new; to a reader who never looked everything is. */
static int
tell_news(const Command *self, const Arguments *arguments)
{
	const EntenteFilter everything = { .kind = -1 };
	const EntenteWindow window = { .since = arguments->values[SINCE] };
	g_autoptr(EntenteRecords) records = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	g_auto(Looking) looking = { 0 };
	EntenteStyle style;

	if (!check_news(self, arguments) || !telling_style(self, arguments, 0, &style))
		return STATUS_USAGE;
	int status = looking_begin(&looking, arguments->values[DOSSIER],
	                           arguments->values[READER], window);
	if (status != STATUS_DONE)
		return status;
	if (!looking.is_first) {
		entente_tell_news(looking.diff, window.since, &style, out);
	} else if ((records =
	                entente_dossier_main_records(looking.dossier, &everything, &error))) {
		entente_tell_brief(records, &style, out);
	} else {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	return print_out(out) ? looking_note(&looking) : STATUS_FAILED;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const EntenteFilter everything = { .kind = -1 };
	Reading reading = { .quiet = arguments->values[QUIET] != NULL,
		            .records = entente_dossier_main_records };
	EntenteStyle style;
	int status;

	if (arguments->values[SINCE] || arguments->values[READER])
		return tell_news(self, arguments);
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
	.about =
	    "Says who negotiates, what each side wants on each issue, which drafts are "
	    "on the "
	    "table, who met, what is disputed and where the sources contradict one "
	    "another.\n\n"
	    "PATHs are read as by 'entente read': into the dossier if one is named, else "
	    "nothing is kept.\n\n"
	    "With --since or --reader the brief is of what is new: first the positions that "
	    "changed, with what was and what is, then what the pages since say for the first "
	    "time, as 'entente diff' finds it.  To a reader who never looked all is told; what "
	    "one reader has seen is the same for both commands.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
