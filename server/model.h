#ifndef SERVER_MODEL_H
#define SERVER_MODEL_H

#include "visit.h"

#include <jansson.h>

/* The model that the deal room shows: the desk's, or that of the dossier.  NULL with the error
 * set. */
json_t *model_read(Visit *visit, GError **error);

/* Makes it the desk's, if it is sound. */
bool model_keep(Visit *visit, const json_t *model, GError **error);

/* What tells one state of the model from another, to be freed. */
char *model_tag(const json_t *model);

/* As JSON text, to be freed. */
char *model_text(const json_t *model);

/* The name of the nth of "parties" or "issues" (NULL: none); an issue's options. */
const char *model_name(const json_t *model, const char *list, gsize index);
gsize model_count(const json_t *model, const char *list);
const json_t *model_options(const json_t *model, gsize issue);
const char *model_option(const json_t *options, gsize index, char buffer[32]);

/* What a party makes of an issue; NULL where nothing is said.  `made` makes it then. */
json_t *model_stance(const json_t *model, const char *party, const char *issue);
json_t *model_make_stance(json_t *model, const char *party, const char *issue);

/* A number or an interval in words, "0.2 to 0.8", to be freed; and back, NULL where it is
 * none. */
char *model_say_range(const json_t *range);
json_t *model_take_range(const char *text);

/* The place among red lines of that of a party against one option alone; -1 for none. */
gssize model_red_line(const json_t *model, const char *party, const char *issue,
                      const char *option);

#endif
