/* Preference by statements about options: each becomes a small program in postfix order, run
 * for each state; a state's payoff is the number whose bits are its answers. */
#include "model/statements.h"

#include <entente/error.h>
#include <string.h>

enum { MOST_STATEMENTS = 64, MOST_DEPTH = 32, MOST_STEPS = 256 };

typedef enum {
	STEP_TAKEN,
	STEP_NOT_TAKEN,
	STEP_NOT,
	STEP_AND,
	STEP_OR,
	STEP_IF,
	STEP_IFF
} StepKind;

typedef struct {
	StepKind kind;
	uint32_t option;
} Step;

typedef struct {
	const Conflict *conflict;
	const char *text, *at;
	Step steps[MOST_STEPS];
	size_t n_steps;
	int depth;
	const char *problem;
} Parsing;

static void
skip_blanks(Parsing *parsing)
{
	while (*parsing->at == ' ' || *parsing->at == '\t')
		parsing->at++;
}

static bool
take(Parsing *parsing, const char *token)
{
	skip_blanks(parsing);
	if (!g_str_has_prefix(parsing->at, token))
		return false;
	parsing->at += strlen(token);
	return true;
}

static bool
trouble(Parsing *parsing, const char *problem)
{
	if (!parsing->problem)
		parsing->problem = problem;
	return false;
}

static bool
step(Parsing *parsing, StepKind kind, uint32_t option)
{
	if (parsing->n_steps == MOST_STEPS)
		return trouble(parsing, "it is too long");
	parsing->steps[parsing->n_steps++] = (Step){ kind, option };
	return true;
}

static bool
parse_name(Parsing *parsing, uint32_t *option)
{
	const char *end = strchr(parsing->at, '\'');

	for (uint32_t k = 0; end && k < parsing->conflict->n_options; k++) {
		const char *name = parsing->conflict->options[k].name;
		size_t length = (size_t)(end - parsing->at);

		if (strlen(name) == length && !memcmp(name, parsing->at, length)) {
			*option = k;
			parsing->at = end + 1;
			return true;
		}
	}
	return trouble(parsing,
	               end ? "no option has this name" : "a quotation mark is not closed");
}

static bool
parse_option(Parsing *parsing, uint32_t *option)
{
	char *end;

	if (take(parsing, "'"))
		return parse_name(parsing, option);
	skip_blanks(parsing);
	if (!g_ascii_isdigit(*parsing->at))
		return trouble(parsing, "an option is missing");
	guint64 number = g_ascii_strtoull(parsing->at, &end, 10);
	if (!number || number > parsing->conflict->n_options)
		return trouble(parsing, "there is no option of this number");
	parsing->at = end;
	*option = (uint32_t)number - 1;
	return true;
}

static bool parse_what(Parsing *parsing); /* parentheses hold it again */

static bool
parse_term(Parsing *parsing)
{
	uint32_t option;

	if (parsing->depth > MOST_DEPTH)
		return trouble(parsing, "it is too deep");
	if (take(parsing, "(")) {
		parsing->depth++;
		bool good = parse_what(parsing);
		parsing->depth--;
		return good && (take(parsing, ")") || trouble(parsing, "a ')' is missing"));
	}
	if (take(parsing, "-")) {
		skip_blanks(parsing);
		if (*parsing->at != '(' && *parsing->at != '-')
			return parse_option(parsing, &option) &&
			       step(parsing, STEP_NOT_TAKEN, option);
		parsing->depth++;
		bool good = parse_term(parsing);
		parsing->depth--;
		return good && step(parsing, STEP_NOT, 0);
	}
	return parse_option(parsing, &option) && step(parsing, STEP_TAKEN, option);
}

static bool
parse_and(Parsing *parsing)
{
	if (!parse_term(parsing))
		return false;
	while (take(parsing, "&"))
		if (!parse_term(parsing) || !step(parsing, STEP_AND, 0))
			return false;
	return true;
}

static bool
parse_what(Parsing *parsing)
{
	if (!parse_and(parsing))
		return false;
	while (take(parsing, "|"))
		if (!parse_and(parsing) || !step(parsing, STEP_OR, 0))
			return false;
	return true;
}

static bool
parse_statement(Parsing *parsing)
{
	if (!parse_what(parsing))
		return false;
	StepKind kind = take(parsing, "IFF")  ? STEP_IFF
	                : take(parsing, "IF") ? STEP_IF
	                                      : STEP_NOT;
	if (kind != STEP_NOT && (!parse_what(parsing) || !step(parsing, kind, 0)))
		return false;
	skip_blanks(parsing);
	return !*parsing->at || trouble(parsing, "'&', '|', 'IF' or 'IFF' is missing");
}

static bool
holds(const Parsing *parsing, ConflictPattern pattern)
{
	bool stack[MOST_STEPS];
	size_t n = 0;

	for (size_t k = 0; k < parsing->n_steps; k++) {
		Step at = parsing->steps[k];
		bool open = pattern.open >> at.option & 1,
		     taken = pattern.taken >> at.option & 1;

		if (at.kind >= STEP_AND)
			n--;
		switch (at.kind) {
		case STEP_TAKEN: stack[n++] = !open && taken; break;
		case STEP_NOT_TAKEN: stack[n++] = !open && !taken; break;
		case STEP_NOT: stack[n - 1] = !stack[n - 1]; break;
		case STEP_AND: stack[n - 1] = stack[n - 1] && stack[n]; break;
		case STEP_OR: stack[n - 1] = stack[n - 1] || stack[n]; break;
		case STEP_IF: stack[n - 1] = stack[n - 1] || !stack[n]; break;
		case STEP_IFF: stack[n - 1] = stack[n - 1] == stack[n]; break;
		}
	}
	return n && stack[n - 1];
}

static int
highest_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y) - (x > y);
}

static uint32_t
place_of(uint64_t payoff, const uint64_t *payoffs, uint32_t n)
{
	uint32_t low = 0, high = n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (payoffs[middle] > payoff)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
statements_rank(const Conflict *conflict, const char *const *statements, uint32_t *rank,
                GError **error)
{
	uint32_t n = conflict->n_states, n_apart = 0;
	g_autofree uint64_t *payoff = g_new0(uint64_t, n);

	for (size_t k = 0; statements[k]; k++) {
		Parsing parsing = { .conflict = conflict,
			            .text = statements[k],
			            .at = statements[k] };

		if (k == MOST_STATEMENTS)
			trouble(&parsing, "there are more than 64 statements");
		else
			parse_statement(&parsing);
		if (parsing.problem) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
			            "statement '%.60s': %s", parsing.text, parsing.problem);
			return false;
		}
		for (uint32_t s = 0; s < n; s++)
			payoff[s] =
			    payoff[s] << 1 | holds(&parsing, conflict->states[s].pattern);
	}
	g_autofree uint64_t *sorted = g_memdup2(payoff, sizeof *payoff * n);
	qsort(sorted, n, sizeof *sorted, highest_first);
	for (uint32_t s = 0; s < n; s++)
		if (!s || sorted[s] != sorted[s - 1])
			sorted[n_apart++] = sorted[s];
	for (uint32_t s = 0; s < n; s++)
		rank[s] = place_of(payoff[s], sorted, n_apart);
	return true;
}
