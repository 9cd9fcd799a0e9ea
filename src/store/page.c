/* Pages: an article and what it says, in one transaction each, so that a program killed in the
 * middle of a run loses at most the page in flight. */
#include "store/page.h"
#include "store/change.h"
#include "store/column.h"
#include "store/evidence.h"
#include "store/sentences.h"
#include "store/sql-text.h"
#include "store/store.h"
#include "store/versions.h"

#include <entente/error.h>
#include <string.h>

static const EntenteSource *
source_of(const EntenteRecords *page)
{
	return &entente_records_get(page, 0)->source;
}

static bool
is_sentence_of(const EntenteEvidence *evidence, const EntenteSource *source, size_t length)
{
	EntenteSpan span = evidence->span;

	return g_strcmp0(evidence->source, source->id) == 0 && span.start < span.end &&
	       span.end <= length && strlen(evidence->text) == span.end - span.start &&
	       !memcmp(evidence->text, source->text + span.start, span.end - span.start);
}

static bool
refuse(const char *id, const char *what, const char *why, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': a %s %s", id, what, why);
	return false;
}

/* No record without its sentence: what cannot be shown in the text is not kept. */
static bool
check_page(const EntenteRecords *page, GError **error)
{
	size_t n = entente_records_count(page);

	if (!n || entente_records_get(page, 0)->kind != ENTENTE_SOURCE ||
	    !source_of(page)->id || !source_of(page)->text)
		return refuse("", "page", "without its source", error);
	const EntenteSource *source = source_of(page);
	size_t length = strlen(source->text);

	for (size_t i = 1; i < n; i++) {
		const EntenteRecord *record = entente_records_get(page, i);
		const char *kind = entente_kind(record->kind)->name;

		if (record->kind == ENTENTE_SOURCE || !record->n_evidence)
			return refuse(source->id, kind, "without its sentence", error);
		for (size_t j = 0; j < record->n_evidence; j++)
			if (!is_sentence_of(&record->evidence[j], source, length))
				return refuse(source->id, kind,
				              "whose sentence is not in its text", error);
	}
	return true;
}

static const char *
given_id(const EntenteSource *source)
{
	return source->given_id ? source->given_id : source->id;
}

/* What becomes of the page and, where it replaces an article, that article's id. */
static bool
find_article(EntenteDossier *dossier, const EntenteSource *source, const char *sha256,
             EntenteAdded *added, char **id, GError **error)
{
	g_autoptr(Statement) article = connection_prepare(dossier, sql_find_article, error);
	bool row;

	if (!article)
		return false;
	statement_bind_text(article, ":given_id", given_id(source));
	statement_bind_text(article, ":sha256", sha256);
	statement_bind_text(article, ":url", source->url);
	statement_bind_text(article, ":path", source->path);
	statement_bind_text(article, ":title", source->title);
	if (!connection_step(dossier, article, &row, error))
		return false;
	*id = g_strdup((const char *)sqlite3_column_text(article, 1));
	*added = sqlite3_column_int(article, 0) ? ENTENTE_UNCHANGED
	         : *id                          ? ENTENTE_REPLACED
	                                        : ENTENTE_ADDED;
	return true;
}

/* The id of the article that this very page is. */
static bool
find_same(EntenteDossier *dossier, const EntenteSource *source, const char *sha256, char **id,
          GError **error)
{
	g_autoptr(Statement) article = connection_prepare(dossier, sql_find_same, error);
	bool row;

	if (!article)
		return false;
	statement_bind_text(article, ":given_id", given_id(source));
	statement_bind_text(article, ":sha256", sha256);
	statement_bind_text(article, ":url", source->url);
	statement_bind_text(article, ":title", source->title);
	if (!connection_step(dossier, article, &row, error))
		return false;
	*id = g_strdup((const char *)sqlite3_column_text(article, 0));
	return true;
}

static bool
next_namesake(EntenteDossier *dossier, const char *given, int64_t *namesake, GError **error)
{
	g_autoptr(Statement) next = connection_prepare(dossier, sql_next_namesake, error);
	bool row;

	if (!next)
		return false;
	statement_bind_text(next, ":given_id", given);
	if (!connection_step(dossier, next, &row, error))
		return false;
	*namesake = sqlite3_column_int64(next, 0);
	return true;
}

static bool
is_taken(EntenteDossier *dossier, const char *id, bool *taken, GError **error)
{
	g_autoptr(Statement) article = connection_prepare(dossier, sql_article_exists, error);

	if (!article)
		return false;
	statement_bind_text(article, ":id", id);
	return connection_step(dossier, article, taken, error);
}

/* The page's id or, where another page has it, its given id with the first free number at its
 * end: "ID-2", "ID-3", … */
static char *
free_id(EntenteDossier *dossier, const EntenteSource *source, int64_t *namesake, GError **error)
{
	const char *given = given_id(source);
	bool known_else_as = source->given_id, taken;

	if (!next_namesake(dossier, given, namesake, error) ||
	    (known_else_as && !is_taken(dossier, source->id, &taken, error)))
		return NULL;
	if (known_else_as && !taken)
		return g_strdup(source->id);
	for (;; ++*namesake) {
		g_autofree char *id =
		    *namesake == 1 ? g_strdup(given)
				   : g_strdup_printf("%s-%" G_GINT64_FORMAT, given, *namesake);

		if (!is_taken(dossier, id, &taken, error))
			return NULL;
		if (!taken)
			return g_steal_pointer(&id);
	}
}

/* The article as it is now becomes a version of what it will be. */
static bool
keep_version(EntenteDossier *dossier, const char *id, GError **error)
{
	g_autoptr(Statement) version = connection_prepare(dossier, sql_keep_version, error);

	if (!version)
		return false;
	statement_bind_text(version, ":id", id);
	return connection_run(dossier, version, error);
}

/* Writes the article, new (`*id` is NULL and set) or over the one of this id. */
static bool
put_article(EntenteDossier *dossier, const EntenteRecord *record, const char *sha256, char **id,
            GError **error)
{
	const char *sql = *id ? sql_replace_article : sql_add_article;
	g_autoptr(Statement) article = connection_prepare(dossier, sql, error);
	int64_t namesake = 0;

	if (!article)
		return false;
	if (*id &&
	    (!keep_version(dossier, *id, error) || !change_withdraw(dossier, *id, error)))
		return false;
	if (!*id && !(*id = free_id(dossier, &record->source, &namesake, error)))
		return false;
	row_bind(article, record);
	statement_bind_text(article, ":id", *id);
	statement_bind_text(article, ":given_id", given_id(&record->source));
	statement_bind_number(article, ":namesake", namesake);
	statement_bind_text(article, ":fetched", record->source.fetched);
	statement_bind_text(article, ":text", record->source.text);
	statement_bind_text(article, ":sha256", sha256);
	return connection_run(dossier, article, error);
}

static bool
put_record(EntenteDossier *dossier, const EntenteRecord *record, const char *id, size_t number,
           GError **error)
{
	g_autoptr(Statement) row =
	    connection_prepare_kind(dossier, sql_add_page_record, record->kind, error);

	if (!row)
		return false;
	row_bind(row, record);
	statement_bind_text(row, ":source", id);
	statement_bind_number(row, ":record", (int64_t)number);
	return connection_run(dossier, row, error) &&
	       evidence_put(dossier, sql_add_page_evidence, record, id, number, error);
}

static bool
put_records(EntenteDossier *dossier, const EntenteRecords *page, const char *id, GError **error)
{
	for (size_t i = 1; i < entente_records_count(page); i++)
		if (!put_record(dossier, entente_records_get(page, i), id, i, error))
			return false;
	return sentences_put(dossier, page, id, error);
}

bool
store_put_page(EntenteDossier *dossier, const EntenteRecords *page, GError **error)
{
	return check_page(page, error) &&
	       put_records(dossier, page, source_of(page)->id, error);
}

bool
page_find(EntenteDossier *dossier, const EntenteSource *source, EntenteAdded *added, char **id,
          GError **error)
{
	g_autofree char *sha256 =
	    g_compute_checksum_for_string(G_CHECKSUM_SHA256, source->text, -1);
	g_autofree char *other = NULL;

	if (!find_article(dossier, source, sha256, added, &other, error))
		return false;
	if (*added == ENTENTE_UNCHANGED && !find_same(dossier, source, sha256, id, error))
		return false;
	if (*added != ENTENTE_UNCHANGED)
		*id = g_steal_pointer(&other);
	return true;
}

bool
page_put(EntenteDossier *dossier, const EntenteRecords *page, EntenteAdded added, char **id,
         GError **error)
{
	static const char *const changes[] = {
		[ENTENTE_ADDED] = "added", [ENTENTE_REPLACED] = "replaced"
	};
	const EntenteSource *source = source_of(page);
	g_autofree char *sha256 =
	    g_compute_checksum_for_string(G_CHECKSUM_SHA256, source->text, -1);

	return added == ENTENTE_UNCHANGED ||
	       (put_article(dossier, entente_records_get(page, 0), sha256, id, error) &&
	        (added != ENTENTE_ADDED || versions_put(dossier, source, *id, error)) &&
	        put_records(dossier, page, *id, error) &&
	        change_note(dossier, changes[added], *id, error));
}

bool
entente_dossier_add(EntenteDossier *dossier, const EntenteRecords *page, EntenteAdded *added,
                    GError **error)
{
	g_autofree char *id = NULL;
	EntenteAdded outcome;

	if (!check_page(page, error))
		return false;
	g_autoptr(Txn) txn = txn_begin(dossier, error);
	if (!txn || !page_find(dossier, source_of(page), &outcome, &id, error) ||
	    !page_put(dossier, page, outcome, &id, error) ||
	    (outcome != ENTENTE_UNCHANGED && !txn_commit(txn, error)))
		return false;
	*added = outcome;
	return true;
}

bool
store_note_problem(EntenteDossier *dossier, const char *message, bool *is_new, GError **error)
{
	g_autoptr(Statement) problem = connection_prepare(dossier, sql_note_problem, error);

	if (!problem)
		return false;
	statement_bind_text(problem, ":message", message);
	if (!connection_run(dossier, problem, error))
		return false;
	*is_new = sqlite3_changes(dossier->db) > 0;
	return true;
}

bool
entente_dossier_note_problem(EntenteDossier *dossier, const char *message, GError **error)
{
	bool is_new;

	return store_note_problem(dossier, message, &is_new, error);
}
