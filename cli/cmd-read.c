/* read: pages into a dossier, or their records straight to standard output. */
#include "arguments.h"
#include "fetching.h"
#include "reading.h"
#include "terminal.h"
#include "waiting.h"

enum { DOSSIER, JSON, EXPLAIN, MIN_CONFIDENCE, JOBS, ALLOW_PRIVATE, TIMEOUT, WAIT, QUIET };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[JSON] = { .name = "json",
	           .help = "print each page's records as JSON Lines, with a dossier too" },
	[EXPLAIN] = { .name = "explain",
	              .help = "print each record as text, with what made it one" },
	[MIN_CONFIDENCE] = OPTION_MIN_CONFIDENCE,
	[JOBS] = OPTION_JOBS,
	[ALLOW_PRIVATE] = OPTION_ALLOW_PRIVATE,
	[TIMEOUT] = OPTION_TIMEOUT,
	[WAIT] = OPTION_WAIT,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente read examples/talks", "prints what each page says, one record a line" },
	{ "entente read -d talks.entente examples/talks", "keeps it in a dossier" },
	{ "entente read --explain examples/talks/kestrel-news.txt",
	  "says of each record why it was made" },
	{ NULL, NULL },
};

static bool
is_sure(const Reading *reading, const EntenteRecord *record)
{
	return record->confidence == ENTENTE_UNKNOWN ||
	       record->confidence >= reading->least_sure;
}

static bool
print_with(void (*tell)(const EntenteRecord *, GString *), const EntenteRecords *page,
           const Reading *reading)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (size_t i = 0; i < entente_records_count(page); i++)
		if (is_sure(reading, entente_records_get(page, i)))
			tell(entente_records_get(page, i), out);
	return print_out(out);
}

static bool
print_json(const EntenteRecords *page, gpointer user_data)
{
	return print_with(entente_tell_record, page, user_data);
}

static bool
print_why(const EntenteRecords *page, gpointer user_data)
{
	return print_with(entente_tell_why, page, user_data);
}

static void
print_summary(const Reading *reading, const char *path)
{
	g_autofree char *unread =
	    reading->n_unread
	        ? g_strdup_printf("; %u kept unread for their language", reading->n_unread)
	        : g_strdup("");

	complain("'%s': %u pages read: %u new, %u changed, %u seen before%s; %u not readable",
	         path, reading->n_pages, reading->n_added[ENTENTE_ADDED],
	         reading->n_added[ENTENTE_REPLACED], reading->n_added[ENTENTE_UNCHANGED],
	         unread, reading->n_problems);
}

static int
run(const Command *self, const Arguments *arguments)
{
	const char *path = arguments->values[DOSSIER];
	g_autoptr(EntenteDossier) dossier = NULL;
	g_autoptr(GError) error = NULL;
	Waiting waiting = { .path = path, .quiet = arguments->values[QUIET] != NULL };
	bool json = arguments->values[JSON] != NULL, why = arguments->values[EXPLAIN] != NULL;
	Reading reading = {
		.print = why && !json ? print_why : json || !path ? print_json : NULL,
		.explaining = why,
		.quiet = arguments->values[QUIET] != NULL,
		.sums_up = path != NULL,
	};

	if (!arguments->n_operands)
		return usage_error(self, "no PATH or URL given");
	fetching_init(&reading.fetching);
	if (!fetching_options(&reading.fetching, self, arguments->values[ALLOW_PRIVATE],
	                      arguments->values[TIMEOUT]) ||
	    !reading_least_sure(&reading, self, arguments->values[MIN_CONFIDENCE]) ||
	    !reading_jobs(&reading, self, arguments->values[JOBS]) ||
	    !waiting_option(&waiting, self, arguments->values[WAIT]))
		return STATUS_USAGE;
	reading.user_data = &reading;
	if (path) {
		dossier = entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);
		if (!dossier) {
			complain("%s", error->message);
			return STATUS_DOSSIER;
		}
		waiting_begin(&waiting, dossier);
	}
	reading.dossier = dossier;
	int status = reading_run(&reading, arguments->operands);

	if (path && !reading.quiet)
		print_summary(&reading, path);
	return status;
}

const Command cmd_read = {
	.name = "read",
	.args = "PATH|URL...",
	.help = "read pages into a dossier, or print what each says",
	.about = "Reads files, folders (with all below them) and, for \"-\", standard input: "
		 "plain "
		 "text, HTML, Markdown, RSS, Atom, JSON Feed, ninjs, JSON Lines with one article a "
		 "line, mail (EML), saved pages (MHTML) and web archives (WARC), and any of them "
		 "inside gzip or zip, told apart by content, in any encoding.\n\n"
		 "A URL (http or https) is fetched: as its host's robots.txt allows, no more "
		 "than one document a second from a host, over at most five redirects, 5 MB at "
		 "most.  Hosts at loopback, private, link-local and other addresses that are no "
		 "part of the open web are refused, unless --allow-private is given, so that no "
		 "page can lead into your networks; behind a proxy that holds as far as this "
		 "machine knows the host.\n\n"
		 "With a dossier, each page goes into it and what several pages say is "
		 "merged; a "
		 "page read before is recognised.  While another program writes the dossier, "
		 "reading waits.  Without one, nothing is kept and the "
		 "records of "
		 "each page are printed as JSON Lines as soon as it is read.\n\n"
		 "With --explain they are printed as text, each with its sentences and with the "
		 "words, the relations in their tree and the rows of the lexicon that made it; "
		 "with --json too, that is the key \"why\".  A dossier does not keep it.\n\n"
		 "A page that cannot be read is named on standard error and the rest is read.  So is "
		 "a page in a language other than English: it is kept as a source, with its "
		 "language, and nothing is read from it.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
