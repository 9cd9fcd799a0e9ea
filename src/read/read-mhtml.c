/* Pages that a browser saved into one file: MHTML (RFC 2557), a message whose parts are the
 * page and what it draws in. */
#include "read/head.h"
#include "read/mime.h"
#include "read/reader.h"

#include <string.h>

/* A message that nobody sent. */
static bool
is_saved(const char *head, size_t length)
{
	static const char *const sent[] = { "To",          "Received",     "Message-ID",
		                            "Return-Path", "Delivered-To", "Reply-To" };
	g_autofree char *location = head_field(head, length, "Snapshot-Content-Location");
	g_autofree char *type = head_field(head, length, "Content-Type");
	g_autofree char *kind = value_kind(type);

	if (location)
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(sent); i++) {
		g_autofree char *value = head_field(head, length, sent[i]);

		if (value)
			return false;
	}
	location = head_field(head, length, "Content-Location");
	return location || g_strcmp0(kind, "multipart/related") == 0;
}

static int
sniff(const char *bytes, size_t length)
{
	return mime_sureness(bytes, length) >= 2 &&
	               is_saved(bytes, mime_head_length(bytes, length))
	           ? SIGNATURE + 1
	           : 0;
}

static bool
is_html(const MimePart *part)
{
	return part->body && strcmp(part->kind, "text/plain") != 0;
}

/* The part that the message names as its start or else the first of HTML; NULL for none. */
static const MimePart *
find_page(const GPtrArray *parts)
{
	g_autofree char *start = mime_parameter(parts->pdata[0], "start");
	const MimePart *first = NULL;

	for (guint i = 0; i < parts->len; i++) {
		const MimePart *part = parts->pdata[i];

		if (!is_html(part))
			continue;
		g_autofree char *id = start ? mime_field(part, "Content-ID") : NULL;
		if (id && strcmp(id, start) == 0)
			return part;
		first = first ? first : part;
	}
	return first;
}

static bool
read_page(Input *input, const MimePart *message, const MimePart *page, const Reading *reading)
{
	g_autofree char *snapshot = mime_field(message, "Snapshot-Content-Location");
	g_autofree char *location = mime_field(page, "Content-Location");
	g_autofree char *title = mime_text_field(message, "Subject");
	g_autofree char *date = mime_field(message, "Date");
	g_autofree char *charset = mime_parameter(page, "charset");
	const Origin origin = { .url = snapshot ? snapshot : location,
		                .fetched = date,
		                .title = title };
	size_t length;
	g_autofree char *bytes = mime_content(page, &length);

	return read_held(input->name, bytes, length, charset, &origin, &reader_html, input,
	                 reading);
}

static bool
read_mhtml(Input *input, const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) parts = mime_read(input, &error);

	if (!parts)
		return report(reading, (EntenteError)error->code, "'%s': %s", input->name,
		              error->message);
	const MimePart *page = find_page(parts);
	if (!page)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': no page in it", input->name);
	if (page->too_long)
		return report(reading, ENTENTE_ERROR_LIMIT,
		              "'%s': longer than %d MB, the limit for a page", input->name,
		              MAX_PAGE_BYTES / 1000000);
	return read_page(input, parts->pdata[0], page, reading);
}

const Reader reader_mhtml = { "MHTML", sniff, read_mhtml };
