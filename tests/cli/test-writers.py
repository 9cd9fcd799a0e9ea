"""Several programs at one dossier: who writes waits for who else does, or says that it cannot."""

import signal
import sqlite3
import subprocess
import time
import unittest

from program import PROGRAM, ProgramTest, environment

PAGES = 40
BUSY = "'talks.entente': in use by another program\n"
WAITS = "entente: 'talks.entente': waiting for another program that writes it\n"


def page(number):
    return (
        f"Port talks, day {number}\n\nPORT VALE, 3 March 2025 - The dock workers' union demands "
        f"{number} crowns, its speaker Ada Brook said on Friday.\n"
    )


class Writers(ProgramTest):
    def start(self, *arguments):
        return subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(self, process):
        out, err = process.communicate(timeout=100)
        return process.returncode, out, err

    def connect(self):
        db = sqlite3.connect(self.folder / "talks.entente", timeout=20, isolation_level=None)
        self.addCleanup(db.close)
        return db

    def count(self, table):
        return self.connect().execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def hold(self):
        """A dossier of one page that another program writes to until it commits."""
        self.write("first.txt", page(1000))
        self.write("second.txt", page(2000))
        self.check(0, "read", "-q", "-d", "talks.entente", "first.txt")
        db = self.connect()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO problems VALUES ('held')")
        return db

    def test_readings_at_once(self):
        for number in range(3 * PAGES):
            self.write(f"{number % 3}/{number:03}.txt", page(number))
        for turn in ("into none", "all known"):
            with self.subTest(turn):
                at_once = [
                    self.start("read", "-q", "-d", "talks.entente", str(folder))
                    for folder in range(3)
                ]
                for process in at_once:
                    self.assertEqual(self.end(process), (0, "", ""))
                self.assertEqual(self.count("articles"), 3 * PAGES)
                self.assertEqual(self.count("sources"), 3 * PAGES)
                self.check(0, "check", "-d", "talks.entente")

    def test_waits_until_the_other_is_done(self):
        other = self.hold()
        reading = self.start("read", "-d", "talks.entente", "second.txt")
        self.assertEqual(reading.stderr.readline(), WAITS)
        time.sleep(4)  # longer than SQLite is waited for by others
        other.execute("COMMIT")
        status, _, err = self.end(reading)
        self.assertEqual(status, 0)
        self.assertNotIn("waiting", err)
        self.assertEqual(self.count("articles"), 2)

    def test_gives_up(self):
        self.hold()
        for quiet in ([], ["-q"]):
            start = time.monotonic()
            done = self.check(4, "read", *quiet, "--wait", "1", "-d", "talks.entente", "second.txt")
            self.assertGreaterEqual(time.monotonic() - start, 1)
            self.assertTrue(done.stderr.startswith(f"entente: {BUSY}"), done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1 if quiet else 2)

    def test_interrupted_while_it_waits(self):
        self.hold()
        reading = self.start("read", "-q", "-d", "talks.entente", "second.txt")
        time.sleep(1)
        start = time.monotonic()
        reading.send_signal(signal.SIGINT)
        status, _, _ = self.end(reading)
        self.assertEqual(status, 130)
        self.assertLess(time.monotonic() - start, 20)

    def test_readers_do_not_wait(self):
        self.hold()
        for arguments in (["show", "people"], ["brief"], ["check"]):
            with self.subTest(arguments):
                start = time.monotonic()
                self.check(0, *arguments, "-d", "talks.entente")
                self.assertLess(time.monotonic() - start, 5)

    def test_locked_for_everyone(self):
        other = self.hold()
        other.execute("COMMIT")
        other.close()
        other = self.connect()
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("INSERT INTO problems VALUES ('locked')")
        for arguments in (["show", "people"], ["check"], ["read", "second.txt"]):
            with self.subTest(arguments):
                done = self.check(4, *arguments, "-d", "talks.entente")
                self.check_one_line(done.stderr, BUSY.strip())


if __name__ == "__main__":
    unittest.main()
