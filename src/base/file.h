#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <glib.h>

/* All bytes of a file ("-": standard input), at most `most`.  Fails with ENTENTE_ERROR_INPUT or
 * ENTENTE_ERROR_LIMIT in one line that names it; a dossier is none of the files so read. */
GString *file_read(const char *path, size_t most, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
