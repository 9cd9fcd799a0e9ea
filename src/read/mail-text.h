#ifndef READ_MAIL_TEXT_H
#define READ_MAIL_TEXT_H

#include <glib.h>
#include <stdbool.h>

/* The plain text of a mail as one would have written it elsewhere, to be freed: lines of
 * format=flowed (RFC 3676) joined, addresses of links and the signature left out. */
char *mail_text(const char *text, bool flowed);

#endif
