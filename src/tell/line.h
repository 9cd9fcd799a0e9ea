#ifndef TELL_LINE_H
#define TELL_LINE_H

#include "base/arena.h"
#include "tell/sources.h"

#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

/* What a brief consists of, before any printer has seen it: sections of lines, a line of runs
 * of text and citations.  Runs are clean (tell/plain.h), whatever goes in. */

typedef enum {
	TINT_PLAIN,
	TINT_STRONG,
	TINT_FAINT,
	TINT_CITE, /* a citation: `numbers`, no text */
	TINT_DEMANDS,
	TINT_OFFERS,
	TINT_ACCEPTS,
	TINT_REFUSES,
	TINT_OPEN,
	TINT_POSITIVE,
	TINT_MIXED,
	TINT_NEGATIVE,
	TINT_BLOCKED,
	TINT_N
} Tint;

/* The name of a tint, as style sheets have it. */
const char *tint_name(Tint tint);

static inline Tint
tint_of_stance(int stance)
{
	return (Tint)(TINT_DEMANDS + stance);
}

static inline Tint
tint_of_tone(int tone)
{
	return (Tint)(TINT_POSITIVE + tone);
}

typedef struct {
	Tint tint;
	const char *text;
	GArray *numbers; /* guint, ascending: sources cited, as many as a reader can use */
	guint n_more;    /* cited beside them */
} Run;

typedef enum {
	LINE_ITEM,  /* a fact, below the last group if there is one */
	LINE_GROUP, /* what the items after it have in common: an issue, a track */
	LINE_REST,  /* how much of the group was left out, and where it can be seen */
	LINE_MORE   /* how much of the section was left out; ends the group */
} LineRole;

typedef struct {
	LineRole role;
	const char *kind;   /* what it tells of, for JSON: "position", "meeting", … */
	const char *label;  /* the first column: a party, a status; NULL if none */
	guint source;       /* the source that this line describes, 0 if it describes none */
	GArray *runs;       /* Run */
	GPtrArray *records; /* const EntenteRecord *: what the line rests on */
	GArray *numbers;    /* guint, settled: all sources cited */
} Line;

typedef struct {
	const char *id;    /* for JSON and anchors */
	const char *title; /* for readers */
	Arena *arena;
	const SourceIndex *sources;
	GPtrArray *lines; /* Line * */
} Section;

Section *section_new(const char *id, const char *title, Arena *arena,
                     const SourceIndex *sources);
void section_free(Section *section);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Section, section_free)

/* A new line at the end.  `label` may be NULL. */
Line *section_add(Section *section, LineRole role, const char *kind, const char *label);

void line_say(Section *section, Line *line, Tint tint, const char *text);
void line_sayf(Section *section, Line *line, Tint tint, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* A clause in its source's words, cut at `most` columns. */
void line_clause(Section *section, Line *line, const char *clause, int most);

/* A name, cut where it is no name any more. */
void line_name(Section *section, Line *line, Tint tint, const char *name);

/* Says several names: "A", "A and B", "A, B and C", "A, B, C and 2 others". */
void line_names(Section *section, Line *line, Tint tint, const char *const *names, int most);

/* Cites the sources of a record, or of several, and rests the line on them. */
void line_cite(Section *section, Line *line, const EntenteRecord *record);
void line_cite_all(Section *section, Line *line, const GPtrArray *records);

/* Rests the line on a record without citing it. */
void line_rest_on(Section *section, Line *line, const EntenteRecord *record);

/* Cites those sources of the record that say these words or nearly so; all where none does. */
void line_cite_words(Section *section, Line *line, const EntenteRecord *record,
                     const char *words);

/* Cites sources by their numbers (guint), which it settles. */
void line_cite_numbers(Section *section, Line *line, GArray *numbers);

/* The line's text without label and citations, to be freed. */
char *line_flat(const Line *line);

/* "[1,3–5]", "[1,3–14; 90 more]": what a citation is. */
char *cite_text(const Run *run);

/* The sentences that a line rests on, each once and in the order of their sources, copies left
 * out beside their originals: an array of Witness. */
typedef struct {
	guint number;
	const EntenteEvidence *evidence;
} Witness;

GArray *line_witnesses(const Section *section, const Line *line);
GArray *record_witnesses(const SourceIndex *sources, const EntenteRecord *record);

/* "1 source", "2 sources". */
char *counted(Arena *arena, guint n, const char *one, const char *many);

#endif
