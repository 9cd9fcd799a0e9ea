"""What changed, and who stood where: three days of an invented negotiation."""

import json
import unittest

from program import ProgramTest

PAGES = {
    "one.md": (
        "2031-03-02",
        "Harbour Herald",
        "Russia offered a ceasefire in the strait on Sunday. Ukraine refuses to withdraw its "
        "troops from the northern bank. Turkey demands inspections of the harbours.",
    ),
    "two.md": (
        "2031-03-09",
        "Meridian Wire",
        "Russia refuses a ceasefire in the strait, its foreign minister said on Sunday. Ukraine "
        "is willing to withdraw its troops from the northern bank, an aide said. Norway wants a "
        "lifting of the sanctions.",
    ),
    "three.md": (
        "2031-03-16",
        "Harbour Herald",
        "Russia refuses a ceasefire in the strait. Turkey is weighing the sanctions.",
    ),
}

TOLD = """What changed

Reversed
  Russia, ceasefire: offers, now refuses a ceasefire in the strait
    was  “Russia offered a ceasefire in the strait on Sunday.” – Harbour Herald, 2031-03-02
    now  “Russia refuses a ceasefire in the strait, its foreign minister said on Sunday.” –
         Meridian Wire, 2031-03-09
  Ukraine, withdrawal: refuses, now offers withdraw its troops from the northern bank
    was  “Ukraine refuses to withdraw its troops from the northern bank.” – Harbour Herald,
         2031-03-02
    now  “Ukraine is willing to withdraw its troops from the northern bank, an aide said.” –
         Meridian Wire, 2031-03-09

New positions
  Norway, sanctions: demands a lifting of the sanctions
    new  “Norway wants a lifting of the sanctions.” – Meridian Wire, 2031-03-09
"""


class Talks(ProgramTest):
    def read(self, *names):
        for name in names:
            day, outlet, text = PAGES[name]
            self.write(
                name, f"---\ndate: {day}\noutlet: {outlet}\n---\n# Talks over the strait\n\n{text}\n"
            )
        self.check(0, "read", "-q", "-d", "talks", *names)

    def lines(self, status, *arguments):
        done = self.check(status, *arguments)
        return [json.loads(line) for line in done.stdout.splitlines()]


class Diff(Talks):
    def test_text(self):
        self.read(*PAGES)
        done = self.check(1, "diff", "-d", "talks", "--since", "2031-03-05", "--until", "2031-03-10")
        self.assertEqual(done.stdout, TOLD)
        self.assertEqual(done.stderr, "")

    def test_nothing(self):
        self.read(*PAGES)
        done = self.check(0, "diff", "-d", "talks", "--since", "2031-04-01")
        self.assertEqual(done.stdout, "")
        self.check_one_line(done.stderr, "nothing changed")

    def test_a_repeated_position_is_no_change(self):
        self.read(*PAGES)
        changes = self.lines(1, "diff", "-d", "talks", "--since", "2031-03-10", "--json")
        self.assertEqual(
            [(c["change"], c["after"]["party"], c["before"]) for c in changes],
            [("new", "Turkey", None)],
        )

    def test_json_has_both_sides(self):
        self.read(*PAGES)
        changes = self.lines(
            1, "diff", "-d", "talks", "--since", "2031-03-05", "--party", "russia", "--json"
        )
        self.assertEqual(len(changes), 1)
        self.assertEqual(changes[0]["change"], "reversed")
        self.assertEqual([e["source"] for e in changes[0]["before"]["evidence"]], ["one"])
        self.assertEqual([e["source"] for e in changes[0]["after"]["evidence"]], ["two", "three"])

    def test_reader(self):
        self.read("one.md")
        look = ("diff", "-d", "talks", "--reader", "ada")
        self.check_one_line(self.check(0, *look).stderr, "'ada' looks for the first time")
        self.read("two.md")
        self.assertEqual(self.check(1, *look).stdout, TOLD)
        self.check_one_line(self.check(0, *look).stderr, "nothing changed")

    def test_wrong_uses(self):
        self.read("one.md")
        for arguments, words in (
            (("--since", "2031-03-05"), "no --dossier given"),
            (("-d", "talks"), "give either --since or --reader"),
            (("-d", "talks", "--since", "May"), "--since takes a day"),
            (("-d", "talks", "--reader", "ada", "--party", "Russia"), "--reader is told all"),
        ):
            self.check_one_line(self.check(2, "diff", *arguments).stderr, words)


NEWS = """What is new since 5 March 2031: Russia, Ukraine, Turkey, Norway

What changed
  Reversed: Russia, ceasefire: offers, now refuses a ceasefire in the strait
    was  “Russia offered a ceasefire in the strait on Sunday.” – Harbour Herald, 2031-03-02
    now  “Russia refuses a ceasefire in the strait.” – Harbour Herald, 2031-03-16 (2 sources)
  Reversed: Ukraine, withdrawal: refuses, now offers withdraw its troops from the northern bank
    was  “Ukraine refuses to withdraw its troops from the northern bank.” – Harbour Herald,
         2031-03-02
    now  “Ukraine is willing to withdraw its troops from the northern bank, an aide said.” –
         Meridian Wire, 2031-03-09

New in short
  - Read: 2 sources, all independent, published from 9 March 2031 to 16 March 2031

Positions since then, issue by issue
  sanctions
    Turkey   open: the sanctions [2]
    Norway   demands: a lifting of the sanctions [1]
  ceasefire
    Russia   refuses: a ceasefire in the strait [1,2]
  withdrawal
    Ukraine  offers: withdraw its troops from the northern bank [1]

New sources
  [1]  Meridian Wire: Talks over the strait, 9 March 2031
  [2]  Harbour Herald: Talks over the strait, 16 March 2031
"""


class News(Talks):
    """brief --since: what is new, in the form of a brief."""

    def test_text(self):
        self.read(*PAGES)
        self.assertEqual(self.check(0, "brief", "-d", "talks", "--since", "2031-03-05").stdout, NEWS)

    def test_what_is_known_is_no_news(self):
        self.read(*PAGES)
        told = self.check(0, "brief", "-d", "talks", "--since", "2031-03-10", "-f", "markdown").stdout
        self.assertIn("# What is new since 10 March 2031: Turkey", told)
        self.assertIn("- Turkey: **open**: the sanctions [1]", told)
        self.assertNotIn("Russia", told)

    def test_json_is_a_brief(self):
        self.read(*PAGES)
        news = json.loads(
            self.check(0, "brief", "-d", "talks", "--since", "2031-03-05", "--json").stdout
        )
        self.assertEqual(
            [section["id"] for section in news["sections"]],
            ["changed", "short", "issues", "sources"],
        )
        was, now = news["sections"][0]["lines"][1:3]
        self.assertEqual((was["label"], was["sources"]), ("was", ["one"]))
        self.assertEqual((now["label"], now["sources"]), ("now", ["two", "three"]))
        for line in news["sections"][2]["lines"]:
            self.assertNotIn("one", line["sources"])

    def test_changed_facts(self):
        for day in (2, 9):
            self.write(
                f"{day}.md",
                f"---\ndate: 2031-03-{day:02}\n---\n# Talks\n\nNorway tabled a ten-point plan on Sunday."
                + (" Iceland rejected the ten-point plan." if day == 9 else "") + "\n",
            )
        self.check(0, "read", "-q", "-d", "drafts", "2.md", "9.md")
        told = self.check(0, "brief", "-d", "drafts", "--since", "2031-03-05").stdout
        self.assertIn("status: tabled, now rejected", told)

    def test_reader(self):
        self.read("one.md")
        look = ("brief", "-d", "talks", "--reader", "ada")
        whole = self.check(0, "brief", "-d", "talks").stdout
        self.assertEqual(self.check(0, *look).stdout, whole)  # to ada, all is new
        self.read("two.md")
        told = self.check(0, *look, "-f", "html").stdout
        self.assertIn("What is new: Russia", told)
        self.assertIn("Meridian Wire", told)
        self.check_one_line(
            self.check(0, "diff", "-d", "talks", "--reader", "ada").stderr, "nothing changed"
        )

    def test_wrong_uses(self):
        self.read("one.md")
        for arguments, words in (
            (("--since", "2031-03-05"), "are for a dossier"),
            (("-d", "talks", "--since", "May"), "--since takes a day"),
            (("-d", "talks", "--since", "2031-03-05", "--reader", "ada"), "not both"),
            (("-d", "talks", "--since", "2031-03-05", "one.md"), "take no PATHs"),
            (("-d", "talks", "--reader", ""), "--reader takes a name"),
            (
                ("-d", "talks", "--reader", "ada", "--min-confidence", "0.5"),
                "--min-confidence does not go with",
            ),
        ):
            self.check_one_line(self.check(2, "brief", *arguments).stderr, words)


class Grid(Talks):
    def stances(self, *more):
        cells = self.lines(0, "show", "grid", "-d", "talks", "--json", *more)
        return {
            (c["party"], c["issue"]): (
                c["latest"]["stance"],
                c["latest"]["date"],
                c["latest"]["n_sources"],
                c["before"] and c["before"]["stance"],
            )
            for c in cells
        }

    def test_latest(self):
        self.read(*PAGES)
        stances = self.stances()
        self.assertEqual(stances["Russia", "ceasefire"], ("refuses", "2031-03-16", 2, "offers"))
        self.assertEqual(stances["Ukraine", "withdrawal"], ("offers", "2031-03-09", 1, "refuses"))
        self.assertEqual(stances["Norway", "sanctions"], ("demands", "2031-03-09", 1, None))

    def test_as_it_stood(self):
        self.read(*PAGES)
        self.assertEqual(
            self.stances("--on", "2031-03-05")["Russia", "ceasefire"],
            ("offers", "2031-03-02", 1, None),
        )
        self.assertEqual(
            self.stances("--on", "2031-03-10")["Russia", "ceasefire"],
            ("refuses", "2031-03-09", 1, "offers"),
        )
        self.assertEqual(self.stances("--on", "2031-03-01"), {})

    def test_positions_as_they_stood(self):
        self.read(*PAGES)
        for day, stance in (("2031-03-05", "offers"), ("2031-03-20", "refuses")):
            positions = self.lines(
                0, "show", "positions", "-d", "talks", "--on", day, "--party", "Russia", "--json"
            )
            self.assertEqual([p["stance"] for p in positions], [stance])

    def test_text_fits_or_is_a_list(self):
        self.read("one.md")
        wide = self.check(0, "show", "grid", "-d", "talks", "--width", "120").stdout
        self.assertIn("offers 2031-03-02 (1)", wide.splitlines()[1])
        narrow = self.check(0, "show", "grid", "-d", "talks", "--evidence").stdout
        self.assertIn("Issue by issue", narrow)
        self.assertIn("Russia offered a ceasefire in the strait on Sunday.", narrow)
        for form in ("csv", "markdown", "html"):
            told = self.check(0, "show", "grid", "-d", "talks", "--format", form).stdout
            self.assertIn("a ceasefire in the strait", told)


if __name__ == "__main__":
    unittest.main()
