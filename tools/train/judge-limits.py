#!/usr/bin/env python3
"""judge-limits.py MODEL SHARE PROGRAM SCORER REAL RECORDS MARKED RECORDS

Chooses from which chances on the judge of MODEL makes records, and fits their confidences, on pages
that it was not trained on: those with the greatest F1 of what PROGRAM (cli/entente) prints for
them, rules and all, less where recall is more than precision.  Writes them into MODEL.  REAL.jsonl
and MARKED.jsonl are of judge-pages; those of their pages count that judge-train.py kept out and that
have ten records or more.  A kind with too few examples keeps its curve."""
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

import numpy as np

import judge_pages
from judge_export import LIMITS, TRUSTED, Sections
from judge_pages import EVERY_MARKED, EVERY_REAL, read_scorer, split

# a limit's kind, its name, from where to where; that of a meeting's participants stays as it is, as
# the scorer asks for one of them only
STEPS = {
    "position": [("plus", .2, .55), ("refuses", .2, .55), ("open", .25, .7), ("holder", .2, .6),
                 ("joint", .06, .3), ("rule_position", 0, .6)],
    "assessment": [("assessment", .25, .6), ("rule_assessment", 0, .6)],
    "draft": [("draft", .2, .6), ("rule_draft", 0, .4)],
    "claim": [("claim", .1, .5), ("claimant", .05, .3)],
    "meeting": [("meeting", .25, .65), ("rule_meeting", 0, .4)],
}
N_STEPS, ROUNDS, AS_GOOD = 8, 2, 0.002
# the curve under which confidences are printed while they are fitted, so that it can be undone
OPEN_CURVE = (8.0, -4.0)
LEAST_EXAMPLES = 15


def sentences_told(page, record):
    """The record with the sentence that tells it, as the scorer wants it."""
    if "at" in record:
        index = judge_pages.at_bytes(page, *record["at"])[0]
        if index is None:
            return None
        text = page.words_of(*record_words(page, record)) if record["type"] == "draft" else None
        record = {"place": None, **record, "name": text,
                  "evidence": [{"source": page.id, "text": page.sentence_texts[index]}]}
    return record


def record_words(page, record):
    return judge_pages.at_bytes(page, *record["at"])[1]


class Desk:
    """The program with a model, and the pages that it reads."""

    def __init__(self, program, share_from, model, pages):
        self.program, self.model, self.folder = program, model, tempfile.TemporaryDirectory()
        share = self.folder.name
        os.symlink(os.path.abspath(share_from + "/lexicon"), share + "/lexicon")
        os.mkdir(share + "/data")
        os.symlink(os.path.abspath(share_from + "/data/english.parse"),
                   share + "/data/english.parse")
        self.gold = defaultdict(list)
        self.real = {page.id for page in pages if any("at" not in x for x in page.gold)}
        with open(share + "/pages.jsonl", "w", encoding="utf8") as file:
            for page in pages:
                file.write(json.dumps({"id": page.id, "text": page.text.decode()}) + "\n")
                for record in page.gold:
                    told = sentences_told(page, record)
                    if told:
                        self.gold[told["type"]].append(told)

    def read(self, limits, curves):
        share = self.folder.name
        self.model.write(share + "/data/english.judge", [limits[x] for x in LIMITS], curves)
        out = subprocess.run([self.program, "read", "--json", "--explain", share + "/pages.jsonl"],
                             env={**os.environ, "ENTENTE_SHARE": share}, check=True,
                             capture_output=True, text=True).stdout
        found = defaultdict(list)
        for line in out.splitlines():
            record = json.loads(line)
            found[record["type"]].append(record)
        return found


def matches(gold, found, rule):
    """Which of those found are right."""
    by_page, right = defaultdict(list), set()
    for i, record in enumerate(found):
        by_page[record["evidence"][0]["source"]].append(i)
    for wanted in gold:
        for i in by_page[wanted["evidence"][0]["source"]]:
            if i not in right and rule(wanted, found[i]):
                right.add(i)
                break
    return right


def worth(gold, found, rule, real):
    """The mean F1 of real and of marked pages; less where recall is more than precision."""
    f1, too_many = [], 0
    for there in (True, False):
        wanted, told = ([r for r in records if (r["evidence"][0]["source"] in real) == there]
                        for records in (gold, found))
        right = len(matches(wanted, told, rule))
        f1.append(2 * right / max(1, len(told) + len(wanted)))
        too_many = max(too_many, len(told) / max(1, len(wanted)) - 1)
    return np.mean(f1) - 0.5 * too_many


def choose(desk, scorer, limits, curves):
    for _ in range(ROUNDS):
        for step in range(max(map(len, STEPS.values()))):
            tried = defaultdict(list)  # each kind's limits do not touch the others
            for at in range(N_STEPS):
                trial = dict(limits)
                for steps in STEPS.values():
                    if step < len(steps):
                        name, low, high = steps[step]
                        trial[name] = round(low + (high - low) * at / (N_STEPS - 1), 3)
                found = desk.read(trial, curves)
                for kind, steps in STEPS.items():
                    if step < len(steps):
                        value = worth(desk.gold[kind], found[kind], scorer.RULES[kind],
                                      desk.real)
                        tried[kind].append((value, trial[steps[step][0]]))
            for kind, values in tried.items():
                # neighbours tell about the same; of those that are as good, the strictest
                smooth = [np.mean([v for v, _ in values[max(0, i - 1):i + 2]])
                          for i in range(len(values))]
                limit = max(x for s, (_, x) in zip(smooth, values) if s >= max(smooth) - AS_GOOD)
                limits[STEPS[kind][step][0]] = limit
                print(kind, STEPS[kind][step][0], limit, round(max(smooth), 3), flush=True)


def curve_of(record):
    if "such words begin" not in record.get("why", ""):
        return "rule_" + record["type"]
    if record["type"] == "position":
        return record["stance"] if record["stance"] in ("refuses", "open") else "plus"
    return record["type"]


def fit(chances, right):
    """The logistic curve, slope at least 0."""
    a, b = 2.0, -1.0
    for _ in range(4000):
        p = 1 / (1 + np.exp(-(a * chances + b)))
        a = max(0.0, a - 0.5 * (((p - right) * chances).mean() + 0.002 * (a - 2)))
        b -= 0.5 * (p - right).mean()
    return a, b


def trust(desk, scorer, limits, curves):
    """Curves fitted on the real pages, on all where those have too few examples."""
    found = desk.read(limits, [OPEN_CURVE] * len(TRUSTED))
    seen, seen_real = defaultdict(list), defaultdict(list)
    for kind in STEPS:
        right = matches(desk.gold[kind], found[kind], scorer.RULES[kind])
        for i, record in enumerate(found[kind]):
            p = record.get("confidence")
            if p is not None:
                p = min(max(p, 0.005), 0.995)
                chance = (math.log(p / (1 - p)) - OPEN_CURVE[1]) / OPEN_CURVE[0]
                seen[curve_of(record)].append((chance, i in right))
                if record["evidence"][0]["source"] in desk.real:
                    seen_real[curve_of(record)].append((chance, i in right))
    fitted = []
    for name, before in zip(TRUSTED, curves):
        enough = len(seen_real[name]) >= LEAST_EXAMPLES
        examples = np.array((seen_real if enough else seen)[name], float).reshape(-1, 2)
        fitted.append(fit(examples[:, 0], examples[:, 1]) if len(examples) >= LEAST_EXAMPLES
                      else before)
        print(name, len(examples), fitted[-1])
    return fitted


def main(path, share, program, scorer_path, *of_pages):
    scorer, same_name = read_scorer(scorer_path)
    scorer.same_name = same_name
    pages = []
    # a page that is hardly about a negotiation says little of those that are
    for seen, records, every in zip(of_pages[::2], of_pages[1::2], (EVERY_REAL, EVERY_MARKED)):
        held = split(judge_pages.load(seen), every)[0]
        by_id = {page.id: page for page in held}
        with open(records, encoding="utf8") as lines:
            for record in map(json.loads, lines):
                if record["evidence"][0]["source"] in by_id:
                    by_id[record["evidence"][0]["source"]].gold.append(record)
        pages += [page for page in held if len(page.gold) >= 10]
    model = Sections(path)
    desk = Desk(program, share, model, pages)
    limits, curves = model.limits(), model.curves()
    choose(desk, scorer, limits, curves)
    model.write(path, [limits[x] for x in LIMITS], trust(desk, scorer, limits, curves))


if __name__ == "__main__":
    if len(sys.argv) != 9:
        sys.exit(__doc__)
    main(*sys.argv[1:])
