/* diff: what changed between two days, or since somebody last looked. */
#include "arguments.h"
#include "filtering.h"
#include "looking.h"
#include "styling.h"
#include "terminal.h"

#include <entente/entente.h>

enum {
	DOSSIER,
	SINCE,
	UNTIL,
	READER,
	PARTY,
	ISSUE,
	FORMAT,
	JSON,
	EVIDENCE,
	COLOR,
	WIDTH,
	QUIET
};

static const char *const formats[] = { "text", "markdown", "html", "json", "csv", NULL };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[SINCE] = { .name = "since",
	            .argument = "DATE",
	            .help = "from this day (YYYY-MM-DD) on" },
	[UNTIL] = { .name = "until",
	            .argument = "DATE",
	            .help = "up to this day, inclusive; else to the last" },
	[READER] = { .name = "reader",
	             .argument = "NAME",
	             .help = "since this reader last looked, which is noted" },
	[PARTY] = { .name = "party",
	            .argument = "NAME",
	            .help = "only what concerns this side" },
	[ISSUE] = { .name = "issue",
	            .argument = "NAME",
	            .help = "only what concerns this issue" },
	[FORMAT] = OPTION_FORMAT(formats),
	[JSON] = OPTION_JSON,
	[EVIDENCE] = { .name = "evidence",
	               .letter = 'e',
	               .help = "print all sentences, not one of each side" },
	[COLOR] = OPTION_COLOR,
	[WIDTH] = OPTION_WIDTH,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente diff -d talks.entente --since 2025-12-20",
	  "what the pages since that day changed" },
	{ "entente diff -d talks.entente --reader ada", "what is new to Ada" },
	{ NULL, NULL },
};

/* Complains and returns false where the options do not say what is asked for. */
static bool
make_window(const Command *self, const char *const *values, EntenteWindow *window)
{
	*window = (EntenteWindow){
		.since = values[SINCE],
		.until = values[UNTIL],
		.party = values[PARTY],
		.issue = values[ISSUE],
	};
	if (!values[DOSSIER])
		usage_error(self, "no --dossier given");
	else if (!values[SINCE] == !values[READER])
		usage_error(self, "give either --since or --reader");
	else if (values[READER] && (values[UNTIL] || values[PARTY] || values[ISSUE]))
		usage_error(self, "--reader is told all, without --until, --party and --issue");
	else if (values[READER] && !*values[READER])
		usage_error(self, "--reader takes a name");
	else
		return filtering_day(self, "since", values[SINCE]) &&
		       filtering_day(self, "until", values[UNTIL]);
	return false;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	g_autoptr(GString) out = g_string_new(NULL);
	g_auto(Looking) looking = { 0 };
	EntenteWindow window;
	EntenteStyle style;

	if (arguments->n_operands)
		return usage_error(self, "unexpected '%s'", arguments->operands[0]);
	if (!make_window(self, values, &window) ||
	    !styling(self, values[JSON] ? "json" : values[FORMAT], values[COLOR], values[WIDTH],
	             &style))
		return STATUS_USAGE;
	style.evidence = values[EVIDENCE] != NULL;
	int status = looking_begin(&looking, values[DOSSIER], values[READER], window);
	if (status != STATUS_DONE)
		return status;
	size_t n = entente_diff_count(looking.diff);
	entente_tell_diff(looking.diff, &style, out);
	if (looking.is_first && !values[QUIET])
		complain("'%s' looks for the first time: what changes from now on is told the "
		         "next time",
		         looking.reader);
	else if (!n && !values[QUIET])
		complain("nothing changed");
	if (!print_out(out))
		return STATUS_FAILED;
	status = looking_note(&looking);
	return status == STATUS_DONE && n ? STATUS_DIFFERS : status;
}

const Command cmd_diff = {
	.name = "diff",
	.args = "",
	.help = "what changed since a day, or since somebody last looked",
	.about =
	    "Compares what the pages before a day tell with what the pages since tell, with a "
	    "sentence and its source for what was and for what is.  With --reader, the pages "
	    "are "
	    "new that came into the dossier, or changed, since the reader of this name last "
	    "asked. "
	    "Wherever it is in doubt that something changed, nothing is told.\n\n"
	    "Positions are compared where a party speaks of one object: on one issue, in words "
	    "of "
	    "which two thirds are the same, with the same names and numbers.  Of each side the "
	    "latest counts, by the day on which it was said, and it must be later.  Then a "
	    "position is\n\n"
	    "reversed, where the party demanded, offered or accepted what it now refuses, or "
	    "the "
	    "other way round;\n\n"
	    "hardened, where it went from offering or accepting to leaving open, or from "
	    "leaving "
	    "open to demanding or refusing; or where two independent sources name a condition "
	    "for "
	    "what was offered or accepted without one (of a refusal, where they name none any "
	    "more);\n\n"
	    "softened, where it went the other way;\n\n"
	    "withdrawn, where the new pages say that the party dropped it;\n\n"
	    "gone silent, where two independent sources told of it before, and since then "
	    "three "
	    "that tell what this party wants elsewhere tell of the issue, and none what it "
	    "wants "
	    "there;\n\n"
	    "new, where the party said it since and had said nothing like it.\n\n"
	    "Drafts, meetings, claims and assessments are new where no earlier page tells of "
	    "them "
	    "(a meeting of an earlier day is not).  A draft or meeting changed where its "
	    "status went "
	    "on, and its points or its day where all earlier and all new pages agree; a claim, "
	    "where "
	    "it is disputed for the first time.\n\n"
	    "The exit status is 0 where nothing changed and 1 where something did.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
