/* The sources as CSL-JSON, for Zotero, Pandoc and other programs that cite. */
#include "base/json.h"
#include "tell/export.h"

#include <stdio.h>

/* {"date-parts": [[2031, 5, 4]]}, with as much of it as is known. */
static void
append_date(GString *out, const char *published)
{
	int year, month, day;
	int n = published ? sscanf(published, "%4d-%2d-%2d", &year, &month, &day) : 0;

	if (n < 1)
		return;
	g_string_append_printf(out, ", \"issued\": {\"date-parts\": [[%d", year);
	if (n > 1)
		g_string_append_printf(out, ", %d", month);
	if (n > 2)
		g_string_append_printf(out, ", %d", day);
	g_string_append(out, "]]}");
}

/* Names are not taken apart: which part is the family's differs from country to country. */
static void
append_author(GString *out, const char *author)
{
	if (!author)
		return;
	g_string_append(out, ", \"author\": [{\"literal\": ");
	json_append_text(out, author);
	g_string_append(out, "}]");
}

static void
write_source(Export *export, const EntenteRecord *record)
{
	const EntenteSource *source = &record->source;
	GString *out = export->out;

	g_string_append(out, export->done->n_told++ ? ",\n  {\"id\": " : "\n  {\"id\": ");
	json_append_text(out, source->id);
	g_string_append(out, ", \"type\": \"article-newspaper\"");
	export_member(out, "title", source->title);
	append_author(out, source->author);
	export_member(out, "container-title", source->outlet);
	append_date(out, source->published);
	export_member(out, "URL", source->url);
	export_member(out, "language", source->language);
	g_string_append_c(out, '}');
}

static bool
write_csl(Export *export, GError **error)
{
	g_string_append_c(export->out, '[');
	if (!export_each(export, ENTENTE_SOURCE, write_source, error))
		return false;
	g_string_append(export->out, "\n]\n");
	return true;
}

const ExportFormat export_csl = {
	{ "csl", "the sources as CSL-JSON, to be cited", "json", 1u << ENTENTE_SOURCE, false },
	write_csl,
};
