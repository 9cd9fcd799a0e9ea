"""Reading is killed (SIGKILL) at random moments: test-kill.py [KILLS [SEED]].

A page is reported as read once the program has printed its records (--json), or another
connection has seen its article.  Whatever was reported must be in the dossier after the kill, in
the state that was reported, `entente check` must be clean, and the runs after it must come to the
dossier that a reading comes to that nobody disturbs, row by row.

Two readings take turns: of new pages into no dossier, and of pages of which some were edited.
"""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import unittest

from program import PROGRAM, ProgramTest, environment, fewer

KILLS, SEED = 40, 0
KILLS_OF_A_READING = 5
PAGES = fewer(300)
TIMES = {"replaced", "at"}  # columns that hold when something was done


def page(number, edited):
    demand = number + 1000 if edited and number % 3 == 0 else number
    return (
        f"Port talks, day {number}\n\nPORT VALE, 3 March 2025 - The dock workers' union demands "
        f'{demand} crowns. "We will not sign without {demand} crowns," its speaker Ada Brook said '
        f"on Friday.\n\nThe company rejected the demand and offered {number} crowns instead.\n"
    )


def connect(path):
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)


def rows(db, query):
    try:
        return db.execute(query).fetchall()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise


def states(db):
    """The articles by their ids, each as the hash of its text."""
    return dict(rows(db, "SELECT id, sha256 FROM articles"))


def states_of(path):
    db = connect(path)
    found = states(db)
    db.close()
    return found


def content(path):
    """All tables, each as its sorted rows, without times."""
    db = connect(path)
    tables = {}
    for (table,) in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        columns = [c for _, c, *_ in rows(db, f"PRAGMA table_info({table})") if c not in TIMES]
        named = ", ".join(f'"{column}"' for column in columns)
        tables[table] = sorted(rows(db, f"SELECT {named} FROM {table}"), key=repr)
    db.close()
    return tables


class Run:
    """The program at work, with what it reports."""

    def __init__(self, folder, dossier):
        self.dossier = dossier
        self.printed, self.seen = set(), {}
        self.process = subprocess.Popen(
            [PROGRAM, "read", "-q", "--json", "-d", str(dossier), "p"],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.threads = [threading.Thread(target=f) for f in (self.listen, self.look)]
        for thread in self.threads:
            thread.start()

    def listen(self):
        for line in self.process.stdout:
            if line.endswith(b"\n"):
                record = json.loads(line)
                if record["type"] == "source":
                    self.printed.add(record["id"])

    def look(self):
        while self.process.poll() is None:
            try:
                db = connect(self.dossier)
            except sqlite3.OperationalError:  # not there yet
                continue
            try:
                while self.process.poll() is None:
                    self.seen = states(db) or self.seen
                    time.sleep(0.01)
            except sqlite3.OperationalError:  # being made
                pass
            finally:
                db.close()

    def kill(self, after):
        """Whether it was still at work by then."""
        try:
            self.process.wait(after)
        except subprocess.TimeoutExpired:
            pass
        self.process.kill()
        for thread in self.threads:
            thread.join()
        self.process.stdout.close()
        self.errors = self.process.stderr.read().decode()
        self.process.stderr.close()
        return self.process.wait() < 0


class Kill(ProgramTest):
    def setUp(self):
        super().setUp()
        for edited in (False, True):
            for number in range(PAGES):
                self.write(f"{int(edited)}/p/{number:03}.txt", page(number, edited))
        self.random = random.Random(SEED)
        self.moments = {"before a page was in": 0, "among the pages": 0, "after the last page": 0}
        self.reported = self.finished = 0

    def read_undisturbed(self, edited, dossier):
        start = time.monotonic()
        done = subprocess.run(
            [PROGRAM, "read", "-q", "-d", str(dossier), "p"],
            cwd=self.folder / str(int(edited)),
            env=environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return time.monotonic() - start

    def check_whole(self, run, before, after):
        """What a killed run left: all that it reported, and nothing else than before or after."""
        done = self.run_program("check", "-q", "-d", str(run.dossier))
        if done.returncode == 4:  # killed while it made the dossier
            self.assertRegex(done.stderr, "'[^']*': (no such dossier|empty, not a dossier)\n\\Z")
            self.assertFalse(run.printed or run.seen)
            return
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        db = connect(run.dossier)
        found = states(db)
        doubled = rows(db, "SELECT given_id FROM articles GROUP BY given_id HAVING count(*) > 1")
        db.close()
        self.assertEqual(doubled, [])
        for article, state in found.items():
            self.assertIn(state, (before.get(article), after[article]))
        for article in run.printed:
            self.assertEqual(found.get(article), after[article], "lost what was printed")
        for article, state in run.seen.items():
            self.assertIn(found.get(article), (state, after[article]), "lost what was seen")
            if state == after[article]:
                self.assertEqual(found[article], state, "lost what was seen")

    def note_moment(self, run):
        self.reported += len(run.printed)
        if not run.printed:
            self.moments["before a page was in"] += 1
        elif len(run.printed) < PAGES:
            self.moments["among the pages"] += 1
        else:
            self.moments["after the last page"] += 1

    def test_killed(self):
        whole = [self.folder / "new.entente", self.folder / "edited.entente"]
        seconds = [self.read_undisturbed(False, whole[0])]
        shutil.copy(whole[0], whole[1])
        seconds.append(self.read_undisturbed(True, whole[1]))
        wanted = [content(path) for path in whole]
        texts = [{}] + [states_of(path) for path in whole]
        dossier = self.folder / "killed.entente"
        kills = reading = 0
        while kills < KILLS:
            edited = reading % 2
            for path in self.folder.glob("killed.entente*"):
                path.unlink()
            if edited:
                shutil.copy(whole[0], dossier)
            for _ in range(KILLS_OF_A_READING):
                run = Run(self.folder / str(edited), dossier)
                killed = run.kill(self.random.uniform(0, 1.1 * seconds[edited]))
                self.assertEqual(run.errors, "")
                self.check_whole(run, texts[edited], texts[edited + 1])
                if not killed:
                    self.finished += 1
                    continue
                self.note_moment(run)
                kills += 1
                if kills == KILLS:
                    break
            self.read_undisturbed(edited, dossier)
            self.assertEqual(content(dossier), wanted[edited])
            reading += 1
        print(
            f"{kills} kills in {reading} readings of {PAGES} pages:",
            ", ".join(f"{n} {moment}" for moment, n in self.moments.items()),
            f"({self.finished} runs were quicker); {self.reported} reports, none lost or doubled",
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        KILLS = int(sys.argv.pop(1))
    if len(sys.argv) > 1:
        SEED = int(sys.argv.pop(1))
    unittest.main()
