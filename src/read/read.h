#ifndef READ_READ_H
#define READ_READ_H

#include "model/article.h"
#include "model/lexicon.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* The bytes that reading the path will take; 0 where that cannot be known before. */
uint64_t read_size(const char *path);

/* Another process, shut in, that reads in this one's stead: no byte of a page is looked at here,
 * and whatever a page does to its reader costs that page and no other. */
typedef struct Worker Worker;

/* Forks, so it is called while the program has one thread.  NULL with errno set where the system
 * gives no process.  The lexicon must outlive it. */
Worker *worker_new(const Lexicon *lexicon);
void worker_free(Worker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worker, worker_free)

/* As read_path and read_bytes. */
bool worker_read_path(Worker *worker, const char *path, const ReadSink *sink);
bool worker_read_bytes(Worker *worker, const char *path, const char *bytes, size_t length,
                       const ReadSink *sink);

/* How many bytes of input are done with so far. */
uint64_t worker_passed(const Worker *worker);

/* What keeps workers from being shut in wholly, in words ("no Landlock"); NULL where nothing. */
const char *worker_lack(void);

void article_free(Article *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Article, article_free)

#endif
