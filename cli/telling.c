#include "telling.h"

#include "arguments.h"
#include "styling.h"
#include "terminal.h"

bool
telling_style(const Command *self, const Arguments *arguments, int n_paths, EntenteStyle *style)
{
	const char *const *values = arguments->values;

	if (!values[DOSSIER] && !n_paths) {
		usage_error(self, "name a dossier (-d) or PATHs to read");
		return false;
	}
	if (!styling(self, values[JSON] ? "json" : values[FORMAT], values[COLOR], values[WIDTH],
	             style))
		return false;
	style->evidence = values[EVIDENCE] != NULL;
	return true;
}
