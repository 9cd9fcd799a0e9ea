#ifndef READ_HTTP_H
#define READ_HTTP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* An HTTP response as web archives keep it: the bytes that the server sent. */
typedef struct {
	int status;
	char *kind;    /* "text/html"; NULL where it is not told, as are the others */
	char *charset; /* "windows-1252" */
	char *codings; /* "gzip, br" in the order in which they were applied */
	bool chunked;
	size_t length; /* bytes of the head */
} HttpHead;

/* False where the bytes do not begin with a response. */
bool http_read_head(HttpHead *head, const char *bytes, size_t length);

void http_head_clear(HttpHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HttpHead, http_head_clear)

/* The body that follows the head, unpacked, to be freed.  NULL with the error set, which names
 * nothing, where it is damaged, packed in an unknown way or too long. */
char *http_body(const HttpHead *head, const char *body, size_t length, size_t *body_length,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends what the bytes were before `coding` (of HTTP, such as "gzip") was applied to them.
 * Bytes to which it plainly was not are copied, since archives that keep bodies unpacked keep
 * the servers' heads all the same. */
bool undo_coding(GString *out, const char *coding, const char *bytes, size_t length,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
