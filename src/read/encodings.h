#ifndef READ_ENCODINGS_H
#define READ_ENCODINGS_H

#include <stddef.h>

/* The encodings that pages are written in, by the names that they go by. */

/* What iconv calls the encoding of this name, whatever its case and marks ("ISO_8859-2",
 * "x-sjis"); a name that the web gives to a part of another encoding stands for the whole
 * ("gb2312" for GB 18030, "iso-8859-1" for windows-1252).  NULL for a name that is none. */
const char *encoding_named(const char *name);

/* The encoding of UTF-16 and UTF-32, by its byte order mark or by where its zero bytes stand;
 * NULL where the bytes are in neither.  `*mark` is set to the length of the mark. */
const char *encoding_wide(const char *bytes, size_t length, size_t *mark);

/* Loads the converters of all of them, so that decoding opens no file from then on. */
void encodings_load(void);

#endif
