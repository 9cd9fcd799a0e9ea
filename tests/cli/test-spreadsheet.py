"""CSV through LibreOffice and back: every cell is kept."""

import csv
import shutil
import subprocess
import sys
import unittest

from exports import KINDS, ExportTest

OFFICE = shutil.which("soffice")
if not OFFICE:
    print("no soffice: the round trip through a spreadsheet was not tried")
    sys.exit(77)

# Comma, quotation mark, UTF-8, from the first line; the ninth says whether cells in quotation marks stay as they
# are: with it, and as people open the file who change nothing.
READ = "CSV:44,34,76,1,,0,{},false"
WRITE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false"


def cells(path):
    with open(path, newline="", encoding="utf-8") as table:
        return list(csv.reader(table))


class Spreadsheet(ExportTest):
    def pass_through(self, folder, quoted):
        out = self.folder / f"through-{quoted}"
        subprocess.run(
            [
                OFFICE, f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless",
                f"--infilter={READ.format(quoted)}", "--convert-to", WRITE, "--outdir", str(out),
                *map(str, sorted(folder.glob("*.csv"))),
            ],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=250,
        )  # fmt: skip
        return out

    def test_every_cell_is_kept(self):
        self.talks("talks.entente")
        self.hard("hard.entente")
        kept = 0
        for name in ("talks", "hard"):
            folder = self.folder / name
            self.check(0, "export", "-d", f"{name}.entente", "-t", "csv", "-o", name)
            through = self.pass_through(folder, "true")
            for kind in KINDS:
                before, after = cells(folder / f"{kind}.csv"), cells(through / f"{kind}.csv")
                self.assertEqual(before, after, kind)
                kept += sum(map(len, before))
        through = self.pass_through(self.folder / "talks", "false")
        for kind in KINDS:
            self.assertEqual(
                cells(self.folder / "talks" / f"{kind}.csv"), cells(through / f"{kind}.csv")
            )
        print(f"{kept} cells kept")


unittest.main()
