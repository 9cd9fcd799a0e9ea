/* Full text over sentences: FTS5 finds and ranks, what else is asked for is asked of each; or,
 * where few records or pages are asked for, of these first.
 *
 * FTS5 goes through the places of a word in no time, but takes microseconds to rank one, and as
 * long goes by to ask what rests on a sentence.  So each way ends at what is enough. */
#include "model/records.h"
#include "store/column.h"
#include "store/query.h"
#include "store/sql-text.h"

#include <entente/search.h>
#include <inttypes.h>
#include <string.h>

struct EntenteHits {
	Arena *arena;
	GArray *hits; /* EntenteHit */
};

enum { MARK_BEGINS = 2, MARK_ENDS = 3 }; /* as search-marked.sql has them */
enum {
	FITTING = 20, /* for each hit wanted: among equals of these the newest come first */
	MOST_RANKED = 20000,  /* sentences with the words; of more, the newest to arrive */
	MOST_PASSING = 20,    /* the same for each hit wanted, where filters have to be asked */
	FEW_EVIDENCE = 20000, /* of the records asked for */
	FEW_BESIDE_WORDS = 40000, /* the same, where all of it need not be put in order */
	FEW_ARTICLES = 2000,
};

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

/* The hits' texts, in one go: FTS5 gathers all words that begin in one way for every question.
 */
static bool
read_texts(EntenteDossier *dossier, const Query *query, const GArray *numbers,
           EntenteHits *hits, GError **error)
{
	const char *sql = !query->words   ? sql_search_unmarked
	                  : query->begins ? sql_search_marked_together
	                                  : sql_search_marked;
	g_autoptr(Statement) text = connection_prepare(dossier, sql, error);
	g_autoptr(GString) list = g_string_new("[");
	bool row;

	if (!text)
		return false;
	for (guint i = 0; i < numbers->len; i++)
		g_string_append_printf(list, i ? ",%" PRId64 : "%" PRId64,
		                       g_array_index(numbers, int64_t, i));
	g_string_append_c(list, ']');
	statement_bind_text(text, ":words", query->words);
	statement_bind_text(text, ":numbers", list->str);
	while (true) {
		if (!connection_step(dossier, text, &row, error))
			return false;
		if (!row)
			return true;
		for (guint i = 0; i < numbers->len; i++)
			if (g_array_index(numbers, int64_t, i) == sqlite3_column_int64(text, 0))
				take_marks(&g_array_index(hits->hits, EntenteHit, i),
				           row_text(text, 1, hits->arena), hits->arena);
	}
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

/* What is asked for, and of what there is little. */
typedef struct {
	const Query *query;
	unsigned most;
	bool few_records, few_articles;
} Search;

static bool
names_record(const Query *query)
{
	return query->party || query->speaker || query->issue;
}

static bool
names_article(const Query *query)
{
	return query->outlet || query->since || query->until;
}

/* The statement of a template, or that of one of the ways to the hits. */
static char *
fill(const char *sql)
{
	bool is_count = sql == sql_count_asked_records || sql == sql_count_asked_articles;
	GString *filled = g_string_new(is_count ? sql : sql_search);

	g_string_replace(filled, "$asked", sql_search_asked, 0);
	g_string_replace(filled, "$hits", sql, 0);
	g_string_replace(filled, "$filters", sql_search_filters, 0);
	g_string_replace(filled, "$number",
	                 sql == sql_search_by_words     ? "sentence_index.rowid"
	                 : sql == sql_search_by_records ? "asked.number"
	                                                : "told.number",
	                 0);
	return g_string_free(filled, FALSE);
}

static Statement *
prepare(EntenteDossier *dossier, const Query *query, const char *sql, GError **error)
{
	Statement *row = connection_prepare_filled(dossier, sql, fill, error);

	if (!row)
		return NULL;
	statement_bind_text(row, ":words", query->words);
	statement_bind_text(row, ":party", query->party);
	statement_bind_text(row, ":speaker", query->speaker);
	statement_bind_text(row, ":issue", query->issue);
	statement_bind_text(row, ":outlet", query->outlet);
	statement_bind_text(row, ":since", query->since);
	statement_bind_text(row, ":until", query->until);
	return row;
}

/* Sets `*few` to whether less than `enough` are asked for. */
static bool
are_few(EntenteDossier *dossier, const Query *query, const char *sql, int64_t enough, bool *few,
        GError **error)
{
	g_autoptr(Statement) count = prepare(dossier, query, sql, error);
	bool row;

	if (!count)
		return false;
	statement_bind_number(count, ":enough", enough);
	if (!connection_step(dossier, count, &row, error))
		return false;
	*few = sqlite3_column_int64(count, 0) < enough;
	return true;
}

static bool
weigh(EntenteDossier *dossier, Search *search, GError **error)
{
	const Query *query = search->query;

	if (names_record(query) && !are_few(dossier, query, sql_count_asked_records,
	                                    query->words ? FEW_BESIDE_WORDS : FEW_EVIDENCE,
	                                    &search->few_records, error))
		return false;
	return search->few_records || !query->words || !names_article(query) ||
	       are_few(dossier, query, sql_count_asked_articles, FEW_ARTICLES,
	               &search->few_articles, error);
}

static Statement *
begin(EntenteDossier *dossier, const Search *search, GError **error)
{
	const Query *query = search->query;
	int64_t most = search->most;
	const char *sql = query->words          ? sql_search_by_words
	                  : search->few_records ? sql_search_by_records
	                                        : sql_search_by_days;
	Statement *row = prepare(dossier, query, sql, error);

	if (!row)
		return NULL;
	statement_bind_number(row, ":few_records", search->few_records);
	statement_bind_number(row, ":few_articles", search->few_articles);
	statement_bind_number(row, ":candidates",
	                      !query->words                                 ? most
	                      : search->few_records || search->few_articles ? -1
	                      : query_has_filter(query) ? most * MOST_PASSING
	                                                : MOST_RANKED);
	statement_bind_number(row, ":fitting", most * FITTING);
	statement_bind_number(row, ":most", most);
	return row;
}

EntenteHits *
entente_dossier_search(EntenteDossier *dossier, const char *text, unsigned most, GError **error)
{
	enum { NUMBER, SOURCE, START, END, OUTLET, TITLE, PUBLISHED, URL };
	g_autoptr(Query) query = query_new(text, error);
	Search search = { .query = query, .most = most };
	g_autoptr(Statement) row =
	    query && weigh(dossier, &search, error) ? begin(dossier, &search, error) : NULL;
	g_autoptr(EntenteHits) hits = g_new0(EntenteHits, 1);
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int64_t));
	bool is_row;

	hits->arena = arena_new();
	hits->hits = g_array_new(FALSE, TRUE, sizeof(EntenteHit));
	if (!row)
		return NULL;
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			break;
		int64_t number = sqlite3_column_int64(row, NUMBER);
		EntenteHit hit = {
			.source = row_text(row, SOURCE, hits->arena),
			.span = { (uint32_t)sqlite3_column_int64(row, START),
			          (uint32_t)sqlite3_column_int64(row, END) },
			.outlet = row_text(row, OUTLET, hits->arena),
			.title = row_text(row, TITLE, hits->arena),
			.published = row_text(row, PUBLISHED, hits->arena),
			.url = row_text(row, URL, hits->arena),
			.text = "",
		};

		if (!read_refs(dossier, &hit, hits->arena, error))
			return NULL;
		g_array_append_val(hits->hits, hit);
		g_array_append_val(numbers, number);
	}
	return read_texts(dossier, query, numbers, hits, error) ? g_steal_pointer(&hits) : NULL;
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
