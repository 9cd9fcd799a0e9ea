#ifndef BASE_TSV_H
#define BASE_TSV_H

#include "base/arena.h"

#include <stdbool.h>

/* A table of tab-separated values: '#' lines are comments, the first other line names the
 * columns, every further line has as many cells ("" where it ends early). */
typedef struct {
	const char *path;
	const char *const *columns;
	unsigned n_columns;
	GPtrArray *rows; /* const char *const *, n_columns cells each */
} Tsv;

/* Reads the file into `arena` (rows too, but for the pointer array, which tsv_clear frees).
 * Fails with ENTENTE_ERROR_LEXICON where the file is missing, is not UTF-8 or a row has too
 * many cells. */
bool tsv_read(Tsv *tsv, const char *path, Arena *arena, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tsv_clear(Tsv *tsv);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tsv, tsv_clear)

/* The index of the column of this name, or -1. */
int tsv_column(const Tsv *tsv, const char *name);

#endif
