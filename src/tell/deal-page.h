#ifndef TELL_DEAL_PAGE_H
#define TELL_DEAL_PAGE_H

#include "model/deal.h"

/* What is said of an analysis, in the order in which a reader wants it, whatever the form. */

typedef enum { PART_WORDS, PART_ITEM, PART_TABLE, PART_PICTURE } PartKind;

typedef struct {
	PartKind kind;
	char *text;      /* words, item; of a picture its SVG, of a table its caption or NULL */
	GPtrArray *rows; /* of a table: GPtrArray of char *, the first the head */
	guint n_names;   /* of a table: columns from the left that are words, not numbers */
} DealPart;

typedef struct {
	const char *id, *title;
	GPtrArray *parts; /* DealPart */
} DealSection;

/* To be freed with g_ptr_array_unref. */
GPtrArray *deal_page(const EntenteDeal *deal, bool whole_front, bool pictures);

/* Pictures, as SVG elements that need nothing else; NULL where there is nothing to draw. */
char *deal_picture_front(const EntenteDeal *deal);
char *deal_picture_package(const EntenteDeal *deal);

/* A number with as many digits as a reader wants. */
char *deal_number(double number);

#endif
