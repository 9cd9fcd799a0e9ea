/* From the stream of a feed to the tree of each item.
 *
 * Each item is parsed by itself, in the encoding that the feed's first bytes tell.  Prefixes
 * are those that everybody uses; where a feed has its own for a namespace known here, names are
 * put right. */
#include "read/xml-feed.h"

#include "read/encodings.h"
#include "read/utf8.h"
#include "read/xml-cut.h"
#include "read/xml-mend.h"

#include <string.h>

enum { MAX_HEAD_BYTES = 1000 * 1000, MAX_NAME = 64, MAX_PREFIXES = 16 };

/* The prefixes that everybody uses. */
static const struct {
	const char *address, *prefix;
} namespaces[] = {
	{ "http://www.w3.org/2005/Atom", "atom:" },
	{ "http://purl.org/atom/ns#", "atom:" },
	{ "http://purl.org/rss/1.0/", "rss:" },
	{ "http://purl.org/rss/1.0/modules/content/", "content:" },
	{ "http://purl.org/dc/elements/1.1/", "dc:" },
	{ "http://purl.org/dc/terms/", "dcterms:" },
};

/* A feed's prefix and what everybody uses. */
typedef struct {
	char *own;
	const char *common;
} Prefix;

typedef struct {
	XmlFeed feed;
	const XmlFormat *format;
	char *encoding;
	GArray *prefixes; /* Prefix */
	size_t n;         /* items so far */
} Run;

static void
clear_prefix(gpointer prefix)
{
	g_free(((Prefix *)prefix)->own);
}

static xmlNode *
parse_piece(const Run *run, const char *bytes, size_t length, const char *where, GError **error)
{
	g_autofree char *decoded = NULL;

	if (!g_utf8_validate_len(bytes, length, NULL))
		bytes = decoded = decode(bytes, length, run->encoding, &length);
	return xml_parse(bytes, length, where, error);
}

/* Where the name has a prefix of the feed's own, that which everybody uses. */
static void
set_common_name(const Run *run, xmlNode *node)
{
	for (guint i = 0; i < run->prefixes->len; i++) {
		const Prefix *prefix = &g_array_index(run->prefixes, Prefix, i);
		size_t n = strlen(prefix->own);

		if (strncmp((const char *)node->name, prefix->own, n) != 0)
			continue;
		g_autofree char *name =
		    g_strconcat(prefix->common, (const char *)node->name + n, NULL);
		xmlNodeSetName(node, (const xmlChar *)name);
		return;
	}
}

static void
set_common_names(const Run *run, xmlNode *root)
{
	if (!run->prefixes->len)
		return;
	for (xmlNode *node = root; node; node = xml_next(node, root))
		if (node->type == XML_ELEMENT_NODE)
			set_common_name(run, node);
}

/* Prefixes that the outermost element declares. */
static void
note_prefixes(Run *run, const xmlNode *root)
{
	for (const xmlAttr *at = root->properties; at; at = at->next) {
		const char *name = (const char *)at->name;
		const char *address = at->children ? (const char *)at->children->content : NULL;

		if (!g_str_has_prefix(name, "was-xmlns-") || !address)
			continue;
		for (unsigned i = 0; i < G_N_ELEMENTS(namespaces); i++) {
			Prefix prefix = { NULL, namespaces[i].prefix };

			if (strcmp(address, namespaces[i].address) != 0 ||
			    run->prefixes->len == MAX_PREFIXES)
				continue;
			if (strcmp(prefix.common, run->format->prefix) == 0)
				prefix.common = "";
			prefix.own = g_strconcat(name + strlen("was-xmlns-"), ":", NULL);
			g_array_append_val(run->prefixes, prefix);
		}
	}
}

/* The start tag at the window's start, up to its ">"; 0 where it is too long. */
static size_t
start_tag(Input *input)
{
	const char *close;

	while (!(close = memchr(input->bytes, '>', input->length)))
		if (input->length > MAX_HEAD_BYTES || !input_fetch(input))
			return 0;
	return (size_t)(close - input->bytes) + 1;
}

/* Reads the start tag at the window's start, and what it declares. */
static void
read_root(Run *run, Input *input, const char *name)
{
	size_t length = start_tag(input);

	if (!length || input->bytes[length - 2] == '/')
		return;
	g_autofree char *tag = g_strndup(input->bytes, length);
	g_autofree char *whole = g_strdup_printf("%s</%s>", tag, name);
	xmlNode *root = parse_piece(run, whole, strlen(whole), input->name, NULL);
	if (!root)
		return;
	note_prefixes(run, root);
	run->feed.language = xml_attribute(root, "xml:lang");
	run->feed.base = xml_attribute(root, "xml:base");
	xmlFreeDoc(root->doc);
}

/* The elements that stand before the first item, each parsed by itself; those that are not
 * whole, such as the one that holds the items, are stepped into. */
static void
read_head(Run *run, const GString *head)
{
	g_autoptr(GString) whole = g_string_new("<head>");

	g_string_append_len(whole, head->str, (gssize)head->len);
	g_string_append(whole, "</head>");
	xmlNode *root = parse_piece(run, whole->str, whole->len, run->feed.name, NULL);
	if (!root) { /* the channel is open where the items begin */
		g_string_truncate(whole, whole->len - strlen("</head>"));
		g_string_append(whole, "</channel></head>");
		root = parse_piece(run, whole->str, whole->len, run->feed.name, NULL);
	}
	if (!root)
		return;
	set_common_names(run, root);
	const xmlNode *channel = xml_child(root, "channel");
	run->format->head(&run->feed, channel ? channel : root);
	xmlFreeDoc(root->doc);
}

static bool
read_item(const Run *run, const char *bytes, size_t length, const char *where)
{
	g_autoptr(GError) error = NULL;
	xmlNode *item = parse_piece(run, bytes, length, where, &error);
	const Reading *reading = run->feed.reading;

	if (!item)
		return reading->sink->problem(error, reading->sink->user_data);
	set_common_names(run, item);
	bool go_on = run->format->article(&run->feed, item, run->n, where);
	xmlFreeDoc(item->doc);
	return go_on;
}

static bool
read_piece(Run *run, XmlCut *cut)
{
	size_t length;
	XmlCutKind kind = xml_cut_element(cut, &length);
	const Reading *reading = run->feed.reading;
	g_autofree char *where = g_strdup_printf("'%s' item %zu", run->feed.name, ++run->n);
	bool go_on = true;

	if (!begin_record(reading, where))
		;
	else if (kind == XML_CUT_WHOLE && length <= MAX_LINE_BYTES)
		go_on = read_item(run, cut->input->bytes, length, where);
	else if (kind != XML_CUT_BROKEN)
		go_on = report(reading, ENTENTE_ERROR_LIMIT,
		               "%s: longer than %d MB, the limit for an article", where,
		               MAX_LINE_BYTES / 1000000);
	else
		go_on = report(reading, ENTENTE_ERROR_INPUT, "%s: not valid XML: it has no end",
		               where);
	xml_cut_take(cut, length);
	return go_on;
}

static bool
read_items(Run *run, XmlCut *cut)
{
	g_autoptr(GString) head = g_string_new(NULL);
	const Reading *reading = run->feed.reading;
	Input *input = cut->input;
	bool more = xml_cut_next(cut, head, MAX_HEAD_BYTES);

	read_head(run, head);
	for (; more; more = xml_cut_next(cut, NULL, 0))
		if (!read_piece(run, cut))
			return false;
	if (input->failed)
		return report_failure(input, reading);
	if (!cut->root_ended)
		return report(reading, ENTENTE_ERROR_INPUT,
		              "'%s': damaged: the feed ends too early, after item %zu",
		              run->feed.name, run->n);
	return run->n ||
	       report(reading, ENTENTE_ERROR_INPUT, "'%s': a feed without items", input->name);
}

/* The encoding that its declaration names; but one that is not UTF-8 although it says so is in
 * what it seems to be as a whole, which an item alone may be too short to tell. */
static char *
encoding_of(const Input *input)
{
	g_autofree char *declared = xml_encoding(input->bytes, input->length);
	const char *named = declared ? encoding_named(declared) : NULL;

	if (named && strcmp(named, "UTF-8") != 0)
		return g_steal_pointer(&declared);
	const char *guess = encoding_guess(input->bytes, input->length);
	return g_strdup(guess ? guess : "windows-1252");
}

static bool
read_run(Run *run, Input *input)
{
	char name[MAX_NAME];
	const char *root = xml_root_at(input->bytes, input->length);
	g_auto(XmlCut) cut = { .input = NULL };

	run->encoding = encoding_of(input);
	if (!xml_root(input->bytes, input->length, name, sizeof name))
		return report(run->feed.reading, ENTENTE_ERROR_INPUT, "'%s': damaged",
		              input->name);
	input_take(input, (size_t)(root - input->bytes));
	read_root(run, input, name);
	/* the feed's own prefix, if any, stands before its items, too */
	const char *colon = strchr(name, ':');
	bool own = colon && run->format->prefixed;
	g_autofree char *item = g_strdup_printf("%.*s%s", own ? (int)(colon + 1 - name) : 0,
	                                        name, run->format->item);
	g_autofree char *close = g_strconcat("</", name, NULL);
	/* a single entry is a feed of one */
	if (strcmp(name, item) != 0)
		input_take(input, start_tag(input));
	xml_cut_begin(&cut, input, item, close);
	cut.root_ended = strcmp(name, item) == 0;
	return read_items(run, &cut);
}

bool
xml_feed_read(Input *input, const Reading *reading, const XmlFormat *format)
{
	Run run = { .feed = { .reading = reading, .name = input->name },
		    .format = format,
		    .prefixes = g_array_new(FALSE, FALSE, sizeof(Prefix)) };

	g_array_set_clear_func(run.prefixes, clear_prefix);
	bool go_on = read_run(&run, input);
	g_array_unref(run.prefixes);
	g_free(run.encoding);
	g_free(run.feed.outlet);
	g_free(run.feed.author);
	g_free(run.feed.language);
	g_free(run.feed.base);
	return go_on;
}
