#!/usr/bin/env python3
"""How fast a dossier of 100,000 articles answers, and in how much memory.

usage: bench/dossier.py PROGRAM DOSSIER [TIMES]

Makes of the dossier, which is only read, one of TIMES (else 25) times as many articles, in the folder
for temporary files: copies with ids, dates and texts of their own. People and parties stay who they are and are
told of by more pages; everything else that was merged is there TIMES times, on days of its own. Then runs
each command three times, and prints the shortest time and the greatest memory.
"""

import hashlib
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

DAYS = 9  # from one copy of a page to the next
COMMANDS = (
    ("show", "grid"),
    ("diff", "--since", "2025-11-01"),
    ("search", "security", "guarantees"),
    ("search", "talks"),
    ("search", "ceasefire party:Russia"),
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


class Multiplied:
    def __init__(self, path, times):
        self.db = db = sqlite3.connect(path, isolation_level=None)
        db.create_function("sha256", 1, lambda text: hashlib.sha256(text.encode()).hexdigest(), deterministic=True)
        db.execute("PRAGMA synchronous = OFF")
        self.n_articles = db.execute("SELECT max(number) FROM articles").fetchone()[0]
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        self.kinds = [name[5:] for name in tables if name.startswith("page_") and name != "page_evidence"]
        merged = " UNION ALL ".join(f"SELECT record FROM {kind}" for kind in [*self.kinds, "sources"])
        self.n_records = db.execute(f"SELECT max(record) FROM ({merged})").fetchone()[0]
        self.n_evidence = db.execute("SELECT max(nth) FROM evidence").fetchone()[0]
        for k in range(1, times):
            db.execute("BEGIN")
            self.copy_all(k)
            db.execute("COMMIT")
        db.execute("ANALYZE")
        db.close()

    def copy_all(self, k):
        source, original = f"source || '~{k}'", f"instr(source, '~') = 0"
        first = f"record <= {self.n_records}"
        record = {"record": f"record + {k * self.n_records}", "ref": f"ref || '~{k}'"}
        dates = {
            name: day(name).replace(":k", str(k))
            for name in ("published", "modified", "date", "first_published", "last_published")
        }
        run = lambda table, rows, **changed: copy(self.db, table, rows, **changed)
        run(
            "articles",
            f"number <= {self.n_articles}",
            **dates,
            number=f"number + {k * self.n_articles}",
            id=f"id || '~{k}'",
            given_id=f"given_id || '~{k}'",
            url=f"url || '?{k}'",
            text=f"text || char(10) || 'Copy {k}.'",
            sha256=f"sha256(text || char(10) || 'Copy {k}.')",
        )
        run("changes", f"number <= {self.n_articles}", number="NULL", source=source)
        run("sources", first, **dates, **record, id=f"id || '~{k}'", copy_of=f"copy_of || '~{k}'")
        for kind in self.kinds:
            run(f"page_{kind}", original, source=source, **{"date": dates["date"]})
            if kind not in ("people", "parties"):
                run(kind, first, **dates, **record)
        run("page_evidence", original, source=source)
        alike = f"kind IN ('person', 'party') AND nth <= {self.n_evidence}"
        run("evidence", f"{alike} AND {first}", source=source, nth=f"nth + {k * self.n_evidence}")
        run("evidence", f"kind NOT IN ('person', 'party') AND {first}", source=source, **record)
        copied = "record NOT IN (SELECT record FROM people UNION ALL SELECT record FROM parties)"
        run("sides", f"{first} AND {copied}", record=record["record"])
        run("speakers", first, record=record["record"])
        shift = k * self.n_articles << 20
        run("sentences", f"number < {(self.n_articles + 1) << 20}", source=source, number=f"number + {shift}")
        self.db.execute(
            "INSERT INTO sentence_index (rowid, text) SELECT number, text FROM sentence_texts"
            f" WHERE number > {shift}"
        )


def measure(program, path, command):
    arguments = [program, command[0], "-d", path, *command[1:]]
    seconds, memory = [], 0
    for _ in range(3):
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


def main(program, dossier, times="25"):
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "large")
        shutil.copy(dossier, path)
        Multiplied(path, int(times))
        with sqlite3.connect(path) as db:
            (n,) = db.execute("SELECT count(*) FROM articles").fetchone()
        print(f"{n} articles, {os.path.getsize(path) / 1e6:.0f} MB")
        for command in COMMANDS:
            measure(program, path, command)


if len(sys.argv) not in (3, 4):
    sys.exit(__doc__.split("\n\n")[1])
main(*sys.argv[1:])
