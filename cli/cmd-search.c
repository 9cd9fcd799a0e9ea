/* search: sentences of a dossier by their words. */
#include "arguments.h"
#include "styling.h"
#include "terminal.h"

#include <entente/entente.h>

enum { DOSSIER, FORMAT, JSON, LIMIT, COLOR, QUIET };

static const char *const formats[] = { "text", "json", "markdown", NULL };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[FORMAT] = OPTION_FORMAT(formats),
	[JSON] = OPTION_JSON,
	[LIMIT] = { .name = "limit",
	            .letter = 'n',
	            .argument = "N",
	            .help = "sentences at most; else 20" },
	[COLOR] = { .name = "color",
	            .argument = "WHEN",
	            .choices = colour_choices,
	            .help = "mark what was found: auto is on a terminal only" },
	[QUIET] = { .name = "quiet",
	            .letter = 'q',
	            .help = "say nothing where nothing is found" },
};

static const Example examples[] = {
	{ "entente search -d talks.entente security guarantees", "sentences with both words" },
	{ "entente search -d talks.entente '\"no compromise\"' 'date:>=2025-12-02'",
	  "with these words side by side, from then on" },
	{ "entente search -d talks.entente party:Moscow issue:territory",
	  "what the records of that side on that issue rest on" },
	{ NULL, NULL },
};

/* Sets what was found; else returns the status to end with. */
static int
search(const char *path, const char *query, guint64 most, EntenteHits **hits)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);

	*hits = dossier ? entente_dossier_search(dossier, query, (unsigned)most, &error) : NULL;
	if (*hits)
		return STATUS_DONE;
	complain("%s", error->message);
	return g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT) ? STATUS_USAGE
	                                                                  : STATUS_DOSSIER;
}

static int
run(const Command *self, const Arguments *arguments)
{
	enum { MOST = 10000 };
	const char *const *values = arguments->values;
	g_autoptr(EntenteHits) hits = NULL;
	EntenteStyle style;
	guint64 most = 20;

	if (!values[DOSSIER])
		return usage_error(self, "no --dossier given");
	if (!arguments->n_operands)
		return usage_error(self, "no QUERY given");
	if (!number_argument(self, "limit", values[LIMIT], 1, MOST, &most) ||
	    !styling(self, values[JSON] ? "json" : values[FORMAT], values[COLOR], NULL, &style))
		return STATUS_USAGE;
	g_autofree char *query = g_strjoinv(" ", arguments->operands);
	int status = search(values[DOSSIER], query, most, &hits);
	if (status != STATUS_DONE)
		return status;
	if (!entente_hits_count(hits) && !values[QUIET])
		complain("nothing found");
	g_autoptr(GString) out = g_string_new(NULL);
	entente_tell_hits(hits, &style, out);
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_search = {
	.name = "search",
	.args = "QUERY...",
	.help = "find sentences of a dossier by their words",
	.about =
	    "Finds the sentences that have all words of the query, in whatever form: 'talks' "
	    "finds "
	    "'talked', too.  Those that fit best come first, and of equals the newest; "
	    "below each stand the refs of the records that rest on it.  (Where tens of "
	    "thousands have the words, these are the best of those that came in last.)\n\n"
	    "\"Words between quotation marks\" must stand side by side, -word must not be "
	    "there, begin* stands for every word that begins so.  Filters narrow it down: "
	    "party:NAME (a record of that side rests on the sentence), speaker:NAME, "
	    "issue:NAME, outlet:NAME, and date:DAY, date:DAY..DAY, date:>=DAY or date:<=DAY "
	    "for when the page was published.  A name of several words stands between "
	    "quotation marks: party:\"United States\".  With filters alone, the newest come "
	    "first.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
