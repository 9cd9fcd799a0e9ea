/* The sources as RIS, for reference managers. */
#include "tell/export.h"

/* A tag's line; line ends and other control characters would end or break it. */
static void
append_tag(GString *out, const char *tag, const char *value)
{
	if (!value || !*value)
		return;
	g_string_append_printf(out, "%s  - ", tag);
	for (const char *at = value; *at; at++)
		g_string_append_c(out, (unsigned char)*at < 0x20 ? ' ' : *at);
	g_string_append(out, "\r\n");
}

static void
append_date(GString *out, const char *published)
{
	char day[DAY_SIZE];

	if (!export_day(published, day))
		return;
	g_autofree char *year = g_strndup(day, 4);
	g_autofree char *date = g_strdelimit(g_strconcat(day, "/", NULL), "-", '/');
	append_tag(out, "PY", year);
	append_tag(out, "DA", date);
}

static void
write_source(Export *export, const EntenteRecord *record)
{
	const EntenteSource *source = &record->source;
	GString *out = export->out;

	append_tag(out, "TY", "NEWS");
	append_tag(out, "ID", source->id);
	append_tag(out, "TI", source->title);
	append_tag(out, "AU", source->author);
	append_tag(out, "T2", source->outlet);
	append_date(out, source->published);
	append_tag(out, "UR", source->url);
	append_tag(out, "LA", source->language);
	g_string_append(out, "ER  - \r\n");
	export->done->n_told++;
}

static bool
write_ris(Export *export, GError **error)
{
	return export_each(export, ENTENTE_SOURCE, write_source, error);
}

const ExportFormat export_ris = {
	{ "ris", "the sources as RIS, to be cited", "ris", 1u << ENTENTE_SOURCE, false },
	write_ris,
};
