"""Pages of the web: what is fetched, what is not, and what is said of it."""

import itertools
import json
import signal
import subprocess
import threading
import time
import unittest

from program import PROGRAM, ProgramTest, environment
from web import Site, article, drip, packed, raw, redirect

TALKS = article(
    "Harbour talks resume on Monday",
    "The dock workers' union demands a shorter week, its speaker Ada Brook said on Friday "
    "after meeting the port company for three hours.",
    "The company rejected the demand and offered a bonus instead, to be paid in spring.",
)


class Fetch(ProgramTest):
    def site(self, pages=None):
        site = Site(pages)
        self.addCleanup(site.close)
        return site

    def text(self, status, *arguments, **more):
        done = self.check(status, "text", "--json", "--allow-private", *arguments, **more)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def check_problem(self, url, *parts, status=5, options=()):
        """One line about the URL, nothing else, and this exit status."""
        articles, errors = self.text(status, *options, url)
        self.assertEqual(articles, [])
        self.check_one_line(errors, f"'{url}'", *parts)

    def check_problems(self, cases, status=5, options=()):
        """The same for many answers, each of a host of its own, with what is said of it."""
        urls = [self.site({"/a": answer}).url("/a") for answer, _ in cases]
        articles, errors = self.text(status, *options, *urls)
        self.assertEqual(articles, [])
        lines = errors.splitlines()
        self.assertEqual(len(lines), len(cases), errors)
        for url, line, (_, why) in zip(urls, lines, cases):
            self.assertTrue(line.startswith(f"entente: '{url}': "), line)
            self.assertIn(why, line)


class Pages(Fetch):
    def test_a_page(self):
        site = self.site({"/news/talks-resume.html": TALKS})
        articles, errors = self.text(0, site.url("/news/talks-resume.html?from=feed#top"))
        self.assertEqual(errors, "")
        self.assertEqual(articles[0]["id"], "talks-resume")
        self.assertEqual(articles[0]["url"], site.url("/news/talks-resume.html?from=feed"))
        self.assertEqual(articles[0]["title"], "Harbour talks resume on Monday")
        self.assertIn("offered a bonus", articles[0]["text"])
        self.assertNotIn("All rights", articles[0]["text"])

    def test_what_is_asked(self):
        site = self.site({"/a": TALKS})
        self.text(0, site.url("/a"))
        self.assertEqual([path for _, path, _ in site.asked], ["/robots.txt", "/a"])
        version = self.check(0, "--version").stdout.split()[1]
        for _, _, headers in site.asked:
            self.assertEqual(headers["User-Agent"], f"entente/{version}")
            self.assertEqual(headers["Accept-Encoding"], "gzip, deflate")
            self.assertNotIn("Cookie", headers)
            self.assertNotIn("Referer", headers)

    def test_records_of_a_page(self):
        site = self.site({"/talks": TALKS})
        done = self.check(0, "read", "--allow-private", site.url("/talks"))
        source = self.records(done.stdout)[0]
        self.assertEqual((source["id"], source["url"]), ("talks", site.url("/talks")))
        self.assertNotIn("path", source)

    def test_the_order_is_that_of_the_arguments(self):
        sites = [self.site({f"/{i}": TALKS}) for i in range(20)]
        sites[0].pages["/0"] = lambda request: time.sleep(0.7) or TALKS
        self.write("file.txt")
        urls = [site.url(f"/{i}") for i, site in enumerate(sites)]
        start = time.monotonic()
        articles, _ = self.text(0, *urls[:10], "file.txt", *urls[10:])
        self.assertLess(time.monotonic() - start, 12)  # side by side
        names = [str(i) for i in range(20)]
        self.assertEqual([a["id"] for a in articles], names[:10] + ["file"] + names[10:])

    def test_ids(self):
        paths = {
            "/": None,
            "/talks/": "talks",
            "/talks/index.html": "talks",
            "/2025/12/round-two.html": "round-two",
            "/caf%C3%A9": "caf\u00e9",
            "/a%0Ab%20c": "a-b-c",
            "/%FF": "\ufffd",
            "/%00x": "%00x",
        }
        sites = [self.site({path: TALKS}) for path in paths]
        articles, _ = self.text(0, *(s.url(p) for s, p in zip(sites, paths)))
        for article_, site, name in zip(articles, sites, paths.values()):
            self.assertEqual(article_["id"], name or site.address.split("/")[2])

    def test_a_page_is_not_taken_for_another_hosts(self):
        page = TALKS.replace("</head>", '<link rel=canonical href="%s"></head>')
        site = self.site()
        own = site.url("/real")
        site.pages["/a"] = page % own
        site.pages["/b"] = page % "http://other.example/real"
        articles, _ = self.text(0, site.url("/a"), site.url("/b"))
        self.assertEqual([a["url"] for a in articles], [own, site.url("/b")])

    def test_what_has_no_address_of_its_own(self):
        feed = (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><item>'
            f"<title>Talks</title><guid>1</guid><description>{TALKS.split('<p>')[1][:-5]}"
            "</description></item></channel></rss>"
        )
        sites = [self.site({"/feed": feed.replace("Ada", name)}) for name in ("Ada", "Eva")]
        urls = [site.url("/feed") for site in sites]
        self.check(0, "read", "-q", "--allow-private", "-d", "talks.entente", *urls)
        shown = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        sources = self.records(shown)
        self.assertEqual([(s["id"], s["path"]) for s in sources], [("1", urls[0]), ("1-2", urls[1])])

    def test_compressed(self):
        site = self.site({"/a": packed(TALKS)})
        self.assertIn("bonus", self.text(0, site.url("/a"))[0][0]["text"])

    def test_the_encoding_that_the_host_tells(self):
        word = "переговоры"
        page = TALKS.replace("<meta charset=utf-8>", "").replace("a bonus", word)
        kinds = {"koi8-r": "koi8-r", "WINDOWS-1251": "cp1251", "utf-8": "utf-8", "x-none": "utf-8"}
        sites = [
            self.site({"/a": (200, {"Content-Type": f'text/html; charset="{n}"'}, page.encode(c))})
            for n, c in kinds.items()
        ]
        articles, errors = self.text(0, *(site.url("/a") for site in sites))
        self.assertEqual(errors, "")
        for article_ in articles:
            self.assertIn(word, article_["text"])

    def test_a_page_saved_with_its_head(self):
        head = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n"
        page = TALKS.replace("<meta charset=utf-8>", "").replace("a bonus", "переговоры")
        self.write("page.html", (head + page).encode("koi8-r"))
        articles, errors = self.text(0, "page.html")
        self.assertEqual(articles[0]["title"], "Harbour talks resume on Monday")
        self.assertIn("переговоры", articles[0]["text"])

    def test_read_again_into_a_dossier(self):
        site = self.site({"/a": TALKS})
        arguments = ["read", "--allow-private", "-d", "talks.entente", site.url("/a")]
        self.assertIn("1 new", self.check(0, *arguments).stderr)
        self.assertIn("1 seen before", self.check(0, *arguments).stderr)
        site.pages["/a"] = TALKS.replace("a bonus", "nothing")
        self.assertIn("1 changed", self.check(0, *arguments).stderr)


class Redirects(Fetch):
    def test_five_are_followed_but_not_six(self):
        site = self.site({f"/{i}": redirect(f"{i + 1}", 301 + i % 2) for i in range(5)})
        loop = self.site({"/a": redirect("/b", 307), "/b": redirect("a", 308)})
        site.pages["/5"] = TALKS
        articles, errors = self.text(5, site.url("/0"), loop.url("/a"))
        self.assertEqual([a["url"] for a in articles], [site.url("/5")])
        self.assertEqual(site.paths(), [f"/{i}" for i in range(6)])
        self.check_one_line(errors, f"'{loop.url('/a')}'", "more than 5 redirects")
        self.assertEqual(len(loop.paths()), 6)

    def test_each_is_checked(self):
        other = self.site({"/robots.txt": "User-agent: *\nDisallow: /"})
        cases = [
            ("file:///etc/passwd", "leads to 'file:///etc/passwd'"),
            ("ftp://news.example/", "neither http nor https"),
            ("http://news.example:22/", "the port is not one of the web"),
            ("http://me@news.example/", "a user's name"),
            (other.url("/a"), "robots.txt forbids it"),
            ("http://nowhere.invalid/", "its host is not known"),
            ("http://[", "leads to 'http://['"),
        ]
        self.check_problems([(redirect(to), why) for to, why in cases], options=["--timeout", "4"])

    def test_without_a_place(self):
        site = self.site({"/a": (302, {}, "")})
        self.check_problem(site.url("/a"), "status 302")


class Guard(Fetch):
    def test_loopback_is_refused(self):
        site = self.site({"/a": TALKS})
        port = site.address.rsplit(":", 1)[1]
        for host in (site.address[7:].split(":")[0], "127.1", "0x7f.2", "[::ffff:127.0.0.2]"):
            done = self.check(5, "text", f"http://{host}:{port}/a")
            self.check_one_line(done.stderr, "(loopback)", "only if allowed")
        self.assertEqual(site.asked, [])

    def test_a_proxy_is_used_and_guarded(self):
        """The proxy may be near; what is asked of it may not."""
        site = self.site({"http://93.184.216.34/a": TALKS, "http://93.184.216.34/robots.txt": ""})
        done = self.check(0, "text", "http://93.184.216.34/a", http_proxy=site.address)
        self.assertIn("bonus", done.stdout)
        for host in ("127.0.0.1", "2130706433", "localhost", "[::1]", "10.0.0.1"):
            done = self.check(5, "text", f"http://{host}/a", http_proxy=site.address)
            self.check_one_line(done.stderr, "only if allowed")
        self.assertEqual(len(site.asked), 2)

    def test_no_proxy(self):
        proxy, site = self.site(), self.site({"/a": TALKS})
        host = site.address[7:].split(":")[0]
        self.text(0, site.url("/a"), http_proxy=proxy.address, no_proxy=f"example, {host}")
        self.assertEqual(proxy.asked, [])
        self.text(5, site.url("/a"), http_proxy=proxy.address)
        self.assertNotEqual(proxy.asked, [])


class Robots(Fetch):
    def test_it_is_obeyed(self):
        site = self.site({"/a": TALKS, "/private/a": TALKS})
        site.pages["/robots.txt"] = "User-agent: Entente\nDisallow: /private\n"
        articles, errors = self.text(5, site.url("/private/a"), site.url("/a"))
        self.assertEqual(len(articles), 1)
        self.check_one_line(errors, site.url("/private/a"), "robots.txt forbids it")
        self.assertEqual([path for _, path, _ in site.asked], ["/robots.txt", "/a"])

    def test_one_that_fails_forbids_all(self):
        answers = [503, 429, raw(b"nonsense")]
        sites = [self.site({"/robots.txt": answer, "/a": TALKS}) for answer in answers]
        articles, errors = self.text(5, *(site.url("/a") for site in sites))
        self.assertEqual(articles, [])
        self.assertEqual([site.paths() for site in sites], [[], [], []])
        lines = errors.splitlines()
        self.assertIn("robots.txt: its host is not able to answer now (status 503)", lines[0])
        self.assertIn("(status 429)", lines[1])
        self.assertIn("its host sent what is no answer", lines[2])

    def test_one_that_is_missing_allows_all(self):
        answers = [404, 403, 410, redirect("/robots.txt"), "", "<html>Not found</html>"]
        sites = [self.site({"/robots.txt": answer, "/a": TALKS}) for answer in answers]
        articles, _ = self.text(0, *(site.url("/a") for site in sites))
        self.assertEqual(len(articles), len(answers))

    def test_one_elsewhere_is_followed(self):
        other = self.site({"/rules": "User-agent: *\nDisallow: /a"})
        site = self.site({"/robots.txt": redirect(other.url("/rules")), "/a": TALKS})
        self.check_problem(site.url("/a"), "forbids it")

    def test_a_long_one_is_read_as_far_as_it_is(self):
        text = "User-agent: *\nDisallow: /a\n" + "Disallow: /b\n" * 400000
        site = self.site({"/robots.txt": packed(text), "/a": TALKS})
        self.check_problem(site.url("/a"), "forbids it")

    def test_a_host_is_asked_once_a_second(self):
        site = self.site({path: TALKS for path in ("/a", "/b", "/c")})
        site.pages["/b"] = redirect("/c")
        self.text(0, *(site.url(path) for path in ("/a", "/b")))
        times = [when for when, _, _ in site.asked]
        self.assertEqual(len(times), 4)
        for before, after in itertools.pairwise(times):
            self.assertGreater(after - before, 0.95)

    def test_a_host_that_hangs_up_is_not_asked_again_at_once(self):
        site = self.site({"/a": raw(b"")})
        self.check_problem(site.url("/a"), "sent no answer")
        self.assertEqual(site.paths(), ["/a"])

    def test_crawl_delay(self):
        site = self.site({"/a": TALKS, "/robots.txt": "User-agent: *\nCrawl-delay: 2"})
        self.text(0, site.url("/a"), site.url("/a"))
        times = [when for when, _, _ in site.asked[1:]]
        self.assertGreater(times[1] - times[0], 1.95)


def endless(request):
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"<p>The talks go on.</p>\n" * 1000)


def endless_head(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for i in itertools.count():
        request.wfile.write(b"X-Talks-%d: on and on and on\r\n" % i)


class Failures(Fetch):
    STATUSES = {
        304: "no page",
        400: "for wrong",
        401: "a login",
        402: "to be paid",
        403: "forbidden",
        404: "not found",
        410: "gone",
        418: "no page",
        429: "less often",
        451: "legal",
        500: "its host failed",
        503: "not able",
        600: "its host failed",
    }

    def test_statuses(self):
        self.check_problems(
            [((status, {}, "x"), f"{why}") for status, why in self.STATUSES.items()]
        )
        self.check_problems([((404, {}, "x"), "(status 404)")])

    def test_limits(self):
        numbers = "".join(f"{i * 7919:064}\n" for i in range(330_000))
        announced = b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"
        cases = [
            ("x" * 5_000_001, "longer than 5 MB"),
            (raw(announced), "longer than 5 MB"),
            (endless, "longer than 5 MB"),
            (endless_head, "headers longer than 128 kB"),
            (packed("\0" * 1000, 5000), "more than 100 times"),
            (packed(numbers), "expands to more than 20 MB"),
        ]
        self.check_problems(cases, status=3)

    def test_just_within_the_limits(self):
        filler = f"<!-- {'x' * 4_900_000} -->"
        site = self.site({"/a": TALKS.replace("</article>", filler + "</article>")})
        self.assertIn("bonus", self.text(0, site.url("/a"))[0][0]["text"])

    def test_types(self):
        cases = [
            ((200, {"Content-Type": "image/png"}, TALKS), "an image, not a page"),
            ((200, {"Content-Type": "VIDEO/mp4"}, TALKS), "a film, not a page"),
            ((200, {"Content-Type": "text/html"}, b"%PDF-1.7 ..." * 9), "a PDF file"),
            ((200, {"Content-Type": "text/html"}, ""), "empty"),
        ]
        self.check_problems(cases, status=3)

    def test_slow(self):
        asked = []
        slow = drip([b"<p>"] * 100, 0.2)
        cases = [
            (lambda request: asked.append(time.monotonic()) or slow(request), "longer than 2 s"),
            (lambda request: asked.append(time.monotonic()) or time.sleep(5), "longer than 2 s"),
        ]
        self.check_problems(cases, options=["--timeout", "2"])
        self.assertLess(asked[1] - asked[0], 1.5)  # side by side

    def test_broken_answers(self):
        start = b"HTTP/1.1 200 OK\r\n"
        cases = [
            (raw(b""), "sent no answer"),
            (raw(b"\0\1\2\3" * 50), "what is no answer"),
            (raw(start + b"Content-Length: 100\r\n\r\n<p>The"), "cut off"),
            (raw(start + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "the connection broke"),
            (raw(start + b"Content-Encoding: br\r\n\r\nxx"), "with br, which was not asked for"),
            (raw(start + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08xxxx"), "compressed body"),
        ]
        self.check_problems(cases)

    def test_no_host(self):
        self.check_problem("http://nowhere.invalid/", "not known", options=["--timeout", "5"])
        site = self.site()
        site.close()
        self.check_problem(site.url("/a"), "no connection to its host")

    def test_no_address_of_the_web(self):
        for url in ("http://", "http://[::1", "https://desk:word@news.example/"):
            self.check_problem(url)

    def test_a_host_that_asks_to_be_left_alone(self):
        site = self.site({"/a": (429, {"Retry-After": "120"}, ""), "/b": TALKS})
        articles, errors = self.text(5, site.url("/a"), site.url("/b"))
        self.assertEqual(articles, [])
        self.assertIn("to come less often", errors.splitlines()[0])
        self.assertRegex(errors.splitlines()[1], r"/b': its host asks .* alone for 1[12]\d s")
        self.assertEqual(site.paths(), ["/a"])

    def test_a_short_rest_is_waited_for(self):
        site = self.site({"/a": (503, {"Retry-After": "3"}, ""), "/b": TALKS})
        articles, _ = self.text(5, site.url("/a"), site.url("/b"))
        self.assertEqual(len(articles), 1)
        self.assertGreater(site.asked[2][0] - site.asked[1][0], 2.5)

    def test_some_inputs_failed_otherwise(self):
        site = self.site({"/a": 404})
        done = self.check(3, "text", "--allow-private", site.url("/a"), "missing.txt")
        self.assertEqual(len(done.stderr.splitlines()), 2)

    def test_failures_are_kept_as_problems(self):
        site = self.site({"/a": 404})
        url = site.url("/a")
        self.check(5, "read", "-q", "--allow-private", "-d", "talks.entente", url)
        import sqlite3

        with sqlite3.connect(self.folder / "talks.entente") as db:
            rows = db.execute("SELECT message FROM problems").fetchall()
        self.assertEqual(rows, [(f"'{url}': not found (status 404)",)])

    def test_interrupt(self):
        asked = threading.Event()
        site = self.site({"/a": lambda request: asked.set() or time.sleep(20)})
        process = subprocess.Popen(
            [PROGRAM, "read", "--allow-private", site.url("/a")],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.assertTrue(asked.wait(60))
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=10)  # long before the host answers
        self.assertEqual((process.returncode, out, errors), (130, b"", b""))


unittest.main()
