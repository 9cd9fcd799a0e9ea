#include "answer.h"

#include <string.h>
#include <zlib.h>

const char type_html[] = "text/html; charset=utf-8";
const char type_json[] = "application/json";
const char type_text[] = "text/plain; charset=utf-8";

/* By gzip, NULL where that saves nothing. */
static GBytes *
pack(const GString *body)
{
	enum { LEAST = 512, WINDOW = 15 + 16, MEMORY = 8, LEVEL = 6 };
	z_stream stream = { .next_in = (Bytef *)body->str, .avail_in = (uInt)body->len };

	if (body->len < LEAST || body->len > G_MAXINT32 ||
	    deflateInit2(&stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return NULL;
	gsize room = deflateBound(&stream, body->len);
	g_autofree guint8 *packed = g_malloc(room);
	stream.next_out = packed;
	stream.avail_out = (uInt)room;
	int end = deflate(&stream, Z_FINISH);
	gsize length = stream.total_out;
	deflateEnd(&stream);
	return end == Z_STREAM_END && length < body->len
	           ? g_bytes_new_take(g_steal_pointer(&packed), length)
	           : NULL;
}

static char *
tag_of(const GString *body)
{
	enum { DIGITS = 32 };
	g_autofree char *sum = g_compute_checksum_for_data(
	    G_CHECKSUM_SHA256, (const guchar *)body->str, body->len);

	return g_strdup_printf("\"%.*s\"", DIGITS, sum);
}

Answer *
answer_new(guint status, const char *type, GString *body)
{
	Answer *answer = g_new0(Answer, 1);

	g_atomic_ref_count_init(&answer->references);
	answer->status = status;
	answer->type = type;
	answer->tag = status == 200 ? tag_of(body) : NULL;
	answer->packed = pack(body);
	answer->body = g_string_free_to_bytes(body);
	return answer;
}

Answer *
answer_go(const char *location)
{
	Answer *answer = answer_new(303, type_text, g_string_new("see other\n"));

	answer->location = g_strdup(location);
	return answer;
}

Answer *
answer_ref(Answer *answer)
{
	g_atomic_ref_count_inc(&answer->references);
	return answer;
}

void
answer_unref(Answer *answer)
{
	if (!answer || !g_atomic_ref_count_dec(&answer->references))
		return;
	for (gsize i = 0; i < G_N_ELEMENTS(answer->sent); i++)
		if (answer->sent[i])
			answer->sent_free(answer->sent[i]);
	g_bytes_unref(answer->body);
	if (answer->packed)
		g_bytes_unref(answer->packed);
	g_free(answer->tag);
	g_free(answer->location);
	g_free(answer->cookie);
	g_free(answer);
}

gsize
answer_size(const Answer *answer)
{
	return g_bytes_get_size(answer->body) +
	       (answer->packed ? g_bytes_get_size(answer->packed) : 0);
}
