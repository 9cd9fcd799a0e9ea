/* robots.txt: what RFC 9309 lays down, and what stands in files besides. */
#include "fetch/robots.h"

#include <string.h>

typedef struct {
	const char *robots, *path;
	bool allowed;
} Case;

static const Case cases[] = {
	/* groups */
	{ "", "/page", true },
	{ "User-agent: *\nDisallow: /", "/page", false },
	{ "User-agent: *\nDisallow:", "/page", true },
	{ "User-agent: entente\nDisallow: /", "/page", false },
	{ "User-agent: Entente\nDisallow: /", "/page", false },
	{ "USER-AGENT: ENTENTE\nDISALLOW: /", "/page", false },
	{ "user-agent:entente\ndisallow:/", "/page", false },
	{ "User-agent: entente/2.0\nDisallow: /", "/page", false },
	{ "User-agent: entente2\nDisallow: /", "/page", false },
	{ "User-agent: ententes\nDisallow: /", "/page", true },
	{ "User-agent: other\nDisallow: /", "/page", true },
	{ "Disallow: /", "/page", true },
	{ "User-agent: *\nDisallow: /\n\nUser-agent: entente\nDisallow: /a", "/page", true },
	{ "User-agent: entente\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/page", true },
	{ "User-agent: entente\n\nUser-agent: *\nDisallow: /a", "/a", false },
	{ "User-agent: other\nUser-agent: entente\nDisallow: /a", "/a", false },
	{ "User-agent: entente\nUser-agent: other\nDisallow: /a", "/a", false },
	{ "User-agent: entente\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", true },
	{ "User-agent: entente\nDisallow: /a\nUser-agent: other\nDisallow: /b\n"
	  "User-agent: entente\nDisallow: /c",
	  "/c", false },
	{ "User-agent: entente\nDisallow: /a\nUser-agent: other\nDisallow: /b\n"
	  "User-agent: entente\nDisallow: /c",
	  "/a", false },
	{ "User-agent: entente\nSitemap: https://news.example/map\nDisallow: /a", "/a", false },
	{ "User-agent: a\nCrawl-delay: 5\nUser-agent: entente\nDisallow: /a", "/a", false },
	/* lines */
	{ "\xef\xbb\xbfUser-agent: *\nDisallow: /", "/page", false },
	{ "User-agent: *\r\nDisallow: /a\r\nAllow: /\r\n", "/a", false },
	{ "User-agent: *\rDisallow: /a\r", "/a", false },
	{ "# all\nUser-agent: * # everyone\nDisallow: /a # no\n", "/a", false },
	{ "  User-agent :  *  \n\t Disallow\t:\t/a\t\n", "/a", false },
	{ "User-agent: *\nnonsense\n: \n:::\nDisallow /a\nDisallow: /b", "/b", false },
	{ "User-agent: *\nDisallow /a", "/a", true },
	{ "User-agent: *\nDisallow: /a", "/a", false },
	{ "<html><body>User-agent: *<br>Disallow: /</body>", "/a", true },
	/* the longest rule counts, of two as long the one that allows */
	{ "User-agent: *\nDisallow: /\nAllow: /talks", "/talks/1", true },
	{ "User-agent: *\nAllow: /talks\nDisallow: /talks/old", "/talks/old/1", false },
	{ "User-agent: *\nDisallow: /talks\nAllow: /talks", "/talks", true },
	{ "User-agent: *\nAllow: /talks\nDisallow: /talks", "/talks", true },
	{ "User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", false },
	{ "User-agent: *\nAllow: /$\nDisallow: /", "/", true },
	{ "User-agent: *\nAllow: /$\nDisallow: /", "/page.htm", false },
	{ "User-agent: *\nAllow: /p\nDisallow: /", "/page", true },
	{ "User-agent: *\nDisallow: /", "/robots.txt", true },
	/* wildcards */
	{ "User-agent: *\nDisallow: /a", "/ab", false },
	{ "User-agent: *\nDisallow: /a", "/A", true },
	{ "User-agent: *\nDisallow: /a/", "/a", true },
	{ "User-agent: *\nDisallow: /a*", "/ab", false },
	{ "User-agent: *\nDisallow: *", "/ab", false },
	{ "User-agent: *\nDisallow: /*/b", "/a/b", false },
	{ "User-agent: *\nDisallow: /*/b", "/b", true },
	{ "User-agent: *\nDisallow: /*b*d", "/a/b/c/d", false },
	{ "User-agent: *\nDisallow: /*b*d", "/a/d/c/b", true },
	{ "User-agent: *\nDisallow: /*.php$", "/a.php", false },
	{ "User-agent: *\nDisallow: /*.php$", "/a.php?x", true },
	{ "User-agent: *\nDisallow: /*.php$", "/a.php/b.php", false },
	{ "User-agent: *\nDisallow: /a*a$", "/a", true },
	{ "User-agent: *\nDisallow: /a*a$", "/aa", false },
	{ "User-agent: *\nDisallow: /a$", "/a", false },
	{ "User-agent: *\nDisallow: /a$", "/ab", true },
	{ "User-agent: *\nDisallow: /a$b", "/a", true },
	{ "User-agent: *\nDisallow: /*?", "/a?b=c", false },
	{ "User-agent: *\nDisallow: /*?*print=", "/a?b=c&print=1", false },
	/* percent-encoding: RFC 9309, 2.2.2 */
	{ "User-agent: *\nDisallow: /foo/bar/\xe3\x83\x84", "/foo/bar/%E3%83%84", false },
	{ "User-agent: *\nDisallow: /foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", false },
	{ "User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false },
	{ "User-agent: *\nDisallow: /~desk", "/%7Edesk", false },
	{ "User-agent: *\nDisallow: /a%2Fb", "/a/b", true },
	{ "User-agent: *\nDisallow: /a%2fb", "/a%2Fb", false },
	{ "User-agent: *\nDisallow: /a%2Ab", "/a*b", false },
	{ "User-agent: *\nDisallow: /a%2Ab", "/acb", true },
	{ "User-agent: *\nDisallow: /a%24", "/a$", false },
	{ "User-agent: *\nDisallow: /100%", "/100%", false },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autoptr(Robots) robots =
		    robots_parse(c->robots, strlen(c->robots), "entente");

		g_test_message("'%s' %s", c->robots, c->path);
		g_assert_cmpint(robots_allow(robots, c->path), ==, c->allowed);
	}
}

static const struct {
	const char *robots;
	unsigned delay;
} delays[] = {
	{ "User-agent: *\nDisallow: /a", 0 },
	{ "User-agent: *\nCrawl-delay: 5", 5 },
	{ "User-agent: *\nCrawl-delay: 0.5", 1 },
	{ "User-agent: *\nCrawl-delay: 2.5", 3 },
	{ "User-agent: *\nCrawl-delay: -3", 0 },
	{ "User-agent: *\nCrawl-delay: soon", 0 },
	{ "User-agent: *\nCrawl-delay: nan", 0 },
	{ "User-agent: *\nCrawl-delay: inf", MAX_ROBOTS_DELAY },
	{ "User-agent: *\nCrawl-delay: 1e300", MAX_ROBOTS_DELAY },
	{ "User-agent: *\nCrawl-delay: 86400", MAX_ROBOTS_DELAY },
	{ "User-agent: other\nCrawl-delay: 5", 0 },
	{ "User-agent: *\nCrawl-delay: 5\nUser-agent: entente\nDisallow: /a", 0 },
	{ "User-agent: *\nCrawl-delay: 5\nDisallow:\nUser-agent: entente\nCrawl-delay: 2", 2 },
};

static void
test_delays(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(delays); i++) {
		g_autoptr(Robots) robots =
		    robots_parse(delays[i].robots, strlen(delays[i].robots), "entente");

		g_test_message("'%s'", delays[i].robots);
		g_assert_cmpuint(robots_delay(robots), ==, delays[i].delay);
	}
}

/* What lies beyond the limit is not read, nor half a line before it; a NUL is no end. */
static void
test_long(void)
{
	g_autoptr(GString) text = g_string_new("User-agent: *\nDisallow: /a\n");

	g_string_append_len(text, "\0\n", 2);
	while (text->len < MAX_ROBOTS_BYTES - 40)
		g_string_append(text, "Disallow: /b\n");
	g_string_append(text, "Disallow: /c\n#");
	while (text->len < MAX_ROBOTS_BYTES - 12)
		g_string_append_c(text, '#');
	g_string_append(text, "\nDisallow: /d\nDisallow: /d\n"); /* ends within the first */
	g_autoptr(Robots) robots = robots_parse(text->str, text->len, "entente");
	g_assert_false(robots_allow(robots, "/a"));
	g_assert_false(robots_allow(robots, "/b"));
	g_assert_false(robots_allow(robots, "/c"));
	g_assert_true(robots_allow(robots, "/d"));
}

/* As many hard patterns as fit, against a long path: one pass over it for each at most. */
static void
test_hard(void)
{
	g_autoptr(GString) text = g_string_new("User-agent: *\n");
	g_autofree char *path = g_strnfill(4096, 'a');

	while (text->len < MAX_ROBOTS_BYTES)
		g_string_append(text, "Disallow: *a*a*a*a*a*a*a*a*b\n");
	path[0] = '/';
	g_autoptr(Robots) robots = robots_parse(text->str, text->len, "entente");
	gint64 start = g_get_monotonic_time();
	g_assert_true(robots_allow(robots, path));
	g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fetch/robots/cases", test_cases);
	g_test_add_func("/fetch/robots/delays", test_delays);
	g_test_add_func("/fetch/robots/long", test_long);
	g_test_add_func("/fetch/robots/hard", test_hard);
	return g_test_run();
}
