/* show: the records of one kind. */
#include "arguments.h"
#include "fetching.h"
#include "filtering.h"
#include "reading.h"
#include "telling.h"
#include "terminal.h"

enum { PARTY = N_TELLING_OPTIONS, ISSUE, SINCE };

static const char *const formats[] = { "table", "json", "csv", "markdown", "html", NULL };

static const Option options[] = {
	TELLING_OPTIONS(formats),
	[PARTY] = OPTION_PARTY,
	[ISSUE] = OPTION_ISSUE,
	[SINCE] = OPTION_SINCE,
};

static const Example examples[] = {
	{ "entente show positions examples/talks", "what each side wants, as a table" },
	{ "entente show meetings --format csv examples/talks", "who met, for a spreadsheet" },
	{ NULL, NULL },
};

/* Complains and returns false where the kind or the day is none. */
static bool
make_filter(const Command *self, const Arguments *arguments, EntenteFilter *filter)
{
	const char *kind = arguments->operands[0];
	const char *since = arguments->values[SINCE];

	if (!kind) {
		usage_error(self, "no KIND given");
		return false;
	}
	*filter = (EntenteFilter){
		.kind = filtering_kind(self, kind),
		.party = arguments->values[PARTY],
		.issue = arguments->values[ISSUE],
		.since = since,
	};
	return filter->kind >= 0 && filtering_since(self, since);
}

static int
run(const Command *self, const Arguments *arguments)
{
	EntenteFilter filter;
	Reading reading = { .quiet = arguments->values[QUIET] != NULL };
	EntenteStyle style;
	Arguments paths = *arguments;
	int status;

	fetching_init(&reading.fetching);
	if (!make_filter(self, arguments, &filter))
		return STATUS_USAGE;
	paths.operands++;
	paths.n_operands--;
	if (!telling_style(self, arguments, paths.n_operands, &style) ||
	    !reading_least_sure(&reading, self, arguments->values[MIN_CONFIDENCE]) ||
	    !reading_jobs(&reading, self, arguments->values[JOBS]))
		return STATUS_USAGE;
	g_autoptr(EntenteRecords) records = reading_records(
	    &reading, arguments->values[DOSSIER], &paths, &filter, &status);
	if (!records)
		return status;
	if (!entente_records_count(records) && !arguments->values[QUIET])
		complain("no %s found%s", entente_kind((EntenteKind)filter.kind)->plural,
		         filter.party || filter.issue || filter.since || reading.least_sure > 0
		             ? " that fit the filters"
		             : "");
	g_autoptr(GString) out = g_string_new(NULL);

	entente_tell_list(records, &style, out);
	return print_out(out) ? status : STATUS_FAILED;
}

const Command cmd_show = {
	.name = "show",
	.args = "KIND [PATH...]",
	.help = "list one kind of record, each with the sentence that says so",
	.about = "Lists the merged records of one kind: one record for a fact told by several "
		 "pages.\n\n"
		 "PATHs are read as by 'entente read': into the dossier if one is named, else "
		 "nothing is kept.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.words = filtering_kinds,
	.paths = true,
	.run = run,
};
