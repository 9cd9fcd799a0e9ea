#include "tell/line.h"

#include "tell/plain.h"
#include "tell/wording.h"

#include <stdarg.h>

enum { LONGEST_RUN = 600, LONGEST_NAME = 60, MOST_CITED = 12 };

static const char *const tint_names[TINT_N] = {
	"plain",   "strong", "faint",    "cite",  "demands",  "offers",  "accepts",
	"refuses", "open",   "positive", "mixed", "negative", "blocked",
};

const char *
tint_name(Tint tint)
{
	return tint_names[tint];
}

static void
line_free(gpointer pointer)
{
	Line *line = pointer;

	for (guint i = 0; i < line->runs->len; i++)
		g_clear_pointer(&g_array_index(line->runs, Run, i).numbers, g_array_unref);
	g_array_unref(line->runs);
	g_ptr_array_unref(line->records);
	g_array_unref(line->numbers);
	g_free(line);
}

Section *
section_new(const char *id, const char *title, Arena *arena, const SourceIndex *sources)
{
	Section *section = g_new0(Section, 1);

	*section =
	    (Section){ id, title, arena, sources, g_ptr_array_new_with_free_func(line_free) };
	return section;
}

void
section_free(Section *section)
{
	if (!section)
		return;
	g_ptr_array_unref(section->lines);
	g_free(section);
}

Line *
section_add(Section *section, LineRole role, const char *kind, const char *label)
{
	Line *line = g_new0(Line, 1);

	line->role = role;
	line->kind = kind;
	line->label = label ? plain_clause(section->arena, label, LONGEST_NAME) : NULL;
	line->runs = g_array_new(false, true, sizeof(Run));
	line->records = g_ptr_array_new();
	line->numbers = g_array_new(false, false, sizeof(guint));
	g_ptr_array_add(section->lines, line);
	return line;
}

void
line_say(Section *section, Line *line, Tint tint, const char *text)
{
	Run run = { .tint = tint, .text = plain_text(section->arena, text, LONGEST_RUN) };

	g_array_append_val(line->runs, run);
}

void
line_sayf(Section *section, Line *line, Tint tint, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	line_say(section, line, tint, text);
}

void
line_clause(Section *section, Line *line, const char *clause, int most)
{
	line_say(section, line, TINT_PLAIN, plain_clause(section->arena, clause, most));
}

void
line_name(Section *section, Line *line, Tint tint, const char *name)
{
	line_say(section, line, tint, plain_clause(section->arena, name, LONGEST_NAME));
}

void
line_names(Section *section, Line *line, Tint tint, const char *const *names, int most)
{
	int n = names ? (int)g_strv_length((char **)names) : 0;
	int shown = n > most + 1 ? most : n; /* "and 1 other" is no shorter than the name */

	for (int i = 0; i < shown; i++) {
		if (i)
			line_say(section, line, TINT_PLAIN, i == n - 1 ? " and " : ", ");
		line_name(section, line, tint, names[i]);
	}
	if (shown < n)
		line_sayf(section, line, TINT_PLAIN, " and %d others", n - shown);
}

void
line_cite_numbers(Section *section, Line *line, GArray *numbers)
{
	source_index_settle(section->sources, numbers);
	if (!numbers->len)
		return;
	Run run = { .tint = TINT_CITE,
		    .text = "",
		    .numbers = g_array_copy(numbers),
		    .n_more = numbers->len - MIN(numbers->len, MOST_CITED) };
	g_array_set_size(run.numbers, MIN(numbers->len, MOST_CITED));
	g_array_append_val(line->runs, run);
	g_array_append_vals(line->numbers, numbers->data, numbers->len);
	source_index_settle(section->sources, line->numbers);
}

static void
add_numbers(const Section *section, const EntenteRecord *record, GArray *numbers)
{
	for (size_t i = 0; i < record->n_evidence; i++) {
		guint number =
		    source_index_number(section->sources, record->evidence[i].source);

		g_array_append_val(numbers, number);
	}
}

void
line_cite(Section *section, Line *line, const EntenteRecord *record)
{
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));

	add_numbers(section, record, numbers);
	line_cite_numbers(section, line, numbers);
	g_ptr_array_add(line->records, (gpointer)record);
}

void
line_rest_on(Section *section, Line *line, const EntenteRecord *record)
{
	add_numbers(section, record, line->numbers);
	source_index_settle(section->sources, line->numbers);
	g_ptr_array_add(line->records, (gpointer)record);
}

void
line_cite_words(Section *section, Line *line, const EntenteRecord *record, const char *words)
{
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));

	for (size_t i = 0; words && i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];
		guint number = source_index_number(section->sources, evidence->source);

		if (evidence->text && wording_is_in(words, evidence->text))
			g_array_append_val(numbers, number);
	}
	if (!numbers->len)
		add_numbers(section, record, numbers);
	line_cite_numbers(section, line, numbers);
	g_ptr_array_add(line->records, (gpointer)record);
}

void
line_cite_all(Section *section, Line *line, const GPtrArray *records)
{
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));

	for (guint i = 0; i < records->len; i++) {
		add_numbers(section, records->pdata[i], numbers);
		g_ptr_array_add(line->records, records->pdata[i]);
	}
	line_cite_numbers(section, line, numbers);
}

char *
line_flat(const Line *line)
{
	GString *flat = g_string_new(NULL);

	for (guint i = 0; i < line->runs->len; i++) {
		const Run *run = &g_array_index(line->runs, Run, i);

		if (run->numbers && flat->len && flat->str[flat->len - 1] == ' ')
			g_string_truncate(flat, flat->len - 1);
		g_string_append(flat, run->text);
	}
	return g_string_free(flat, false);
}

char *
cite_text(const Run *run)
{
	const GArray *numbers = run->numbers;
	GString *text = g_string_new("[");

	for (guint i = 0; i < numbers->len; i++) {
		guint first = g_array_index(numbers, guint, i), last = first;

		while (i + 1 < numbers->len && g_array_index(numbers, guint, i + 1) == last + 1)
			last = g_array_index(numbers, guint, ++i);
		g_string_append_printf(text, "%s%u", text->len > 1 ? "," : "", first);
		if (last > first)
			g_string_append_printf(text, "%s%u", last == first + 1 ? "," : "–",
			                       last);
	}
	if (run->n_more)
		g_string_append_printf(text, "; %u more", run->n_more);
	return g_string_free(g_string_append_c(text, ']'), false);
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	const Witness *left = a, *right = b;

	return (left->number > right->number) - (left->number < right->number);
}

static void
add_witnesses(const SourceIndex *sources, const EntenteRecord *record, const GArray *cited,
              GHashTable *seen, GArray *witnesses)
{
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];
		Witness witness = { source_index_number(sources, evidence->source), evidence };
		bool is_cited = false;

		for (guint n = 0; n < cited->len && !is_cited; n++)
			is_cited = g_array_index(cited, guint, n) == witness.number;
		if (is_cited && g_hash_table_add(seen, (gpointer)evidence->text))
			g_array_append_val(witnesses, witness);
	}
}

GArray *
line_witnesses(const Section *section, const Line *line)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GArray *witnesses = g_array_new(false, false, sizeof(Witness));

	for (guint i = 0; i < line->records->len; i++)
		add_witnesses(section->sources, line->records->pdata[i], line->numbers, seen,
		              witnesses);
	g_array_sort(witnesses, by_number);
	return witnesses;
}

GArray *
record_witnesses(const SourceIndex *sources, const EntenteRecord *record)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));
	GArray *witnesses = g_array_new(false, false, sizeof(Witness));

	for (size_t i = 0; i < record->n_evidence; i++) {
		guint number = source_index_number(sources, record->evidence[i].source);

		g_array_append_val(numbers, number);
	}
	source_index_settle(sources, numbers);
	add_witnesses(sources, record, numbers, seen, witnesses);
	g_array_sort(witnesses, by_number);
	return witnesses;
}

char *
counted(Arena *arena, guint n, const char *one, const char *many)
{
	return arena_printf(arena, "%u %s", n, n == 1 ? one : many);
}
