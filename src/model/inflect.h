#ifndef MODEL_INFLECT_H
#define MODEL_INFLECT_H

#include "model/lexicon.h"

/* English inflection by rule, with the irregular forms of irregular.tsv. */
typedef struct Inflections Inflections;

Inflections *inflections_load(const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void inflections_free(Inflections *inflections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inflections, inflections_free)

/* The form of a lower-case word, to be freed; NULL where there is none of its own (the
 * participle of a regular verb is its past).  Several spellings are separated by '|'. */
char *inflect(const Inflections *inflections, const char *word, WordForm form);

#endif
