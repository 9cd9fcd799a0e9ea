/* correct: the desk's word over the machine's. */
#include "arguments.h"
#include "desk.h"
#include "terminal.h"

#include <string.h>

static const Option options[] = { DESK_OPTIONS };

static const Example examples[] = {
	{ "entente correct -d talks.entente rename issue territory borders",
	  "calls an issue by another name" },
	{ "entente correct -d talks.entente --why 'two names of one party' "
	  "same party allies Europe",
	  "makes two parties one" },
	{ NULL, NULL },
};

static const char *const *
names(void)
{
	static const char *list[32];
	size_t n;
	const EntenteAction *actions = entente_actions(&n);

	for (size_t i = 0; i < MIN(n, G_N_ELEMENTS(list) - 1); i++)
		list[i] = actions[i].name;
	return list;
}

static const EntenteAction *
find_action(const char *name)
{
	size_t n;
	const EntenteAction *actions = entente_actions(&n);

	for (size_t i = 0; i < n; i++)
		if (g_str_equal(actions[i].name, name))
			return &actions[i];
	return NULL;
}

/* Whether the action is one and has as many arguments as it takes. */
static bool
check_action(const Command *self, const Arguments *arguments)
{
	const char *name = arguments->operands[0];
	int n = arguments->n_operands - 1;

	if (!name) {
		usage_error(self, "no ACTION given");
		return false;
	}
	const EntenteAction *action = find_action(name);
	if (!action) {
		g_autoptr(GString) message = g_string_new(NULL);

		g_string_printf(message, "correct: unknown action '%s'", name);
		suggest_nearest(message, name, names());
		complain("%s", message->str);
		return false;
	}
	if (n >= action->least && (action->most < 0 || n <= action->most))
		return true;
	usage_error(self, "'%s' takes %s", name, action->arguments);
	return false;
}

/* A correction that is about nothing right away is said so. */
static int
keep(Desk *desk, const EntenteWord *word)
{
	g_autoptr(GError) error = NULL;
	gint64 number;
	int status = desk_gather(desk); /* REFs are of what is there now */

	if (status != STATUS_DONE)
		return status;
	if (!entente_dossier_correct(desk->dossier, word, &number, &error)) {
		complain("%s", error->message);
		return g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT)
		           ? STATUS_INPUTS
		           : STATUS_DOSSIER;
	}
	status = desk_gather(desk);
	if (status != STATUS_DONE)
		return status;
	if (!desk->reading.quiet)
		complain("'%s': correction %" G_GINT64_FORMAT " kept", desk->waiting.path,
		         number);
	return reading_tell_idle(desk->dossier) ? STATUS_DONE : STATUS_DOSSIER;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *path = arguments->values[DESK_DOSSIER];
	Desk desk;

	if (!path)
		return usage_error(self, "no --dossier given");
	if (!check_action(self, arguments))
		return STATUS_USAGE;
	const EntenteWord word = {
		.author = desk_author(arguments->values[DESK_BY]),
		.reason = arguments->values[DESK_WHY],
		.action = arguments->operands[0],
		.arguments = (const char *const *)arguments->operands + 1,
	};
	int status = desk_open(&desk, path, arguments->values[DESK_QUIET] != NULL);
	if (status == STATUS_DONE)
		status = keep(&desk, &word);
	desk_close(&desk);
	return status;
}

const Command cmd_correct = {
	.name = "correct",
	.args = "ACTION ARGUMENT...",
	.help = "say what is so, whatever the machine read",
	.about =
	    "Keeps a correction, with who made it, when and why.  It holds whenever pages are "
	    "merged: after more pages, after 'entente rebuild', after a reading with other "
	    "lexicons and models.\n\n"
	    "A REF is what a record is called, as 'entente show' tells it with --json, such "
	    "as p-1f3a92c0.  FIELD=VALUE sets a field as 'entente show --json' names it; "
	    "lists have semicolons between, and what is empty is unknown.  The ACTIONs:\n\n"
	    "accept REF... - the record is right: it stays, however unsure the reading was and "
	    "whatever another reading makes of its sentence.\n\n"
	    "reject REF... - the record is wrong: no page says so.\n\n"
	    "change REF FIELD=VALUE... - the record says that.  Of a source, its outlet, "
	    "title, "
	    "author and dates.\n\n"
	    "red-line REF... - the position is one that its party will not give up.\n\n"
	    "merge REF REF... - the records are one, told as the first.\n\n"
	    "split REF SOURCE... - what these sources say is a record of its own.\n\n"
	    "same person|party NAME NAME... - the names are one person's or party's.\n\n"
	    "apart person|party NAME NAME - they are not.\n\n"
	    "side PERSON PARTY - the person speaks for that party; for none if it is empty.\n\n"
	    "rename issue|person|party OLD NEW - it is to be called that.\n\n"
	    "another PERSON NAME SOURCE - in this source, who is called PERSON is another one "
	    "of "
	    "that name, to be called NAME in all that it says.\n\n"
	    "add KIND SOURCE SENTENCE FIELD=VALUE... - the sentence, which must be in the "
	    "source's text, says that.\n\n"
	    "Records are known by their sentences and what they said.  A correction that is "
	    "about nothing that is there any more is named whenever pages are merged; it "
	    "waits, "
	    "and holds again when that comes back.  'entente log' lists all, 'entente undo' "
	    "takes "
	    "one back.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.words = names,
	.run = run,
};
