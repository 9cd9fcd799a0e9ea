"""The checkers of tools/ find what they are there to find."""

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
    "cli/f.c": '#include "model/article.h"\n',
    "cli/g.c": '#include <text/text.h>\n',
}
SOUND = {
    "src/pipeline.c": '#include "read/read.h"\n#include "text/text.h"\n',
    "src/text/a.c": '#include "text/text.h"\n#include "model/article.h"\n#include <stdio.h>\n',
    "src/read/read.h": "/* does not exit() */\n",
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


unittest.main()
