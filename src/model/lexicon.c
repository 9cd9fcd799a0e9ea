/* Tables of phrases, indexed by their first word.
 *
 * Word ids are dense, so an index is an array with one slot a word.  Text is matched against every
 * table at every position; that a table has nothing there, one small array tells for all. */
#include "model/lexicon.h"

#include "base/tsv.h"
#include "model/inflect.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	const char *file;
	const char *columns[8]; /* that must be there; the first is the phrase */
	const char *key;        /* a further one by which rows are looked up, or NULL */
} TableSpec;

static const TableSpec specs[LEXICON_N_TABLES] = {
	[LEXICON_ABBREVIATIONS] = { .file = "abbreviations.tsv", .columns = { "term", "ends" } },
	[LEXICON_CALENDAR] = { .file = "calendar.tsv", .columns = { "term", "class", "value" } },
	[LEXICON_NUMBERS] = { .file = "numbers.tsv", .columns = { "term", "value", "class" } },
	[LEXICON_UNITS] = { .file = "units.tsv", .columns = { "term", "pos", "kind", "factor" } },
	[LEXICON_BOILERPLATE] = { .file = "boilerplate.tsv", .columns = { "term", "place", "effect" } },
	[LEXICON_FUNCTION] = { .file = "function.tsv", .columns = { "term", "class" } },
	[LEXICON_COUNTRIES] = { .file = "countries.tsv", .columns = { "term", "name", "class", "kind" } },
	[LEXICON_PARTIES] = { .file = "parties.tsv", .columns = { "term", "name", "kind", "class", "home" } },
	[LEXICON_PLACES] = { .file = "places.tsv", .columns = { "term", "name", "country" } },
	[LEXICON_WORDS] = { .file = "words.tsv", .columns = { "term", "class" } },
	[LEXICON_NAMES] = { .file = "names.tsv", .columns = { "term", "class", "name" } },
	[LEXICON_LEADERS] = { "leaders.tsv",
	                      { "term", "surname", "party", "kind", "from", "until" },
	                      "surname" },
	[LEXICON_TITLES] = { .file = "titles.tsv", .columns = { "term", "pos", "class", "side", "party", "chamber" } },
	[LEXICON_TITLE_MARKS] = { .file = "title-marks.tsv", .columns = { "term", "class" } },
	[LEXICON_SPEECH] = { .file = "speech.tsv", .columns = { "term", "pos", "class" } },
	[LEXICON_STANCES] = { .file = "stances.tsv", .columns = { "term", "pos", "stance", "object", "holder", "negated" } },
	[LEXICON_ISSUES] = { .file = "issues.tsv", .columns = { "term", "pos", "issue", "weight" } },
	[LEXICON_DRAFTS] = { .file = "drafts.tsv", .columns = { "term", "pos", "class", "value" } },
	[LEXICON_MEETINGS] = { .file = "meetings.tsv", .columns = { "term", "pos", "class" } },
	[LEXICON_TONES] = { .file = "tones.tsv", .columns = { "term", "pos", "tone", "weight" } },
};

_Static_assert(LEXICON_N_TABLES <= 32, "a bit for each table");

typedef struct {
	Tsv tsv;
	GPtrArray *entries; /* LexiconEntry * */
	/* by first word id: NULL or a NULL-terminated list of entries, longest first */
	const LexiconEntry *const **by_word;
	GHashTable *by_key; /* cell of the key column -> GPtrArray of rows; NULL without one */
} Table;

struct Lexicon {
	Arena *arena;
	const char *language; /* code */
	Languages *languages;
	GHashTable *ids;  /* word -> id */
	GPtrArray *words; /* id -> word; slot 0 is "" */
	Table tables[LEXICON_N_TABLES];
	uint32_t *begins; /* by word id: a bit for each table in which entries begin with it */
	size_t n_indexed;
	uint32_t *slots; /* word ids by hash, 0: free; n_slots is a power of two */
	size_t n_slots;
};

static uint32_t
word_id(Lexicon *lexicon, const char *word)
{
	gpointer id = g_hash_table_lookup(lexicon->ids, word);

	if (id)
		return GPOINTER_TO_UINT(id);
	char *copy = arena_strdup(lexicon->arena, word);
	g_ptr_array_add(lexicon->words, copy);
	g_hash_table_insert(lexicon->ids, copy, GUINT_TO_POINTER(lexicon->words->len - 1));
	return lexicon->words->len - 1;
}

/* Adds the phrase of `row` with the word at `position` (or none, if < 0) replaced. */
static void
add_entry(Lexicon *lexicon, Table *table, const char *const *row, char *const *words,
          int position, const char *inflected, WordForm form)
{
	size_t n = g_strv_length((char **)words);
	LexiconEntry *entry = arena_new0(lexicon->arena, LexiconEntry, 1);
	uint32_t *ids = arena_new0(lexicon->arena, uint32_t, n);

	for (size_t i = 0; i < n; i++)
		ids[i] = word_id(lexicon, (int)i == position ? inflected : words[i]);
	*entry = (LexiconEntry){ row, form, (uint32_t)n, ids };
	g_ptr_array_add(table->entries, entry);
}

static void
add_row(Lexicon *lexicon, Table *table, const Inflections *inflections, const char *const *row,
        int pos_column)
{
	g_auto(GStrv) words = g_strsplit(row[0], " ", -1);
	const char *pos = pos_column < 0 ? "" : row[pos_column];
	int position = pos[0] == 'n' ? (int)g_strv_length(words) - 1 : 0;

	add_entry(lexicon, table, row, words, -1, NULL, FORM_BASE);
	if (pos[0] != 'v' && pos[0] != 'n')
		return;
	WordForm first = pos[0] == 'v' ? FORM_THIRD : FORM_PLURAL;
	WordForm last = pos[0] == 'v' ? FORM_ING : FORM_PLURAL;
	for (WordForm form = first; form <= last; form++) {
		g_autofree char *inflected = inflect(inflections, words[position], form);
		g_auto(GStrv) spellings = inflected ? g_strsplit(inflected, "|", -1) : NULL;

		for (unsigned i = 0; spellings && spellings[i]; i++)
			add_entry(lexicon, table, row, words, position, spellings[i], form);
	}
}

static bool
load_table(Lexicon *lexicon, LexiconTableId id, const char *dir, const Inflections *inflections,
           GError **error)
{
	const TableSpec *spec = &specs[id];
	Table *table = &lexicon->tables[id];
	g_autofree char *path = g_build_filename(dir, spec->file, NULL);

	table->entries = g_ptr_array_new();
	if (!tsv_read(&table->tsv, path, lexicon->arena, error))
		return false;
	for (unsigned i = 0; i < G_N_ELEMENTS(spec->columns) && spec->columns[i]; i++) {
		int column = tsv_column(&table->tsv, spec->columns[i]);

		if (column < 0 || (i == 0 && column != 0)) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
			            "'%s': no column '%s'%s", path, spec->columns[i],
			            i == 0 ? " in the first place" : "");
			return false;
		}
	}
	int pos_column = tsv_column(&table->tsv, "pos");
	for (guint row = 0; row < table->tsv.rows->len; row++)
		add_row(lexicon, table, inflections, table->tsv.rows->pdata[row], pos_column);
	return true;
}

/* By first word, then by length; the sort is stable, so file order stays. */
static int
longest_first(gconstpointer a, gconstpointer b, gpointer unused)
{
	const LexiconEntry *left = *(const LexiconEntry *const *)a;
	const LexiconEntry *right = *(const LexiconEntry *const *)b;

	(void)unused;
	if (left->words[0] != right->words[0])
		return left->words[0] < right->words[0] ? -1 : 1;
	if (left->n_words != right->n_words)
		return left->n_words > right->n_words ? -1 : 1;
	return 0;
}

/* Sorts a copy of the entries by first word and gives each word its run. */
static void
index_table(Lexicon *lexicon, LexiconTableId id)
{
	Table *table = &lexicon->tables[id];
	guint n = table->entries->len;
	g_autofree const LexiconEntry **sorted = g_new(const LexiconEntry *, n + 1);

	for (guint i = 0; i < n; i++)
		sorted[i] = table->entries->pdata[i];
	g_qsort_with_data(sorted, (gint)n, sizeof *sorted, longest_first, NULL);
	table->by_word =
	    arena_alloc(lexicon->arena, sizeof *table->by_word * lexicon->words->len);
	for (guint i = 0, end; i < n; i = end) {
		for (end = i; end < n && sorted[end]->words[0] == sorted[i]->words[0]; end++)
			;
		const LexiconEntry **run =
		    arena_new0(lexicon->arena, const LexiconEntry *, end - i + 1);
		memcpy(run, &sorted[i], sizeof *run * (end - i));
		table->by_word[sorted[i]->words[0]] = run;
		lexicon->begins[sorted[i]->words[0]] |= 1u << id;
	}
}

static void
index_rows(Table *table, const char *key)
{
	int column = tsv_column(&table->tsv, key);

	table->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	                                      (GDestroyNotify)g_ptr_array_unref);
	for (guint i = 0; i < table->tsv.rows->len; i++) {
		const char *const *row = table->tsv.rows->pdata[i];
		GPtrArray *rows = g_hash_table_lookup(table->by_key, row[column]);

		if (!rows) {
			rows = g_ptr_array_new();
			g_hash_table_insert(table->by_key, (gpointer)row[column], rows);
		}
		g_ptr_array_add(rows, (gpointer)row);
	}
}

/* FNV-1a: the lookup of each word of a text costs one pass over its letters. */
static uint32_t
hash_of(const char *word, size_t length)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619u;
	return hash ^ hash >> 15;
}

/* Open addressing, at most a quarter full. */
static void
index_words(Lexicon *lexicon)
{
	for (lexicon->n_slots = 64; lexicon->n_slots < lexicon->words->len * (size_t)4;)
		lexicon->n_slots *= 2;
	lexicon->slots = arena_new0(lexicon->arena, uint32_t, lexicon->n_slots);
	for (uint32_t id = 1; id < lexicon->words->len; id++) {
		const char *word = lexicon->words->pdata[id];
		size_t slot = hash_of(word, strlen(word)) & (lexicon->n_slots - 1);

		while (lexicon->slots[slot])
			slot = (slot + 1) & (lexicon->n_slots - 1);
		lexicon->slots[slot] = id;
	}
}

Lexicon *
lexicon_load(const char *lexicon_dir, const char *language, GError **error)
{
	g_autoptr(Lexicon) lexicon = g_new0(Lexicon, 1);
	g_autofree char *dir = g_build_filename(lexicon_dir, language, NULL);
	g_autofree char *languages = g_build_filename(lexicon_dir, "languages.tsv", NULL);

	lexicon->arena = arena_new();
	lexicon->language = arena_strdup(lexicon->arena, language);
	lexicon->ids = g_hash_table_new(g_str_hash, g_str_equal);
	lexicon->words = g_ptr_array_new();
	g_ptr_array_add(lexicon->words, (gpointer) "");
	g_autoptr(Inflections) inflections = inflections_load(dir, error);
	if (!inflections)
		return NULL;
	for (LexiconTableId id = 0; id < LEXICON_N_TABLES; id++)
		if (!load_table(lexicon, id, dir, inflections, error))
			return NULL;
	lexicon->begins = arena_new0(lexicon->arena, uint32_t, lexicon->words->len);
	for (LexiconTableId id = 0; id < LEXICON_N_TABLES; id++) {
		index_table(lexicon, id);
		if (specs[id].key)
			index_rows(&lexicon->tables[id], specs[id].key);
	}
	lexicon->n_indexed = lexicon->words->len;
	index_words(lexicon);
	lexicon->languages = languages_load(languages, lexicon->arena, error);
	if (!lexicon->languages)
		return NULL;
	return g_steal_pointer(&lexicon);
}

void
lexicon_free(Lexicon *lexicon)
{
	if (!lexicon)
		return;
	for (LexiconTableId id = 0; id < LEXICON_N_TABLES; id++) {
		tsv_clear(&lexicon->tables[id].tsv);
		g_clear_pointer(&lexicon->tables[id].entries, g_ptr_array_unref);
		g_clear_pointer(&lexicon->tables[id].by_key, g_hash_table_unref);
	}
	languages_free(lexicon->languages);
	g_hash_table_unref(lexicon->ids);
	g_ptr_array_unref(lexicon->words);
	arena_free(lexicon->arena);
	g_free(lexicon);
}

/* Lower-cases into `folded`; typographic apostrophes become '.  The length, or 0 if it does
 * not fit, which no lexicon word does either. */
static size_t
fold(const char *text, size_t length, char *folded, size_t size)
{
	size_t n = 0;

	if (length >= size)
		return 0;
	for (const char *at = text, *end = text + length; at < end;) {
		if ((unsigned char)*at < 0x80) {
			if (n + 1 >= size)
				return 0;
			folded[n++] = g_ascii_tolower(*at++);
			continue;
		}
		gunichar c = g_utf8_get_char(at);
		if (n + 6 >= size)
			return 0;
		if (c == 0x2019 || c == 0x2018)
			folded[n++] = '\'';
		else
			n += (size_t)g_unichar_to_utf8(g_unichar_tolower(c), folded + n);
		at = g_utf8_next_char(at);
	}
	folded[n] = '\0';
	return n;
}

uint32_t
lexicon_word(const Lexicon *lexicon, const char *text, size_t length)
{
	char folded[64];
	size_t n = fold(text, length, folded, sizeof folded);

	if (!n)
		return 0;
	size_t slot = hash_of(folded, n) & (lexicon->n_slots - 1);
	for (uint32_t id; (id = lexicon->slots[slot]);
	     slot = (slot + 1) & (lexicon->n_slots - 1))
		if (!strcmp(lexicon->words->pdata[id], folded))
			return id;
	return 0;
}

const char *
lexicon_language(const Lexicon *lexicon)
{
	return lexicon->language;
}

const Languages *
lexicon_languages(const Lexicon *lexicon)
{
	return lexicon->languages;
}

const char *
lexicon_word_text(const Lexicon *lexicon, uint32_t id)
{
	return id < lexicon->words->len ? lexicon->words->pdata[id] : "";
}

const LexiconEntry *const *
lexicon_entries(const Lexicon *lexicon, LexiconTableId table, uint32_t word)
{
	bool begins = word < lexicon->n_indexed && lexicon->begins[word] >> table & 1;

	return begins ? lexicon->tables[table].by_word[word] : NULL;
}

const LexiconEntry *
lexicon_match(const Lexicon *lexicon, LexiconTableId table, const uint32_t *words,
              size_t n_words, size_t stride)
{
	if (!n_words)
		return NULL;
	const LexiconEntry *const *entries = lexicon_entries(lexicon, table, *words);
	for (; entries && *entries; entries++) {
		const LexiconEntry *entry = *entries;
		uint32_t i = 1;

		if (entry->n_words > n_words)
			continue;
		while (i < entry->n_words &&
		       *(const uint32_t *)((const char *)words + i * stride) == entry->words[i])
			i++;
		if (i == entry->n_words)
			return entry;
	}
	return NULL;
}

const char *
lexicon_file(LexiconTableId table)
{
	return specs[table].file;
}

const char *const *
lexicon_columns(LexiconTableId table)
{
	return specs[table].columns;
}

unsigned
lexicon_column(const Lexicon *lexicon, LexiconTableId table, const char *column)
{
	int index = tsv_column(&lexicon->tables[table].tsv, column);

	g_return_val_if_fail(index >= 0, 0);
	return (unsigned)index;
}

size_t
lexicon_n_rows(const Lexicon *lexicon, LexiconTableId table)
{
	return lexicon->tables[table].tsv.rows->len;
}

const char *const *
lexicon_row(const Lexicon *lexicon, LexiconTableId table, size_t row)
{
	return lexicon->tables[table].tsv.rows->pdata[row];
}

const GPtrArray *
lexicon_rows_of(const Lexicon *lexicon, LexiconTableId table, const char *value)
{
	GHashTable *rows = lexicon->tables[table].by_key;

	return rows ? g_hash_table_lookup(rows, value) : NULL;
}
