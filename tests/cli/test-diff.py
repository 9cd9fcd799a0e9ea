"""What changed, and who stood where: three days of an invented negotiation."""

import json
import shutil
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


# Of a strike, a trade pact and a ceasefire: what was said, then what was said of it a week later.
GIVEN_UP = (
    ("union", "hours", "The union wants shorter working hours.",
     "The union dropped its demand for shorter working hours on Monday."),
    ("union", "wages", "The union wants higher wages.",
     "The union has given up its demand for higher wages."),
    ("Norway", "fisheries", "Norway demands larger fishing quotas.",
     "Norway no longer insists on larger fishing quotas."),
    ("Iceland", "tariffs", "Iceland offers lower tariffs on grain.",
     "Iceland withdrew its offer of lower tariffs on grain."),
    ("Denmark", "inspections", "Denmark demands inspections of the harbours.",
     "Denmark's demand for inspections of the harbours has been dropped."),
    ("Ukraine", "ceasefire", "Ukraine refuses a ceasefire in the strait.",
     "Ukraine no longer rejects a ceasefire in the strait."),
    ("Russia", "sanctions", "Russia demands a lifting of the sanctions.",
     '"We have abandoned our demand for a lifting of the sanctions," Russian Foreign Minister Ivan'
     " Brook said."),
)
HELD = (
    "Norway did not drop its demand for larger fishing quotas.",
    "Norway would drop its demand for larger fishing quotas if Iceland opened its ports.",
    "Iceland urged Norway to drop its demand for larger fishing quotas.",
)


class GivenUp(Talks):
    def told(self, first, then, *options, day="2031-03-10"):
        for name in self.folder.glob("talks*"):
            name.unlink()
        for name, when, text in (("one", "2031-03-03", first), ("two", day, then)):
            self.write(
                f"{name}.md",
                f"---\ndate: {when}\noutlet: Quay Post\n---\n# Talks go on\n\n{text}\n",
            )
        self.check(0, "read", "-q", "-d", "talks", "one.md", "two.md")
        return self.run_program("diff", "-d", "talks", "--since", "2031-03-08", *options).stdout

    def test_withdrawn(self):
        for party, issue, first, then in GIVEN_UP:
            with self.subTest(then):
                (change,) = map(json.loads, self.told(first, then, "--json").splitlines())
                self.assertEqual(change["change"], "withdrawn")
                for side, said in (("before", first), ("after", then)):
                    record = change[side]
                    self.assertEqual((record["party"], record["issue"]), (party, issue))
                    self.assertEqual([e["text"] for e in record["evidence"]], [said])
                self.assertEqual(change["after"]["stance"], "open")

    def test_what_is_held_is_not_withdrawn(self):
        for then in HELD:
            with self.subTest(then):
                told = self.told("Norway demands larger fishing quotas.", then, "--json")
                self.assertNotIn("withdrawn", told)

    def test_text_and_markdown(self):
        _, _, first, then = GIVEN_UP[2]
        text = self.told(first, then)
        self.assertEqual(
            text,
            "What changed\n\nWithdrawn\n"
            "  Norway, fisheries: demands, now open larger fishing quotas\n"
            f"    was  “{first}” – Quay Post, 2031-03-03\n"
            f"    now  “{then}” – Quay Post, 2031-03-10\n",
        )
        told = self.told(first, then, "-f", "markdown")
        self.assertIn("## Withdrawn\n\n- **Norway**, fisheries: **demands**, now **open**", told)
        told = self.check(0, "brief", "-d", "talks", "--since", "2031-03-08").stdout
        self.assertIn("  Withdrawn: Norway, fisheries: demands, now open larger", told)


# Two outlets told what each side wants; a week later three tell of the issue and of the side, none
# of the side on the issue.
SILENT = (
    ("Ukraine", "ceasefire", "Ukraine refuses a ceasefire in the strait.",
     "Russia demands a ceasefire in the strait. Ukraine demands the return of its prisoners."),
    ("Norway", "fisheries", "Norway demands larger fishing quotas.",
     "Iceland rejects larger fishing quotas. Norway demands lower tariffs on grain."),
    ("union", "hours", "The union wants shorter working hours.",
     "The company rejects shorter working hours. The union wants higher wages."),
)


# Each page has words of its own, so that none is a copy.
LEADS = (
    "Rain fell on the old town hall while envoys climbed its narrow stairs, past rows of cameras.",
    "A long table, two flags and far too much coffee: that is how this week began for everybody.",
    "Nobody slept much. Aides carried boxes of paper through the garden until early morning came.",
    "Shops near the harbour stayed closed, and a choir sang outside as the cars arrived in a line.",
    "Clocks in the hotel lobby were all wrong, a porter joked, but the doors opened on time again.",
)


class Silent(Talks):
    def write_pages(self, first, then, n_first=2, n_then=3):
        days = [(f"2031-03-0{i + 2}", first) for i in range(n_first)]
        days += [(f"2031-03-1{i}", then) for i in range(n_then)]
        for i, (day, text) in enumerate(days):
            self.write(
                f"pages/{i}.md",
                f"---\ndate: {day}\noutlet: Outlet {i}\n---\n# Talks, day {day[-2:]}\n\n{LEADS[i]} {text}\n",
            )

    def told(self, *options):
        for name in self.folder.glob("talks*"):
            name.unlink()
        self.check(0, "read", "-q", "-d", "talks", "pages")
        return self.run_program("diff", "-d", "talks", "--since", "2031-03-08", *options).stdout

    def test_gone_silent(self):
        for party, issue, first, then in SILENT:
            with self.subTest(first):
                self.write_pages(first, then)
                silent = [
                    change
                    for change in map(json.loads, self.told("--json").splitlines())
                    if change["change"] == "gone silent"
                ]
                self.assertEqual(len(silent), 1)
                self.assertIsNone(silent[0]["after"])
                before = silent[0]["before"]
                self.assertEqual((before["party"], before["issue"]), (party, issue))
                self.assertEqual({e["text"] for e in before["evidence"]}, {first})
                self.assertIn(
                    f"Gone silent\n  {party}, {issue}: ", self.told()
                )
                self.assertIn(f"## Gone silent\n\n- **{party}**, {issue}: ", self.told("-f", "markdown"))

    def test_too_few_tell(self):
        for numbers in ((1, 3), (2, 2)):
            with self.subTest(numbers):
                shutil.rmtree(self.folder / "pages", ignore_errors=True)
                self.write_pages(*SILENT[0][2:], *numbers)
                self.assertNotIn("gone silent", self.told("--json"))

    def test_who_speaks_is_not_silent(self):
        _, _, first, then = SILENT[0]
        self.write_pages(first, then + " " + first)
        self.assertNotIn("gone silent", self.told("--json"))


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
