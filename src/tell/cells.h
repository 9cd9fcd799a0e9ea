#ifndef TELL_CELLS_H
#define TELL_CELLS_H

#include "tell/printer.h"

/* A grid's cell: what a party last said on an issue. */
typedef struct {
	const EntenteRecord *latest;
	const EntenteRecord *older; /* the last with another stance before; NULL for none */
} GridCell;

/* The cells of the records of a grid, in their order. */
GArray *grid_cells(const EntenteRecords *grid);

/* The issues of the cells by how many parties speak of them, and the parties by how many issues
 * they speak of (const char *). */
GPtrArray *grid_issues(const GArray *cells);
GPtrArray *grid_parties(const GArray *cells);

/* The record's stance as the dossier has it: "demands". */
const char *stance_word(const EntenteRecord *position);

/* The cell, or NULL. */
const GridCell *grid_find(const GArray *cells, const char *party, const char *issue);

#endif
