/* Addresses that are not read from, in every spelling: by the table of addresses, by the host's
 * name alone, and by what the fetcher does with a URL. */
#include "fetch/address.h"
#include "fetch/fetch.h"
#include "fetch/proxy.h"

#include <arpa/inet.h>
#include <entente/error.h>
#include <netinet/in.h>
#include <string.h>

static const char *
kind_of(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return address_refused((const struct sockaddr *)&v4);
	g_assert_cmpint(inet_pton(AF_INET6, text, &v6.sin6_addr), ==, 1);
	return address_refused((const struct sockaddr *)&v6);
}

/* The first and the last of each block, and their neighbours outside. */
static const struct {
	const char *address, *kind;
} addresses[] = {
	{ "0.0.0.0", "unspecified" },
	{ "0.255.255.255", "unspecified" },
	{ "1.0.0.0", NULL },
	{ "9.255.255.255", NULL },
	{ "10.0.0.0", "private" },
	{ "10.255.255.255", "private" },
	{ "11.0.0.0", NULL },
	{ "100.63.255.255", NULL },
	{ "100.64.0.0", "carrier-grade NAT" },
	{ "100.127.255.255", "carrier-grade NAT" },
	{ "100.128.0.0", NULL },
	{ "126.255.255.255", NULL },
	{ "127.0.0.0", "loopback" },
	{ "127.255.255.255", "loopback" },
	{ "128.0.0.0", NULL },
	{ "169.253.255.255", NULL },
	{ "169.254.0.0", "link-local" },
	{ "169.254.169.254", "link-local" },
	{ "169.255.0.0", NULL },
	{ "172.15.255.255", NULL },
	{ "172.16.0.0", "private" },
	{ "172.31.255.255", "private" },
	{ "172.32.0.0", NULL },
	{ "192.0.0.1", "reserved" },
	{ "192.0.1.0", NULL },
	{ "192.0.2.1", "documentation" },
	{ "192.88.99.1", "reserved" },
	{ "192.167.255.255", NULL },
	{ "192.168.0.0", "private" },
	{ "192.168.255.255", "private" },
	{ "192.169.0.0", NULL },
	{ "198.17.255.255", NULL },
	{ "198.18.0.0", "benchmarking" },
	{ "198.19.255.255", "benchmarking" },
	{ "198.20.0.0", NULL },
	{ "198.51.100.7", "documentation" },
	{ "203.0.113.7", "documentation" },
	{ "203.0.114.0", NULL },
	{ "223.255.255.255", NULL },
	{ "224.0.0.1", "multicast" },
	{ "239.255.255.255", "multicast" },
	{ "240.0.0.1", "reserved" },
	{ "255.255.255.254", "reserved" },
	{ "255.255.255.255", "broadcast" },
	{ "::", "unspecified" },
	{ "::1", "loopback" },
	{ "::2", "reserved" },
	{ "::7f00:1", "reserved" },
	{ "::ffff:127.0.0.1", "loopback" },
	{ "::ffff:10.1.2.3", "private" },
	{ "::ffff:8.8.8.8", NULL },
	{ "::ffff:0:127.0.0.1", "loopback" },
	{ "::ffff:0:8.8.8.8", NULL },
	{ "64:ff9b::127.0.0.1", "loopback" },
	{ "64:ff9b::192.168.1.1", "private" },
	{ "64:ff9b::8.8.8.8", NULL },
	{ "64:ff9b:1::8.8.8.8", "private" },
	{ "100::1", "reserved" },
	{ "2001:0:7f00:1::", "loopback" },              /* Teredo: server 127.0.0.1 */
	{ "2001:0:808:808:0:0:80ff:fffe", "loopback" }, /* client 127.0.0.1 */
	{ "2001:0:808:808:0:0:f5ff:fffe", "private" },  /* client 10.0.0.1 */
	{ "2001:0:808:808:0:0:f7f7:f7f7", NULL },       /* both 8.8.8.8 */
	{ "2001:2::1", "benchmarking" },
	{ "2001:10::1", "reserved" },
	{ "2001:20::1", "reserved" },
	{ "2001:db8::1", "documentation" },
	{ "2001:4860:4860::8888", NULL },
	{ "2002:7f00:1::", "loopback" },
	{ "2002:a00:1::1", "private" },
	{ "2002:c0a8:101::1", "private" },
	{ "2002:808:808::1", NULL },
	{ "2606:4700::1111", NULL },
	{ "2606:4700::5efe:7f00:1", "loopback" }, /* ISATAP */
	{ "2606:4700::200:5efe:a00:1", "private" },
	{ "2606:4700::200:5efe:808:808", NULL },
	{ "3fff::1", "documentation" },
	{ "4000::1", "reserved" },
	{ "5f00::1", "reserved" },
	{ "fbff::1", "reserved" },
	{ "fc00::1", "private" },
	{ "fdff:ffff::1", "private" },
	{ "fe7f::1", "reserved" },
	{ "fe80::1", "link-local" },
	{ "febf::1", "link-local" },
	{ "fec0::1", "private" },
	{ "ff02::1", "multicast" },
};

static void
test_addresses(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(addresses); i++) {
		g_test_message("%s", addresses[i].address);
		g_assert_cmpstr(kind_of(addresses[i].address), ==, addresses[i].kind);
	}
}

static void
test_other_families(void)
{
	const struct sockaddr local = { .sa_family = AF_UNIX };

	g_assert_nonnull(address_refused(&local));
}

/* Spellings of hosts that are all refused: as a resolver takes them, and in URLs. */
static const char *const spellings[] = {
	"127.0.0.1",
	"127.0.0.1.",
	"127.1",
	"127.0.1",
	"127.0.1.",
	"0x7f.1",
	"0x7f.0.0.1",
	"0x7F.0x0.0x0.0x1",
	"0x7f000001",
	"0X7F000001",
	"0x7f.0x1",
	"0x0000007f.0x00000001",
	"2130706433",
	"017700000001",
	"0177.0.0.1",
	"0177.1",
	"00000177.0.0.01",
	"0177.0x0.0.1",
	"127.0x0.0.01",
	"127.65535",
	"127.255.255.254",
	"0",
	"0.0.0.0",
	"0x0",
	"00",
	"0.0",
	"10.1",
	"10.0.0.1",
	"0xa.1",
	"012.1",
	"0x0a000001",
	"167772161",
	"172.16.0.1",
	"172.1048577",
	"0xac100001",
	"192.168.0.1",
	"192.168.1",
	"192.11010049",
	"0xc0a80001",
	"3232235521",
	"030052000001",
	"169.254.169.254",
	"0xa9fea9fe",
	"2852039166",
	"0251.0376.0251.0376",
	"169.16689662",
	"100.64.0.1",
	"198.18.0.1",
	"192.0.2.1",
	"224.0.0.1",
	"240.0.0.1",
	"255.255.255.255",
	"4294967295",
	"0xffffffff",
	"localhost",
	"LOCALHOST",
	"localhost.",
	"news.localhost",
	"[::1]",
	"[::]",
	"[0:0:0:0:0:0:0:1]",
	"[0000:0000:0000:0000:0000:0000:0000:0001]",
	"[::ffff:127.0.0.1]",
	"[::ffff:7f00:1]",
	"[::FFFF:7F00:0001]",
	"[0:0:0:0:0:ffff:127.0.0.1]",
	"[::ffff:10.0.0.1]",
	"[::ffff:169.254.169.254]",
	"[::127.0.0.1]",
	"[::ffff:0:127.0.0.1]",
	"[64:ff9b::127.0.0.1]",
	"[64:ff9b::7f00:1]",
	"[64:ff9b::a9fe:a9fe]",
	"[2002:7f00:1::]",
	"[2002:a00:1::1]",
	"[2001:0:7f00:1::]",
	"[2001:db8::1]",
	"[fc00::1]",
	"[fd12:3456:789a::1]",
	"[fe80::1]",
	"[fec0::1]",
	"[ff02::1]",
};

/* What becomes one of these once its letters are made ASCII. */
static const char *const other_letters[] = { "127\u30021", "\uff11\uff10.1", "\u24dbocalhost" };

static void
test_hosts(void)
{
	static const char *const fine[] = { "8.8.8.8",           "134744072",
		                            "0x08080808",        "[2606:4700::1111]",
		                            "[2606:4700::1]",    "news.example",
		                            "localhost.example", "notlocalhost" };

	g_assert_cmpuint(G_N_ELEMENTS(spellings), >=, 60);
	for (unsigned i = 0; i < G_N_ELEMENTS(spellings); i++) {
		g_test_message("%s", spellings[i]);
		g_assert_nonnull(address_refused_host(spellings[i]));
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(fine); i++) {
		g_test_message("%s", fine[i]);
		g_assert_cmpstr(address_refused_host(fine[i]), ==, NULL);
	}
}

/* What a fetcher said, by URL. */
static void
note(Fetched *fetched, gpointer user_data)
{
	GHashTable *told = user_data;

	g_assert_nonnull(fetched->error);
	g_assert_true(g_error_matches(fetched->error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK));
	g_hash_table_insert(told, g_strdup(fetched->url), g_strdup(fetched->error->message));
	fetched_free(fetched);
}

/* Asks for all URLs and gives back what was said. */
static GHashTable *
ask(const EntenteFetching *how, GPtrArray *urls)
{
	GHashTable *told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(Fetcher) fetcher = fetcher_new(how);

	for (guint i = 0; i < urls->len; i++)
		fetcher_ask(fetcher, urls->pdata[i], NULL, NULL, note, told);
	while (fetcher_work(fetcher, G_USEC_PER_SEC))
		;
	g_assert_cmpuint(g_hash_table_size(told), ==, urls->len);
	return told;
}

static GPtrArray *
spelled_urls(void)
{
	GPtrArray *urls = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < G_N_ELEMENTS(other_letters); i++)
		g_ptr_array_add(urls, g_strdup_printf("http://%s/page", other_letters[i]));
	for (unsigned i = 0; i < G_N_ELEMENTS(spellings); i++)
		g_ptr_array_add(urls,
		                g_strdup_printf("%s://%s%s/page", i % 3 ? "http" : "https",
		                                spellings[i], i % 4 ? "" : ":8080"));
	return urls;
}

/* `dotted`: a resolver need not know figures with a full stop after them. */
static void
check_refused(GHashTable *told, bool dotted)
{
	GHashTableIter iter;
	gpointer url, message;

	g_hash_table_iter_init(&iter, told);
	while (g_hash_table_iter_next(&iter, &url, &message)) {
		g_test_message("%s", (const char *)message);
		g_assert_true(g_str_has_prefix(message, "'"));
		g_assert_nonnull(strstr(message, url));
		g_assert_true(strstr(message, "which is read only if allowed") ||
		              (dotted && g_regex_match_simple("\\.(:8080)?/", url, 0, 0) &&
		               strstr(message, "is not known")));
	}
}

/* Refused where the socket would be made. */
static void
test_urls(void)
{
	const EntenteFetching how = { .timeout = 5 };
	g_autoptr(GPtrArray) urls = spelled_urls();
	g_autoptr(GHashTable) told = ask(&how, urls);

	check_refused(told, true);
}

/* Behind a proxy, which is at a loopback address itself, the host's name has to do. */
static void
test_urls_by_proxy(void)
{
	const EntenteFetching how = { .timeout = 5,
		                      .http_proxy = "http://127.0.0.1:9",
		                      .https_proxy = "http://127.0.0.1:9" };
	g_autoptr(GPtrArray) urls = spelled_urls();
	g_autoptr(GHashTable) told = ask(&how, urls);

	check_refused(told, false);
}

/* With leave, they are asked for, and only nobody answers. */
static void
test_private_by_leave(void)
{
	const EntenteFetching how = { .timeout = 5, .allow_private = true };
	g_autoptr(GPtrArray) urls = g_ptr_array_new();

	g_ptr_array_add(urls, (gpointer) "http://127.0.0.1:9999/");
	g_autoptr(GHashTable) told = ask(&how, urls);
	g_assert_cmpstr(g_hash_table_lookup(told, "http://127.0.0.1:9999/"), ==,
	                "'http://127.0.0.1:9999/': no connection to its host");
}

static const struct {
	const char *url, *why;
} wrong[] = {
	{ "ftp://news.example/", "neither http nor https" },
	{ "file:///etc/passwd", "no address of the web" },
	{ "gopher://127.0.0.1:70/", "neither http nor https" },
	{ "javascript:alert(1)", "no address of the web" },
	{ "data:text/html,hello", "no address of the web" },
	{ "http://", "no address of the web" },
	{ "http:///", "no address of the web" },
	{ "http://a\ufffdb.example/", "no address of the web" },
	{ "http://a b/", "no address of the web" },
	{ "http://[::1", "no address of the web" },
	{ "http://news%ff.example/", "no address of the web" },
	{ "http://news.example\u2100/", "no address of the web" }, /* stands for "a/c" */
	{ "http://0x%7f.1/", "no address of the web" },
	{ "http://127.0.0.1%00.news.example/", "no address of the web" },
	{ "http://127.0.0.1%2fnews.example/", "no address of the web" },
	{ "http://news.example%40127.0.0.1/", "no address of the web" },
	{ "http://news.example%3a22/", "no address of the web" },
	{ "http://127.0.0.1\\@news.example/", "an address with a user's name in it" },
	{ "http://[fe80::1%25lo]:22/", "the port is not one of the web" },
	{ "http://127.0.0.1:22/", "the port is not one of the web" },
	{ "http://news.example:25/", "the port is not one of the web" },
	{ "http://news.example:0/", "the port is not one of the web" },
	{ "http://news.example:99999/", "no address of the web" },
	{ "http://desk@news.example/", "an address with a user's name in it" },
	{ "http://news.example@127.0.0.1/", "an address with a user's name in it" },
	{ "http://desk:word@127.0.0.1/", "an address with a user's name in it" },
};

static void
test_wrong_urls(void)
{
	const EntenteFetching how = { 0 };
	g_autoptr(GPtrArray) urls = g_ptr_array_new();

	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++)
		g_ptr_array_add(urls, (gpointer)wrong[i].url);
	g_autoptr(GHashTable) told = ask(&how, urls);
	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autofree char *expected =
		    g_strdup_printf("'%s': %s", wrong[i].url, wrong[i].why);

		g_assert_cmpstr(g_hash_table_lookup(told, wrong[i].url), ==, expected);
	}
}

static const struct {
	const char *list, *host;
	bool excepted;
} exceptions[] = {
	{ NULL, "news.example", false },
	{ "", "news.example", false },
	{ "*", "news.example", true },
	{ "news.example", "news.example", true },
	{ "NEWS.example", "news.Example", true },
	{ ".news.example", "news.example", true },
	{ "news.example", "www.news.example", true },
	{ "news.example", "oldnews.example", false },
	{ "a.example, news.example", "news.example", true },
	{ "a.example news.example", "news.example", true },
	{ "a.example,,b.example", "news.example", false },
	{ "127.0.0.1", "127.0.0.1", true },
	{ "10.0.0.0/8", "10.9.8.7", true },
	{ "10.0.0.0/8", "11.9.8.7", false },
	{ "10.0.0.0/33", "10.0.0.0", false },
	{ "10.0.0.0/", "10.0.0.0", false },
	{ "fd00::/8", "[fd12::1]", true },
	{ "fd00::/8", "[fe12::1]", false },
	{ "::1", "[::1]", true },
	{ "0.0.0.0/0", "news.example", false },
};

static void
test_exceptions(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(exceptions); i++) {
		g_test_message("'%s' '%s'", exceptions[i].list, exceptions[i].host);
		g_assert_cmpint(proxy_excepts(exceptions[i].list, exceptions[i].host), ==,
		                exceptions[i].excepted);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fetch/guard/addresses", test_addresses);
	g_test_add_func("/fetch/guard/other-families", test_other_families);
	g_test_add_func("/fetch/guard/hosts", test_hosts);
	g_test_add_func("/fetch/guard/urls", test_urls);
	g_test_add_func("/fetch/guard/urls-by-proxy", test_urls_by_proxy);
	g_test_add_func("/fetch/guard/private-by-leave", test_private_by_leave);
	g_test_add_func("/fetch/guard/wrong-urls", test_wrong_urls);
	g_test_add_func("/fetch/guard/exceptions", test_exceptions);
	return g_test_run();
}
