#ifndef ENTENTE_ENGINE_H
#define ENTENTE_ENGINE_H

#include <entente/api.h>
#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The engine: lexicon and models, loaded once, unchanged afterwards. */
typedef struct EntenteEngine EntenteEngine;

/* Loads the lexicon and the parser's model below `share_dir`, the folder that holds `lexicon/`
 * and `data/`.  Fails with ENTENTE_ERROR_LEXICON. */
ENTENTE_API EntenteEngine *entente_engine_new(const char *share_dir,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_engine_free(EntenteEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteEngine, entente_engine_free)

/* What reading hands out, page by page, in the order of the input.
 *
 * `page` gets the records of one page: first its source, then the others in the order in which
 * the page tells them; it owns them.  `problem` gets what could not be read and why; reading
 * goes on.  Either may return false to stop. */
typedef struct {
	bool (*page)(EntenteRecords *records, gpointer user_data);
	bool (*problem)(const GError *why, gpointer user_data);
} EntenteSink;

/* Reads a file, a folder (recursively, in order of names) or, for "-", standard input.
 *
 * Returns false when the sink stopped it.  A page that cannot be read is a problem, never a
 * failure of the run. */
ENTENTE_API bool entente_engine_read(EntenteEngine *engine, const char *path,
                                     const EntenteSink *sink, gpointer user_data);

/* Merges what several pages say into one set: sources with their copies marked, one record for
 * a fact told by many with all its evidence, discrepancies where pages contradict one another.
 * `pages` are the records of all pages, each page's source before its other records. */
ENTENTE_API EntenteRecords *entente_engine_gather(EntenteEngine *engine,
                                                  const EntenteRecords *pages);

G_END_DECLS

#endif
