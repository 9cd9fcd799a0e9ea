#ifndef ENTENTE_TELL_H
#define ENTENTE_TELL_H

#include <entente/api.h>
#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Telling: merged records as a brief or as a listing.  Nothing here prints; the text is appended to `out`. */

typedef enum {
	ENTENTE_FORMAT_TEXT, /* brief: text; listing: table */
	ENTENTE_FORMAT_MARKDOWN,
	ENTENTE_FORMAT_HTML, /* one self-contained page */
	ENTENTE_FORMAT_JSON, /* brief: one object; listing: JSON Lines */
	ENTENTE_FORMAT_CSV,  /* brief: a line a row, with its section and sources */
	ENTENTE_N_FORMATS
} EntenteFormat;

typedef struct {
	EntenteFormat format;
	bool colour;   /* ANSI colours, text only */
	bool evidence; /* the sentences under each line */
	int width;     /* columns of a line of text; 0 for 96 */
	/* HTML: a part of a page, not a page of its own; what it names leads below this address:
	 * a source to SITEarticle/ID, there to the sentence at #bSTART, a record to
	 * SITErecord/REF. */
	const char *site;
	const char *const *sections; /* brief: these alone, by their ids in JSON; NULL: all */
} EntenteStyle;

/* The format of this name ("text", "table", "markdown", "html", "json", "csv"), or -1. */
ENTENTE_API int entente_format_from_name(const char *name);

/* One record as one line of JSON with its line feed, in the vocabulary of the records. */
ENTENTE_API void entente_tell_record(const EntenteRecord *record, GString *out);

/* One record as a block of text for people: its kind and main fields, its sentences with their
 * sources, then why it was made, where that is known; an empty line ends it. */
ENTENTE_API void entente_tell_why(const EntenteRecord *record, GString *out);

/* The records as a list: a table, CSV with header, Markdown table, HTML table or JSON Lines. */
ENTENTE_API void entente_tell_list(const EntenteRecords *records, const EntenteStyle *style,
                                   GString *out);

/* The brief: where the talks stand, from the merged records of a dossier. */
ENTENTE_API void entente_tell_brief(const EntenteRecords *records, const EntenteStyle *style,
                                    GString *out);

G_END_DECLS

#endif
