/* Addresses: the first line is one, the second is one seen from there and a list of hosts that
 * need no proxy. */
#include "fetch/address.h"
#include "fetch/proxy.h"
#include "fetch/url.h"

#include <entente/error.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* What is taken is taken again, and stays what it was. */
static void
check(const Url *url, const char *list)
{
	g_autoptr(Url) again = url_new(url->text, NULL, NULL);
	g_autofree char *plain = url_untracked(url), *shown = url_display(url->text);

	g_assert(strlen(url->text) <= MAX_URL_BYTES && *url->path == '/');
	g_assert(g_str_has_prefix(url->text, url->secure ? "https://" : "http://"));
	g_assert(url->port == 80 || url->port == 443 || url->port > 1023);
	g_assert(again && strcmp(again->origin, url->origin) == 0);
	g_assert(strlen(plain) <= strlen(url->text));
	g_assert(g_utf8_validate(shown, -1, NULL));
	(void)address_refused_host(url->host);
	(void)proxy_excepts(list, url->host);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	g_autofree char *text = g_strndup((const char *)bytes, length);
	char *second = strchr(text, '\n');
	g_autoptr(GError) error = NULL;

	if (second)
		*second++ = '\0';
	g_autoptr(Url) url = url_new(text, NULL, &error);
	g_assert(!url == !!error);
	if (!url)
		return 0;
	check(url, second);
	g_autoptr(Url) other = second ? url_new(second, url, NULL) : NULL;
	if (other)
		check(other, second);
	return 0;
}
