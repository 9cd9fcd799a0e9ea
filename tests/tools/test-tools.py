"""The checkers of tools/ find what they are there to find."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(os.environ["ENTENTE_ROOT"]) / "tools"

BREACHES = {
    "src/text/a.c": '#include "read/read.h"\n',
    "src/base/b.c": '#include "model/article.h"\n',
    "src/model/c.h": '#include "text/text.h"\n',
    "src/tell/d.c": 'void f(void) { g_print("x"); }\n',
    "src/tell/e.c": 'void f(void) { getenv("HOME"); }\n',
    "src/tell/forkserver.c": "void f(void) { _exit(0); }\n",
    "src/base/forkserver.c": "void f(void) { exit(0); }\n",
    "cli/f.c": '#include "model/article.h"\n',
    "src/watch/h.c": '#include "text/text.h"\n',
    "cli/g.c": '#include <text/text.h>\n',
}
SOUND = {
    "src/pipeline.c": '#include "read/read.h"\n#include "text/text.h"\n',
    "src/text/a.c": '#include "text/text.h"\n#include "model/article.h"\n#include <stdio.h>\n',
    "src/watch/a.c": '#include "read/read.h"\n#include "pipeline.h"\n',
    "src/read/read.h": "/* does not exit() */\n",
    "src/base/forkserver.c": "void f(void) { _exit(0); }\n",
    "cli/f.c": '#include "f.h"\n#include <entente/entente.h>\n#include <sys/stat.h>\n',
}


def write(root, files):
    for stage in ("base", "model", "read", "text", "tell"):
        (root / "src" / stage).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class Layers(unittest.TestCase):
    def run_on(self, files):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), files)
            return subprocess.run(
                [TOOLS / "check-layers", folder], stdout=subprocess.PIPE, text=True
            )

    def test_every_breach_is_named(self):
        for name, text in BREACHES.items():
            with self.subTest(name):
                done = self.run_on({**SOUND, name: text})
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"{name}:1: ", done.stdout)

    def test_sound_sources_pass(self):
        done = self.run_on(SOUND)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class Readme(unittest.TestCase):
    def run_on(self, text, *options):
        with tempfile.TemporaryDirectory() as folder:
            document = pathlib.Path(folder) / "page.md"
            document.write_text(text)
            done = subprocess.run(
                [TOOLS / "check-readme", *options, "/bin/true", document],
                stdout=subprocess.PIPE,
            )
            return done.returncode, document.read_text()

    def test_true_block_passes(self):
        text = "A\n```console\n$ printf 'a\\nb\\n'\na\nb\n$ echo c\nc\n```\n"
        self.assertEqual(self.run_on(text), (0, text))

    def test_untrue_block_fails_and_is_accepted(self):
        text = "A\n```console\n$ echo b\na\n```\n"
        self.assertEqual(self.run_on(text)[0], 1)
        self.assertEqual(self.run_on(text, "--accept"), (0, text.replace("\na\n", "\nb\n")))

    def test_other_blocks_are_left_alone(self):
        text = "```sh\nfalse\n```\n```console\n$ rm -rf build\n...\n```\n"
        self.assertEqual(self.run_on(text), (0, text))


BAD_LINES = {
    "P Norland | wishes | | a pause in the fighting | Norland": "'wishes' is none of",
    "P Norland | demands | | a new port | Norland": "'a new port' does not stand in the sentence",
    "P Norland | demands | | a pause in the fighting | Estavia": "'Estavia' does not stand",
    "P Norland | demands | a pause in the fighting | Norland": "4 fields, not 5",
    "A - | glum | pause | -": "'glum' is none of",
    "M Norland; Estavia | - | - | - | maybe": "'maybe' is none of",
    "D a pause in the fighting | - | burnt": "'burnt' is none of",
    "C Norland | a new port | Estavia": "'a new port' does not stand in the sentence",
    "= 2 | 2025-03-04": "a headline needs an id, a date and a title",
}
STORY = """= 1 | 2025-03-03 | Norland speaks

Norland wants a pause in the fighting.
{}

It was a Monday.
"""


def read_lines(path):
    return pathlib.Path(path).read_text(encoding="utf8").splitlines()


class Stories(unittest.TestCase):
    def run_on(self, *paths):
        """The exit status, what is complained of, the pages and the records."""
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out"
            done = subprocess.run(
                [TOOLS / "train/stories-to-pages", out, *paths], stderr=subprocess.PIPE, text=True
            )
            made = [
                [json.loads(line) for line in read_lines(f"{out}-{kind}.jsonl")]
                for kind in ("pages", "records")
            ]
            return done.returncode, done.stderr, *made

    def run_on_line(self, line):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "plea-01.txt"
            path.write_text(STORY.format(line))
            return path, *self.run_on(path)

    def test_ours_are_well_formed(self):
        stories = sorted((TOOLS / "train/stories").glob("*.txt"))
        status, complaints, pages, records = self.run_on(*stories)
        self.assertEqual((status, complaints), (0, ""))
        self.assertGreater(len(records), len(pages))
        self.assertEqual(len({page["id"] for page in pages}), len(pages))
        texts = {page["id"]: page["text"] for page in pages}
        for record in records:
            evidence = record["evidence"][0]
            self.assertIn(evidence["text"], texts[evidence["source"]])

    def test_every_bad_line_is_named(self):
        for line, reason in BAD_LINES.items():
            with self.subTest(line):
                path, status, complaints, _, records = self.run_on_line(line)
                self.assertEqual(status, 1)
                self.assertTrue(complaints.startswith(f"'{path}':4: {reason}"), complaints)
                self.assertEqual(complaints.count("\n"), 1)
                self.assertEqual(records, [])

    def test_pages_and_records(self):
        sentence = "Norland wants a pause in the fighting."
        line = "P Norland | demands | ceasefire | a pause in the fighting | Norland"
        _, status, complaints, pages, records = self.run_on_line(line)
        self.assertEqual((status, complaints), (0, ""))
        self.assertEqual(
            pages,
            [
                {
                    "id": "plea-01/1",
                    "published": "2025-03-03",
                    "title": "Norland speaks",
                    "text": f"{sentence}\n\nIt was a Monday.",
                }
            ],
        )
        self.assertEqual(
            records,
            [
                {
                    "type": "position",
                    "party": "Norland",
                    "stance": "demands",
                    "issue": "ceasefire",
                    "what": "a pause in the fighting",
                    "evidence": [{"source": "plea-01/1", "text": sentence}],
                }
            ],
        )


unittest.main()
