#ifndef SERVER_REQUEST_H
#define SERVER_REQUEST_H

#include <glib.h>
#include <stdbool.h>

/* What a browser asks for.  All of it comes from outside: what is too long, badly escaped or
 * not UTF-8 makes no request. */
typedef struct {
	char *method;
	char *target;      /* as it was sent: path and query */
	char **segments;   /* of the path, decoded; NULL at the end, "/" has none */
	GHashTable *query; /* decoded; of several of one name the last */
	GHashTable *headers; /* by lower-case name */
	gsize header_bytes;
	GHashTable *form;    /* of the body, like `query`; empty where it is no form */
	GString *body;
} Request;

enum {
	MOST_TARGET = 4096,
	MOST_HEADERS = 32 * 1024, /* bytes of names and values */
	MOST_BODY = 256 * 1024, /* a model, at most */
	MOST_PAIRS = 512, /* in a query, a form, the headers */
};

/* NULL where the target is none. */
Request *request_new(const char *method, const char *target);
void request_free(Request *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Request, request_free)

/* False where there are too many. */
bool request_add_header(Request *request, const char *name, const char *value);

/* Takes more of the body.  False where it is too long. */
bool request_add_body(Request *request, const char *bytes, gsize length);

/* The body is complete.  False where it says that it is a form and is none. */
bool request_finish(Request *request);

/* NULL where there is none, or an empty one. */
const char *request_header(const Request *request, const char *name);
const char *request_query(const Request *request, const char *name);
const char *request_form(const Request *request, const char *name);

/* The value of the cookie of this name, decoded, to be freed; or NULL. */
char *request_cookie(const Request *request, const char *name);

/* The number that the query has under this name, if it is one of at most `most`; else `usual`. */
guint request_number(const Request *request, const char *name, guint usual, guint most);

/* Whether it is safe: asks, and changes nothing. */
bool request_is_safe(const Request *request);

#endif
