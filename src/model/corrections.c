#include "model/corrections.h"

EntenteCorrections *
corrections_new(void)
{
	EntenteCorrections *corrections = g_new0(EntenteCorrections, 1);

	corrections->arena = arena_new();
	corrections->rows = g_array_new(FALSE, FALSE, sizeof(EntenteCorrection));
	return corrections;
}

size_t
entente_corrections_count(const EntenteCorrections *corrections)
{
	return corrections->rows->len;
}

const EntenteCorrection *
entente_corrections_get(const EntenteCorrections *corrections, size_t index)
{
	g_return_val_if_fail(index < corrections->rows->len, NULL);
	return &g_array_index(corrections->rows, EntenteCorrection, index);
}

void
entente_corrections_free(EntenteCorrections *corrections)
{
	if (!corrections)
		return;
	g_array_unref(corrections->rows);
	arena_free(corrections->arena);
	g_free(corrections);
}
