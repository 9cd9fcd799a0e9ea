"""Pages in languages that the lexicon does not have: kept, named, never taken for read."""

import json
import unittest

from program import PAGE, ProgramTest

FRENCH = """Les dockers rejettent l'offre du port

PORT-VALE, 3 mars 2025 - Le syndicat des dockers demande une semaine plus courte. « Nous ne
signerons pas sans cela », a dit vendredi sa porte-parole Ada Brook après avoir rencontré la
société pendant trois heures. Russia refuses to sign.

La société a rejeté la demande et propose une prime à la place.
"""
ARABIC = (
    "غادر عمال الميناء القاعة يوم الجمعة ولا يريدون التوقيع على الاتفاق. وسيلتقي الطرفان مرة أخرى يوم "
    "الاثنين، لكن أيا منهما غير مستعد للتنازل عن مطالبه.\n"
)


class Languages(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("pages/arabe.txt", ARABIC.encode("cp1256"))
        self.write("pages/dockers.txt", FRENCH.encode("latin-1"))
        self.write("pages/english.txt", PAGE)

    def test_each_is_named_and_nothing_is_read_of_it(self):
        done = self.check(0, "read", "pages")
        self.assertEqual(
            done.stderr.splitlines(),
            [
                "entente: 'arabe': was not read, since it is in Arabic",
                "entente: 'dockers': was not read, since it is in French",
            ],
        )
        records = self.records(done.stdout)
        unread = {r["id"]: r.get("unread") for r in records if r["type"] == "source"}
        self.assertEqual(unread, {"arabe": "Arabic", "dockers": "French", "english": None})
        languages = {r["id"]: r["language"] for r in records if r["type"] == "source"}
        self.assertEqual(languages, {"arabe": "ar", "dockers": "fr", "english": "en"})
        told_by = {e["source"] for r in records for e in r.get("evidence", [])}
        self.assertEqual(told_by, {"english"})

    def test_a_dossier_keeps_and_lists_them(self):
        done = self.check(0, "read", "-d", "talks.entente", "pages")
        self.assertIn("'dockers': kept but not read, since it is in French", done.stderr)
        self.assertIn("3 pages read: 3 new", done.stderr)
        self.assertIn("2 kept unread for their language; 0 not readable", done.stderr)
        sources = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        unread = {r["id"]: r.get("unread") for r in self.records(sources)}
        self.assertEqual(unread, {"arabe": "Arabic", "dockers": "French", "english": None})
        self.assertEqual({r.get("round") for r in self.records(sources)}, {1, None})
        table = self.check(0, "show", "sources", "-d", "talks.entente").stdout
        self.assertRegex(table, r"(?m)^dockers .* French *$")
        brief = self.check(0, "brief", "-d", "talks.entente").stdout
        self.assertIn("Not read: 2 sources in Arabic, French. Read: 1 source", brief)
        self.assertRegex(brief, r"\[\d\]  dockers: .*, not read: in French")
        self.assertRegex(brief, r"Not read, for their language \(Arabic, French\): 2 of 3 sources")
        again = self.check(0, "read", "-d", "talks.entente", "pages").stderr
        self.assertIn("3 seen before; 2 kept unread", again)

    def test_only_foreign_pages(self):
        brief = self.check(0, "brief", "pages/dockers.txt").stdout
        self.assertIn("Not read: 1 source in French. Nothing has been read.", brief)

    def test_parse_names_them(self):
        for form in ("conllu", "json"):
            done = self.check(0, "parse", "--format", form, "pages")
            self.assertEqual(
                done.stderr.splitlines(),
                [
                    "entente: 'arabe': was not parsed, since it is in Arabic",
                    "entente: 'dockers': was not parsed, since it is in French",
                ],
            )
            self.assertIn("english", done.stdout)
            self.assertNotIn("dockers", done.stdout)

    def test_text_is_printed_whatever_the_language(self):
        done = self.check(0, "text", "--json", "pages")
        self.assertEqual(done.stderr, "")
        texts = {line["id"]: line["text"] for line in map(json.loads, done.stdout.splitlines())}
        self.assertIn("Les dockers rejettent", texts["dockers"])
        self.assertIn("غادر عمال الميناء", texts["arabe"])


unittest.main()
