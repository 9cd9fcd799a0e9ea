/* show: the records of one kind. */
#include "arguments.h"
#include "fetching.h"
#include "reading.h"
#include "telling.h"
#include "terminal.h"

#include <string.h>

enum { PARTY = N_TELLING_OPTIONS, ISSUE, SINCE };

static const char *const formats[] = { "table", "json", "csv", "markdown", "html", NULL };

static const Option options[] = {
	TELLING_OPTIONS(formats),
	[PARTY] = { .name = "party",
	            .argument = "NAME",
	            .help = "only what concerns this side" },
	[ISSUE] = { .name = "issue",
	            .argument = "NAME",
	            .help = "only what concerns this issue" },
	[SINCE] = { .name = "since",
	            .argument = "DATE",
	            .help = "only from pages published on this day (YYYY-MM-DD) or later" },
};

static const Example examples[] = {
	{ "entente show positions examples/talks", "what each side wants, as a table" },
	{ "entente show meetings --format csv examples/talks", "who met, for a spreadsheet" },
	{ NULL, NULL },
};

static const char *const *
kinds(void)
{
	static const char *names[ENTENTE_N_KINDS + 1];

	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		names[kind] = entente_kind((EntenteKind)kind)->plural;
	return names;
}

static bool
is_day(const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "-", 4);
	guint64 year, month, day;

	return g_strv_length(parts) == 3 && strlen(text) == strlen("2000-01-01") &&
	       g_ascii_string_to_unsigned(parts[0], 10, 1000, 9999, &year, NULL) &&
	       g_ascii_string_to_unsigned(parts[1], 10, 1, 12, &month, NULL) &&
	       g_ascii_string_to_unsigned(parts[2], 10, 1, 31, &day, NULL) &&
	       g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

/* Complains and returns false where the kind or the day is none. */
static bool
make_filter(const Command *self, const Arguments *arguments, EntenteFilter *filter)
{
	const char *kind = arguments->operands[0];
	const char *since = arguments->values[SINCE];

	*filter = (EntenteFilter){
		.kind = kind ? entente_kind_from_name(kind) : -1,
		.party = arguments->values[PARTY],
		.issue = arguments->values[ISSUE],
		.since = since,
	};
	if (!kind) {
		usage_error(self, "no KIND given");
		return false;
	}
	if (filter->kind < 0) {
		g_autoptr(GString) message = g_string_new(NULL);

		g_string_printf(message, "show: unknown kind '%s'", kind);
		suggest_nearest(message, kind, kinds());
		complain("%s", message->str);
		return false;
	}
	if (since && !is_day(since)) {
		usage_error(self, "--since takes a day as YYYY-MM-DD, not '%s'", since);
		return false;
	}
	return true;
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
	.words = kinds,
	.paths = true,
	.run = run,
};
