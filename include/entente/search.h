#ifndef ENTENTE_SEARCH_H
#define ENTENTE_SEARCH_H

#include <entente/api.h>
#include <entente/dossier.h>
#include <entente/span.h>
#include <entente/tell.h>

#include <glib.h>
#include <stddef.h>

G_BEGIN_DECLS

/* Full text over the sentences of a dossier. */

/* A sentence that was found. */
typedef struct {
	const char *source; /* its id, as are the next */
	const char *outlet;
	const char *title;
	const char *published;
	const char *url;
	EntenteSpan span; /* in the source's text */
	const char *text;
	const EntenteSpan *marks; /* the words that were looked for, in `text` */
	size_t n_marks;
	const char *const *refs; /* of the merged records that rest on it; NULL for none */
} EntenteHit;

typedef struct EntenteHits EntenteHits;

/* The sentences that a query asks for, `most` of them: those that fit best, and of equals the
 * newest first.  Where more than 20000 have the words, or 20 * `most` pass filters that much
 * passes, these are the best of so many that came in last.
 *
 * A query is words, all of which a sentence has in one form or another ("talks" finds
 * "talked"), "phrases", -words that it must not have, begin* for a beginning, and filters:
 * party:NAME (a record of that side rests on the sentence), speaker:NAME, issue:NAME,
 * outlet:NAME, and date:DAY, date:DAY..DAY, date:>=DAY, date:<=DAY for when the page was
 * published; NAME may stand between quotation marks.  With filters alone the newest sentences
 * come first.
 *
 * Fails with ENTENTE_ERROR_INPUT where the query asks for nothing or has a filter that is none,
 * with ENTENTE_ERROR_DOSSIER where the dossier cannot be read. */
ENTENTE_API EntenteHits *entente_dossier_search(EntenteDossier *dossier, const char *query,
                                                unsigned most,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API size_t entente_hits_count(const EntenteHits *hits);
ENTENTE_API const EntenteHit *entente_hits_get(const EntenteHits *hits, size_t index);
ENTENTE_API void entente_hits_free(EntenteHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteHits, entente_hits_free)

/* The hits as text, Markdown or JSON Lines. */
ENTENTE_API void entente_tell_hits(const EntenteHits *hits, const EntenteStyle *style,
                                   GString *out);

G_END_DECLS

#endif
