"""Feeds, lists of feeds, agency JSON and Markdown, as a desk has them in a folder."""

import json
import unittest

from program import ProgramTest

BODY = """<p>PORT VALE - The dock workers' union demands a shorter week. "We will not sign without
it," its speaker Ada Brook said on Friday after meeting the port company for three hours.</p>
<p>The company rejected the demand and offered a bonus instead.</p>"""


def rss(*items):
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Vale Courier</title><link>https://courier.example/</link>"
        + "".join(items)
        + "</channel></rss>\n"
    )


def item(number, body=BODY, title="Harbour talks resume on Monday"):
    return (
        f"<item><title>{title}</title><link>https://courier.example/{number}</link>"
        f'<guid isPermaLink="false">vc-{number}</guid><pubDate>Mon, 03 Mar 2025 10:0{number}:00 '
        f"GMT</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


class Feeds(ProgramTest):
    def sources(self, text):
        return [r for r in self.records(text) if r["type"] == "source"]

    def test_each_item_is_a_page(self):
        self.write("feed.xml", rss(item(1), item(2, "<p>Nothing new, both sides said.</p>")))
        records = self.records(self.check(0, "read", "feed.xml").stdout)
        sources = [r for r in records if r["type"] == "source"]
        self.assertEqual([s["id"] for s in sources], ["vc-1", "vc-2"])
        self.assertEqual(sources[0]["outlet"], "Vale Courier")
        self.assertEqual(sources[0]["url"], "https://courier.example/1")
        self.assertEqual(sources[0]["published"], "2025-03-03T10:01:00Z")
        said = [r for r in records if r["type"] == "quote"]
        self.assertTrue(said)
        text = json.loads(
            self.check(0, "text", "--json", "feed.xml").stdout.splitlines()[0]
        )["text"]
        self.assertTrue(text.startswith("Harbour talks resume on Monday\n\nPORT VALE"))
        for evidence in said[0]["evidence"]:
            cut = text.encode()[evidence["start"] : evidence["end"]].decode()
            self.assertEqual(cut, evidence["text"])

    def test_a_damaged_item_is_one_line(self):
        broken = "<item><title>A <b>b</title></item>"
        self.write("feed.xml", rss(item(1), broken, item(3)))
        done = self.check(3, "read", "feed.xml")
        self.check_one_line(done.stderr, "'feed.xml' item 2", "not valid XML")
        self.assertEqual([s["id"] for s in self.sources(done.stdout)], ["vc-1", "vc-3"])

    def test_a_feed_that_is_cut_off_is_said(self):
        whole = rss(item(1), item(2))
        self.write("feed.xml", whole[: whole.rindex("</item>") - 60])
        done = self.check(3, "read", "feed.xml")
        self.assertEqual([s["id"] for s in self.sources(done.stdout)], ["vc-1"])
        self.assertEqual(len(done.stderr.splitlines()), 2)
        self.assertIn("'feed.xml' item 2: not valid XML: it has no end", done.stderr)
        self.assertIn("'feed.xml': damaged: the feed ends too early, after item 2", done.stderr)

    def test_a_feed_read_again(self):
        self.write("feed.xml", rss(item(1), item(2)))
        first = self.check(0, "read", "-d", "talks.entente", "feed.xml")
        self.assertIn("2 pages read: 2 new", first.stderr)
        changed = item(2, BODY.replace("bonus", "holiday"))
        self.write("later.xml", rss(item(3), changed, item(1)))
        again = self.check(0, "read", "-d", "talks.entente", "later.xml")
        self.assertIn("3 pages read: 1 new, 1 changed, 1 seen before", again.stderr)

    def test_kinds_are_found_by_content(self):
        self.write("pages/a.txt", rss(item(1)))
        self.write(
            "pages/b.html",
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>b</id><title>Talks off</title>'
            "</entry></feed>",
        )
        self.write(
            "pages/c.xml",
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "items": [{"id": "c", "content_html": BODY}],
                }
            ),
        )
        self.write(
            "pages/d.jsonl",
            json.dumps({"uri": "urn:d", "versioncreated": "2025-03-03", "headline": "Talks off"}),
        )
        self.write("pages/e", "---\nid: e\ntitle: Talks off\n---\nThey *are* off, she said.\n")
        done = self.check(0, "read", "pages")
        self.assertEqual(
            [s["id"] for s in self.sources(done.stdout)], ["vc-1", "b", "c", "urn:d", "e"]
        )

    def test_markdown_loses_its_marks(self):
        self.write("note.md", "# Harbour talks\n\nThe **union** [refused](https://x.example).\n")
        done = self.check(0, "text", "note.md")
        self.assertIn("Harbour talks\n\nThe union refused.\n", done.stdout)

    def test_a_list_of_feeds_is_no_page_and_no_failure(self):
        self.write(
            "feeds.opml",
            '<opml version="2.0"><body><outline text="Courier" '
            'xmlUrl="https://courier.example/feed"/><outline '
            'xmlUrl="https://x.example/\x1b[31m"/></body></opml>',
        )
        self.write("feed.xml", rss(item(1)))
        done = self.check(0, "read", "-d", "talks.entente", "feeds.opml", "feed.xml")
        self.assertEqual(
            done.stderr.splitlines()[:3],
            [
                "entente: 'feeds.opml': a list of feeds, not a page; "
                "'entente watch' reads what it lists:",
                "entente: 'feeds.opml': feed 'https://courier.example/feed' (Courier)",
                "entente: 'feeds.opml': feed 'https://x.example/[31m'",
            ],
        )
        self.assertIn("1 pages read: 1 new, 0 changed, 0 seen before; 0 not readable", done.stderr)

    def test_nothing_is_fetched_and_no_entity_grows(self):
        bomb = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 9))
        self.write(
            "feed.xml",
            f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{bomb}<!ENTITY file SYSTEM 'secret.txt'>]>"
            "<rss><channel><item><title>Talks &e8; &file;</title></item></channel></rss>",
        )
        self.write("secret.txt", "SECRET")
        text = self.check(0, "text", "feed.xml").stdout
        self.assertIn("Talks &e8; &file;", text)
        self.assertNotIn("SECRET", text)
        self.assertLess(len(text), 200)

    def test_utf16(self):
        self.write("feed.xml", rss(item(1)).replace("utf-8", "utf-16").encode("utf-16"))
        self.write("page.html", f"<html><body><h1>Talks go on</h1>{BODY}</body></html>".encode("utf-16-le"))
        done = self.check(0, "read", "feed.xml", "page.html")
        self.assertEqual([s["id"] for s in self.sources(done.stdout)], ["vc-1", "page"])


unittest.main()
