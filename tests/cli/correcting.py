"""Tests of corrections: two pages on talks over fish, one on dock workers, a dossier of the first two."""

import json
import os
import shutil

from program import ROOT, ProgramTest

ONE = """Grain talks stall over quotas

VELMORA, 3 March 2031 - The talks began in the town hall.

Norway demands larger fishing quotas in the northern strait. Iceland rejects lifting the tariff on grain.

"We will not sign without quotas," Foreign Minister Ada Brook of Norway said on Monday.

Norwegian Foreign Minister Ada Brook met Icelandic Prime Minister Jon Teller in Velmora on Monday for three hours.

Norway tabled a ten-point plan.
"""
TWO = """Quota dispute deepens

VELMORA, 4 March 2031 - The second day began late.

Norway demands larger fishing quotas in the northern strait. Iceland rejects an end of the tariff on grain.

Foreign Minister Adah Brooke of Norway met Prime Minister Jon Teller of Iceland in Velmora on Monday for three hours.
"""
DOCKS = """Dock workers want shorter hours

PORT VALE, 5 March 2031 - Cranes stood still in the harbour all morning.

"Nobody will work on Sunday again," said Ada Brook, a spokeswoman of the dock workers' union. The union wants shorter working hours.

Brook said the union rejects night shifts. "We have waited long enough for an answer," Brook said.
"""
QUOTAS = "Norway demands larger fishing quotas in the northern strait."
PLAN = "Norway tabled a ten-point plan."


class CorrectTest(ProgramTest):
    made = None  # the dossier of both pages, as the first of the tests read it

    def setUp(self):
        super().setUp()
        self.shown = {}
        self.write("one.txt", ONE)
        self.write("two.txt", TWO)
        if CorrectTest.made:
            self.write("talks", CorrectTest.made)
        else:
            self.read()
            CorrectTest.made = (self.folder / "talks").read_bytes()

    def run_program(self, *arguments, **more):
        """As ever, but what is shown is asked for once while no file changes."""
        if arguments[0] != "show":
            return super().run_program(*arguments, **more)
        files = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in os.scandir(self.folder)]
        asked = (arguments, tuple(more.items()), *sorted(files))
        if asked not in self.shown:
            self.shown[asked] = super().run_program(*arguments, **more)
        return self.shown[asked]

    def read(self, **changes):
        return self.check(0, "read", "-q", "-d", "talks", "one.txt", "two.txt", **changes)

    def all(self, kind, name="talks"):
        return self.records(self.check(0, "show", kind, "-q", "-d", name, "--json").stdout)

    def find(self, kind, **fields):
        """The records of which the fields are so."""
        return [
            record
            for record in self.all(kind)
            if all(record.get(key) == value for key, value in fields.items())
        ]

    def one(self, kind, **fields):
        found = self.find(kind, **fields)
        self.assertEqual(len(found), 1, (fields, self.all(kind)))
        return found[0]

    def quotas(self):
        return self.one("positions", party="Norway", stance="demands")

    def correct(self, *words, status=0, dossier="talks", **changes):
        options = ("correct", "-q", "-d", dossier, "--by", "Ina", "--why", "as agreed")
        return self.check(status, *options, "--", *words, **changes)

    def log(self, name="talks"):
        lines = self.check(0, "log", "-d", name, "--json").stdout.splitlines()
        return [json.loads(line) for line in lines]

    def other_lexicon(self):
        """A share folder in which issues have other names and people other titles."""
        share = self.folder / "share"
        if not share.exists():
            shutil.copytree(ROOT / "lexicon", share / "lexicon")
            (share / "data").symlink_to(ROOT / "data")
            path = share / "lexicon" / "en" / "issues.tsv"
            text = path.read_text()
            changed = text.replace("\tfisheries\t", "\tsea\t").replace(
                "\ttariffs\t", "\tduties\t"
            )
            self.assertNotEqual(text, changed)
            path.write_text(changed)
        return str(share)

    def check_survives(self, holds):
        """`holds` after rebuilding, with another lexicon and when pages come in another state;
        not when the last correction is taken back."""
        number = self.log()[-1]["number"]
        holds(True)
        self.assertTrue(self.log()[-1]["applies"])
        self.check(0, "rebuild", "-q", "-d", "talks")
        holds(True)
        share = self.other_lexicon()
        done = self.check(0, "rebuild", "-q", "-d", "talks", ENTENTE_SHARE=share)
        self.assertEqual(done.stderr, "")
        holds(True)
        self.write("one.txt", ONE.replace("town hall", "old town hall"))
        self.write("two.txt", TWO.replace("began late", "began very late"))
        self.assertEqual(self.read(ENTENTE_SHARE=share).stderr, "")
        holds(True)
        self.check(0, "check", "-q", "-d", "talks")
        self.assertTrue(self.log()[-1]["applies"])
        self.check(0, "undo", "-q", "-d", "talks", str(number))
        holds(False)
        self.check(0, "rebuild", "-q", "-d", "talks")
        holds(False)
