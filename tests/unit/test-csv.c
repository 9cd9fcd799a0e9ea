/* CSV: what is written is read again, spreadsheets' ways are read, damage is refused. */
#include "base/csv.h"

#include <entente/error.h>
#include <string.h>

/* Cells, and whether a spreadsheet might run them. */
static const struct {
	const char *text;
	bool defused;
} cells[] = {
	{ "plain", false },
	{ "", false },
	{ "=1+2", true },
	{ "+49 30", true },
	{ "-5", true },
	{ "@sum", true },
	{ "\ttab", true },
	{ "\rreturn", true },
	{ "\nline", true },
	{ "＝wide", true },
	{ "＠wide", true },
	{ "'=defused", true },
	{ "''=twice", true },
	{ "'", false },
	{ "'tis", false },
	{ "''", false },
	{ "'-", true },
	{ "a=b", false },
	{ "a,b", false },
	{ "a \"b\"\nc", false },
	{ "\"", false },
	{ " lead and trail ", false },
	{ "; and \t within", false },
	{ "日本語", false },
};

typedef void (*Append)(GString *out, const char *text, bool first);

static void
test_round_trip(gconstpointer append)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		((Append)append)(out, "first", true);
		((Append)append)(out, cells[i].text, false);
		((Append)append)(out, cells[i].text, false);
		csv_end_row(out);
	}
	CsvReader reader = csv_reader(out->str, out->len);
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		g_assert_true(csv_read_row(&reader, row, &error));
		g_assert_cmpuint(row->len, ==, 3);
		g_assert_cmpstr(row->pdata[1], ==, cells[i].text);
		g_assert_cmpstr(row->pdata[2], ==, cells[i].text);
		g_assert_cmpuint(reader.row, ==, i + 1);
	}
	g_assert_false(csv_read_row(&reader, row, &error));
	g_assert_no_error(error);
}

static void
test_defusing(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		csv_append_cell(out, cells[i].text, true);
		const char *start = out->str + (*out->str == '"');
		bool defused = *start == '\'' && *cells[i].text != '\'';
		if (*cells[i].text == '\'')
			defused = strspn(start, "'") > strspn(cells[i].text, "'");
		g_assert_cmpint(defused, ==, cells[i].defused);
	}
}

static const struct {
	const char *table, *rows; /* cells between |, rows between / */
} readings[] = {
	{ "a,b\nc,d", "a|b/c|d" },
	{ "a,b\r\nc,d\r\n", "a|b/c|d" },
	{ "a,b\rc,d\r", "a|b/c|d" },
	{ "\xef\xbb\xbf"
	  "a;b\r\n\"c;c\";d\r\n",
	  "a|b/c;c|d" },
	{ "a\tb\nc\t", "a|b/c|" },
	{ "\"a;b\",c;d\n1,2\n", "a;b|c;d/1|2" },
	{ ",\n,\n", "|/|" },
	{ "a\n\n\nb\n", "a/b" },
	{ "\"a\"\"b\",\"c\nd\"", "a\"b|c\nd" },
	{ "a\"b,c", "a\"b|c" },
	{ "", "" },
	{ "\xef\xbb\xbf", "" },
};

static void
test_reading(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
		CsvReader reader = csv_reader(readings[i].table, strlen(readings[i].table));
		g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GString) told = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		for (int n = 0; csv_read_row(&reader, row, &error); n++) {
			g_string_append(told, n ? "/" : "");
			for (guint c = 0; c < row->len; c++)
				g_string_append_printf(told, c ? "|%s" : "%s",
				                       (char *)row->pdata[c]);
		}
		g_assert_no_error(error);
		g_assert_cmpstr(told->str, ==, readings[i].rows);
	}
}

static const struct {
	const char *table, *message;
	size_t length; /* 0: up to the NUL */
} damaged[] = {
	{ "a,b\n\"c,d\n", "row 2: a quotation mark is not closed", 0 },
	{ "\"a\"b,c\n", "row 1: text behind a closed quotation mark", 0 },
	{ "a\0b,c", "row 1: a cell holds a NUL", 5 },
	{ "\"", "row 1: a quotation mark is not closed", 0 },
};

static void
test_damage(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(damaged); i++) {
		size_t length =
		    damaged[i].length ? damaged[i].length : strlen(damaged[i].table);
		CsvReader reader = csv_reader(damaged[i].table, length);
		g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GError) error = NULL;

		while (csv_read_row(&reader, row, &error))
			continue;
		g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
		g_assert_cmpstr(error->message, ==, damaged[i].message);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/csv/cells", (gconstpointer)csv_append_cell, test_round_trip);
	g_test_add_data_func("/csv/texts", (gconstpointer)csv_append_text, test_round_trip);
	g_test_add_func("/csv/defusing", test_defusing);
	g_test_add_func("/csv/reading", test_reading);
	g_test_add_func("/csv/damage", test_damage);
	return g_test_run();
}
