/* Tables from spreadsheets: whatever is read is the same when it is written and read again. */
#include "base/csv.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static GPtrArray *
row_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	CsvReader reader = csv_reader((const char *)bytes, length);
	g_autoptr(GPtrArray) row = row_new();
	g_autoptr(GPtrArray) again = row_new();

	while (csv_read_row(&reader, row, NULL)) {
		g_autoptr(GString) out = g_string_new("x,"); /* the separator is a comma */

		for (guint i = 0; i < row->len; i++)
			csv_append_text(out, row->pdata[i], i == 0);
		csv_end_row(out);
		CsvReader second = csv_reader(out->str, out->len);
		if (!csv_read_row(&second, again, NULL) || again->len != row->len + 1)
			abort();
		for (guint i = 0; i < row->len; i++)
			if (!g_str_equal(row->pdata[i], again->pdata[i + 1]))
				abort();
	}
	return 0;
}
