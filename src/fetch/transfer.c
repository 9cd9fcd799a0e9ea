/* One GET by libcurl, which follows no redirect and expands no body by itself: both are done
 * here with their limits.
 *
 * The guard sits where the socket is made: by then a name has become the address that will be
 * connected to, however it was spelt and whatever it was resolved to before. */
#include "fetch/transfer.h"

#include "fetch/address.h"
#include "fetch/body.h"

#include <entente/error.h>
#include <string.h>
#include <unistd.h>

enum {
	CONNECT_SECONDS = 10,
};

static curl_socket_t
open_socket(void *user_data, curlsocktype purpose, struct curl_sockaddr *address)
{
	Transfer *transfer = user_data;
	const char *what = transfer->proxied || transfer->allow_private
	                       ? NULL
	                       : address_refused(&address->addr);

	(void)purpose;
	if (!what)
		return socket(address->family, address->socktype | SOCK_CLOEXEC,
		              address->protocol);
	transfer->refused = what;
	g_free(transfer->refused_address);
	transfer->refused_address = address_print(&address->addr);
	return CURL_SOCKET_BAD;
}

const char *
transfer_type(const Transfer *transfer)
{
	char *type = NULL;

	curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type);
	return type;
}

const char *
transfer_stranger(const Transfer *transfer)
{
	static const struct {
		const char *type, *what;
	} strangers[] = {
		{ "image/", "an image" },
		{ "audio/", "sound" },
		{ "video/", "a film" },
		{ "font/", "a font" },
	};
	const char *type = transfer_type(transfer);

	for (unsigned i = 0; type && i < G_N_ELEMENTS(strangers); i++)
		if (g_ascii_strncasecmp(type, strangers[i].type, strlen(strangers[i].type)) ==
		    0)
			return strangers[i].what;
	return NULL;
}

static size_t
take_head(char *bytes, size_t size, size_t n, void *user_data)
{
	Transfer *transfer = user_data;

	(void)bytes;
	transfer->head_bytes += size * n;
	if (transfer->head_bytes <= MAX_HEAD_BYTES)
		return size * n;
	transfer->stopped = STOP_HEAD;
	return 0;
}

static size_t
take_body(char *bytes, size_t size, size_t n, void *user_data)
{
	Transfer *transfer = user_data;
	size_t length = size * n;

	if (!transfer->wire->len && !transfer->cut && transfer_stranger(transfer)) {
		transfer->stopped = STOP_TYPE;
		return 0;
	}
	if (transfer->cut && transfer->wire->len + length > transfer->cut) {
		g_byte_array_append(transfer->wire, (const guint8 *)bytes,
		                    (guint)(transfer->cut - transfer->wire->len));
		transfer->stopped = STOP_CUT;
		return 0;
	}
	if (transfer->wire->len + length > MAX_WIRE_BYTES) {
		transfer->stopped = STOP_LENGTH;
		return 0;
	}
	g_byte_array_append(transfer->wire, (const guint8 *)bytes, (guint)length);
	return length;
}

static void
add_header(Transfer *transfer, const char *name, const char *value)
{
	g_autofree char *line = value ? g_strdup_printf("%s: %s", name, value) : NULL;

	if (line)
		transfer->headers = curl_slist_append(transfer->headers, line);
}

static void
set_headers(Transfer *transfer, const Request *request)
{
	add_header(transfer, "Accept",
	           "text/html, application/xhtml+xml, application/rss+xml, "
	           "application/atom+xml, application/feed+json, */*;q=0.5");
	add_header(transfer, "Accept-Language", "en, *;q=0.5");
	add_header(transfer, "Accept-Encoding", "gzip, deflate");
	add_header(transfer, "If-None-Match", request->etag);
	add_header(transfer, "If-Modified-Since", request->last_modified);
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

static void
set_limits(const Transfer *transfer, const Request *request)
{
	CURL *easy = transfer->easy;

	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT,
	                 (long)MIN(request->timeout, (unsigned)CONNECT_SECONDS));
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)request->timeout);
	if (!request->cut)
		curl_easy_setopt(easy, CURLOPT_MAXFILESIZE, (long)MAX_WIRE_BYTES);
}

Transfer *
transfer_new(const Request *request)
{
	Transfer *transfer = g_new0(Transfer, 1);
	CURL *easy = curl_easy_init();

	transfer->easy = easy;
	transfer->wire = g_byte_array_new();
	transfer->cut = request->cut;
	transfer->timeout = request->timeout;
	transfer->allow_private = request->allow_private;
	transfer->proxied = request->proxy != NULL;
	set_headers(transfer, request);
	set_limits(transfer, request);
	curl_easy_setopt(easy, CURLOPT_URL, request->url->text);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "entente/" ENTENTE_VERSION);
	/* an empty name also keeps libcurl from reading the environment */
	curl_easy_setopt(easy, CURLOPT_PROXY, request->proxy ? request->proxy : "");
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	/* where a host hangs up on a connection it knows, libcurl would ask again at once */
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
	/* a name server that does not answer holds up nobody else */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	return transfer;
}

void
transfer_free(Transfer *transfer)
{
	if (!transfer)
		return;
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->headers);
	g_byte_array_unref(transfer->wire);
	g_free(transfer->refused_address);
	g_free(transfer);
}
