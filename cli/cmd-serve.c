/* serve: the page of a dossier. */
#include "arguments.h"
#include "desk.h"
#include "share.h"
#include "terminal.h"

#include <serve.h>
#include <string.h>

enum { DOSSIER, PORT, BIND, HOST, ACCESS, BY, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[PORT] = { .name = "port",
	           .letter = 'p',
	           .argument = "N",
	           .help = "the port to be asked on, 0 for any that is free; else 8357" },
	[BIND] = { .name = "bind",
	           .argument = "ADDRESS",
	           .help = "the address of this machine to be asked on; else 127.0.0.1" },
	[HOST] = { .name = "host",
	           .argument = "NAMES",
	           .help = "names, with commas between, by which others may ask, too" },
	[ACCESS] = { .name = "access-file",
	             .argument = "FILE",
	             .path = true,
	             .help = "the access token of others, 32 hexadecimal digits; else a new one "
	                     "each time" },
	[BY] = { .name = "by",
	         .argument = "NAME",
	         .help = "who corrects, where no other name is given; else your login name" },
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente serve -d talks.entente", "the page, for this machine alone" },
	{ "entente serve -d talks.entente --bind 192.168.1.20 --host desk.lan",
	  "for a desk on one network, who need the access token that is printed" },
	{ NULL, NULL },
};

enum { USUAL_PORT = 8357, TOKEN_DIGITS = 32 };

static bool
go_on(void)
{
	return !reading_interrupted();
}

/* The address goes to standard output, so that a program can wait for it. */
static void
tell_ready(const char *address, bool open, gpointer user_data)
{
	const bool *quiet = user_data;
	g_autoptr(GString) line = g_string_new(address);

	g_string_append_c(line, '\n');
	if (!print_out(line) || *quiet)
		return;
	complain("serves until it is interrupted (Ctrl-C)");
	if (open)
		complain("others on the network can ask: whoever has the address above, with "
		         "its access token, reads and corrects the dossier; it is not encrypted");
}

/* The token of a file, to be freed; NULL after a complaint. */
static char *
read_access(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error)) {
		complain("'%s': cannot be read", path);
		return NULL;
	}
	g_strstrip(text);
	if (strlen(text) == TOKEN_DIGITS && strspn(text, "0123456789abcdef") == TOKEN_DIGITS)
		return g_steal_pointer(&text);
	complain("'%s': not 32 hexadecimal digits", path);
	return NULL;
}

/* That the dossier is there and of this version is known before anybody asks. */
static bool
try_dossier(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);

	if (dossier)
		return true;
	complain("%s", error->message);
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		complain("'entente read -d %s PAGES' makes it", path);
	return false;
}

static int
fail(const GError *error)
{
	complain("%s", error->message);
	return STATUS_NETWORK;
}

static int
run_server(Reading *reading, const char *const *values, guint64 port, const char *access)
{
	g_auto(GStrv) hosts = values[HOST] ? g_strsplit(values[HOST], ",", -1) : NULL;
	g_autofree char *share = share_dir();
	g_autoptr(GError) error = NULL;
	Serving serving = {
		.path = values[DOSSIER],
		.share = share,
		.author = desk_author(values[BY]),
		.bind = values[BIND],
		.port = (uint16_t)port,
		.hosts = (const char *const *)hosts,
		.access = access,
		.go_on = go_on,
		.ready = tell_ready,
		.user_data = &reading->quiet,
	};

	/* the engine's worker is forked before there is a thread */
	if (!try_dossier(values[DOSSIER]))
		return STATUS_DOSSIER;
	if (!reading_load_engine(reading))
		return STATUS_FAILED;
	serving.engine = reading->engine;
	reading_catch_interrupts();
	bool served = serve(&serving, &error);
	entente_engine_free(reading->engine);
	return served ? STATUS_DONE : fail(error);
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *const *values = arguments->values;
	Reading reading = { .quiet = values[QUIET] != NULL };
	guint64 port = USUAL_PORT;
	g_autofree char *access = NULL;

	if (!values[DOSSIER])
		return usage_error(self, "no --dossier given");
	if (arguments->n_operands)
		return usage_error(self, "unexpected '%s'", arguments->operands[0]);
	if (!number_argument(self, "port", values[PORT], 0, G_MAXUINT16, &port))
		return STATUS_USAGE;
	if (values[ACCESS] && !(access = read_access(values[ACCESS])))
		return STATUS_USAGE;
	return run_server(&reading, values, port, access);
}

const Command cmd_serve = {
	.name = "serve",
	.args = "",
	.help = "the page of a dossier, for a browser on this machine",
	.about =
	    "Serves a page that says where the talks stand, what changed, who stands where, and "
	    "leads from each of these to the sentences that say so; there the desk corrects what "
	    "the machine read, as with 'entente correct'.  It is there until it is interrupted, "
	    "and notices by itself when the dossier changes, as by 'entente watch'.  Its address "
	    "is printed first.\n\n"
	    "Only programs on this machine can ask for it, unless --bind names another address "
	    "of it.  Any of them, of any user of the machine, can read and correct the dossier "
	    "there without an access token.  With --bind, whoever asks has to show the access "
	    "token, 128 bits, that is part of the address printed; nothing is encrypted.  A request must name the server by its "
	    "address, or by a name that --host gives.\n\n"
	    "Programs find JSON under /api/v1/, which /api/v1/openapi.json describes.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
