/* merge: another desk's dossier into one's own. */
#include "arguments.h"
#include "desk.h"
#include "terminal.h"

enum { DOSSIER, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "cp talks.entente theirs.entente; entente merge -d talks.entente theirs.entente",
	  "takes in what the other desk read and corrected" },
	{ NULL, NULL },
};

static int
tell(const Desk *desk, const EntenteMerged *merged)
{
	const EntenteMergeCounts *counts = entente_merged_counts(merged);
	g_autoptr(GString) out = g_string_new(NULL);

	for (size_t i = 0; i < entente_merged_n_conflicts(merged); i++)
		g_string_append_printf(out, "%s\n", entente_merged_conflict(merged, i));
	if (!print_out(out))
		return STATUS_FAILED;
	if (!desk->reading.quiet)
		complain("'%s': %u new, %u changed, %u known pages; %u new corrections, %zu "
		         "conflicts",
		         desk->waiting.path, counts->n_articles[ENTENTE_ADDED],
		         counts->n_articles[ENTENTE_REPLACED],
		         counts->n_articles[ENTENTE_UNCHANGED], counts->n_corrections,
		         entente_merged_n_conflicts(merged));
	if (!reading_tell_idle(desk->dossier))
		return STATUS_DOSSIER;
	return entente_merged_n_conflicts(merged) ? STATUS_DIFFERS : STATUS_DONE;
}

static int
merge(Desk *desk, EntenteDossier *other)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteMerged) merged = entente_dossier_merge(desk->dossier, other, &error);

	if (!merged) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	int status = desk_gather(desk);
	return status == STATUS_DONE ? tell(desk, merged) : status;
}

static int
merge_from(const char *path, bool quiet, const char *from)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) other = NULL;
	Desk desk;
	int status = desk_open(&desk, path, quiet);

	if (status == STATUS_DONE) {
		other = entente_dossier_open(from, ENTENTE_DOSSIER_READ, &error);
		if (!other)
			complain("%s", error->message);
		status = other ? merge(&desk, other) : STATUS_DOSSIER;
	}
	desk_close(&desk);
	return status;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *path = arguments->values[DOSSIER], *from = arguments->operands[0];

	if (!path)
		return usage_error(self, "no --dossier given");
	if (!from)
		return usage_error(self, "no other DOSSIER given");
	if (arguments->n_operands > 1)
		return usage_error(self, "'%s' is one operand too many",
		                   arguments->operands[1]);
	return merge_from(path, arguments->values[QUIET] != NULL, from);
}

const Command cmd_merge = {
	.name = "merge",
	.args = "DOSSIER",
	.help = "take another desk's dossier into one's own",
	.about =
	    "Adds the pages of the other DOSSIER, with the states that they had, and its "
	    "corrections; what both have is there once.  The other is only read.  Of a page "
	    "that "
	    "differs, the state that was read later stays, and the other is kept as a "
	    "version.\n\n"
	    "Corrections hold in the order of time, whoever made them.  Two that contradict "
	    "one "
	    "another - a record accepted and rejected, a field with two values, names that are "
	    "one's and not - are printed, one line each: the later holds, and 'entente undo' "
	    "takes "
	    "it back.  The exit status is 1 where there were any.\n\n"
	    "What 'entente watch' remembers, and who looked with 'entente diff', stays each "
	    "dossier's own.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
