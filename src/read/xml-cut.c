/* Tags are looked for from one "<" to the next; sections in which a "<" means nothing are
 * stepped over.  A section without end would hide all that follows, so it counts as text. Where
 * an end was found, or looked for in vain, is kept, so that no byte is searched twice for it.
 */
#include "read/xml-cut.h"

#include "read/reader.h"

#include <string.h>

static const struct {
	const char *open, *close;
} sections[XML_SECTIONS] = { { "<![CDATA[", "]]>" }, { "<!--", "-->" }, { "<?", "?>" } };

void
xml_cut_begin(XmlCut *cut, Input *input, const char *item, const char *root)
{
	*cut = (XmlCut){ .input = input,
		         .open = g_strconcat("<", item, NULL),
		         .close = g_strconcat("</", item, NULL),
		         .root = root };
}

void
xml_cut_clear(XmlCut *cut)
{
	g_clear_pointer(&cut->open, g_free);
	g_clear_pointer(&cut->close, g_free);
}

static void
take_memo(XmlMemo *memo, size_t length)
{
	memo->none = memo->none > length ? memo->none - length : 0;
	memo->at = memo->at > length ? memo->at - length : 0;
}

void
xml_cut_take(XmlCut *cut, size_t length)
{
	input_take(cut->input, length);
	cut->at = cut->at > length ? cut->at - length : 0;
	for (unsigned i = 0; i < XML_SECTIONS; i++)
		take_memo(&cut->ends[i], length);
	take_memo(&cut->closes, length);
}

/* Fetches more, unless the window is as long as an element may be. */
static bool
fetch(XmlCut *cut)
{
	return cut->input->length <= MAX_LINE_BYTES && input_fetch(cut->input);
}

/* Whether the window has this at `at`; fetches what it takes to tell. */
static bool
stands_at(XmlCut *cut, size_t at, const char *what)
{
	size_t n = strlen(what);

	while (cut->input->length < at + n)
		if (memcmp(cut->input->bytes + at, what, cut->input->length - at) != 0 ||
		    !fetch(cut))
			return false;
	return memcmp(cut->input->bytes + at, what, n) == 0;
}

/* Whether the tag begins there, and not one whose name is longer. */
static bool
tag_at(XmlCut *cut, size_t at, const char *tag)
{
	size_t after = at + strlen(tag);

	if (!stands_at(cut, at, tag))
		return false;
	while (cut->input->length <= after)
		if (!fetch(cut))
			return false;
	return strchr(" \t\r\n/>", cut->input->bytes[after]) && cut->input->bytes[after];
}

/* Where `what` stands next from `from` on, before `limit` if that is not 0; what is fetched is
 * not beyond it.  Calls with one memo never go back. */
static bool
find(XmlCut *cut, size_t from, const char *what, size_t limit, XmlMemo *memo, size_t *found)
{
	size_t n = strlen(what), start = MAX(from, memo->none);

	if (memo->at && memo->at >= from) {
		*found = memo->at;
		return !limit || memo->at < limit;
	}
	for (;;) {
		size_t length = limit ? MIN(limit, cut->input->length) : cut->input->length;
		const char *at =
		    length > start ? memmem(cut->input->bytes + start, length - start, what, n)
				   : NULL;

		if (at) {
			memo->at = memo->none = *found = (size_t)(at - cut->input->bytes);
			return true;
		}
		start = MAX(start, length >= n - 1 ? length - (n - 1) : 0);
		memo->none = start;
		if (limit || !fetch(cut))
			return false;
	}
}

/* The end of the section that begins at `at`; 0 where none does or it does not end.  One in
 * which an element ends was not closed. */
static size_t
section_end(XmlCut *cut, size_t at, bool inside)
{
	size_t end, close;

	for (unsigned i = 0; i < XML_SECTIONS; i++) {
		if (!stands_at(cut, at, sections[i].open))
			continue;
		size_t from = at + strlen(sections[i].open);
		if (!find(cut, from, sections[i].close, 0, &cut->ends[i], &end))
			return 0;
		if (inside && i == 0 && find(cut, from, cut->close, end, &cut->closes, &close))
			return 0;
		return end + strlen(sections[i].close);
	}
	return 0;
}

/* Goes on to the next "<"; false at the end. */
static bool
next_mark(XmlCut *cut)
{
	XmlMemo memo = { 0, 0 };

	return find(cut, cut->at, "<", 0, &memo, &cut->at);
}

/* Takes what was scanned, which is no part of an element. */
static void
drop(XmlCut *cut, GString *before, size_t most)
{
	size_t n = MIN(cut->at, cut->input->length);

	if (before && before->len < most)
		g_string_append_len(before, cut->input->bytes,
		                    (gssize)MIN(n, most - before->len));
	xml_cut_take(cut, n);
}

bool
xml_cut_next(XmlCut *cut, GString *before, size_t most)
{
	for (;;) {
		if (!next_mark(cut)) {
			cut->at = cut->input->length;
			drop(cut, before, most);
			if (!cut->input->length && !input_fetch(cut->input))
				return false;
			continue;
		}
		drop(cut, before, most);
		if (tag_at(cut, 0, cut->open))
			return true;
		cut->root_ended |= tag_at(cut, 0, cut->root);
		size_t end = section_end(cut, 0, false);
		cut->at = end ? end : 1;
	}
}

/* The end of the tag that begins at `at`, past its ">". */
static size_t
tag_end(XmlCut *cut, size_t at)
{
	XmlMemo memo = { 0, 0 };
	size_t end;

	return find(cut, at, ">", 0, &memo, &end) ? end + 1 : 0;
}

static XmlCutKind
broken(const XmlCut *cut, size_t *length)
{
	*length = MIN(cut->at, cut->input->length);
	return cut->input->length > MAX_LINE_BYTES ? XML_CUT_TOO_LONG : XML_CUT_BROKEN;
}

XmlCutKind
xml_cut_element(XmlCut *cut, size_t *length)
{
	size_t start_end = tag_end(cut, 0);

	cut->at = 1;
	if (!start_end)
		return broken(cut, length);
	if (cut->input->bytes[start_end - 2] == '/') {
		*length = start_end;
		return XML_CUT_WHOLE;
	}
	while (next_mark(cut)) {
		if (tag_at(cut, cut->at, cut->close)) {
			*length = tag_end(cut, cut->at);
			return *length ? XML_CUT_WHOLE : broken(cut, length);
		}
		if (tag_at(cut, cut->at, cut->open) || tag_at(cut, cut->at, cut->root))
			return broken(cut, length);
		size_t end = section_end(cut, cut->at, true);
		cut->at = end ? end : cut->at + 1;
	}
	cut->at = cut->input->length;
	return broken(cut, length);
}
