"""Search: words in any form, phrases, filters, and the records that rest on what is found."""

import json
import sqlite3
import unittest

from program import ROOT, ProgramTest

FIRST = (
    "Harbour talks resume\n\nThe dock workers' union demands a shorter week. \"We will not sign without"
    ' it," the union\'s speaker Ada Brook said. The mediator talked of cranes \x1b[31mand cake.\n'
)
SECOND = (
    "Company answers\n\nThe port company rejected the demand for higher wages and a shorter week. Nobody talked of cafés.\n"
)


class Search(ProgramTest):
    def setUp(self):
        super().setUp()
        pages = [
            {"id": "first", "outlet": "Vale Gazette", "published": "2025-03-03", "text": FIRST},
            {"id": "second", "outlet": "Quay Post", "published": "2025-03-05", "text": SECOND},
        ]
        self.read(pages)

    def read(self, pages):
        self.write("pages.jsonl", "".join(json.dumps(page) + "\n" for page in pages))
        self.check(0, "read", "-q", "-d", "talks", "pages.jsonl")

    def found(self, *query):
        text = self.check(0, "search", "-q", "-d", "talks", "--json", "--", *query).stdout
        return [json.loads(line) for line in text.splitlines()]

    def sources(self, *query):
        return [hit["source"] for hit in self.found(*query)]

    def test_words(self):
        for query, sources in (
            ("shorter week", ["second", "first"]),
            ("demanding", ["second", "first"]),
            ('"shorter week"', ["second", "first"]),
            ('"week shorter"', []),
            ("talks -cranes", ["second", "first"]),
            ("talking -harbour -cranes", ["second"]),
            ("cafe", ["second"]),
            ("cra*", ["first"]),
            ("cra", []),
            ("WEEK", ["second", "first"]),
            ("shorter salaries", []),
        ):
            with self.subTest(query):
                self.assertEqual(sorted(self.sources(query)), sorted(sources))
        self.assertEqual(self.sources("shorter", "week"), self.sources("shorter week"))

    def test_filters(self):
        for query, sources in (
            ("week outlet:quay", ["second"]),
            ('week outlet:"Vale Gazette"', ["first"]),
            ("week date:2025-03-03", ["first"]),
            ("week date:2025-03-04..", ["second"]),
            ("week date:..2025-03-04", ["first"]),
            ("week date:>=2025-03-05", ["second"]),
            ("week date:<=2025-03-02", []),
            ("speaker:brook", ["first"]),
            ("issue:wages", ["second"]),
            ("issue:WAGES week date:2025-03-05..2025-03-06", ["second"]),
            ("issue:wages date:..2025-03-04", []),
            ("party:company rejected", ["second"]),
            ("party:nobody", []),
        ):
            with self.subTest(query):
                self.assertEqual(sorted(self.sources(query)), sorted(sources))

    def test_a_hit_leads_to_its_sentence_and_records(self):
        (hit,) = self.found("rejects week outlet:quay")
        sentence = "The port company rejected the demand for higher wages and a shorter week."
        self.assertEqual(hit["text"], sentence)
        self.assertEqual(hit["end"] - hit["start"], len(sentence))
        self.assertEqual([sentence[start:end] for start, end in hit["marks"]], ["rejected", "week"])
        shown = self.check(0, "show", "positions", "-d", "talks", "--json").stdout
        refs = [json.loads(line)["ref"] for line in shown.splitlines()]
        self.assertTrue(set(hit["refs"]) & set(refs))

    def test_of_many_records_and_pages_the_same_is_found(self):
        """Whatever is rarest is looked for first; that is another way through the dossier."""
        queries = [
            f"{words} {named} {told}".strip()
            for words in ("week", "we*", "")
            for named in ("party:company", "speaker:brook", "issue:wages", "")
            for told in ("outlet:quay", "date:..2025-03-04", "")
        ][:-1]
        few = {query: self.found(query) for query in queries}
        self.assertTrue(any(few.values()))
        with sqlite3.connect(self.folder / "talks") as db:
            db.execute(
                "WITH RECURSIVE more (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM more LIMIT 40000)"
                " INSERT INTO evidence SELECT record, n, kind, source, start, \"end\", text, page_record"
                " FROM evidence, more WHERE nth = 0"
            )
            db.execute(
                "WITH RECURSIVE more (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM more LIMIT 2000)"
                " INSERT INTO sources (record, ref, sort_key, n_sources, id, outlet, last_published)"
                " SELECT n, 'copy-' || n, '0', 0, 'copy-' || n, 'Quay Post', '2025-03-04' FROM more"
            )
        for query, hits in few.items():
            with self.subTest(query):
                self.assertEqual(self.found(query), hits)

    def test_for_people(self):
        done = self.check(0, "search", "-d", "talks", "--color", "always", "cranes")
        self.assertIn("Vale Gazette, 2025-03-03", done.stdout)
        self.assertIn("\x1b[1mcranes\x1b[0m [31mand cake", done.stdout)
        done = self.check(0, "search", "-d", "talks", "-f", "markdown", "cranes")
        self.assertIn("**cranes**", done.stdout)
        done = self.check(0, "search", "-d", "talks", "salaries")
        self.check_one_line(done.stderr, "nothing found")

    def test_what_is_no_query(self):
        for query, message in (
            ("-week", "asks for no word"),
            ("...", "asks for no word"),
            ("colour:red", "no filter; there are"),
            ("party:", "a filter without its value"),
            ("date:Monday", "no day as YYYY-MM-DD"),
            ("date:2025-02-30", "no day as YYYY-MM-DD"),
        ):
            with self.subTest(query):
                done = self.check(2, "search", "-d", "talks", "--", query)
                self.check_one_line(done.stderr, message)

    def test_hostile_queries_are_words(self):
        for query in (
            'a"b', "NEAR(week shorter)", "text:week*", "{week}", "week OR", "(((", '"unclosed week',
            "^week", "week' OR 1=1 --", "AND AND", '"" week', "x" * 5000, "week " * 900,
        ):
            with self.subTest(query[:20]):
                done = self.run_program("search", "-d", "talks", "--", query)
                self.assertIn(done.returncode, (0, 2), done.stderr)
                self.assertNotIn("SQL", done.stderr)

    def test_authors_of_any_spelling(self):
        for number, (author, parts) in enumerate(
            (('A\\B "C", D', ["D", 'A\\B "C"']), ("E\nF", []), (None, []), ("G", ["G"]))
        ):
            with sqlite3.connect(self.folder / "talks") as db:
                db.execute(
                    "INSERT INTO drafts (record, ref, sort_key, n_sources, name, \"by\", status, terms, aliases)"
                    " VALUES (?, ?, '5', 1, 'paper', ?, 'floated', '[]', '[]')",
                    (900 + number, f"d-{number}", author),
                )
                db.executescript((ROOT / "src/store/touched.sql").read_text())
                db.execute("INSERT INTO touched VALUES ('draft', ?)", (900 + number,))
                db.execute((ROOT / "src/store/queries/put-sides.sql").read_text())
                query = "SELECT side FROM sides WHERE record = ?"
                sides = [row[0] for row in db.execute(query, (900 + number,))]
            self.assertEqual(sorted(sides), sorted(parts))
        self.assertEqual(self.sources("party:nobody"), [])

    def test_follows_the_pages(self):
        self.read([{"id": "second", "outlet": "Quay Post", "text": "Nothing\n\nThe company sleeps. Nobody wakes it."}])
        self.check(0, "remove", "-q", "-d", "talks", "first")
        self.assertEqual(self.sources("week"), [])
        self.assertEqual(set(self.sources("sleeping")), {"second"})
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(set(self.sources("sleeping")), {"second"})
        with sqlite3.connect(self.folder / "talks") as db:
            db.execute("INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')")


unittest.main()
