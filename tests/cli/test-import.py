"""`entente import`: the same dossier again, and files by people who mean harm."""

import json
import os
import pathlib
import shutil
import unittest

from exports import HARD, ExportTest, hard_dossier, page

TEXT = "Norland wants open ports. Südland said no. They met in Vale."
WANTS, SAID = "Norland wants open ports.", "Südland said no."


def position(**changes):
    return {
        "type": "position", "party": "Norland", "issue": "fisheries", "stance": "demands",
        "what": "open ports", "says": [WANTS], **changes,
    }  # fmt: skip


def refused(**changes):
    return position(party="Südland", stance="refuses", says=[SAID], **changes)


def write(lines):
    return "".join(
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) + "\n"
        for line in [{"type": "dossier", "version": 1}, *lines]
    )


def change(line, **changes):
    return {**line, **changes}


def moved(line, by):
    """The line with its sentence somewhere else."""
    evidence = dict(line["evidence"][0])
    evidence["start"] += by
    evidence["end"] += by
    return change(line, evidence=[evidence])


SOURCE, FIRST, SECOND = page(1, TEXT, [position(), refused()])
EVIDENCE = FIRST["evidence"][0]

# What stands in place of the first record, and what is said of it.
BAD_RECORDS = [
    ("no json\n", "line 3: "),
    ('{"type": "position", "type": "quote"}\n', "line 3: duplicate object key"),
    ("[" * 100000 + "\n", "line 3: "),
    (b'{"type": "quote", "text": "\xff"}\n', "line 3: "),
    ('{"type": "quote", "text": "a\\u0000b"}\n', "line 3: "),
    ("[7]\n", "line 3: 'type' is not a kind of record"),
    (change(FIRST, type="deal"), "line 3: 'type' is not a kind of record"),
    (change(FIRST, stance="likes"), "line 3: 'stance' is not one of its words"),
    (change(FIRST, party=["Norland"]), "line 3: 'party' is not a string"),
    (change(FIRST, date="next week"), "line 3: 'date' is not a date"),
    (change(FIRST, confidence=1.5), "line 3: 'confidence' is not a number from 0 to 1"),
    (change(FIRST, evidence=[]), "line 3: a record without its sentence"),
    ({k: v for k, v in FIRST.items() if k != "evidence"}, "a record without its sentence"),
    (moved(FIRST, 1), "line 3: a sentence that is not there in the text of its source"),
    (moved(FIRST, 1000), "a sentence that is not there"),
    (change(FIRST, evidence=[change(EVIDENCE, source="p2")]), "a sentence that is not there"),
    (change(FIRST, evidence=[change(EVIDENCE, text="Norland wants peace.")]), "is not there"),
    (change(FIRST, evidence=[change(EVIDENCE, start=-1)]), "'start' is not a whole number"),
    (change(FIRST, evidence=[change(EVIDENCE, end=2**40)]), "'end' is not a whole number"),
    (change(FIRST, evidence=[EVIDENCE, change(EVIDENCE, end=3)]), "is not there"),
    (change(FIRST, evidence=["Norland"]), "'source' is not a string"),
]

BAD_SOURCES = [
    (change(SOURCE, id=""), "line 2: a source without its id"),
    (change(SOURCE, id=None), "line 2: a source without its id"),
    (change(SOURCE, text=None), "line 2: a source without its text"),
    (change(SOURCE, text=["a"]), "line 2: a source without its text"),
    (change(SOURCE, chars=3), "line 2: 'chars' is not the length of its text"),
    (change(SOURCE, published="soon"), "line 2: 'published' is not a date"),
    (change(SOURCE, given_id=3), "line 2: 'given_id' is not a string"),
    (change(SOURCE, url=3), "line 2: 'url' is not a string"),
    (change(SOURCE, fetched="just now"), "line 2: 'fetched' is not a date"),
    (change(SOURCE, versions=3), "line 2: 'versions' are not states of a page"),
    (change(SOURCE, versions=[{"text": "a"}]), "'versions' are not states of a page"),
    (change(SOURCE, versions=[{"text": 3, "replaced": "2031-05-01"}]), "'versions' are not"),
]


class Import(ExportTest):
    def take(self, content, status=0, dossier="t.entente"):
        self.write("in.jsonl", content)
        return self.check(status, "import", "-qd", dossier, "in.jsonl").stderr

    def counts(self, dossier="t.entente"):
        """How many sources and positions the dossier has."""
        lines = [
            json.loads(line) for line in self.export("jsonl", dossier=dossier).splitlines()
        ]
        kinds = [line["type"] for line in lines]
        return kinds.count("source"), kinds.count("position")

    def test_the_same_bytes_again(self):
        self.talks("a.entente")
        self.hard("b.entente")
        for words in (["rename", "issue", "territory", "borders"], ["side", "Ada Brook", "Peru"]):
            self.run_program("correct", "-qd", "a.entente", "--by", "Ina", "--why", "x", *words)
        self.check(0, "undo", "-qd", "a.entente", "1")
        self.assertIn('"undone_at"', self.export("jsonl", dossier="a.entente"))
        for name in ("a", "b"):
            out = self.export("jsonl", dossier=f"{name}.entente")
            self.write("out.jsonl", out)
            self.check(0, "import", "-qd", f"{name}2.entente", "out.jsonl")
            self.assertTrue(self.export("jsonl", dossier=f"{name}2.entente") == out)
            for form in ("html", "plover", "ics"):  # and so is all that is merged from it
                self.assertTrue(
                    self.export(form, dossier=f"{name}.entente")
                    == self.export(form, dossier=f"{name}2.entente")
                )
            done = self.check(0, "import", "-d", f"{name}3.entente", "-", stdin=out)
            self.assertEqual(done.stderr, "")
            self.assertTrue(self.export("jsonl", dossier=f"{name}3.entente") == out)
            self.check(
                0, "import", "-qd", f"{name}3.entente", "out.jsonl"
            )  # once more: nothing
            self.assertTrue(self.export("jsonl", dossier=f"{name}3.entente") == out)

    def test_pages_of_one_name_stay_known(self):
        """What came by import is the same page when it is read."""
        for folder in ("one", "two"):
            self.write(f"{folder}/page.txt", f"The union of {folder} wants a shorter week.\n")
        self.check(0, "read", "-qd", "a.entente", "one/page.txt", "two/page.txt")
        out = self.export("jsonl", dossier="a.entente")
        self.assertIn('"given_id": "page"', out)
        self.write("a.jsonl", out)
        self.check(0, "import", "-qd", "b.entente", "a.jsonl")
        self.assertEqual(self.export("jsonl", dossier="b.entente"), out)
        self.check(0, "read", "-qd", "b.entente", "one/page.txt", "two/page.txt")
        self.assertEqual(self.export("jsonl", dossier="b.entente"), out)
        self.write("two/page.txt", "The union of two wants a longer week.\n")
        self.check(0, "read", "-qd", "b.entente", "two/page.txt")
        later = self.export("jsonl", dossier="b.entente")
        self.assertEqual(later.count('"type": "source"'), 2)
        self.assertNotEqual(later, out)

    def test_states_that_pages_had_come_along(self):
        for length in ("shorter", "longer", "shorter still"):
            self.write("page.txt", f"The union wants a {length} week.\n")
            self.check(0, "read", "-qd", "a.entente", "page.txt")
        out = self.export("jsonl", dossier="a.entente")
        (source,) = [line for line in map(json.loads, out.splitlines()) if "versions" in line]
        self.assertEqual(
            [version["text"].split()[4] for version in source["versions"]], ["shorter", "longer"]
        )
        self.write("a.jsonl", out)
        self.check(0, "import", "-qd", "b.entente", "a.jsonl")
        self.assertEqual(self.export("jsonl", dossier="b.entente"), out)

    def test_into_a_dossier_that_has_another_page_of_that_name(self):
        self.take(write([SOURCE, FIRST, SECOND]))
        text = "Eastland wants fish."
        other = page(
            1, text, [position(party="Eastland", says=[text])], url="https://e.example/"
        )
        self.take(write([change(SOURCE, url="https://n.example/"), FIRST]), dossier="u.entente")
        self.take(write(other), dossier="u.entente")
        ids = [
            json.loads(line)["id"]
            for line in self.export("jsonl", dossier="u.entente").splitlines()
            if '"type": "source"' in line
        ]
        self.assertEqual(ids, ["p1", "p1-2"])

    def test_bad_records_are_a_line_each_and_the_rest_is_taken(self):
        for number, (bad, message) in enumerate(BAD_RECORDS):
            with self.subTest(message, number=number):
                line = bad if isinstance(bad, (str, bytes)) else json.dumps(bad) + "\n"
                line = line.encode() if isinstance(line, str) else line
                before, after = (
                    write([SOURCE]).encode(),
                    write([SECOND]).encode().split(b"\n", 1)[1],
                )
                dossier = f"{number}.entente"
                said = self.take(before + line + after, 3, dossier)
                self.check_one_line(said, "'in.jsonl': ", message)
                self.assertEqual(self.counts(dossier), (1, 1))

    def test_a_page_without_its_source_is_one_line(self):
        other = page(2, TEXT, [position()])
        for number, (bad, message) in enumerate(BAD_SOURCES):
            with self.subTest(message):
                dossier = f"{number}.entente"
                said = self.take(write([bad, FIRST, SECOND, *other]), 3, dossier)
                self.check_one_line(said, "'in.jsonl': ", message)
                self.assertEqual(self.counts(dossier), (1, 1))

    def test_other_files(self):
        self.check_one_line(
            self.take(write([FIRST, SOURCE]), 3), "line 2: a record before any source"
        )
        self.assertEqual(self.take("", 0, "a.entente"), "")
        self.assertEqual(self.take("\n \n", 0, "b.entente"), "")
        self.check_one_line(self.take(os.urandom(5000).replace(b"\n", b""), 3, "c.entente"))
        newer = '{"type": "dossier", "version": 2}\n' + write([SOURCE]).split("\n", 1)[1]
        said = self.take(newer, 3, "d.entente")
        self.check_one_line(said, "a form that this version of entente does not know")
        self.assertEqual(self.counts("d.entente"), (0, 0))
        done = self.check(3, "import", "-d", "e.entente", "nowhere.jsonl", "in.jsonl", ".")
        self.assertEqual(len(done.stderr.splitlines()), 3, done.stderr)
        without_end = write([SOURCE, FIRST, SECOND]).rstrip("\n").replace("\n", "\r\n")
        self.assertEqual(self.take(without_end, 0, "f.entente"), "")
        self.assertEqual(self.counts("f.entente"), (1, 2))

    def test_a_line_without_end_costs_no_memory(self):
        head = write([SOURCE, FIRST]).encode()
        self.write("long.jsonl", head)
        with open(self.folder / "long.jsonl", "ab") as long:
            long.truncate(400 << 20)
        done = self.check(3, "import", "-d", "t.entente", "long.jsonl")
        self.check_one_line(done.stderr, "line 4: more than 64 MB")
        self.assertEqual(self.counts(), (1, 1))

    def test_the_dossier_that_cannot_be_written(self):
        self.write("in.jsonl", hard_dossier())
        self.write("t.entente", "no dossier")
        self.check_one_line(self.check(4, "import", "-d", "t.entente", "in.jsonl").stderr)


unittest.main()
