#ifndef MODEL_RULINGS_H
#define MODEL_RULINGS_H

#include <entente/record.h>

/* What the desk lays down for gathering: which names and records are one, which are not, and
 * what merged records are to say.  Made of the desk's corrections for one set of pages. */

typedef enum {
	RULE_SAME,  /* `name` and `other` are one person or party … */
	RULE_APART, /* … or are not */
	RULE_NAME,  /* the person or party called `name` is to be called `other` */
	RULE_SIDE,  /* the person called `name` is of the party `other` (NULL: of none) */
	RULE_SET,  /* the record is as sure as can be, and says `values` where `fields` has bits
	            */
	RULE_DROP, /* the record is none */
	RULE_MERGE, /* the records are one, those of `first` its face */
	RULE_SPLIT, /* the records leave whatever they were merged with */
} RuleType;

typedef struct {
	RuleType type;
	EntenteKind kind;
	const char *name, *other;
	/* People, parties and discrepancies are meant by `name`; else these records of the
	 * pages are, with whatever they are merged (sets of EntenteRecord *). */
	GHashTable *records, *first;
	const EntenteRecord *values; /* of what is meant by name; else the records' own */
	uint32_t fields;             /* bits, by the kind's table of fields */
	bool overruled;              /* by a later one: not to be heeded */
	bool applies;                /* gathering sets this */
} Ruling;

static inline void
ruling_free(gpointer pointer)
{
	Ruling *ruling = (Ruling *)pointer;

	g_clear_pointer(&ruling->records, g_hash_table_unref);
	g_clear_pointer(&ruling->first, g_hash_table_unref);
	g_free(ruling);
}

/* Whether records of this kind are meant by their name. */
static inline bool
is_known_by_name(EntenteKind kind)
{
	return kind == ENTENTE_PERSON || kind == ENTENTE_PARTY || kind == ENTENTE_DISCREPANCY;
}

#endif
