"""The dossier as the desk keeps it: rebuilt, and pages removed."""

import json
import sqlite3
import unittest

from program import PAGE, ROOT, ProgramTest

KEPT = ("articles", "changes", "corrections", "feeds", "looks", "problems", "robots", "settings", "versions", "visits")


class Dossier(ProgramTest):
    def dump(self, name, tables=None):
        """What the tables hold, all that is derived by default but for the inside of the index of
        words, which depends on the order in which it was written."""
        with sqlite3.connect(self.folder / name) as db:
            names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            chosen = tables or [name for name in names if name not in KEPT and "sqlite" not in name and "_index" not in name]
            return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(chosen)}

    def read(self, name="talks", *pages):
        self.check(0, "read", "-q", "-d", name, *(pages or [str(ROOT / "examples" / "talks")]))


class Rebuild(Dossier):
    def test_gives_the_same(self):
        self.read()
        kept, derived = self.dump("talks", KEPT), self.dump("talks")
        self.assertTrue(derived["positions"])
        for jobs in ("1", "3"):
            done = self.check(0, "rebuild", "-d", "talks", "--jobs", jobs)
            self.check_one_line(done.stderr, "'talks': 9 pages read again")
            self.assertEqual(self.dump("talks"), derived)
        self.assertEqual(self.dump("talks", KEPT), kept)

    def test_gives_what_was_merged_page_by_page(self):
        """Each reading writes only what differs; in the end all is as if it were made at once."""
        pages = sorted(path for name in ("talks", "strike") for path in (ROOT / "examples" / name).iterdir())
        wage = "The union dropped its demand for a rise. \"We are tired,\" said Vladimir Putin.\n"
        for at, page in enumerate(pages):
            self.read("talks", str(page))
            if at % 5 == 1:
                self.write("edited.txt", f"Talks, day {at}\n\n{wage * (at + 1)}".encode())
                self.read("talks", str(self.folder / "edited.txt"))
            if at % 5 == 3:
                listing = self.check(0, "show", "-d", "talks", "people", "--format", "json").stdout.splitlines()
                ref = json.loads(listing[at % len(listing)])["ref"]
                self.check(0, "correct", "-d", "talks", "change", ref, f"party=Side {at}")
            if at % 5 == 4:
                self.check(0, "remove", "-q", "-d", "talks", "edited")
        derived = self.dump("talks")
        self.check(0, "check", "-q", "-d", "talks")
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.maxDiff = 2000
        for table, rows in self.dump("talks").items():
            with self.subTest(table):
                self.assertEqual(derived[table], rows)

    def test_what_is_called_the_same_is_numbered_anew(self):
        """Two discrepancies about the same, on one sentence first; then the page under one goes."""

        def page(name, text):
            met = {
                "s1": "Swedish Foreign Minister Ada Brook met Norwegian Prime Minister Jon Teller in Geneva on Saturday.",
                "s2": "In Geneva on Saturday, Prime Minister Jon Teller of Norway and Foreign Minister Ada Brook of"
                " Sweden held talks.",
                "s3": "Norway and Sweden met in Geneva on Saturday, with Jon Teller and Ada Brook at the table.",
            }
            told = {"id": name, "title": f"Talks {name}", "source": f"Outlet {name}", "published": "2031-03-01",
                    "text": f"{text}\n\n{met[name]}", "url": f"https://news.example/{name}"}
            self.read("talks", self.write(f"{name}.jsonl", json.dumps(told) + "\n"))

        def refs():
            with sqlite3.connect(self.folder / "talks") as db:
                return db.execute("SELECT ref, about FROM discrepancies ORDER BY sort_key").fetchall()

        quotas = "larger fishing quotas in the northern strait."
        page("s1", f"Sweden rejects the release of prisoners.\n\nNorway rejects {quotas}")
        page("s2", f"Norway demands {quotas}")
        page("s3", f"Norway offered {quotas}")
        self.assertTrue(any(ref.endswith("-2") for ref, _ in refs()))
        page("s2", "Sweden demands the release of prisoners.")
        found = refs()
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(refs(), found)

    def test_mends_what_was_lost_and_another_version(self):
        self.read()
        derived = self.dump("talks")
        with sqlite3.connect(self.folder / "talks") as db:
            db.executescript(
                "DELETE FROM page_positions; DROP TABLE quotes; CREATE TABLE of_old (c);"
                "CREATE VIEW seen AS SELECT 1; UPDATE settings SET value = 'x';"
            )
        done = self.check(4, "brief", "-d", "talks")
        self.check_one_line(done.stderr, "'entente rebuild' makes it one of this")
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(self.dump("talks"), derived)

    def test_of_none(self):
        done = self.check(4, "rebuild", "-d", "talks")
        self.check_one_line(done.stderr, "'talks': no such dossier")


class Remove(Dossier):
    def test_leaves_what_others_say(self):
        self.read()
        done = self.check(0, "remove", "-d", "talks", "kestrel-news", "mw-1203-a")
        self.check_one_line(done.stderr, "'talks': 2 removed")
        others = [
            str(path)
            for path in sorted((ROOT / "examples" / "talks").iterdir())
            if path.name != "kestrel-news.txt"
        ]
        self.read("others", *others)
        self.check(0, "remove", "-q", "-d", "others", "mw-1203-a")
        talks, others = self.dump("talks"), self.dump("others")
        for dump in (talks, others):  # an article's number is its place in the order of arrival
            dump["sentences"] = sorted(row[1:] for row in dump["sentences"])
        self.assertEqual(talks, others)
        changes = self.dump("talks", ["changes"])["changes"]
        self.assertEqual(
            [row[2:4] for row in changes[-2:]],
            [("removed", "kestrel-news"), ("removed", "mw-1203-a")],
        )

    def test_names_what_is_not_there(self):
        self.write("page.txt")
        self.read("talks", "page.txt")
        done = self.check(3, "remove", "-q", "-d", "talks", "nobody", "page")
        self.check_one_line(done.stderr, "'nobody': no source of this id")
        self.assertEqual(self.dump("talks", ["articles"])["articles"], [])

    def test_comes_back_when_read(self):
        self.write("page.txt")
        self.read("talks", "page.txt")
        derived = self.dump("talks")
        self.check(0, "remove", "-q", "-d", "talks", "page")
        self.read("talks", "page.txt")
        self.assertEqual(self.dump("talks"), derived)


class Refs(Dossier):
    def test_stay_as_pages_come(self):
        self.write("one.txt")
        self.read("talks", "one.txt")
        before = {row[1] for row in self.dump("talks", ["positions"])["positions"]}
        self.assertTrue(before)
        self.write("another.txt", PAGE.replace("Harbour", "Port").replace("3 March", "1 March"))
        self.read("talks", "another.txt")
        after = {row[1] for row in self.dump("talks", ["positions"])["positions"]}
        self.assertLessEqual(before, after)


unittest.main()
