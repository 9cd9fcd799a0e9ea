"""parse: whatever comes in, what comes out is CoNLL-U with a tree over the very words."""

import json
import shutil
import unittest

from program import PAGE, ROOT, ProgramTest, fewer

HOSTILE = {
    "one word": "Agreed.",
    "no spaces": "x" * 200_000,
    "only punctuation": "?!.,;: -- ... (([{}])) \"' --- ''",
    "emoji": "The envoy \U0001f44d\U0001f3fd said \U0001f468\u200d\U0001f469 yes! \u2764\ufe0f",
    "control characters": "The union\x07 met\x1b[31m the\x9b company.",
    "other letters": "Встреча прошла в Москве. 会談は終わった。 انتهت المحادثات.",
    "hyphens": "A five-hour-long - long-awaited -- -re- x- -y meeting--it failed.",
    "many words": "The talks went on and " * fewer(20_000) + "ended.",
}


def sentences(text):
    """The sentences of CoNLL-U: comments, rows of words, other lines."""
    blocks = text.split("\n\n")
    assert blocks.pop() == ""
    for block in blocks:
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines[len(comments) :]]
        yield comments, [row for row in rows if row[0].isdigit()], rows


def from_words(words):
    rows = (f"{i}\t{word}" + "\t_" * 8 for i, word in enumerate(words, 1))
    return "\n".join(rows) + "\n\n"


class ParseTest(ProgramTest):
    def check_tree(self, heads):
        """Heads from 1, 0 for the root: one root, and every word leads to it."""
        self.assertEqual(heads.count(0), 1)
        leads = {0}
        for word in range(1, len(heads) + 1):
            path = []
            while word not in leads:
                self.assertNotIn(word, path[:1])
                self.assertLessEqual(len(path), len(heads))
                path.append(word)
                word = heads[word - 1]
            leads.update(path)

    def check_conllu(self, text):
        for _, words, rows in sentences(text):
            self.assertTrue(words)
            for row in rows:
                self.assertEqual(len(row), 10, row)
                self.assertNotIn("", row)
            self.assertEqual([int(row[0]) for row in words], [*range(1, len(words) + 1)])
            self.check_tree([int(row[6]) for row in words])
            for row in words:
                self.assertEqual(row[6] == "0", row[7] == "root", row)
        self.assertNotRegex(text, r"[\x00-\x08\x0b-\x1f\x7f]")

    def check_words_stand_in_text(self, text, source):
        for comments, words, _ in sentences(text):
            whole = comments[-1].removeprefix("# text = ")
            built = ""
            for row in words:
                misc = dict(part.split("=") for part in row[9].split("|"))
                span = source[int(misc["Start"]) : int(misc["End"])].decode()
                self.assertEqual(span, row[1])
                built += row[1] + ("" if "SpaceAfter" in misc else " ")
            self.assertEqual(built.rstrip(" "), whole.rstrip(" "))


class Pages(ParseTest):
    def source_text(self, name):
        return json.loads(self.check(0, "text", "--json", name).stdout)["text"].encode()

    def test_page(self):
        self.write("page.txt")
        text = self.check(0, "parse", "page.txt").stdout
        self.check_conllu(text)
        self.check_words_stand_in_text(text, self.source_text("page.txt"))
        comments = [c for comments, _, _ in sentences(text) for c in comments]
        self.assertEqual(comments[0], "# newdoc id = page")
        self.assertEqual(sum(c.startswith("# newdoc") for c in comments), 1)
        ids = [c for c in comments if c.startswith("# sent_id")]
        self.assertEqual(ids, [f"# sent_id = page-{i}" for i in range(1, len(ids) + 1)])
        rows = {row[1]: row for _, words, _ in sentences(text) for row in words}
        self.assertEqual(rows["rejected"][2:5], ["reject", "VERB", "VBD"])
        self.assertIn("|Entity=B-person", rows["Ada"][9])
        self.assertIn("|Entity=I-person", rows["Brook"][9])

    def test_compounds_are_split(self):
        self.write("page.txt", "The envoys left after a five-hour meeting on Friday.\n")
        text = self.check(0, "parse", "page.txt").stdout
        words = [row[1] for _, words, _ in sentences(text) for row in words]
        self.assertEqual(words[5:8], ["five", "-", "hour"])

    def test_json_says_the_same(self):
        self.write("page.txt")
        conllu = self.check(0, "parse", "page.txt").stdout
        lines = self.check(0, "parse", "--format", "json", "page.txt").stdout.splitlines()
        source = self.source_text("page.txt")
        self.assertEqual(len(lines), len([*sentences(conllu)]))
        for line, (comments, rows, _) in zip(lines, sentences(conllu)):
            sentence = json.loads(line)
            self.assertEqual(sentence["source"], "page")
            cut = source[sentence["start"] : sentence["end"]].decode()
            self.assertEqual((cut, f"# text = {cut}"), (sentence["text"], comments[-1]))
            for word, row in zip(sentence["words"], rows, strict=True):
                keys = ("form", "lemma", "upos", "xpos", "head", "relation")
                told = [str(word[key]) for key in keys]
                self.assertEqual(told, row[1:5] + row[6:8])
                name = f"|Entity={word['name']}" if word["name"] else ""
                place = f"Start={word['start']}|End={word['end']}{name}"
                self.assertEqual(row[9].removesuffix("|SpaceAfter=No"), place)

    def test_hostile_pages(self):
        for name, page in HOSTILE.items():
            with self.subTest(name):
                self.write("page.txt", page + "\n")
                done = self.run_program("parse", "page.txt")
                self.assertIn(done.returncode, (0, 3))
                if done.returncode:
                    self.check_one_line(done.stderr, "page.txt")
                    continue
                self.check_conllu(done.stdout)
                self.check_words_stand_in_text(done.stdout, self.source_text("page.txt"))
                lines = self.check(0, "parse", "-f", "json", "page.txt").stdout
                for line in lines.splitlines():
                    self.assertTrue(json.loads(line)["words"])

    def test_an_id_stays_on_its_line(self):
        self.write("page.jsonl", json.dumps({"id": "a\n1\tb\x1b", "text": PAGE}) + "\n")
        self.check_conllu(self.check(0, "parse", "page.jsonl").stdout)

    @unittest.skipUnless((ROOT / "examples").exists(), "no examples")
    def test_round_trip(self):
        pages = ROOT / "examples" / "talks"
        text = self.check(0, "parse", str(pages)).stdout
        self.check_conllu(text)
        again = self.check(0, "parse", "--from", "conllu", "-", stdin=text).stdout
        self.assertEqual(again, text)


class FromConllu(ParseTest):
    def parse(self, text):
        done = self.check(0, "parse", "--from", "conllu", "-", stdin=text, text=False)
        return done.stdout.decode()

    def test_words_stay_and_all_else_is_kept(self):
        given = (
            "# newdoc id = d\n# sent_id = d-1\n# text = They didn't.\n"
            "1\tThey\tx\tX\tX\tA=B\t7\tdep\t2:x\tM=1\n"
            "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
            "2\tdid\tx\tX\tX\t_\t_\t_\t_\t_\n"
            "3\tn't\tx\tX\tX\tC=D\t_\t_\t_\t_\n"
            "3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_\n"
            "4\t.\tx\tX\tX\t_\t_\t_\t_\t_\n"
            "\n\n# sent_id = d-2\r\n1\t10 000\t_\t_\t_\t_\t_\t_\t_\t_\r"
        )
        text = self.parse(given.encode())
        self.check_conllu(text)
        before = [line.rstrip("\r") for line in given.split("\n") if line]
        after = [line for line in text.split("\n") if line]
        for old, new in zip(before, after, strict=True):
            old, new = old.split("\t"), new.split("\t")
            if not old[0].isdigit():
                self.assertEqual(old, new)
                continue
            for kept in (0, 1, 5, 8, 9):
                self.assertEqual(old[kept], new[kept])
            self.assertNotIn(new[3], ("X", "_"))

    def test_hostile_words(self):
        for name, words in {
            "long word": ["x" * 500_000],
            "punctuation": list("?!.,;:--()[]{}\"'") * 100,
            "emoji": ["\U0001f44d\U0001f3fd", "\u2764\ufe0f", "\u200d", "\u202e"] * 50,
            "many": ["The", "talks", "ended", "and"] * fewer(25_000),
            "underscores": ["_", "__", "#"],
            "bytes": [chr(c) for c in range(0x21, 0x3000) if not 0x7F <= c < 0xA0],
        }.items():
            with self.subTest(name):
                text = self.parse(from_words(words).encode())
                self.check_conllu(text)
                self.assertEqual(
                    [row[1] for _, rows, _ in sentences(text) for row in rows], words
                )

    def test_what_is_wrong_is_named_with_its_line(self):
        good = from_words(["The", "talks", "ended", "."])
        for name, bad, message in [
            ("plain.conllu", "no columns\n", "line 6: 1 column"),
            ("nine.conllu", "1\ta" + "\t_" * 7 + "\n", "line 6: 9 columns"),
            ("order.conllu", from_words("ab").replace("2\t", "3\t"), "line 7: the number"),
            ("latin.conllu", b"1\tcaf\xe9" + b"\t_" * 8 + b"\n\n", "line 6: not UTF-8"),
            ("escape.conllu", from_words(["a\x1b[1m"]), "line 6: control character"),
        ]:
            with self.subTest(name):
                bad = bad if isinstance(bad, bytes) else bad.encode()
                self.write(name, good.encode() + bad)
                self.write("good.conllu", good)
                done = self.check(3, "parse", "--from", "conllu", name, "good.conllu")
                self.check_one_line(done.stderr, f"'{name}': {message}")
                self.assertEqual(len([*sentences(done.stdout)]), 2)
                self.check_conllu(done.stdout)

    def test_files_that_cannot_be_read(self):
        (self.folder / "folder").mkdir()
        for name in ("missing.conllu", "folder"):
            done = self.check(3, "parse", "--from", "conllu", name)
            self.assertEqual(done.stdout, "")
            self.check_one_line(done.stderr, name)
        self.assertEqual(self.parse(b""), "")


class Model(ProgramTest):
    """Without its model the program says so, whatever it is asked to read."""

    def check_refused(self):
        self.write("page.txt")
        for command in ("parse", "read"):
            done = self.check(1, command, "page.txt", ENTENTE_SHARE=str(self.folder))
            self.assertEqual(done.stdout, "")
            self.check_one_line(done.stderr, "english.parse", "model")

    def setUp(self):
        super().setUp()
        (self.folder / "lexicon").symlink_to(ROOT / "lexicon")
        (self.folder / "data").mkdir()
        self.model = self.folder / "data" / "english.parse"

    def test_missing(self):
        self.check_refused()

    def test_cut_off(self):
        whole = (ROOT / "data" / "english.parse").read_bytes()
        for size in (0, 10, 1000, len(whole) - 1):
            self.model.write_bytes(whole[:size])
            self.check_refused()

    def test_changed(self):
        shutil.copyfile(ROOT / "data" / "english.parse", self.model)
        with self.model.open("r+b") as file:
            file.seek(-100_000, 2)
            file.write(b"damage")
        self.check_refused()


unittest.main()
