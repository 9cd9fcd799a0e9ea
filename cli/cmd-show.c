/* show: the records of one kind. */
#include "arguments.h"
#include "fetching.h"
#include "filtering.h"
#include "reading.h"
#include "share.h"
#include "telling.h"
#include "terminal.h"

#define GRID "grid"

enum { PARTY = N_TELLING_OPTIONS, ISSUE, SINCE, ON };

static const char *const formats[] = { "table", "json", "csv", "markdown", "html", NULL };

static const Option options[] = {
	TELLING_OPTIONS(formats),
	[PARTY] = OPTION_PARTY,
	[ISSUE] = OPTION_ISSUE,
	[SINCE] = OPTION_SINCE,
	[ON] = { .name = "on",
	         .argument = "DATE",
	         .help = "of positions and the grid: as they stood on this day" },
};

static const Example examples[] = {
	{ "entente show positions examples/talks", "what each side wants, as a table" },
	{ "entente show grid examples/talks", "who stands where, issue by issue" },
	{ "entente show meetings --format csv examples/talks", "who met, for a spreadsheet" },
	{ NULL, NULL },
};

/* All kinds, and the grid. */
static const char *const *
kinds(void)
{
	static const char *names[ENTENTE_N_KINDS + 2];

	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		names[kind] = filtering_kinds()[kind];
	names[ENTENTE_N_KINDS] = GRID;
	return names;
}

static bool
is_grid(const char *kind)
{
	return g_str_equal(kind, GRID);
}

/* What needs a look at the whole of what a party said on an issue. */
static EntenteRecords *
standing(EntenteDossier *dossier, const EntenteFilter *filter, GError **error)
{
	g_autofree char *share = share_dir();

	return entente_dossier_standing(dossier, share, filter, error);
}

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
		.kind = is_grid(kind) ? ENTENTE_POSITION : filtering_kind(self, kind),
		.party = arguments->values[PARTY],
		.issue = arguments->values[ISSUE],
		.since = since,
		.on = arguments->values[ON],
	};
	return filter->kind >= 0 && filtering_day(self, "since", since) &&
	       filtering_day(self, "on", filter->on);
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
	bool grid = is_grid(arguments->operands[0]);
	if (filter.on && filter.kind != ENTENTE_POSITION)
		return usage_error(self, "--on is for positions and the grid");
	if ((grid || filter.on) && reading.least_sure != ENTENTE_UNKNOWN)
		return usage_error(self, "--min-confidence does not go with the grid and --on");
	reading.records = grid ? entente_dossier_grid : filter.on ? standing : NULL;
	g_autoptr(EntenteRecords) records =
	    reading_records(&reading, arguments->values[DOSSIER], &paths, &filter, &status);
	if (!records)
		return status;
	if (!entente_records_count(records) && !arguments->values[QUIET])
		complain("no %s found%s", entente_kind((EntenteKind)filter.kind)->plural,
		         filter.party || filter.issue || filter.since || filter.on ||
		                 reading.least_sure > 0
		             ? " that fit the filters"
		             : "");
	g_autoptr(GString) out = g_string_new(NULL);

	if (grid) {
		entente_tell_grid(records, &style, out);
	} else {
		if (filter.on)
			entente_records_drop(records, ENTENTE_SOURCE);
		entente_tell_list(records, &style, out);
	}
	return print_out(out) ? status : STATUS_FAILED;
}

const Command cmd_show = {
	.name = "show",
	.args = "KIND [PATH...]",
	.help = "list one kind of record, each with the sentence that says so",
	.about =
	    "Lists the merged records of one kind: one record for a fact told by several "
	    "pages.\n\n"
	    "'grid' tells for each party and issue the latest stance, its day and how many "
	    "independent sources tell it; an asterisk marks that the party held another "
	    "stance on the issue before.  It is a table where that fits the width, else a list "
	    "by issue.\n\n"
	    "With --on, positions and the grid are told as they stood that day: by the pages "
	    "published then or before, without what the party had replaced by another stance "
	    "on the same object.  A position has the day on which it was said or, where no "
	    "page tells that, the day of the page; that day decides which is the latest.  A "
	    "page "
	    "without a date is known on no day.\n\n"
	    "PATHs are read as by 'entente read': into the dossier if one is named, else "
	    "nothing is kept.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.words = kinds,
	.paths = true,
	.run = run,
};
