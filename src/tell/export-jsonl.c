/* The whole dossier as JSON Lines, page by page, for entente_import().
 *
 * A line says what the file is; then come each page's source, with its text, and what the page
 * says, in the vocabulary of records; last, where nothing is left out, the desk's corrections.
 * Reading it back and writing it again gives the same bytes. */
#include "base/json.h"
#include "tell/export.h"

#include <entente/correct.h>
#include <entente/tell.h>
#include <string.h>

static void
append_version(GString *out, const EntenteVersion *version)
{
	g_string_append(out, "{\"replaced\": ");
	json_append_text(out, version->replaced);
	export_member(out, "title", version->title);
	export_member(out, "author", version->author);
	export_member(out, "published", version->published);
	export_member(out, "text", version->text);
	g_string_append_c(out, '}');
}

static void
append_versions(GString *out, const EntenteSource *source)
{
	if (!source->n_versions)
		return;
	g_string_append(out, ", \"versions\": [");
	for (size_t i = 0; i < source->n_versions; i++) {
		g_string_append(out, i ? ", " : "");
		append_version(out, &source->versions[i]);
	}
	g_string_append_c(out, ']');
}

/* A source's line, with what is no field of it. */
static void
write_source(Export *export, const EntenteRecord *record)
{
	GString *out = export->out;

	entente_tell_record(record, out);
	g_string_truncate(out, out->len - strlen("}\n"));
	export_member(out, "given_id", record->source.given_id);
	export_member(out, "fetched", record->source.fetched);
	export_member(out, "text", record->source.text);
	append_versions(out, &record->source);
	g_string_append(out, "}\n");
}

static bool
write_page(const EntenteRecords *page, gpointer user_data)
{
	Export *export = user_data;
	bool any = export->kinds & 1u << ENTENTE_SOURCE;

	for (size_t i = 1; i < entente_records_count(page) && !any; i++)
		any = export->kinds & 1u << entente_records_get(page, i)->kind;
	if (!any)
		return true;
	write_source(export, entente_records_get(page, 0));
	for (size_t i = 1; i < entente_records_count(page); i++)
		if (export->kinds & 1u << entente_records_get(page, i)->kind)
			entente_tell_record(entente_records_get(page, i), export->out);
	export->done->n_told++;
	return export_hand_on(export);
}

static void
write_correction(GString *out, const EntenteCorrection *correction)
{
	g_string_append(out, "{\"type\": \"correction\", \"at\": ");
	json_append_text(out, correction->at);
	export_member(out, "author", correction->author);
	export_member(out, "reason", correction->reason);
	export_member(out, "action", correction->action);
	export_member(out, "what", correction->what);
	export_member(out, "undone_at", correction->undone_at);
	export_member(out, "undone_by", correction->undone_by);
	export_member(out, "undone_reason", correction->undone_reason);
	g_string_append(out, "}\n");
}

static bool
write_corrections(Export *export, GError **error)
{
	g_autoptr(EntenteCorrections) all = entente_dossier_corrections(export->dossier, error);

	for (size_t i = 0; all && i < entente_corrections_count(all); i++)
		write_correction(export->out, entente_corrections_get(all, i));
	return all != NULL;
}

static bool
is_whole(const Export *export)
{
	const EntenteFilter *filter = &export->plan->filter;

	return export->kinds == (1u << ENTENTE_N_KINDS) - 1 && !filter->party &&
	       !filter->issue && !filter->since;
}

static bool
write_jsonl(Export *export, GError **error)
{
	EntenteFilter filter = export->plan->filter;

	filter.kind = -1;
	g_string_append(export->out, "{\"type\": \"dossier\", \"version\": 1}\n");
	return entente_dossier_each_page(export->dossier, &filter, write_page, export, error) &&
	       (!is_whole(export) || write_corrections(export, error));
}

const ExportFormat export_jsonl = {
	{ "jsonl", "all pages with their texts and records, for entente import", "jsonl",
	  EVERY_KIND, false },
	write_jsonl,
};
