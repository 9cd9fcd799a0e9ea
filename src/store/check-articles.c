/* Every article's text is what its hash says, and every sentence stands in it where its span
 * says. */
#include "store/check.h"

#include "store/column.h"
#include "store/sql-text.h"

#include <entente/error.h>
#include <string.h>

/* The text of the article that is being looked at. */
typedef struct {
	const char *start;
	int64_t length;
} Text;

static Text
text_at(Statement *statement, int column)
{
	const char *start = (const char *)sqlite3_column_text(statement, column);

	return (Text){ start ? start : "", sqlite3_column_bytes(statement, column) };
}

static bool
is_border(const Text *text, int64_t at)
{
	return at >= 0 && at <= text->length &&
	       (at == text->length || ((guchar)text->start[at] & 0xc0) != 0x80);
}

static const char *
wrong_with_span(const Text *text, int64_t start, int64_t end, const Text *sentence)
{
	if (start < 0 || start >= end || end > text->length)
		return "lie outside its text";
	if (!is_border(text, start) || !is_border(text, end))
		return "split a character of its text";
	if (sentence->length != end - start ||
	    memcmp(sentence->start, text->start + start, (size_t)sentence->length) != 0)
		return "are another text there";
	return NULL;
}

/* Whether a page's record that has this sentence is there. */
static bool
check_record(Check *check, const char *table, Statement *sentence, int n_keys, const char *kind,
             GError **error)
{
	enum { SOURCE, RECORD };
	int found = entente_kind_from_name(kind ? kind : "");
	bool row;

	if (found <= ENTENTE_SOURCE) {
		check_tell(check, table, sentence, n_keys, "has no kind of record");
		return true;
	}
	bool of_page = g_str_equal(table, "page_evidence");
	g_autoptr(Statement) record =
	    check_prepare_kind(check, of_page ? sql_page_record_exists : sql_record_exists,
	                       (EntenteKind)found, error);
	if (!record)
		return false;
	statement_bind_text(record, ":source",
	                    (const char *)sqlite3_column_text(sentence, SOURCE));
	statement_bind_number(record, ":record", sqlite3_column_int64(sentence, RECORD));
	if (!check_step(check, record, &row, error))
		return false;
	if (!row)
		check_tell(check, table, sentence, n_keys, "is of a %s that is not there",
		           entente_kind((EntenteKind)found)->name);
	return true;
}

/* The sentences of one article. */
static bool
check_sentences(Check *check, const char *id, const Text *text, GError **error)
{
	enum { SOURCE, RECORD, NTH, N_KEYS, START = N_KEYS, END, TEXT, KIND, TABLE };
	g_autoptr(Statement) sentence = check_prepare(check, sql_sentences, error);
	bool row;

	if (!sentence)
		return false;
	statement_bind_text(sentence, ":source", id);
	while (!check->stopped) {
		if (!check_step(check, sentence, &row, error))
			return false;
		if (!row)
			return true;
		const char *table = (const char *)sqlite3_column_text(sentence, TABLE);
		int64_t start = sqlite3_column_int64(sentence, START);
		int64_t end = sqlite3_column_int64(sentence, END);
		const Text words = text_at(sentence, TEXT);
		const char *wrong = wrong_with_span(text, start, end, &words);

		if (wrong)
			check_tell(check, table, sentence, N_KEYS,
			           "bytes %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " %s",
			           start, end, wrong);
		if (!check_record(check, table, sentence, N_KEYS,
		                  (const char *)sqlite3_column_text(sentence, KIND), error))
			return false;
	}
	return true;
}

/* The row's first `n_keys` columns name it; its text and the text's hash follow. */
static Text
check_text(Check *check, const char *table, Statement *row, int n_keys)
{
	const Text text = text_at(row, n_keys);
	g_autofree char *sha256 = g_compute_checksum_for_data(
	    G_CHECKSUM_SHA256, (const guchar *)text.start, (gsize)text.length);

	if (g_strcmp0(sha256, (const char *)sqlite3_column_text(row, n_keys + 1)) != 0)
		check_tell(check, table, row, n_keys, "its text is not the one of its sha256");
	if (!g_utf8_validate_len(text.start, (gsize)text.length, NULL))
		check_tell(check, table, row, n_keys, "its text is not UTF-8");
	return text;
}

static void
check_readable(Check *check, Statement *row)
{
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(GError) why = NULL;

	if (!row_read(check->dossier, row, records, ENTENTE_SOURCE, &why))
		check_tell_unreadable(check, "articles", row, 1, why);
}

bool
check_articles(Check *check, GError **error)
{
	enum { ID, TEXT, SHA256, CHARS };
	g_autoptr(Statement) article = check_prepare(check, sql_check_articles, error);
	bool row;

	if (!article)
		return false;
	while (!check->stopped) {
		if (!check_step(check, article, &row, error))
			return false;
		if (!row)
			return true;
		const Text text = check_text(check, "articles", article, 1);

		if (g_utf8_strlen(text.start, (gssize)text.length) !=
		    sqlite3_column_int64(article, CHARS))
			check_tell(check, "articles", article, 1,
			           "its text has another number of characters");
		check_readable(check, article);
		if (!check_sentences(check, (const char *)sqlite3_column_text(article, ID),
		                     &text, error))
			return false;
	}
	return true;
}

bool
check_versions(Check *check, GError **error)
{
	g_autoptr(Statement) version = check_prepare(check, sql_check_versions, error);
	bool row;

	if (!version)
		return false;
	while (!check->stopped) {
		if (!check_step(check, version, &row, error))
			return false;
		if (!row)
			return true;
		check_text(check, "versions", version, 2);
	}
	return true;
}
