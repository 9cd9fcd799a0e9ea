/* check: whether a dossier is whole. */
#include "arguments.h"
#include "terminal.h"

#include <entente/entente.h>
#include <jansson.h>
#include <signal.h>

enum { DOSSIER, JSON, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[JSON] = { .name = "json", .help = "print each finding as a line of JSON" },
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente check -d talks.entente", "says whether the dossier is whole" },
	{ NULL, NULL },
};

typedef struct {
	bool json;
	bool unprinted; /* standard output failed */
	guint n;
} Findings;

static void
append_text(GString *line, const EntenteFinding *finding)
{
	g_string_append(line, finding->table);
	if (finding->row)
		g_string_append_printf(line, " (%s)", finding->row);
	g_string_append_printf(line, ": %s\n", finding->what);
}

static void
append_json(GString *line, const EntenteFinding *finding)
{
	json_t *json = json_pack("{s:s, s:s?, s:s}", "table", finding->table, "row",
	                         finding->row, "what", finding->what);
	char *text = json_dumps(json, 0);

	g_string_append_printf(line, "%s\n", text);
	free(text);
	json_decref(json);
}

static bool
print_finding(const EntenteFinding *finding, gpointer user_data)
{
	Findings *findings = user_data;
	g_autoptr(GString) line = g_string_new(NULL);

	findings->n++;
	(findings->json ? append_json : append_text)(line, finding);
	findings->unprinted = !print_out(line);
	return !findings->unprinted;
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *path = arguments->values[DOSSIER];
	Findings findings = { .json = arguments->values[JSON] != NULL };
	g_autoptr(GError) error = NULL;

	if (arguments->n_operands)
		return usage_error(self, "'%s' is one operand too many",
		                   arguments->operands[0]);
	if (!path)
		return usage_error(self, "no --dossier given");
	signal(SIGINT, SIG_DFL); /* nothing is written that would have to be finished */
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);
	if (!dossier || !entente_dossier_check(dossier, print_finding, &findings, &error)) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	if (findings.unprinted)
		return STATUS_FAILED;
	if (!arguments->values[QUIET] && !findings.n)
		complain("'%s': nothing wrong found", path);
	else if (!arguments->values[QUIET])
		complain("'%s': %u thing%s wrong", path, findings.n,
		         findings.n == 1 ? "" : "s");
	return findings.n ? STATUS_FAILED : STATUS_DONE;
}

const Command cmd_check = {
	.name = "check",
	.args = "",
	.help = "say whether a dossier is whole",
	.about =
	    "Looks at every page of the dossier's file and every row in it: whether the file "
	    "is "
	    "whole and its tables are those that this program makes; whether each article's "
	    "text is the one whose hash was kept with it; whether each sentence stands in its "
	    "article where its record says; whether each record can be read and has its "
	    "sentences, and whether what a row refers to is there.\n\n"
	    "Each thing wrong is a line that names the table and the row.  Nothing is "
	    "mended.\n\n"
	    "The status is 0 where nothing is wrong, 1 where something is, 4 where the file "
	    "is no dossier or too damaged to be opened as one.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
