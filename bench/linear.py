#!/usr/bin/env python3
"""Whether time is near linear in the length of an input, whatever its shape.

usage: bench/linear.py PROGRAM [SHAPE...]

Of each shape there is an input and one of eight times its length. The long one is read once, the
short one eight times in one run, so a reader that is linear takes as long for both; start-up is
taken off. Prints the seconds of the processor for each and the ratio that eight times the length
costs; ends with 1 where that is over 10. With names, or parts of them, only these shapes.
"""

import gzip
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "cli"))
from archives import chunked, http, members, record

TIMES, LIMIT, RUNS = 8, 10, 3
ENOUGH = 1.5  # seconds that need not be measured twice
LOST = 0.1  # seconds that the noise of starting may hide
MB = 1_000_000
SAYS = "The dock workers of Port Vale demand a shorter week, their speaker said. "
MORE = "The company rejected it on Monday and offered a bonus of 30 crowns. "
HEAD = "<!DOCTYPE html><html lang=en><head><title>Talks resume</title></head><body>"
SCRIPTS = "Порт. Λιμάνι. 港口 谈判 。 ميناء. नौका वार्ता। ท่าเรือ. 항구 협상. Café naïve. "


def html(piece, before="", after=""):
    """Of a piece, or of what makes the i-th."""
    make = piece if callable(piece) else lambda i: piece
    return lambda n: (HEAD + before + "".join(map(make, range(n))) + after).encode()


def nested(opening, closing, inside=f"<p>{SAYS}</p>"):
    return lambda n: (HEAD + opening * n + inside + closing * n).encode()


def text(piece, before="", after=""):
    make = piece if callable(piece) else lambda i: piece
    return lambda n: (before + "".join(map(make, range(n))) + after).encode()


def item(i):
    return f"{SAYS}This was item {i}. {MORE}"


def rss(n):
    items = "".join(
        f"<item><title>Talk {i}</title><link>https://vale.example/{i}</link>"
        f"<description>{item(i)}</description></item>"
        for i in range(n)
    )
    return f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>".encode()


def atom(n):
    entries = "".join(
        f"<entry><id>tag:vale.example,{i}</id><title>Talk {i}</title>"
        f"<content type='html'>&lt;p&gt;{item(i)}&lt;/p&gt;</content></entry>"
        for i in range(n)
    )
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Courier</title>"
        f"{entries}</feed>".encode()
    )


def json_feed(n):
    items = [{"id": str(i), "title": f"Talk {i}", "content_text": item(i)} for i in range(n)]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Courier", "items": items}).encode()


def json_lines(n):
    return "".join(json.dumps({"id": i, "text": item(i)}) + "\n" for i in range(n)).encode()


def json_array(n):
    return json.dumps([{"id": i, "text": item(i)} for i in range(n)]).encode()


def one_line(member):
    """A line of JSON whose text is `member` n times."""
    return lambda n: json.dumps({"text": SAYS + member * n}).encode()


def warc_records(n):
    """With numbers, lest they pack so well that they are a bomb."""
    numbers = random.Random(1)
    return [
        record(http(f"{HEAD}<p>{item(i)}{numbers.getrandbits(400)}".encode())) for i in range(n)
    ]


def zip_of(n, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for i in range(n):
            archive.writestr(f"pages/{i}.txt", item(i))
    return file.getvalue()


def multipart(n, kind="mixed"):
    part = f"--b\r\nContent-Type: text/plain\r\n\r\n{SAYS}\r\n"
    head = f'Subject: Talks\r\nMIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="b"'
    return f"{head}\r\n\r\n{part * n}--b--\r\n".encode()


def nested_multiparts(n):
    head = "From: a@vale.example\r\nSubject: Talks\r\nMIME-Version: 1.0\r\n"
    layers = "".join(
        f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(n)
    )
    return f"{head}{layers}Content-Type: text/plain\r\n\r\n{SAYS}\r\n".encode()


def letter(header="", encoding="8bit", body=""):
    return (
        "From: a@vale.example\r\nSubject: Talks\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n"
        f"{header}\r\n{SAYS}{body}\r\n"
    ).encode()


P = f"<p>{SAYS}</p>\n"
GARBLED = "Café – ‘talks’, they said. ".encode().decode("cp1252")

# Name, how the long input is made of n pieces, and its bytes; True: all stages read it, too.
SHAPES = [
    ("nested tags", nested("<div>", "</div>"), 4 * MB),
    ("nested tags, mixed", nested("<div><b><i><a href=x>", "</a></i></b></div>"), 4 * MB),
    ("nested lists", nested("<ul><li>x", "</li></ul>"), 4 * MB),
    ("nested tables", nested("<table><tr><td>", "</td></tr></table>"), 4 * MB),
    ("nested quotes", nested("<blockquote>", "</blockquote>"), 4 * MB),
    ("lists 100 deep", html("<ul><li>x" * 100 + "</li></ul>" * 100), 4 * MB),
    ("tables 60 deep", html("<table><tr><td>x" * 60 + "</td></tr></table>" * 60), 4 * MB),
    ("unclosed tags", html("<b>x "), 4 * MB),
    ("unclosed tags of many kinds", html("<b><i><u><font><p>x "), 4 * MB),
    ("unclosed items", html("<li>The talks go on "), 4 * MB),
    ("mismatched end tags", html("<p>x</b></div></i></td>"), 4 * MB),
    ("end tags alone", html("</div></p></a>"), 4 * MB),
    ("crossed tags", html("<b><p>x</b>y</p>"), 4 * MB),
    ("tags never ended", html("<a <b "), 4 * MB),
    ("less-than signs", html("< <"), 4 * MB),
    ("comments", html("<!-- a --><p>x</p>"), 4 * MB),
    ("comment never ended", html("- -->x<!-"), 4 * MB),
    ("CDATA and instructions", html("<![CDATA[x]]><?x y?>"), 4 * MB),
    ("scripts", html("<script>a<b</script>"), 4 * MB),
    ("script never ended", html("a</scrip b", before="<script>"), 4 * MB),
    ("description of the page", html(
        '{"articleBody": "a"},', "<script type='application/ld+json'>[", "{}]</script>" + P), 4 * MB),
    ("many descriptions", html(
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a"}</script>',
        after=P), 4 * MB),
    ("deep description", html(
        '{"a":', "<script type='application/ld+json'>", "1</script>" + P), 4 * MB),
    ("metadata", html("<meta property='og:title' content='Talks'><link rel=x href=y>"), 4 * MB),
    ("times", html("<time datetime='2025-03-03T10:00'>3 March 2025</time>"), 4 * MB),
    ("entities", html("&eacute;&amp;&lt;"), 4 * MB),
    ("unknown entities", html("&talks;&"), 4 * MB),
    ("numeric references", html("&#233;&#x2014;"), 4 * MB),
    ("entities in an attribute", html("&amp;&eacute;", "<p title='", f"'>{SAYS}"), 4 * MB),
    ("one huge attribute", html("talks ", "<p title='", f"'>{SAYS}"), 4 * MB),
    ("one huge class", html("talks ", "<p class='", f"'>{SAYS}"), 4 * MB),
    ("one huge address", html("talks/", "<a href='", f"'>{SAYS}</a>"), 4 * MB),
    ("one huge tag name", html("talks", "<", f">{SAYS}"), 4 * MB),
    ("huge attributes", html(f"<p title='{'talks ' * 8000}' class='{'c ' * 8000}'>x"), 4 * MB),
    ("many attributes", html(lambda i: f"a{i}=b ", "<p ", f">{SAYS}"), 4 * MB),
    ("900 attributes", html(f"<p {''.join(f'a{i}=b ' for i in range(900))}>x</p>"), 4 * MB),
    ("paragraphs", html(P), 4 * MB, True),
    ("short paragraphs", html("<p>Talks.</p>"), 4 * MB),
    ("empty paragraphs", html("<p></p>"), 4 * MB),
    ("different paragraphs", html(lambda i: f"<p>{item(i)}</p>"), 4 * MB, True),
    ("one paragraph", html(SAYS, "<p>"), 4 * MB),
    ("breaks", html("Talks go on.<br>"), 4 * MB),
    ("breaks alone", html("<br>"), 4 * MB),
    ("spaces", html("<p>a" + " \t\n" * 300), 4 * MB),
    ("one run of spaces", html(" ", "<p>a", "b"), 4 * MB),
    ("headings", html("<h2>Talks</h2><p>They go on.</p>"), 4 * MB),
    ("headings alone", html(lambda i: f"<h2>Talk {i}</h2>"), 4 * MB),
    ("list items", html("<li>The talks go on</li>", f"{P}<ul>", "</ul>"), 4 * MB),
    ("table cells", html("<td>x</td>", f"{P}<table><tr>", "</table>"), 4 * MB),
    ("table rows", html("<tr><td>x<td>y</tr>", f"{P}<table>", "</table>"), 4 * MB),
    ("short links", html("<a href=x>y</a> "), 4 * MB),
    ("links in paragraphs", html("<p><a href=x>The talks</a> go on.</p>"), 4 * MB),
    ("boxes", html(lambda i: f"<div class='box b{i}'><h3>Talk</h3>{P}</div>"), 4 * MB),
    ("articles", html(lambda i: f"<article><h1>Talk {i}</h1>{P}</article>"), 4 * MB),
    ("live entries", html(
        lambda i: f"<div class=entry><time datetime='2025-03-03T{i // 60 % 24:02}:{i % 60:02}'>"
        f"</time><h3>Talk {i}</h3>{P}</div>"), 4 * MB),
    ("figures", html("<figure><img src=x alt=y><figcaption>Talks</figcaption></figure>"), 4 * MB),
    ("quotation marks", html("<p>“He “said ‘so’, <q>she</q> did.</p>"), 4 * MB),
    ("selects", html("<select><option>a"), 4 * MB),
    ("plain text", text(SAYS + MORE + "\n\n"), 4 * MB, True),
    ("one long line", text(SAYS), 4 * MB, True),
    ("one long word", text("talks"), 4 * MB, True),
    ("newlines", text("\n", SAYS, SAYS), 4 * MB),
    ("short lines", text("Talks\n"), 4 * MB, True),
    ("carriage returns", text("Talks\r"), 4 * MB),
    ("full stops", text("."), 4 * MB, True),
    ("quotes", text('"So," he said. '), 4 * MB, True),
    ("open quotes", text("“So he said. "), 4 * MB, True),
    ("brackets", text("(so [he "), 4 * MB, True),
    ("commas", text("talks, "), 4 * MB, True),
    ("numbers", text("10,000.50 "), 4 * MB, True),
    ("dates", text("3 March 2025, "), 4 * MB, True),
    ("capitals", text("The Port Of Vale Union "), 4 * MB, True),
    ("names", text(lambda i: f"Ada Brook{i % 7919} met Carl Vane{i % 6007}. "), 4 * MB, True),
    ("conjunctions", text("unions and ministers and "), 4 * MB, True),
    ("demands", text(lambda i: f"Norway demands a ceasefire by day {i}. "), 4 * MB, True),
    ("meetings", text("Norway met Chile in Oslo on Monday. "), 4 * MB, True),
    ("mojibake", text(GARBLED), 4 * MB, True),
    ("many scripts", text(SCRIPTS), 4 * MB),
    ("many scripts as a page", html(f"<p>{SCRIPTS}</p>"), 4 * MB),
    ("combining marks", text("e\u0301\u0323\u0301"), 4 * MB),
    ("one letter, many marks", text("\u0301\u0323", "Talks e"), 4 * MB),
    ("windows-1252", lambda n: ("Café “talks” – " * n).encode("cp1252"), 4 * MB),
    ("utf-16", lambda n: (SAYS * n).encode("utf-16"), 4 * MB),
    ("bytes that are no utf-8", lambda n: b"talks \xff\xfe\xc3 " * n, 4 * MB),
    ("markdown paragraphs", text(SAYS + "\n\n", "# Talks\n\n"), 4 * MB),
    ("markdown headings", text("# Talks\n\n"), 4 * MB),
    ("deep blockquotes", text("> ", "# Talks\n\n", SAYS), 4 * MB),
    ("blockquotes 200 deep", text("> " * 200 + "x\n\n", "# Talks\n\n"), 4 * MB),
    ("deep markdown lists", text(
        lambda i: "  " * (i % 90) + "- x\n", "# Talks\n\n"), 4 * MB),
    ("markdown list in one line", text("- ", "# Talks\n\n", "x"), 4 * MB),
    ("emphasis opened", text("*a ", "# Talks\n\n"), 4 * MB),
    ("emphasis runs", text("*a **b _c ", "# Talks\n\n"), 4 * MB),
    ("emphasis closed", text("a* b** ", "# Talks\n\n"), 4 * MB),
    ("stars", text("*", "# Talks\n\n", " a"), 4 * MB),
    ("markdown brackets", text("[", "# Talks\n\n", " a"), 4 * MB),
    ("markdown links opened", text("[a](", "# Talks\n\n"), 4 * MB),
    ("markdown links", text("[a](b) ", "# Talks\n\n"), 4 * MB),
    ("link definitions", text(
        lambda i: f"[a{i}]: https://vale.example/{i}\n[a{i}]\n\n", "# Talks\n\n"), 4 * MB),
    ("backquotes", text(lambda i: "`" * (i % 300 + 1) + "a ", "# Talks\n\n"), 4 * MB),
    ("markdown HTML opened", text("<!-- <? <a ", "# Talks\n\n"), 4 * MB),
    ("markdown tables", text("| a | b |\n", "# Talks\n\n| a | b |\n|---|---|\n"), 4 * MB),
    ("front matter", text(lambda i: f"key{i}: value\n", "---\n", f"---\n{SAYS}"), 4 * MB),
    ("RSS of 100,000 items", rss, 100_000, False),
    ("Atom of 100,000 entries", atom, 100_000, False),
    ("JSON Feed of 100,000 items", json_feed, 100_000, False),
    ("JSON Lines of 100,000", json_lines, 100_000, False),
    ("JSON array of 100,000", json_array, 100_000, False),
    ("RSS never ended", text(
        "<item><title>Talks</title><description>a ", "<rss version='2.0'><channel>"), 4 * MB),
    ("RSS item of nested tags", text(
        "<a>", "<rss version='2.0'><channel><item><title>Talks</title><description>"), 4 * MB),
    ("RSS item of entities", text(
        "&amp;lt;p&amp;gt;&lt;b&gt;",
        "<rss version='2.0'><channel><item><title>Talks</title><description>",
        "</description></item></channel></rss>"), 4 * MB),
    ("XML entities that grow", text(
        lambda i: f"<!ENTITY e{i + 1} '&e{i};&e{i};'>", "<!DOCTYPE rss [<!ENTITY e0 'x'>",
        "]><rss version='2.0'><channel><item><title>&e20;</title></item></channel></rss>"), 4 * MB),
    ("OPML", text(
        lambda i: f"<outline text='Talks' xmlUrl='https://vale.example/{i}'/>",
        "<opml version='2.0'><body>", "</body></opml>"), 4 * MB),
    ("nested JSON arrays", text("[", '{"text": "a", "b": '), 4 * MB),
    ("nested JSON objects", text('{"a":', '{"text": "a", "b": '), 4 * MB),
    ("JSON of many members", text(
        lambda i: f'"a{i}": {i}, ', '{"text": "The talks go on.", ', '"z": 1}'), 4 * MB),
    ("JSON of escapes", one_line("“é” \n\t\\ "), 4 * MB),
    ("JSON never ended", text("The talks go on. ", '{"text": "'), 4 * MB),
    ("empty JSON lines", text("{}\n"), 1 * MB),
    ("lines that are no JSON", text("{a\n", '{"text": "The talks go on."}\n'), MB // 4),
    ("WARC of small records", lambda n: b"".join(warc_records(n)), 20 * MB),
    ("WARC, a gzip member each", lambda n: members(warc_records(n)), 8 * MB),
    ("WARC in one gzip", lambda n: gzip.compress(b"".join(warc_records(n))), 4 * MB // 10),
    ("WARC of other records", lambda n: record(b"x", "request") * n, 20 * MB),
    ("WARC of damaged records", lambda n: record(b"x", Content_Length="x") * n, 2 * MB),
    ("WARC of long headers", lambda n: record(
        http(f"{HEAD}{P}".encode(), **{f"X-{i}": "talks" for i in range(n)})), 4 * MB),
    ("WARC of chunks", lambda n: record(http(
        chunked(f"{HEAD}{P}{'x' * n}".encode(), 1), Transfer_Encoding="chunked")), 4 * MB),
    ("zip of small entries", zip_of, 4 * MB),
    ("zip of stored entries", lambda n: zip_of(n, zipfile.ZIP_STORED), 4 * MB),
    ("zip of marks", lambda n: zip_of(1)[:-60] + b"PK\3\4" * n, 4 * MB),
    ("zip, headers within headers", lambda n: b"PK\3\4" + b"PK\3\4\0\0\0\0\xff\xff" * n, 4 * MB),
    ("gzip members", lambda n: members(f"{SAYS}{i}\n".encode() for i in range(n)), 4 * MB // 4),
    ("empty gzip members", lambda n: members([SAYS.encode()] + [b""] * n), 4 * MB),
    ("damaged gzip members", lambda n: b"\x1f\x8b\x08\0\0\0\0\0\0\3\xff" * n, 4 * MB),
    ("gzip of a page", lambda n: gzip.compress(html(lambda i: f"<p>{item(i)}")(n)), 4 * MB // 10),
    ("zeros after gzip", lambda n: gzip.compress(SAYS.encode()) + b"\0" * n, 4 * MB),
    ("mail of many parts", multipart, 4 * MB),
    ("mail of alternatives", lambda n: multipart(n, "alternative"), 4 * MB),
    ("saved page of many parts", lambda n: b"MIME-Version: 1.0\r\nSnapshot-Content-Location: "
        b"https://vale.example/\r\n" + multipart(n, "related"), 4 * MB),
    ("nested multiparts", nested_multiparts, 4 * MB),
    ("false boundaries", lambda n: multipart(1) + b"--b0\r\n--b\r\n-- b\r\n" * n, 4 * MB),
    ("mail header of one line", lambda n: letter(f"X-Talks: {'talks ' * n}\r\n"), 4 * MB),
    ("mail header folded", lambda n: letter("X-Talks: a\r\n" + " talks\r\n" * n), 4 * MB),
    ("mail of many headers", lambda n: letter("X-Talks: talks\r\n" * n), 4 * MB),
    ("encoded subject", lambda n: letter(f"Subject: {'=?utf-8?q?Caf=C3=A9?= ' * n}\r\n"), 4 * MB),
    ("encoded words never ended", lambda n: letter(f"Subject: {'=?utf-8?q?' * n}\r\n"), 4 * MB),
    ("quoted-printable", lambda n: letter("", "quoted-printable", "Caf=C3=A9=\r\n" * n), 4 * MB),
    ("quoted-printable signs", lambda n: letter("", "quoted-printable", "=" * n), 4 * MB),
    ("base64", lambda n: letter("", "base64", "VGFsa3Mu\r\n" * n), 4 * MB),
    ("lines of quoted mail", lambda n: letter("", "8bit", "> > talks\r\n" * n), 4 * MB),
]


def seconds(program, command, paths):
    """Of the program and all that it began, the least of some runs; of a long one the first."""
    least = None
    for _ in range(RUNS):
        child = subprocess.Popen(
            [program, *command, "--quiet", "--jobs", "1", *paths],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        spent = usage.ru_utime + usage.ru_stime
        least = spent if least is None else min(least, spent)
        if least > ENOUGH:
            break
    return least, child.returncode


def first_complaint(program, command, path):
    done = subprocess.run([program, *command, "--quiet", "-j", "1", path], capture_output=True)
    lines = done.stderr.decode().splitlines()
    return lines[0].partition(f"{path}'")[2].lstrip(": ") if lines else "read"


def pieces(make, long, counted):
    """How many pieces the short input has, so that the long one is of `long` bytes, or items."""
    if counted:
        return long // TIMES
    few, many = len(make(64)), len(make(1064))
    return max(1, int((long - few) * 1000 / (many - few)) // TIMES)


def measure(program, command, make, n, folder):
    """Seconds for eight short inputs and for a long one, and what was said of that."""
    short, long = folder / "short", folder / "long"
    short.write_bytes(make(n))
    long.write_bytes(make(n * TIMES))
    return (
        seconds(program, command, [short] * TIMES)[0],
        seconds(program, command, [long])[0],
        long.stat().st_size,
        first_complaint(program, command, long),
    )


def main(program, *names):
    over = 0
    print(f"{'shape':<32}{'':5}{'MB':>6}{'8 short':>9}{'1 long':>9}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "none").write_bytes(SAYS.encode())
        ways = {"text": ["text", "--json"], "read": ["read", "--json"]}
        bases = {way: [seconds(program, c, [folder / "none"] * k)[0] for k in (TIMES, 1)]
                 for way, c in ways.items()}
        for name, make, long, *all_stages in SHAPES:
            if names and not any(part in name for part in names):
                continue
            counted = all_stages == [False]
            for way in ["text", "read"] if any(all_stages) else ["text"]:
                n = pieces(make, long if way == "text" else MB // 5, counted)
                eight, one, size, said = measure(program, ways[way], make, n, folder)
                eight, one = eight - bases[way][0], one - bases[way][1]
                ratio = TIMES * one / max(eight, LOST)
                flag = f"  over {LIMIT}" if ratio > LIMIT else ""
                over += ratio > LIMIT
                print(f"{name:<32}{way:<5}{size / MB:6.1f}{eight:9.2f}{one:9.2f}{ratio:7.1f}"
                      f"{flag}  {said}", flush=True)
    return over > 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
