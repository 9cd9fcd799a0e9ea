"""Runs the real program, on pages that the test writes."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["ENTENTE"]
ROOT = pathlib.Path(os.environ["ENTENTE_ROOT"])
SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()  # which makes it slow

PAGE = """Harbour talks resume on Monday

PORT VALE, 3 March 2025 - The dock workers' union demands a shorter week. "We will not sign
without it," its speaker Ada Brook said on Friday after meeting the port company for three hours.

The company rejected the demand and offered a bonus instead.
"""


PAGES = [ROOT / "examples" / name for name in ("strike", "talks")]


def fewer(number):
    """This many, or a part of it for a slow program."""
    return number // 5 if SANITIZED else number


def environment(**changes):
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    kept.update({"LC_ALL": "C.UTF-8", "ENTENTE_SANDBOX": "any", **changes})
    return kept


class ProgramTest(unittest.TestCase):
    """Each test gets an empty folder to work in."""

    program = PROGRAM

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content=PAGE):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return name

    def run_program(self, *arguments, stdin=None, text=True, **changes):
        return subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            env=environment(**changes),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=text,
            timeout=100,
        )

    def check(self, status, *arguments, **more):
        done = self.run_program(*arguments, **more)
        self.assertEqual(done.returncode, status, (arguments, done.stdout, done.stderr))
        return done

    def check_one_line(self, text, *parts):
        """`text` is one complaint of the program with these parts."""
        self.assertRegex(text, r"\Aentente: [^\n]+[^\n.]\n\Z")
        for part in parts:
            self.assertIn(part, text)

    def records(self, text):
        """The records of JSON Lines; every line must be one."""
        self.assertTrue(text == "" or text.endswith("\n"))
        records = [json.loads(line) for line in text.splitlines()]
        for record in records:
            self.assertIn("type", record)
            if record["type"] != "source":
                self.assertTrue(record["evidence"], record)
        return records
