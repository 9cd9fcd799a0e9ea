#ifndef TRAIN_ROUGH_H
#define TRAIN_ROUGH_H

#include "text/parse.h"

#include <glib.h>

/* Raw news text as words and sentences after the treebanks' manner, well enough to count words
 * and to practise on; the library's own tokenizer is another matter. */
typedef struct {
	GPtrArray *texts;  /* char *, one an article; the words point into them */
	GArray *words;     /* ParseWord */
	GArray *sentences; /* uint32_t: index of each sentence's first word, and the end */
	GArray *articles;  /* uint32_t: index of each article's first sentence, and the end */
} Rough;

/* Reads JSON Lines whose objects have a "text".  Exits with a message on failure. */
Rough *rough_read(const char *path);
void rough_free(Rough *rough);

#endif
