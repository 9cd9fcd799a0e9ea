#include "read/xml-tree.h"

#include <libxml/xmlsave.h>
#include <string.h>

static const char *
skip_blanks(const char *at, const char *end)
{
	if (end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	while (at < end && g_ascii_isspace(*at))
		at++;
	return at;
}

/* Past a document type and the declarations within its brackets. */
static const char *
skip_type(const char *at, const char *end)
{
	unsigned depth = 0;

	for (; at < end; at++) {
		depth += *at == '<';
		if (*at == '>' && --depth == 0)
			return at + 1;
	}
	return end;
}

const char *
xml_root_at(const char *bytes, size_t length)
{
	const char *end = bytes + length, *at = skip_blanks(bytes, end);

	while (end - at > 4 && *at == '<' && (at[1] == '?' || at[1] == '!')) {
		bool comment = memcmp(at, "<!--", 4) == 0;
		const char *close = at[1] == '?' ? "?>" : "-->";
		const char *found =
		    memmem(at + 2, (size_t)(end - at - 2), close, strlen(close));

		if (at[1] == '!' && !comment)
			at = skip_type(at, end);
		else
			at = found ? found + strlen(close) : end;
		at = skip_blanks(at, end);
	}
	return at < end && *at == '<' ? at : end;
}

bool
xml_root(const char *bytes, size_t length, char *name, size_t size)
{
	const char *end = bytes + length, *at = xml_root_at(bytes, length);
	size_t n = 0;

	if (end - at < 2 || !g_ascii_isalpha(at[1]))
		return false;
	for (at++;
	     at < end && n + 1 < size && (g_ascii_isalnum(*at) || (*at && strchr("-_.:", *at)));
	     at++)
		name[n++] = *at;
	name[n] = '\0';
	return at < end && strchr(" \t\r\n/>", *at) && *at;
}

char *
xml_encoding(const char *bytes, size_t length)
{
	const char *end = bytes + MIN(length, (size_t)256), *at = skip_blanks(bytes, end);
	const char *close = end - at > 5 && memcmp(at, "<?xml", 5) == 0
	                        ? memchr(at, '>', (size_t)(end - at))
	                        : NULL;
	const char *found = close ? memmem(at, (size_t)(close - at), "encoding", 8) : NULL;

	if (!found)
		return NULL;
	at = found + 8;
	while (at < close && strchr(" \t\r\n=\"'", *at))
		at++;
	size_t n = 0;
	while (at + n < close && (g_ascii_isalnum(at[n]) || (at[n] && strchr("-_.:", at[n]))))
		n++;
	return n ? g_strndup(at, n) : NULL;
}

xmlNode *
xml_next(const xmlNode *node, const xmlNode *root)
{
	if (node->children && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

bool
xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

const xmlNode *
xml_child(const xmlNode *node, const char *name)
{
	for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
		if (xml_is(child, name))
			return child;
	return NULL;
}

char *
xml_text(const xmlNode *node)
{
	xmlChar *content = node ? xmlNodeGetContent(node) : NULL;
	char *text = content && *content ? g_strdup((const char *)content) : NULL;

	xmlFree(content);
	return text;
}

char *
xml_first_text(const xmlNode *node, const char *const *names)
{
	char *text = NULL;

	for (; *names && !text; names++)
		text = xml_text(xml_child(node, *names));
	return text;
}

/* What is in the element, elements as HTML writes them. */
static char *
inner(xmlNode *root)
{
	xmlBuffer *buffer = xmlBufferCreate();
	xmlSaveCtxt *saving =
	    xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_XHTML | XML_SAVE_NO_DECL);

	for (xmlNode *node = root->children; node; node = xml_next(node, root)) {
		const char *colon = node->type == XML_ELEMENT_NODE
		                        ? strchr((const char *)node->name, ':')
		                        : NULL;
		g_autofree char *local = colon ? g_strdup(colon + 1) : NULL;

		if (local && *local)
			xmlNodeSetName(node, (const xmlChar *)local);
	}
	for (xmlNode *child = root->children; child; child = child->next)
		xmlSaveTree(saving, child);
	xmlSaveClose(saving);
	char *markup = g_strdup((const char *)xmlBufferContent(buffer));
	xmlBufferFree(buffer);
	return markup;
}

char *
xml_markup(const xmlNode *node)
{
	for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			return inner((xmlNode *)node);
	return xml_text(node);
}

char *
xml_attribute(const xmlNode *node, const char *name)
{
	const char *local = g_str_has_prefix(name, "xml:") ? name + strlen("xml:") : name;

	for (const xmlAttr *at = node->properties; at; at = at->next) {
		bool xml = at->ns && at->ns->prefix &&
		           strcmp((const char *)at->ns->prefix, "xml") == 0;

		if (xml != (local != name) || strcmp((const char *)at->name, local) != 0)
			continue;
		xmlChar *value = xmlNodeListGetString(node->doc, at->children, 1);
		char *copy = value ? g_strdup((const char *)value) : NULL;

		xmlFree(value);
		return copy;
	}
	return NULL;
}
