/* Every page as it was added, for gathering. */
#include "store/column.h"
#include "store/evidence.h"
#include "store/sql-text.h"
#include "store/store.h"

typedef struct {
	int64_t number; /* within the page */
	EntenteRecord *record;
} Numbered;

static int
by_number(gconstpointer a, gconstpointer b)
{
	const Numbered *left = a, *right = b;

	return left->number < right->number ? -1 : left->number > right->number;
}

static bool
read_sentences(EntenteDossier *dossier, EntenteRecords *pages, const Numbered *numbered,
               const char *source, GError **error)
{
	g_autoptr(Statement) evidence = connection_prepare(dossier, sql_page_evidence, error);

	if (!evidence)
		return false;
	statement_bind_text(evidence, ":source", source);
	statement_bind_number(evidence, ":record", numbered->number);
	return evidence_read(dossier, evidence, pages, numbered->record, error);
}

/* Appends the page's records of one kind to `of_page`. */
static bool
read_kind(EntenteDossier *dossier, EntenteRecords *pages, EntenteKind kind, const char *source,
          GArray *of_page, GError **error)
{
	enum { SOURCE, RECORD };
	g_autoptr(Statement) row =
	    connection_prepare_kind(dossier, sql_page_records, kind, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":source", source);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		EntenteRecord *record = row_read(dossier, row, pages, kind, error);
		Numbered numbered = { sqlite3_column_int64(row, RECORD), record };

		if (!record || !read_sentences(dossier, pages, &numbered, source, error))
			return false;
		g_array_append_val(of_page, numbered);
	}
}

/* The records of one page lie in a table a kind; their numbers give their order back. */
static bool
read_page(EntenteDossier *dossier, EntenteRecords *pages, const char *source, GError **error)
{
	g_autoptr(GArray) of_page = g_array_new(FALSE, FALSE, sizeof(Numbered));
	guint first = pages->items->len;

	for (EntenteKind kind = ENTENTE_SOURCE + 1; kind < ENTENTE_N_KINDS; kind++)
		if (!read_kind(dossier, pages, kind, source, of_page, error))
			return false;
	g_array_sort(of_page, by_number);
	for (guint i = 0; i < of_page->len; i++)
		pages->items->pdata[first + i] = g_array_index(of_page, Numbered, i).record;
	return true;
}

EntenteRecords *
store_pages(EntenteDossier *dossier, GError **error)
{
	g_autoptr(EntenteRecords) pages = records_new();
	g_autoptr(Statement) article = connection_prepare(dossier, sql_articles, error);
	bool row;

	if (!article)
		return NULL;
	while (true) {
		if (!connection_step(dossier, article, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&pages);
		EntenteRecord *record =
		    row_read(dossier, article, pages, ENTENTE_SOURCE, error);

		if (!record)
			return NULL;
		record->source.text = row_text(article, 0, pages->arena);
		if (!read_page(dossier, pages, record->source.id, error))
			return NULL;
	}
}
