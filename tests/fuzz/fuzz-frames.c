/* What a reading process that has been taken over may send: any bytes at all. */
#include "read/worker-line.h"

#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
take(const FrameHead *head, const char *bytes)
{
	g_autofree char *message = message_unpack(bytes, head->length);
	Article *article = article_unpack(bytes, head->length, "p");

	g_assert(!message || g_utf8_validate(message, -1, NULL));
	if (!article)
		return;
	g_assert(article->length && g_utf8_validate(article->text, article->length, NULL));
	g_assert(article->text[article->length] == '\0');
	arena_free(article->arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	Line line = { .process = getpid(),
		      .most_ms = G_MAXUINT,
		      .most_still_ms = G_MAXUINT,
		      .in = g_byte_array_new() };
	const char *body;
	FrameHead head;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return 0;
	if (length && send(ends[1], bytes, length, MSG_DONTWAIT) < 0)
		length = 0;
	close(ends[1]);
	line.socket = ends[0];
	while (line_next(&line, &head, &body))
		take(&head, body);
	g_assert(line.fault == FAULT_GONE || line.fault == FAULT_GARBLED);
	close(ends[0]);
	g_byte_array_unref(line.in);
	return 0;
}
