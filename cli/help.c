/* The texts of --help, 80 columns wide. */
#include "manual.h"

#include <string.h>

enum { COLUMNS = 80 };

/* Appends the words of `text` in lines of at most COLUMNS; `*column` is where the last
 * line stands, further lines begin with `indent` spaces. */
static void
append_wrapped(GString *out, const char *text, size_t *column, size_t indent)
{
	g_auto(GStrv) words = g_strsplit_set(text, " ", -1);

	for (size_t i = 0; words[i]; i++) {
		size_t length = strlen(words[i]);

		if (!length)
			continue;
		if (*column > indent && *column + 1 + length > COLUMNS) {
			g_string_append_printf(out, "\n%*s", (int)indent, "");
			*column = indent;
		} else if (*column > indent) {
			g_string_append_c(out, ' ');
			(*column)++;
		}
		g_string_append(out, words[i]);
		*column += length;
	}
}

char *
first_operand(const Command *command)
{
	if (!command->words)
		return NULL;
	g_autofree char *words = g_strjoinv(", ", (char **)command->words());
	const char *operand = command->args + strspn(command->args, "[");
	g_autofree char *name = g_strndup(operand, strcspn(operand, " ]"));

	return g_strdup_printf("%s is one of %s.", name, words);
}

char *
option_synopsis(const Option *option)
{
	const char *space = option->argument ? " " : "";
	const char *argument = option->argument ? option->argument : "";

	if (option->letter)
		return g_strdup_printf("-%c%s%s", option->letter, space, argument);
	return g_strdup_printf("--%s%s%s", option->name, space, argument);
}

static void
append_usage(GString *out, const Command *command)
{
	g_autofree char *usage = g_strconcat("usage: entente ", command->name, " ", NULL);
	size_t indent = strlen(usage), column = indent;
	g_autoptr(GString) words = g_string_new(NULL);

	for (size_t i = 0; i < command->n_options; i++) {
		g_autofree char *synopsis = option_synopsis(&command->options[i]);

		if (command->options[i].hidden)
			continue;
		/* "[-d DOSSIER]" stays on one line: a tab stands for its space until then
		 */
		g_string_append_printf(words, "[%s] ", g_strdelimit(synopsis, " ", '\t'));
	}
	g_string_append(words, command->args);
	g_string_append(out, usage);
	size_t start = out->len;

	append_wrapped(out, words->str, &column, indent);
	g_strdelimit(out->str + start, "\t", ' ');
	g_string_append_c(out, '\n');
}

static void
append_paragraphs(GString *out, const char *text)
{
	g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);

	for (size_t i = 0; paragraphs[i]; i++) {
		size_t column = 0;

		g_string_append_c(out, '\n');
		append_wrapped(out, paragraphs[i], &column, 0);
		g_string_append_c(out, '\n');
	}
}

/* "KIND is one of …", where the first operand is a word of a list. */
static void
append_first_operand(GString *out, const Command *command)
{
	g_autofree char *words = first_operand(command);

	if (words)
		append_paragraphs(out, words);
}

static void
append_option(GString *out, const Option *option)
{
	enum { INDENT = 28 };
	size_t column = INDENT;
	g_autofree char *letter =
	    option->letter ? g_strdup_printf("-%c, ", option->letter) : g_strdup("    ");
	g_autofree char *name =
	    g_strconcat("  ", letter, "--", option->name, option->argument ? " " : "",
	                option->argument, NULL);

	if (option->hidden)
		return;
	g_string_append_printf(out, "%-*s", INDENT, name);
	append_wrapped(out, option->help, &column, INDENT);
	if (option->choices) {
		g_autofree char *choices = g_strjoinv(", ", (char **)option->choices);
		g_autofree char *list = g_strconcat("(", choices, ")", NULL);

		append_wrapped(out, list, &column, INDENT);
	}
	g_string_append_c(out, '\n');
}

void
help_command(GString *out, const Command *command)
{
	const Option help = { .name = "help", .letter = 'h', .help = "print this text" };

	append_usage(out, command);
	append_paragraphs(out, command->about);
	append_first_operand(out, command);
	g_string_append_c(out, '\n');
	for (size_t i = 0; i < command->n_options; i++)
		append_option(out, &command->options[i]);
	append_option(out, &help);
}

void
help_program(GString *out)
{
	g_string_append(out,
	                "usage: entente COMMAND [OPTION...] [PATH...]\n"
	                "       entente --version\n\n"
	                "Reads news coverage of a negotiation and says who wants what, each "
	                "fact with the\nsentence that says so.\n\n");
	for (size_t i = 0; commands[i]; i++)
		g_string_append_printf(out, "  %-8s %s\n", commands[i]->name,
		                       commands[i]->help);
	g_string_append(out, "\n'entente help COMMAND' says more about one.\n");
}
