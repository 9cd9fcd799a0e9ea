/* gzip: one document, a JSON Lines file or a web archive, compressed in one or many members
 * (RFC 1952); what is inside is found by its content, as ever.
 *
 * The members' contents are one stream of bytes.  Behind a damaged member the next is looked
 * for where a reader can go on with it. */
#include "read/inflate.h"
#include "read/reader.h"

#include <string.h>

enum { START_BYTES = 4 };

typedef struct {
	Input *outer;
	Inflater inflater;
	bool inside;   /* a member */
	guint64 start; /* of the member, or of what is none, in the outer input */
	unsigned n_members;
} Gzip;

/* Magic, deflate, and no flag that is reserved. */
static bool
is_member(const char *bytes, size_t length)
{
	return length >= START_BYTES && memcmp(bytes, "\x1f\x8b\x08", 3) == 0 &&
	       !((guchar)bytes[3] & 0xe0);
}

static int
sniff(const char *bytes, size_t length)
{
	return is_member(bytes, length) ? SIGNATURE : 0;
}

/* Goes to the next member; false at the end.  Zeros may fill up what stands on a tape. */
static bool
enter_member(Gzip *self, GError **error)
{
	Input *outer = self->outer;

	for (;;) {
		size_t zeros = 0;

		while (self->n_members && zeros < outer->length && !outer->bytes[zeros])
			zeros++;
		input_take(outer, zeros);
		if (outer->length || !input_fetch(outer))
			break;
	}
	input_want(outer, START_BYTES);
	self->start = outer->taken;
	if (!outer->length)
		return false;
	if (!is_member(outer->bytes, outer->length)) {
		g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		                    "damaged: what follows the compressed data is no gzip");
		return false;
	}
	inflater_open(&self->inflater, WRAP_GZIP);
	self->n_members++;
	return true;
}

/* Inflates what is at hand of the member.  False at its end or, with the error set, where it is
 * damaged. */
static bool
run_member(Gzip *self, char *to, size_t room, size_t *given, GError **error)
{
	Input *outer = self->outer;
	size_t taken;

	if (outer->length == outer->used && !input_fetch(outer)) {
		set_cut_off(error, outer);
		return false;
	}
	InflateState state = inflater_run(&self->inflater, outer->bytes + outer->used,
	                                  outer->length - outer->used, to, room, &taken, given);
	input_use(outer, taken);
	input_count_unpacked(outer, *given);
	if (are_too_many(outer))
		state = INFLATE_BOMB;
	if (state == INFLATE_DAMAGED || state == INFLATE_BOMB)
		set_inflate_error(error, state);
	if (state == INFLATED)
		input_take_used(outer);
	return state == INFLATING;
}

static bool
is_at_hand(const Gzip *self)
{
	return self->inside && self->outer->length > self->outer->used;
}

static size_t
unpack(void *packed, char *to, size_t room, GError **error)
{
	Gzip *self = packed;
	size_t all = 0;

	/* of one member only, and without room still to its check sum, so that damage is told
	 * of together with what is damaged */
	for (bool full = false; !full && (!all || is_at_hand(self));) {
		GError *damage = NULL;
		size_t given = 0;

		full = all == room;
		if (!self->inside)
			self->inside = enter_member(self, &damage);
		if (self->inside)
			self->inside = run_member(self, to + all, room - all, &given, &damage);
		else if (!damage)
			break;
		all += given;
		if (damage) {
			self->inside = false;
			g_propagate_error(error, damage);
			break;
		}
	}
	return all;
}

/* To the next bytes that look like a member's start.  None is looked for once all that was
 * unpacked is too much. */
static bool
resume(void *packed)
{
	Gzip *self = packed;
	Input *outer = self->outer;

	if (are_too_many(outer))
		return false;
	outer->used = 0; /* a member that is cut off swallows the next one's start */
	if (outer->taken == self->start && outer->length)
		input_take(outer, 1);
	for (;;) {
		const char *start =
		    outer->length ? memchr(outer->bytes, 0x1f, outer->length) : NULL;

		input_take(outer, start ? (size_t)(start - outer->bytes) : outer->length);
		input_want(outer, START_BYTES);
		if (is_member(outer->bytes, outer->length))
			return true;
		if (!outer->length)
			return false;
		input_take(outer, 1);
	}
}

static const Unpacker unpacker = { unpack, resume };

/* Whether a web archive goes on behind a first member of which nothing can be read: there is
 * one for each of its records. */
static bool
resumes_as_archive(Input *inner)
{
	while (input_resume(inner))
		if (input_fetch(inner) && reader_warc.sniff(inner->bytes, inner->length))
			return true;
	return false;
}

static bool
read_gzip(Input *input, const Reading *reading)
{
	Gzip gzip = { .outer = input };
	g_auto(Input) inner = { .fd = -1 };

	input_unpack(&inner, input->name, input, &unpacker, &gzip);
	bool go_on = input_fetch(&inner) || !inner.failed ||
	             report_record(reading, input->name, (EntenteError)inner.damage->code, "%s",
	                           inner.damage->message);
	if (go_on && (!inner.failed || inner.length || resumes_as_archive(&inner)))
		go_on = read_input(&inner, reading);
	inflater_close(&gzip.inflater);
	return go_on;
}

const Reader reader_gzip = { "gzip", sniff, read_gzip };
