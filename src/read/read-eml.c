/* Mail: a newsletter as it was sent (RFC 5322).  Its sender is the outlet, its subject the
 * title, its date that of publication; of several forms of its text HTML is read. */
#include "read/head.h"
#include "read/mail-text.h"
#include "read/mime.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <string.h>

enum { LEAST_POINTS = 3 };

static int
sniff(const char *bytes, size_t length)
{
	return mime_sureness(bytes, length) >= LEAST_POINTS ? SIGNATURE : 0;
}

/* The outermost multipart/alternative around the part; NULL for none. */
static const MimePart *
alternative_around(const MimePart *part)
{
	const MimePart *found = NULL;

	for (const MimePart *at = part->parent; at; at = at->parent)
		if (strcmp(at->kind, "multipart/alternative") == 0)
			found = at;
	return found;
}

static bool
is_plain(const MimePart *part)
{
	return strcmp(part->kind, "text/plain") == 0;
}

/* The first part of text or, where it comes with the same text as HTML, that. */
static const MimePart *
find_text(const GPtrArray *parts)
{
	const MimePart *first = NULL, *choice = NULL;

	for (guint i = 0; i < parts->len; i++) {
		const MimePart *part = parts->pdata[i];

		if (!part->body)
			continue;
		if (!first) {
			first = part;
			choice = alternative_around(part);
		}
		if (!is_plain(part) && choice && alternative_around(part) == choice)
			return part;
	}
	return first;
}

/* "Vale Courier" of "Vale Courier <news@vale.example>"; the host where there is no name. */
static char *
sender_name(const char *from)
{
	const char *address = strchr(from, '<'), *comment = strchr(from, '('),
		   *at = strchr(from, '@');
	g_autofree char *name = NULL;

	if (*from == '"') {
		const char *close = strchr(from + 1, '"');

		name = close ? g_strndup(from + 1, (size_t)(close - from - 1)) : NULL;
	} else if (address)
		name = g_strndup(from, (size_t)(address - from));
	else if (comment && strchr(comment, ')'))
		name = g_strndup(comment + 1, strcspn(comment + 1, ")"));
	if (name && *g_strstrip(name))
		return mime_decode_words(name);
	return at ? g_strndup(at + 1, strcspn(at + 1, "> ,;()")) : NULL;
}

/* The subject without what forwarding puts before it. */
static const char *
without_prefixes(const char *subject)
{
	static const char *const prefixes[] = { "fwd:", "fw:", "re:" };

	for (unsigned i = 0; subject && i < G_N_ELEMENTS(prefixes);) {
		size_t n = strlen(prefixes[i]);

		if (g_ascii_strncasecmp(subject, prefixes[i], n) != 0) {
			i++;
			continue;
		}
		subject += n;
		subject += strspn(subject, " ");
		i = 0;
	}
	return subject;
}

/* The address at which the mail can be read (RFC 5064). */
static char *
archived_at(const MimePart *message)
{
	g_autofree char *value = mime_field(message, "Archived-At");

	if (!value)
		return NULL;
	g_strdelimit(value, "<>", ' ');
	g_strstrip(value);
	return g_str_has_prefix(value, "http") ? g_steal_pointer(&value) : NULL;
}

static bool
read_text_part(Input *input, const MimePart *part, const Origin *origin, const Reading *reading)
{
	g_autofree char *charset = mime_parameter(part, "charset");
	size_t length;
	g_autofree char *bytes = mime_content(part, &length);

	if (!is_plain(part))
		return read_held(input->name, bytes, length, charset, origin, &reader_html,
		                 input, reading);
	g_autofree char *format = mime_parameter(part, "format");
	g_autofree char *decoded = decode(bytes, length, charset, &length);
	g_autofree char *text =
	    mail_text(decoded, format && g_ascii_strcasecmp(format, "flowed") == 0);
	return read_held(input->name, text, strlen(text), NULL, origin, &reader_text, input,
	                 reading);
}

static bool
read_eml(Input *input, const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) parts = mime_read(input, &error);

	if (!parts)
		return report(reading, (EntenteError)error->code, "'%s': %s", input->name,
		              error->message);
	const MimePart *message = parts->pdata[0], *part = find_text(parts);
	if (!part)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': no text in it", input->name);
	if (part->too_long)
		return report(reading, ENTENTE_ERROR_LIMIT,
		              "'%s': longer than %d MB, the limit for a page", input->name,
		              MAX_PAGE_BYTES / 1000000);
	g_autofree char *from = mime_field(message, "From");
	g_autofree char *outlet = from ? sender_name(from) : NULL;
	g_autofree char *subject = mime_text_field(message, "Subject");
	g_autofree char *date = mime_field(message, "Date");
	g_autofree char *url = archived_at(message);
	const Origin origin = { .url = url,
		                .title = without_prefixes(subject),
		                .outlet = outlet,
		                .published = date,
		                .counts = true };
	return read_text_part(input, part, &origin, reading);
}

const Reader reader_eml = { "mail", sniff, read_eml };
