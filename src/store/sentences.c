#include "store/sentences.h"

#include "store/sql-text.h"

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

bool
sentences_put(EntenteDossier *dossier, const EntenteRecords *page, const char *id,
              GError **error)
{
	const char *text = entente_records_get(page, 0)->source.text;

	for (size_t i = 0; i < page->n_sentences && i < MOST_SENTENCES; i++)
		if (!put(dossier, text, page->sentences[i], id, i, error))
			return false;
	return true;
}

bool
sentences_delete(EntenteDossier *dossier, const char *id, GError **error)
{
	return connection_run_for(dossier, sql_unindex_sentences, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_delete_sentences, ENTENTE_N_KINDS, id, error);
}
