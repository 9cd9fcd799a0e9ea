/* zip archives (PKWARE's APPNOTE.TXT): each entry is an input of its own, 'archive.zip/entry',
 * stored or deflated, found by its content as ever.
 *
 * Read from the front, by the header before each entry instead of the directory at the end: so
 * an archive can come through a pipe, lie in another one or be cut off, no byte is unpacked
 * twice however the directory may point, and behind a damaged entry the next is found. */
#include "read/inflate.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <string.h>

enum {
	HEADER_BYTES = 30,
	DESCRIPTOR_BYTES = 24, /* with its mark and sizes of 64 bits */
	UNREAD_BYTES = 64 * 1024,
	NAME_BYTES = 200, /* of a name that messages give whole */
	STORED = 0,
	DEFLATED = 8,
	FLAG_ENCRYPTED = 1 << 0,
	FLAG_DESCRIPTOR = 1 << 3, /* sizes and check sum follow the entry */
	EXTRA_ZIP64 = 1,
};

#define ENTRY_MARK      "PK\003\004"
#define DIRECTORY_MARK  "PK\001\002"
#define END_MARK        "PK\005\006"
#define END64_MARK      "PK\006\006"
#define DESCRIPTOR_MARK "PK\007\010"

typedef struct {
	Input *outer;
	guint32 flags, method, crc; /* as the header has them */
	guint64 packed;             /* likewise; 0 where only the descriptor has it */
	bool sized;
	char *name; /* 'archive.zip/entry', as messages give it */

	guint64 taken, given; /* so far */
	guint32 sum;          /* of what was given */
	Inflater inflater;
	bool ended, damaged, refused;
} Entry;

static void
entry_clear(Entry *self)
{
	inflater_close(&self->inflater);
	g_free(self->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entry, entry_clear)

typedef struct {
	Input *input;
	const Reading *reading;
	unsigned n_entries, n_pages;
	bool told;       /* of damage to the last entry … */
	guint64 claimed; /* … which says that it ends here */
	bool done;
} Zip;

static guint32
number(const char *bytes, unsigned n)
{
	guint32 value = 0;

	while (n--)
		value = value << 8 | (guchar)bytes[n];
	return value;
}

static guint64
number64(const char *bytes)
{
	return (guint64)number(bytes + 4, 4) << 32 | number(bytes, 4);
}

static bool
has_mark(const char *bytes, size_t length, const char *mark)
{
	return length >= 4 && memcmp(bytes, mark, 4) == 0;
}

static bool
is_directory(const char *bytes, size_t length)
{
	return has_mark(bytes, length, DIRECTORY_MARK) || has_mark(bytes, length, END_MARK) ||
	       has_mark(bytes, length, END64_MARK);
}

static int
sniff(const char *bytes, size_t length)
{
	return has_mark(bytes, length, ENTRY_MARK) || has_mark(bytes, length, END_MARK)
	           ? SIGNATURE
	           : 0;
}

static void
set_damage(Entry *self, GError **error, const char *what)
{
	self->damaged = true;
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what);
}

/* The length of the descriptor at the window's start, where its sizes are those of the entry as
 * it was read, and its check sum; 0 where they are not.  Its mark may be missing, its sizes may
 * have 64 bits. */
static size_t
read_descriptor(const Entry *self, guint32 *crc)
{
	const char *at = self->outer->bytes;
	size_t length = self->outer->length, mark = 0;

	if (has_mark(at, length, DESCRIPTOR_MARK))
		mark = 4;
	if (length < mark + 12)
		return 0;
	*crc = number(at + mark, 4);
	if (number(at + mark + 4, 4) == (guint32)self->taken &&
	    number(at + mark + 8, 4) == (guint32)self->given)
		return mark + 12;
	if (length >= mark + 20 && number64(at + mark + 4) == self->taken &&
	    number64(at + mark + 12) == self->given)
		return mark + 20;
	return 0;
}

/* The entry's bytes are all given: are they those that were packed? */
static void
end_entry(Entry *self, GError **error)
{
	if (self->flags & FLAG_DESCRIPTOR) {
		input_want(self->outer, DESCRIPTOR_BYTES);
		size_t length = read_descriptor(self, &self->crc);

		input_take(self->outer, length);
		if (!length) {
			set_damage(self, error, "damaged: its sizes do not fit");
			return;
		}
	}
	if (self->sum != self->crc)
		set_damage(self, error, "damaged: its check sum does not fit");
}

/* How many bytes at hand belong to a stored entry whose length is not told before it: those up
 * to what may be its descriptor.  Sets `ended` where that is it. */
static size_t
stored_run(Entry *self)
{
	Input *outer = self->outer;
	guint32 sum;

	if (has_mark(outer->bytes, outer->length, DESCRIPTOR_MARK)) {
		input_want(outer, DESCRIPTOR_BYTES);
		self->ended = read_descriptor(self, &sum) != 0;
		return self->ended ? 0 : 1;
	}
	const char *mark = memmem(outer->bytes, outer->length, DESCRIPTOR_MARK, 4);
	size_t run =
	    mark ? (size_t)(mark - outer->bytes) : outer->length - MIN(outer->length, 3);
	return run ? run : 1;
}

static size_t
copy_stored(Entry *self, char *to, size_t room)
{
	Input *outer = self->outer;
	size_t run;

	if (self->sized)
		run = (size_t)MIN(self->packed - self->taken, (guint64)outer->length);
	else {
		input_want(outer, 4);
		run = stored_run(self);
	}
	run = MIN(run, room);
	memcpy(to, outer->bytes, run);
	input_take(outer, run);
	self->taken += run;
	self->ended = self->ended || (self->sized && self->taken == self->packed);
	return run;
}

static size_t
run_deflated(Entry *self, char *to, size_t room, GError **error)
{
	Input *outer = self->outer;
	size_t length = outer->length - outer->used, taken, given;

	if (self->sized)
		length = (size_t)MIN(self->packed - self->taken, (guint64)length);
	InflateState state = inflater_run(&self->inflater, outer->bytes + outer->used, length,
	                                  to, room, &taken, &given);
	input_use(outer, taken);
	self->taken += taken;
	input_count_unpacked(outer, state == INFLATE_BOMB ? BOMB_BYTES : given);
	if (are_too_many(outer))
		state = INFLATE_BOMB;
	if (state == INFLATING && self->sized && self->taken == self->packed && given < room)
		state = INFLATE_DAMAGED;
	self->ended = state == INFLATED;
	if (self->ended)
		input_take_used(outer);
	if (state == INFLATE_DAMAGED || state == INFLATE_BOMB) {
		self->damaged = true;
		set_inflate_error(error, state);
	}
	return given;
}

static size_t
unpack(void *packed, char *to, size_t room, GError **error)
{
	Entry *self = packed;
	size_t all = 0;

	while (!self->ended && !self->damaged && all < room) {
		size_t given = 0;

		if (self->outer->length == self->outer->used) {
			if (all) /* enough for now */
				return all;
			if (!input_fetch(self->outer)) {
				self->damaged = true;
				set_cut_off(error, self->outer);
				return 0;
			}
		}
		if (self->method == DEFLATED)
			given = run_deflated(self, to + all, room - all, error);
		else
			given = copy_stored(self, to + all, room - all);
		self->sum = (guint32)crc32(self->sum, (const Bytef *)to + all, (uInt)given);
		self->given += given;
		all += given;
		if (self->ended)
			end_entry(self, error);
	}
	return all;
}

static const Unpacker unpacker = { unpack, NULL };

/* The packed size in 64 bits, in the extra field that zip64 has for it. */
static void
read_zip64(Entry *entry, const char *extra, size_t length)
{
	while (length >= 4) {
		size_t n = number(extra + 2, 2);

		if (n + 4 > length)
			return;
		if (number(extra, 2) == EXTRA_ZIP64 && n >= 16) {
			entry->packed = number64(extra + 12);
			return;
		}
		extra += n + 4;
		length -= n + 4;
	}
}

/* 'archive.zip/entry', of a long entry's name the end. */
static char *
entry_name(const char *archive, const char *bytes, size_t length)
{
	g_autofree char *name = decode(bytes, length, "cp437", &length);
	const char *end = name + length, *start = name;

	if (length > NAME_BYTES) {
		start = end - NAME_BYTES;
		while (start < end && ((guchar)*start & 0xc0) == 0x80)
			start++;
	}
	for (char *at = name; at < end; at++)
		if ((guchar)*at < 0x20 || *at == 0x7f)
			*at = '?';
		else if (*at == '\\')
			*at = '/';
	return g_strdup_printf("%s/%s%s", archive, start > name ? "\xe2\x80\xa6" : "", start);
}

/* Takes the header of an entry; false where the archive ends in it. */
static bool
take_header(Zip *zip, Entry *entry)
{
	Input *input = zip->input;

	input_want(input, HEADER_BYTES);
	if (input->length < HEADER_BYTES)
		return false;
	size_t name = number(input->bytes + 26, 2), extra = number(input->bytes + 28, 2),
	       length = HEADER_BYTES + name + extra;
	input_want(input, length);
	if (input->length < length)
		return false;
	const char *at = input->bytes;
	*entry = (Entry){ .outer = input,
		          .flags = number(at + 6, 2),
		          .method = number(at + 8, 2),
		          .crc = number(at + 14, 4),
		          .packed = number(at + 18, 4) };
	if (entry->packed == G_MAXUINT32)
		read_zip64(entry, at + HEADER_BYTES + name, extra);
	entry->sized = !(entry->flags & FLAG_DESCRIPTOR) || entry->packed;
	entry->name = entry_name(input->name, at + HEADER_BYTES, name);
	input_take(input, length);
	return true;
}

/* Folders, and what a system hides from its user. */
static bool
is_hidden(const Zip *zip, const Entry *entry)
{
	const char *name = entry->name + strlen(zip->input->name);

	for (const char *at = name; (at = strstr(at, "/.")); at++)
		if (at[2] && at[2] != '/' && at[2] != '.')
			return true;
	return g_str_has_suffix(name, "/") || g_str_has_prefix(name, "/__MACOSX/");
}

/* What is a zip archive by accident, by the name of its first entry. */
static bool
is_document(const Zip *zip, const Entry *entry)
{
	static const char *const first[] = {
		"[Content_Types].xml", "_rels/", "docProps/", "word/", "mimetype", "META-INF/"
	};
	const char *name = entry->name + strlen(zip->input->name) + 1;

	for (unsigned i = 0; i < G_N_ELEMENTS(first); i++)
		if (zip->n_entries == 1 && g_str_has_prefix(name, first[i]))
			return true;
	return false;
}

/* Takes what the entry's reader has left of it. */
static void
finish_entry(Entry *entry)
{
	g_autofree char *left = g_malloc(UNREAD_BYTES);
	g_autoptr(GError) ignored = NULL;

	while (entry->flags & FLAG_DESCRIPTOR && !entry->refused && !entry->ended &&
	       !entry->damaged)
		unpack(entry, left, UNREAD_BYTES, &ignored);
	if (entry->damaged) /* it may have swallowed the next one's start */
		entry->outer->used = 0;
	else
		input_take_used(entry->outer);
	if (entry->sized && !entry->damaged && entry->taken < entry->packed)
		entry->damaged = !input_skip(entry->outer, entry->packed - entry->taken);
}

/* Whether the archive is none of another zip's entries, however deep. */
static bool
is_outermost(const Zip *zip)
{
	for (const Input *input = zip->input; input; input = input->outer)
		if (input->unpacker == &unpacker)
			return false;
	return true;
}

/* Reads what is in the entry, or tells why it cannot; of one that `overlaps` a damaged one,
 * nothing is told of its own damage. */
static bool
read_content(const Zip *zip, Entry *entry, bool overlaps)
{
	const Reading *reading = zip->reading;
	g_auto(Input) input = { .fd = -1 };

	if (entry->flags & FLAG_ENCRYPTED) {
		entry->refused = true;
		return report_record(reading, entry->name, ENTENTE_ERROR_INPUT, "encrypted");
	}
	if (entry->method != STORED && entry->method != DEFLATED) {
		entry->refused = true;
		return report_record(reading, entry->name, ENTENTE_ERROR_INPUT,
		                     "compressed in a way that is not read (method %u)",
		                     entry->method);
	}
	inflater_open(&entry->inflater, WRAP_NONE);
	input_unpack(&input, entry->name, zip->input, &unpacker, entry);
	input.hushed = overlaps;
	return is_hidden(zip, entry) || read_input(&input, reading);
}

static bool
read_entry(Zip *zip)
{
	g_auto(Entry) entry = { .name = NULL };

	zip->n_entries++;
	if (!take_header(zip, &entry)) {
		input_take(zip->input, zip->input->length);
		return true;
	}
	if (is_document(zip, &entry)) {
		zip->done = true;
		return report_record(zip->reading, zip->input->name, ENTENTE_ERROR_INPUT,
		                     "an office document or e-book, not a page");
	}
	guint64 start = zip->input->taken;
	zip->n_pages += !is_hidden(zip, &entry);
	bool go_on = read_content(zip, &entry, zip->told && start < zip->claimed);
	zip->told = entry.damaged || entry.refused;
	if (zip->told)
		zip->claimed = MAX(zip->claimed, start + entry.packed);
	if (go_on)
		finish_entry(&entry);
	zip->done = are_too_many(zip->input);
	if (!go_on || !zip->done || !is_outermost(zip))
		return go_on;
	return report_record(zip->reading, zip->input->name, ENTENTE_ERROR_LIMIT,
	                     "expands to more than %d times its size, the limit",
	                     MAX_EXPANSION);
}

/* Goes to where the next entry or the directory may begin; false where nothing does. */
static bool
find_mark(Input *input)
{
	for (;;) {
		const char *at =
		    input->length ? memchr(input->bytes, 'P', input->length) : NULL;

		input_take(input, at ? (size_t)(at - input->bytes) : input->length);
		input_want(input, 4);
		if (has_mark(input->bytes, input->length, ENTRY_MARK) ||
		    is_directory(input->bytes, input->length))
			return true;
		if (!input->length)
			return false;
		input_take(input, 1);
	}
}

/* What stands where an entry should begin is none: tells so, unless it follows from what was
 * told of the entry before, and goes to the next. */
static bool
stray(Zip *zip)
{
	bool told = zip->told;

	zip->told = true;
	zip->done = !find_mark(zip->input);
	if (told)
		return true;
	return report_record(zip->reading, zip->input->name, ENTENTE_ERROR_INPUT, "damaged: %s",
	                     zip->done ? "it ends too early"
	                               : "no entry begins where one should");
}

static bool
read_zip(Input *input, const Reading *reading)
{
	Zip zip = { .input = input, .reading = reading };
	bool go_on = true;

	while (go_on && !zip.done) {
		input_want(input, 4);
		if (is_directory(input->bytes, input->length))
			break;
		go_on = has_mark(input->bytes, input->length, ENTRY_MARK) ? read_entry(&zip)
		                                                          : stray(&zip);
	}
	if (!go_on || zip.n_pages || zip.done)
		return go_on;
	return report_record(reading, input->name, ENTENTE_ERROR_INPUT, "no pages in it");
}

const Reader reader_zip = { "zip", sniff, read_zip };
