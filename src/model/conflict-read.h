#ifndef MODEL_CONFLICT_READ_H
#define MODEL_CONFLICT_READ_H

#include "model/conflict.h"

#include <jansson.h>

/* A conflict file that is being read.  Each function takes a value or says in one line what is
 * wrong with it, and returns false. */
typedef struct {
	Conflict *conflict;
	GHashTable *ids; /* int64_t * -> 1 + index */
	GError **error;
} ConflictReader;

bool conflict_refuse(const ConflictReader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Notes keys that are not known; refuses those that are meant to be. */
bool conflict_check_keys(const ConflictReader *reader, json_t *object, const char *const *known,
                         const char *where);
bool conflict_take_name(const ConflictReader *reader, const json_t *value, const char *where,
                        const char **name);

/* The state of this id; two of them. */
bool conflict_find_state(const ConflictReader *reader, const json_t *value, const char *where,
                         uint32_t *state);
bool conflict_find_pair(const ConflictReader *reader, const json_t *value, const char *where,
                        uint32_t pair[2]);

/* Keys of an object by decision maker are decision makers. */
bool conflict_check_parties(const ConflictReader *reader, json_t *object, const char *where);

bool conflict_read_preferences(const ConflictReader *reader, json_t *preference);

#endif
