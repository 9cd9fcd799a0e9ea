#ifndef TELL_TABLE_H
#define TELL_TABLE_H

#include "base/arena.h"
#include "tell/line.h"

#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

/* The records of one kind as rows of cells. */
typedef struct {
	const char *name;
	const EntenteField *field; /* NULL for the last column, the sources */
} TableColumn;

typedef struct {
	const EntenteRecord *record; /* NULL in the grid */
	const char **cells;          /* clean; "" where empty */
	const EntenteRecord *
	    *links; /* in the grid: the position behind a cell, NULL for none */
} TableRow;

typedef struct {
	const EntenteKindSpec *kind;
	const SourceIndex *sources;
	guint n_columns;
	TableColumn *columns;
	guint n_rows;
	TableRow *rows;
} Table;

/* The records of this kind; NULL where there are none.  `whole` keeps every column and names
 * sources by id; else columns that are empty in all rows or mean little to a reader are left
 * out, long cells are cut, and sources go by their outlets.  Lives in `arena`. */
Table *table_new(const EntenteRecords *records, EntenteKind kind, const SourceIndex *sources,
                 bool whole, Arena *arena);

/* The column of a table for spreadsheets that tells table_mark() of each row's record. */
#define TABLE_MARK "as_exported"

/* Stands for all that the record's fields say, in a word that no spreadsheet takes for a
 * number; to be freed. */
char *table_mark(const EntenteRecord *record);

/* What a table that keeps everything says of a field, not yet cleaned; to be freed. */
char *table_whole_cell(const EntenteRecord *record, const EntenteField *field);

/* The tint of a cell: a stance's or a tone's, else plain. */
Tint table_tint(const Table *table, guint row, guint column);

#endif
