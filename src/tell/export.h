#ifndef TELL_EXPORT_H
#define TELL_EXPORT_H

#include "base/arena.h"

#include <entente/export.h>

/* What a format has to do with: the dossier, what is asked for, and where it writes. */
typedef struct {
	EntenteDossier *dossier;
	const EntenteExportPlan *plan;
	guint kinds; /* what is asked for and the format can tell */
	GString *out;
	gpointer own; /* the format's, while it writes */
	EntenteExported *done;

	EntenteWrite write;
	gpointer user_data;
	bool stopped;
} Export;

/* A way of handing on.  `write` appends to `out`, and hands on from time to time (below). */
typedef struct {
	EntenteExportFormat face;
	bool (*write)(Export *export, GError **error);
} ExportFormat;

extern const ExportFormat export_annotations, export_csl, export_csv, export_dot,
    export_graphml, export_html, export_ics, export_jsonl, export_markdown, export_plover,
    export_ris;

enum {
	EVERY_KIND = (1u << ENTENTE_N_KINDS) - 1,
	NO_SOURCE = EVERY_KIND & ~(1u << ENTENTE_SOURCE)
};

/* Hands on what was appended, if it is much.  False where whoever gets it stopped. */
bool export_hand_on(Export *export);

/* Gives `tell` the merged records of a kind that are asked for, and hands on what it appends;
 * none where the kind is not asked for. */
typedef void (*ExportTell)(Export *export, const EntenteRecord *record);
bool export_each(Export *export, EntenteKind kind, ExportTell tell, GError **error);

/* The sources by id: their head, whatever is asked for. */
typedef struct ExportSources ExportSources;
ExportSources *export_sources_new(Export *export, GError **error);
void export_sources_free(ExportSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExportSources, export_sources_free)

/* NULL for one that is not there. */
const EntenteSource *export_source(const ExportSources *sources, const char *id);

/* The day of an ISO 8601 date or date and time that has all three of year, month and day, as
 * "2031-05-04"; false for anything else. */
enum { DAY_SIZE = sizeof "2031-05-04" };
bool export_day(const char *date, char day[DAY_SIZE]);

/* What the record is called in the dossier, as a UUID, for formats that want a name that is
 * nowhere else. */
char *export_uuid(const EntenteRecord *record);

/* Appends `, "KEY": TEXT`, or nothing for NULL. */
void export_member(GString *out, const char *key, const char *text);

#endif
