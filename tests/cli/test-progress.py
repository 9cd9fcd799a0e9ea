"""Progress: a bar on a terminal while a reading is long, one line at its end, else nothing."""

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
import unittest

from program import PAGE, PROGRAM, SANITIZED, ProgramTest, environment

WIPE = "\r\x1b[K"
BAR = re.compile(r"\[(#*)(\.*)\] +(\d+)%  (\d+) pages  \d+/s  \d+:\d\d left")
COUNT = re.compile(r"(\d+) pages  \d+/s")
SUMMARY = re.compile(r"entente: (\d+) pages read in (\d+) s \(\d+/s\); (\d+) not readable\r?\n")
LONG = 1.5  # seconds, more than it takes to be long


def wait_until_taken(process):
    """Until the program has taken what was written to it: then it is loaded, and reads."""
    left = True
    while left and process.poll() is None:
        left = int.from_bytes(fcntl.ioctl(process.stdin, termios.FIONREAD, bytes(4)), sys.byteorder)
        time.sleep(0.01)


def read_until_ended(terminal, process):
    """All that is written; the other end stays open, as what was written last may be lost with
    the last to close it."""
    written = b""
    while True:
        ended = process.poll() is not None
        if select.select([terminal], [], [], 0 if ended else 0.1)[0]:
            written += os.read(terminal, 65536)
        elif ended:
            return written.decode()


class OnTerminal(ProgramTest):
    """Standard error is a terminal, and standard output somewhere else."""

    def shown(self, *arguments, columns=80, status=0, lines=None, on_terminal=False, **changes):
        """What is written to the terminal, cut where its line is wiped away.  `lines` are
        those of standard input; a number among them is a pause."""
        try:
            ours, theirs = pty.openpty()
        except OSError as error:  # a bare chroot has no /dev/pts
            self.skipTest(str(error))
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=environment(**{"TERM": "xterm", **changes}),
            stdin=subprocess.PIPE if lines else subprocess.DEVNULL,
            stdout=theirs if on_terminal else subprocess.DEVNULL,
            stderr=theirs,
        )
        for line in lines or ():
            if isinstance(line, bytes):
                process.stdin.write(line)
                process.stdin.flush()
            else:
                wait_until_taken(process)
                time.sleep(line)
        if lines:
            process.stdin.close()
        written = read_until_ended(ours, process)
        os.close(ours)
        os.close(theirs)
        self.assertEqual(process.returncode, status, written)
        return written.split(WIPE)

    def line(self, number):
        return json.dumps({"id": str(number), "text": PAGE}).encode() + b"\n"

    def slowly(self):
        """Two pages, one that is none and one more, over so long a time."""
        return [self.line(1), self.line(2), LONG, b"{}\n", LONG / 3, self.line(3)]

    def check_counts(self, lines):
        """The first is written when the reading has become long, after two pages."""
        counts = [COUNT.fullmatch(line)[1] for line in lines]
        self.assertIn(counts, (["2"], ["2", "3"]))

    def check_short(self, *arguments):
        """Nothing is shown, unless the machine is so busy that all of it took long."""
        for _ in range(5):
            begun = time.monotonic()
            shown = self.shown(*arguments)
            if shown == [""] or time.monotonic() - begun < 1:
                break
        self.assertEqual(shown, [""])

    def test_of_files(self):
        pages = 300 if SANITIZED else 2400  # for long enough a reading on any machine
        for name, numbers in (("a", range(pages // 3)), ("b", range(pages // 3, pages))):
            self.write(f"pages/{name}.jsonl", b"".join(map(self.line, numbers)))
        self.write("pages/c.txt", "")
        first, *lines, summary = self.shown("read", "-j1", "pages", "pages/a.jsonl", status=3)
        self.assertEqual(first, "")
        problem = [line for line in lines if line.startswith("entente: ")]
        self.assertEqual(problem, ["entente: 'pages/c.txt': empty\r\n"])
        bars = [BAR.fullmatch(line) for line in lines if line != problem[0]]
        self.assertTrue(all(bars), lines)
        shares = [int(bar[3]) for bar in bars]
        counts = [int(bar[4]) for bar in bars]
        self.assertEqual((shares, counts), (sorted(shares), sorted(counts)))
        for bar, share, count in zip(bars, shares, counts):
            width = len(bar[1]) + len(bar[2])
            self.assertEqual(width, 40)
            self.assertLessEqual(abs(len(bar[1]) - width * share / 100), 1.5)
            self.assertLessEqual(abs(count / (pages * 4 / 3) - share / 100), 0.02)
        self.assertEqual(SUMMARY.fullmatch(summary).group(1, 3), (str(pages * 4 // 3), "1"))

    def test_of_a_pipe(self):
        first, *lines, summary = self.shown("text", "-", lines=self.slowly(), status=3)
        self.assertEqual(first, "entente: '-' line 3: no text in it\r\n")
        self.check_counts(lines)
        self.assertEqual(SUMMARY.fullmatch(summary).group(1, 3), ("3", "1"))

    def test_into_a_dossier(self):
        read = ("read", "-d", "talks.entente", "-")
        _, *lines, merging, summary = self.shown(*read, lines=self.slowly(), status=3)
        self.check_counts(lines)
        self.assertEqual(merging, "merging what the pages say")
        self.assertTrue(summary.startswith("entente: 'talks.entente': 3 pages read: 3 new"))
        quiet = self.shown(*read, "-q", lines=self.slowly(), status=3)
        self.assertEqual(quiet, ["entente: '-' line 3: no text in it\r\n"])

    def test_in_a_narrow_terminal(self):
        for columns in (12, 16, 30):
            for line in self.shown("text", "-", lines=self.slowly(), status=3, columns=columns):
                if not line.startswith("entente: "):
                    self.assertLess(len(line), columns)

    def test_none_where_nobody_waits(self):
        self.write("page.txt")
        self.check_short("read", "page.txt")
        self.assertEqual(
            self.shown("text", "-", lines=self.slowly(), status=3, TERM="dumb"),
            ["entente: '-' line 3: no text in it\r\n"],
        )

    def test_none_between_records_on_the_terminal(self):
        told = self.shown("text", "--json", "-", lines=self.slowly(), status=3, on_terminal=True)
        self.assertEqual(len(told), 1)
        self.assertEqual(told[0].count('"text"'), 3)


unittest.main()
