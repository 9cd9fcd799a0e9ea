#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include <glib.h>

/* The path as messages and records give it, to be freed: valid UTF-8 without control
 * characters. */
char *display_name(const char *path);

/* "'NAME': no such file or directory": the ENTENTE_ERROR_INPUT that errno tells. */
void set_errno_error(GError **error, const char *name, int number);

#endif
