"""stable, forecast and backtest: what holds and what is likely, from files."""

import json
import unittest
import xml.etree.ElementTree

from exports import jsonschema, validator
from program import ROOT, ProgramTest

EXAMPLES = ROOT / "examples" / "conflicts"
GOLDEN = ROOT / "tests" / "golden" / "conflicts"
SHARED = ROOT.parent / "shared"

# What a file may be and what is said of it, besides the file's name.
BAD = [
    ("not JSON", "line 1: "),
    ('{"dms": []}', "dms: no decision makers"),
    ('{"dms": ["A"], "options": []}', "options: there are none"),
    (
        '{"dms": ["A"], "options": [%s]}'
        % ", ".join('{"name": "o%d", "dm": "A"}' % k for k in range(40)),
        "options: 40 options make more states than can be tried",
    ),
    (
        '{"dms": ["A"], "states": [{"id": 1}], "moves": {"A": [[1, 2]]}}',
        "moves of A[0]: there is no state 2",
    ),
    (
        '{"dms": ["A"], "states": [{"id": 1}, {"id": 2}], "moves": {"A": [[1, 2]]},'
        ' "preference": {"A": {"better": [[1, 2], [2, 1]]}}}',
        "preference of A: a cycle would make state 1 better than itself",
    ),
    ('{"kind": "spatial"}', "positions on a line, which 'entente forecast' reads"),
    ('{"parties": []}', "no party"),
]


def part(whole, wanted):
    """What of `whole` has the keys of `wanted`, at any depth."""
    if isinstance(wanted, dict) and isinstance(whole, dict):
        return {key: part(whole.get(key), value) for key, value in wanted.items()}
    return whole


def without_notes(expected):
    if isinstance(expected, dict):
        return {
            key: without_notes(value)
            for key, value in expected.items()
            if not key.endswith("note") and not key.startswith("published")
        }
    return expected


class Stable(ProgramTest):
    def stable(self, path, *options):
        return json.loads(self.check(0, "stable", "--json", *options, str(path)).stdout)

    def check_case(self, path):
        expected = without_notes(json.loads(path.read_text())["expected"])
        self.assertEqual(part(self.stable(path), expected), expected)

    def test_reckoned_by_hand(self):
        paths = sorted(GOLDEN.glob("*.json"))
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.name):
                self.check_case(path)

    def test_published_cases(self):
        paths = sorted((SHARED / "conflicts").glob("*.json"))
        if not paths:
            self.skipTest("no ../shared/conflicts")
        for path in paths:
            with self.subTest(path.name):
                case = json.loads(path.read_text())
                if case["kind"] != "spatial":
                    self.check_case(path)
                    continue
                done = self.check(0, "forecast", "--json", str(path))
                told = json.loads(done.stdout)
                near = case["expected"].pop("tolerance")
                for key, value in case["expected"].items():
                    self.assertAlmostEqual(told[key], value, delta=near)

    def test_text_says_why(self):
        done = self.check(0, "stable", str(EXAMPLES / "ferry.json"))
        self.assertIn("What holds", done.stdout)
        self.assertRegex(done.stdout, r"(?s)Company could .*, but Union would .*does not\s+prefer")
        self.assertIn("ripe for a deal: yes", done.stdout)
        self.assertEqual(done.stderr, "")

    def test_looking_at_a_state(self):
        told = self.stable(EXAMPLES / "ferry.json", "--state", "5")
        self.assertEqual(told["state"], 5)
        self.assertTrue(told["guarantee"]["confirmed"])
        self.assertEqual(
            told["guarantee"]["changes"],
            [{"dm": "Company", "kind": "spoil", "state": 4, "no_better_than": 5}],
        )
        self.assertEqual([f["states"] for f in told["flips"]], [[4, 5]])
        done = self.check(3, "stable", "--state", "99", str(EXAMPLES / "ferry.json"))
        self.check_one_line(done.stderr, "no state '99'")

    def test_explained(self):
        done = self.check(0, "stable", "--explain", str(EXAMPLES / "ferry.json"))
        for source in ("Howard", "Fraser", "Nash", "Vieira", "Zartman"):
            self.assertIn(source, done.stdout)

    def test_threads_change_no_byte(self):
        for form in ("text", "json", "svg"):
            one, many = (
                self.check(0, "stable", "-j", jobs, "-f", form, str(EXAMPLES / "ferry.json"))
                for jobs in ("1", "4")
            )
            self.assertEqual(one.stdout, many.stdout)

    def test_pictures_are_xml(self):
        for command, name in (("stable", "ferry"), ("forecast", "dues"), ("forecast", "port")):
            done = self.check(0, command, "-q", "-f", "svg", str(EXAMPLES / f"{name}.json"))
            root = xml.etree.ElementTree.fromstring(done.stdout)
            self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")

    def test_bad_files(self):
        for content, message in BAD:
            with self.subTest(content[:60]):
                path = self.write("bad.json", content)
                done = self.check(3, "stable", path)
                self.check_one_line(done.stderr, "'bad.json': ", message)
                self.assertEqual(done.stdout, "")
        self.check_one_line(self.check(3, "stable", "none.json").stderr, "'none.json': ")

    def test_bargaining_model(self):
        model = EXAMPLES / "port.json"
        told = self.stable(model)
        self.assertEqual(set(told["types"]), set("abcd"))
        self.assertEqual(told["status_quo"]["start"], 0)
        patience = {p["dm"]: p["patience"] for p in told["self_enforcement"]}
        self.assertEqual(set(patience), {"Company", "Union"})
        named = self.stable(model, "--package", "board's draft")
        self.assertEqual(named, told)
        self.assertNotEqual(self.stable(model, "--package", "best"), told)
        done = self.check(3, "stable", "--package", "minutes", str(model))
        self.check_one_line(done.stderr, "no draft 'minutes'")

    def test_names_of_strangers_are_harmless(self):
        hostile = (EXAMPLES / "port.json").read_text().replace("Company", "Com\\u001b[2Jp\\n\\u202ey")
        path = self.write("hostile.json", hostile)
        for command in ("stable", "forecast"):
            for form in ("text", "json", "svg"):
                out = self.check(0, command, "-q", "-f", form, path).stdout
                for character in ("\x1b", "\u202e"):
                    self.assertNotIn(character, out)

    @unittest.skipUnless(jsonschema, "no python3-jsonschema")
    def test_schema(self):
        checker = validator("stable")
        for path in sorted(GOLDEN.glob("*.json")) + [EXAMPLES / "ferry.json"]:
            checker.validate(self.stable(path))
            checker.validate(self.stable(path, "--state", "0"))
        checker.validate(self.stable(EXAMPLES / "port.json"))
        for name in ("dues", "port"):
            done = self.check(0, "forecast", "-q", "--json", str(EXAMPLES / f"{name}.json"))
            for line in done.stdout.splitlines():
                validator("forecast").validate(json.loads(line))
        files = validator("conflict")
        for path in sorted(GOLDEN.glob("*.json")) + [EXAMPLES / n for n in ("ferry.json", "dues.json")]:
            files.validate(json.loads(path.read_text()))


class Forecast(ProgramTest):
    def test_beside_the_baselines(self):
        done = self.check(0, "forecast", str(EXAMPLES / "dues.json"))
        for name in ("compromise", "plain mean", "status quo", "middle of the line"):
            self.assertRegex(done.stdout, rf"(?m)^ +(baseline +)?{name} +\d")
        self.assertIn("likely: half a chance from", done.stdout)

    def test_a_line_an_issue(self):
        done = self.check(0, "forecast", "--json", str(EXAMPLES / "port.json"))
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line.get("issue") for line in lines], ["hours a week", "bonus", None])
        self.check_one_line(done.stderr, "passed over: 'night shifts'")
        for line in lines[:-1]:
            self.assertAlmostEqual(sum(mass for _, mass in line["distribution"]), 1, delta=1e-6)
        for exchange in lines[-1]["exchanges"]:
            self.assertGreater(exchange["gain"], 0)

    def test_bad_files(self):
        for content in ("{", '{"kind": "spatial"}', '{"parties": []}'):
            path = self.write("bad.json", content)
            self.check_one_line(self.check(3, "forecast", path).stderr, "'bad.json'")
        path = self.write("bad.csv", "a,b\n1,2\n")
        self.check_one_line(self.check(3, "backtest", path).stderr, "'bad.csv': row 1: ")

    def test_backtest_reproduces_what_is_published(self):
        data = SHARED / "forecast" / "deu3.csv"
        if not data.exists():
            self.skipTest("no ../shared/forecast/deu3.csv")
        told = json.loads(self.check(0, "backtest", "--json", str(data)).stdout)
        for code, mae in (
            ("unweighted_mean", 23.63),
            ("salience_weighted_mean", 23.64),
            ("median", 28.37),
            ("middle", 28.02),
        ):
            self.assertAlmostEqual(told["methods"][code]["mae"], mae, delta=0.05)
        self.assertAlmostEqual(told["crps"]["mixture"], 16.84, delta=0.05)
        text = self.check(0, "backtest", str(data)).stdout
        self.assertIn("Nothing elaborate beats the weighted mean", text)


unittest.main()
