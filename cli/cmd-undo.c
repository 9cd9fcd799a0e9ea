/* undo: corrections taken back. */
#include "arguments.h"
#include "desk.h"
#include "terminal.h"

static const Option options[] = { DESK_OPTIONS };

static const Example examples[] = {
	{ "entente undo -d talks.entente 1", "takes the first correction back" },
	{ NULL, NULL },
};

static int
take_back(Desk *desk, const Arguments *arguments, gint64 number)
{
	g_autoptr(GError) error = NULL;

	if (!entente_dossier_undo(desk->dossier, number,
	                          desk_author(arguments->values[DESK_BY]),
	                          arguments->values[DESK_WHY], &error)) {
		complain("%s", error->message);
		return g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT)
		           ? STATUS_INPUTS
		           : STATUS_DOSSIER;
	}
	int status = desk_gather(desk);
	if (status != STATUS_DONE)
		return status;
	if (!desk->reading.quiet)
		complain("'%s': correction %" G_GINT64_FORMAT " taken back", desk->waiting.path,
		         number);
	return reading_tell_idle(desk->dossier) ? STATUS_DONE : STATUS_DOSSIER;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *path = arguments->values[DESK_DOSSIER], *operand = arguments->operands[0];
	guint64 number;
	Desk desk;

	if (!path)
		return usage_error(self, "no --dossier given");
	if (!operand)
		return usage_error(self, "no NUMBER given");
	if (arguments->n_operands > 1)
		return usage_error(self, "'%s' is one operand too many",
		                   arguments->operands[1]);
	if (!g_ascii_string_to_unsigned(operand, 10, 1, G_MAXINT64, &number, NULL))
		return usage_error(self, "'%s' is no NUMBER", operand);
	int status = desk_open(&desk, path, arguments->values[DESK_QUIET] != NULL);
	if (status == STATUS_DONE)
		status = take_back(&desk, arguments, (gint64)number);
	desk_close(&desk);
	return status;
}

const Command cmd_undo = {
	.name = "undo",
	.args = "NUMBER",
	.help = "take a correction back",
	.about =
	    "Takes the correction of this number, as 'entente log' tells it, back: pages are "
	    "merged as if it had not been made.  It stays in the log, with who took it back, "
	    "when "
	    "and why.  To have it again, correct again.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
