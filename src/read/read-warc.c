/* Web archives: WARC 1.0 and 1.1 (ISO 28500), whole or a gzip member a record, as crawlers
 * write them; each page is an input of its own, 'archive.warc/archive-7' for the seventh
 * record.
 *
 * Of an archive of any size no more than a record is held.  What a page draws in (pictures,
 * scripts, feeds) and what was no page (redirects, errors) is passed over.  Behind a damaged
 * record the next is looked for. */
#include "read/head.h"
#include "read/http.h"
#include "read/inflate.h"
#include "read/reader.h"

#include <string.h>

enum {
	MARK_BYTES = 5,
	START_BYTES = 12, /* of the line that begins a record, at most */
	MAX_BLANKS = 16,  /* looked at behind a record */
};
#define MARK "WARC/"

typedef struct {
	Input *input;
	const Reading *reading;
	char *stem;
	size_t number;     /* of the record */
	char *name;        /* its name, as messages give it */
	bool next_damaged; /* fetching failed behind the record */
	bool any;          /* page in it, or what would be one if it were sound */
	bool done;
} Warc;

/* A record by its head. */
typedef struct {
	char *type, *uri, *date, *content_type;
	guint64 length; /* of the content */
	bool partial;   /* the archive has a part of it only */
} Record;

static void
record_clear(Record *record)
{
	g_free(record->type);
	g_free(record->uri);
	g_free(record->date);
	g_free(record->content_type);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Record, record_clear)

/* "WARC/1.1" and a line end. */
static bool
begins_record(const char *bytes, size_t length)
{
	size_t n = MARK_BYTES;

	if (length <= n || memcmp(bytes, MARK, n) != 0)
		return false;
	while (n < MIN(length, (size_t)START_BYTES) &&
	       (g_ascii_isdigit(bytes[n]) || bytes[n] == '.'))
		n++;
	return n > MARK_BYTES && n < length && (bytes[n] == '\r' || bytes[n] == '\n');
}

static int
sniff(const char *bytes, size_t length)
{
	return begins_record(bytes, length) ? SIGNATURE : 0;
}

/* Goes to where the next record begins, be it in the middle of a line that was cut off; false
 * where none does. */
static bool
find_record(Input *input)
{
	for (;;) {
		input_want(input, START_BYTES);
		if (begins_record(input->bytes, input->length))
			return true;
		if (!input->length) {
			if (input_resume(input))
				continue;
			return false;
		}
		input_take(input, 1);
		const char *mark = memmem(input->bytes, input->length, MARK, MARK_BYTES);

		input_take(input, mark
		                      ? (size_t)(mark - input->bytes)
		                      : input->length - MIN(input->length, (size_t)MARK_BYTES));
	}
}

/* Begins the next record by name. */
static void
count_record(Warc *self)
{
	g_free(self->name);
	self->name =
	    g_strdup_printf("%s/%s-%zu", self->input->name, self->stem, ++self->number);
}

/* Goes to the next record. */
static void
go_to_next(Warc *self)
{
	if (self->input->damage) /* what is left came of damage, too */
		input_take(self->input, self->input->length);
	self->done = !find_record(self->input);
}

/* Tells of a damaged record and goes to the next.  `what` is NULL where its bytes ended. */
static bool
give_up(Warc *self, const char *what)
{
	g_autoptr(GError) why = NULL;

	if (what)
		g_set_error(&why, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "damaged: %s", what);
	else
		set_cut_off(&why, self->input);
	bool go_on = report_record(self->reading, self->name, (EntenteError)why->code, "%s",
	                           why->message);
	self->any = true;
	if (!go_on)
		return false;
	if (!what)
		go_to_next(self);
	else
		self->done = !find_record(self->input);
	return true;
}

/* Bytes from `at` on that may stand between records, and how many lines they end. */
static size_t
blanks(const Input *input, size_t at, unsigned *n_lines)
{
	size_t n = 0;

	for (*n_lines = 0; at + n < input->length; n++) {
		char c = input->bytes[at + n];

		if (n == MAX_BLANKS || (c != '\r' && c != '\n'))
			break;
		*n_lines += c == '\n';
	}
	return n;
}

typedef enum { FOLLOWS_RECORD, FOLLOWS_DAMAGE, FOLLOWS_OTHER } Following;

/* What follows the content, of which `length` bytes are at hand: two line ends, or at least
 * another record or nothing. */
static Following
look_behind(Warc *self, size_t length)
{
	Input *input = self->input;

	for (;;) {
		unsigned n_lines;
		size_t at = length + blanks(input, length, &n_lines);

		if (input->length >= at + START_BYTES)
			return n_lines >= 2 ||
			               begins_record(input->bytes + at, input->length - at)
			           ? FOLLOWS_RECORD
			           : FOLLOWS_OTHER;
		/* what came together with these bytes is damage to them, what comes later is
		 * not */
		if (input->failed)
			return FOLLOWS_DAMAGE;
		bool more = input_fetch(input);
		self->next_damaged = input->failed;
		if (n_lines >= 2 || (!more && input->length == at))
			return FOLLOWS_RECORD;
		if (!more)
			return FOLLOWS_OTHER;
	}
}

static bool
read_head(Record *record, const char *head, size_t length)
{
	g_autofree char *content_length = head_field(head, length, "Content-Length");
	g_autofree char *truncated = head_field(head, length, "WARC-Truncated");
	g_autofree char *segment = head_field(head, length, "WARC-Segment-Number");
	char *end = NULL;

	*record = (Record){ .type = head_field(head, length, "WARC-Type"),
		            .uri = head_field(head, length, "WARC-Target-URI"),
		            .date = head_field(head, length, "WARC-Date"),
		            .content_type = head_field(head, length, "Content-Type"),
		            .partial = truncated || segment };
	if (!record->type || !content_length || !g_ascii_isdigit(*content_length))
		return false;
	record->length = g_ascii_strtoull(content_length, &end, 10);
	if (record->uri && *record->uri == '<') { /* as 1.0 had it at first */
		g_strdelimit(record->uri, "<>", ' ');
		g_strstrip(record->uri);
	}
	return !*end && record->length < G_MAXINT64;
}

/* Whether the record may be a page that was fetched. */
static bool
may_be_page(const Record *record)
{
	static const char *const types[] = { "response", "resource", "conversion", NULL };
	static const char *const schemes[] = { "http", "https", "file", "ftp", NULL };
	g_autofree char *scheme = record->uri ? g_uri_parse_scheme(record->uri) : NULL;

	return g_strv_contains(types, record->type) && scheme &&
	       g_strv_contains(schemes, scheme) &&
	       !g_str_has_suffix(record->uri, "/robots.txt");
}

/* Whether it was delivered, and is of a kind that is read or of which a person would want to
 * know that it is not. */
static bool
is_page(const HttpHead *head)
{
	const char *kind = head->kind;
	static const char *const kinds[] = {
		"text/html",      "application/xhtml+xml", "text/plain", "multipart/related",
		"message/rfc822", "application/pdf",       NULL
	};

	return head->status == 200 && (!kind || !*kind || g_strv_contains(kinds, kind));
}

/* The content's head, where it is an HTTP response, or what the record's head says in its
 * place.  False where the content is no page. */
static bool
read_content_head(HttpHead *head, const Record *record, const char *bytes, size_t length)
{
	g_autofree char *kind = value_kind(record->content_type);

	if (g_strcmp0(kind, "application/http") == 0)
		return http_read_head(head, bytes, length);
	*head = (HttpHead){ .status = 200,
		            .kind = g_steal_pointer(&kind),
		            .charset = value_parameter(record->content_type, "charset") };
	return true;
}

/* The records after so many bombs are not read. */
static bool
refuse_rest(Warc *self)
{
	self->done = true;
	return report_record(self->reading, self->input->name, ENTENTE_ERROR_LIMIT,
	                     "expands to more than %d times its size, the limit",
	                     MAX_EXPANSION);
}

static bool
read_page(const Warc *self, const Record *record, const HttpHead *head, size_t length)
{
	const Origin origin = { .url = record->uri, .fetched = record->date };
	g_autoptr(GError) error = NULL;
	size_t body_length;

	g_autofree char *body = http_body(head, self->input->bytes + head->length,
	                                  length - head->length, &body_length, &error);
	bool bomb = !body && error->code == ENTENTE_ERROR_LIMIT;
	input_count_unpacked(self->input, bomb ? BOMB_BYTES : body ? body_length : 0);
	if (!body)
		return report(self->reading, (EntenteError)error->code, "'%s': %s", self->name,
		              error->message);
	return read_held(self->name, body, body_length, head->charset, &origin, NULL,
	                 self->input, self->reading);
}

/* Reads the content, all of which is at hand. */
static bool
read_content(Warc *self, const Record *record)
{
	size_t length = (size_t)record->length;
	g_auto(HttpHead) head = { .status = 0 };
	bool sound = read_content_head(&head, record, self->input->bytes, length);
	g_autofree char *where = g_strdup_printf("'%s'", self->name);

	if (sound && !is_page(&head))
		return true;
	self->any = true;
	if (!begin_record(self->reading, where))
		return true;
	if (!sound)
		return report(self->reading, ENTENTE_ERROR_INPUT,
		              "%s: damaged: no HTTP response in it", where);
	if (record->partial)
		return report(self->reading, ENTENTE_ERROR_INPUT, "%s: a part of the page only",
		              where);
	return read_page(self, record, &head, length);
}

/* Passes over a record that is no page. */
static bool
pass_over(Warc *self, guint64 length)
{
	return input_skip(self->input, length) || give_up(self, NULL);
}

/* Passes over a page that is too long to be held, and tells of it; nobody wants to know that of
 * a film. */
static bool
pass_over_long(Warc *self, const Record *record)
{
	Input *input = self->input;
	g_auto(HttpHead) head = { .status = 0 };

	input_want(input, MAX_HEAD_BYTES);
	if (!read_content_head(&head, record, input->bytes, input->length) || !is_page(&head))
		return pass_over(self, record->length);
	self->any = true;
	bool go_on =
	    report_record(self->reading, self->name, ENTENTE_ERROR_LIMIT,
	                  "longer than %d MB, the limit for a page", MAX_PAGE_BYTES / 1000000);
	if (go_on && !input_skip(input, record->length))
		go_to_next(self);
	return go_on;
}

static bool
read_record(Warc *self)
{
	Input *input = self->input;
	g_auto(Record) record = { .type = NULL };
	size_t looked, head = head_fetch(input, &looked);
	bool sound = head && read_head(&record, input->bytes, head);
	bool ended =
	    input->failed || (!head && input->length <= MAX_HEAD_BYTES &&
	                      !memchr(input->bytes + looked, '\n', input->length - looked));

	input_take(input, sound || looked ? looked : 1);
	if (!sound)
		return give_up(self, ended ? NULL : "its head is not sound");
	if (!may_be_page(&record))
		return pass_over(self, record.length);
	if (record.length > MAX_PAGE_BYTES + MAX_HEAD_BYTES)
		return pass_over_long(self, &record);
	input_want(input, (size_t)record.length);
	if (input->length < record.length)
		return give_up(self, NULL);
	Following following = look_behind(self, (size_t)record.length);
	if (following != FOLLOWS_RECORD)
		return give_up(self,
		               following == FOLLOWS_DAMAGE ? NULL : "its length does not fit");
	if (!read_content(self, &record))
		return false;
	if (are_too_many(self->input))
		return refuse_rest(self);
	input_take(input, (size_t)record.length);
	return true;
}

static bool
next_record(Warc *self)
{
	Input *input = self->input;
	unsigned n_lines;

	for (size_t n; (n = blanks(input, 0, &n_lines));)
		input_take(input, n);
	if (!input->length && !input->failed) {
		self->done = !input_fetch(input) && !input->failed;
		self->next_damaged = input->failed && !input->length;
		return true;
	}
	if (input->length || self->next_damaged)
		count_record(self);
	self->next_damaged = false;
	input_want(input, START_BYTES);
	if (begins_record(input->bytes, input->length))
		return read_record(self);
	return give_up(self, input->failed ? NULL : "no record begins where one should");
}

static bool
read_warc(Input *input, const Reading *reading)
{
	Warc self = { .input = input, .reading = reading, .stem = name_stem(input->name) };
	bool go_on = true;

	g_strdelimit(self.stem, ".", '-'); /* an id would end there */
	while (go_on && !self.done)
		go_on = next_record(&self);
	g_free(self.stem);
	g_free(self.name);
	if (self.any || !go_on)
		return go_on;
	return report_record(reading, input->name, ENTENTE_ERROR_INPUT, "no pages in it");
}

const Reader reader_warc = { "WARC", sniff, read_warc };
