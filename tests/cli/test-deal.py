"""Bargaining models: domains of other programs, what is concluded from them, what is refused."""

import glob
import json
import os
import signal
import subprocess
import unittest

from program import PROGRAM, ROOT, ProgramTest

GENIUS_DOMAIN = """<!-- a comment before the declaration -->
<?xml version="1.0"?>
<negotiation_template><utility_space number_of_issues="3">
<objective index="0" name="all" type="objective">
 <issue index="1" name="Bread & butter" type="discrete" vtype="discrete">
  <item index="1" value="rye"/><item index="2" value="wheat"/></issue>
 <objective index="9" name="inner" type="objective">
 <issue index="2" name="price" type="integer" vtype="integer" lowerbound="1" upperbound="3"/>
 </objective>
 <issue index="3" name="day"><item index="1" value="a"/><item index="2" value="b"/></issue>
</objective></utility_space></negotiation_template>"""

GENIUS_A = """<utility_space><objective index="0" name="all" type="objective">
 <weight index="1" value="0.5"/><weight index="3" value="0.2"/>
 <issue index="1" name="Bread & butter" type="discrete">
  <item index="1" value="rye" evaluation="3"/><item index="2" value="wheat" evaluation="1"/></issue>
 <objective index="9" name="inner"><weight index="2" value="0.3"/>
 <issue index="2" name="price" type="integer" lowerbound="1" upperbound="3">
  <evaluator ftype="linear" offset="0" slope="0.5"/></issue></objective>
 <issue index="3" name="day"><item index="1" value="a" evaluation="0"/>
  <item index="2" value="b" evaluation="0"/></issue>
</objective><discount_factor value="0.8"/><reservation value="0.4"/></utility_space>"""

GENIUS_B = """<utility_space type="nonlinear"><objective index="0" name="all" type="objective">
 <issue index="1" name="Bread & butter" type="discrete"><item index="1" value="rye"/></issue>
 <issue index="2" name="price" type="integer" lowerbound="1" upperbound="3"/>
 <issue index="3" name="day"/>
 <utility maxutility="20"><ufun weight="1" aggregation="sum">
  <hyperRectangle utility="8"><INCLUDES index="2" min="1" max="2"/></hyperRectangle>
  <hyperRectangle utility="6"><EXCLUDES index="2" min="2" max="3"/></hyperRectangle>
  <hyperRectangle utility="3"/>
 </ufun></utility></objective></utility_space>"""

NEGMAS_SPACE = """type: CartesianOutcomeSpace
name: sale
issues:
- {name: price, type: ContiguousIssue, values: [1, 3]}
- name: colour
  type: negmas.outcomes.CategoricalIssue
  values: [red, blue]
"""
NEGMAS_A = """type: LinearAdditiveUtilityFunction
reserved_value: 0.25
values:
- {type: AffineFun, slope: 0.5, bias: -0.5}
- type: TableFun
  mapping: {red: 1.0, blue: 0.0}
weights: [0.75, 0.25]
"""

GENIUSWEB_DOMAIN = {
    "name": "d",
    "issuesValues": {
        "i": {"values": ["x", "y"]},
        "n": {"range": {"low": 0, "high": 1, "step": 0.5}},
    },
}


def geniusweb(x, y, low, high, bid):
    return {
        "LinearAdditiveUtilitySpace": {
            "issueUtilities": {
                "i": {"DiscreteValueSetUtilities": {"valueUtilities": {"x": x, "y": y}}},
                "n": {
                    "NumberValueSetUtilities": {
                        "lowValue": 0, "lowUtility": low, "highValue": 1, "highUtility": high
                    }
                },
            },
            "issueWeights": {"i": 0.4, "n": 0.6},
            "domain": GENIUSWEB_DOMAIN,
            "name": "p",
            "reservationBid": {"issuevalues": bid} if bid else None,
        }
    }


class Deal(ProgramTest):
    def files(self, **files):
        paths = []
        for name, text in files.items():
            path = os.path.join(self.folder, name.replace("__", "."))
            with open(path, "w", encoding="utf-8") as file:
                file.write(text if isinstance(text, str) else json.dumps(text))
            paths.append(path)
        return paths

    def deal(self, *arguments):
        done = self.run_program("deal", "--json", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_genius(self):
        found = self.deal(*self.files(d__xml=GENIUS_DOMAIN, a__xml=GENIUS_A, b__xml=GENIUS_B))
        self.assertEqual(found["outcomes"], 12)
        values = {
            (p["package"]["Bread & butter"], p["package"]["price"]): p["utilities"]
            for p in found["front"]
        }
        # the best of each issue is 1 of its weight; the rectangles' sum of 20
        self.assertAlmostEqual(values[("rye", "1")][0], 0.5)
        self.assertAlmostEqual(values[("rye", "1")][1], (8 + 6 + 3) / 20)
        self.assertAlmostEqual(values[("rye", "3")][0], 0.8)
        self.assertAlmostEqual(values[("rye", "3")][1], 3 / 20)
        self.assertAlmostEqual(values[("rye", "2")][0], 0.65)
        self.assertAlmostEqual(values[("rye", "2")][1], 11 / 20)
        self.assertEqual([p["ties"] for p in found["front"]], [2, 2, 2])
        self.assertEqual(found["parties"][0]["threshold"], 0.4)
        self.assertIsNone(found["parties"][1]["threshold"])

    def test_negmas(self):
        b = NEGMAS_A.replace("slope: 0.5, bias: -0.5", "slope: -0.5, bias: 1.5")
        found = self.deal(*self.files(s__yml=NEGMAS_SPACE, a__yml=NEGMAS_A, b__yml=b))
        self.assertEqual(
            [p["utilities"] for p in found["front"]], [[1, 0.25], [0.625, 0.625], [0.25, 1]]
        )
        self.assertEqual(found["unanimous"], 4)

    def test_geniusweb(self):
        a = geniusweb(1, 0, 0, 1, {"i": "x", "n": 0.5})
        b = geniusweb(0, 1, 1, 0, None)
        found = self.deal(*self.files(d__json=GENIUSWEB_DOMAIN, a__json=a, b__json=b))
        self.assertEqual(found["outcomes"], 6)
        self.assertEqual(found["parties"][0]["threshold"], 0.7)
        self.assertEqual(found["parties"][0]["acceptable"], 2)
        self.assertEqual(found["front"][0]["utilities"], [1, 0])

    def test_negmas_boxes(self):
        """Numbers paid in boxes; a table whose numbers are spelt otherwise."""
        boxes = {
            "type": "negmas.preferences.HyperRectangleUtilityFunction",
            "outcome_ranges": [{"0": [2, 3]}, {"price": 1, "colour": ["red"]}, None],
            "utilities": [0.5, 2, 1],
            "weights": [1, 0.5, 0.25],
            "reserved_value": 0.3,
        }
        table = NEGMAS_A.replace(
            "{type: AffineFun, slope: 0.5, bias: -0.5}",
            "{type: TableFun, mapping: {1.0: 0, '2.0': 0.5, 3: 1}}",
        )
        found = self.deal(*self.files(s__yml=NEGMAS_SPACE, a__yml=table, b__json=boxes))
        values = {tuple(p["package"].values()): p["utilities"] for p in found["front"]}
        self.assertEqual(values, {("3", "red"): [1, 0.75], ("1", "red"): [0.25, 1.25]})
        self.assertEqual(found["parties"][1]["acceptable"], 5)

    def test_geniusweb_groups(self):
        """A sum over groups of issues."""
        group = {"issues": ["i", "n"], "utilslist": [
            {"values": ["x", 0.5], "util": 0.75}, {"values": ["y", 1], "util": 0.5}]}
        a = {"SumOfGroupsUtilitySpace": {
            "domain": GENIUSWEB_DOMAIN, "name": "a",
            "partUtilities": {"both": {"partsutils": group}}}}
        found = self.deal(*self.files(a__json=a, b__json=geniusweb(0, 1, 0, 1, None)))
        values = {tuple(p["package"].values()): p["utilities"] for p in found["front"]}
        self.assertEqual(values, {("x", "0.5"): [0.75, 0.3], ("y", "1"): [0.5, 1]})
        group["utilslist"][0]["values"] = ["z", 0]
        done = self.run_program("deal", *self.files(a__json=a, d__json=GENIUSWEB_DOMAIN))
        self.assertIn("combination 1 of group 'both' is not of options of its issues", done.stderr)

    def test_spelling(self):
        """Profiles that spell the domain's names in capitals, or with other blanks."""
        loud = GENIUS_A.replace("Bread & butter", "bread &  BUTTER").replace('"rye"', '"Rye "')
        plain, other = (
            self.deal(*self.files(d__xml=GENIUS_DOMAIN, a__xml=a, b__xml=GENIUS_B))
            for a in (GENIUS_A, loud)
        )
        self.assertEqual(plain, other)

    def test_domains(self):
        """The same domain twice is one; two domains are not to be mixed."""
        files = {"d__xml": GENIUS_DOMAIN, "a__xml": GENIUS_A, "b__xml": GENIUS_B}
        once = self.deal(*self.files(**files))
        self.assertEqual(self.deal(*self.files(e__xml=GENIUS_DOMAIN, **files)), once)
        other = GENIUS_DOMAIN.replace('name="day"', 'name="night"')
        done = self.run_program("deal", *self.files(e__xml=other, **files))
        self.assertEqual(done.returncode, 3)
        self.assertIn("another domain than", done.stderr)

    def test_import_is_a_model(self):
        for files in (
            {"d__xml": GENIUS_DOMAIN, "a__xml": GENIUS_A, "b__xml": GENIUS_B},
            {"s__yml": NEGMAS_SPACE, "a__yml": NEGMAS_A},
        ):
            paths = self.files(**files)
            done = self.run_program("model", "--import", *paths)
            self.assertEqual(done.returncode, 0, done.stderr)
            model = self.files(m__json=done.stdout)
            first, second = self.deal(*paths), self.deal(*model)
            self.assertEqual(first, second)
            checked = self.run_program("model", "--check", *model)
            self.assertEqual(checked.stdout, "the model is sound\n")

    def export(self, format, *paths):
        folder = os.path.join(self.folder, format)
        done = self.run_program("model", "--to", format, "-o", folder, *paths)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")
        return folder, done.stderr.replace("entente: ", "").splitlines()

    def test_export(self):
        """What is written for another program is read as the same model again."""
        values = [{"x": 1, "y": 0.25, "z": 0}, {"10": 0, "20": 1}]
        package = {"i & j": "y", "n": 10}
        model = {
            "parties": [{"name": "Côte d'Or", "fallback": {"package": package}}, {"name": "b/c"}],
            "issues": [
                {"name": "i & j", "options": ["x", "y", "z"]},
                {"name": "n", "kind": "numeric", "options": [10, 20]},
            ],
            "stances": [
                {"party": "Côte d'Or", "issue": "i & j", "salience": 0.75, "values": values[0]},
                {"party": "Côte d'Or", "issue": "n", "salience": 0.25, "values": values[1]},
                {"party": "b/c", "issue": "i & j", "salience": 0.5, "values": {"x": 0, "y": 0.5, "z": 1}},
                {"party": "b/c", "issue": "n", "salience": 0.5, "values": {"10": 1, "20": 0}},
            ],
        }
        path = self.files(m__json=model)
        plain = self.deal(*path)
        for format in ("genius", "geniusweb", "negmas", "negolog"):
            folder, notes = self.export(format, *path)
            self.assertEqual(notes, [])
            again = self.deal(folder)
            for key in ("outcomes", "unanimous"):
                self.assertEqual(again[key], plain[key])
            self.assertEqual(sorted(os.listdir(folder))[0].split(".")[0], "Côte d'Or")
            order = [p["name"] for p in again["parties"]]
            self.assertEqual(sorted(order), ["Côte d'Or", "b_c"])
            self.assertEqual(
                [[p["utilities"][order.index(n)] for n in ("Côte d'Or", "b_c")] for p in again["front"]],
                [p["utilities"] for p in plain["front"]],
            )
            self.assertEqual(again["parties"][0]["threshold"], 0.1875)

    def test_export_otherwise(self):
        """What a format has no place for is named, and what would change utilities refused."""
        model = {
            "parties": [{"name": "A", "fallback": 4}, {"name": "B"}],
            "issues": [{"name": "i", "options": ["x", "y"]}, {"name": "n", "range": {"from": 1, "to": 3}}],
            "stances": [
                {"party": "A", "issue": "i", "values": {"x": -3, "y": 7}},
                {"party": "A", "issue": "n", "salience": 2, "values": {"1": 0, "3": 5}},
                {"party": "B", "issue": "i", "values": {"x": [0.4, 0.6], "y": 0}},
            ],
            "red_lines": [{"party": "B", "refuses": {"i": "y"}}],
            "rule": {"kind": "majority"},
        }
        path = self.files(m__json=model)
        for format, n in (("genius", 4), ("geniusweb", 5), ("negmas", 3), ("negolog", 3)):
            folder, notes = self.export(format, *path)
            self.assertEqual(len(notes), n, notes)
            told = self.deal(folder)["parties"][0]
            self.assertAlmostEqual(
                told["best"], 17 if format.startswith("neg") else 1
            )
            if format == "genius":
                self.assertAlmostEqual(told["threshold"], 7 / 20)
        model["interactions"] = [{"party": "A", "when": {"i": "x", "n": [1, 3]}, "value": 2}]
        path = self.files(m__json=model)
        folder, _ = self.export("negmas", *path)
        model.pop("red_lines"), model.pop("rule")
        found, plain = self.deal(folder), self.deal(*self.files(m__json=model))
        self.assertEqual([p["utilities"] for p in found["front"]], [p["utilities"] for p in plain["front"]])
        done = self.run_program("model", "--to", "genius", "-o", folder, *path)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr, "entente: 'A' has interactions, which genius cannot be told\n")

    def test_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not there")
        with open(os.path.join(ROOT, "docs/schema/model.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        paths = self.files(d__xml=GENIUS_DOMAIN, a__xml=GENIUS_A, b__xml=GENIUS_B)
        imported = json.loads(self.run_program("model", "--import", *paths).stdout)
        dossier = os.path.join(self.folder, "talks.entente")
        self.run_program("read", "-q", "-d", dossier, os.path.join(ROOT, "examples/talks"))
        derived = json.loads(self.run_program("model", "-d", dossier).stdout)
        for model in (imported, derived):
            jsonschema.validate(model, schema)
        with open(os.path.join(ROOT, "docs/schema/deal.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        model = os.path.join(self.folder, "m.json")
        with open(model, "w", encoding="utf-8") as file:
            json.dump(derived, file)
        ferry = os.path.join(ROOT, "examples/ferry-model.json")
        for files in (paths, ["--samples", "20", ferry], ["--samples", "20", model]):
            jsonschema.validate(self.deal(*files), schema)

    def test_derived(self):
        """Every value of a dossier's model cites its sentences or says that it is assumed."""
        dossier = os.path.join(self.folder, "talks.entente")
        self.run_program("read", "-q", "-d", dossier, os.path.join(ROOT, "examples/talks"))
        done = self.run_program("model", "-d", dossier)
        model = json.loads(done.stdout)
        for stance in model["stances"]:
            self.assertTrue(stance["evidence"])
            for value in stance["values"].values():
                self.assertTrue(value["evidence"])
                if value["evidence"] == "assumed":
                    self.assertIn(value["value"], ([0, 1], [0, 0.5]))
        self.assertTrue(model["questions"])
        path = self.files(m__json=done.stdout)
        told = self.run_program("deal", "--samples", "50", *path)
        self.assertIn("Not enough is known to tell", told.stdout.splitlines()[1])
        self.assertIn("This rests on", told.stdout)
        self.assertIn("fallbacks being as assumed", told.stdout)
        page = self.run_program("deal", "--samples", "50", "--format", "html", *path).stdout
        self.assertIn("<svg", page)
        self.assertNotIn("<script", page)

    def test_derived_line(self):
        """Amounts of one unit are places on a line; what a party said before it turned is over."""
        pages = [
            ("2025-03-03", "Ukraine demands a ceasefire of 30 days. Russia rejected a ceasefire of 30 "
             "days as a red line. The United States wants a ceasefire of two weeks.\n\n"
             "Russia demands full control of the Donbas. Ukraine rejects full control of the whole Donbas."),
            ("2025-03-20", "Russia accepted a ceasefire of 30 days on Thursday."),
        ]
        lines = [
            json.dumps({"id": str(i), "outlet": f"Paper {i}", "published": day, "text": text})
            for i, (day, text) in enumerate(pages)
        ]
        models = []
        for n in (1, 2):
            dossier = os.path.join(self.folder, f"{n}.entente")
            self.run_program("read", "-q", "-d", dossier, *self.files(p__jsonl="\n".join(lines[:n])))
            models.append(json.loads(self.run_program("model", "-d", dossier).stdout))
        self.assertEqual(models[0]["red_lines"][0]["party"], "Russia")
        self.assertNotIn("red_lines", models[1])
        issues = {i["name"]: i for i in models[1]["issues"]}
        line = issues["ceasefire"]
        self.assertEqual((line["kind"], line["text"]), ("ordered", "in days"))
        self.assertEqual([o["at"] for o in line["options"]], [14, 30, None])
        places = {s["party"]: s.get("position") for s in models[1]["stances"] if s["issue"] == "ceasefire"}
        self.assertEqual(places, {"Ukraine": 30, "Russia": 30, "United States": 14})
        self.assertEqual(len(issues["territory"]["options"]), 2)  # one object in two wordings
        told = self.run_program("forecast", *self.files(m__json=json.dumps(models[1])))
        self.assertIn("ceasefire: a line from 14.00 to 30.00, 3 parties", told.stdout)

    def test_clash(self):
        model = {
            "parties": [{"name": "A"}, {"name": "B"}],
            "issues": [{"name": "i", "options": ["x", "y"]}],
            "stances": [
                {"party": "A", "issue": "i", "values": {"x": 1, "y": 0}},
                {"party": "B", "issue": "i", "values": {"x": 0, "y": 1}},
            ],
            "red_lines": [
                {"party": "A", "refuses": {"i": "y"}},
                {"party": "B", "refuses": {"i": "x"}},
            ],
        }
        path = self.files(m__json=model)
        found = self.deal(*path)
        self.assertEqual(found["acceptable"], 0)
        self.assertFalse(found["zone"])
        self.assertEqual(found["red_lines"]["clashes"], [[0, 1]])
        self.assertEqual(found["red_lines"]["relaxations"], [[0], [1]])
        told = self.run_program("deal", *path).stdout
        self.assertIn("While these red lines and fallbacks hold", " ".join(told.split()))

    def test_bad(self):
        for text, message in (
            ('{"parties": [], "issues": []}', "line 1: parties: no party"),
            ('{"partys": [], "issues": [{"name": "i", "options": ["x"]}]}', "line 1: partys: unknown key"),
            ("{nonsense", "line 1: "),
            ("just words", "neither a bargaining model nor a domain"),
            ("<utility_space/>", "no utility_space with an objective"),
            ("<negotiation_template>", "no utility_space with an objective"),
        ):
            done = self.run_program("deal", *self.files(bad__json=text))
            self.assertEqual(done.returncode, 3)
            self.assertEqual(done.stdout, "")
            self.assertEqual(len(done.stderr.splitlines()), 1)
            self.assertIn(message, done.stderr)
        done = self.run_program("deal", os.path.join(self.folder, "none.json"))
        self.assertIn("No such file", done.stderr)

    def test_thresholds(self):
        """What just makes the fallback is accepted, and nothing else is, however large."""
        large = {
            "parties": [{"name": "A", "fallback": 5e8}, {"name": "B"}],
            "issues": [{"name": i, "options": ["x", "y"]} for i in "ijk"],
            "stances": [
                {"party": "A", "issue": i, "salience": 1e9, "values": {"x": 1e9, "y": 0}}
                for i in "ijk"
            ] + [{"party": "B", "issue": "i", "values": {"x": 0, "y": 1}}],
        }
        odd = {
            "parties": [{"name": "A", "fallback": 2000000.5}, {"name": "B"}],
            "issues": [{"name": "i", "options": ["x", "a", "b"]},
                       {"name": "j", "options": ["x", "c"]}],
            "stances": [
                {"party": "A", "issue": "i",
                 "values": {"x": 2000000.2, "a": 1.23456789012345, "b": 0.98765432109871}},
                {"party": "A", "issue": "j", "values": {"x": 0.3, "c": 0.1357913579135}},
                {"party": "B", "issue": "i", "values": {"x": 0, "a": 1, "b": 0}},
            ],
        }
        for model, n in ((large, 7), (odd, 1)):
            found = self.deal(*self.files(m__json=model))
            self.assertEqual(found["parties"][0]["acceptable"], n)

    def small(self, parties, stances, **more):
        """What is concluded of one issue: by party, what each option of "pay" is worth."""
        model = {
            "parties": parties,
            "issues": [{"name": "pay", "options": list(next(iter(stances.values())))}],
            "stances": [{"party": party, "issue": "pay", "values": values} for party, values in stances.items()],
            **more,
        }
        return self.deal(self.write("small.json", json.dumps(model)))

    def test_caps_and_floors_are_exact(self):
        told = self.small(
            [{"name": "A", "cap": 0.98, "fallback": 0}, {"name": "B", "fallback": 0.1, "floor": 0.31}],
            {"A": {"x": 1.5, "y": 0.5, "z": 0}, "B": {"x": 0, "y": 0.5, "z": 1}},
        )
        self.assertEqual([point["utilities"] for point in told["front"]], [[0.98, 0.31], [0.5, 0.5], [0, 1]])

    def test_zone_of_those_who_are_asked(self):
        """One package is accepted by a majority, and worse for all than one that crosses more lines."""
        worth = {"x": 0, "y": 0.6, "z": 0.7}
        told = self.small(
            [{"name": name, "fallback": 0.5} for name in "ABC"],
            {name: worth for name in "ABC"},
            rule={"kind": "majority", "quota": 0.5},
            red_lines=[
                {"party": "A", "refuses": {"pay": ["y", "z"]}},
                {"party": "B", "refuses": {"pay": "z"}},
            ],
        )
        self.assertEqual((told["acceptable"], told["zone"]), (1, True))

    def test_less_than_nothing(self):
        """Values keep their sign, and who has no fallback accepts what is worth less than 0."""
        told = self.small(
            [{"name": "A", "fallback": 0.2}, {"name": "B"}],
            {"A": {"x": 1, "y": 0.5}, "B": {"x": -0.2, "y": -0.1}},
        )
        self.assertEqual(told["unanimous"], 2)
        self.assertEqual(told["solutions"]["egalitarian"]["value"], -0.1)
        self.assertIsNotNone(told["solutions"]["utilitarian_over_thresholds"]["package"])

    def test_no_deal(self):
        """Where nothing is agreed most often, the answer says so in these words."""
        values = {"as it is": 0, "x": [-1, 1.1]}
        model = {
            "parties": [{"name": "A", "fallback": 0}, {"name": "B", "fallback": 0}],
            "issues": [{"name": "i", "options": list(values), "status_quo": "as it is"}],
            "stances": [{"party": p, "issue": "i", "values": values} for p in "AB"],
        }
        told = self.run_program("deal", *self.files(m__json=model)).stdout
        self.assertIn("No deal at all is Nash's solution more often", " ".join(told.split()))

    def test_threads(self):
        """Their number changes nothing of what comes out."""
        model = os.path.join(ROOT, "examples", "ferry-model.json")
        told = {
            self.run_program("deal", "--json", *threads, model).stdout
            for threads in ((), ("--threads", "1"), ("--threads", "2"), ("--threads", "5"))
        }
        self.assertEqual(len(told), 1)
        done = self.run_program("deal", "--threads", "0", model)
        self.assertEqual(done.returncode, 2)
        self.assertIn("threads", done.stderr)

    def test_interrupted(self):
        """What is proven by then is told, and the status says that it was interrupted."""
        model = os.path.join(ROOT, "examples", "ferry-model.json")
        command = [PROGRAM, "deal", "--json", "--samples", "1000000", model]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            caught = 0
            while not caught & 1 << signal.SIGINT - 1 and process.poll() is None:
                with open(f"/proc/{process.pid}/status") as status:
                    caught = next(int(line.split()[1], 16) for line in status if line.startswith("SigCgt"))
            process.send_signal(signal.SIGINT)
            out, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, errors), (130, ""))
        self.assertTrue(json.loads(out)["stopped"])

    def test_refused(self):
        """A dossier is no model; one party makes no deal; imported numbers are bounded."""
        path = os.path.join(self.folder, "talks.entente")
        with open(path, "wb") as file:
            file.write(b"SQLite format 3\0" + bytes(100))
        for name in ("deal", "stable", "forecast"):
            done = self.run_program(name, path)
            self.assertEqual(done.returncode, 3)
            self.assertEqual(
                done.stderr,
                f"entente: '{path}': a dossier; 'entente model -d {path}' makes a model of it\n",
            )
        files = self.files(d__xml=GENIUS_DOMAIN, a__xml=GENIUS_A, b__xml=GENIUS_B)
        done = self.run_program("deal", "--parties", "a", *files)
        self.assertEqual(done.stderr, "entente: 'a' alone makes no deal: name two parties or more\n")
        for old, new, message in (
            ('"0.5"', '"-1"', "which is not from 0 to 1e+09"),
            ('value="0.4"', 'value="1e300"', "a fallback of 1e+300"),
        ):
            files = self.files(d__xml=GENIUS_DOMAIN, a__xml=GENIUS_A.replace(old, new, 1))
            done = self.run_program("deal", *files)
            self.assertEqual(done.returncode, 3)
            self.assertIn(message, done.stderr)
        many = '<INCLUDES index="2" min="1" max="2"/>'
        files = self.files(d__xml=GENIUS_DOMAIN, b__xml=GENIUS_B.replace(many, 4 * many, 1))
        done = self.run_program("deal", *files)
        self.assertIn("more bounds than there are issues", done.stderr)

    def test_anl(self):
        """The domains of the ANL 2022 league: front with bids, Nash, opposition."""
        folders = sorted(glob.glob(os.path.join(ROOT, "../shared/domains/anl2022/*")))
        if not folders:
            self.skipTest("the domains are not here")
        for folder in folders:
            with self.subTest(folder):
                with open(os.path.join(folder, "specials.json"), encoding="utf-8") as file:
                    told = json.load(file)
                name = os.path.basename(folder) + ".json"
                found = self.deal(
                    *(os.path.join(folder, f) for f in (name, "profileA.json", "profileB.json"))
                )
                points = sorted((sorted(p["package"].items()), p["utilities"]) for p in found["front"])
                expected = sorted((sorted(p["bid"].items()), p["utility"]) for p in told["pareto_front"])
                self.assertEqual([dict(p[0]) for p in points], [dict(p[0]) for p in expected])
                for (_, a), (_, b) in zip(points, expected):
                    self.assertAlmostEqual(a[0], b[0], 12)
                    self.assertAlmostEqual(a[1], b[1], 12)
                self.assertEqual(found["outcomes"], told["size"])
                self.assertEqual(found["solutions"]["nash"]["package"], told["nash"]["bid"])
                self.assertEqual(found["solutions"]["equal"]["package"], told["kalai"]["bid"])
                self.assertAlmostEqual(
                    found["opposition"]["equal"]["value"], told["opposition"], 12
                )


if __name__ == "__main__":
    unittest.main()
