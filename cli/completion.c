/* Completion scripts for three shells from the tables of the commands. */
#include "manual.h"

#include <string.h>

static char *
join_words(const char *const *words)
{
	return words ? g_strjoinv(" ", (char **)words) : g_strdup("");
}

/* All spellings of a command's options, for a shell that matches words. */
static char *
option_words(const Command *command)
{
	GString *words = g_string_new("--help");

	for (size_t i = 0; i < command->n_options; i++) {
		const Option *option = &command->options[i];

		if (!option->hidden)
			g_string_append_printf(words, " --%s", option->name);
	}
	return g_string_free(words, FALSE);
}

static void
bash_values(GString *out, const Command *command)
{
	for (size_t i = 0; i < command->n_options; i++) {
		const Option *option = &command->options[i];
		g_autofree char *choices = join_words(option->choices);

		if (option->hidden || !option->argument)
			continue;
		g_string_append_printf(out, "\t%s:--%s", command->name, option->name);
		if (option->letter)
			g_string_append_printf(out, " | %s:-%c", command->name, option->letter);
		if (option->path)
			g_string_append(out, ") COMPREPLY=($(compgen -f -- \"$word\")) ;;\n");
		else
			g_string_append_printf(
			    out, ") COMPREPLY=($(compgen -W '%s' -- \"$word\")) ;;\n", choices);
	}
}

static void
bash(GString *out)
{
	g_autofree char *names = join_words(command_names());

	g_string_append_printf(
	    out,
	    "_entente() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} options= words= files=\n"
	    "\tlocal before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
	    "\tCOMPREPLY=()\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	    "\t\tCOMPREPLY=($(compgen -W '%s --help --version' -- \"$word\"))\n"
	    "\t\treturn\n\tfi\n\tcase $command:$before in\n",
	    names);
	for (size_t i = 0; commands[i]; i++)
		bash_values(out, commands[i]);
	g_string_append(out, "\t*)\n\t\tcase $command in\n");
	for (size_t i = 0; commands[i]; i++) {
		const Command *command = commands[i];
		g_autofree char *options = option_words(command);
		g_autofree char *words = join_words(command->words ? command->words() : NULL);

		g_string_append_printf(out, "\t\t%s) options='%s' words='%s' files=%s ;;\n",
		                       command->name, options, words,
		                       command->paths ? "-f" : "");
	}
	g_string_append(
	    out, "\t\tesac\n"
		 "\t\tcase $word in\n"
		 "\t\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
		 "\t\t*) [ \"$COMP_CWORD\" -eq 2 ] && [ -n \"$words\" ] && files= || words=\n"
		 "\t\t\tCOMPREPLY=($(compgen $files -W \"$words\" -- \"$word\")) ;;\n"
		 "\t\tesac ;;\n\tesac\n}\n"
		 "complete -o filenames -F _entente entente\n");
}

/* Doubles what a single-quoted string of the shell or a zsh description takes for its
 * own. */
static char *
quoted(const char *text, const char *special, const char *const *instead)
{
	GString *out = g_string_new(NULL);

	for (; *text; text++) {
		const char *at = strchr(special, *text);

		if (at)
			g_string_append(out, instead[at - special]);
		else
			g_string_append_c(out, *text);
	}
	return g_string_free(out, FALSE);
}

static char *
zsh_quoted(const char *text)
{
	static const char *const instead[] = { "'\\''", "\\:", "\\[", "\\]" };

	return quoted(text, "':[]", instead);
}

static void
zsh_option(GString *out, const Option *option)
{
	g_autofree char *help = zsh_quoted(option->help);
	g_autofree char *choices = join_words(option->choices);

	if (option->letter)
		g_string_append_printf(out, " '(-%c --%s)'{-%c,--%s}", option->letter,
		                       option->name, option->letter, option->name);
	else
		g_string_append_printf(out, " --%s", option->name);
	g_string_append_printf(out, "'[%s]", help);
	if (option->argument)
		g_string_append_printf(out, ":%s:", option->argument);
	if (option->path)
		g_string_append(out, "_files");
	else if (option->choices)
		g_string_append_printf(out, "(%s)", choices);
	g_string_append(out, "'");
}

static void
zsh(GString *out)
{
	g_string_append(out, "#compdef entente\n_entente() {\n\tlocal -a commands=(");
	for (size_t i = 0; commands[i]; i++) {
		g_autofree char *help = zsh_quoted(commands[i]->help);

		g_string_append_printf(out, "\n\t\t'%s:%s'", commands[i]->name, help);
	}
	g_string_append(out, "\n\t)\n"
	                     "\tif (( CURRENT == 2 )); then\n"
	                     "\t\t_describe command commands\n\t\treturn\n\tfi\n"
	                     "\tshift words\n\t(( CURRENT-- ))\n\tcase $words[1] in\n");
	for (size_t i = 0; commands[i]; i++) {
		const Command *command = commands[i];
		g_autofree char *words = join_words(command->words ? command->words() : NULL);

		g_string_append_printf(out, "\t%s) _arguments '(- *)'{-h,--help}'[print help]'",
		                       command->name);
		for (size_t k = 0; k < command->n_options; k++)
			if (!command->options[k].hidden)
				zsh_option(out, &command->options[k]);
		if (command->words)
			g_string_append_printf(out, " '1:word:(%s)'", words);
		g_string_append(out, command->paths ? " '*:path:_files' ;;\n" : " ;;\n");
	}
	g_string_append(out, "\tesac\n}\n_entente \"$@\"\n");
}

static void
fish_option(GString *out, const Command *command, const Option *option)
{
	static const char *const instead[] = { "\\'", "\\\\" };
	g_autofree char *help = quoted(option->help, "'\\", instead);
	g_autofree char *choices = join_words(option->choices);

	g_string_append_printf(out,
	                       "complete -c entente -n '__fish_seen_subcommand_from %s' -l %s",
	                       command->name, option->name);
	if (option->letter)
		g_string_append_printf(out, " -s %c", option->letter);
	if (option->argument)
		g_string_append(out, option->path ? " -rF" : " -x");
	if (option->choices)
		g_string_append_printf(out, " -a '%s'", choices);
	g_string_append_printf(out, " -d '%s'\n", help);
}

static void
fish(GString *out)
{
	static const char *const instead[] = { "\\'", "\\\\" };

	for (size_t i = 0; commands[i]; i++) {
		const Command *command = commands[i];
		g_autofree char *help = quoted(command->help, "'\\", instead);
		g_autofree char *words = join_words(command->words ? command->words() : NULL);

		g_string_append_printf(
		    out, "complete -c entente -f -n __fish_use_subcommand -a %s -d '%s'\n",
		    command->name, help);
		g_string_append_printf(
		    out, "complete -c entente%s -n '__fish_seen_subcommand_from %s' -a '%s'\n",
		    command->paths ? "" : " -f", command->name, words);
		for (size_t k = 0; k < command->n_options; k++)
			if (!command->options[k].hidden)
				fish_option(out, command, &command->options[k]);
	}
}

static const struct {
	const char *shell;
	void (*write)(GString *out);
} writers[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

const char *const completion_shells[] = { "bash", "zsh", "fish", NULL };

void
completion_script(GString *out, const char *shell)
{
	for (size_t i = 0; i < G_N_ELEMENTS(writers); i++)
		if (g_str_equal(shell, writers[i].shell))
			writers[i].write(out);
}
