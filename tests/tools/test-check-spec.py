"""check-spec finds what a program misses and what it invents, and moves only the marks."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECKER = pathlib.Path(sys.argv.pop(1)).resolve()

TEXT = "The union rejected the offer."
RECORD = {"type": "position", "party": "union", "issue": "wages", "stance": "refuses"}

# What is expected where exactly RECORD is found, and whether that is met.
CASES = [
    ("position union wages refuses", True),
    ("position The_Union", False),
    ('position "the union"', True),
    ("position _ hours|wages", True),
    ("position stance=ref*", True),
    ("position union hours", False),
    ("position what=none", True),
    ("position union what=offer", False),
    ("quote", False),
    ("! position company", True),
    ("! position union", False),
    ("! quote", True),
    ("nothing", False),
    ("position union\nno other position", True),
    ("position company\nno other position", False),
]


class CheckSpec(unittest.TestCase):
    def run_on(self, spec, *options, span=(0, len(TEXT))):
        """Checks the spec with a program that finds RECORD in its one text."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.spec"
            path.write_text(spec)
            evidence = {"source": "a.spec:1", "start": span[0], "end": span[1], "text": TEXT}
            program = pathlib.Path(folder) / "program"
            program.write_text(
                f"#!/bin/sh\ncat <<'END'\n{json.dumps({**RECORD, 'evidence': [evidence]})}\nEND\n"
            )
            program.chmod(0o755)
            done = subprocess.run(
                [CHECKER, *options, program, path],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            return done.returncode, done.stdout, path.read_text()

    def test_what_is_met(self):
        for expected, met in CASES:
            with self.subTest(expected):
                status, printed, _ = self.run_on(f"> {TEXT}\n{expected}\n")
                self.assertEqual(status == 0, met, printed)

    def test_failures_read_as_sentences(self):
        _, printed, _ = self.run_on(f"> {TEXT}\nposition union hours\n! position\n")
        self.assertIn(f"a.spec:2: “{TEXT}” must give position union hours, but gives ", printed)
        self.assertIn(f"a.spec:3: “{TEXT}” must not give position ", printed)

    def test_known_failures(self):
        self.assertEqual(self.run_on(f"> {TEXT}\n~ quote\n")[0], 0)
        status, printed, _ = self.run_on(f"> {TEXT}\n~ position union\n")
        self.assertEqual(status, 1)
        self.assertIn("unmark it", printed)

    def test_accept_moves_marks_only(self):
        spec = f"> {TEXT}\n~ position union\nquote\n! claim\n"
        status, _, after = self.run_on(spec, "--accept")
        self.assertEqual(status, 0)
        self.assertEqual(after, f"> {TEXT}\nposition union\n~ quote\n! claim\n")

    def test_a_wrong_citation_fails(self):
        status, printed, _ = self.run_on(f"> {TEXT}\nposition\n", span=(1, len(TEXT)))
        self.assertEqual(status, 1)
        self.assertIn("cites what is not there", printed)

    def test_a_spec_in_error_fails(self):
        for spec in ("position union\n", f"> {TEXT}\n", f"> {TEXT}\nposture union\n"):
            with self.subTest(spec):
                self.assertEqual(self.run_on(spec)[0], 1)


if __name__ == "__main__":
    unittest.main()
