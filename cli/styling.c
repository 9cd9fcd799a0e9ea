#include "styling.h"

#include "arguments.h"
#include "terminal.h"

enum { MIN_WIDTH = 40, MAX_WIDTH = 1000 };

bool
styling(const Command *self, const char *format, const char *colour, const char *width,
        EntenteStyle *style)
{
	guint64 columns = CLAMP(terminal_width(), 0, MAX_WIDTH);

	if (!number_argument(self, "width", width, MIN_WIDTH, MAX_WIDTH, &columns))
		return false;
	*style = (EntenteStyle){
		.format = (EntenteFormat)entente_format_from_name(format ? format : "text"),
		.colour = want_colour(colour),
		.width = columns && columns < MIN_WIDTH ? MIN_WIDTH : (int)columns,
	};
	return true;
}
