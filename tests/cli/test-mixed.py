"""A thousand inputs, every tenth of them damaged: each is a page read to its end or one line."""

import bz2
import gzip
import json
import lzma
import random
import unittest
import zipfile
import zlib

from archives import chunked, http, mail, members, record, saved, zipped
from program import SANITIZED, ProgramTest

INPUTS, BAD_EVERY = (300, 4) if SANITIZED else (1000, 10)
BAD = INPUTS // BAD_EVERY
GOOD = INPUTS - BAD

WHO = ["dock workers", "pilots", "teachers", "miners", "printers"]
WHAT = ["a shorter week", "higher pay", "safer ships", "an end to night shifts"]


def article(number, rng):
    """Its title and its paragraphs; the last one ends the page, and says so."""
    who, what = rng.choice(WHO), rng.choice(WHAT)
    paragraphs = [
        f"The {who} of Port Vale demand {what}, their café committee said on Monday.",
        *(
            f"The company rejected the demand in talk {i} and offered a bonus of {i} crowns."
            for i in range(1, rng.randint(1, 6))
        ),
        f"Both sides meet again on Friday, and this was story number {number}, all of it.",
    ]
    return f"{who.capitalize()} demand {what}", paragraphs


def as_text(title, paragraphs):
    return "\n\n".join([title, *paragraphs])


def as_html(title, paragraphs):
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        "<!DOCTYPE html><html lang=en><head><meta charset='CHARSET'>"
        f"<title>{title}</title></head><body><nav><a href='/'>Home</a></nav>\n"
        f"<article><h1>{title}</h1>\n{body}</article></body></html>"
    )


def as_json(title, paragraphs, **more):
    return json.dumps({"title": title, "text": "\n\n".join(paragraphs)}, **more)


def as_rss(title, paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<?xml version='1.0'?><rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Vale Courier</title><item><title>{title}</title><content:encoded>"
        f"<![CDATA[{body}]]></content:encoded></item></channel></rss>"
    )


def as_atom(title, paragraphs):
    body = "".join(f"&lt;p>{paragraph}&lt;/p>" for paragraph in paragraphs)
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Vale Courier</title>"
        f"<entry><title>{title}</title><content type='html'>{body}</content></entry></feed>"
    )


def as_json_feed(title, paragraphs):
    item = {"id": "1", "title": title, "content_text": "\n\n".join(paragraphs)}
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Vale Courier", "items": [item]})


def as_ninjs(title, paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    uri = f"https://vale.example/{zlib.crc32(body.encode())}"
    return json.dumps({"uri": uri, "type": "text", "headline": title, "body_html": body})


def nested(html, layers):
    for layer in range(layers):
        html = zipped({f"{layer}.html": html})
    return html


# Ways to write a sound page: the ending of its name, and its bytes.
SOUND = [
    ("txt", lambda t, p: as_text(t, p).encode()),
    ("txt", lambda t, p: b"\xef\xbb\xbf" + as_text(t, p).replace("\n", "\r\n").encode()),
    ("txt", lambda t, p: as_text(t, p).encode("windows-1252")),
    ("txt", lambda t, p: as_text(t, p).encode("utf-16")),
    ("md", lambda t, p: as_text("# " + t, p).encode()),
    ("html", lambda t, p: as_html(t, p).replace("CHARSET", "utf-8").encode()),
    ("html", lambda t, p: as_html(t, p).replace("CHARSET", "latin1").encode("latin-1")),
    ("html", lambda t, p: as_html(t, p).replace("CHARSET", "macintosh").encode("mac-roman")),
    ("htm", lambda t, p: as_html(t, p).replace("</p>", "").replace("</body></html>", "").encode()),
    ("html", lambda t, p: as_html(t, p).replace("é", "&eacute;").encode()),
    ("", lambda t, p: as_html(t, p).encode()),
    ("json", lambda t, p: as_json(t, p).encode()),
    ("json", lambda t, p: as_json(t, p, indent=1, ensure_ascii=False).encode()),
    ("json", lambda t, p: b"[\n" + as_json(t, p).encode() + b"\n]\n"),
    ("jsonl", lambda t, p: b"\n" + as_json(t, p).encode() + b"\n\n"),
    ("jsonl", lambda t, p: json.dumps({"html": as_html(t, p)}).encode()),
    ("txt.gz", lambda t, p: gzip.compress(as_text(t, p).encode())),
    ("zip", lambda t, p: zipped({"page.html": as_html(t, p).encode()})),
    ("zip", lambda t, p: zipped({"sub/page.txt": as_text(t, p).encode()}, stream=True)),
    ("warc", lambda t, p: record(http(as_html(t, p).encode()))),
    ("warc.gz", lambda t, p: members([record(http(as_html(t, p).encode()))])),
    ("eml", lambda t, p: mail(t, as_text(t, p))),
    ("eml", lambda t, p: mail(t, as_text(t, p), as_html(t, p))),
    ("mhtml", lambda t, p: saved(as_html(t, p))),
    ("rss", lambda t, p: as_rss(t, p).encode()),
    ("rss", lambda t, p: as_rss(t, p).encode("utf-16")),
    ("atom", lambda t, p: as_atom(t, p).encode()),
    ("xml.gz", lambda t, p: gzip.compress(as_atom(t, p).encode())),
    ("json", lambda t, p: as_json_feed(t, p).encode()),
    ("json", lambda t, p: as_ninjs(t, p).encode()),
    ("warc", lambda t, p: record(
        http(chunked(gzip.compress(as_html(t, p).encode())), Content_Encoding="gzip",
             Transfer_Encoding="chunked"))),
]


def noise(rng, n):
    return bytes(rng.randrange(256) for _ in range(n))


# Ways to damage one past reading, given a sound one of HTML, one of JSON, and chance.
DAMAGED = [
    lambda html, line, rng: b"",
    lambda html, line, rng: b" \r\n\t\n" * rng.randint(1, 50),
    lambda html, line, rng: b"\0" * rng.randint(1, 5000),
    lambda html, line, rng: noise(rng, rng.randint(500, 5000)),
    lambda html, line, rng: html.replace(b" ", b"\0"),
    lambda html, line, rng: b"\x89PNG\r\n\x1a\n" + html,
    lambda html, line, rng: b"\xff\xd8\xff\xe0" + noise(rng, 900),
    lambda html, line, rng: b"GIF89a" + html,
    lambda html, line, rng: b"%PDF-1.7\n" + html,
    lambda html, line, rng: b"{\\rtf1 " + html + b"}",
    lambda html, line, rng: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(rng, 900),
    lambda html, line, rng: b"\x7fELF\2\1\1" + noise(rng, 900),
    lambda html, line, rng: b"SQLite format 3\0" + noise(rng, 900),
    lambda html, line, rng: b"OggS" + noise(rng, 900),
    lambda html, line, rng: bz2.compress(html),
    lambda html, line, rng: lzma.compress(html),
    lambda html, line, rng: b"\x28\xb5\x2f\xfd" + noise(rng, 900),
    lambda html, line, rng: b"7z\xbc\xaf\x27\x1c" + noise(rng, 900),
    lambda html, line, rng: gzip.compress(html)[: rng.randint(12, 60)],
    lambda html, line, rng: gzip.compress(b"<p>a</p>" * 4_000_000),
    lambda html, line, rng: zipped({"page.html": html})[: rng.randint(30, 100)],
    lambda html, line, rng: zipped({"page.html": b"<p>a</p>" * 4_000_000}),
    lambda html, line, rng: zipped({"page.html": html}).replace(b"\0\0\0\x08", b"\0\1\0\x08", 1),
    lambda html, line, rng: record(http(html))[: -rng.randint(20, 200)],
    lambda html, line, rng: members([record(http(html))])[: -rng.randint(10, 200)],
    lambda html, line, rng: record(http(html), Content_Length=len(html) // 2),
    lambda html, line, rng: record(http(html, "image/png")),
    lambda html, line, rng: mail("Talks", "")[:120],
    lambda html, line, rng: saved(html.decode()).replace(b"text/html", b"text/css"),
    lambda html, line, rng: line[: rng.randint(3, len(line) - 1)],
    lambda html, line, rng: b"[" + line[:-2],
    lambda html, line, rng: line.replace(b'"text"', b'"body"'),
    lambda html, line, rng: json.dumps({"text": [1, 2, 3]}).encode(),
    lambda html, line, rng: line.replace(b":", b" ", 1),
    lambda html, line, rng: b'{"text": ' * 3000,
    lambda html, line, rng: b'{"text": "' + b"All of it. " * 1_900_000 + b'"}',
    lambda html, line, rng: b"<html><body>" + b"<div>" * rng.randint(300, 90000) + html,
    lambda html, line, rng: b"<html><body><a " + b"b=c " * 5000 + b">" + html,
    lambda html, line, rng: b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    lambda html, line, rng: b"<!DOCTYPE html><html><!-- " + html.replace(b">", b"") * 2,
    lambda html, line, rng: b"<html><script>" + html.replace(b"</", b"<"),
    lambda html, line, rng: b"The talks went on and on. " * 200_000,
    lambda html, line, rng: html + b"<p>The talks went on and on.</p>\n" * 160_000,
    lambda html, line, rng: b"\xff\xfe",
    lambda html, line, rng: html.decode().encode("utf-16")[:7] + b"\xd8" * 1500,
    lambda html, line, rng: as_atom("Talks", ["<div>" * 4000]).encode(),
    lambda html, line, rng: as_atom("Talks", []).replace("entry", "enter").encode(),
    lambda html, line, rng: as_json_feed("Talks", ["All of it."]).encode()[:-9],
    lambda html, line, rng: b"<?xml version='1.0'?><svg><text>" + html + b"</text></svg>",
    lambda html, line, rng: nested(html, 6),
    lambda html, line, rng: nested(b"<p>a</p>" * 4_000_000, 3),
    lambda html, line, rng: gzip.compress(gzip.compress(b"<p>a</p>" * 4_000_000)),
    lambda html, line, rng: gzip.compress(html)[:-8] + b"\0" * 8,
    lambda html, line, rng: b"\x1f\x8b\x08\xe0" + gzip.compress(html)[4:],
    lambda html, line, rng: zipped({"page.html": html}).replace(b"\0\0\x08\0", b"\x01\0\x08\0", 1),
    lambda html, line, rng: zipped({"word/document.xml": html}),
    lambda html, line, rng: zipped({}),
    lambda html, line, rng: zipped({"page.html": html}, zipfile.ZIP_LZMA),
    lambda html, line, rng: record(http(html[:90], Content_Encoding="gzip, compress")),
    lambda html, line, rng: record(http(gzip.compress(html)[:90], Content_Encoding="gzip")),
    lambda html, line, rng: record(
        http(b"fff\r\n" + html[:50], Transfer_Encoding="chunked")),
    lambda html, line, rng: record(http(html), Content_Length="many"),
    lambda html, line, rng: record(http(html), WARC_Truncated="length"),
    lambda html, line, rng: mail("Talks", "a").replace(b"text/plain", b"multipart/mixed"),
    lambda html, line, rng: mail("Talks", "a", "b").split(b"\n--")[0],
    lambda html, line, rng: saved(html.decode())[:400],
    lambda html, line, rng: b"<html><body><p" + b" title='" + html.replace(b"'", b""),
    lambda html, line, rng: b"<!--" * 100_000,
    lambda html, line, rng: line[:1] + b"\xff\xfe\0" * 200,
    lambda html, line, rng: b"[]",
    lambda html, line, rng: None,  # a link to nowhere
]


class Mixed(ProgramTest):
    def setUp(self):
        super().setUp()
        rng = random.Random(20)
        self.stories, self.bad = {}, []
        for number in range(INPUTS):
            story = article(number, rng)
            if number % BAD_EVERY != 3:
                ending, write = SOUND[number % len(SOUND)]
                name = f"{number:04}-sound" + (f".{ending}" if ending else "")
                self.write(f"pages/{name}", write(*story))
                self.stories[f"pages/{name}"] = story[1]
                continue
            damage = DAMAGED[len(self.bad) % len(DAMAGED)]
            name = f"pages/{number:04}-damaged.html"
            content = damage(as_html(*story).encode(), as_json(*story).encode(), rng)
            if content is None:
                (self.folder / name).symlink_to("nowhere")
            else:
                self.write(name, content)
            self.bad.append(name)

    def test_all(self):
        self.assertEqual((len(self.stories), len(self.bad)), (GOOD, BAD))
        done = self.check(3, "read", "--json", "-d", "talks.entente", "pages")
        *complaints, summary = done.stderr.splitlines()
        for name, line in zip(self.bad, complaints):
            self.check_one_line(line + "\n")
            self.assertRegex(line, f"'{name}['/]")
        self.assertEqual(len(complaints), len(self.bad))
        self.assertIn(f"{GOOD} pages read: {GOOD} new", summary)
        self.assertIn(f"{BAD} not readable", summary)
        for problem in complaints:
            self.assertNotRegex(problem, "its reader|Traceback|ERROR")
        sources = [r for r in self.records(done.stdout) if r["type"] == "source"]
        for source, name in zip(sources, self.stories, strict=True):
            self.assertRegex(source["path"], f"^{name}(/|$)")
        again = self.check(3, "read", "-d", "talks.entente", "--jobs", "3", "pages").stderr
        self.assertIn(f"0 new, 0 changed, {GOOD} seen before", again)

        texts = self.check(3, "text", "--json", "pages").stdout.splitlines()
        read = zip(sources, map(json.loads, texts), self.stories.values(), strict=True)
        for source, text, wanted in read:
            self.assertEqual(source["id"], text["id"])
            found = [line for line in text["text"].split("\n") if line]
            self.assertEqual(found[-len(wanted):], wanted, source["path"])


unittest.main()
