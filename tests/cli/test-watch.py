"""Watching feeds: every new page once, edits as versions, back-off, restarts."""

import signal
import sqlite3
import subprocess
import threading
import time
import unittest
from email.utils import formatdate

from program import PROGRAM, ProgramTest, environment
from web import Site, article, drip, redirect

LONG = "The delegations met again in the harbour hall, and the talks went on until the evening. "


def text(n, word="shorter"):
    return (
        f"The dock workers' union demands a {word} week, its speaker Ada Brook said on day {n}.",
        "The company rejected the demand and offered a bonus instead, to be paid in spring.",
    )


def rss(*items):
    """A feed of (link, title, description) or (link, title, description, whole text)."""
    out = []
    for link, title, summary, *content in items:
        out.append(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
            f"<description>{summary}</description>"
            + "".join(f"<content:encoded><![CDATA[{c}]]></content:encoded>" for c in content)
            + "</item>"
        )
    return (
        200,
        {"Content-Type": "application/rss+xml"},
        '<?xml version="1.0"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Harbour Gazette</title><link>http://gazette.example/</link>"
        + "".join(out)
        + "</channel></rss>\n",
    )


def teaser(site, path, title="Talks resume"):
    return (site.url(path), title, "The talks resume on Monday.")


class Watch(ProgramTest):
    def site(self, pages=None):
        site = Site(pages)
        self.addCleanup(site.close)
        return site

    def arguments(self, *arguments):
        return ["watch", "--allow-private", "-d", "talks.entente", *arguments]

    def once(self, *arguments, status=0):
        """What one round prints, a list of words a line, and what it complains of."""
        done = self.check(status, *self.arguments("-q", "--once", *arguments))
        return [line.split("\t") for line in done.stdout.splitlines()], done.stderr

    def sql(self, query, *values):
        db = sqlite3.connect(self.folder / "talks.entente", timeout=10)
        try:
            with db:
                return db.execute(query, values).fetchall()
        finally:
            db.close()

    def make_due(self):
        """As if much time had passed."""
        self.sql("UPDATE visits SET due = 1, checked = 1 WHERE due IS NOT NULL")
        self.sql("UPDATE feeds SET hold = 0")

    def start(self, *arguments):
        process = subprocess.Popen(
            [PROGRAM, *self.arguments(*arguments)],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.kill)
        return process

    def stop(self, process, number=signal.SIGTERM):
        process.send_signal(number)
        out, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 128 + number)
        return [line.split("\t") for line in out.splitlines()], errors


class Pages(Watch):
    def test_new_pages_once(self):
        site = self.site({"/a": article("One", *text(1)), "/b": article("Two", *text(2))})
        site.pages["/feed"] = rss(teaser(site, "/a"), teaser(site, "/b?utm_source=rss"))
        lines, errors = self.once(site.url("/feed"))
        self.assertEqual(errors, "")
        self.assertEqual(
            lines,
            [["new", "a", site.url("/a"), "One"], ["new", "b", site.url("/b"), "Two"]],
        )
        self.assertEqual(self.once(site.url("/feed")), ([], ""))
        self.assertEqual(site.paths(), ["/feed", "/a", "/b", "/feed"])
        self.assertEqual([path for _, path, _ in site.asked].count("/robots.txt"), 1)
        shown = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        self.assertEqual([r["title"] for r in self.records(shown)], ["One", "Two"])
        site.pages["/c"] = article("Three", *text(3))
        site.pages["/feed"] = rss(teaser(site, "/c"), teaser(site, "/a"))
        lines, _ = self.once("--json", site.url("/feed"))
        self.assertIn(f'"event": "new", "id": "c", "url": "{site.url("/c")}"', lines[0][0])

    def test_a_feed_that_has_all_of_it(self):
        site = self.site()
        page = (site.url("/a"), "One", "In short.", f"<p>{text(1)[0]}</p><p>{LONG * 3}</p>")
        site.pages["/feed"] = rss(page)
        lines, _ = self.once(site.url("/feed"))
        self.assertEqual([(line[0], line[2]) for line in lines], [("new", site.url("/a"))])
        self.assertEqual(site.paths(), ["/feed"])
        site.pages["/feed"] = rss((*page[:3], page[3].replace("shorter", "longer")))
        lines, _ = self.once(site.url("/feed"))
        self.assertEqual(lines[0][0], "changed")
        (old,), (new,) = self.sql("SELECT text FROM versions"), self.sql("SELECT text FROM articles")
        self.assertIn("shorter week", old[0])
        self.assertIn("longer week", new[0])

    def test_edits_are_versions(self):
        site = self.site({"/a": article("One", *text(1))})
        site.pages["/feed"] = rss(teaser(site, "/a"))
        self.once(site.url("/feed"))
        self.assertEqual(self.once(site.url("/feed")), ([], ""))
        self.assertEqual(site.paths().count("/a"), 1)  # it is not due yet
        self.make_due()
        self.assertEqual(self.once(site.url("/feed")), ([], ""))
        self.assertEqual(site.paths().count("/a"), 2)
        site.pages["/a"] = article("One, changed", *text(1))
        self.make_due()
        lines, _ = self.once(site.url("/feed"))
        self.assertEqual(lines, [["changed", "a", site.url("/a"), "One, changed"]])
        site.pages["/a"] = article("One, changed", *text(1, "longer"))
        self.make_due()
        lines, _ = self.once(site.url("/feed"))
        self.assertEqual(lines, [["changed", "a", site.url("/a"), "One, changed"]])
        rows = self.sql("SELECT version, title, text, length(sha256), replaced FROM versions")
        self.assertEqual([row[:2] for row in rows], [(1, "One"), (2, "One, changed")])
        self.assertTrue(all("shorter" in row[2] and row[3] == 64 and row[4] for row in rows))
        self.assertEqual(self.sql("SELECT count(*) FROM articles"), [(1,)])
        quotes = self.check(0, "show", "positions", "--json", "-d", "talks.entente").stdout
        self.assertNotIn("shorter", quotes)

    def test_pages_are_looked_at_for_two_weeks(self):
        site = self.site({"/a": article("One", *text(1))})
        site.pages["/feed"] = rss(teaser(site, "/a"))
        self.once(site.url("/feed"))
        ((found, due),) = self.sql("SELECT found, due FROM visits")
        self.assertAlmostEqual(due - found, 3600, delta=10)
        self.sql("UPDATE visits SET due = 1, found = found - 13 * 86400")
        self.once(site.url("/feed"))
        self.assertEqual(self.sql("SELECT due FROM visits"), [(None,)])

    def test_unchanged_pages_cost_little(self):
        answers = []

        def page(request):
            known = request.headers.get("If-None-Match")
            answers.append((known, request.headers.get("If-Modified-Since")))
            headers = {"ETag": '"7"', "Last-Modified": formatdate(1e9, usegmt=True)}
            return (304, {}, "") if known == '"7"' else (200, headers, article("One", *text(1)))

        def feed(request):
            if request.headers.get("If-None-Match") == 'W/"f"':
                return (304, {}, "")
            status, headers, body = rss(teaser(site, "/a"))
            return (status, {**headers, "ETag": 'W/"f"'}, body)

        site = self.site({"/a": page, "/feed": feed})
        for _ in range(2):
            self.once(site.url("/feed"))
            self.make_due()
        self.assertEqual(answers, [(None, None), ('"7"', "Sun, 09 Sep 2001 01:46:40 GMT")])
        self.assertEqual(self.sql("SELECT etag FROM feeds"), [('W/"f"',)])

    def test_one_page_by_many_ways(self):
        """Of two feeds, with another address each time, and by redirects."""
        site, other = self.site({"/a": article("One", *text(1))}), self.site()
        for path in ("/b", "/c"):
            other.pages[path] = redirect(site.url("/a"))
        site.pages["/feed"] = rss(teaser(site, "/a#top"), teaser(other, "/b"))
        site.pages["/feed2"] = rss(teaser(site, "/a?utm_campaign=x", "Other"), teaser(other, "/c"))
        lines, errors = self.once(site.url("/feed"), site.url("/feed2"))
        self.assertEqual((len(lines), errors), (1, ""))
        self.assertEqual(self.sql("SELECT count(*) FROM articles"), [(1,)])

    def test_a_link_that_changes_at_every_poll(self):
        site = self.site()
        for n in range(2):
            link = site.url(f"/a?visit={n}")
            status, headers, body = rss((link, "One", "In short."))
            site.pages["/feed"] = (
                status, headers, body.replace(f"<guid>{link}", "<guid>tag:gazette,1")
            )  # fmt: skip
            site.pages["/a"] = article("One", *text(1))
            lines, _ = self.once(site.url("/feed"))
            self.assertEqual(len(lines), 1 - n)

    def test_a_page_that_cannot_be_had(self):
        """For good: what the feed says of it is read."""
        site = self.site({"/robots.txt": "User-agent: *\nDisallow: /secret"})
        summary = "The dock workers' union demands a shorter week, Ada Brook said."
        paths = ["/gone", "/image", "/secret"]
        site.pages["/gone"] = 403
        site.pages["/image"] = (200, {"Content-Type": "image/png"}, "x")
        site.pages["/feed"] = rss(*((site.url(p), p, summary) for p in paths))
        lines, errors = self.once(site.url("/feed"), status=3)
        self.assertEqual(sorted(line[2] for line in lines), [site.url(p) for p in paths])
        for path, why, line in zip(paths, ("403", "image", "forbids"), sorted(errors.splitlines())):
            self.assertIn(f"'{site.url(path)}'", line)
            self.assertIn(why, line)
        self.assertEqual(self.sql("SELECT count(*) FROM problems"), [(3,)])
        self.assertEqual(self.sql("SELECT count(due) FROM visits"), [(0,)])
        self.assertEqual(self.once(site.url("/feed")), ([], ""))

    def test_a_page_that_cannot_be_had_now(self):
        site = self.site({"/a": 500})
        site.pages["/feed"] = rss(teaser(site, "/a"))
        for n in (0, 4):
            self.sql("UPDATE visits SET failures = ?", n) if n else None
            self.assertEqual(self.once(site.url("/feed")), ([], ""))
            ((due, failures),) = self.sql("SELECT due, failures FROM visits")
            self.assertEqual(failures, n + 1)
            self.assertAlmostEqual(due - time.time(), 300 * 2**n, delta=20)
            self.make_due()
        lines, errors = self.once(site.url("/feed"), status=5)
        self.assertEqual([line[2] for line in lines], [site.url("/a")])
        self.check_one_line(errors, site.url("/a"), "500")

    def test_other_languages_are_kept_unread(self):
        site = self.site()
        french = (
            "Les négociations entre le syndicat des dockers et la compagnie du port reprennent "
            "lundi, a dit vendredi sa porte-parole après une réunion de trois heures. La "
            "compagnie a refusé la demande et elle a offert une prime qui sera payée au printemps. "
        )
        site.pages["/a"] = article("Les négociations reprennent", french, french[::1])
        site.pages["/feed"] = rss(teaser(site, "/a"))
        lines, errors = self.once(site.url("/feed"))
        self.assertEqual(lines[0][0], "new")
        self.check_one_line(errors, "French")


class Feeds(Watch):
    def test_back_off(self):
        site = self.site({"/feed": 500})
        url = site.url("/feed")
        for n in range(3):
            _, errors = self.once(url, status=5)
            self.check_one_line(errors, f"'{url}'", "500")
            ((hold, failures),) = self.sql("SELECT hold, failures FROM feeds")
            self.assertEqual(failures, n + 1)
            self.assertAlmostEqual(hold - time.time(), 900 * 2 ** (n + 1), delta=20)
            self.assertEqual(self.once(url), ([], ""))  # it is left alone
            self.make_due()
        self.assertEqual(len(site.paths()), 3)
        site.pages["/feed"] = rss()
        self.once(url, status=3)
        self.assertEqual(self.sql("SELECT hold, failures, error FROM feeds"), [(0, 0, None)])

    def test_as_the_host_asks(self):
        cases = [
            (429, "7200", 7200),
            (503, formatdate(time.time() + 7200, usegmt=True), 7200),
            (429, "99999999", 86400),
            (429, "soon", 1800),
            (429, "1", 1800),
        ]
        urls = [
            self.site({"/feed": (status, {"Retry-After": value}, "")}).url("/feed")
            for status, value, _ in cases
        ]
        self.once(*urls, status=5)
        for url, (_, _, wait) in zip(urls, cases):
            ((hold,),) = self.sql("SELECT hold FROM feeds WHERE url = ?", url)
            self.assertAlmostEqual(hold - time.time(), wait, delta=20)

    def test_what_is_no_feed(self):
        page = article("One", *text(1)).replace("</head>", "<link rel=canonical href=%s></head>")
        site = self.site({"/text": "Nothing here."})
        site.pages["/page"] = page % site.url("/")
        site.pages["/bad"] = '<?xml version="1.0"?><rss><channel><item>'
        lines, errors = self.once(site.url("/page"), site.url("/text"), status=3)
        self.assertEqual(lines, [])
        for path, line in zip(("/page", "/text"), errors.splitlines()):
            self.assertIn(f"'{site.url(path)}': a page, not a feed", line)
        lines, errors = self.once(site.url("/bad"), status=3)
        self.assertEqual(lines, [])
        self.assertTrue(errors.startswith(f"entente: '{site.url('/bad')}'"), errors)

    def test_lists(self):
        site = self.site({f"/{n}": article(f"Page {n}", *text(n)) for n in (1, 2, 3)})
        for n in (1, 2, 3):
            site.pages[f"/feed{n}"] = rss(teaser(site, f"/{n}", f"Page {n}"))
        opml = '<?xml version="1.0"?><opml version="2.0"><body>%s</body></opml>'
        outline = '<outline type="rss" text="Gazette" xmlUrl="%s"/>'
        self.write("feeds.opml", opml % (outline % site.url("/feed1") + outline % "gazette"))
        site.pages["/list"] = opml % (outline % "/feed2" + outline % site.url("/feed3"))
        lines, errors = self.once("feeds.opml", site.url("/list"), status=3)
        self.assertEqual(sorted(line[3] for line in lines), ["Page 1", "Page 2", "Page 3"])
        self.check_one_line(errors, "'feeds.opml'", "'gazette'", "no address of a feed")
        self.assertEqual(self.once(site.url("/list")), ([], ""))
        self.assertEqual(site.paths().count("/feed3"), 2)

    def test_what_cannot_be_watched(self):
        self.write("page.txt")
        self.write("empty.opml", '<?xml version="1.0"?><opml version="2.0"><body/></opml>')
        for name, why in (
            ("page.txt", "neither the URL of a feed nor an OPML"),
            ("missing.opml", "no such file"),
            ("empty.opml", "a list of feeds that is empty"),
            ("http://[", "no address of a feed"),
        ):
            lines, errors = self.once(name, status=3)
            self.assertEqual(lines, [])
            self.check_one_line(errors, name, why)

    def test_many_pages_of_one_feed(self):
        """More than are taken at a time: the rest comes with the next poll, though the feed
        says that it is as it was."""
        site = self.site()
        items = [
            (site.url(f"/{n}"), f"Page {n}", "", f"<p>{text(n)[0]}</p><p>{LONG}</p>")
            for n in range(30)
        ]
        site.pages["/feed"] = (200, {"ETag": '"1"'}, rss(*items)[2])
        lines, _ = self.once(site.url("/feed"))
        self.assertEqual(len(lines), 30)
        self.sql("DELETE FROM visits")
        self.sql("UPDATE feeds SET etag = NULL")
        self.sql(
            "WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 499) "
            "INSERT INTO visits SELECT 'x' || n, ?, n, '', '{}', 'h', NULL, NULL, NULL, NULL, "
            "1, NULL, NULL, 0 FROM n",
            site.url("/feed"),
        )
        for n in (1, 2):
            site.pages[f"/new{n}"] = article(f"New {n}", *text(n))
        site.pages["/feed"] = (
            200, {"ETag": '"2"'}, rss(*(teaser(site, f"/new{n}", f"New {n}") for n in (1, 2)))[2]
        )  # fmt: skip
        lines, _ = self.once(site.url("/feed"))
        self.assertEqual([line[3] for line in lines], ["New 1"])
        self.assertEqual(self.sql("SELECT etag FROM feeds"), [(None,)])


class Runs(Watch):
    def test_it_watches(self):
        site = self.site({"/a": article("One", *text(1))})
        site.pages["/feed"] = rss(teaser(site, "/a"))
        process = self.start("--every", "3", site.url("/feed"))
        self.assertEqual(process.stdout.readline(), f"new\ta\t{site.url('/a')}\tOne\n")
        site.pages["/b"] = article("Two", *text(2))
        site.pages["/feed"] = rss(teaser(site, "/b"), teaser(site, "/a"))
        self.assertEqual(process.stdout.readline(), f"new\tb\t{site.url('/b')}\tTwo\n")
        shown = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        self.assertGreaterEqual(len(self.records(shown)), 1)  # while it is watching
        out, errors = self.stop(process)
        self.assertEqual(out, [])
        self.check_one_line(errors, "'talks.entente': 2 new pages, 0 changed; 0 problems")
        shown = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        self.assertEqual(len(self.records(shown)), 2)  # what was read was merged

    def test_it_goes_on_where_it_was_killed(self):
        pages = {f"/{n}": article(f"Page {n}", *text(n)) for n in range(6)}
        site = self.site(pages)
        feed = rss(*(teaser(site, f"/{n}", f"Page {n}") for n in range(6)))
        site.pages["/feed"] = (200, {"ETag": '"1"'}, feed[2])
        process = self.start(site.url("/feed"))
        seen = [process.stdout.readline() for _ in range(2)]
        process.kill()
        seen += process.communicate()[0].splitlines(keepends=True)
        site.pages["/feed"] = (304, {}, "")
        lines, errors = self.once(site.url("/feed"))
        seen += ["\t".join(line) + "\n" for line in lines]
        self.assertEqual(errors, "")
        self.assertEqual(sorted(s.split("\t")[1] for s in seen), [str(n) for n in range(6)])

    def test_interrupts_end_it_at_once(self):
        asked = threading.Event()
        site = self.site({"/feed": lambda request: asked.set() or time.sleep(20)})
        for number in (signal.SIGINT, signal.SIGTERM):
            asked.clear()
            process = self.start("-q", site.url("/feed"))
            self.assertTrue(asked.wait(60))
            start = time.monotonic()
            self.assertEqual(self.stop(process, number), ([], ""))
            self.assertLess(time.monotonic() - start, 10)  # long before the host answers

    def test_one_at_a_time(self):
        asked = threading.Event()
        site = self.site({"/feed": lambda request: asked.set() or time.sleep(5) or rss()})
        process = self.start(site.url("/feed"))
        self.assertTrue(asked.wait(60))
        _, errors = self.once(site.url("/feed"), status=4)
        self.check_one_line(errors, "'talks.entente'", "watched by another program")
        self.write("page.txt")
        self.check(0, "read", "-qd", "talks.entente", "page.txt")  # others may add to it
        self.stop(process)

    def test_slow_hosts_hold_up_nobody(self):
        slow = [self.site({"/feed": drip([b"<rss>"] * 300, 0.2)}) for _ in range(5)]
        site = self.site({"/a": article("One", *text(1))})
        site.pages["/feed"] = rss(teaser(site, "/a"))
        feeds = [s.url("/feed") for s in slow] + [site.url("/feed")]
        process = self.start("--timeout", "60", *feeds)
        start = time.monotonic()
        self.assertTrue(process.stdout.readline().startswith("new\ta\t"))
        self.assertLess(time.monotonic() - start, 30)
        self.stop(process)

    def test_wrong_uses(self):
        for arguments, why in (
            (["watch", "http://a.example/"], "name a dossier (-d)"),
            (["watch", "-d", "x"], "no FEED given"),
            (["watch", "-d", "x", "--every", "0", "y"], "--every takes a number"),
            (["watch", "-d", "x", "--timeout", "0", "y"], "--timeout takes a number"),
        ):
            self.check_one_line(self.check(2, *arguments).stderr, why)
        self.assertFalse((self.folder / "x").exists())

    def test_the_output_cannot_be_written(self):
        site = self.site({"/a": article("One", *text(1)), "/b": article("Two", *text(2))})
        site.pages["/feed"] = rss(teaser(site, "/a"), teaser(site, "/b"))
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [PROGRAM, *self.arguments("-q", "--once", site.url("/feed"))],
                cwd=self.folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=60,
            )
        self.assertEqual(done.returncode, 1)
        self.check_one_line(done.stderr, "standard output")


unittest.main()
