/* Articles on their way between two processes, of which one is not trusted: what comes out of
 * article_unpack is as the other stages may rely on, or nothing. */
#include "read/frames.h"

#include "read/read.h"

#include <string.h>

enum { NO_TEXT = UINT32_MAX, MAX_DATE = 40, MAX_LANGUAGE = 40 };

void
frame_append(GByteArray *out, FrameKind kind, const void *bytes, size_t length)
{
	const FrameHead head = { kind, (uint32_t)length };

	g_byte_array_append(out, (const guint8 *)&head, sizeof head);
	if (length)
		g_byte_array_append(out, bytes, (guint)length);
}

void
frame_append_with(GByteArray *out, FrameKind kind, const void *first, size_t size,
                  const char *text)
{
	const FrameHead head = { kind, (uint32_t)(size + strlen(text)) };

	g_byte_array_append(out, (const guint8 *)&head, sizeof head);
	g_byte_array_append(out, first, (guint)size);
	g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

/* Valid UTF-8 without control characters, but for those that `kept` names. */
static bool
is_plain(const char *bytes, size_t length, const char *kept)
{
	if (!g_utf8_validate_len(bytes, length, NULL))
		return false;
	for (size_t i = 0; i < length; i++) {
		guchar c = (guchar)bytes[i];

		/* U+0080 to U+009F */
		if (c == 0xc2 && (guchar)bytes[i + 1] < 0xa0)
			return false;
		if ((c < 0x20 && !(c && strchr(kept, c))) || c == 0x7f)
			return false;
	}
	return true;
}

static bool
is_text(const char *bytes, size_t length)
{
	return length && is_plain(bytes, length, "\n");
}

static bool
is_field(const char *bytes, size_t length)
{
	return length && is_plain(bytes, length, "");
}

/* Names of files may have control characters beyond ASCII. */
static bool
is_name(const char *bytes, size_t length)
{
	if (!length || !g_utf8_validate_len(bytes, length, NULL))
		return false;
	for (size_t i = 0; i < length; i++)
		if ((guchar)bytes[i] < 0x20 || bytes[i] == 0x7f)
			return false;
	return true;
}

static bool
has_only(const char *bytes, size_t length, const char *marks)
{
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(bytes[i]) && !(bytes[i] && strchr(marks, bytes[i])))
			return false;
	return length > 0;
}

static bool
is_date(const char *bytes, size_t length)
{
	return length <= MAX_DATE && has_only(bytes, length, "-+:.");
}

static bool
is_language(const char *bytes, size_t length)
{
	return length <= MAX_LANGUAGE && has_only(bytes, length, "-");
}

/* Every member of Article but the arena and the length. */
static const struct {
	size_t offset;
	bool (*is_sound)(const char *bytes, size_t length);
	bool needed;
} fields[] = {
	{ G_STRUCT_OFFSET(Article, id), is_name, true },
	{ G_STRUCT_OFFSET(Article, path), is_name, true },
	{ G_STRUCT_OFFSET(Article, url), is_field, false },
	{ G_STRUCT_OFFSET(Article, outlet), is_field, false },
	{ G_STRUCT_OFFSET(Article, title), is_field, false },
	{ G_STRUCT_OFFSET(Article, author), is_field, false },
	{ G_STRUCT_OFFSET(Article, published), is_date, false },
	{ G_STRUCT_OFFSET(Article, modified), is_date, false },
	{ G_STRUCT_OFFSET(Article, fetched), is_date, false },
	{ G_STRUCT_OFFSET(Article, language), is_language, false },
	{ G_STRUCT_OFFSET(Article, full_url), is_field, false },
	{ G_STRUCT_OFFSET(Article, text), is_text, true },
};

/* A member of Article that is not in the table above would be lost on the way. */
G_STATIC_ASSERT(sizeof(Article) ==
                sizeof(Arena *) + G_N_ELEMENTS(fields) * sizeof(char *) + sizeof(uint64_t));

void
article_pack(GByteArray *out, const Article *article)
{
	guint start = out->len;

	frame_append(out, FRAME_ARTICLE, NULL, 0);
	for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
		const char *text = G_STRUCT_MEMBER(const char *, article, fields[i].offset);
		uint32_t length = text ? (uint32_t)strlen(text) : NO_TEXT;

		g_byte_array_append(out, (const guint8 *)&length, sizeof length);
		if (text)
			g_byte_array_append(out, (const guint8 *)text, length);
	}
	const FrameHead head = { FRAME_ARTICLE, out->len - start - (guint)sizeof head };
	memcpy(out->data + start, &head, sizeof head);
}

/* Takes the next field off what is left; false where it is not sound. */
static bool
take_field(Article *article, unsigned i, const char **at, const char *end)
{
	uint32_t length;

	if ((size_t)(end - *at) < sizeof length)
		return false;
	memcpy(&length, *at, sizeof length);
	*at += sizeof length;
	if (length == NO_TEXT)
		return !fields[i].needed;
	if (length > (size_t)(end - *at) || !fields[i].is_sound(*at, length))
		return false;
	G_STRUCT_MEMBER(const char *, article, fields[i].offset) =
	    arena_strndup(article->arena, *at, length);
	*at += length;
	return true;
}

/* The input itself or something in it. */
static bool
is_within(const char *path, const char *name)
{
	size_t n = strlen(name);

	return strncmp(path, name, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

Article *
article_unpack(const char *bytes, size_t length, const char *name)
{
	const char *at = bytes, *end = bytes + length;
	Arena *arena = arena_new();
	Article *article = arena_new0(arena, Article, 1);

	article->arena = arena;
	for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++)
		if (!take_field(article, i, &at, end)) {
			article_free(article);
			return NULL;
		}
	if (at != end || !is_within(article->path, name)) {
		article_free(article);
		return NULL;
	}
	article->length = (uint32_t)strlen(article->text);
	return article;
}

char *
message_unpack(const char *bytes, size_t length)
{
	if (length > MAX_MESSAGE_BYTES)
		return NULL;
	char *message = g_utf8_make_valid(bytes, (gssize)length);
	for (char *at = message; *at; at++)
		if ((guchar)*at < 0x20 || *at == 0x7f)
			*at = '?';
	return message;
}
