/* One pass over the XML, which copies runs and looks closer only at "&", "<" and what stands
 * within tags. */
#include "read/xml-mend.h"

#include "read/markup.h"
#include "read/reader.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef struct {
	GString *out;
	const char *at, *end;
	bool endless[3]; /* sections: none ends any more */
} Mend;

static bool
starts(const Mend *mend, const char *prefix)
{
	size_t n = strlen(prefix);

	return (size_t)(mend->end - mend->at) >= n && memcmp(mend->at, prefix, n) == 0;
}

/* Characters that XML 1.0 has not: controls, U+FFFE, U+FFFF. */
static bool
is_forbidden(const char *at, const char *end)
{
	guchar c = (guchar)*at;

	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	return c == 0xef && end - at >= 3 && (guchar)at[1] == 0xbf && (guchar)at[2] >= 0xbe;
}

/* Copies up to `to`, forbidden characters left out. */
static void
copy_to(Mend *mend, const char *to)
{
	while (mend->at < to) {
		const char *run = mend->at;

		while (mend->at < to && !is_forbidden(mend->at, mend->end))
			mend->at++;
		g_string_append_len(mend->out, run, mend->at - run);
		if (mend->at < to)
			mend->at += (guchar)*mend->at < 0x20 ? 1 : 3;
	}
}

/* The sections in which nothing is to be mended. */
static const struct {
	const char *open, *close;
	bool keep;
} sections[] = { { "<![CDATA[", "]]>", true },
	         { "<!--", "-->", false },
	         { "<?", "?>", false } };

/* Goes past the section that begins here; false where none does or it does not end. */
static bool
mend_section(Mend *mend)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(sections); i++) {
		const char *close = sections[i].close;

		if (!starts(mend, sections[i].open) || mend->endless[i])
			continue;
		const char *found =
		    memmem(mend->at, (size_t)(mend->end - mend->at), close, strlen(close));
		mend->endless[i] = !found;
		if (!found && !sections[i].keep)
			return false;
		const char *after = found ? found + strlen(close) : mend->end;
		if (sections[i].keep)
			copy_to(mend, after);
		mend->at = after;
		return true;
	}
	return false;
}

static void
mend_reference(Mend *mend)
{
	const char *next;
	gunichar c = markup_reference(mend->at, mend->end, &next);

	if (!c) {
		g_string_append(mend->out, "&amp;");
		mend->at++;
		return;
	}
	if (c == '<' || c == '&' || c == '>' || c == '"' || c == '\'')
		g_string_append_printf(mend->out, "&#%u;", c);
	else if (c >= ' ' || c == '\t' || c == '\n' || c == '\r')
		g_string_append_unichar(mend->out, c < 0xfffe || c > 0xffff ? c : 0xfffd);
	mend->at = next;
}

static bool
is_name_start(char c)
{
	return g_ascii_isalpha(c) || c == '_' || c == ':' || (guchar)c >= 0x80;
}

/* An attribute's value, quotation marks included. */
static void
mend_value(Mend *mend)
{
	char quote = *mend->at;

	g_string_append_c(mend->out, quote);
	mend->at++;
	while (mend->at < mend->end && *mend->at != quote) {
		const char *plain = mend->at;

		while (plain < mend->end && *plain != quote && *plain != '&' && *plain != '<')
			plain++;
		copy_to(mend, plain);
		if (mend->at == mend->end || *mend->at == quote)
			continue;
		if (*mend->at == '&')
			mend_reference(mend);
		else {
			g_string_append(mend->out, "&lt;");
			mend->at++;
		}
	}
	if (mend->at < mend->end) {
		g_string_append_c(mend->out, quote);
		mend->at++;
	}
}

/* A declaration of a namespace becomes an attribute like any other. */
static void
mend_attribute_name(Mend *mend)
{
	bool declares = starts(mend, "xmlns");

	if (declares)
		g_string_append(mend->out, "was-");
	while (mend->at < mend->end && !strchr(" \t\r\n=/>\"'<&", *mend->at)) {
		g_string_append_c(mend->out, declares && *mend->at == ':' ? '-' : *mend->at);
		mend->at++;
	}
}

/* A tag from its "<" to its ">". */
static bool
mend_tag(Mend *mend, GError **error)
{
	unsigned n_attributes = 0;

	do {
		g_string_append_c(mend->out, *mend->at++);
	} while (mend->at < mend->end && !strchr(" \t\r\n/>\"'<&", *mend->at));
	while (mend->at < mend->end && *mend->at != '>' && *mend->at != '<') {
		char c = *mend->at;

		if (c == '"' || c == '\'') {
			mend_value(mend);
			continue;
		}
		if (is_name_start(c) && strchr(" \t\r\n\"'", mend->at[-1])) {
			if (++n_attributes > MAX_ATTRIBUTES) {
				g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
				            "an element with more than %d attributes",
				            MAX_ATTRIBUTES);
				return false;
			}
			mend_attribute_name(mend);
			continue;
		}
		copy_to(mend, mend->at + 1);
	}
	if (mend->at < mend->end && *mend->at == '>')
		g_string_append_c(mend->out, *mend->at++);
	return true;
}

static bool
mend_markup(Mend *mend, GError **error)
{
	if (mend_section(mend))
		return true;
	if (mend->end - mend->at > 1 && (mend->at[1] == '/' || is_name_start(mend->at[1])))
		return mend_tag(mend, error);
	g_string_append(mend->out, "&lt;");
	mend->at++;
	return true;
}

bool
xml_mend(GString *out, const char *xml, size_t length, GError **error)
{
	Mend mend = { out, xml, xml + length, { false } };

	while (mend.at < mend.end) {
		const char *plain = mend.at;

		while (plain < mend.end && *plain != '<' && *plain != '&' && *plain != '>')
			plain++;
		copy_to(&mend, plain);
		if (mend.at == mend.end)
			break;
		if (*mend.at == '&')
			mend_reference(&mend);
		else if (*mend.at == '>') { /* it may be all that is left of "]]>" */
			g_string_append(out, "&gt;");
			mend.at++;
		} else if (!mend_markup(&mend, error))
			return false;
	}
	return true;
}

/* Keeps what libxml2 finds wrong first, on one line; what it says then follows from that. */
static void
note_first(void *user_data, xmlErrorPtr found)
{
	xmlParserCtxt *context = user_data;
	char **first = context->_private;

	if (*first || found->level < XML_ERR_ERROR || found->domain == XML_FROM_NAMESPACE)
		return;
	if (found->code == XML_ERR_CDATA_NOT_FINISHED) { /* it quotes what is in it */
		*first = g_strdup("a CDATA section without end");
		return;
	}
	g_autofree char *cut = g_strndup(found->message ? found->message : "damaged", 200);

	*first = g_utf8_make_valid(g_strchomp(g_strdelimit(cut, "\r\n", ' ')), -1);
	**first = g_ascii_tolower(**first);
}

xmlNode *
xml_parse(const char *xml, size_t length, const char *where, GError **error)
{
	const int options =
	    XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_COMPACT;
	g_autoptr(GString) mended = g_string_sized_new(length + length / 8 + 16);
	g_autofree char *first = NULL;

	if (!xml_mend(mended, xml, length, error)) {
		g_prefix_error(error, "%s: ", where);
		return NULL;
	}
	xmlParserCtxt *context = xmlNewParserCtxt();
	context->_private = &first;
	context->sax->serror = note_first;
	xmlDoc *document =
	    xmlCtxtReadMemory(context, mended->str, (int)mended->len, NULL, "UTF-8", options);
	xmlFreeParserCtxt(context);
	xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
	if (root)
		return root;
	xmlFreeDoc(document);
	if (first && strstr(first, "xcessive depth"))
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%s: elements nested deeper than %d levels", where, MAX_DEPTH);
	else if (first && (strcasestr(first, "huge") || strstr(first, "too big")))
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%s: a text longer than %d MB", where,
		            XML_MAX_TEXT_LENGTH / 1000000);
	else
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "%s: not valid XML: %s",
		            where, first ? first : "no element in it");
	return NULL;
}
