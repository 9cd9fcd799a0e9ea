/* remove: pages taken out of a dossier. */
#include "arguments.h"
#include "reading.h"
#include "terminal.h"
#include "waiting.h"

enum { DOSSIER, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente remove -d talks.entente kestrel-news", "forgets that page" },
	{ NULL, NULL },
};

/* An id that is none is named and the rest removed. */
static int
remove_each(EntenteDossier *dossier, char *const *ids, unsigned *n_removed)
{
	int status = STATUS_DONE;

	for (; *ids; ids++) {
		g_autoptr(GError) error = NULL;

		if (entente_dossier_remove(dossier, *ids, &error)) {
			++*n_removed;
			continue;
		}
		complain("%s", error->message);
		if (!g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT))
			return STATUS_DOSSIER;
		status = STATUS_INPUTS;
	}
	return status;
}

static int
run(const Command *self, const Arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	const char *path = arguments->values[DOSSIER];
	Reading reading = { .quiet = arguments->values[QUIET] != NULL };
	Waiting waiting = { .path = arguments->values[DOSSIER], .quiet = reading.quiet };
	unsigned n_removed = 0;

	if (!path)
		return usage_error(self, "no --dossier given");
	if (!arguments->n_operands)
		return usage_error(self, "no ID given");
	if (!reading_load_engine(&reading))
		return STATUS_FAILED;
	g_autoptr(EntenteEngine) engine = reading.engine;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_CHANGE, &error);
	if (!dossier) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	waiting_option(&waiting, self, NULL);
	waiting_begin(&waiting, dossier);
	int status = remove_each(dossier, arguments->operands, &n_removed);
	if (status != STATUS_DOSSIER && !entente_dossier_gather(dossier, engine, &error)) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	if (!reading.quiet)
		complain("'%s': %u removed", path, n_removed);
	return reading_tell_idle(dossier) ? status : STATUS_DOSSIER;
}

const Command cmd_remove = {
	.name = "remove",
	.args = "ID...",
	.help = "take pages out of a dossier, with all that they say",
	.about =
	    "Removes the sources of these ids, as 'entente show sources' tells them: their "
	    "text, "
	    "their versions and their records; what other pages say, too, stays.  A page that "
	    "'entente watch' found is not read again.  The dossier notes when what was "
	    "removed.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
