#ifndef GATHER_WORDINGS_H
#define GATHER_WORDINGS_H

#include "gather/gathering.h"

/* Which records of a kind tell the same in other words: those of one key whose texts share
 * enough stems. */
typedef struct {
	EntenteKind kind;
	size_t text;                                        /* offset of the field compared */
	Stems (*stems)(const Gathering *, const Mention *); /* instead of the text's, if any */
	double overlap;  /* least share of the shorter text's stems */
	uint32_t fewest; /* shared stems, if the texts' stems are not the same */
	bool (*same)(const char *a, const char *b); /* where fewer are shared; or NULL */
	void (*key)(const Gathering *gathering, const Mention *mention, GString *key);
} Wording;

/* Groups all mentions of the kind; the groups are not finished. */
void group_by_wording(Gathering *gathering, const Wording *wording);

/* Of the texts at `offset`, the most informative one that the group bears out: stems that half
 * of the sources share speak for a text, stems of its own against it.  Texts of more than
 * `longest` words only where all are that long. */
const char *choose_wording(const Gathering *gathering, const Group *group, size_t offset,
                           uint32_t longest);

/* Parts of a key. */
void key_text(GString *key, const char *text);
void key_number(GString *key, int32_t number);

#endif
