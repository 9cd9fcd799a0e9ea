#include "read/read.h"

#include <entente/error.h>
#include <string.h>

void
article_free(Article *article)
{
	if (article)
		arena_free(article->arena);
}

static char *
id_from_path(Arena *arena, const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	char *dot = strrchr(name, '.');

	if (dot && dot != name)
		*dot = '\0';
	return arena_strdup(arena, name);
}

bool
read_bytes(const char *path, const char *bytes, size_t length, const Lexicon *lexicon,
           const ReadSink *sink)
{
	Arena *arena = arena_new();
	Article *article = arena_new0(arena, Article, 1);

	(void)lexicon;
	article->arena = arena;
	article->path = arena_strdup(arena, path);
	article->id = id_from_path(arena, path);
	article->text = arena_strndup(arena, bytes, length);
	article->length = (uint32_t)length;
	return sink->article(article, sink->user_data);
}

bool
read_path(const char *path, const Lexicon *lexicon, const ReadSink *sink)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	size_t length;

	if (!g_file_get_contents(path, &bytes, &length, &error))
		return sink->problem(error, sink->user_data);
	return read_bytes(path, bytes, length, lexicon, sink);
}
