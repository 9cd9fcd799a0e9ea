/* Every page as it was added, for gathering and for handing on. */
#include "store/column.h"
#include "store/filter.h"
#include "store/sql-text.h"
#include "store/store.h"
#include "store/versions.h"

#include <entente/error.h>
#include <string.h>

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

		if (!record)
			return false;
		g_array_append_val(of_page, numbered);
	}
}

/* Whether the text of the source or the sentence is asked for. */
static bool
is_wanted(const Texts *texts, const char *source, const char *sentence)
{
	return !texts || g_hash_table_contains(texts->sources, source) ||
	       (sentence && g_hash_table_contains(texts->sentences, sentence));
}

/* Whether any sentence's is. */
static bool
wants_sentences(const Texts *texts)
{
	return !texts || g_hash_table_size(texts->sources) ||
	       g_hash_table_size(texts->sentences);
}

static bool
read_sentence(EntenteDossier *dossier, Statement *row, const char *source, const Texts *texts,
              Arena *arena, EntenteEvidence *sentence, GError **error)
{
	enum { RECORD, START, END, TEXT };
	const char *text = wants_sentences(texts)
	                       ? row_readable(dossier, row, TEXT, "a sentence", error)
	                       : NULL;

	if (wants_sentences(texts) && !text)
		return false;
	*sentence = (EntenteEvidence){
		.source = source,
		.span = { (uint32_t)sqlite3_column_int64(row, START),
		          (uint32_t)sqlite3_column_int64(row, END) },
		.text = is_wanted(texts, source, text) ? arena_strdup(arena, text) : NULL,
		.record = (uint32_t)sqlite3_column_int64(row, RECORD),
	};
	return true;
}

static void
set_sentences(EntenteRecord *record, const GArray *sentences, Arena *arena)
{
	EntenteEvidence *kept = arena_new0(arena, EntenteEvidence, sentences->len);

	if (sentences->len)
		memcpy(kept, sentences->data, sizeof *kept * sentences->len);
	record->evidence = kept;
	record->n_evidence = sentences->len;
}

/* Gives the page's records, in order, their sentences, which come in that order. */
static bool
read_sentences(EntenteDossier *dossier, EntenteRecords *pages, const GArray *of_page,
               const char *source, const Texts *texts, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_page_evidence, error);
	g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(EntenteEvidence));
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":source", source);
	statement_bind_number(row, ":texts", wants_sentences(texts));
	if (!connection_step(dossier, row, &is_row, error))
		return false;
	for (guint i = 0; i < of_page->len; i++) {
		const Numbered *numbered = &g_array_index(of_page, Numbered, i);

		g_array_set_size(sentences, 0);
		while (is_row && sqlite3_column_int64(row, 0) <= numbered->number) {
			EntenteEvidence sentence;

			if (!read_sentence(dossier, row, source, texts, pages->arena, &sentence,
			                   error))
				return false;
			if (sentence.record == numbered->number)
				g_array_append_val(sentences, sentence);
			if (!connection_step(dossier, row, &is_row, error))
				return false;
		}
		set_sentences(numbered->record, sentences, pages->arena);
	}
	return true;
}

/* The records of one page lie in a table a kind; their numbers give their order back. */
static bool
read_page(EntenteDossier *dossier, EntenteRecords *pages, const char *source,
          const Texts *texts, GError **error)
{
	g_autoptr(GArray) of_page = g_array_new(FALSE, FALSE, sizeof(Numbered));
	guint first = pages->items->len;

	for (EntenteKind kind = ENTENTE_SOURCE + 1; kind < ENTENTE_N_KINDS; kind++)
		if (!read_kind(dossier, pages, kind, source, of_page, error))
			return false;
	g_array_sort(of_page, by_number);
	for (guint i = 0; i < of_page->len; i++)
		pages->items->pdata[first + i] = g_array_index(of_page, Numbered, i).record;
	return read_sentences(dossier, pages, of_page, source, texts, error);
}

/* Appends the page of the article of this row, in the columns of articles.sql. */
static bool
read_article(EntenteDossier *dossier, Statement *article, EntenteRecords *pages,
             const Texts *texts, GError **error)
{
	enum { TEXT, GIVEN, FETCHED, ID };
	EntenteRecord *record = row_read(dossier, article, pages, ENTENTE_SOURCE, error);

	if (!record || !row_readable(dossier, article, ID, "an article", error) ||
	    (!texts && !row_readable(dossier, article, TEXT, "an article", error)))
		return false;
	EntenteSource *source = &record->source;
	const char *given = row_text(article, GIVEN, pages->arena);
	source->text = row_text(article, TEXT, pages->arena);
	if (!source->text && is_wanted(texts, source->id, NULL)) {
		g_autofree char *text = entente_dossier_text(dossier, source->id, error);

		if (!text)
			return false;
		source->text = arena_strdup(pages->arena, text);
	}
	source->fetched = row_text(article, FETCHED, pages->arena);
	source->given_id = g_strcmp0(given, source->id) ? given : NULL;
	return read_page(dossier, pages, source->id, texts, error);
}

EntenteRecords *
store_pages(EntenteDossier *dossier, const Texts *texts, GError **error)
{
	g_autoptr(EntenteRecords) pages = records_new();
	g_autoptr(Statement) article = connection_prepare(dossier, sql_articles, error);
	bool row;

	if (!article)
		return NULL;
	statement_bind_number(article, ":texts", !texts);
	while (true) {
		if (!connection_step(dossier, article, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&pages);
		if (!read_article(dossier, article, pages, texts, error))
			return NULL;
	}
}

EntenteRecords *
store_pages_of(EntenteDossier *dossier, const char *const *ids, GError **error)
{
	g_autoptr(EntenteRecords) pages = records_new();
	bool row;

	for (; *ids; ids++) {
		g_autoptr(Statement) article = connection_prepare(dossier, sql_article, error);

		if (!article)
			return NULL;
		statement_bind_text(article, ":id", *ids);
		if (!connection_step(dossier, article, &row, error))
			return NULL;
		if (!row) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
			            "'%s': no source of this id", *ids);
			return NULL;
		}
		if (!read_article(dossier, article, pages, NULL, error))
			return NULL;
	}
	return g_steal_pointer(&pages);
}

/* Leaves of the page what passes.  Whether that is anything. */
static bool
sift(EntenteRecords *page, const EntenteFilter *filter, const Filter *of_records)
{
	GPtrArray *items = page->items;
	const EntenteRecord *first = items->pdata[0];
	bool any = filter->kind < 0 || filter->kind == ENTENTE_SOURCE;
	guint kept = 1;

	if (filter->since && g_strcmp0(first->source.published, filter->since) < 0)
		return false;
	for (guint i = 1; i < items->len; i++) {
		EntenteRecord *record = items->pdata[i];

		if ((filter->kind < 0 || filter->kind == (int)record->kind) &&
		    filter_passes(of_records, record))
			items->pdata[kept++] = record;
	}
	g_ptr_array_set_size(items, (int)kept);
	return kept > 1 || (any && !filter->party && !filter->issue);
}

bool
entente_dossier_each_page(EntenteDossier *dossier, const EntenteFilter *filter,
                          EntenteTakePage take, gpointer user_data, GError **error)
{
	EntenteFilter timeless = *filter; /* what a page says is as old as the page */

	timeless.since = NULL;
	g_autoptr(Filter) of_records = filter_of_dossier(dossier, &timeless, error);
	g_autoptr(Statement) article =
	    of_records ? connection_prepare(dossier, sql_articles, error) : NULL;
	bool row;

	if (!article)
		return false;
	statement_bind_number(article, ":texts", 1);
	while (true) {
		g_autoptr(EntenteRecords) page = records_new();

		if (!connection_step(dossier, article, &row, error))
			return false;
		if (!row)
			return true;
		if (!read_article(dossier, article, page, NULL, error))
			return false;
		if (!sift(page, filter, of_records))
			continue;
		EntenteRecord *source = page->items->pdata[0];
		if (!versions_read(dossier, &source->source, page->arena, error))
			return false;
		if (!take(page, user_data))
			return true;
	}
}

char *
entente_dossier_text(EntenteDossier *dossier, const char *source, GError **error)
{
	g_autoptr(Statement) text = connection_prepare(dossier, sql_article_text, error);
	bool row;

	if (!text)
		return NULL;
	statement_bind_text(text, ":id", source);
	if (!connection_step(dossier, text, &row, error))
		return NULL;
	if (row)
		return g_strdup(row_readable(dossier, text, 0, "an article", error));
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER, "'%s': no source '%s'",
	            dossier->name, source);
	return NULL;
}
