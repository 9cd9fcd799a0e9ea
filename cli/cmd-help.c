/* help: the program's own texts; the build makes man pages and completions with it. */
#include "arguments.h"
#include "manual.h"
#include "terminal.h"

enum { MAN, COMPLETION };

static const Option options[] = {
	[MAN] = { .name = "man", .help = "print the man page instead", .hidden = true },
	[COMPLETION] = { .name = "completion",
	                 .argument = "SHELL",
	                 .choices = completion_shells,
	                 .help = "print the completion script for a shell",
	                 .hidden = true },
};

static const Example examples[] = {
	{ "entente help", "lists the commands" },
	{ "entente help brief", "says how 'entente brief' is used" },
	{ NULL, NULL },
};

static int
run(const Command *self, const Arguments *arguments)
{
	const char *name = arguments->operands[0];
	const Command *command = name ? command_find(name) : NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	if (arguments->n_operands > 1)
		return usage_error(self, "takes one COMMAND");
	if (name && !command) {
		g_string_printf(out, "unknown command '%s'", name);
		suggest_nearest(out, name, command_names());
		complain("%s", out->str);
		return STATUS_USAGE;
	}
	if (arguments->values[COMPLETION])
		completion_script(out, arguments->values[COMPLETION]);
	else if (arguments->values[MAN])
		manual_page(out, command);
	else if (command)
		help_command(out, command);
	else
		help_program(out);
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_help = {
	.name = "help",
	.args = "[COMMAND]",
	.help = "say how the program or one command is used",
	.about = "Lists the commands, or says how one of them is used.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.words = command_names,
	.run = run,
};
