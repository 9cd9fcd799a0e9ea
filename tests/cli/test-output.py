"""Output: formats, colour, width, and a standard output that fails."""

import csv
import io
import json
import os
import pty
import subprocess
import unittest

from program import PROGRAM, ProgramTest, environment

FORMATS = {
    "brief": ["text", "markdown", "html", "json"],
    "show": ["table", "json", "csv", "markdown", "html"],
}
KINDS = [
    "sources", "people", "parties", "meetings", "positions", "drafts", "quotes", "claims",
    "assessments", "discrepancies",
]


class Formats(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("page.txt")

    def test_every_format_of_every_kind(self):
        for kind in KINDS:
            for form in FORMATS["show"]:
                with self.subTest(kind=kind, form=form):
                    out = self.check(0, "show", kind, "-f", form, "-e", "page.txt").stdout
                    if form == "json":
                        for record in self.records(out):
                            self.assertIn("type", record)
                    elif form == "csv":
                        rows = list(csv.reader(io.StringIO(out)))
                        self.assertTrue(all(len(row) == len(rows[0]) for row in rows))
                    elif form == "html":
                        self.assertTrue(out.lstrip().startswith("<!DOCTYPE html>"))

    def test_brief_in_every_format(self):
        for form in FORMATS["brief"]:
            with self.subTest(form):
                out = self.check(0, "brief", "--format", form, "page.txt").stdout
                self.assertNotEqual(out, "")
                self.assertNotIn("\x1b", out)
        self.assertIsInstance(json.loads(self.brief("--json")), dict)
        self.assertEqual(self.brief("--json"), self.brief("--format", "json"))
        self.assertTrue(self.brief("-f", "html").lstrip().startswith("<!DOCTYPE html>"))

    def brief(self, *options, **changes):
        return self.check(0, "brief", *options, "page.txt", **changes).stdout

    def test_same_input_same_bytes(self):
        self.assertEqual(self.brief("-e"), self.brief("-e"))

    def test_width(self):
        for width in (40, 60, 120):
            lines = self.brief("-e", "--width", str(width)).splitlines()
            self.assertLessEqual(max(map(len, lines)), width)
        self.assertEqual(self.brief("-w", "60"), self.brief(COLUMNS="60"))
        self.assertEqual(self.brief(), self.brief(COLUMNS="wide"))

    def test_colour_when_asked(self):
        self.assertIn("\x1b[", self.brief("--color", "always"))
        self.assertIn("\x1b[", self.brief("--color", "always", NO_COLOR="1"))
        self.assertNotIn("\x1b", self.brief("--color", "auto", TERM="xterm"))

    def on_terminal(self, *arguments, **changes):
        """What the program writes to a terminal."""
        try:
            ours, theirs = pty.openpty()
        except OSError as error:  # a bare chroot has no /dev/pts
            self.skipTest(str(error))
        process = subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=environment(**changes),
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        written = b""
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:  # the terminal's other end is closed
                break
            if not block:
                break
            written += block
        os.close(ours)
        self.assertEqual(process.wait(60), 0, written)
        return written.decode()

    def test_colour_on_a_terminal(self):
        brief = ("brief", "page.txt")
        self.assertIn("\x1b[", self.on_terminal(*brief, TERM="xterm"))
        self.assertNotIn("\x1b", self.on_terminal(*brief, TERM="dumb"))
        self.assertNotIn("\x1b", self.on_terminal(*brief, TERM="xterm", NO_COLOR="1"))
        never = self.on_terminal(*brief, "--color", "never", TERM="xterm")
        self.assertNotIn("\x1b", never)


class Failing(ProgramTest):
    def test_full_disk_is_said(self):
        self.write("page.txt")
        for arguments in (["read"], ["text"], ["brief"], ["show", "sources"]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = subprocess.run(
                    [PROGRAM, *arguments, "page.txt"],
                    cwd=self.folder,
                    env=environment(),
                    stdout=full,
                    stderr=subprocess.PIPE,
                    text=True,
                )
                self.assertEqual(done.returncode, 1)
                self.check_one_line(done.stderr, "standard output")

    def test_closed_pipe_is_quiet(self):
        for i in range(300):
            self.write(f"pages/{i:03}.txt")
        process = subprocess.Popen(
            [PROGRAM, "read", "pages"],
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.read(10)
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertNotEqual(process.wait(60), 0)


unittest.main()
