"""Genius' files as Genius reads them: nested functions, ranks with constraints, odd files."""

import itertools
import json
import os
import random
import unittest

from program import ProgramTest

INTEGERS = {"price": (0, 4), "days": (1, 3), "crew": (2, 5)}


def issues(numbered):
    """The tree of issues that domain and profile share."""
    return "".join(
        f'<issue index="{i}" name="{name}" type="integer" vtype="integer" etype="integer" '
        f'lowerbound="{low}" upperbound="{high}"/>'
        for i, (name, (low, high)) in enumerate(numbered.items(), 1)
    )


def domain(inside):
    return (
        f'<negotiation_template><utility_space><objective index="0" name="all">{inside}'
        "</objective></utility_space></negotiation_template>"
    )


def profile(inside, kind="", after=""):
    return f'<utility_space{kind}><objective index="0" name="all">{inside}</objective>{after}</utility_space>'


def random_function(rng, depth):
    """(XML, what it is worth) of a function of rectangles and functions."""
    kind = rng.choice(["sum", "min", "max", "MAX"])
    boxes, parts = [], []
    for _ in range(rng.randint(1, 3)):
        bounds = []
        for index, (low, high) in enumerate(INTEGERS.values(), 1):
            if rng.random() < 0.6:
                a, b = sorted(rng.randint(low, high) for _ in range(2))
                bounds.append((index, a, b))
        boxes.append((rng.choice(["INCLUDES", "EXCLUDES"]), bounds, rng.randint(1, 9), rng.choice([1, 2])))
    if depth:
        parts = [(rng.choice([1, 0.5]), random_function(rng, depth - 1)) for _ in range(rng.randint(1, 2))]
    xml = f'<ufun aggregation="{kind}" weight="WEIGHT">'
    for name, bounds, utility, weight in boxes:
        xml += f'<hyperRectangle utility="{utility}" weight="{weight}">'
        xml += "".join(f'<{name} index="{i}" min="{a}" max="{b}"/>' for i, a, b in bounds)
        xml += "</hyperRectangle>"
    for weight, (inner, _) in parts:
        xml += inner.replace("WEIGHT", str(weight), 1)
    xml += "</ufun>"

    def worth(bid):
        values = []
        for name, bounds, utility, weight in boxes:
            inside = all(a <= bid[i - 1] <= b for i, a, b in bounds)
            pays = not bounds or inside == (name == "INCLUDES")
            values.append(utility * weight if pays else 0)
        values += [weight * inner(bid) for weight, (_, inner) in parts]
        return {"sum": sum, "min": min, "max": max}[kind.lower()](values)

    return xml, worth


def efficient(points):
    return sorted(
        p for p in set(points)
        if not any(q != p and all(a >= b for a, b in zip(q, p)) for q in points)
    )


RANKED = {
    "who": ["none", "one", "both"],
    "blame": ["0", "10", "25"],
    "share": ["0", "5", "-5"],
    "act": ["A=warn+B=warn", "A=fine+B=warn", "A=fine+B=fine"],
}
RANKS = [[1, 3, 2], [4, 2, 1], [1, 2, 4], [2, 1, 3]]
CONSTRAINTS = """
<constraint type="zeroConstraint" index="1"><valueassignment index="1" value="one"/>
 <valueassignment index="2" value="10"/></constraint>
<constraint type="zeroConstraint" index="1"><valueassignment index="1" value="one"/>
 <valueassignment index="3" value="5"/></constraint>
<constraint type="conditionalZeroConstraint" index="4" value="B=fine">
 <valueassignment index="2" value="25"/></constraint>
<constraint type="sumZeroConstraint" index="4" value="A=fine" min="5" max="15">
 <item index="2"/><item index="3"/></constraint>
<constraint type="sumZeroNotConstraint" index="2" value="0" min="0" max="0"><item index="3"/></constraint>
<constraint type="sumZeroConstraintList" index="1" min="30" max="90">
 <condition value="bo"/><condition value="nothing"/><item index="2"/><item index="3"/></constraint>
<constraint type="inclusiveZeroOutcomeConstraint"><checkassignment index="3" condition="numeric=positive"/>
 <checkassignment index="4" condition="B=fine"/></constraint>
<constraint type="conditionalZeroOutcomeConstraint"><checkassignment index="3" condition="numeric=negative"/>
 <checkassignment index="4" condition="A=fine"/></constraint>
<constraint type="exclusiveZeroConstraint"><valueassignment index="3" condition="5"/></constraint>
"""


def ranked_worth(bid):
    who, blame, share, act = bid
    if int(share) >= 0 and "B=fine" in act or int(share) < 0 and "A=fine" not in act:
        return 0
    total = int(blame) + int(share)
    lost = {
        0: who == "one" and (blame == "10" or share == "5") or 30 <= total <= 90 and "bo" in who,
        1: int(share) == 0 and "0" not in blame,
        3: blame == "25" and "B=fine" not in act or 5 <= total <= 15 and "A=fine" in act,
    }
    return sum(
        ranks[options.index(one)] / max(ranks)
        for i, (one, options, ranks) in enumerate(zip(bid, RANKED.values(), RANKS))
        if not lost.get(i)
    ) / len(RANKS)


def ranked_issues():
    return "".join(
        f'<issue index="{i}" name="{name}" type="discrete">'
        + "".join(f'<item index="{j}" value="{o}"/>' for j, o in enumerate(options, 1))
        + "</issue>"
        for i, (name, options) in enumerate(RANKED.items(), 1)
    )


def rules(named, constraints):
    ranks = "".join(
        f'<issue index="{i}">'
        + "".join(
            f'<item index="{j}" rank="{r}"' + (f' value="{o}"/>' if named else "/>")
            for j, (o, r) in enumerate(zip(options, own), 1)
        )
        + "</issue>"
        for i, (options, own) in enumerate(zip(RANKED.values(), RANKS), 1)
    )
    return f"<rules><ranks>{ranks}</ranks><constraints>{constraints}</constraints></rules>"


class Genius(ProgramTest):
    def files(self, **files):
        paths = []
        for name, text in files.items():
            path = os.path.join(self.folder, name.replace("__", "."))
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return paths

    def deal(self, *arguments):
        done = self.run_program("deal", "--json", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_nested(self):
        """Least and greatest of rectangles, nested, against each of 60 packages."""
        rng = random.Random(7)
        packages = list(itertools.product(*(range(a, b + 1) for a, b in INTEGERS.values())))
        for _ in range(25):
            both = []
            while len(both) < 2:
                one = random_function(rng, rng.randint(0, 2))
                if any(one[1](p) for p in packages):
                    both.append(one)
            names = [
                profile(
                    issues(INTEGERS) + f'<utility maxutility="12">{xml}</utility>',
                    ' type="nonlinear"',
                )
                for xml, _ in both
            ]
            expected = efficient(
                [tuple(round(min(worth(b) / 12, 1), 9) for _, worth in both) for b in packages]
            )
            found = self.deal(*self.files(d__xml=domain(issues(INTEGERS)), a__xml=names[0], b__xml=names[1]))
            self.assertEqual(
                sorted(tuple(round(u, 9) for u in p["utilities"]) for p in found["front"]), expected
            )
            # and as it is written again, in sums of rectangles alone
            folder = os.path.join(self.folder, "written")
            files = [os.path.join(self.folder, name) for name in ("d.xml", "a.xml", "b.xml")]
            done = self.run_program("model", "--to", "genius", "-o", folder, *files)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            again = self.deal(folder)
            for key in ("outcomes", "front", "parties"):
                self.assertEqual(again[key], found[key])

    def test_ranks(self):
        """Ranks with every kind of constraint, against each package."""
        constrained = profile(ranked_issues() + rules(True, CONSTRAINTS), ' type="constraint"')
        plain = profile(ranked_issues() + rules(False, ""), ' type="constraint"')
        files = self.files(d__xml=domain(ranked_issues()), a__xml=constrained, b__xml=plain)
        bids = list(itertools.product(*RANKED.values()))
        plainly = [
            sum(r[o.index(one)] / max(r) for one, o, r in zip(b, RANKED.values(), RANKS)) / 4
            for b in bids
        ]
        expected = efficient(
            [(round(ranked_worth(b), 9), round(1 - p, 9)) for b, p in zip(bids, plainly)]
        )
        model = json.loads(self.run_program("model", "--import", *files).stdout)
        self.assertIn("1 constraints of a kind that Genius passes over", model["questions"][0])
        for stance in model["stances"]:
            if stance["party"] == "b":
                stance["values"] = {o: 1 - v for o, v in stance["values"].items()}
        found = self.deal(*self.files(m__json=json.dumps(model)))
        self.assertEqual(
            sorted(tuple(round(u, 9) for u in p["utilities"]) for p in found["front"]), expected
        )

    def test_uncertain(self):
        """A profile of type UNCERTAIN says what options are worth like any other."""
        one = '<issue index="1" name="i" type="discrete"><item index="1" value="x"{}/><item index="2" value="y"{}/></issue>'
        told = one.format(' evaluation="2"', ' evaluation="1"') + '<weight index="1" value="1"/>'
        files = self.files(
            d__xml=domain(one.format("", "")),
            a__xml=profile(told, ' type="UNCERTAIN"', "<comparisons>10</comparisons><errors>0</errors>"),
            b__xml=profile(told.replace('"2"/>', '"4"/>')),
        )
        self.assertEqual([p["utilities"] for p in self.deal(*files)["front"]][0][0], 1)

    def test_odd(self):
        """Other encodings, byte-order marks, missing evaluations, capitals."""
        one = '<issue index="1" name="Café" type="discrete"><item index="1" value="thé"{}/><item index="2" value="eau"{}/></issue>'
        told = one.format(' evaluation="2"', ' evaluation="null"') + '<weight index="1" value="1"/>'
        marked = b"\xef\xbb\xbf" + domain(one.format("", "")).encode()
        for a in (
            ('<?xml version="1.0" encoding="ISO-8859-1"?>' + profile(told)).encode("latin-1"),
            profile(told).encode("utf-16"),
            profile(told).replace("utility_space", "Utility_Space").encode(),
            profile(told).replace("evaluation", "Evaluation").replace("weight", "WEIGHT").encode(),
            ("stray words\n" + profile(told) + "\nmore of them").encode(),
            profile(told).replace('name="all"', 'name="a < b & c"').encode(),
            profile(told).replace('value="1"', 'value=" 1,0 "').encode(),
            profile(told).replace("</objective>", "").encode(),
        ):
            found = self.deal(*self.files(d__xml=marked, a__xml=a, b__xml=profile(told)))
            self.assertEqual(found["front"][0]["package"], {"Café": "thé"})
            self.assertEqual(found["parties"][0]["worst"], 0)

    def test_cut_short(self):
        """A root that never closes is refused; one within it that does not is made up for."""
        whole = profile(issues(INTEGERS), "", '<reservation value="0.4"/>')
        for cut in (whole[:-1], whole[: whole.index(' value="0.4"')], whole.replace("</utility_space>", "")):
            done = self.run_program("deal", *self.files(d__xml=domain(issues(INTEGERS)), a__xml=cut))
            self.assertEqual(done.returncode, 3)
            self.assertIn("a.xml': cut short: 'utility_space' is never closed", done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_no_number(self):
        """What is there and is no number is refused with its line; what is not there is not."""
        one = '\n<issue index="1" name="i" type="discrete"><item index="1" value="x" evaluation="2"/></issue>'
        told = '<?xml version="1.0"\n?>' + profile(one + '<weight index="1" value="{}"/>', "", '\n<reservation value="{}"/>')
        for weight, reservation, message in (
            ("nan", "0", "a.xml': line 3: 'value' of 'weight' is no number: 'nan'"),
            ("1", "0.4.1", "a.xml': line 4: 'value' of 'reservation' is no number: '0.4.1'"),
        ):
            files = self.files(d__xml=domain(one), a__xml=told.format(weight, reservation))
            done = self.run_program("deal", *files)
            self.assertEqual(done.returncode, 3)
            self.assertIn(message, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1)
        files = self.files(d__xml=domain(one), a__xml=told.format("1", ""))
        self.assertEqual(self.run_program("model", "--import", *files).returncode, 0)

    def test_misspelt(self):
        """Options that the domain lacks are told, also among ranks."""
        one = '<issue index="1" name="i" type="discrete"><item index="1" value="{}" {}/></issue>'
        ranks = one.format("wets", 'rank="1"')
        for inside in (
            one.format("wets", 'evaluation="1"') + '<weight index="1" value="1"/>',
            one.format("west", "") + f"<rules><ranks>{ranks}</ranks></rules>",
        ):
            files = self.files(d__xml=domain(one.format("west", "")), a__xml=profile(inside))
            done = self.run_program("model", "--import", *files)
            self.assertEqual(done.returncode, 0, done.stderr)
            told = "says something of 1 options that the domain lacks, the first 'wets' of 'i'"
            self.assertTrue(any(told in q for q in json.loads(done.stdout)["questions"]))

    def test_refused(self):
        for inside, message in (
            (rules(True, '<constraint type="zeroConstraint" index="1"><valueassignment index="9" value="x"/></constraint>'),
             "a constraint names an issue that is not there"),
            (rules(True, '<constraint type="sumZeroConstraint" index="1" value="o" min="0" max="1"><item index="1"/></constraint>'),
             "a constraint counts the option 'none', which is no whole number"),
            ("<rules/>", "no ranks of any issue"),
        ):
            a = profile(ranked_issues() + inside, ' type="constraint"')
            done = self.run_program("deal", *self.files(d__xml=domain(ranked_issues()), a__xml=a))
            self.assertEqual(done.returncode, 3)
            self.assertIn(message, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
