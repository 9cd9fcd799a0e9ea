/* Full text over sentences: FTS5 finds and ranks, what else is asked for is asked of each. */
#include "model/records.h"
#include "store/column.h"
#include "store/query.h"
#include "store/sql-text.h"

#include <entente/search.h>
#include <string.h>

struct EntenteHits {
	Arena *arena;
	GArray *hits; /* EntenteHit */
};

enum { MARK_BEGINS = 2, MARK_ENDS = 3 }; /* as search-marked.sql has them */
enum { CANDIDATES = 20 }; /* for each hit wanted: among equals of these the newest come first */

/* The text without its marks, which become spans. */
static void
take_marks(EntenteHit *hit, const char *marked, Arena *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(EntenteSpan));
	uint32_t start = 0;

	for (; *marked; marked++) {
		EntenteSpan mark = { start, (uint32_t)text->len };

		if (*marked == MARK_BEGINS)
			start = (uint32_t)text->len;
		else if (*marked == MARK_ENDS)
			g_array_append_val(marks, mark);
		else
			g_string_append_c(text, *marked);
	}
	EntenteSpan *copy = arena_new0(arena, EntenteSpan, marks->len);
	if (marks->len)
		memcpy(copy, marks->data, sizeof *copy * marks->len);
	hit->text = arena_strndup(arena, text->str, text->len);
	hit->marks = copy;
	hit->n_marks = marks->len;
}

static bool
read_text(EntenteDossier *dossier, const Query *query, int64_t number, EntenteHit *hit,
          Arena *arena, GError **error)
{
	const char *sql = query->words ? sql_search_marked : sql_sentence_text;
	g_autoptr(Statement) text = connection_prepare(dossier, sql, error);
	bool row;

	if (!text)
		return false;
	statement_bind_text(text, ":words", query->words);
	statement_bind_number(text, ":number", number);
	if (!connection_step(dossier, text, &row, error))
		return false;
	take_marks(hit, row ? row_text(text, 0, arena) : "", arena);
	return true;
}

static bool
read_refs(EntenteDossier *dossier, EntenteHit *hit, Arena *arena, GError **error)
{
	g_autoptr(Statement) ref = connection_prepare(dossier, sql_sentence_refs, error);
	g_autoptr(GPtrArray) refs = g_ptr_array_new();
	bool row;

	if (!ref)
		return false;
	statement_bind_text(ref, ":source", hit->source);
	statement_bind_number(ref, ":start", hit->span.start);
	statement_bind_number(ref, ":end", hit->span.end);
	while (true) {
		if (!connection_step(dossier, ref, &row, error))
			return false;
		if (!row)
			break;
		g_ptr_array_add(refs, (gpointer)row_text(ref, 0, arena));
	}
	hit->refs = arena_texts(arena, refs);
	return true;
}

static Statement *
prepare(EntenteDossier *dossier, const Query *query, unsigned most, GError **error)
{
	Statement *row = connection_prepare(dossier, sql_search, error);

	if (!row)
		return NULL;
	statement_bind_text(row, ":words", query->words);
	statement_bind_text(row, ":party", query->party);
	statement_bind_text(row, ":speaker", query->speaker);
	statement_bind_text(row, ":issue", query->issue);
	statement_bind_text(row, ":outlet", query->outlet);
	statement_bind_text(row, ":since", query->since);
	statement_bind_text(row, ":until", query->until);
	statement_bind_number(row, ":candidates",
	                      query->words ? (int64_t)most * CANDIDATES : -1);
	statement_bind_number(row, ":most", most);
	return row;
}

EntenteHits *
entente_dossier_search(EntenteDossier *dossier, const char *text, unsigned most, GError **error)
{
	enum { NUMBER, SOURCE, START, END, OUTLET, TITLE, PUBLISHED, URL };
	g_autoptr(Query) query = query_new(text, error);
	g_autoptr(Statement) row = query ? prepare(dossier, query, most, error) : NULL;
	g_autoptr(EntenteHits) hits = g_new0(EntenteHits, 1);
	bool is_row;

	hits->arena = arena_new();
	hits->hits = g_array_new(FALSE, TRUE, sizeof(EntenteHit));
	if (!row)
		return NULL;
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&hits);
		EntenteHit hit = {
			.source = row_text(row, SOURCE, hits->arena),
			.span = { (uint32_t)sqlite3_column_int64(row, START),
			          (uint32_t)sqlite3_column_int64(row, END) },
			.outlet = row_text(row, OUTLET, hits->arena),
			.title = row_text(row, TITLE, hits->arena),
			.published = row_text(row, PUBLISHED, hits->arena),
			.url = row_text(row, URL, hits->arena),
		};

		if (!read_text(dossier, query, sqlite3_column_int64(row, NUMBER), &hit,
		               hits->arena, error) ||
		    !read_refs(dossier, &hit, hits->arena, error))
			return NULL;
		g_array_append_val(hits->hits, hit);
	}
}

size_t
entente_hits_count(const EntenteHits *hits)
{
	return hits->hits->len;
}

const EntenteHit *
entente_hits_get(const EntenteHits *hits, size_t index)
{
	g_return_val_if_fail(index < hits->hits->len, NULL);
	return &g_array_index(hits->hits, EntenteHit, index);
}

void
entente_hits_free(EntenteHits *hits)
{
	if (!hits)
		return;
	arena_free(hits->arena);
	g_array_unref(hits->hits);
	g_free(hits);
}
