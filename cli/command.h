#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* A subcommand is one const struct in a file of its own.  Its option table is the one
 * truth: parsing, --help, the man page and the completions of three shells are made from
 * it. */

typedef enum {
	STATUS_DONE = 0,
	STATUS_DIFFERS = 1, /* done, and something differs */
	STATUS_FAILED = 1,  /* the output cannot be written, the program's own files not read */
	STATUS_USAGE = 2,
	STATUS_INPUTS = 3, /* some inputs could not be read; the rest is done */
	STATUS_DOSSIER = 4,
	STATUS_NETWORK = 5, /* some addresses could not be fetched; the rest is done */
} Status;

typedef struct {
	const char *name;           /* without the dashes */
	char letter;                /* 0 if there is no short form */
	const char *argument;       /* what its value is called, NULL for a flag */
	const char *help;           /* one line, lower case, no full stop */
	const char *const *choices; /* the values it takes, NULL for any */
	bool path;                  /* the value is a file: shells complete it as one */
	bool hidden;                /* parsed, but no reader's concern */
} Option;

enum { MAX_OPTIONS = 16 };

/* `values[i]` belongs to option i of the command's table: NULL if not given, else its
 * value, and for a flag its name. */
typedef struct {
	const char *values[MAX_OPTIONS];
	char **operands; /* NULL-terminated */
	int n_operands;
} Arguments;

typedef struct {
	const char *command; /* a shell command line */
	const char *what;
} Example;

typedef struct Command Command;

struct Command {
	const char *name;
	const char *args;  /* the operands in the synopsis, "" for none */
	const char *help;  /* one line for the list of subcommands */
	const char *about; /* paragraphs with an empty line between */
	const Option *options;
	size_t n_options;
	const Example *examples; /* ends with one without command */
	/* What the first operand may be, where that is a word of a list; else NULL. */
	const char *const *(*words)(void);
	bool paths; /* operands (after the first, if that is a word) are files */
	int (*run)(const Command *self, const Arguments *arguments);
};

/* Every subcommand in the order of the help, NULL at the end. */
extern const Command *const commands[];

extern const Command cmd_read, cmd_watch, cmd_remove, cmd_rebuild, cmd_check, cmd_text,
    cmd_parse, cmd_brief, cmd_show, cmd_diff, cmd_search, cmd_model, cmd_deal, cmd_stable,
    cmd_forecast, cmd_backtest, cmd_correct, cmd_log, cmd_undo, cmd_export, cmd_import,
    cmd_merge, cmd_serve, cmd_help;

/* The names of all subcommands. */
const char *const *command_names(void);

/* The subcommand of this name, or NULL. */
const Command *command_find(const char *name);

/* Options that several subcommands share. */
#define OPTION_DOSSIER                                                                         \
	{                                                                                      \
		.name = "dossier", .letter = 'd', .argument = "DOSSIER", .path = true,         \
		.help = "the file that keeps what was read"                                    \
	}
#define OPTION_ALLOW_PRIVATE                                                                   \
	{                                                                                      \
		.name = "allow-private",                                                       \
		.help = "fetch from addresses of this machine and its networks, too"           \
	}
#define OPTION_TIMEOUT                                                                         \
	{                                                                                      \
		.name = "timeout", .argument = "SECONDS",                                      \
		.help = "how long fetching one document may take; else 30"                     \
	}
#define OPTION_JOBS                                                                            \
	{                                                                                      \
		.name = "jobs", .letter = 'j', .argument = "N",                                \
		.help = "pages understood at a time; else one a processor, at most 16"         \
	}
#define OPTION_MIN_CONFIDENCE                                                                  \
	{                                                                                      \
		.name = "min-confidence", .argument = "X",                                     \
		.help = "leave out what is known to be less sure than X (0 to 1); else "       \
			"read tells all, the rest what is 0.6 sure"                            \
	}
#define OPTION_QUIET                                                                           \
	{                                                                                      \
		.name = "quiet", .letter = 'q', .help = "no progress and no summary"           \
	}

#endif
