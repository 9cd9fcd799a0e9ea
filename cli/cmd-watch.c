/* watch: feeds polled, and what is new in them read into a dossier. */
#include "arguments.h"
#include "fetching.h"
#include "reading.h"
#include "terminal.h"
#include "waiting.h"

#include <jansson.h>

enum { DOSSIER, ONCE, EVERY, JSON, ALLOW_PRIVATE, TIMEOUT, WAIT, QUIET };

enum { USUAL_PAUSE = 900, LONGEST_PAUSE = 7 * 24 * 3600 };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[ONCE] = { .name = "once", .help = "poll each feed once and end, as for cron" },
	[EVERY] = { .name = "every",
	            .argument = "SECONDS",
	            .help = "how often a feed is polled; else 900" },
	[JSON] = { .name = "json", .help = "print each page as an object of JSON a line" },
	[ALLOW_PRIVATE] = OPTION_ALLOW_PRIVATE,
	[TIMEOUT] = OPTION_TIMEOUT,
	[WAIT] = OPTION_WAIT,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente watch --help", "says more" },
	{ NULL, NULL },
};

typedef struct {
	bool json;
	guint n_new, n_changed, n_problems, n_unfetched;
	int status;
} Watching;

static const char *
event(EntenteAdded added)
{
	return added == ENTENTE_REPLACED ? "changed" : "new";
}

static void
append_json(GString *out, const EntenteSource *source, EntenteAdded added, const char *feed)
{
	json_t *line = json_pack("{s:s, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s}",
	                         "event", event(added), "id", source->id, "url", source->url,
	                         "title", source->title, "outlet", source->outlet, "author",
	                         source->author, "published", source->published, "language",
	                         source->language, "feed", feed);
	char *text = json_dumps(line, 0);

	g_string_append_printf(out, "%s\n", text);
	free(text);
	json_decref(line);
}

static bool
print_page(const EntenteRecords *page, EntenteAdded added, const char *feed, gpointer user_data)
{
	Watching *watching = user_data;
	const EntenteSource *source = &entente_records_get(page, 0)->source;
	g_autoptr(GString) out = g_string_new(NULL);

	if (source->unread)
		complain("'%s': kept but not read, since it is in %s", source->id,
		         source->unread);
	*(added == ENTENTE_REPLACED ? &watching->n_changed : &watching->n_new) += 1;
	if (watching->json)
		append_json(out, source, added, feed);
	else
		g_string_append_printf(out, "%s\t%s\t%s\t%s\n", event(added), source->id,
		                       source->url ? source->url : "",
		                       source->title ? source->title : "");
	if (!print_out(out))
		watching->status = STATUS_FAILED;
	return watching->status == STATUS_DONE;
}

static bool
complain_of(const GError *why, gpointer user_data)
{
	Watching *watching = user_data;

	complain("%s", why->message);
	watching->n_problems++;
	watching->n_unfetched += g_error_matches(why, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK);
	return true;
}

static int
fail(const GError *error)
{
	complain("%s", error->message);
	return error->code == ENTENTE_ERROR_DOSSIER ? STATUS_DOSSIER : STATUS_FAILED;
}

/* What cannot be watched is named. */
static void
add_feeds(EntenteWatch *watch, char *const *feeds, Watching *watching)
{
	for (; *feeds; feeds++) {
		g_autoptr(GError) error = NULL;

		if (!entente_watch_add(watch, *feeds, &error))
			complain_of(error, watching);
	}
}

static int
end_status(const Watching *watching)
{
	if (reading_interrupted())
		return 128 + reading_interrupted();
	if (watching->status != STATUS_DONE)
		return watching->status;
	return !watching->n_problems                           ? STATUS_DONE
	       : watching->n_problems == watching->n_unfetched ? STATUS_NETWORK
	                                                       : STATUS_INPUTS;
}

static int
watch_into(EntenteDossier *dossier, EntenteEngine *engine, guint64 every,
           const Arguments *arguments, Watching *watching)
{
	const EntenteWatchSink sink = { print_page, complain_of };
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteWatch) watch =
	    entente_watch_new(engine, dossier, (unsigned)every, &error);

	if (!watch)
		return fail(error);
	add_feeds(watch, arguments->operands, watching);
	if (entente_watch_count(watch) &&
	    !entente_watch_run(watch, arguments->values[ONCE] != NULL, &sink, watching, &error))
		return fail(error);
	if (!arguments->values[QUIET])
		complain("'%s': %u new pages, %u changed; %u problems",
		         arguments->values[DOSSIER], watching->n_new, watching->n_changed,
		         watching->n_problems);
	return end_status(watching);
}

static int
run(const Command *self, const Arguments *arguments)
{
	Watching watching = { .json = arguments->values[JSON] != NULL };
	Reading reading = { .quiet = arguments->values[QUIET] != NULL };
	Waiting waiting = { .path = arguments->values[DOSSIER], .quiet = reading.quiet };
	guint64 every = USUAL_PAUSE;
	g_autoptr(GError) error = NULL;

	fetching_init(&reading.fetching);
	if (!arguments->values[DOSSIER])
		return usage_error(self, "name a dossier (-d)");
	if (!arguments->n_operands)
		return usage_error(self, "no FEED given");
	if (!number_argument(self, "every", arguments->values[EVERY], 1, LONGEST_PAUSE,
	                     &every) ||
	    !fetching_options(&reading.fetching, self, arguments->values[ALLOW_PRIVATE],
	                      arguments->values[TIMEOUT]) ||
	    !waiting_option(&waiting, self, arguments->values[WAIT]))
		return STATUS_USAGE;
	if (!reading_load_engine(&reading))
		return STATUS_FAILED;
	g_autoptr(EntenteEngine) engine = reading.engine;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(arguments->values[DOSSIER], ENTENTE_DOSSIER_WRITE, &error);
	if (!dossier)
		return fail(error);
	waiting_begin(&waiting, dossier);
	return watch_into(dossier, engine, every, arguments, &watching);
}

const Command cmd_watch = {
	.name = "watch",
	.args = "FEED|OPML...",
	.help = "poll feeds and read what is new into a dossier",
	.about =
	    "Polls feeds (RSS, Atom, JSON Feed, by their URLs) and reads each page that they "
	    "name, once, into the dossier; an OPML, in a file or by its URL, stands for the "
	    "feeds that it lists.  Where a feed has a page's whole text, that is read; else "
	    "the page is fetched, as 'entente read' fetches it, and where it cannot be, what "
	    "the feed says of it is read.\n\n"
	    "Prints a line for each new page: the word new, its id, its URL and its title, "
	    "with "
	    "tabs between.  Pages are looked at again for two weeks, ever more seldom; one "
	    "that "
	    "was edited has a line that begins with changed, and its former state stays in the "
	    "dossier, in the table versions.\n\n"
	    "A feed or page that cannot be had is tried again after twice as long each time, "
	    "up "
	    "to a day, or when its host says.  All that is remembered is in the dossier, so "
	    "watching goes on where it ended, and cron may begin it with --once.  What was "
	    "read "
	    "is merged whenever there is nothing else to do, and at the end.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
