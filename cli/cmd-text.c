/* text: the article of each page, without what the page puts around it. */
#include "arguments.h"
#include "fetching.h"
#include "reading.h"
#include "terminal.h"

#include <jansson.h>
#include <string.h>

enum { JSON, JOBS, ALLOW_PRIVATE, TIMEOUT, QUIET };

static const Option options[] = {
	[JSON] = { .name = "json", .help = "print JSON Lines that 'entente read' takes" },
	[JOBS] = OPTION_JOBS,
	[ALLOW_PRIVATE] = OPTION_ALLOW_PRIVATE,
	[TIMEOUT] = OPTION_TIMEOUT,
	[QUIET] = OPTION_QUIET,
};

static const Example examples[] = {
	{ "entente text examples/talks", "prints the cleaned articles" },
	{ "entente text --json examples/talks", "prints them with their headers, one a line" },
	{ NULL, NULL },
};

static void
append_json(GString *out, const EntenteSource *source)
{
	json_t *line = json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?}", "id",
	                         source->id, "url", source->url, "title", source->title,
	                         "outlet", source->outlet, "author", source->author,
	                         "published", source->published, "modified", source->modified,
	                         "language", source->language, "text", source->text);
	char *text = json_dumps(line, 0);

	g_string_append(out, text);
	g_string_append_c(out, '\n');
	free(text);
	json_decref(line);
}

/* The text mostly begins with it. */
static bool
has_title(const EntenteSource *source)
{
	size_t length = strlen(source->title);

	return strncmp(source->text, source->title, length) == 0 &&
	       (source->text[length] == '\n' || !source->text[length]);
}

static void
append_text(GString *out, const EntenteSource *source, bool first)
{
	g_string_append_printf(out, "%s==> %s <==\n", first ? "" : "\n", source->id);
	if (source->title && !has_title(source))
		g_string_append_printf(out, "%s\n\n", source->title);
	g_string_append(out, source->text);
	if (!g_str_has_suffix(source->text, "\n"))
		g_string_append_c(out, '\n');
}

typedef struct {
	bool json, first;
} Printing;

static bool
print_page(const EntenteRecords *page, gpointer user_data)
{
	Printing *printing = user_data;
	const EntenteSource *source = &entente_records_get(page, 0)->source;
	g_autoptr(GString) out = g_string_new(NULL);

	if (printing->json)
		append_json(out, source);
	else
		append_text(out, source, printing->first);
	printing->first = false;
	return print_out(out);
}

static int
run(const Command *self, const Arguments *arguments)
{
	Printing printing = { arguments->values[JSON] != NULL, true };
	Reading reading = {
		.print = print_page,
		.user_data = &printing,
		.text_only = true,
		.quiet = arguments->values[QUIET] != NULL,
	};

	if (!arguments->n_operands)
		return usage_error(self, "no PATH or URL given");
	fetching_init(&reading.fetching);
	if (!fetching_options(&reading.fetching, self, arguments->values[ALLOW_PRIVATE],
	                      arguments->values[TIMEOUT]) ||
	    !reading_jobs(&reading, self, arguments->values[JOBS]))
		return STATUS_USAGE;
	return reading_run(&reading, arguments->operands);
}

const Command cmd_text = {
	.name = "text",
	.args = "PATH|URL...",
	.help = "print the article of each page, cleaned",
	.about = "Prints what Entente takes for the article of each page: its text "
		 "without menus, "
		 "captions, related links and newsletter boxes, one paragraph a line, under "
		 "its id and, where it does not begin with that, its title.  "
		 "The byte "
		 "offsets of every record's evidence count in this text.  With --json, "
		 "each line has id, url, title, outlet, author, published, modified, "
		 "language and text.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.paths = true,
	.run = run,
};
