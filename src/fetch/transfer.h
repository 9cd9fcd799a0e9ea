#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include "fetch/url.h"

#include <curl/curl.h>
#include <glib.h>
#include <stdint.h>

/* One request for one document: what is asked, and what came of it. */

typedef struct {
	const Url *url;
	const char *etag, *last_modified; /* of what is known, or NULL */
	const char *proxy;                /* NULL: straight to the host */
	bool allow_private;
	unsigned timeout; /* seconds, for all of it */
	size_t cut; /* not 0: what follows so many bytes is left, and that is no failure */
} Request;

typedef struct {
	CURL *easy;
	struct curl_slist *headers;
	char message[CURL_ERROR_SIZE];
	bool allow_private, proxied;
	const char *refused; /* what the address was that was not connected to */
	char *refused_address;
	size_t head_bytes, cut;
	unsigned timeout;
	GByteArray *wire;
	enum { STOP_NONE, STOP_HEAD, STOP_LENGTH, STOP_TYPE, STOP_CUT } stopped;
} Transfer;

enum { MAX_HEAD_BYTES = 128 * 1024 };

Transfer *transfer_new(const Request *request);
void transfer_free(Transfer *transfer);

/* The Content-Type; NULL for none. */
const char *transfer_type(const Transfer *transfer);

/* What is no page by its type, and mostly long ("a film"); NULL where it may be one. */
const char *transfer_stranger(const Transfer *transfer);

/* What came, once libcurl has ended the transfer. */
typedef struct {
	long status;      /* 0: no answer */
	GByteArray *body; /* in plain, or NULL */
	char *location;   /* where a redirect leads */
	char *encoding;   /* the charset that the Content-Type names */
	char *etag, *last_modified;
	int64_t wait;  /* seconds that the host asks to be left alone */
	GError *error; /* without a name in it; NULL: `body`, `location` or status 304 */
	bool lasting;  /* it would be the same another time */
} Answer;

void transfer_finish(Transfer *transfer, CURLcode code, Answer *answer);

void answer_clear(Answer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

#endif
