#ifndef STORE_COLUMN_H
#define STORE_COLUMN_H

#include "model/records.h"
#include "store/connection.h"

/* A record as a row, whatever its kind. */

/* The fields that are kept as columns, in order: the kind's own and, but for sources, how sure
 * the record is.  NULL after the last. */
const EntenteField *column_field(EntenteKind kind, size_t index);

/* The SQL type and constraint of the column that keeps a field. */
const char *column_definition(const EntenteField *field);

/* The field of this name, or NULL. */
const EntenteField *row_field(EntenteKind kind, const char *name);

/* Binds the record's fields to the statement's parameters of the same names.  The record must
 * outlive the binding. */
void row_bind(Statement *statement, const EntenteRecord *record);

/* Appends the record of this row, its columns found by their names; columns that are no fields
 * are passed over.  Fails where a column holds what no record has. */
EntenteRecord *row_read(EntenteDossier *dossier, Statement *statement, EntenteRecords *records,
                        EntenteKind kind, GError **error);

/* The text of a column, which is the statement's; NULL with the error set where it holds none
 * that can be read, `what` in words. */
const char *row_readable(EntenteDossier *dossier, Statement *statement, int column,
                         const char *what, GError **error);

/* A copy in `arena` of a text column; NULL for NULL. */
const char *row_text(Statement *statement, int column, Arena *arena);

#endif
