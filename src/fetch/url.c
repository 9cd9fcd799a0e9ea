#include "fetch/url.h"

#include <curl/curl.h>
#include <entente/error.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { DISPLAY_CHARS = 200 };

static Url *
fail(GError **error, const char *why)
{
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK, why);
	return NULL;
}

/* NULL where there is none.  A host that has no form in ASCII is left in `found` as it was, by
 * every libcurl that makes such forms, for the caller to free. */
static char *
part(CURLU *parsed, CURLUPart which, unsigned flags)
{
	char *found = NULL;
	CURLUcode code = curl_url_get(parsed, which, &found, flags);
	char *copy = code == CURLUE_OK ? g_strdup(found) : NULL;

	curl_free(found);
	return copy;
}

/* Ports below 1024 are those of mail, remote login and the like, whose servers may take a
 * request for commands of their own. */
static bool
is_web_port(unsigned port)
{
	return port == 80 || port == 443 || port > 1023;
}

/* The host, to be freed: of a name in other letters, its form in ASCII; NULL where it has none.
 * libcurl takes the name to be in the encoding of the locale, which may be any. */
static char *
host_of(CURLU *parsed)
{
	g_autofree char *host = part(parsed, CURLUPART_HOST, 0);

	if (!host || g_str_is_ascii(host))
		return g_steal_pointer(&host);
	locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (!unicode)
		return NULL;
	locale_t before = uselocale(unicode);
	char *ascii = part(parsed, CURLUPART_HOST, CURLU_PUNYCODE);
	uselocale(before);
	freelocale(unicode);
	return ascii;
}

/* Letters, figures and what else may stand in a name or between brackets: libcurl undoes
 * escapes, which could bring in anything. */
static bool
is_host(const char *host)
{
	const char *others = *host == '[' ? ".:[]" : "-_.";

	for (const char *at = host; *at; at++)
		if (!g_ascii_isalnum(*at) && !strchr(others, *at))
			return false;
	return *host;
}

/* Where the path begins: after the authority. */
static const char *
path_of(const char *text)
{
	const char *authority = strstr(text, "://");

	return authority ? strchr(authority + 3, '/') : NULL;
}

static Url *
take(CURLU *parsed, GError **error)
{
	g_autofree char *scheme = part(parsed, CURLUPART_SCHEME, 0);
	g_autofree char *host = host_of(parsed);
	g_autofree char *port = part(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT);

	if (!scheme || !host || !is_host(host))
		return fail(error, "no address of the web");
	bool secure = strcmp(scheme, "https") == 0;
	if (!secure && strcmp(scheme, "http") != 0)
		return fail(error, "neither http nor https");
	if (!port || !is_web_port((unsigned)atoi(port)))
		return fail(error, "the port is not one of the web");
	curl_url_set(parsed, CURLUPART_FRAGMENT, NULL, 0);
	g_autofree char *lower = g_ascii_strdown(host, -1);
	curl_url_set(parsed, CURLUPART_HOST, lower, 0);
	g_autofree char *text = part(parsed, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
	const char *path = text ? path_of(text) : NULL;
	if (!path || strlen(text) > MAX_URL_BYTES)
		return fail(error, "no address of the web");

	Url *url = g_new0(Url, 1);
	url->path = path;
	url->text = g_steal_pointer(&text);
	url->origin = g_strdup_printf("%s://%s:%s", scheme, lower, port);
	url->host = g_steal_pointer(&lower);
	url->port = (unsigned)atoi(port);
	url->secure = secure;
	return url;
}

Url *
url_new(const char *text, const Url *base, GError **error)
{
	const unsigned flags = CURLU_URLENCODE | CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME;
	g_autofree char *stripped = g_strstrip(g_strdup(text));

	if (strlen(stripped) > MAX_URL_BYTES)
		return fail(error, "an address longer than 4096 bytes");
	CURLU *parsed = curl_url();
	if (base)
		curl_url_set(parsed, CURLUPART_URL, base->text, 0);
	CURLUcode code = curl_url_set(parsed, CURLUPART_URL, stripped, flags);
	Url *url = code == CURLUE_OK ? take(parsed, error)
	           : code == CURLUE_USER_NOT_ALLOWED
	               ? fail(error, "an address with a user's name in it")
	               : fail(error, "no address of the web");
	curl_url_cleanup(parsed);
	return url;
}

void
url_free(Url *url)
{
	if (!url)
		return;
	g_free(url->text);
	g_free(url->host);
	g_free(url->origin);
	g_free(url);
}

/* A name that ends with "*" stands for all that begin so. */
static const char *const tracking[] = {
	"utm_*",  "fbclid",      "gclid",       "dclid",       "msclkid",
	"yclid",  "twclid",      "igshid",      "mc_cid",      "mc_eid",
	"_hsenc", "_hsmi",       "mkt_tok",     "at_campaign", "at_medium",
	"cmpid",  "ns_campaign", "ns_mchannel", "ns_source",   "ocid",
};

static bool
is_tracking(const char *parameter)
{
	size_t length = strcspn(parameter, "=");

	for (unsigned i = 0; i < G_N_ELEMENTS(tracking); i++) {
		size_t n = strcspn(tracking[i], "*");

		if ((tracking[i][n] ? length >= n : length == n) &&
		    g_ascii_strncasecmp(parameter, tracking[i], n) == 0)
			return true;
	}
	return false;
}

char *
url_untracked(const Url *url)
{
	const char *query = strchr(url->path, '?');
	g_autoptr(GString) out =
	    g_string_new_len(url->text, query ? query - url->text : (gssize)strlen(url->text));
	g_auto(GStrv) parameters = g_strsplit(query ? query + 1 : "", "&", -1);
	char mark = '?';

	for (char **parameter = parameters; *parameter; parameter++) {
		if (!**parameter || is_tracking(*parameter))
			continue;
		g_string_append_c(out, mark);
		g_string_append(out, *parameter);
		mark = '&';
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
url_display(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	for (char *at = valid; *at; at++)
		if ((guchar)*at < 0x20 || *at == 0x7f)
			*at = '?';
	if (g_utf8_strlen(valid, -1) <= DISPLAY_CHARS)
		return g_steal_pointer(&valid);
	*g_utf8_offset_to_pointer(valid, DISPLAY_CHARS) = '\0';
	return g_strconcat(valid, "\xe2\x80\xa6", NULL);
}
