#ifndef READ_CLEAN_H
#define READ_CLEAN_H

#include "model/lexicon.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Cleaning: from the lines of a tidied text to those of the article.
 *
 * A page is an array of lines; each step marks lines as dropped, the next sees the marks, and
 * the lines left are joined again. */

typedef struct {
	const char *start;
	uint32_t length;  /* bytes; 0: a blank line */
	uint32_t n_words; /* words between spaces */
	bool dropped;
	bool stood_above;   /* its sentences did */
	bool repeated;      /* and it was dropped for that */
	bool item;          /* begins with "- " or a bullet */
	bool ends_sentence; /* with a full stop, question or exclamation mark, or a quote after
	                       one */
	bool headline;      /* could be one: short, mostly capitalised words, no full stop */
	bool prose;         /* long, or a sentence of ten words or more */
} Line;

typedef struct {
	GArray *lines; /* Line */
	const Lexicon *lexicon;
} Page;

enum {
	PROSE_WORDS = 20, /* a line of as many words is no title, label or byline */
	REPEAT_BYTES = 40 /* a shorter line is not known again by itself */
};

/* Which steps suit a kind of input. */
typedef enum {
	CLEAN_REPEATS = 1 << 0, /* a text that stands twice */
	CLEAN_NOTICES = 1 << 1, /* lines that the lexicon knows as no part of an article */
	CLEAN_CUTS = 1 << 2,    /* all that follows "Leave a comment" and its like */
	CLEAN_LINKS = 1 << 3,   /* lists of other articles' titles */
	CLEAN_BYLINES = 1 << 4, /* "By NAME" */
	CLEAN_ALL = (1 << 5) - 1
} CleanSteps;

/* The text without what is not the article, to be freed.  `*author` is set to the name of a
 * byline dropped, to be freed, NULL if there is none; `*title` to the first line where that
 * looks like a title, likewise. */
char *clean(const char *text, size_t length, CleanSteps steps, const Lexicon *lexicon,
            char **title, char **author);

/* The next and previous line that is neither blank nor, unless it is a repeat, dropped; NULL
 * for none. */
Line *line_after(const Page *page, const Line *line);
Line *line_before(const Page *page, const Line *line);

/* The names with which the text begins, up to what is none ("Anna Veld, Tom Oak, staff
 * writers"), to be freed; NULL where it begins with none. */
char *person_names(const char *text);

/* The steps, in their order; short repeats are looked for again when notices no longer stand
 * between them and others. */
void mark_repeats(Page *page);
void mark_short_repeats(Page *page);
char *mark_notices(Page *page, CleanSteps steps);
void mark_link_lists(Page *page, const Line *heading);

#endif
