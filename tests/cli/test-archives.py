"""Archives, mail and saved pages, as a person gives them to the program."""

import gzip
import json
import os
import subprocess
import sys
import unittest
import zlib
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from archives import (
    TEXT, chunked, deflated, header, http, members, overlapping, page, record, zipped
)
from program import PAGE, PROGRAM, ProgramTest, environment


class ArchiveTest(ProgramTest):
    def articles(self, status, *arguments, **more):
        done = self.check(status, "text", "--json", *arguments, **more)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


class Archives(ArchiveTest):
    def test_gzip(self):
        self.write("page.html.gz", gzip.compress(page("Harbour talks")))
        articles, _ = self.articles(0, "page.html.gz")
        self.assertEqual([a["id"] for a in articles], ["page"])
        self.assertEqual(articles[0]["title"], "Harbour talks")
        self.assertIn(TEXT, articles[0]["text"])

    def test_kind_is_found_by_content(self):
        self.write("page.txt", gzip.compress(page("Harbour talks")))
        self.write("page.html", zipped({"a.bin": page("Port talks")}))
        articles, _ = self.articles(0, "page.txt", "page.html")
        self.assertEqual([a["title"] for a in articles], ["Harbour talks", "Port talks"])

    def test_zip(self):
        entries = {
            "one.html": page("One"),
            "sub/pages.jsonl": json.dumps({"id": "two", "text": PAGE}) + "\n",
            "three.warc.gz": members([record(http(page("Three")))]),
            "four.zip": zipped({"four.txt.gz": gzip.compress(PAGE.encode())}),
        }
        for stream in (False, True):
            with self.subTest(stream=stream):
                self.write("all.zip", zipped(entries, stream=stream))
                articles, _ = self.articles(0, "all.zip")
                ids = [a["id"] for a in articles]
                self.assertEqual(ids, ["one", "two", "three-1", "four"])

    def test_archive_on_standard_input(self):
        archive = zipped({"one.html": page("One"), "two.html": page("Two")}, stream=True)
        for stdin in (archive, gzip.compress(archive), members([record(http(page("One")))])):
            done = self.check(0, "text", "--json", "-", stdin=stdin, text=False)
            self.assertIn(b'"title": "One"', done.stdout)

    def test_records_name_the_entry(self):
        self.write("all.zip", zipped({"sub/one.txt": PAGE}))
        source = self.records(self.check(0, "read", "all.zip").stdout)[0]
        self.assertEqual((source["id"], source["path"]), ("one", "all.zip/sub/one.txt"))

    def test_archive_is_known_again_in_a_dossier(self):
        self.write("all.zip", zipped({"one.txt": PAGE, "two.html": page("Two")}))
        self.check(0, "read", "-qd", "talks.entente", "all.zip")
        done = self.check(0, "read", "-d", "talks.entente", "all.zip")
        self.check_one_line(done.stderr, "2 seen before")

    def test_bombs(self):
        bomb = b"x " * 20_000_000
        self.write("bomb.gz", gzip.compress(bomb))
        self.write("bomb.zip", zipped({"bomb.txt": bomb, "good.txt": PAGE}))
        self.write(
            "bomb.warc", record(http(gzip.compress(bomb), Content_Encoding="gzip"))
        )
        nested = gzip.compress(gzip.compress(gzip.compress(bomb)))
        self.write("nested.gz", nested)
        for name, n_articles in (("bomb.gz", 0), ("bomb.zip", 1), ("bomb.warc", 0), ("nested.gz", 0)):
            with self.subTest(name):
                articles, errors = self.articles(3, name)
                self.assertEqual(len(articles), n_articles)
                self.check_one_line(errors, name, "expands to more than 100 times")

    def check_bomb(self, name, archive, n_lines, n_articles=0):
        """It is told of in so many lines, first that it is a bomb, and costs next to nothing."""
        self.write(name, archive)
        articles, errors = self.articles(3, name)
        self.assertEqual(len(articles), n_articles)
        lines = errors.splitlines(keepends=True)
        self.assertLessEqual(len(lines), n_lines)
        self.check_one_line(lines[0], f"'{name}")
        peaks = [
            int(subprocess.run(
                [sys.executable, "-c", MEASURE, PROGRAM, path],
                cwd=self.folder, env=environment(), check=True, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ).stdout.split()[1])
            for path in (self.write("page.txt"), name)
        ]
        self.assertLess(peaks[1] - peaks[0], 30_000, "kB of memory")
        return errors

    def test_bombs_in_disguise(self):
        bomb = b"x " * 20_000_000
        packed = deflated(bomb)
        brotli = bytes.fromhex(  # 40 MB
            "cbffff3f00a440f0e2b23070efffe2ffff1f001200715800baf77ffcffff0340"
            "02200e0b40f7fe8fffff7f004800c46101e8deffe57f9618000980382c00dd2831"
        )
        coded = {"Content_Encoding": "br"}
        ways = {
            "small.zip": header(b"a.txt", len(packed), 10, 0) + packed,
            "endless.zip": header(b"a.txt", 0xFFFFFFF0, 10, 0) + packed,
            "packed.zip.gz": gzip.compress(zipped({"a.txt": bomb})),
            "members.gz": gzip.compress(b"x" * 990_000) * 500,
            "twice.gz": gzip.compress(gzip.compress(bomb)),
            "deflate.warc": record(http(zlib.compress(bomb), Content_Encoding="deflate")),
            "br.warc": record(http(brotli, **coded)),
            "chunks.warc.gz": members(
                [record(http(chunked(brotli, 7), Transfer_Encoding="chunked", **coded))]
            ),
        }
        for name, archive in ways.items():
            with self.subTest(name):
                errors = self.check_bomb(name, archive, 1)
                self.check_one_line(errors, "expands to more than 100 times")

    def test_entry_that_lies_of_its_length(self):
        packed = deflated(b"x " * 20_000_000)
        archive = header(b"a.txt", 10, 10, 0) + packed + zipped({"good.txt": PAGE})
        errors = self.check_bomb("short.zip", archive, 1, n_articles=1)
        self.check_one_line(errors, "short.zip/a.txt", "damaged")

    def test_many_bombs_end_an_archive(self):
        """Few lines for what would be gigabytes, whatever it is that holds so many."""
        bomb = zipped({"a.txt": b"x" * 10_000_000})
        deep = zipped({f"{i}.zip": bomb for i in range(16)})
        deeper = zipped({f"{i}.zip": deep for i in range(16)})
        deepest = zipped({f"{i}.zip": deeper for i in range(16)})
        coded = record(http(gzip.compress(b"x" * 990_000), Content_Encoding="gzip"))
        ways = {
            "deep.zip": deepest,
            "deeper.zip": zipped({f"{i}.zip": deepest for i in range(16)}),
            "wide.zip": zipped({f"{i}.txt": b"x" * 990_000 for i in range(500)}),
            "wide.warc.gz": members([coded]) * 500,
        }
        for name, archive in ways.items():
            with self.subTest(name):
                last = self.check_bomb(name, archive, 6).splitlines(keepends=True)[-1]
                self.check_one_line(last, f"'{name}': expands to more than 100 times")

    def test_entries_that_overlap(self):
        for name, content in (("many.zip", b"x " * 20_000_000), ("small.zip", PAGE.encode())):
            with self.subTest(name):
                self.check_bomb(name, overlapping(50, content), 6)

    def test_directory_that_points_to_one_entry_often(self):
        """It is not looked at, since each entry has a header of its own."""
        archive = zipped({"one.txt": PAGE})
        at = archive.index(b"PK\1\2")
        end = archive.index(b"PK\5\6")
        self.write("often.zip", archive[:at] + archive[at:end] * 1000 + archive[end:])
        articles, _ = self.articles(0, "often.zip")
        self.assertEqual(len(articles), 1)

    def test_archive_that_holds_itself(self):
        archive = zipped({"good.txt": PAGE})
        for _ in range(8):
            archive = zipped({"inner.zip": archive, "good.txt": PAGE})
        self.write("outer.zip", archive)
        articles, errors = self.articles(3, "outer.zip")
        self.assertEqual(len(articles), 4)
        self.check_one_line(errors, "outer.zip", "archives within more than 4 others")

    def test_long_page_in_an_archive(self):
        lines = "".join(f"<p>{i} {TEXT}</p>" for i in range(40_000))
        self.write("long.html", f"<html>{lines}")
        self.write("long.html.gz", gzip.compress(f"<html>{lines}".encode()))
        self.check_one_line(self.check(3, "text", "long.html").stderr, "longer than 5 MB")
        articles, _ = self.articles(0, "long.html.gz")
        self.assertGreater(len(articles[0]["text"]), 5_000_000)
        self.write("longer.html.gz", gzip.compress(f"<html>{lines * 4}".encode()))
        errors = self.check(3, "text", "longer.html.gz").stderr
        self.check_one_line(errors, "longer than 20 MB unpacked")


class WebArchives(ArchiveTest):
    RECORDS = [
        record(b"software: none\r\n", "warcinfo", Content_Type="application/warc-fields"),
        record(http(page("One")), uri="https://vale.example/one"),
        record(http(chunked(page("Two")), Transfer_Encoding="chunked"), version="1.0"),
        record(
            http(chunked(gzip.compress(page("Three"))),
                 Transfer_Encoding="chunked", Content_Encoding="gzip")
        ),
        record(http(page("Caf\xe9 talks", charset="windows-1252"), "text/html; charset=cp1252")),
        record(http(b"\x89PNG\r\n\x1a\n" + os.urandom(2000), "image/png")),
        record(http(b"moved", status="301 Moved Permanently", Location="/one")),
        record(http(b"User-agent: *\n", "text/plain"), uri="https://vale.example/robots.txt"),
        record(page("Six"), "resource", Content_Type="text/html; charset=utf-8"),
    ]
    TITLES = ["One", "Two", "Three", "Caf\xe9 talks", "Six"]

    def test_whole_and_packed(self):
        ways = {
            "news.warc": b"".join(self.RECORDS),
            "news.warc.gz": members(self.RECORDS),
            "news-whole.warc.gz": gzip.compress(b"".join(self.RECORDS)),
            "news-lines.warc": b"".join(r.replace(b"\r\n", b"\n", 7) for r in self.RECORDS[1:2]),
        }
        for name, archive in ways.items():
            with self.subTest(name):
                self.write(name, archive)
                articles, _ = self.articles(0, name)
                titles = self.TITLES if "lines" not in name else ["One"]
                self.assertEqual([a["title"] for a in articles], titles)
                self.assertEqual(articles[0]["url"], "https://vale.example/one")

    def test_ids_count_records(self):
        self.write("news.warc.gz", members(self.RECORDS))
        articles, _ = self.articles(0, "news.warc.gz")
        self.assertEqual([a["id"] for a in articles], [f"news-{i}" for i in (2, 3, 4, 5, 9)])

    def test_each_damaged_record_is_one_line(self):
        for way in (members, b"".join):
            for i in (1, 2, 3, 4, 8):
                with self.subTest(way=way, record=i):
                    pieces = [way([r]) for r in self.RECORDS]
                    pieces[i] = pieces[i][: len(pieces[i]) // 2]
                    self.write("news.warc", b"".join(pieces))
                    articles, errors = self.articles(3, "news.warc")
                    self.assertEqual(len(articles), len(self.TITLES) - 1)
                    self.check_one_line(errors, f"news.warc/news-{i + 1}", "damaged")

    def test_long_page_is_told_of_and_a_film_is_not(self):
        film = record(http(os.urandom(6_000_000), "video/mp4"))
        long = record(http(b"<html>" + b"<p>talks</p>" * 600_000))
        self.write("news.warc.gz", members([film, long, *self.RECORDS]))
        articles, errors = self.articles(3, "news.warc.gz")
        self.assertEqual(len(articles), len(self.TITLES))
        self.check_one_line(errors, "news-2", "longer than 5 MB")

    def test_memory_does_not_grow_with_the_archive(self):
        """Some 300 MB through a pipe, packed and not."""
        film = record(http(os.urandom(1_000_000), "video/mp4"))
        # a sanitizer keeps what was freed for a while: not here
        keep_none = ":quarantine_size_mb=0:thread_local_quarantine_size_kb=0"
        small = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + keep_none}
        for pack in (bytes, lambda r: gzip.compress(r, 1)):
            piece, article = pack(film), pack(record(http(page("One"))))
            peaks = []
            for n in (3, 300):
                reader = subprocess.Popen(
                    [sys.executable, "-c", MEASURE, PROGRAM],
                    env=environment(**small),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
                for _ in range(n):
                    reader.stdin.write(piece)
                    reader.stdin.write(article)
                out, _ = reader.communicate(timeout=100)
                n_articles, peak = map(int, out.split())
                self.assertEqual(n_articles, n)
                peaks.append(peak)
            self.assertLess(peaks[1] - peaks[0], 60_000, peaks)


MEASURE = """
import resource, subprocess, sys
path = (sys.argv + ["-"])[2]
done = subprocess.run([sys.argv[1], "text", "--json", "-j", "1", path], stdout=subprocess.PIPE)
print(len(done.stdout.splitlines()), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Mail(ArchiveTest):
    HTML = (
        "<html><body><table><tr><td><a href='https://vale.example/v'>View in browser</a></td></tr>"
        f"<tr><td><h1>Harbour talks resume</h1><p>Caf\xe9 owners wait. {TEXT}</p></td></tr>"
        "<tr><td>You are receiving this email because you asked for it.<br>"
        "Our mailing address is: 1 Quay Road<br><a href='u'>Unsubscribe</a></td></tr></table>"
    )
    PLAIN = f"View this email in your browser: https://vale.example/v\n\n{TEXT}\n"

    def message(self):
        message = EmailMessage()
        message["From"] = '"Vale Courier" <daily@vale.example>'
        message["To"] = "desk@desk.example"
        message["Subject"] = "Harbour talks \u2013 what caf\xe9s say"
        message["Date"] = "Tue, 02 Dec 2025 10:00:00 +0100"
        return message

    def check_mail(self, message, text):
        self.write("letter.eml", bytes(message))
        articles, _ = self.articles(0, "letter.eml")
        self.assertEqual(len(articles), 1)
        self.assertEqual(articles[0]["outlet"], "Vale Courier")
        self.assertEqual(articles[0]["title"], "Harbour talks \u2013 what caf\xe9s say")
        self.assertEqual(articles[0]["published"], "2025-12-02T10:00:00+01:00")
        self.assertEqual(articles[0]["text"], text)

    def test_newsletter(self):
        message = self.message()
        message.set_content(self.PLAIN)
        message.add_alternative(self.HTML, subtype="html")
        self.check_mail(message, f"Harbour talks resume\n\nCaf\xe9 owners wait. {TEXT}")

    def test_plain(self):
        message = self.message()
        message.set_content(self.PLAIN)
        self.check_mail(message, TEXT)

    def test_charsets_and_encodings(self):
        for charset in ("utf-8", "iso-8859-1", "windows-1252"):
            for encoding in ("quoted-printable", "base64", "8bit"):
                with self.subTest(charset=charset, encoding=encoding):
                    message = self.message()
                    message.set_content(
                        self.HTML, subtype="html", charset=charset, cte=encoding
                    )
                    self.check_mail(
                        message, f"Harbour talks resume\n\nCaf\xe9 owners wait. {TEXT}"
                    )

    def test_large_attachment_costs_nothing(self):
        message = self.message()
        message.set_content(self.PLAIN)
        message.add_attachment(
            os.urandom(12_000_000), maintype="image", subtype="png", filename="quay.png"
        )
        self.check_mail(message, TEXT)

    def test_saved_page(self):
        saved = MIMEMultipart("related", boundary="----MultipartBoundary--abc----")
        saved["From"] = "<Saved by Blink>"
        saved["Snapshot-Content-Location"] = "https://vale.example/talks"
        saved["Subject"] = "Harbour talks"
        saved["Date"] = "Wed, 3 Dec 2025 09:00:00 -0000"
        saved.attach(MIMEText(page("Caf\xe9 talks").decode(), "html", "utf-8"))
        saved.attach(MIMEImage(b"\x89PNG\r\n\x1a\n" + os.urandom(6_000_000), "png"))
        self.write("talks.mhtml", bytes(saved))
        articles, _ = self.articles(0, "talks.mhtml")
        self.assertEqual(articles[0]["title"], "Caf\xe9 talks")
        self.assertEqual(articles[0]["url"], "https://vale.example/talks")
        self.assertIn(TEXT, articles[0]["text"])

    def test_mail_in_archives(self):
        message = self.message()
        message.set_content(self.PLAIN)
        self.write("mail.zip", zipped({"a.eml": bytes(message), "b.eml": bytes(message)[:90]}))
        articles, errors = self.articles(3, "mail.zip")
        self.assertEqual([a["id"] for a in articles], ["a"])
        self.check_one_line(errors, "mail.zip/b.eml")


unittest.main()
