#include "store/store.h"

/* In memory until the file format stands. */
struct EntenteDossier {
	EntenteRecords *pages, *merged;
};

EntenteDossier *
entente_dossier_open(const char *path, EntenteDossierMode mode, GError **error)
{
	EntenteDossier *dossier = g_new0(EntenteDossier, 1);

	(void)path, (void)mode, (void)error;
	dossier->pages = records_new();
	dossier->merged = records_new();
	return dossier;
}

void
entente_dossier_close(EntenteDossier *dossier)
{
	entente_records_free(dossier->pages);
	entente_records_free(dossier->merged);
	g_free(dossier);
}

bool
entente_dossier_add(EntenteDossier *dossier, const EntenteRecords *page, EntenteAdded *added,
                    GError **error)
{
	(void)error;
	for (size_t i = 0; i < entente_records_count(page); i++)
		records_add_copy(dossier->pages, entente_records_get(page, i));
	*added = ENTENTE_ADDED;
	return true;
}

bool
entente_dossier_note_problem(EntenteDossier *dossier, const char *message, GError **error)
{
	(void)dossier, (void)message, (void)error;
	return true;
}

EntenteRecords *
store_pages(EntenteDossier *dossier, GError **error)
{
	EntenteRecords *copy = records_new();

	(void)error;
	for (size_t i = 0; i < entente_records_count(dossier->pages); i++)
		records_add_copy(copy, entente_records_get(dossier->pages, i));
	return copy;
}

bool
store_set_merged(EntenteDossier *dossier, const EntenteRecords *merged, GError **error)
{
	(void)error;
	entente_records_free(dossier->merged);
	dossier->merged = records_new();
	for (size_t i = 0; i < entente_records_count(merged); i++)
		records_add_copy(dossier->merged, entente_records_get(merged, i));
	return true;
}

EntenteRecords *
entente_dossier_records(EntenteDossier *dossier, const EntenteFilter *filter, GError **error)
{
	EntenteRecords *copy = records_new();

	(void)error;
	for (size_t i = 0; i < entente_records_count(dossier->merged); i++) {
		const EntenteRecord *record = entente_records_get(dossier->merged, i);

		if (filter->kind < 0 || (int)record->kind == filter->kind)
			records_add_copy(copy, record);
	}
	return copy;
}
