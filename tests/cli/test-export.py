"""Every format of `entente export`, judged by whoever reads it: schemas, libical, xmllint, Graphviz."""

import csv
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from exports import (
    FORMATS,
    HARD,
    KINDS,
    SCHEMAS,
    ExportTest,
    feed,
    jsonschema,
    needs,
    validator,
)
from program import PROGRAM, environment

DANGEROUS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def undo(cell):
    return cell[1:] if cell.startswith("'") and DANGEROUS.match(cell) else cell


def told(value):
    """A value of a record as a cell."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


class Both(ExportTest):
    """Tests that run on the talks of examples/ and on a dossier that is hard to write."""

    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.made.cleanup)
        maker = cls("each")
        maker.folder = pathlib.Path(cls.made.name)
        maker.talks("talks.entente")
        maker.hard("hard.entente")

    def setUp(self):
        super().setUp()
        for name in ("talks.entente", "hard.entente"):
            shutil.copy(pathlib.Path(self.made.name) / name, self.folder)

    def each(self, form, *more):
        for dossier in ("talks.entente", "hard.entente"):
            with self.subTest(dossier):
                yield dossier, self.export(form, *more, dossier=dossier)

    def listing(self, dossier, kind):
        out = self.check(0, "show", "-q", kind, "-d", dossier, "--json").stdout
        return [json.loads(line) for line in out.splitlines()]

    def test_same_bytes_again_and_from_every_folder(self):
        for form in FORMATS:
            more = ["positions"] if form == "csv" else []
            for dossier, out in self.each(form, *more):
                self.assertEqual(out, self.export(form, *more, dossier=dossier))
                self.check(0, "export", "-q", "-d", dossier, "-t", form, *more, "-o", "out")
                self.assertEqual((self.folder / "out").read_bytes(), out.encode())

    @unittest.skipUnless(jsonschema, "no python3-jsonschema")
    def test_schemas_are_schemas_and_hold(self):
        for path in SCHEMAS.glob("*.json"):
            jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))
        for name, form, by_line in [
            ("annotations", "annotations", False),
            ("csl", "csl", False),
            ("plover", "plover", True),
            ("dossier", "jsonl", True),
        ]:
            check = validator(name)
            for _, out in self.each(form):
                for text in out.splitlines() if by_line else [out]:
                    check.validate(json.loads(text))
        record, brief = validator("record"), validator("brief")
        for dossier in ("talks.entente", "hard.entente"):
            out = self.check(0, "brief", "-d", dossier, "--json").stdout
            brief.validate(json.loads(out))
            for kind in KINDS:
                for one in self.listing(dossier, kind):
                    record.validate(one)

    @unittest.skipUnless(jsonschema, "no python3-jsonschema")
    def test_schemas_refuse(self):
        record, line = validator("record"), validator("dossier")
        good = [
            json.loads(text)
            for text in self.export("jsonl", dossier="hard.entente").splitlines()
        ]
        position = next(one for one in good if one["type"] == "position")
        self.assertTrue(record.is_valid(position))
        for change in (
            {"stance": "likes"}, {"evidence": []}, {"type": "deal"}, {"confidence": 2},
            {"date": "Friday"}, {"party": 3},
        ):  # fmt: skip
            self.assertFalse(record.is_valid({**position, **change}), change)
        source = next(one for one in good if one["type"] == "source")
        self.assertTrue(line.is_valid(source))
        del source["text"]
        self.assertFalse(line.is_valid(source))

    def test_the_schema_of_records_names_every_key(self):
        known = json.loads((SCHEMAS / "record.schema.json").read_text())["$defs"]
        for dossier in ("talks.entente", "hard.entente"):
            for kind in KINDS:
                for one in self.listing(dossier, kind):
                    self.assertLessEqual(set(one), set(known[one["type"]]["properties"]))

    def test_csv_has_every_cell(self):
        for kind in KINDS:
            for dossier, out in self.each("csv", kind):
                head, *rows = csv.reader(io.StringIO(out, newline=""))
                listed = self.listing(dossier, kind)
                self.assertEqual(len(rows), len(listed))
                for row, record in zip(rows, listed):
                    self.assertEqual(len(row), len(head))
                    for cell in row:  # what a spreadsheet would run
                        self.assertFalse(
                            cell and DANGEROUS.match(cell) and cell[0] != "'", cell
                        )
                    self.check_row(dict(zip(head, map(undo, row))), record)

    def check_row(self, row, record):
        for key, value in record.items():
            if key in ("type", "evidence", "values"):
                continue
            if key == "confidence":
                self.assertEqual(float(row[key]), value)
            else:
                self.assertEqual(row[key], told(value), key)
        if "evidence" in record:
            self.assertEqual(row["evidence"], " | ".join(e["text"] for e in record["evidence"]))
            self.assertEqual(
                row["sources"],
                "; ".join(dict.fromkeys(e["source"] for e in record["evidence"])),
            )

    def test_csv_of_several_kinds_is_a_folder(self):
        self.check(0, "export", "-d", "talks.entente", "-t", "csv", "-o", "all")
        names = sorted(path.name for path in (self.folder / "all").iterdir())
        self.assertEqual(names, sorted(f"{kind}.csv" for kind in KINDS))
        for kind in KINDS:
            whole = (self.folder / "all" / f"{kind}.csv").read_bytes()
            self.assertEqual(whole, self.export("csv", kind, dossier="talks.entente").encode())
        self.check(
            0, "export", "-d", "talks.entente", "-t", "csv", "claims", "quotes", "-o", "two"
        )
        self.assertEqual(len(list((self.folder / "two").iterdir())), 2)

    def test_annotations_point_at_their_words(self):
        """The positions count characters, and both selectors mean the same."""
        for dossier, out in self.each("annotations"):
            texts = {}
            for line in self.export("jsonl", dossier=dossier).splitlines():
                source = json.loads(line)
                if source["type"] == "source":
                    name = source.get("url") or f"urn:entente:source:{source['id']}"
                    texts.setdefault(name, []).append(source["text"])
            collection = json.loads(out)
            items = collection["first"]["items"]
            self.assertEqual(collection["total"], len(items))
            self.assertEqual(len({item["id"] for item in items}), len(items))
            for item in items:
                record = json.loads(item["body"][0]["value"])
                self.assertEqual(record["type"], item["body"][1]["value"])
                self.assertNotIn("evidence", record)
                for target in item["target"]:
                    quote, position = target["selector"]
                    start, end = position["start"], position["end"]
                    self.assertTrue(
                        any(
                            text[start:end] == quote["exact"]
                            and text[:start].endswith(quote["prefix"])
                            and text[end:].startswith(quote["suffix"])
                            and len(quote["prefix"]) == min(32, start)
                            and len(quote["suffix"]) == min(32, len(text) - end)
                            for text in texts[target["source"]]
                        ),
                        target,
                    )

    def test_calendar(self):
        for dossier, out in self.each("ics"):
            lines = out.split("\r\n")
            self.assertNotIn("\n", "".join(lines))
            for line in lines:
                self.assertLessEqual(len(line.encode()), 75)
            meetings = [m for m in self.listing(dossier, "meetings") if m["date"]]
            self.assertEqual(out.count("BEGIN:VEVENT\r\n"), len(meetings))
            self.assertEqual(len(set(re.findall(r"^UID:(\S+)\r$", out, re.M))), len(meetings))
            self.assertEqual(
                len(re.findall(r"^DTSTAMP:\d{8}T\d{6}Z\r$", out, re.M)), len(meetings)
            )
            self.assertEqual(
                re.findall(r"^DTSTART;VALUE=DATE:(\d+)\r$", out, re.M),
                [m["date"].replace("-", "") for m in meetings],
            )
            word = {"planned": "CONFIRMED", "held": "CONFIRMED", "ongoing": "CONFIRMED"}
            word |= {"proposed": "TENTATIVE", "cancelled": "CANCELLED"}
            self.assertEqual(
                re.findall(r"^STATUS:(\w+)\r$", out, re.M),
                [word[m["status"]] for m in meetings],
            )
            unfolded = out.replace("\r\n ", "")
            for meeting in meetings:
                for evidence in meeting["evidence"]:
                    text = re.sub(r"([\\;,])", r"\\\1", evidence["text"])
                    self.assert_in(text, unfolded)
        checker = os.environ.get("ENTENTE_CHECK_ICS")
        if not checker:
            self.skipTest("no libical: it did not look at the calendars")
        for dossier, out in self.each("ics"):
            done = feed([checker], out)
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertEqual(int(done.stdout), out.count("BEGIN:VEVENT"))
        for good, bad in [
            ("UID:", "X-NO:"),
            ("DTSTAMP:", "DTSTAMP:x"),
            ("END:VEVENT", "X-A:b"),
        ]:
            self.assertNotEqual(feed([checker], out.replace(good, bad)).returncode, 0, bad)

    def test_undated_meetings_are_counted(self):
        done = self.check(0, "export", "-d", "hard.entente", "-t", "ics")
        self.check_one_line(done.stderr, "1 left out of ics, since no source dates it")
        self.assertEqual(self.check(0, "export", "-qd", "hard.entente", "-t", "ics").stderr, "")

    def network(self, out):
        import xml.etree.ElementTree as tree

        name = "{http://graphml.graphdrawing.org/xmlns}"
        root = tree.fromstring(out)
        typed = {key.get("id"): key.get("attr.type") for key in root.findall(name + "key")}

        def values(element):
            of = {d.get("key"): d.text or "" for d in element.findall(name + "data")}
            return {k: int(v) if typed[k] == "int" else v for k, v in of.items()}

        nodes = {n.get("id"): values(n) for n in root.iter(name + "node")}
        edges = [
            (nodes[e.get("source")]["name"], nodes[e.get("target")]["name"], values(e))
            for e in root.iter(name + "edge")
        ]
        return nodes, edges

    def test_network_counts_the_positions(self):
        signs = {"demands": 1, "offers": 1, "accepts": 1, "refuses": -1, "open": 0}
        for dossier, out in self.each("graphml"):
            nodes, edges = self.network(out)
            positions = [
                p for p in self.listing(dossier, "positions") if p["party"] and p["issue"]
            ]
            self.assertEqual(sum(values["weight"] for _, _, values in edges), len(positions))
            for party, issue, values in edges:
                mine = [
                    p for p in positions
                    if (p["party"], p["issue"], p["stance"]) == (party, issue, values["stance"])
                ]  # fmt: skip
                self.assertEqual(values["weight"], len(mine))
                self.assertEqual(values["sign"], signs[values["stance"]])
                told = [e for p in mine for e in p["evidence"]]
                self.assertEqual(values["sentences"], len(told))
                copies = {s["id"]: s["copy_of"] for s in self.listing(dossier, "sources")}
                originals = {copies[e["source"]] or e["source"] for e in told}
                self.assertEqual(values["sources"], len(originals))
                dates = [p["date"] for p in mine if p.get("date")]
                if dates and len(dates) == len(mine):
                    self.assertEqual(values["first"], min(dates)[:10])
                    self.assertEqual(values["last"], max(dates)[:10])
            for values in nodes.values():
                self.assertIn(values["class"], ("party", "issue"))

    @needs("xmllint")
    def test_graphml_is_graphml(self):
        check = ["xmllint", "--noout", "--relaxng", str(SCHEMAS / "graphml.rng"), "-"]
        for _, out in self.each("graphml"):
            done = feed(check, out)
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertNotEqual(
                feed(check, out.replace('target="n', 'target="x')).returncode, 0
            )

    @needs("dot")
    def test_graphviz_takes_the_drawing(self):
        for dossier, out in self.each("dot"):
            done = feed(["dot", "-Tcanon"], out)
            self.assertEqual(done.returncode, 0, done.stdout)
            _, edges = self.network(self.export("graphml", dossier=dossier))
            self.assertEqual(out.count(" -- "), len(edges))

    def test_events(self):
        for dossier, out in self.each("plover"):
            events = [json.loads(line) for line in out.splitlines()]
            self.assertEqual(len({event["id"] for event in events}), len(events))
            said = {
                e["text"] for kind in ("meetings", "positions", "drafts", "claims")
                for record in self.listing(dossier, kind) for e in record["evidence"]
            }  # fmt: skip
            for event in events:
                self.assertIn(event["text"], said)
        found = {
            (
                e["event"][0],
                *sorted(a["actor_text"] for a in e["source"]),
                *e["mode"],
                *e["context"],
            )
            for e in events
        }
        south = 'Südland \\ "S"'
        self.assertEqual(
            found,
            {
                ("CONSULT", "=Norland", south, "phone", "diplomatic", "future"),
                ("CONSULT", "Eastland", south, "diplomatic", "hypothetical"),
                ("REJECT", "=Norland", "yield", "military"),
                ("DEMAND", south, "meet", "diplomatic"),
                ("SUPPORT", "=Norland", "Eastland", "diplomatic"),
                ("ACCUSE", "=Norland"),
            },
        )

    def test_pages_ask_nothing_and_lead_somewhere(self):
        for dossier, out in self.each("html"):
            page = Page()
            page.feed(out)
            self.assertEqual(len(page.ids), len(set(page.ids)))
            self.assertFalse(page.asks, page.asks)
            self.assertNotIn("script", page.tags)
            for link in page.links:
                if link.startswith("#"):
                    self.assertIn(link[1:], page.ids)
                else:
                    self.assertRegex(link, r"\Ahttps?://")
            self.check_sentences(dossier, page.text)

    def check_sentences(self, dossier, text):
        """Every sentence is there, but for those of copies."""
        copies = {s["id"] for s in self.listing(dossier, "sources") if s["copy_of"]}
        for kind in KINDS:
            for record in self.listing(dossier, kind):
                for evidence in record.get("evidence", []):
                    if evidence["source"] not in copies:
                        self.assert_in(" ".join(evidence["text"].split())[:200], text)

    def test_the_grid_has_the_latest_word(self):
        for dossier, out in self.each("html"):
            page = Page()
            page.feed(out)
            positions = [p for p in self.listing(dossier, "positions") if p["party"] and p["issue"]]
            day = lambda p: p.get("date") or p["last_published"] or ""
            refs = {p["ref"]: p for p in positions}
            shown = [link[1:] for link in page.links if link[1:] in refs]
            self.assertTrue(shown)
            cells = {(refs[ref]["party"], refs[ref]["issue"]): refs[ref] for ref in shown}
            self.assertEqual(len(cells), len(shown))
            self.assertEqual({p["issue"] for p in positions}, {issue for _, issue in cells})
            for (party, issue), latest in cells.items():
                rivals = [p for p in positions if (p["party"], p["issue"]) == (party, issue)]
                self.assertEqual(day(latest), max(map(day, rivals)))
                best = max(p["n_sources"] for p in rivals if day(p) == day(latest))
                self.assertEqual(latest["n_sources"], best)

    def test_markdown_has_every_sentence(self):
        for dossier, out in self.each("markdown"):
            flat = re.sub(r"\\(.)", r"\1", out)
            for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
                flat = flat.replace(entity, sign)
            self.check_sentences(dossier, " ".join(flat.split()))
            self.assertNotIn("<script", out)

    def test_citations(self):
        for dossier, out in self.each("ris"):
            sources = self.listing(dossier, "sources")
            self.assertEqual(out.count("\r\nER  - \r\n"), len(sources))
            for line in out.split("\r\n")[:-1]:
                self.assertRegex(line, r"\A[A-Z][A-Z0-9]  - ")
                self.assertNotIn("\n", line)
            cited = json.loads(self.export("csl", dossier=dossier))
            self.assertEqual([c["id"] for c in cited], [s["id"] for s in sources])
            for one, source in zip(cited, sources):
                self.assertEqual(one.get("title"), source["title"])
                self.assertEqual(one.get("URL"), source.get("url"))

    def test_filters(self):
        out = self.export("jsonl", "--party", "russia", "positions", dossier="talks.entente")
        kinds = {json.loads(line)["type"] for line in out.splitlines()}
        self.assertEqual(kinds, {"dossier", "source", "position"})
        for line in map(json.loads, out.splitlines()):
            if line["type"] == "position":
                self.assertEqual(line["party"], "Russia")
        out = self.export("csv", "positions", "--issue", "territory", dossier="talks.entente")
        rows = list(csv.DictReader(io.StringIO(out, newline="")))
        self.assertTrue(rows)
        self.assertEqual({row["issue"] for row in rows}, {"territory"})
        self.assertEqual(
            self.export("csl", "--since", "2999-01-01", dossier="talks.entente"), "[\n]\n"
        )

    def test_a_file_is_there_whole_or_not(self):
        self.write("kept", "as it was")
        done = self.check(4, "export", "-d", "no.entente", "-t", "csl", "-o", "kept")
        self.check_one_line(done.stderr, "no.entente")
        self.assertEqual((self.folder / "kept").read_text(), "as it was")
        self.check(1, "export", "-d", "talks.entente", "-t", "csl", "-o", "no/such/folder")
        self.check(1, "export", "-d", "talks.entente", "-t", "csl", "-o", ".")
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [PROGRAM, "export", "-d", "talks.entente", "-t", "html"],
                cwd=self.folder, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
        self.assertEqual(done.returncode, 1)
        self.check_one_line(done.stderr, "standard output")
        self.check(1, "export", "-d", "talks.entente", "-t", "html", "-o", "/dev/full")
        self.assertEqual(sorted(p.name for p in self.folder.glob("*.??????")), [])

    def test_names_stay_while_a_page_comes(self):
        """A calendar that is imported again must not double its meetings."""
        before = re.findall(r"^UID:\S+", self.export("ics", dossier="hard.entente"), re.M)
        self.write("more.txt", "Eastland said on Sunday that it wants a ceasefire.\n")
        self.check(0, "read", "-q", "-d", "hard.entente", "more.txt")
        after = re.findall(r"^UID:\S+", self.export("ics", dossier="hard.entente"), re.M)
        self.assertLessEqual(set(before), set(after))


class Page(html.parser.HTMLParser):
    """What of a page would ask something of the network, its links, names and text."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.asks, self.tags, self.said = [], [], [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name == "href" and tag == "a":
                self.links.append(value)
            elif name in ("src", "href", "action", "srcset", "data", "poster", "background"):
                self.asks.append((tag, value))
            elif name.startswith("on") or "url(" in (value or ""):
                self.asks.append((tag, value))

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self):
        return " ".join("".join(self.said).split())


unittest.main()
