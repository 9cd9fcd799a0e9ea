#ifndef PIPELINE_H
#define PIPELINE_H

#include "fetch/fetch.h"
#include "model/records.h"
#include "read/read.h"

#include <entente/engine.h>

/* What watching, rebuilding and gathering need of an engine. */

const Lexicon *engine_lexicon(const EntenteEngine *engine);

/* The name of a language (may be NULL) that the engine cannot read, else NULL. */
const char *engine_unread_language(const EntenteEngine *engine, const char *code, Arena *arena);

/* The engine's; lives until its fetching is set anew. */
Fetcher *engine_fetcher(EntenteEngine *engine);

/* Reads what was fetched, which is there (`body`). */
bool engine_read_fetched(const EntenteEngine *engine, const Fetched *fetched,
                         const ReadSink *sink);

/* Reads what a feed says of a page, under the page's name. */
bool engine_read_bytes(const EntenteEngine *engine, const char *name, const char *bytes,
                       size_t length, const ReadSink *sink);

/* The records of the article, which is taken over. */
EntenteRecords *engine_understand(const EntenteEngine *engine, Article *article);

/* The records of each article that `next` gives, until that is NULL, handed to the sink in this
 * order; several are understood side by side.  False where the sink stopped. */
bool engine_understand_each(EntenteEngine *engine, Article *(*next)(gpointer),
                            const EntenteSink *sink, gpointer user_data);

#endif
