#ifndef TELL_CELLS_H
#define TELL_CELLS_H

#include "tell/printer.h"

/* A grid's cell: what a party last said on an issue. */
typedef struct {
	const EntenteRecord *latest;
	const EntenteRecord *older; /* the last with another stance before; NULL for none */
} GridCell;

/* The cells of the records of a grid (entente_dossier_grid), in their order. */
GArray *grid_cells(const EntenteRecords *grid);

/* The same of all positions among the records: the latest is the one of the latest day, of one
 * day the one that most independent sources tell. */
GArray *grid_cells_of_all(const EntenteRecords *records);

/* The issues of the cells by how many parties speak of them, and the parties by how many issues
 * they speak of (const char *). */
GPtrArray *grid_issues(const GArray *cells);
GPtrArray *grid_parties(const GArray *cells);

/* The record's stance as the dossier has it: "demands". */
const char *stance_word(const EntenteRecord *position);

/* The cell, or NULL. */
const GridCell *grid_find(const GArray *cells, const char *party, const char *issue);

enum { GRID_MOST_PARTIES = 12 }; /* that have columns */
Table *grid_table(const GArray *cells, const SourceIndex *sources, Arena *arena);

/* The day of a position, or "undated". */
const char *grid_day(Arena *arena, const EntenteRecord *position);

#endif
