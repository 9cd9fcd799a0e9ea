#ifndef CORRECT_CORRECTION_H
#define CORRECT_CORRECTION_H

#include "correct/correct.h"

/* A record of a page that a correction is about, as the page said it before any correction. */
typedef struct {
	const EntenteRecord *record;
	bool alone; /* the only one of its kind on its sentence */
	bool added; /* by the desk */
} Anchor;

/* A merged record that a correction is about. */
typedef struct {
	EntenteKind kind;
	const char *ref;   /* what it was called */
	const char *label; /* what it said, in short */
	const char *name; /* of a person, party or discrepancy; the id of a source; else NULL */
	EntenteRecords *records;
	GArray *anchors; /* Anchor, the records' */
} Target;

struct Correction {
	const EntenteCorrection *row;
	Arena *arena;
	GPtrArray *targets; /* Target * */
	int kind;           /* of the names, or of what is added; else -1.  N_KINDS: issues */
	const char *const *names;
	const char *const *set; /* FIELD=VALUE … */
	const char *source, *sentence;
};

enum { OF_ISSUES = ENTENTE_N_KINDS };

/* Whether somebody on the page is called so (namesakes.c). */
bool names_somebody(const EntenteRecords *page, const char *name);

Target *target_new(void);
void target_free(gpointer target);

/* A record in short: what tells it from others, with commas between.  To be freed. */
char *record_label(const EntenteRecord *record);

/* `what` of the correction, to be freed. */
char *correction_write(const Correction *correction);

/* The fields that tell a record of this kind from others on its sentence, bits by the kind's
 * table of fields. */
uint32_t telling_fields(EntenteKind kind);

/* Whether both records, of one kind, say the same in the field. */
bool field_equal(const EntenteRecord *a, const EntenteRecord *b, const EntenteField *field);

/* Sets `evidence` to the sentence with its place in the source's text; false where it is not
 * there.  It points to both. */
bool find_sentence(const EntenteSource *source, const char *sentence,
                   EntenteEvidence *evidence);

#endif
