#ifndef TELL_PRINTER_H
#define TELL_PRINTER_H

#include "tell/line.h"
#include "tell/table.h"

#include <entente/tell.h>

typedef struct Printer Printer;

/* What a printer writes on, and how far it has come. */
typedef struct {
	const Printer *printer;
	const EntenteStyle *style;
	int width; /* columns of a line of text */
	Arena *arena;
	GString *out;
	guint n_sections, n_lines; /* printed: sections or tables; lines within this section */
	guint n_tables;            /* that there are to print */
	int label_columns;         /* text: the width of the section's first column */
	const Line *group;         /* the group that items belong to, NULL if none */
	bool document; /* brief and tables together: citations lead to rows of sources */
} Sheet;

/* A way of writing.  A brief is begin, then section, lines and close for each section, then
 * end; a listing is begin, tables, end. */
struct Printer {
	void (*begin)(Sheet *sheet, const char *title);
	void (*section)(Sheet *sheet, const Section *section);
	void (*line)(Sheet *sheet, const Section *section, const Line *line);
	void (*close)(Sheet *sheet, const Section *section);
	void (*table)(Sheet *sheet, const Table *table);
	void (*end)(Sheet *sheet);
};

extern const Printer print_text, print_markdown, print_html, print_json, print_csv;

/* A sheet of this style, blank. */
Sheet sheet_of(const EntenteStyle *style, Arena *arena, GString *out);

/* Prints a section of a brief, line by line. */
void sheet_section(Sheet *sheet, const Section *section);

/* The longest sentence shown as evidence, in columns. */
enum { LONGEST_SENTENCE = 600 };

/* A brief and then everything that it rests on, with its sentences: the grid of `all`, and a
 * table for each kind that is among `kinds` (bits 1u << EntenteKind).  The printer is that of
 * Markdown or HTML. */
void tell_document(const EntenteRecords *all, guint kinds, const EntenteStyle *style,
                   GString *out);

/* Text: a listing's table (table-text.c). */
void text_table(Sheet *sheet, const Table *table);

/* Text: whether the table can be had as one within the sheet's width. */
bool text_table_fits(const Sheet *sheet, const Table *table);

/* Text: switches the tint on or off; nothing where the style has no colour. */
void text_tint(Sheet *sheet, Tint tint, bool on);

/* Text: sentences below a line or row, indented. */
void text_witnesses(Sheet *sheet, const SourceIndex *sources, const GArray *witnesses,
                    int indent);

#endif
