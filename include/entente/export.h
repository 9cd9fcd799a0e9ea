#ifndef ENTENTE_EXPORT_H
#define ENTENTE_EXPORT_H

#include <entente/api.h>
#include <entente/dossier.h>
#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/* Handing a dossier on, in forms that other programs take, and taking it back. */

typedef struct {
	const char *name;      /* "csv", "jsonl", "ics", … */
	const char *what;      /* one line, lower case, no full stop */
	const char *extension; /* of a file's name, without its dot */
	guint kinds;           /* what it can tell of: bits 1u << EntenteKind */
	bool one_kind;         /* it has room for one kind only */
} EntenteExportFormat;

/* The formats, in the order of their names; NULL after the last. */
ENTENTE_API const EntenteExportFormat *entente_export_format(size_t index);

typedef struct {
	const char *format;   /* its name */
	EntenteFilter filter; /* its kind is left aside */
	guint kinds;          /* bits 1u << EntenteKind; 0 for all of which the format tells */
} EntenteExportPlan;

typedef struct {
	guint n_told;    /* records, or pages, that were written */
	guint n_undated; /* left out, since no source dates them and the format wants a date */
} EntenteExported;

/* Gets what is written, piece by piece; false stops, which is no failure of the export. */
typedef bool (*EntenteWrite)(const char *bytes, size_t length, gpointer user_data);

/* Writes the dossier in a format: of one state of it, whoever writes to it meanwhile, the same
 * bytes for the same records.  Records are written as they are read, but for `markdown` and
 * `html`, whose brief needs all of them, and `graphml` and `dot`, which count positions.
 *
 * Fails with ENTENTE_ERROR_INPUT where the format is not known, cannot tell of a kind that is
 * asked for or has room for one; with ENTENTE_ERROR_DOSSIER where the dossier cannot be read.
 */
ENTENTE_API bool entente_export(EntenteDossier *dossier, const EntenteExportPlan *plan,
                                EntenteWrite write, gpointer user_data, EntenteExported *done,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What importing hands out as it goes on; either may return false to stop. */
typedef struct {
	bool (*page)(EntenteAdded added, gpointer user_data);
	bool (*problem)(const GError *why,
	                gpointer user_data); /* one line, which names the file */
} EntenteImportSink;

/* Adds what a file of `jsonl` holds (or, for "-", standard input) page by page, as
 * entente_dossier_add.  Nothing in it is trusted: a line that is no record, or whose sentence
 * is not where it says in the text of its page, is a problem, as is a page without its text;
 * the rest is added.  Merged records are not remade (entente_dossier_gather).
 *
 * Returns false where the dossier cannot be written. */
ENTENTE_API bool entente_import(EntenteDossier *dossier, const char *path,
                                const EntenteImportSink *sink, gpointer user_data,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a table; a correction was kept under this number. */
typedef struct {
	bool (*corrected)(gint64 number, gpointer user_data);
	bool (*problem)(const GError *why, gpointer user_data);
} EntenteTableSink;

/* Takes what people changed in a table of `csv` (or, for "-", on standard input) as corrections
 * by `author`, as entente_dossier_correct: a cell that is not what the record of the row's
 * `ref` says changes that field; in columns that people may add, `verdict` is accept or reject,
 * and `why` the reason.  Columns and rows that are not there, and columns that are no field,
 * change nothing.  A row that cannot be taken is a problem, as is one of a record that has
 * changed since the table was written (column `as_exported`); the rest is taken.
 *
 * Refs are of the records merged last.  Returns false where the dossier cannot be written. */
ENTENTE_API bool entente_import_table(EntenteDossier *dossier, const char *path,
                                      const char *author, const EntenteTableSink *sink,
                                      gpointer user_data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
