/* A page to be read, as Markdown or as HTML that needs nothing else: the brief, then every
 * record with its sentences. */
#include "tell/export.h"
#include "tell/printer.h"

static bool
write_document(Export *export, const EntenteStyle *style, GError **error)
{
	EntenteFilter filter = export->plan->filter;

	filter.kind = -1;
	g_autoptr(EntenteRecords) records =
	    entente_dossier_records(export->dossier, &filter, error);
	if (!records)
		return false;
	tell_document(records, export->kinds, style, export->out);
	export->done->n_told = (guint)entente_records_count(records);
	return true;
}

static bool
write_markdown(Export *export, GError **error)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_MARKDOWN, .evidence = true };

	return write_document(export, &style, error);
}

/* Sentences are folded away, and there for whoever opens or prints them. */
static bool
write_html(Export *export, GError **error)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_HTML };

	return write_document(export, &style, error);
}

const ExportFormat export_markdown = {
	{ "markdown", "brief and all records with their sentences", "md", EVERY_KIND, false },
	write_markdown,
};

const ExportFormat export_html = {
	{ "html", "the same as one page that asks nothing of the network", "html", EVERY_KIND,
	  false },
	write_html,
};
