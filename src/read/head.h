#ifndef READ_HEAD_H
#define READ_HEAD_H

#include "read/input.h"

/* The head of a mail, an HTTP message or a WARC record: lines "Name: value", continued by lines
 * that begin with white space, up to a blank line (RFC 5322, 9112, ISO 28500). */

enum { MAX_HEAD_BYTES = 256 * 1024 };

/* The bytes of the head at the start of `bytes`, its blank line included; 0 where there is no
 * blank line. */
size_t head_length(const char *bytes, size_t length);

/* Fetches the head that the input's window begins with, `*looked` bytes of lines that belong to
 * one.  Their number where a blank line ends them; 0 where another line or the end of the input
 * comes first, or they are more than MAX_HEAD_BYTES.  The first line may be any. */
size_t head_fetch(Input *input, size_t *looked);

/* Whether a line begins with a field's name. */
bool is_field(const char *line, size_t length);

/* The value of the first field so named, on one line, to be freed; NULL where there is none. */
char *head_field(const char *head, size_t length, const char *name);

/* "text/html" of "Text/HTML; charset=…", to be freed; NULL for NULL. */
char *value_kind(const char *value);

/* The value of a parameter, such as charset, to be freed; NULL where there is none. */
char *value_parameter(const char *value, const char *name);

#endif
