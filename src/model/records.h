#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include "base/arena.h"
#include "model/article.h"

#include <entente/record.h>

/* The inside of EntenteRecords: an arena and the records in it, in order. */
struct EntenteRecords {
	Arena *arena;
	GPtrArray *items;                   /* EntenteRecord * in the arena */
	size_t n_left_out[ENTENTE_N_KINDS]; /* that a dossier has beside these */
	bool explaining;                    /* whoever adds to them says why */
	const EntenteSpan *sentences;       /* of a page, where they are known */
	size_t n_sentences;
};

/* An empty set with an arena of its own. */
EntenteRecords *records_new(void);

/* An empty set that takes over `arena`. */
EntenteRecords *records_new_with_arena(Arena *arena);

/* A new record of this kind at the end: numbers unknown, everything else empty. */
EntenteRecord *records_add(EntenteRecords *records, EntenteKind kind);

/* The article's source record at the end; its strings stay the article's. */
EntenteRecord *records_add_source(EntenteRecords *records, const Article *article);

/* An article made of the source record that is the only one of `records`, which are freed. */
Article *records_to_article(EntenteRecords *records);

/* A deep copy of `record` at the end. */
EntenteRecord *records_add_copy(EntenteRecords *records, const EntenteRecord *record);

/* A copy of the text (NULL: NULL) that lives as long as the records. */
const char *records_keep_text(EntenteRecords *records, const char *text);

/* A page that says so was published then (NULL: unknown): sets when the first and the last was.
 */
void record_note_published(EntenteRecord *record, const char *published);

/* Makes `evidence` (a GArray of EntenteEvidence, copied; strings copied) the record's. */
void records_set_evidence(EntenteRecords *records, EntenteRecord *record,
                          const GArray *evidence);

/* Takes out the records whose confidence is known and below `least` hundredths. */
void records_drop_unsure(EntenteRecords *records, int32_t least);

#endif
