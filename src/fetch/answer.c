/* What came of a transfer: a body, a redirect, or in words why there is neither. */
#include "fetch/transfer.h"

#include "fetch/body.h"

#include <entente/error.h>
#include <string.h>

enum { MAX_VALUE_BYTES = 1000 }; /* of a header that is kept or sent again */

/* A header's value, to be freed: NULL where it is missing, too long or no plain text. */
static char *
header(const Transfer *transfer, const char *name)
{
	struct curl_header *found;

	if (curl_easy_header(transfer->easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK ||
	    strlen(found->value) > MAX_VALUE_BYTES || !*found->value)
		return NULL;
	for (const char *at = found->value; *at; at++)
		if ((guchar)*at < 0x20 || *at == 0x7f)
			return NULL;
	return g_strdup(found->value);
}

/* An address may be longer than other values, and is checked where it is followed. */
static char *
location(const Transfer *transfer)
{
	struct curl_header *found;

	if (curl_easy_header(transfer->easy, "Location", 0, CURLH_HEADER, -1, &found))
		return NULL;
	return g_strdup(found->value);
}

/* The charset in "text/html; charset=…", to be freed; NULL where there is none. */
static char *
charset(const char *type)
{
	const char *at = type ? strcasestr(type, "charset=") : NULL;

	if (!at)
		return NULL;
	at += strlen("charset=");
	at += *at == '"' || *at == '\'';
	size_t n =
	    strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");
	return n && n < 40 ? g_strndup(at, n) : NULL;
}

static const struct {
	long status;
	const char *why;
	bool lasting;
} statuses[] = {
	{ 400, "its host takes the request for wrong", true },
	{ 401, "asks for a login", true },
	{ 402, "asks to be paid", true },
	{ 403, "forbidden", true },
	{ 404, "not found", true },
	{ 405, "forbidden", true },
	{ 406, "its host has no form of it that is read here", true },
	{ 410, "gone", true },
	{ 429, "its host asks to come less often", false },
	{ 451, "withheld for legal reasons", true },
	{ 503, "its host is not able to answer now", false },
};

static void
fail_status(Answer *answer)
{
	const char *why = answer->status >= 500 ? "its host failed" : "no page";

	answer->lasting = answer->status >= 400 && answer->status < 500 &&
	                  answer->status != 408 && answer->status != 425;
	for (unsigned i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (statuses[i].status == answer->status) {
			why = statuses[i].why;
			answer->lasting = statuses[i].lasting;
		}
	g_set_error(&answer->error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK, "%s (status %ld)",
	            why, answer->status);
}

static const struct {
	CURLcode code;
	const char *why;
} causes[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, "its host is not known" },
	{ CURLE_COULDNT_RESOLVE_PROXY, "the proxy is not known" },
	{ CURLE_COULDNT_CONNECT, "no connection to its host" },
	{ CURLE_GOT_NOTHING, "its host sent no answer" },
	{ CURLE_WEIRD_SERVER_REPLY, "its host sent what is no answer" },
	{ CURLE_UNSUPPORTED_PROTOCOL, "its host sent what is no answer" },
	{ CURLE_PARTIAL_FILE, "cut off on its way" },
	{ CURLE_RECV_ERROR, "the connection broke" },
	{ CURLE_SEND_ERROR, "the connection broke" },
	{ CURLE_HTTP2, "the connection broke" },
	{ CURLE_HTTP2_STREAM, "the connection broke" },
	{ CURLE_PEER_FAILED_VERIFICATION, "the certificate of its host is not valid" },
	{ CURLE_SSL_CONNECT_ERROR, "no secure connection to its host" },
	{ CURLE_BAD_CONTENT_ENCODING, "its body is damaged" },
	{ CURLE_OUT_OF_MEMORY, "its headers are too long" },
};

static void
fail_limit(Answer *answer, const char *format, int limit)
{
	g_set_error(&answer->error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT, format, limit);
	answer->lasting = true;
}

static void
fail_stopped(const Transfer *transfer, Answer *answer)
{
	if (transfer->stopped == STOP_HEAD)
		fail_limit(answer, "headers longer than %d kB", MAX_HEAD_BYTES / 1024);
	else if (transfer->stopped == STOP_LENGTH)
		fail_limit(answer, "longer than %d MB, the limit for a page",
		           MAX_WIRE_BYTES / 1000000);
	else {
		g_set_error(&answer->error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "%s, not a page", transfer_stranger(transfer));
		answer->lasting = true;
	}
}

static void
fail_transfer(const Transfer *transfer, CURLcode code, Answer *answer)
{
	GError **error = &answer->error;
	const char *why = NULL;

	if (code == CURLE_COULDNT_CONNECT && transfer->refused) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK,
		            "its host is at %s (%s), which is read only if allowed",
		            transfer->refused_address, transfer->refused);
		answer->lasting = true;
		return;
	}
	if (code == CURLE_OPERATION_TIMEDOUT) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK,
		            "took longer than %u s", transfer->timeout);
		return;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(causes); i++)
		if (causes[i].code == code)
			why = causes[i].why;
	g_autofree char *told = g_ascii_strdown(
	    *transfer->message ? transfer->message : curl_easy_strerror(code), -1);
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK, why ? why : told);
}

static bool
is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 ||
	       status == 308;
}

void
transfer_finish(Transfer *transfer, CURLcode code, Answer *answer)
{
	curl_off_t wait = 0;
	bool cut = code == CURLE_WRITE_ERROR && transfer->stopped == STOP_CUT;

	*answer = (Answer){ 0 };
	if (code == CURLE_FILESIZE_EXCEEDED)
		transfer->stopped = STOP_LENGTH;
	if (transfer->stopped != STOP_NONE && !cut) {
		fail_stopped(transfer, answer);
		return;
	}
	if (code != CURLE_OK && !cut) {
		fail_transfer(transfer, code, answer);
		return;
	}
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &answer->status);
	curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &wait);
	answer->wait = MAX(wait, 0);
	answer->etag = header(transfer, "ETag");
	answer->last_modified = header(transfer, "Last-Modified");
	if (answer->status == 304)
		return;
	if (is_redirect(answer->status) && (answer->location = location(transfer)))
		return;
	if (answer->status < 200 || answer->status >= 300) {
		fail_status(answer);
		return;
	}
	g_autofree char *encoding = header(transfer, "Content-Encoding");
	answer->encoding = charset(transfer_type(transfer));
	answer->body = body_decode(g_steal_pointer(&transfer->wire), encoding, transfer->cut,
	                           &answer->error);
	transfer->wire = g_byte_array_new();
	answer->lasting = g_error_matches(answer->error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT);
}

void
answer_clear(Answer *answer)
{
	g_clear_pointer(&answer->body, g_byte_array_unref);
	g_free(answer->location);
	g_free(answer->encoding);
	g_free(answer->etag);
	g_free(answer->last_modified);
	g_clear_error(&answer->error);
}
