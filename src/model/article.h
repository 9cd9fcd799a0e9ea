#ifndef MODEL_ARTICLE_H
#define MODEL_ARTICLE_H

#include "base/arena.h"

#include <stdint.h>

/* One page after reading: its metadata and its cleaned text.
 *
 * `text` is valid UTF-8 in NFC without control characters but the line feed; one line a
 * paragraph, heading or list item; boilerplate gone; a body that stood twice stands once.
 * Everything lives in `arena`, which the article owns. */
typedef struct {
	Arena *arena;
	const char *id;
	const char *path; /* file, "-" or the URL of what was read; NULL if that is `url` */
	const char *url;
	const char *outlet;
	const char *title;
	const char *author;
	const char *published; /* ISO 8601 date or date and time, NULL if unknown */
	const char *modified;  /* likewise, when it was last changed */
	const char *fetched;   /* likewise: when an archive says that it was fetched */
	const char *language;  /* ISO 639, "und" for some other than English, NULL if unknown */
	const char *full_url; /* where the whole article is, if this is but a feed's teaser; else NULL */
	const char *text;
	uint32_t length; /* bytes of text */
} Article;

#endif
