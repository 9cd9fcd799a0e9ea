/* Man pages from the tables of the commands. */
#include "manual.h"

#include <string.h>

static const struct {
	const char *code, *meaning;
} statuses[] = {
	{ "0", "Done." },
	{ "1", "Something is wrong with the dossier (check alone); or the output could not be written, or the program's own files not read." },
	{ "2", "Wrong use; nothing was done." },
	{ "3", "Some inputs could not be read; each is named on standard error, the rest is done." },
	{ "4", "The dossier could not be opened, read or written." },
	{ "5", "Some addresses could not be fetched, and nothing else failed." },
	{ "130", "Interrupted; the page in flight was finished and the dossier is whole." },
}, variables[] = {
	{ "ENTENTE_SHARE", "The folder that holds lexicon/ and data/, instead of the installed one." },
	{ "ENTENTE_SANDBOX", "If \"any\", it is not told what the system lacks to shut in the process that parses pages." },
	{ "http_proxy, https_proxy, all_proxy, no_proxy",
	  "The proxies through which addresses of the web are fetched, and the hosts that are "
	  "reached without one." },
	{ "NO_COLOR", "If set and not empty, text is not coloured unless --color always is given." },
	{ "COLUMNS", "The width of the terminal." },
};

/* Troff takes a backslash, a hyphen and a leading dot or quotation mark for its own. */
static void
append_troff(GString *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		g_string_append(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			g_string_append(out, "\\e");
		else if (*text == '-')
			g_string_append(out, "\\-");
		else
			g_string_append_c(out, *text);
	}
}

static void
append_heading(GString *out, const Command *command)
{
	g_autofree char *name =
	    command ? g_strconcat("entente-", command->name, NULL) : g_strdup("entente");
	g_autofree char *upper = g_ascii_strup(name, -1);

	g_string_append(out, ".TH ");
	append_troff(out, upper);
	g_string_append(out, " 1 \"\" \"entente " ENTENTE_VERSION "\" \"Entente\"\n.SH NAME\n");
	append_troff(out, name);
	g_string_append(out, " \\- ");
	append_troff(out, command
	                      ? command->help
	                      : "read news coverage of a negotiation and say who wants what");
	g_string_append_c(out, '\n');
}

static void
append_paragraphs(GString *out, const char *text)
{
	g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);

	for (size_t i = 0; paragraphs[i]; i++) {
		g_string_append(out, i ? ".PP\n" : "");
		append_troff(out, paragraphs[i]);
		g_string_append_c(out, '\n');
	}
}

static void
append_first_operand(GString *out, const Command *command)
{
	g_autofree char *words = first_operand(command);

	if (!words)
		return;
	g_string_append(out, ".PP\n");
	append_paragraphs(out, words);
}

static void
append_synopsis(GString *out, const Command *command)
{
	g_string_append_printf(out, ".SH SYNOPSIS\n.B entente %s\n", command->name);
	for (size_t i = 0; i < command->n_options; i++) {
		g_autofree char *synopsis = option_synopsis(&command->options[i]);

		if (command->options[i].hidden)
			continue;
		g_string_append_c(out, '[');
		append_troff(out, synopsis);
		g_string_append(out, "]\n");
	}
	append_troff(out, command->args);
	g_string_append_c(out, '\n');
}

static void
append_options(GString *out, const Command *command)
{
	g_string_append(out, ".SH OPTIONS\n");
	for (size_t i = 0; i < command->n_options; i++) {
		const Option *option = &command->options[i];

		if (option->hidden)
			continue;
		g_string_append(out, ".TP\n");
		if (option->letter)
			g_string_append_printf(out, "\\fB\\-%c\\fR, ", option->letter);
		g_string_append(out, "\\fB\\-\\-");
		append_troff(out, option->name);
		g_string_append_printf(out, "\\fR%s\\fI%s\\fR\n", option->argument ? " " : "",
		                       option->argument ? option->argument : "");
		append_troff(out, option->help);
		if (option->choices) {
			g_autofree char *choices = g_strjoinv(", ", (char **)option->choices);

			g_string_append_printf(out, " (%s)", choices);
		}
		g_string_append(out, ".\n");
	}
	g_string_append(out, ".TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nprint a short help.\n");
}

static void
append_examples(GString *out, const Example *examples)
{
	g_string_append(out, ".SH EXAMPLES\n");
	for (; examples->command; examples++) {
		g_string_append(out, ".TP\n.B ");
		append_troff(out, examples->command);
		g_string_append_c(out, '\n');
		append_troff(out, examples->what);
		g_string_append(out, ".\n");
	}
}

static void
append_commands(GString *out)
{
	g_string_append(out, ".SH SYNOPSIS\n.B entente\n.I COMMAND\n[\\fIOPTION\\fR...] "
	                     "[\\fIPATH\\fR...]\n.SH DESCRIPTION\n");
	append_paragraphs(out,
	                  "Reads pages of news about a negotiation and keeps a dossier: who "
	                  "the parties are, what each wants on each issue, which drafts are on "
	                  "the table, who met, who said what and where the sources contradict "
	                  "one another.  Every fact carries the sentences that say so.");
	g_string_append(out, ".SH COMMANDS\n");
	for (size_t i = 0; commands[i]; i++) {
		g_string_append_printf(out, ".TP\n\\fBentente\\-%s\\fR(1)\n",
		                       commands[i]->name);
		append_troff(out, commands[i]->help);
		g_string_append(out, ".\n");
	}
}

static void
append_common(GString *out, const Command *command)
{
	g_string_append(out, ".SH EXIT STATUS\n");
	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
		g_string_append_printf(out, ".TP\n.B %s\n", statuses[i].code);
		append_troff(out, statuses[i].meaning);
		g_string_append_c(out, '\n');
	}
	g_string_append(out, ".SH ENVIRONMENT\n");
	for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
		g_string_append_printf(out, ".TP\n.B %s\n", variables[i].code);
		append_troff(out, variables[i].meaning);
		g_string_append_c(out, '\n');
	}
	g_string_append(out, ".SH SEE ALSO\n");
	if (command)
		g_string_append(out, "\\fBentente\\fR(1), ");
	g_string_append(out, "\\fBentente\\-conflict\\fR(5), \\fBentente\\-dossier\\fR(5)\n");
}

void
manual_page(GString *out, const Command *command)
{
	append_heading(out, command);
	if (command) {
		append_synopsis(out, command);
		g_string_append(out, ".SH DESCRIPTION\n");
		append_paragraphs(out, command->about);
		append_first_operand(out, command);
		append_options(out, command);
		append_examples(out, command->examples);
	} else {
		append_commands(out);
	}
	append_common(out, command);
}
