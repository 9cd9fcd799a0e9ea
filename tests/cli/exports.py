"""What the tests of exporting and importing share: schemas, and a dossier that is hard to write."""

import json
import shutil
import subprocess
import unittest
import warnings

from program import PAGES, ROOT, ProgramTest

SCHEMAS = ROOT / "docs" / "schema"
FORMATS = [
    "annotations",
    "csl",
    "csv",
    "dot",
    "graphml",
    "html",
    "ics",
    "jsonl",
    "markdown",
    "plover",
    "ris",
]
KINDS = [
    "sources",
    "people",
    "parties",
    "meetings",
    "positions",
    "drafts",
    "quotes",
    "claims",
    "assessments",
    "discrepancies",
]

try:
    import jsonschema
except ImportError:
    jsonschema = None


def validator(name):
    """The validator of docs/schema/NAME.schema.json, which may refer to its neighbours."""
    store = {path.as_uri(): json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    at = (SCHEMAS / f"{name}.schema.json").as_uri()
    with warnings.catch_warnings():  # later versions have another way, which Debian's has not
        warnings.simplefilter("ignore", DeprecationWarning)
        resolver = jsonschema.RefResolver(at, store[at], store=store)
    return jsonschema.Draft202012Validator(store[at], resolver=resolver)


def page(number, text, records, **head):
    """Lines of a dossier: a source and what it says, each record with the sentences it names."""
    source = {
        "type": "source",
        "id": f"p{number}",
        "outlet": "The Vale Courier",
        "title": "Talks",
        "author": None,
        "published": f"2031-05-{number:02}",
        "language": "en",
        "chars": len(text),
        "copy_of": None,
        **head,
        "text": text,
    }
    lines = [source]
    for record in records:
        sentences = record.pop("says")
        evidence = []
        for sentence in sentences:
            start = len(text[: text.index(sentence)].encode())
            end = start + len(sentence.encode())
            evidence.append(
                {"source": source["id"], "start": start, "end": end, "text": sentence}
            )
        lines.append({**record, "evidence": evidence})
    return lines


HARD = [
    '=1+2; "so", they say.',
    "-5 is a number, +7 too; @all, see 'em.",
    "Ümläuts — “quotes” – 𝔊𝔬𝔱𝔥𝔦𝔠 and 日本語、, ; \\ stand in one long line that has to be folded "
    "somewhere between its characters, 日本語 日本語 日本語 日本語.",
    "A <script>alert(1)</script> & a [link](javascript:x) | `code`.",
]


def hard_dossier():
    """Pages whose words every format has to escape."""
    text = "\n\n".join(HARD)
    first = page(
        1, text,
        [
            {"type": "party", "name": "=Norland", "kind": "state", "aliases": ["'N\"", "@n; o"],
             "says": [HARD[0]]},
            {"type": "person", "name": "Ada, \"the\" <b>Moss</b>", "party": "=Norland",
             "roles": ["envoy; judge"], "says": [HARD[1]]},
            {"type": "position", "party": "=Norland", "issue": "ceasefire", "stance": "refuses",
             "what": "+1 \"and\" <i>more</i>", "wording": "refuses", "date": "2031-05-01",
             "confidence": 0.9, "says": [HARD[0], HARD[2]]},
            {"type": "position", "party": "Südland \\ \"S\"", "issue": "talks", "stance": "demands",
             "what": "-- a meeting", "says": [HARD[3]]},
            {"type": "meeting", "parties": ["=Norland", "Südland \\ \"S\""],
             "people": ["Ada, \"the\" <b>Moss</b>"], "place": "Port; Alma, 日本語", "when": "Friday",
             "date": "2031-04-30", "minutes": 90, "medium": "phone", "status": "planned",
             "confidence": 0.95, "says": [HARD[2]]},
            {"type": "meeting", "parties": ["=Norland", "Eastland"], "people": [], "place": None,
             "when": None, "date": None, "minutes": None, "status": "cancelled", "says": [HARD[1]]},
            {"type": "draft", "name": "Plan \"A\", =B", "by": "=Norland, Eastland", "points": 12,
             "revises": None, "status": "signed", "says": [HARD[3]]},
            {"type": "quote", "speaker": "Ada, \"the\" <b>Moss</b>", "text": "so", "direct": True,
             "says": [HARD[0]]},
            {"type": "claim", "by": "=Norland", "what": "Eastland fired first",
             "disputed_by": ["Eastland"], "says": [HARD[1]]},
            {"type": "assessment", "by": None, "tone": "mixed", "words": "\tslow", "says": [HARD[2]]},
        ],
        url="https://courier.example/a?b=1&c=%22", title="=Talks, \"again\"\twith; more\nlines",
        author="-Ada", path="=cmd.txt",
    )  # fmt: skip
    other = page(
        2, HARD[3], [{"type": "meeting", "parties": ["Südland \\ \"S\"", "Eastland"], "people": [],
                      "place": "Vale", "when": "yesterday", "date": "2031-05-01", "minutes": None,
                      "status": "proposed", "says": [HARD[3]]}],
        published=None, title=None, outlet=None,
    )  # fmt: skip
    lines = [{"type": "dossier", "version": 1}, *first, *other]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


class ExportTest(ProgramTest):
    def export(self, form, *more, dossier="t.entente", status=0):
        """What is written, line ends as they are."""
        arguments = ["export", "-d", dossier, "-t", form, "-q", *more]
        return self.check(status, *arguments, text=False).stdout.decode()

    def assert_in(self, part, whole):
        """assertIn whose message is not the whole of a long text."""
        self.assertTrue(part in whole, f"not found: {part}")

    def talks(self, dossier="t.entente"):
        """A dossier of the talks of examples/."""
        self.check(0, "read", "-q", "-d", dossier, *map(str, PAGES))

    def hard(self, dossier="t.entente"):
        self.write("hard.jsonl", hard_dossier())
        self.check(0, "import", "-d", dossier, "hard.jsonl")


def needs(program):
    """Skips where a program is not installed."""
    return unittest.skipUnless(shutil.which(program), f"no {program}")


def feed(arguments, text):
    """Gives a program this on standard input."""
    return subprocess.run(
        arguments, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
