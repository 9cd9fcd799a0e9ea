#include "read/markup.h"

#include "read/utf8.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_REFERENCE = 12 };

/* "&#146;" is meant as the character that windows-1252 has there. */
static gunichar
numbered(const char *digits, int base)
{
	char *after;
	guint64 number = g_ascii_strtoull(digits, &after, (guint)base);

	if (after == digits || *after || number > 0x10ffff)
		return 0;
	gunichar c =
	    number < 0x100 ? windows_1252_char((unsigned char)number) : (gunichar)number;
	return g_unichar_validate(c) ? c : 0;
}

gunichar
markup_reference(const char *at, const char *end, const char **next)
{
	size_t most = MIN((size_t)(end - at), (size_t)MAX_REFERENCE);
	const char *semicolon = most > 2 && *at == '&' ? memchr(at, ';', most) : NULL;
	char name[MAX_REFERENCE + 1];

	if (!semicolon)
		return 0;
	size_t length = (size_t)(semicolon - at - 1);
	memcpy(name, at + 1, length);
	name[length] = '\0';
	*next = semicolon + 1;
	if (name[0] == '#' && (name[1] == 'x' || name[1] == 'X'))
		return g_ascii_isxdigit(name[2]) ? numbered(name + 2, 16) : 0;
	if (name[0] == '#')
		return g_ascii_isdigit(name[1]) ? numbered(name + 1, 10) : 0;
	if (strcmp(name, "apos") == 0)
		return '\'';
	const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
	return entity ? entity->value : 0;
}

char *
markup_unescape(const char *text)
{
	GString *out = g_string_new(NULL);
	const char *end = text + strlen(text), *next;

	for (const char *at = text; at < end;) {
		gunichar c = *at == '&' ? markup_reference(at, end, &next) : 0;

		if (c)
			g_string_append_unichar(out, c);
		else
			g_string_append_c(out, *at);
		at = c ? next : at + 1;
	}
	return g_string_free(out, FALSE);
}

/* Where it is known that no tag and no comment ends any more. */
typedef struct {
	const char *no_tag, *no_comment;
} Ends;

/* The end of the tag or comment at `at`, NULL where a "<" is only that. */
static const char *
tag_end(const char *at, const char *end, Ends *ends)
{
	bool comment = end - at > 4 && memcmp(at, "<!--", 4) == 0;
	bool tag = end - at > 2 && (g_ascii_isalpha(at[1]) || at[1] == '/' || at[1] == '!');
	const char *close = NULL;

	if (comment && !ends->no_comment) {
		close = memmem(at + 4, (size_t)(end - at - 4), "-->", 3);
		ends->no_comment = close ? NULL : at;
		return close ? close + 3 : NULL;
	}
	if (tag && !comment && !ends->no_tag) {
		close = memchr(at, '>', (size_t)(end - at));
		ends->no_tag = close ? NULL : at;
	}
	return close ? close + 1 : NULL;
}

bool
markup_is(const char *text)
{
	const char *end = text + strlen(text), *next;
	Ends ends = { NULL, NULL };

	for (const char *at = text; (at = strpbrk(at, "<&")); at++)
		if (*at == '<' ? tag_end(at, end, &ends) != NULL
		               : markup_reference(at, end, &next) != 0)
			return true;
	return false;
}

/* Tags that separate words rather than stand within one. */
static bool
separates(const char *tag)
{
	static const char *const within[] = { "a",    "b",    "i",   "em", "strong",
		                              "span", "sup",  "sub", "u",  "font",
		                              "abbr", "cite", "q",   "s" };
	const char *name = tag + 1 + (tag[1] == '/');
	size_t length = 0;

	while (g_ascii_isalnum(name[length]))
		length++;
	for (unsigned i = 0; i < G_N_ELEMENTS(within); i++)
		if (length == strlen(within[i]) &&
		    g_ascii_strncasecmp(name, within[i], length) == 0)
			return false;
	return true;
}

/* What is in a script or style is no text: its end, or `after` for any other tag. */
static const char *
past_code(const char *tag, const char *after)
{
	static const char *const names[] = { "script", "style" };

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		size_t n = strlen(names[i]);
		g_autofree char *close = g_strconcat("</", names[i], NULL);

		if (g_ascii_strncasecmp(tag + 1, names[i], n) != 0 ||
		    g_ascii_isalnum(tag[n + 1]))
			continue;
		const char *end = strcasestr(after, close);
		return end ? end : after + strlen(after);
	}
	return after;
}

char *
markup_text(const char *text)
{
	GString *out = g_string_new(NULL);
	const char *end = text + strlen(text), *next;
	Ends ends = { NULL, NULL };
	bool section = false; /* in a CDATA section, which some feeds have within another */

	for (const char *at = text; at < end;) {
		size_t plain = strcspn(at, section ? "<&]" : "<&");

		g_string_append_len(out, at, (gssize)plain);
		at += plain;
		if (at == end)
			break;
		if (g_str_has_prefix(at, section ? "]]>" : "<![CDATA[")) {
			at += section ? strlen("]]>") : strlen("<![CDATA[");
			section = !section;
			continue;
		}
		gunichar c = *at == '&' ? markup_reference(at, end, &next) : 0;
		const char *after = *at == '<' ? tag_end(at, end, &ends) : NULL;
		if (after) {
			if (separates(at))
				g_string_append_c(out, ' ');
			at = past_code(at, after);
		} else if (c) {
			g_string_append_unichar(out, c);
			at = next;
		} else
			g_string_append_c(out, *at++);
	}
	return g_string_free(out, FALSE);
}

void
markup_append_escaped(GString *out, const char *text)
{
	for (const char *at = text; *at; at++)
		if (*at == '<')
			g_string_append(out, "&lt;");
		else if (*at == '&')
			g_string_append(out, "&amp;");
		else
			g_string_append_c(out, *at);
}
