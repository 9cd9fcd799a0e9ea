#include "read/mime.h"

#include "read/head.h"
#include "read/reader.h"

#include <string.h>

enum {
	MAX_BOUNDARY_BYTES = 200, /* RFC 2046 has 70 */
	MAX_KIND_BYTES = 100,
	LOOK_BYTES = 2 + MAX_BOUNDARY_BYTES + 3,
};

typedef struct {
	Input *input;
	GPtrArray *parts;
	MimePart *open[MAX_PART_DEPTH]; /* parts that have parts, the innermost last */
	unsigned n_open;
	size_t held;
	GError *error;
} Parser;

static void
part_free(gpointer user_data)
{
	MimePart *part = user_data;

	g_free(part->kind);
	g_free(part->boundary);
	g_string_free(part->head, TRUE);
	if (part->body)
		g_string_free(part->body, TRUE);
	g_free(part);
}

/* Whether the line at the window's start ends a part of that boundary; `*last` is set to
 * whether it was the last. */
static bool
is_delimiter(const Input *input, const char *boundary, bool *last)
{
	size_t n = strlen(boundary) + 2;
	const char *at = input->bytes;

	if (input->length < n || memcmp(at, "--", 2) != 0 ||
	    memcmp(at + 2, boundary, n - 2) != 0)
		return false;
	*last = input->length >= n + 2 && memcmp(at + n, "--", 2) == 0;
	return *last || input->length == n || strchr(" \t\r\n", at[n]);
}

/* The innermost open part whose boundary the line is; n_open where it is none. */
static unsigned
find_delimiter(const Parser *self, bool *last)
{
	const Input *input = self->input;

	if (!input->length || *input->bytes != '-')
		return self->n_open;
	for (unsigned i = self->n_open; i-- > 0;)
		if (is_delimiter(input, self->open[i]->boundary, last))
			return i;
	return self->n_open;
}

static bool
is_text(const MimePart *part)
{
	static const char *const kinds[] = { "text/html", "application/xhtml+xml", "text/plain",
		                             NULL };

	return g_strv_contains(kinds, part->kind);
}

static bool
is_attached(const MimePart *part)
{
	g_autofree char *value = mime_field(part, "Content-Disposition");
	g_autofree char *kind = value_kind(value);

	return g_strcmp0(kind, "attachment") == 0;
}

static void
limit(Parser *self, const char *format, int most)
{
	if (!self->error)
		self->error = g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_LIMIT, format, most);
}

static MimePart *
begin_part(Parser *self)
{
	bool last;
	size_t looked = 0;
	MimePart *part = g_new0(MimePart, 1);

	input_want(self->input, LOOK_BYTES);
	if (find_delimiter(self, &last) == self->n_open && !head_fetch(self->input, &looked) &&
	    !memchr(self->input->bytes + looked, '\n', self->input->length - looked))
		looked = self->input->length; /* cut off within a line of the head */
	part->parent = self->n_open ? self->open[self->n_open - 1] : NULL;
	part->head = g_string_new_len(self->input->bytes, (gssize)looked);
	input_take(self->input, looked);
	g_autofree char *type = mime_field(part, "Content-Type");
	part->kind = type && *type ? value_kind(type) : g_strdup("text/plain");
	if (g_str_has_prefix(part->kind, "multipart/"))
		part->boundary = value_parameter(type, "boundary");
	if (strlen(part->kind) > MAX_KIND_BYTES)
		*part->kind = '\0';
	if (part->boundary && strlen(part->boundary) > MAX_BOUNDARY_BYTES)
		g_clear_pointer(&part->boundary, g_free);
	if (is_text(part) && !is_attached(part))
		part->body = g_string_new(NULL);
	else if (part->parent && !part->boundary)
		g_string_truncate(part->head, 0);
	g_ptr_array_add(self->parts, part);
	self->held += part->head->len;
	return part;
}

/* Begins a part, which may hold parts. */
static MimePart *
next_part(Parser *self)
{
	MimePart *part = begin_part(self);

	if (self->parts->len > MAX_PARTS)
		limit(self, "more than %d parts, the limit", MAX_PARTS);
	if (!part->boundary)
		return part;
	if (self->n_open == MAX_PART_DEPTH)
		limit(self, "parts nested deeper than %d levels, the limit", MAX_PART_DEPTH);
	else
		self->open[self->n_open++] = part;
	return part;
}

/* Takes the line, or what is at hand of it, into the part. */
static void
take_line(Parser *self, MimePart *part, size_t length)
{
	if (part && part->body && !part->too_long) {
		g_string_append_len(part->body, self->input->bytes, (gssize)length);
		self->held += length;
		part->too_long = part->body->len > MAX_PAGE_BYTES;
	}
	if (self->held > MAX_UNPACKED_BYTES)
		limit(self, "longer than %d MB, the limit for a page",
		      MAX_UNPACKED_BYTES / 1000000);
	input_take(self->input, length);
}

/* The line end before a boundary is the boundary's. */
static void
end_part(MimePart *part)
{
	GString *body = part ? part->body : NULL;

	if (body && body->len && body->str[body->len - 1] == '\n')
		g_string_truncate(body, body->len - 1);
	if (body && body->len && body->str[body->len - 1] == '\r')
		g_string_truncate(body, body->len - 1);
}

static void
read_parts(Parser *self)
{
	Input *input = self->input;
	MimePart *part = next_part(self);

	for (bool fresh = true; !self->error;) {
		bool last = false;

		input_want(input, fresh ? LOOK_BYTES : 1);
		unsigned level = fresh ? find_delimiter(self, &last) : self->n_open;
		const char *feed =
		    input->length ? memchr(input->bytes, '\n', input->length) : NULL;
		size_t length = feed ? (size_t)(feed + 1 - input->bytes) : input->length;

		if (!length)
			return;
		fresh = feed != NULL;
		if (level == self->n_open) {
			take_line(self, part, length);
			continue;
		}
		end_part(part);
		part = NULL;
		self->n_open = last ? level : level + 1;
		input_take(input, length);
		if (!last)
			part = next_part(self);
	}
}

GPtrArray *
mime_read(Input *input, GError **error)
{
	Parser self = { .input = input, .parts = g_ptr_array_new_with_free_func(part_free) };

	read_parts(&self);
	if (!self.error && input->failed)
		set_cut_off(&self.error, input);
	if (!self.error)
		return self.parts;
	g_propagate_error(error, self.error);
	g_ptr_array_unref(self.parts);
	return NULL;
}

char *
mime_field(const MimePart *part, const char *name)
{
	return head_field(part->head->str, part->head->len, name);
}

char *
mime_text_field(const MimePart *part, const char *name)
{
	g_autofree char *value = mime_field(part, name);

	return value ? mime_decode_words(value) : NULL;
}

char *
mime_parameter(const MimePart *part, const char *name)
{
	g_autofree char *type = mime_field(part, "Content-Type");

	return value_parameter(type, name);
}

/* Fields of mail and of saved pages, and how much they tell. */
static const struct {
	const char *name;
	int points;
} fields[] = {
	{ "From", 1 },
	{ "To", 1 },
	{ "Cc", 1 },
	{ "Subject", 1 },
	{ "Date", 1 },
	{ "Reply-To", 1 },
	{ "Sender", 1 },
	{ "List-Unsubscribe", 2 },
	{ "Message-ID", 2 },
	{ "MIME-Version", 2 },
	{ "Received", 2 },
	{ "Return-Path", 2 },
	{ "Delivered-To", 2 },
	{ "DKIM-Signature", 2 },
	{ "Content-Type", 2 },
	{ "Content-Transfer-Encoding", 2 },
	{ "Content-Location", 2 },
	{ "Snapshot-Content-Location", 2 },
};

static int
points_of(const char *line, size_t length)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
		size_t n = strlen(fields[i].name);

		if (length > n && line[n] == ':' &&
		    g_ascii_strncasecmp(line, fields[i].name, n) == 0)
			return fields[i].points;
	}
	return 0;
}

int
mime_sureness(const char *bytes, size_t length)
{
	const char *end = bytes + length;
	int points = 0;

	for (const char *at = bytes, *feed; at < end; at = feed + 1) {
		feed = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((feed ? feed : end) - at);
		bool envelope = at == bytes && n > 5 && memcmp(at, "From ", 5) == 0;
		bool continued = at > bytes && (*at == ' ' || *at == '\t');

		if (n == 0 || (n == 1 && *at == '\r'))
			return at > bytes ? points : 0;
		bool cut_off = !feed && at > bytes && !memchr(at, ' ', n); /* in a name */
		if (!continued && !envelope && !cut_off && !is_field(at, n))
			return 0;
		points += points_of(at, n);
		if (!feed)
			break;
	}
	return points;
}

size_t
mime_head_length(const char *bytes, size_t length)
{
	size_t n = head_length(bytes, length);

	return n ? n : length;
}
