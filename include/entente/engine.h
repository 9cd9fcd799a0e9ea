#ifndef ENTENTE_ENGINE_H
#define ENTENTE_ENGINE_H

#include <entente/api.h>
#include <entente/fetching.h>
#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The engine: lexicon and models, loaded once, unchanged afterwards.  One thread uses it at a
 * time. */
typedef struct EntenteEngine EntenteEngine;

/* Loads the lexicon and the trained models below `share_dir`, the folder that holds `lexicon/`
 * and `data/`.  Fails with ENTENTE_ERROR_LEXICON.
 *
 * Pages are parsed in a process of their own, which may do nothing but compute (seccomp,
 * Landlock, limits of memory and time): a page that its reader dies of is a problem as any
 * other.  It is forked here, so a program with threads makes its engine before them. */
ENTENTE_API EntenteEngine *entente_engine_new(const char *share_dir,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_engine_free(EntenteEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteEngine, entente_engine_free)

/* What this machine lacks to shut that process in wholly, in words ("no Landlock"); NULL where
 * nothing.  It is the library's. */
ENTENTE_API const char *entente_engine_weakness(const EntenteEngine *engine);

/* How many pages are understood at a time, each on a thread of its own, up to
 * ENTENTE_MAX_JOBS; 0 stands for as many as there are processors, at most 16.  A new engine has
 * 1, with which no thread is begun.  What reading hands out does not depend on it. */
enum { ENTENTE_MAX_JOBS = 64 };
ENTENTE_API void entente_engine_set_jobs(EntenteEngine *engine, unsigned n_jobs);

/* Whether the records that reading hands out tell why they were made; a new engine's do not. */
ENTENTE_API void entente_engine_set_explaining(EntenteEngine *engine, bool explaining);

/* Whether pages are handed out as their source alone, with its text, since whoever reads asks
 * for nothing else: far sooner than with their records.  A new engine looks for these. */
ENTENTE_API void entente_engine_set_text_only(EntenteEngine *engine, bool text_only);

/* How pages of the web are fetched from now on; `how` and its strings must outlive the engine.
 * A new engine reads as EntenteFetching has it with nothing set. */
ENTENTE_API void entente_engine_set_fetching(EntenteEngine *engine, const EntenteFetching *how);

/* What reading hands out, page by page, in the order of the input, on the thread that reads.
 *
 * `page` gets the records of one page: first its source, then the others in the order in which
 * the page tells them; it owns them.  Of a page in a language that the lexicon does not have
 * there is the source alone, whose `unread` names the language.  `problem` gets what could not
 * be read and why; reading goes on.  Either may return false to stop; then neither is called
 * again. */
typedef struct {
	bool (*page)(EntenteRecords *records, gpointer user_data);
	bool (*problem)(const GError *why, gpointer user_data);
} EntenteSink;

/* Reads a file, a folder (recursively, in order of names), an address of the web (http, https)
 * or, for "-", standard input.
 *
 * Of a pipe, every page that was written is handed out before more is waited for.  Returns
 * false when the sink stopped it.  A page that cannot be read is a problem, never a failure of
 * the run. */
ENTENTE_API bool entente_engine_read(EntenteEngine *engine, const char *path,
                                     const EntenteSink *sink, gpointer user_data);

/* Reads the paths of a NULL-terminated array, one after the other; pages of several files are
 * understood, and several addresses fetched, side by side. */
ENTENTE_API bool entente_engine_read_all(EntenteEngine *engine, const char *const *paths,
                                         const EntenteSink *sink, gpointer user_data);

/* How far reading has come: bytes of input that are done with, of how many.  `known` is false
 * where the second is not the whole, since a pipe or an address is among the paths. */
typedef struct {
	guint64 done, all;
	bool known;
} EntenteProgress;

/* To be called by a sink.  The first call of a reading looks up how large the files are. */
ENTENTE_API EntenteProgress entente_engine_progress(EntenteEngine *engine);

/* Merges what several pages say into one set: sources with their copies marked, one record for
 * a fact told by many with all its evidence, discrepancies where pages contradict one another.
 * `pages` are the records of all pages, each page's source before its other records. */
ENTENTE_API EntenteRecords *entente_engine_gather(EntenteEngine *engine,
                                                  const EntenteRecords *pages);

G_END_DECLS

#endif
