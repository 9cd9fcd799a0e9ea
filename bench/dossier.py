#!/usr/bin/env python3
"""How fast a dossier of 100,000 articles answers and takes in a page more, and in how much memory.

usage: bench/dossier.py PROGRAM DOSSIER [TIMES [LARGE]]

Makes of the dossier, which is only read, one of TIMES (else 25) times as many articles, in the folder for
temporary files or as the file LARGE, which stays: copies on days of their own, in which every longer word in
small letters is another of the same length, so that sentences stay where they are and say something else.
Then has the program merge them, add two pages, and answer: each command three times, of which the shortest
time and the greatest memory are printed.
"""

import hashlib
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

DAYS = 9  # from one copy of a page to the next
SHORTEST = 5  # of the words that change
PAGES = (  # that are added one after the other
    "Union and port talk again\n\n12 November 2025\n\nThe dockers' union demanded a shorter week. The port refused.\n",
    "Ministers meet in Vienna\n\n13 November 2025\n\nRussia and Ukraine will meet in Vienna on 20 November, the"
    " Kremlin said. \"We are ready to talk,\" Volodymyr Zelensky told reporters.\n",
)
COMMANDS = (
    ("show", "grid"),
    ("diff", "--since", "2025-11-01"),
    ("search", "security", "guarantees"),
    ("search", "talks"),
    ("search", "the"),
    ("search", "ceasefire party:Russia"),
    ("search", "said party:zzz"),
    ("search", "deal speaker:Obama"),
    ("search", "party:Iran"),
    ("search", 'party:"United States"'),
    ("search", "issue:taxes"),
    ("search", "wages date:2025-01-01..2025-12-31"),
    ("show", "positions", "--party", "Russia"),
    ("show", "meetings", "--since", "2025-11-01"),
    ("brief",),
    ("check",),
)


def columns(db, table):
    return [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]


def copy(db, table, numbers, **changed):
    """Copies the table's first rows (those of the original), some columns changed."""
    names = columns(db, table)
    chosen = ", ".join(changed.get(name.strip('"'), f'"{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    db.execute(f'INSERT INTO "{table}" ({listed}) SELECT {chosen} FROM "{table}" WHERE {numbers}')


def day(column):
    return f"date(substr({column}, 1, 10), '-' || (:k * {DAYS}) || ' days')"


class Words:
    """Texts in other words of the same bytes, one way a copy."""

    def __init__(self, texts):
        found = set()
        for text in texts:
            found.update(re.findall(rf"\b[a-z]{{{SHORTEST},}}\b", text))
        self.lists = {}
        for word in sorted(found):
            self.lists.setdefault(len(word), []).append(word)
        for words in self.lists.values():
            random.Random(len(words)).shuffle(words)
        self.pattern = re.compile(rf"\b[a-z]{{{SHORTEST},}}\b")
        self.turned = {}

    def turn(self, k):
        """The next copy: each word becomes the one that stands k further among those of its length."""
        self.turned = {
            word: words[(at + k) % len(words)] for words in self.lists.values() for at, word in enumerate(words)
        }

    def vary(self, text):
        return text and self.pattern.sub(lambda found: self.turned.get(found[0], found[0]), text)


class Multiplied:
    """The dossier as it would be before its pages are merged."""

    def __init__(self, path, times):
        self.db = db = sqlite3.connect(path, isolation_level=None)
        self.words = Words(row[0] for row in db.execute("SELECT text FROM articles"))
        db.create_function("vary", 1, self.words.vary, deterministic=True)
        db.create_function("sha256", 1, lambda text: hashlib.sha256(text.encode()).hexdigest(), deterministic=True)
        db.execute("PRAGMA synchronous = OFF")
        self.n_articles = db.execute("SELECT max(number) FROM articles").fetchone()[0]
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        self.kinds = [name[5:] for name in tables if name.startswith("page_") and name != "page_evidence"]
        db.execute("DELETE FROM settings WHERE name = 'merged'")
        for table in [*self.kinds, "sources", "evidence", "sides", "speakers", "digests"]:
            db.execute(f"DELETE FROM {table}")
        for k in range(1, times):
            db.execute("BEGIN")
            self.words.turn(k)
            self.copy_all(k)
            db.execute("COMMIT")
        db.close()

    def copy_all(self, k):
        source, original = f"source || '~{k}'", "instr(source, '~') = 0"
        dates = {name: day(name).replace(":k", str(k)) for name in ("published", "modified", "date")}
        told = {name: f'vary("{name}")' for name in ("what", "words", "wording", "condition", "terms")}
        run = lambda table, rows, **changed: copy(self.db, table, rows, **changed)
        run(
            "articles",
            f"number <= {self.n_articles}",
            **dates,
            number=f"number + {k * self.n_articles}",
            id=f"id || '~{k}'",
            given_id=f"given_id || '~{k}'",
            url=f"url || '?{k}'",
            text="vary(text)",
            sha256="sha256(vary(text))",
        )
        run("changes", f"number <= {self.n_articles}", number="NULL", source=source)
        for kind in self.kinds:
            quote = {"text": "vary(text)"} if kind == "quotes" else {}
            run(f"page_{kind}", original, source=source, date=dates["date"], **told, **quote)
        run("page_evidence", original, source=source, text="vary(text)")
        shift = k * self.n_articles << 20
        run("sentences", f"number < {(self.n_articles + 1) << 20}", source=source, number=f"number + {shift}")
        self.db.execute(
            "INSERT INTO sentence_index (rowid, text) SELECT number, text FROM sentence_texts"
            f" WHERE number > {shift}"
        )


def measure(program, path, command, times=3):
    arguments = [program, command[0], "-d", path, *command[1:]]
    seconds, memory = [], 0
    for _ in range(times):
        begun = time.monotonic()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.monotonic() - begun)
        memory = max(memory, usage.ru_maxrss)
    print(
        f"{min(seconds) * 1000:8.0f} ms {memory / 1024:6.0f} MB  exit {os.waitstatus_to_exitcode(status)}"
        f"  {' '.join(command)}",
        flush=True,
    )


def main(program, dossier, times="25", large=None):
    with tempfile.TemporaryDirectory() as folder:
        path = large or str(pathlib.Path(folder) / "large")
        shutil.copy(dossier, path)
        Multiplied(path, int(times))
        with sqlite3.connect(path) as db:
            (n,) = db.execute("SELECT count(*) FROM articles").fetchone()
        print(f"{n} articles, {os.path.getsize(path) / 1e6:.0f} MB before merging", flush=True)
        for number, text in enumerate(PAGES, 1):
            page = pathlib.Path(folder) / f"added-{number}.txt"
            page.write_text(text, encoding="utf-8")
            measure(program, path, ("read", "-q", str(page)), 1)
        with sqlite3.connect(path) as db:
            db.execute("ANALYZE")
        for command in COMMANDS:
            measure(program, path, command)


if not 3 <= len(sys.argv) <= 5:
    sys.exit(__doc__.split("\n\n")[1])
main(*sys.argv[1:])
