#ifndef ENTENTE_DEAL_H
#define ENTENTE_DEAL_H

#include <entente/api.h>
#include <entente/bargain.h>
#include <entente/tell.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* Which agreements a bargaining model allows, which are efficient and fair, and what stands in
 * their way. */
typedef struct EntenteDeal EntenteDeal;

/* Asked now and then how far it is, from 0 to 1; false stops, and what is proven by then is
 * told. */
typedef bool (*EntenteDealProgress)(double done, gpointer user_data);

typedef struct {
	const char *const *parties; /* names; NULL: all.  The others do not matter */
	const char *const *issues;  /* names; NULL: all.  The others stay at their status quo */
	uint32_t seed;              /* of what is sampled */
	unsigned samples; /* 0: a thousand; of models whose numbers are not all known */
	unsigned threads; /* 0: one a processor, at most 8; what comes out is the same */
	EntenteDealProgress progress; /* asked on the calling thread */
	gpointer user_data;
} EntenteDealOptions;

/* The model must outlive the result.  Fails with ENTENTE_ERROR_INPUT where `parties` or
 * `issues` names one that the model does not have, or an issue left out has no status quo. */
ENTENTE_API EntenteDeal *entente_deal_new(const EntenteBargain *model,
                                          const EntenteDealOptions *options,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_deal_free(EntenteDeal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteDeal, entente_deal_free)

/* Appends it as text, JSON or HTML (as EntenteStyle says; other formats are told as text). With
 * `whole_front` text and HTML list every efficient package. */
ENTENTE_API void entente_tell_deal(const EntenteDeal *self, const EntenteStyle *style,
                                   bool whole_front, GString *out);

G_END_DECLS

#endif
