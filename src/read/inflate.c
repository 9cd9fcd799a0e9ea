#include "read/inflate.h"

#include "read/reader.h"

#include <entente/error.h>
#include <string.h>

void
inflater_open(Inflater *self, Wrap wrap)
{
	if (self->open)
		inflateReset2(&self->stream, wrap);
	else
		self->open = inflateInit2(&self->stream, wrap) == Z_OK;
	self->taken = self->given = 0;
}

void
inflater_close(Inflater *self)
{
	if (self->open)
		inflateEnd(&self->stream);
	self->open = false;
}

InflateState
inflater_run(Inflater *self, const char *bytes, size_t length, char *to, size_t room,
             size_t *taken, size_t *given)
{
	uInt in = (uInt)MIN(length, (size_t)G_MAXINT), out = (uInt)MIN(room, (size_t)G_MAXINT);

	self->stream.next_in = (Bytef *)bytes;
	self->stream.avail_in = in;
	self->stream.next_out = (Bytef *)to;
	self->stream.avail_out = out;
	int status = inflate(&self->stream, Z_NO_FLUSH);
	*taken = in - self->stream.avail_in;
	*given = out - self->stream.avail_out;
	self->taken += *taken;
	self->given += *given;
	if (is_bomb(self->taken, self->given))
		return INFLATE_BOMB;
	if (status == Z_STREAM_END)
		return INFLATED;
	return status == Z_OK || status == Z_BUF_ERROR ? INFLATING : INFLATE_DAMAGED;
}

bool
is_bomb(guint64 taken, guint64 given)
{
	return given > FREE_EXPANSION && given / MAX_EXPANSION > taken;
}

bool
are_too_many(const Input *input)
{
	guint64 given = input_unpacked(input);

	return given > MAX_UNPACKED_BYTES && given / MAX_EXPANSION > input_wire(input);
}

void
set_inflate_error(GError **error, InflateState state)
{
	if (state == INFLATE_BOMB)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "expands to more than %d times its size, the limit", MAX_EXPANSION);
	else
		g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		                    "damaged: the compressed data are not sound");
}
