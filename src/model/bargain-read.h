#ifndef MODEL_BARGAIN_READ_H
#define MODEL_BARGAIN_READ_H

#include "base/json-place.h"
#include "model/bargain.h"

#include <jansson.h>

/* A model's JSON that is being read.  Each function takes a value or says what is wrong with it
 * and where, in one line, and returns false; what is missing stays as it is. */
typedef struct {
	const char *json, *name;
	size_t length;
	EntenteBargain *model;
	GError **error;
} BargainReading;

bool bargain_refuse(BargainReading *self, const JsonPlace *place, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* That it is an object with none but these keys (ends with NULL). */
bool bargain_take_keys(BargainReading *self, const JsonPlace *place, const json_t *object,
                       const char *const *keys);
/* The elements of a list that may be missing: `*n` of them. */
bool bargain_take_list(BargainReading *self, const JsonPlace *place, const json_t *list,
                       size_t most, size_t *n);

/* Members of an object. */
bool bargain_take_text(BargainReading *self, const JsonPlace *up, const json_t *object,
                       const char *key, bool required, const char **text);
bool bargain_take_number(BargainReading *self, const JsonPlace *up, const json_t *object,
                         const char *key, double least, double most, double *number);
bool bargain_take_flag(BargainReading *self, const JsonPlace *up, const json_t *object,
                       const char *key, bool *flag);
/* Which of these words (ends with NULL) the member is. */
bool bargain_take_choice(BargainReading *self, const JsonPlace *up, const json_t *object,
                         const char *key, const char *const *words, int *choice);
/* "evidence": "assumed", or a list of sentences. */
bool bargain_take_ground(BargainReading *self, const JsonPlace *up, const json_t *object,
                         BargainGround *ground);

/* A number, or [low, high]. */
bool bargain_take_range(BargainReading *self, const JsonPlace *place, const json_t *value,
                        double least, BargainRange *range);

/* Names of what is there: the member "party"; an issue; an option, or of a numeric issue its
 * number. */
bool bargain_take_party_name(BargainReading *self, const JsonPlace *up, const json_t *object,
                             size_t *party);
bool bargain_take_issue_name(BargainReading *self, const JsonPlace *place, const char *name,
                             size_t *issue);
bool bargain_take_option_name(BargainReading *self, const JsonPlace *place, const json_t *value,
                              const BargainIssue *issue, int *option);

/* {"issue": "option", …}; with `partial`, issues may be left out. */
bool bargain_take_package(BargainReading *self, const JsonPlace *place, const json_t *object,
                          bool partial, int **package);

/* Entries of the lists of these names. */
bool bargain_take_interaction(BargainReading *self, const JsonPlace *place,
                              const json_t *object, BargainInteraction *interaction);
bool bargain_take_clause(BargainReading *self, const JsonPlace *place, const json_t *object,
                         BargainClause *clause);
bool bargain_take_red_line(BargainReading *self, const JsonPlace *place, const json_t *object,
                           BargainRedLine *red_line);
bool bargain_take_draft(BargainReading *self, const JsonPlace *up, const json_t *object,
                        BargainDraft *draft);

bool bargain_take_stances(BargainReading *self, const json_t *list);

#endif
