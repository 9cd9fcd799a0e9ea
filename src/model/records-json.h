#ifndef MODEL_RECORDS_JSON_H
#define MODEL_RECORDS_JSON_H

#include "model/records.h"

#include <glib.h>
#include <jansson.h>

/* Records from JSON Lines, in the vocabulary that entente_tell_record writes.
 *
 * Keys that a kind does not have are passed over; a missing or null key leaves the field empty
 * or unknown (a choice: "unknown" or "other" where the kind has it, else its first), evidence
 * without offsets stands at 0.  Blank lines are passed over.  Fails with ENTENTE_ERROR_INPUT,
 * naming the line, where a line is not a JSON object, its type is no kind of record, or a value
 * is not of its field's type. */
EntenteRecords *records_from_json(const char *jsonl, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of one line's object, to which errors give this number: its record at the end of
 * `records`, NULL with nothing added where it is none. */
EntenteRecord *records_take_json(EntenteRecords *records, const json_t *object, unsigned number,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
