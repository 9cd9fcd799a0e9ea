"""entente read --explain: what made each record, in words that can be checked."""

import re
import unittest

from program import ROOT, ProgramTest

PAGE = """Port talks stall in Harrow

HARROW, 4 May 2031 - The Harrow Pilots Union met the Harrow Port Company on Monday for two hours.

The union said it would reject any contract that brings in temporary workers.

The talks had been constructive, said Ada Brook, the union's president.

"We will not sign this paper tonight," she said. The company has tabled a 12-point plan.

The company accused the union of blocking the gates. The union denied the accusation.
"""

# Of the block that begins so, what its lines must hold.
SAID = {
    "position  Harrow Pilots Union refuses temporary-workers": [
        'would reject any contract that brings in temporary workers.',
        '"reject": stances.tsv "reject" v refuses, object np',
        'holder "it" (subject of "reject") stands for Harrow Pilots Union',
        'issue temporary-workers: issues.tsv',
        '"temporary worker" 2',
    ],
    "assessment  Ada Brook positive: The talks had been constructive": [
        '"constructive": tones.tsv "constructive" positive, weight 2',
        'by Ada Brook (subject of "said")',
    ],
    "quote  Ada Brook: We will not sign": [
        'marks " "',
        '"said": speech.tsv "say" v say',
    ],
    "draft  12-point plan": [
        '"plan": drafts.tsv "plan" n draft',
        '"tabled": drafts.tsv "table" v status, value tabled; status tabled',
    ],
    "meeting  ": ['"met": meetings.tsv "meet" v meet', "takes part: Harrow Pilots Union"],
    "claim  ": ['"accused": speech.tsv "accuse" v accuse', '"denied": speech.tsv "deny" v deny', "disputed by "],
    "person  Ada Brook, Harrow Pilots Union": ['title "union\'s president"', "side Harrow Pilots Union: "],
}


class Explain(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("port.txt", PAGE)

    def blocks(self, *options):
        out = self.check(0, "read", "--explain", *options, "port.txt").stdout
        self.assertTrue(out.endswith("\n\n"))
        return out[:-2].split("\n\n")

    def test_words_relations_and_rows(self):
        blocks = self.blocks()
        for head, lines in SAID.items():
            with self.subTest(head):
                found = [block for block in blocks
                         if re.sub(r"  ?\(0\.\d\d\)  ", "  ", block, count=1).startswith(head)]
                self.assertEqual(len(found), 1, "\n\n".join(blocks))
                for line in lines:
                    self.assertIn(line, found[0])

    def test_a_block_a_record(self):
        records = self.records(self.check(0, "read", "port.txt").stdout)
        blocks = self.blocks()
        self.assertEqual([block.split()[0] for block in blocks], [r["type"] for r in records])
        for block, record in zip(blocks, records):
            for said in record.get("evidence", []):
                place = f"{said['source']}:{said['start']}-{said['end']}"
                self.assertIn(f"\n  {place}  {' '.join(said['text'].split())}", block)

    def test_rows_are_of_the_lexicon(self):
        """What is named as a row is one: nobody may be sent to a term that is not there."""
        rows = 0
        for line in "\n".join(self.blocks()).splitlines():
            for table in ("stances", "tones", "meetings", "drafts", "speech"):
                if f": {table}.tsv \"" not in line:
                    continue
                term = line.split(f"{table}.tsv \"")[1].split('"')[0]
                text = (ROOT / "lexicon" / "en" / f"{table}.tsv").read_text()
                self.assertIn(f"\n{term}\t", text)
                rows += 1
        self.assertGreater(rows, 5)

    def test_json(self):
        plain = self.records(self.check(0, "read", "port.txt").stdout)
        explained = self.records(self.check(0, "read", "--explain", "--json", "port.txt").stdout)
        self.assertTrue(all("why" not in record for record in plain))
        for kind in ("person", "meeting", "position", "draft", "quote", "claim", "assessment"):
            self.assertTrue(all(r["why"] for r in explained if r["type"] == kind), kind)
        for record in explained:
            record.pop("why", None)
        self.assertEqual(plain, explained)

    def test_any_number_of_jobs(self):
        for i in range(6):
            self.write(f"pages/{i}.txt", PAGE)
        one = self.check(0, "read", "--explain", "-j", "1", "pages").stdout
        self.assertEqual(one, self.check(0, "read", "--explain", "-j", "4", "pages").stdout)

    def test_a_dossier_does_not_keep_it(self):
        out = self.check(0, "read", "--explain", "-q", "-d", "kept", "port.txt").stdout
        self.assertIn("stances.tsv", out)
        self.check(0, "read", "-q", "-d", "plain", "port.txt")
        for kind in ("positions", "quotes"):
            shown = self.check(0, "show", kind, "--json", "-d", "kept").stdout
            self.assertEqual(shown, self.check(0, "show", kind, "--json", "-d", "plain").stdout)
            self.assertNotIn("why", shown)

    def test_nothing_hostile_reaches_the_terminal(self):
        self.write("port.txt", PAGE.replace("any contract", "any\x1b[31m \u202econtract"))
        out = "\n".join(self.blocks())
        self.assertNotIn("\x1b", out)
        self.assertNotIn("\u202e", out)

    def test_how_sure(self):
        """The judge says it of what rules find, too; of people, quotes and claims by rule nobody does."""
        plain = self.records(self.check(0, "read", "port.txt").stdout)
        for record in plain:
            told = record["type"] in ("position", "assessment", "draft", "meeting")
            if told or record["type"] != "claim":
                self.assertEqual(told, "confidence" in record, record)
        sure = self.records(self.check(0, "read", "--min-confidence", "1", "port.txt").stdout)
        self.assertEqual([r for r in plain if "confidence" not in r], sure)
        likely = self.records(self.check(0, "read", "--min-confidence", "0.6", "port.txt").stdout)
        self.assertIn("position", [r["type"] for r in likely])

    def test_what_is_told_is_sure_enough(self):
        for command in (["brief"], ["show", "positions", "--json"]):
            told = self.check(0, *command, "port.txt").stdout
            sure = self.check(0, *command, "--min-confidence", "0.6", "port.txt").stdout
            self.assertEqual(told, sure)


if __name__ == "__main__":
    unittest.main()
