#ifndef SERVER_HTML_H
#define SERVER_HTML_H

#include <glib.h>

/* Writing HTML: every text that comes in as an argument is escaped, in whatever place. */
void html(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* At most so many characters of a text, the last an ellipsis where more follow, on one line;
 * "" of NULL.  To be freed. */
char *html_cut(const char *text, int most);

/* Something to stand in an address, escaped; to be freed. */
char *html_address(const char *text);

/* What a page may hold: UTF-8 without marks that turn the direction of writing around.  Every
 * answer passes here last. */
GString *html_calm(GString *page);

#endif
