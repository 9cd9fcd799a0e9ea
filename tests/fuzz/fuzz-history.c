/* Tables of issues that have ended, from anybody: what is taken can be scored and told. */
#include "analyse/forecast.h"
#include "tell/forecast.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(LineHistory) history =
	    line_history_from_csv((const char *)bytes, length, &error);
	g_autoptr(GString) out = g_string_new(NULL);

	if (!history) {
		if (!error || strchr(error->message, '\n'))
			abort();
		return 0;
	}
	const Backtest backtest = forecast_backtest(history);
	tell_backtest_text(&backtest, true, out);
	tell_backtest_json(&backtest, out);
	return 0;
}
