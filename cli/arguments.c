/* Parsing by the option table.  getopt_long does the splitting (--name=value, -dVALUE,
 * --); what it would say itself is said here in one line, with the nearest name. */
#include "arguments.h"

#include "terminal.h"

#include <getopt.h>
#include <string.h>

enum { MAX_WORD = 32 }; /* longer words are not compared: nobody mistypes those */

/* Edits (insert, delete, replace, swap of neighbours) from `a` to `b`: the optimal string
 * alignment distance, O(length a * length b). */
static size_t
edit_distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	size_t cost[MAX_WORD + 1][MAX_WORD + 1];

	for (size_t i = 0; i <= n; i++)
		cost[i][0] = i;
	for (size_t j = 0; j <= m; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t replaced = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			size_t moved = MIN(cost[i - 1][j], cost[i][j - 1]) + 1;

			cost[i][j] = MIN(replaced, moved);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				cost[i][j] = MIN(cost[i][j], cost[i - 2][j - 2] + 1);
		}
	}
	return cost[n][m];
}

void
suggest_nearest(GString *message, const char *word, const char *const *names)
{
	const char *nearest = NULL;
	size_t least = 3; /* more than two edits is another word */

	if (strlen(word) > MAX_WORD)
		return;
	for (size_t i = 0; names[i]; i++) {
		size_t edits =
		    strlen(names[i]) > MAX_WORD ? least : edit_distance(word, names[i]);

		if (edits < least && edits < strlen(word)) {
			nearest = names[i];
			least = edits;
		}
	}
	if (nearest)
		g_string_append_printf(message, "; did you mean '%s'?", nearest);
}

int
usage_error(const Command *command, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	complain("%s: %s; see 'entente %s --help'", command->name, what, command->name);
	return STATUS_USAGE;
}

bool
number_argument(const Command *command, const char *name, const char *value, guint64 least,
                guint64 most, guint64 *number)
{
	if (!value || g_ascii_string_to_unsigned(value, 10, least, most, number, NULL))
		return true;
	usage_error(command,
	            "--%s takes a number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
	            ", not '%s'",
	            name, least, most, value);
	return false;
}

/* Digits, and if wanted a point and more digits: no sign, no exponent, no white space. */
static bool
is_decimal(const char *text)
{
	size_t whole = strspn(text, "0123456789");
	size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;

	return whole && (text[whole] == '.' ? part && !text[whole + 1 + part] : !text[whole]);
}

bool
share_argument(const Command *command, const char *name, const char *value, int32_t *hundredths)
{
	double share = value ? g_ascii_strtod(value, NULL) : 0;

	if (!value)
		return true;
	if (!is_decimal(value) || share > 1) {
		usage_error(command, "--%s takes a number from 0 to 1, not '%s'", name, value);
		return false;
	}
	*hundredths = (int32_t)(share * 100);
	while (*hundredths < 100 && *hundredths / 100.0 < share)
		++*hundredths;
	return true;
}

static void
complain_unknown_option(const Command *command, const char *word)
{
	g_autoptr(GString) message = g_string_new(NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *name = g_strndup(word, strcspn(word, "="));

	for (size_t i = 0; i < command->n_options; i++)
		if (!command->options[i].hidden)
			g_ptr_array_add(names,
			                g_strconcat("--", command->options[i].name, NULL));
	g_ptr_array_add(names, g_strdup("--help"));
	g_ptr_array_add(names, NULL);
	g_string_printf(message, "%s: unknown option '%s'", command->name, name);
	suggest_nearest(message, name, (const char *const *)names->pdata);
	complain("%s", message->str);
}

static bool
is_allowed(const Command *command, const Option *option, const char *value)
{
	if (!option->choices || g_strv_contains(option->choices, value))
		return true;
	g_autoptr(GString) message = g_string_new(NULL);
	g_autofree char *choices = g_strjoinv(", ", (char **)option->choices);

	g_string_printf(message, "%s: --%s takes %s, not '%s'", command->name, option->name,
	                choices, value);
	suggest_nearest(message, value, option->choices);
	complain("%s", message->str);
	return false;
}

/* getopt's own form of the table; entry i gets the value FIRST + i, --help the letter h.
 */
enum { FIRST = 256 };

static void
fill_getopt(const Command *command, struct option *longs, GString *shorts)
{
	size_t n = command->n_options;

	g_string_append(shorts,
	                ":h"); /* the colon: tell a missing value from an unknown option */
	for (size_t i = 0; i < n; i++) {
		const Option *option = &command->options[i];

		longs[i] = (struct option){ option->name, option->argument ? 1 : 0, NULL,
			                    FIRST + (int)i };
		if (option->letter)
			g_string_append_printf(shorts, "%c%s", option->letter,
			                       option->argument ? ":" : "");
	}
	longs[n] = (struct option){ "help", no_argument, NULL, 'h' };
	longs[n + 1] = (struct option){ 0 };
}

/* The index of the option that getopt's answer stands for, or -1. */
static int
option_index(const Command *command, int answer)
{
	if (answer >= FIRST)
		return answer - FIRST;
	for (size_t i = 0; i < command->n_options; i++)
		if (answer && command->options[i].letter == answer)
			return (int)i;
	return -1;
}

/* getopt answered '?' or ':'; `word` is the argument that it stands at. */
static void
complain_wrong(const Command *command, int answer, const char *word)
{
	char letter[] = { '-', (char)optopt, '\0' };
	int index = option_index(command, optopt);

	if (index >= 0 && answer == ':')
		usage_error(command, "--%s needs a value (%s)", command->options[index].name,
		            command->options[index].argument);
	else if (index >= 0 || optopt == 'h')
		usage_error(command, "'%s' takes no value", word);
	else
		complain_unknown_option(command, optopt ? letter : word);
}

ArgumentsResult
arguments_parse(const Command *command, int argc, char **argv, Arguments *arguments)
{
	struct option longs[MAX_OPTIONS + 2];
	g_autoptr(GString) shorts = g_string_new(NULL);
	int answer;

	*arguments = (Arguments){ 0 };
	fill_getopt(command, longs, shorts);
	opterr = 0;
	optind = 1;
	while ((answer = getopt_long(argc, argv, shorts->str, longs, NULL)) != -1) {
		int index = option_index(command, answer);

		if (answer == 'h')
			return ARGUMENTS_HELP;
		if (index < 0) {
			complain_wrong(command, answer, argv[optind - 1]);
			return ARGUMENTS_WRONG;
		}
		const Option *option = &command->options[index];

		if (optarg && !is_allowed(command, option, optarg))
			return ARGUMENTS_WRONG;
		arguments->values[index] = optarg ? optarg : option->name;
	}
	arguments->operands = argv + optind;
	arguments->n_operands = argc - optind;
	return ARGUMENTS_READY;
}
