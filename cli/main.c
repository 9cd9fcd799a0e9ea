/* entente: the command.  Every subcommand is a file of its own (cmd-*.c). */
#include "arguments.h"
#include "manual.h"
#include "reading.h"
#include "terminal.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

const Command *const commands[] = {
	&cmd_read,  &cmd_watch,  &cmd_remove,   &cmd_rebuild,  &cmd_check,   &cmd_text,
	&cmd_parse, &cmd_brief,  &cmd_show,     &cmd_diff,     &cmd_search,  &cmd_model,
	&cmd_deal,  &cmd_stable, &cmd_forecast, &cmd_backtest, &cmd_correct, &cmd_log,
	&cmd_undo,  &cmd_export, &cmd_import,   &cmd_merge,    &cmd_serve,   &cmd_help,
	NULL,
};

const char *const *
command_names(void)
{
	static const char *names[G_N_ELEMENTS(commands)];

	for (size_t i = 0; commands[i]; i++)
		names[i] = commands[i]->name;
	return names;
}

const Command *
command_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (g_str_equal(name, commands[i]->name))
			return commands[i];
	return NULL;
}

static int
print_version(void)
{
	g_autoptr(GString) out = g_string_new("entente " ENTENTE_VERSION "\n");

	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

static int
print_help(const Command *command)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (command)
		help_command(out, command);
	else
		help_program(out);
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

static int
complain_unknown(const char *word)
{
	g_autoptr(GString) message = g_string_new(NULL);

	g_string_printf(message, "unknown %s '%s'", *word == '-' ? "option" : "command", word);
	suggest_nearest(message, word, command_names());
	complain("%s", message->str);
	return STATUS_USAGE;
}

/* A file or a socket that got the number of a closed one would be taken for it.  What stands in
 * for it can be opened, but not used. */
static void
open_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
main(int argc, char **argv)
{
	Arguments arguments;

	open_standard_streams();
	signal(SIGPIPE, SIG_DFL); /* whoever closes the pipe has seen enough */
	reading_catch_interrupts();
	if (argc < 2) {
		complain("no command given; see 'entente help'");
		return STATUS_USAGE;
	}
	if (g_str_equal(argv[1], "--version"))
		return print_version();
	if (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h"))
		return print_help(NULL);
	const Command *command = command_find(argv[1]);

	if (!command)
		return complain_unknown(argv[1]);
	switch (arguments_parse(command, argc - 1, argv + 1, &arguments)) {
	case ARGUMENTS_HELP: return print_help(command);
	case ARGUMENTS_WRONG: return STATUS_USAGE;
	default: return command->run(command, &arguments);
	}
}
