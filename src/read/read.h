#ifndef READ_READ_H
#define READ_READ_H

#include "model/article.h"
#include "model/lexicon.h"

#include <glib.h>
#include <stdbool.h>

/* Reading: bytes -> articles.
 *
 * `article` takes over the article (free with article_free); `problem` is told of a page that
 * could not be read, with a message that names it; `waiting`, which may be NULL, before input is
 * waited for that has not been written yet.  Each returns false to stop. */
typedef struct {
	bool (*article)(Article *article, gpointer user_data);
	bool (*problem)(const GError *why, gpointer user_data);
	gpointer user_data;
	bool (*waiting)(gpointer user_data);
} ReadSink;

/* Reads a file, a folder (recursively, sorted by name, hidden files left out) or "-" for
 * standard input.  The kind of input is found by its content.  Returns false when stopped. */
bool read_path(const char *path, const Lexicon *lexicon, const ReadSink *sink);

/* Reads one input held in memory; `path` names it in messages and gives the id. */
bool read_bytes(const char *path, const char *bytes, size_t length, const Lexicon *lexicon,
                const ReadSink *sink);

void article_free(Article *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Article, article_free)

#endif
