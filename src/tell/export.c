/* The one table of formats, and what all of them share: handing on piece by piece. */
#include "tell/export.h"

#include "base/json.h"

#include <entente/error.h>

enum { PIECE = 64 * 1024 };

static const ExportFormat *const formats[] = {
	&export_annotations, &export_csl,    &export_csv, &export_dot,
	&export_graphml,     &export_html,   &export_ics, &export_jsonl,
	&export_markdown,    &export_plover, &export_ris,
};

const EntenteExportFormat *
entente_export_format(size_t index)
{
	return index < G_N_ELEMENTS(formats) ? &formats[index]->face : NULL;
}

static const ExportFormat *
format_named(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (g_str_equal(name, formats[i]->face.name))
			return formats[i];
	return NULL;
}

static bool
refuse(GError **error, const char *format, const char *why, const char *kind)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s' %s%s", format, why, kind);
	return false;
}

/* Whether the format can do what is asked for. */
static bool
check(const ExportFormat *format, const EntenteExportPlan *plan, GError **error)
{
	if (!format)
		return refuse(error, plan->format, "is no format", "");
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (plan->kinds & ~format->face.kinds & 1u << kind)
			return refuse(error, plan->format, "does not tell of ",
			              entente_kind((EntenteKind)kind)->plural);
	if (format->face.one_kind && (!plan->kinds || plan->kinds & (plan->kinds - 1)))
		return refuse(error, plan->format, "has room for one kind", "");
	return true;
}

static bool
hand_on(Export *export)
{
	if (!export->stopped && export->out->len)
		export->stopped =
		    !export->write(export->out->str, export->out->len, export->user_data);
	g_string_truncate(export->out, 0);
	return !export->stopped;
}

bool
export_hand_on(Export *export)
{
	return export->out->len < PIECE ? !export->stopped : hand_on(export);
}

typedef struct {
	Export *export;
	ExportTell tell;
} Telling;

static bool
tell_one(const EntenteRecord *record, gpointer user_data)
{
	const Telling *telling = user_data;

	telling->tell(telling->export, record);
	return export_hand_on(telling->export);
}

bool
export_each(Export *export, EntenteKind kind, ExportTell tell, GError **error)
{
	Telling telling = { export, tell };
	EntenteFilter filter = export->plan->filter;

	filter.kind = (int)kind;
	return !(export->kinds & 1u << kind) || export->stopped ||
	       entente_dossier_each(export->dossier, &filter, tell_one, &telling, error);
}

void
export_member(GString *out, const char *key, const char *text)
{
	if (!text)
		return;
	g_string_append_printf(out, ", \"%s\": ", key);
	json_append_text(out, text);
}

bool
entente_export(EntenteDossier *dossier, const EntenteExportPlan *plan, EntenteWrite write,
               gpointer user_data, EntenteExported *done, GError **error)
{
	const ExportFormat *format = format_named(plan->format);
	g_autoptr(GString) out = g_string_sized_new(2 * PIECE);

	*done = (EntenteExported){ 0 };
	if (!check(format, plan, error))
		return false;
	Export export = {
		.dossier = dossier,
		.plan = plan,
		.kinds = plan->kinds ? plan->kinds : format->face.kinds,
		.out = out,
		.done = done,
		.write = write,
		.user_data = user_data,
	};
	if (!entente_dossier_freeze(dossier, error))
		return false;
	bool well = format->write(&export, error);
	entente_dossier_thaw(dossier);
	if (well)
		hand_on(&export);
	return well;
}
