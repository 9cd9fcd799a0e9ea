/* Addresses of the web in their normal form, alone and seen from another. */
#include "fetch/url.h"

#include "base/paths.h"

#include <string.h>

static const struct {
	const char *text, *base, *url;
	const char *host, *origin, *path;
} cases[] = {
	{ "http://News.Example", NULL, "http://news.example/", "news.example",
	  "http://news.example:80", "/" },
	{ "https://news.example/a?b=c#d", NULL, "https://news.example/a?b=c", "news.example",
	  "https://news.example:443", "/a?b=c" },
	{ "  https://news.example/a \n", NULL, "https://news.example/a", "news.example",
	  "https://news.example:443", "/a" },
	{ "https://news.example:443/a", NULL, "https://news.example/a", "news.example",
	  "https://news.example:443", "/a" },
	{ "http://news.example:8080/a", NULL, "http://news.example:8080/a", "news.example",
	  "http://news.example:8080", "/a" },
	{ "https://news.example?a", NULL, "https://news.example/?a", "news.example",
	  "https://news.example:443", "/?a" },
	{ "https://news.example/a/../b/./c", NULL, "https://news.example/b/c", "news.example",
	  "https://news.example:443", "/b/c" },
	{ "https://news.example/a b", NULL, "https://news.example/a%20b", "news.example",
	  "https://news.example:443", "/a%20b" },
	{ "https://news.example/caf\xc3\xa9", NULL, "https://news.example/caf%c3%a9",
	  "news.example", "https://news.example:443", "/caf%c3%a9" },
	{ "HTTP://[2606:4700::1111]:8080/a", NULL, "http://[2606:4700::1111]:8080/a",
	  "[2606:4700::1111]", "http://[2606:4700::1111]:8080", "/a" },
	{ "http://M\u00fcnchen.example/a", NULL, "http://xn--mnchen-3ya.example/a",
	  "xn--mnchen-3ya.example", "http://xn--mnchen-3ya.example:80", "/a" },
	{ "http://fa\u00df.example/", NULL, "http://xn--fa-hia.example/", "xn--fa-hia.example",
	  "http://xn--fa-hia.example:80", "/" },
	{ "http://127\u30020\u30020\u3002\uff11/", NULL, "http://127.0.0.1/", "127.0.0.1",
	  "http://127.0.0.1:80", "/" },
	{ "/b", "https://news.example/a/c", "https://news.example/b", "news.example",
	  "https://news.example:443", "/b" },
	{ "b", "https://news.example/a/c?d", "https://news.example/a/b", "news.example",
	  "https://news.example:443", "/a/b" },
	{ "?e", "https://news.example/a/c?d", "https://news.example/a/c?e", "news.example",
	  "https://news.example:443", "/a/c?e" },
	{ "//other.example/b", "https://news.example/a", "https://other.example/b",
	  "other.example", "https://other.example:443", "/b" },
	{ "http://other.example/b", "https://news.example/a", "http://other.example/b",
	  "other.example", "http://other.example:80", "/b" },
	{ "../../../b", "https://news.example/a", "https://news.example/b", "news.example",
	  "https://news.example:443", "/b" },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Url) base =
		    cases[i].base ? url_new(cases[i].base, NULL, &error) : NULL;
		g_autoptr(Url) url = url_new(cases[i].text, base, &error);

		g_test_message("%s", cases[i].text);
		g_assert_no_error(error);
		g_assert_cmpstr(url->text, ==, cases[i].url);
		g_assert_cmpstr(url->host, ==, cases[i].host);
		g_assert_cmpstr(url->origin, ==, cases[i].origin);
		g_assert_cmpstr(url->path, ==, cases[i].path);
		g_assert_cmpint(url->secure, ==, g_str_has_prefix(url->origin, "https"));
	}
}

static void
test_too_long(void)
{
	g_autofree char *path = g_strnfill(5000, 'a');
	g_autofree char *text = g_strconcat("http://news.example/", path, NULL);
	g_autofree char *spaces = g_strnfill(2000, ' ');
	g_autofree char *grows = g_strconcat("http://news.example/", spaces, "a", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_null(url_new(text, NULL, &error));
	g_assert_cmpstr(error->message, ==, "an address longer than 4096 bytes");
	g_clear_error(&error);
	g_assert_null(url_new(grows, NULL, &error));
	g_assert_nonnull(error);
}

static const struct {
	const char *text, *plain;
} tracked[] = {
	{ "http://news.example/a", "http://news.example/a" },
	{ "http://news.example/a?", "http://news.example/a" },
	{ "http://news.example/a?id=1&page=2", "http://news.example/a?id=1&page=2" },
	{ "http://news.example/a?utm_source=feed", "http://news.example/a" },
	{ "http://news.example/a?UTM_Medium=rss&id=1&fbclid=x", "http://news.example/a?id=1" },
	{ "http://news.example/a?id=1&utm_campaign=a&page=2#top",
	  "http://news.example/a?id=1&page=2" },
	{ "http://news.example/a?utm=1&fbclid2=x&gclid",
	  "http://news.example/a?utm=1&fbclid2=x" },
	{ "http://news.example/a?x=?utm_source=b", "http://news.example/a?x=?utm_source=b" },
};

static void
test_tracked(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(tracked); i++) {
		g_autoptr(Url) url = url_new(tracked[i].text, NULL, NULL);
		g_autofree char *plain = url_untracked(url);

		g_assert_cmpstr(plain, ==, tracked[i].plain);
	}
}

static void
test_is(void)
{
	g_assert_true(is_web_address("http://news.example"));
	g_assert_true(is_web_address("HTTPS://news.example"));
	g_assert_false(is_web_address("http:/news"));
	g_assert_false(is_web_address("pages/http://news"));
	g_assert_false(is_web_address("ftp://news.example"));
	g_assert_false(is_web_address(""));
}

static void
test_display(void)
{
	g_autofree char *path = g_strnfill(500, 'a');
	g_autofree char *text = g_strconcat("http://news.example/\n\xff\x1b[31m", path, NULL);
	g_autofree char *shown = url_display(text);

	g_assert_true(g_utf8_validate(shown, -1, NULL));
	g_assert_cmpint(g_utf8_strlen(shown, -1), ==, 201);
	g_assert_true(g_str_has_prefix(shown, "http://news.example/?\xef\xbf\xbd?[31maaa"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fetch/url/cases", test_cases);
	g_test_add_func("/fetch/url/too-long", test_too_long);
	g_test_add_func("/fetch/url/tracked", test_tracked);
	g_test_add_func("/fetch/url/is", test_is);
	g_test_add_func("/fetch/url/display", test_display);
	return g_test_run();
}
