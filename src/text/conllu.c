/* Reading and writing CoNLL-U.
 *
 * A sentence's lines are fetched first, up to the blank one, then taken apart in place, so
 * that no more than a sentence is in memory. */
#include "text/conllu.h"

#include "base/paths.h"

#include <entente/error.h>
#include <errno.h>
#include <string.h>

enum { LINE_MOST = 1 << 20, LINES_MOST = 1000000, SENTENCE_MOST = 64 << 20, NUMBER_SIZE = 24 };

static const char byte_order_mark[] = "\xef\xbb\xbf";

void
conllu_sentence_clear(ConlluSentence *sentence)
{
	g_free(sentence->text);
	g_free(sentence->lines);
	g_free(sentence->rows);
	g_free(sentence->words);
	*sentence = (ConlluSentence){ 0 };
}

bool
conllu_open(ConlluReader *reader, const char *path, GError **error)
{
	g_autofree char *name = display_name(path);
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");

	if (!file) {
		set_errno_error(error, name, errno);
		return false;
	}
	*reader = (ConlluReader){ .file = file, .name = g_steal_pointer(&name) };
	return true;
}

void
conllu_close(ConlluReader *reader)
{
	if (reader->file && reader->file != stdin)
		fclose(reader->file);
	g_free(reader->name);
	*reader = (ConlluReader){ 0 };
}

/* Sets the error of the file's line `line` and returns false. */
static bool G_GNUC_PRINTF(4, 5)
    wrong(const ConlluReader *reader, size_t line, GError **error, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': line %zu: %s",
	            reader->name, line, what);
	return false;
}

static bool
too_long(const ConlluReader *reader, const char *what, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
	            "'%s': line %zu: the %s is too long", reader->name, reader->line, what);
	return false;
}

static bool
is_text(const ConlluReader *reader, const char *line, size_t length, GError **error)
{
	for (size_t i = 0; i < length; i++)
		if (((guchar)line[i] < 0x20 && line[i] != '\t') || line[i] == 0x7f)
			return wrong(reader, reader->line, error, "control character, byte %u",
			             (guchar)line[i]);
	return g_utf8_validate_len(line, length, NULL) ||
	       wrong(reader, reader->line, error, "not UTF-8");
}

/* Appends the next line, without its end, and a NUL.  False at the end of the file, and with
 * `error` set where the line cannot be read. */
static bool
fetch_line(ConlluReader *reader, GString *text, GError **error)
{
	size_t start = text->len;
	int c = getc_unlocked(reader->file);

	if (c == EOF) {
		if (ferror(reader->file))
			set_errno_error(error, reader->name, errno);
		return false;
	}
	reader->line++;
	for (; c != EOF && c != '\n'; c = getc_unlocked(reader->file)) {
		if (text->len - start == LINE_MOST)
			return too_long(reader, "line", error);
		if (text->len == SENTENCE_MOST)
			return too_long(reader, "sentence", error);
		g_string_append_c(text, (char)c);
	}
	if (text->len > start && text->str[text->len - 1] == '\r')
		g_string_truncate(text, text->len - 1);
	if (reader->line == 1 && g_str_has_prefix(text->str, byte_order_mark))
		g_string_erase(text, 0, (gssize)strlen(byte_order_mark));
	if (!is_text(reader, text->str + start, text->len - start, error))
		return false;
	g_string_append_c(text, '\0');
	return true;
}

/* Fetches lines up to a blank one or the end of the file; returns how many, each with a NUL
 * after it.  Blank lines before them are passed over. */
static size_t
fetch_sentence(ConlluReader *reader, GString *text, GError **error)
{
	GError *why = NULL;
	size_t n = 0;

	for (;;) {
		size_t start = text->len;

		if (!fetch_line(reader, text, &why))
			break;
		if (text->len - start > 1) {
			if (!n)
				reader->first = reader->line;
			if (n++ < LINES_MOST)
				continue;
			too_long(reader, "sentence", &why);
			break;
		}
		g_string_truncate(text, start);
		if (n)
			return n;
	}
	if (!why)
		return n;
	g_propagate_error(error, why);
	return 0;
}

/* What was seen of the sentence that is being taken apart. */
typedef struct {
	const ConlluReader *reader;
	ConlluSentence *sentence;
	size_t line;     /* of the file */
	guint64 covered; /* the last word of the last multiword token */
} Splitter;

/* Whether the columns, which tabs divide, are ten, none of them empty. */
static bool
has_columns(const Splitter *splitter, const char *line, GError **error)
{
	unsigned n = 1;

	for (const char *at = line; *at; at++)
		n += *at == '\t';
	if (n != CONLLU_COLUMNS)
		return wrong(splitter->reader, splitter->line, error,
		             "%u column%s where ten belong, divided by tabs", n,
		             n == 1 ? "" : "s");
	n = 1;
	for (const char *column = line;; column++, n++) {
		size_t length = strcspn(column, "\t");

		if (!length)
			return wrong(splitter->reader, splitter->line, error,
			             "column %u is empty", n);
		column += length;
		if (!*column)
			return true;
	}
}

/* Whether `id` is "START" and a number, which is stored, up to the tab. */
static bool
reads_number_after(const char *id, const char *start, guint64 *number)
{
	const char *digits = id + strlen(start);
	char *end;

	if (!g_str_has_prefix(id, start) || !g_ascii_isdigit(*digits))
		return false;
	*number = g_ascii_strtoull(digits, &end, 10);
	return *end == '\t' && *number < G_MAXUINT32;
}

/* Whether the line of this id may stand where it does; `is_word` says whether it is a word. */
static bool
check_id(Splitter *splitter, const char *id, bool *is_word, GError **error)
{
	size_t last = splitter->sentence->n_words;
	char word[NUMBER_SIZE], token[NUMBER_SIZE], node[NUMBER_SIZE];
	guint64 number;

	g_snprintf(word, sizeof word, "%zu\t", last + 1);
	g_snprintf(token, sizeof token, "%zu-", last + 1);
	g_snprintf(node, sizeof node, "%zu.", last);
	*is_word = g_str_has_prefix(id, word);
	if (*is_word || reads_number_after(id, node, &number))
		return true;
	if (splitter->covered <= last && reads_number_after(id, token, &number) &&
	    number > last) {
		splitter->covered = number;
		return true;
	}
	return wrong(splitter->reader, splitter->line, error,
	             "the number is not that of word %zu, nor of a token or node before it",
	             last + 1);
}

static void
add_word(ConlluSentence *sentence, ConlluLine *row)
{
	for (unsigned c = 1; c < CONLLU_COLUMNS; c++) {
		char *tab = strchr(row->columns[c - 1], '\t');

		*tab = '\0';
		row->columns[c] = tab + 1;
	}
	const char *form = row->columns[CONLLU_FORM];

	sentence->rows[sentence->n_words] = row;
	sentence->words[sentence->n_words++] = (ParseWord){ form, (uint32_t)strlen(form) };
}

static bool
add_line(Splitter *splitter, char *line, GError **error)
{
	ConlluSentence *sentence = splitter->sentence;
	ConlluLine *row = &sentence->lines[sentence->n_lines++];
	bool is_word = false;

	*row = (ConlluLine){ .columns = { line } };
	if (*line == '#')
		return true;
	if (!has_columns(splitter, line, error) || !check_id(splitter, line, &is_word, error))
		return false;
	if (is_word)
		add_word(sentence, row);
	return true;
}

bool
conllu_next(ConlluReader *reader, ConlluSentence *sentence, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t n = fetch_sentence(reader, text, error);

	if (!n)
		return false;
	size_t last_line = reader->first + n - 1;
	g_auto(ConlluSentence) read = {
		.lines = g_new(ConlluLine, n),
		.rows = g_new(ConlluLine *, n),
		.words = g_new(ParseWord, n),
	};
	read.text = g_string_free(g_steal_pointer(&text), FALSE);
	Splitter splitter = { reader, &read, reader->first, 0 };

	for (char *line = read.text; read.n_lines < n; splitter.line++) {
		char *next = line + strlen(line) + 1;

		if (!add_line(&splitter, line, error))
			return false;
		line = next;
	}
	if (!read.n_words)
		return wrong(reader, last_line, error, "a sentence without words");
	if (splitter.covered > read.n_words)
		return wrong(reader, last_line, error, "the last multiword token lacks words");
	*sentence = read;
	read = (ConlluSentence){ 0 };
	return true;
}

static void
append_column(GString *out, const char *text, size_t length)
{
	g_string_append_c(out, '\t');
	if (length)
		g_string_append_len(out, text, (gssize)length);
	else
		g_string_append_c(out, '_');
}

static void
append_kept(GString *out, const char *text)
{
	append_column(out, text, text ? strlen(text) : 0);
}

void
conllu_append_word(GString *out, const ParseWord *word, const ParsedWord *parsed,
                   const ConlluLine *kept)
{
	char head[NUMBER_SIZE];

	g_snprintf(head, sizeof head, "%u", parsed->head);
	g_string_append(out, kept->columns[CONLLU_ID]);
	append_column(out, word->text, word->length);
	append_column(out, parsed->lemma, parsed->lemma_length);
	append_kept(out, upos_name(parsed->upos));
	append_kept(out, xpos_name(parsed->xpos));
	append_kept(out, kept->columns[CONLLU_FEATS]);
	append_kept(out, head);
	append_kept(out, relation_name(parsed->relation));
	append_kept(out, kept->columns[CONLLU_DEPS]);
	append_kept(out, kept->columns[CONLLU_MISC]);
	g_string_append_c(out, '\n');
}

void
conllu_append_sentence(GString *out, const ConlluSentence *sentence, const ParsedWord *parsed)
{
	size_t word = 0;

	for (size_t l = 0; l < sentence->n_lines; l++) {
		const ConlluLine *line = &sentence->lines[l];

		if (line->columns[CONLLU_FORM]) {
			conllu_append_word(out, &sentence->words[word], &parsed[word], line);
			word++;
		} else {
			g_string_append(out, line->columns[0]);
			g_string_append_c(out, '\n');
		}
	}
	g_string_append_c(out, '\n');
}
