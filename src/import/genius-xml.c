/* Genius' XML, such as it is.
 *
 * Many public files are not well-formed (a comment before the declaration, a bare ampersand,
 * text in another encoding than the one declared); what libxml2 can recover after these are
 * mended is read. */
#include "import/genius.h"

#include <string.h>

static bool
is_entity(const char *at, const char *end)
{
	const char *c = at + 1;

	c += c < end && *c == '#';
	const char *name = c;
	while (c < end && g_ascii_isalnum(*c) && c - name < 10)
		c++;
	return c > name && c < end && *c == ';';
}

/* Where the XML begins: what may stand before it is no part of it. */
static const char *
first_tag(const char *at, const char *end)
{
	while (at < end && !(*at == '<' && at + 1 < end &&
	                     (g_ascii_isalpha(at[1]) || at[1] == '!' || at[1] == '?')))
		at++;
	return at;
}

/* The line ends of what is left out, so that lines keep their numbers. */
static void
append_lines(GString *text, const char *at, const char *end)
{
	for (; at < end; at++)
		if (*at == '\n')
			g_string_append_c(text, '\n');
}

/* The text without its XML declaration, and with bare ampersands escaped, and so what is less
 * than something in an attribute. */
static GString *
mend(const char *bytes, size_t length)
{
	GString *mended = g_string_sized_new(length + 64);
	const char *end = bytes + length;
	bool closes = true; /* some declaration further on may */
	bool in_tag = false;
	char quote = '\0'; /* within a value of an attribute: what ends it */
	const char *first = first_tag(bytes, end);

	append_lines(mended, bytes, first);
	for (const char *at = first; at < end; at++) {
		if (quote ? *at == quote : in_tag && strchr("\"'>", *at) && *at) {
			in_tag &= *at != '>';
			quote = quote || *at == '>' ? '\0' : *at;
		} else if (!quote && *at == '<' && at + 1 < end && g_ascii_isalpha(at[1])) {
			in_tag = true;
		}
		if (quote && *at == '<' && at + 1 < end && !g_ascii_isalpha(at[1]) &&
		    !strchr("/!?", at[1])) {
			g_string_append(mended, "&lt;");
		} else if (*at == '&' && !is_entity(at, end)) {
			g_string_append(mended, "&amp;");
		} else if (end - at > 6 && strncmp(at, "<?xml", 5) == 0 &&
		           g_ascii_isspace(at[5])) {
			const char *close = closes ? g_strstr_len(at, end - at, "?>") : NULL;

			closes = close != NULL;
			append_lines(mended, at, close ? close : at);
			at = close ? close + 1 : at + 4;
		} else {
			g_string_append_c(mended, *at);
		}
	}
	return mended;
}

static void
ignore(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

/* The encoding that the declaration names, or what most files without one are in. */
static char *
declared_encoding(const char *bytes, size_t length)
{
	static const char key[] = "encoding=";
	const char *at = g_strstr_len(bytes, (gssize)MIN(length, 1000), key);
	const char *name = at ? at + strlen(key) + strspn(at + strlen(key), "\"'") : "";
	size_t n = strcspn(name, "\"' ?>");

	return n && n < 40 ? g_strndup(name, n) : g_strdup("WINDOWS-1252");
}

/* The bytes in UTF-8, whatever they claim to be; to be freed. */
static char *
to_utf8(const ImportFile *file, size_t *length)
{
	gssize n = (gssize)file->length;

	*length = file->length;
	if (g_utf8_validate(file->bytes, n, NULL))
		return g_strndup(file->bytes, file->length);
	g_autofree char *encoding = declared_encoding(file->bytes, file->length);
	char *text = g_convert(file->bytes, n, "UTF-8", encoding, NULL, length, NULL);
	if (!text)
		text = g_convert(file->bytes, n, "UTF-8", "ISO-8859-1", NULL, length, NULL);
	return text ? text : (*length = 0, g_strdup(""));
}

/* Whether a tag ends the root element.  Elements within it that do not end are made up for. */
static bool
is_whole(const xmlNode *root, const char *text)
{
	g_autofree char *tag = g_strdup_printf("</%s", (const char *)root->name);
	size_t n = strlen(tag);

	for (const char *at = strstr(text, "</"); at; at = strstr(at + 2, "</"))
		if (g_ascii_strncasecmp(at, tag, n) == 0 &&
		    at[n + strspn(at + n, " \t\r\n")] == '>')
			return true;
	return !root->children;
}

xmlDoc *
genius_parse(const ImportFile *file, GError **error)
{
	size_t length;
	g_autofree char *text = to_utf8(file, &length);
	g_autoptr(GString) mended = mend(text, length);
	xmlParserCtxt *context = xmlNewParserCtxt();

	if (!context) {
		import_refuse(file, error, "not to be read as XML");
		return NULL;
	}
	context->sax->error = context->sax->warning = ignore;
	context->sax->serror = NULL;
	xmlDoc *document = xmlCtxtReadMemory(
	    context, mended->str, (int)mended->len, NULL, "UTF-8",
	    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlFreeParserCtxt(context);
	const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
	if (root && is_whole(root, mended->str))
		return document;
	if (root)
		import_refuse(file, error, "cut short: '%s' is never closed",
		              (const char *)root->name);
	else
		import_refuse(file, error, "not to be read as XML");
	xmlFreeDoc(document);
	return NULL;
}

bool
genius_end(xmlDoc *document, const ImportFile *file, bool taken, GError **error)
{
	g_autofree char *wrong = document->_private;

	xmlFreeDoc(document);
	return taken && (!wrong || import_refuse(file, error, "%s", wrong));
}

bool
genius_is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       g_ascii_strcasecmp((const char *)node->name, name) == 0;
}

xmlNode *
genius_child(const xmlNode *node, const char *name)
{
	for (xmlNode *at = node ? node->children : NULL; at; at = at->next)
		if (genius_is_named(at, name))
			return at;
	return NULL;
}

char *
genius_attribute(const xmlNode *node, const char *name)
{
	xmlChar *value = node ? xmlGetProp((xmlNode *)node, (const xmlChar *)name) : NULL;

	for (const xmlAttr *at = node ? node->properties : NULL; at && !value; at = at->next)
		if (g_ascii_strcasecmp((const char *)at->name, name) == 0)
			value = xmlGetProp((xmlNode *)node, at->name);
	char *own = g_strdup((const char *)value);
	xmlFree(value);
	return own ? g_strstrip(own) : NULL;
}

/* The first attribute of the document that is no number. */
static void
note(const xmlNode *node, const char *name, const char *text)
{
	if (!node->doc->_private)
		node->doc->_private =
		    g_strdup_printf("line %ld: '%s' of '%s' is no number: '%s'",
		                    xmlGetLineNo(node), name, (const char *)node->name, text);
}

/* The whole text, lest "0,6" be 0; a comma may stand for the point.  Genius itself writes null
 * where it has no number. */
double
genius_number(const xmlNode *node, const char *name, double otherwise)
{
	g_autofree char *text = genius_attribute(node, name);
	g_autofree char *number = g_strdup(text);
	char *end = NULL;

	if (!text || !*text || g_str_equal(text, "null"))
		return otherwise;
	if (!strchr(number, '.'))
		g_strdelimit(number, ",", '.');
	double value = g_ascii_strtod(number, &end);
	if (!*end && isfinite(value))
		return value;
	note(node, name, text);
	return otherwise;
}
