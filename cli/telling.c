#include "telling.h"

#include "arguments.h"
#include "terminal.h"

enum { MIN_WIDTH = 40, MAX_WIDTH = 1000 };

bool
telling_style(const Command *self, const Arguments *arguments, int n_paths, EntenteStyle *style)
{
	const char *const *values = arguments->values;
	const char *format = values[JSON] ? "json" : values[FORMAT] ? values[FORMAT] : "text";
	guint64 width = CLAMP(terminal_width(), 0, MAX_WIDTH);

	if (!values[DOSSIER] && !n_paths) {
		usage_error(self, "name a dossier (-d) or PATHs to read");
		return false;
	}
	if (!number_argument(self, "width", values[WIDTH], MIN_WIDTH, MAX_WIDTH, &width))
		return false;
	*style = (EntenteStyle){
		.format = (EntenteFormat)entente_format_from_name(format),
		.colour = want_colour(values[COLOR]),
		.evidence = values[EVIDENCE] != NULL,
		.width = width && width < MIN_WIDTH ? MIN_WIDTH : (int)width,
	};
	return true;
}
