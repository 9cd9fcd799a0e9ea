"""Corrections about nothing, taken back, from a table or from another desk's dossier; what is kept of
them."""

import csv
import io
import shutil
import sqlite3
import unittest

from correcting import ONE, PLAN, TWO, CorrectTest


class Waiting(CorrectTest):
    """What a correction is about goes and comes back."""

    def test_applies_to_nothing_and_again(self):
        ref = self.one("drafts")["ref"]
        self.correct("change", ref, "points=11")
        self.assertEqual(self.one("drafts")["points"], 11)
        self.write("one.txt", ONE.replace(PLAN, "Nobody tabled anything."))
        done = self.read()
        self.check_one_line(done.stderr, "correction 1 applies to nothing now: change draft")
        self.assertEqual(self.find("drafts", points=11), [])
        self.assertFalse(self.log()[0]["applies"])
        self.assertIn("applies to nothing now", self.check(0, "log", "-d", "talks").stdout)
        self.write("one.txt", ONE)
        self.assertEqual(self.read().stderr, "")
        self.assertEqual(self.one("drafts")["points"], 11)
        self.assertTrue(self.log()[0]["applies"])

    def test_copies_of_the_sentence_that_come_later_are_corrected_too(self):
        self.correct("reject", self.quotas()["ref"])
        self.write("three.txt", TWO.replace("Quota dispute", "Fish dispute"))
        self.check(0, "read", "-q", "-d", "talks", "three.txt")
        self.assertEqual(self.find("positions", party="Norway", stance="demands"), [])

    def test_the_later_word_holds(self):
        ref = self.quotas()["ref"]
        self.correct("reject", ref)
        self.correct(
            "change",
            self.one(
                "positions",
                party="Iceland",
                issue="tariffs",
                what="lifting the tariff on grain",
            )["ref"],
            "stance=open",
        )
        self.correct("change", self.one("positions", stance="open")["ref"], "stance=accepts")
        self.assertEqual(self.find("positions", stance="open"), [])
        self.assertEqual(len(self.find("positions", stance="accepts")), 1)
        self.check(0, "undo", "-q", "-d", "talks", "3")
        self.assertEqual(len(self.find("positions", stance="open")), 1)
        self.check(0, "undo", "-q", "-d", "talks", "1")
        self.assertEqual(self.quotas()["ref"], ref)


class Merge(CorrectTest):
    """Two desks' dossiers into one."""

    def merge(self, status=0):
        done = self.check(status, "merge", "-q", "-d", "talks", "theirs")
        self.check(0, "check", "-q", "-d", "talks")
        return done

    def part(self):
        """From here on the other desk has a dossier of its own."""
        shutil.copy(self.folder / "talks", self.folder / "theirs")

    def later(self, name, seconds):
        """As if all corrections of a dossier had been made so much later."""
        with sqlite3.connect(self.folder / name) as db:
            db.execute(
                "UPDATE corrections SET at = strftime('%Y-%m-%dT%H:%M:%SZ', at, ?)",
                (f"{seconds} seconds",),
            )

    def test_pages_versions_and_corrections_come_along(self):
        self.part()
        before = (self.folder / "theirs").read_bytes()
        self.write(
            "three.txt",
            TWO.replace("Quota dispute deepens", "A third page").replace("larger", "smaller"),
        )
        self.check(0, "read", "-q", "-d", "theirs", "three.txt")
        self.correct(
            "add",
            "claim",
            "three",
            "The second day began late.",
            "by=Norway",
            "what=it is late",
            dossier="theirs",
        )
        self.correct("reject", self.quotas()["ref"])
        theirs = (self.folder / "theirs").read_bytes()
        self.assertNotEqual(before, theirs)
        self.assertEqual(self.merge().stdout, "")
        self.assertEqual((self.folder / "theirs").read_bytes(), theirs)
        self.assertEqual([s["id"] for s in self.all("sources")], ["one", "three", "two"])
        self.assertEqual(self.one("claims")["what"], "it is late")
        self.assertEqual(
            self.find("positions", what="larger fishing quotas in the northern strait"), []
        )
        self.assertEqual({line["action"] for line in self.log()}, {"add", "reject"})
        log = self.log()
        self.merge()
        self.assertEqual(self.log(), log)

    def test_ids_that_stand_for_other_pages_are_told_apart(self):
        self.write(
            "sub/one.txt",
            ONE.replace("Grain talks", "Cod talks").replace("ten-point", "six-point"),
        )
        self.check(0, "read", "-q", "-d", "theirs", "sub/one.txt")
        draft = next(d for d in self.all("drafts", "theirs") if "six" in d["name"])
        self.correct("change", draft["ref"], "status=signed", dossier="theirs")
        self.correct(
            "add",
            "claim",
            "one",
            "Norway tabled a six-point plan.",
            "by=Norway",
            "what=six",
            dossier="theirs",
        )
        self.merge()
        self.assertEqual([s["id"] for s in self.all("sources")], ["one", "one-2", "two"])
        self.assertEqual(self.one("claims")["evidence"][0]["source"], "one-2")
        self.assertEqual([line["applies"] for line in self.log()], [True, True])

    def test_of_two_states_the_later_stays(self):
        self.part()
        self.write("one.txt", ONE.replace("town hall", "new hall"))
        with sqlite3.connect(self.folder / "talks") as db:
            db.execute("UPDATE changes SET at = '2020-01-01T00:00:00Z'")
        self.check(0, "read", "-q", "-d", "theirs", "one.txt")
        self.merge()
        texts = (
            'SELECT text FROM articles WHERE id = "one"',
            'SELECT text FROM versions WHERE source = "one"',
        )
        with sqlite3.connect(self.folder / "talks") as db:
            now, before = [db.execute(query).fetchall() for query in texts]
        self.assertIn("new hall", now[0][0])
        self.assertEqual(len(before), 1)
        self.assertIn("town hall", before[0][0])
        shutil.copy(self.folder / "theirs", self.folder / "mine")
        self.write("one.txt", ONE.replace("town hall", "last hall"))
        with sqlite3.connect(self.folder / "theirs") as db:
            db.execute("UPDATE changes SET at = '2020-01-01T00:00:00Z'")
        self.check(0, "read", "-q", "-d", "talks", "one.txt")
        self.merge()
        with sqlite3.connect(self.folder / "talks") as db:
            now, before = [db.execute(query).fetchall() for query in texts]
        self.assertIn("last hall", now[0][0])
        self.assertEqual(len(before), 2)

    def test_conflicts(self):
        self.part()
        ref, person = self.quotas()["ref"], self.one("people", name="Jon Teller")["ref"]
        for name, rows in {
            "talks": [
                ["change", ref, "stance=offers"],
                ["side", "Jon Teller", "Norway"],
                ["same", "person", "Ada Brook", "Adah Brooke"],
                ["accept", person],
            ],
            "theirs": [
                ["change", ref, "stance=open"],
                ["side", "Jon Teller", ""],
                ["apart", "person", "Adah Brooke", "Ada Brook"],
                ["reject", person],
            ],
        }.items():
            for words in rows:
                self.correct(*words, dossier=name)
        self.later("theirs", 3600)
        lines = self.merge(1).stdout.splitlines()
        self.assertEqual(len(lines), 4, lines)
        self.assertRegex(
            lines[0],
            r"\Achange position '.*': stance=offers \(Ina, .*\); then change position '.*': stance=open \(Ina, .*\), which holds\Z",
        )
        self.assertEqual(len(self.find("positions", stance="open")), 1)
        self.assertEqual(self.find("people", name="Jon Teller"), [])
        self.assertEqual(len(self.find("people", party="Norway")), 2)
        self.assertEqual(self.merge().stdout, "")

    def test_the_later_word_holds_from_either_side(self):
        self.part()
        ref = self.quotas()["ref"]
        self.correct("change", ref, "stance=offers")
        self.correct("reject", ref, dossier="theirs")
        self.later("talks", 3600)
        self.assertEqual(len(self.merge(1).stdout.splitlines()), 1)
        self.assertEqual(len(self.find("positions", stance="offers")), 1)

    def test_the_same_correction_once_and_taken_back_by_either(self):
        self.correct("reject", self.quotas()["ref"])
        self.part()
        self.check(0, "undo", "-q", "-d", "theirs", "1")
        self.merge()
        self.assertEqual(len(self.log()), 1)
        self.assertTrue(self.log()[0]["undone_at"])
        self.assertTrue(self.quotas())

    def test_of_none(self):
        done = self.check(4, "merge", "-d", "talks", "nobody")
        self.check_one_line(done.stderr, "'nobody': no such dossier")


class Table(CorrectTest):
    """What people change in an exported table."""

    def setUp(self):
        super().setUp()
        out = self.check(0, "export", "-d", "talks", "-t", "csv", "positions").stdout
        self.head, *self.rows = csv.reader(io.StringIO(out, newline=""))
        self.head += ["verdict", "why", "notes"]
        for row in self.rows:
            row += ["", "", "of our own"]

    def row_of(self, record):
        (row,) = [row for row in self.rows if row[0] == record["ref"]]
        return row

    def set(self, record, **cells):
        for name, value in cells.items():
            self.row_of(record)[self.head.index(name)] = value

    def take(self, status=0, **dialect):
        with open(self.folder / "positions.csv", "w", encoding="utf-8", newline="") as out:
            csv.writer(out, **dialect).writerows([self.head, *self.rows])
        return self.check(status, "import", "-d", "talks", "--by", "Ina", "positions.csv").stderr

    def test_cells_become_corrections(self):
        self.assertIn("0 corrections kept", self.take())
        wanted = self.quotas()
        refused = self.one("positions", party="Iceland", what="lifting the tariff on grain")
        self.set(wanted, what="quotas for herring", stance="offers", why="heard it ourselves")
        self.set(refused, verdict="reject")
        self.assertIn("2 corrections kept", self.take(delimiter=";"))
        changed = self.one("positions", party="Norway", issue="fisheries")
        self.assertEqual((changed["what"], changed["stance"]), ("quotas for herring", "offers"))
        self.assertNotIn(refused, self.all("positions"))
        change, reject = sorted(self.log(), key=lambda word: word["action"])
        self.assertEqual((change["author"], change["reason"]), ("Ina", "heard it ourselves"))
        self.assertEqual((reject["action"], reject["reason"]), ("reject", None))
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(self.one("positions", issue="fisheries")["stance"], "offers")

    def test_an_old_table_brings_nothing_back(self):
        wanted = self.quotas()
        self.correct("change", wanted["ref"], "condition=for ten years")
        self.set(wanted, stance="offers")
        self.check_one_line(
            self.take(3).splitlines(True)[0], "row ", wanted["ref"], "export it anew"
        )
        self.assertEqual(self.quotas()["condition"], "for ten years")

    def test_rows_that_cannot_be_taken(self):
        wanted = self.quotas()
        for cells, message in (
            ({"stance": "perhaps"}, "stance is one of"),
            ({"date": "3/4/2031"}, "not a date as YYYY-MM-DD"),
            ({"verdict": "maybe"}, "neither 'accept' nor 'reject'"),
            ({"ref": "p-00000000"}, "no record of this name"),
            ({"ref": ""}, "no ref"),
        ):
            with self.subTest(cells):
                before = list(self.row_of(wanted))
                self.set(wanted, **cells)
                self.check_one_line(self.take(3).splitlines(True)[0], "positions.csv", message)
                self.rows[:] = [before if row[1:3] == before[1:3] else row for row in self.rows]
        self.assertEqual(self.log(), [])
        for text, message in (
            ("", "empty"),
            ("a,b\r\n1,2\r\n", "no column 'ref'"),
            ('ref\r\n"x', "not closed"),
            (b"ref\r\n\xff\r\n", "not UTF-8"),
        ):
            with self.subTest(text):
                self.write("bad.csv", text)
                done = self.check(3, "import", "-q", "-d", "talks", "bad.csv")
                self.check_one_line(done.stderr, "bad.csv", message)


class Keeping(CorrectTest):
    def test_log(self):
        self.correct("reject", self.quotas()["ref"])
        self.check(0, "undo", "-q", "-d", "talks", "--by", "Olaf", "--why", "too soon", "1")
        line = self.log()[0]
        self.assertEqual(
            [
                line[key]
                for key in (
                    "number",
                    "author",
                    "reason",
                    "action",
                    "undone_by",
                    "undone_reason",
                )
            ],
            [1, "Ina", "as agreed", "reject", "Olaf", "too soon"],
        )
        self.assertRegex(line["at"], r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
        text = self.check(0, "log", "-d", "talks").stdout
        self.assertRegex(
            text,
            r"\A1  \S+  Ina: reject position 'Norway, .*' \(as agreed\)\n   \S+  Olaf: taken back \(too soon\)\n\Z",
        )
        done = self.check(3, "undo", "-d", "talks", "1")
        self.check_one_line(done.stderr, "no correction of this number holds")
        self.check(3, "undo", "-d", "talks", "7")

    def test_change_feed_has_them(self):
        self.correct("reject", self.quotas()["ref"])
        self.check(0, "undo", "-q", "-d", "talks", "1")
        with sqlite3.connect(self.folder / "talks") as db:
            rows = db.execute(
                "SELECT what, source, correction FROM changes WHERE number > 2"
            ).fetchall()
        self.assertEqual(rows, [("corrected", None, 1), ("corrected", None, 1)])

    def test_wrong_words_keep_nothing(self):
        ref = self.quotas()["ref"]
        other = self.one("positions", what="lifting the tariff on grain")["ref"]
        person = self.one("people", name="Jon Teller")["ref"]
        for words, message in [
            (["reject", "p-none"], "'p-none': no record of this name"),
            (["reject", self.all("sources")[0]["ref"]], "read or removed"),
            (["change", ref, "stance=wants"], "stance is one of demands, offers"),
            (["change", ref, "colour=red"], "a position has no field 'colour'"),
            (["change", ref, "evidence=x"], "has no field 'evidence'"),
            (["change", ref, "date=Monday"], "not a date"),
            (["change", ref, "stance"], "not FIELD=VALUE"),
            (["change", person, "name=Jon"], "but by rename person"),
            (["change", self.all("meetings")[0]["ref"], "minutes=long"], "not a whole number"),
            (["red-line", person], "only a position is a red line"),
            (["merge", ref, person], "a record of another kind"),
            (["merge", ref, ref], "named twice"),
            (["split", ref, "three"], "'three': not a source of the record"),
            (["split", ref, "one", "two"], "no other source would be left"),
            (["split", person, "one"], "told apart by 'apart'"),
            (["same", "person", "Ada Brook", "Nobody"], "'Nobody': no person of this name"),
            (["same", "issue", "a", "b"], "not 'person' or 'party'"),
            (["side", "Nobody", "Norway"], "no person of this name"),
            (["rename", "issue", "weather", "climate"], "no issue of this name"),
            (["rename", "party", "Norway", " "], "not another name"),
            (["add", "source", "one", PLAN, "id=x"], "not a kind of record that is added"),
            (["add", "draft", "one", "A sentence.", "name=x"], "not in the text of the source"),
            (["add", "draft", "three", PLAN, "name=x"], "'three': no source of this id"),
            (["add", "draft", "one", PLAN, "by=x"], "needs name=VALUE"),
            (["merge", ref, other], "another party's position"),
            (["change", ref, "party="], "a position is somebody's"),
        ]:
            with self.subTest(words):
                self.check_one_line(self.correct(*words, status=3).stderr, message)
        self.assertEqual(self.log(), [])

    def test_what_was_too_unsure_to_be_merged_stays_so(self):
        """A correction is about the record that it names, not about others on its sentence."""
        self.read()
        before = self.all("positions")
        for record in before:
            self.correct("change", record["ref"], "condition=for ten years")
        self.assertEqual(len(self.all("positions")), len(before))

    def test_rebuild_gives_the_same(self):
        self.correct("rename", "party", "Norway", "Kingdom of Norway")
        self.correct("add", "claim", "one", PLAN, "by=Norway", "what=it has a plan")
        self.correct("split", self.one("positions", stance="demands")["ref"], "two")

        def dump():
            with sqlite3.connect(self.folder / "talks") as db:
                names = [
                    row[0]
                    for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                ]
                return {
                    name: db.execute(f'SELECT * FROM "{name}"').fetchall()
                    for name in names
                    if "sentences_" not in name
                }

        before = dump()
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(dump(), before)


unittest.main()
