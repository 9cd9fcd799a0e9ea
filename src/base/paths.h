#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include <glib.h>
#include <stdbool.h>

/* The path as messages and records give it, to be freed: valid UTF-8 without control
 * characters. */
char *display_name(const char *path);

/* Whether text begins as an address of the web (http, https) does, so that it is no path. */
bool is_web_address(const char *text);

/* "'NAME': no such file or directory": the ENTENTE_ERROR_INPUT that errno tells. */
void set_errno_error(GError **error, const char *name, int number);

#endif
