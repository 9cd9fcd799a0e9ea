#include "store/sentences.h"

#include "store/sql-text.h"

#include <string.h>

enum { MOST_SENTENCES = 1 << 20 }; /* as add-sentence.sql numbers them */

static bool
put(EntenteDossier *dossier, const char *text, EntenteSpan span, const char *id, size_t nth,
    GError **error)
{
	g_autoptr(Statement) sentence = connection_prepare(dossier, sql_add_sentence, error);
	g_autoptr(Statement) words = connection_prepare(dossier, sql_index_sentence, error);
	g_autofree char *copy = g_strndup(text + span.start, span.end - span.start);

	if (!sentence || !words)
		return false;
	statement_bind_text(sentence, ":source", id);
	statement_bind_number(sentence, ":nth", (int64_t)nth);
	statement_bind_number(sentence, ":start", span.start);
	statement_bind_number(sentence, ":end", span.end);
	if (!connection_run(dossier, sentence, error))
		return false;
	statement_bind_number(words, ":number", sqlite3_last_insert_rowid(dossier->db));
	statement_bind_text(words, ":text", copy);
	return connection_run(dossier, words, error);
}

/* Of a page that comes without its sentences, such as one that is imported, each line is taken for
 * one. */
static bool
put_lines(EntenteDossier *dossier, const char *text, const char *id, GError **error)
{
	size_t nth = 0;

	for (const char *at = text; *(at += strspn(at, "\n")) && nth < MOST_SENTENCES; nth++) {
		size_t length = strcspn(at, "\n");
		EntenteSpan line = { (uint32_t)(at - text), (uint32_t)(at - text + length) };

		if (!put(dossier, text, line, id, nth, error))
			return false;
		at += length;
	}
	return true;
}

bool
sentences_put(EntenteDossier *dossier, const EntenteRecords *page, const char *id,
              GError **error)
{
	const EntenteSource *source = &entente_records_get(page, 0)->source;

	if (!page->n_sentences && !source->unread)
		return put_lines(dossier, source->text, id, error);
	for (size_t i = 0; i < page->n_sentences && i < MOST_SENTENCES; i++)
		if (!put(dossier, source->text, page->sentences[i], id, i, error))
			return false;
	return true;
}

bool
sentences_delete(EntenteDossier *dossier, const char *id, GError **error)
{
	return connection_run_for(dossier, sql_unindex_sentences, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_delete_sentences, ENTENTE_N_KINDS, id, error);
}
