"""Pages as judge-pages sees them, with the labels that gold records give their words.

A label is a span of words (what is wanted, how the talks are described, how a draft is called,
what is claimed, or for a meeting its sentence) with what hangs on it: a class, an issue, who."""
import importlib.machinery
import importlib.util
import json
import re
from collections import defaultdict

import numpy as np

STATE = 384
EVERY_REAL, EVERY_MARKED = 4, 11  # of which pages one is kept out of training
PLUS = ["demands", "offers", "accepts"]
TONES = ["positive", "mixed", "negative"]
DRAFTS = ["floated", "tabled", "revised", "accepted", "rejected", "signed", "in force",
          "withdrawn", "unknown"]
MEETINGS = ["held", "ongoing", "planned", "proposed", "cancelled"]
# what is tagged: positions for, against and undecided, assessments, drafts, claims
PLUS_TAG, REFUSES, OPEN, ASSESSMENT, DRAFT, CLAIM, MEETING = range(7)
N_TAGGED = 6
# who is asked for: a position's holder, an assessment's or claim's source, who denies, who
# meets, who wrote
HOLDER, ASSESSOR, CLAIMANT, DENIER, PARTICIPANT, AUTHOR = range(6)
N_ROLES = 6
OTHER_SENTENCE = {9, 10, 12, 13}  # kinds of holder whose word stands elsewhere
QUOTED = 16

# features of a span and a holder: where each group begins
KINDS, DISTANCES, QUOTES, RELATIONS, PATHS, BRANCHES, GOVERNORS = 16, 16, 4, 64, 64, 64, 32
STARTS = np.cumsum([0, KINDS, DISTANCES, QUOTES, RELATIONS, PATHS, BRANCHES, GOVERNORS])
N_PAIR_FEATURES = int(STARTS[-1])


def plain(text):
    for typographic, ascii_ in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " ")):
        text = text.replace(typographic, ascii_)
    return text.lower()


def tokens(text):
    return re.findall(r"[a-z0-9]+", plain(text or ""))


def same_sentence(a, b):
    left, right = set(tokens(a)), set(tokens(b))
    return bool(left and right) and len(left & right) / min(len(left), len(right)) >= 0.6 and \
        min(len(left), len(right)) >= 0.25 * max(len(left), len(right))


class Page:
    """words: (start, end, head, relation, upos, flags); sentences: (start, end, first, n,
    paragraph, tells, holders); holders: (kind, word, sides, names)."""

    def __init__(self, seen, states):
        self.id, self.text = seen["id"], seen["text"].encode()
        n = seen["n_states"]
        self.states = states[:n]
        self.words = [w[:6] for w in seen["words"][:n]]
        self.keys = [w[6:] for w in seen["words"][:n]]
        self.sentences = [s for s in seen["sentences"] if s[3] and s[2] + s[3] <= n]
        self.sentence_texts = [self.text[s[0]:s[1]].decode(errors="replace")
                               for s in self.sentences]
        self.gold, self.spans = [], []

    def words_of(self, first, end):
        return self.text[self.words[first][0]:self.words[end - 1][1]].decode(errors="replace")


def load(path):
    """Pages of PATH.jsonl with their states in PATH.states."""
    states, at, pages = np.fromfile(path + ".states", np.int16).reshape(-1, STATE), 0, []
    with open(path + ".jsonl", encoding="utf8") as lines:
        for line in lines:
            seen = json.loads(line)
            pages.append(Page(seen, states[at:]))
            at += seen["n_states"]
    return pages


def find(page, index, wording):
    """The words of a sentence that have this wording, as (first, end), or None."""
    start, _, first, n = page.sentences[index][:4]
    text = page.sentence_texts[index]
    wanted = plain(wording).strip().strip(".\"' ,")
    at = plain(text).find(wanted) if wanted else -1
    if at < 0:
        return None
    begin = start + len(text[:at].encode())
    end = start + len(text[:at + len(wanted)].encode())
    inside = [w for w in range(first, first + n)
              if page.words[w][0] < end and page.words[w][1] > begin]
    return (inside[0], inside[-1] + 1) if inside else None


def at_bytes(page, start, end):
    """The sentence and its words that stand there."""
    for index, (begin, stop, first, n) in enumerate(s[:4] for s in page.sentences):
        if begin <= start < stop:
            inside = [w for w in range(first, first + n)
                      if page.words[w][0] < end and page.words[w][1] > start]
            return (index, (inside[0], inside[-1] + 1)) if inside else (None, None)
    return None, None


def locate(page, record, key):
    """The sentence of a gold record and the words of its wording there."""
    if "at" in record:
        return at_bytes(page, *record["at"])
    for evidence in record["evidence"]:
        for index, text in enumerate(page.sentence_texts):
            if same_sentence(evidence["text"], text):
                span = find(page, index, record[key])
                if span:
                    return index, span
    return None, None


def pair_features(page, span, holder, index):
    """Where the holder stands as seen from the span: seven small numbers at most."""
    kind, word = holder[:2]
    first, end = span
    _, _, begin, n = page.sentences[index][:4]
    words = page.words
    features = [min(kind, KINDS - 1)]
    inside = begin <= word < begin + n and kind not in OTHER_SENTENCE
    distance = word - first if word < first else word - end + 1 if word >= end else 0
    if not inside:
        bucket = 0
    elif distance == 0:
        bucket = 13
    else:
        bucket = 1 + min(5, abs(distance).bit_length() - 1) + (6 if distance < 0 else 0)
    features.append(STARTS[1] + bucket)
    quoted = (words[first][5] & QUOTED != 0) * 2 + (inside and words[word][5] & QUOTED != 0)
    features.append(STARTS[2] + quoted)
    if not inside:
        return features
    features.append(STARTS[3] + words[word][3])
    head = first
    for w in range(first, end):
        if words[w][2] == w or not first <= words[w][2] < end:
            head = w
            break
    up, down = climb(words, head), climb(words, word)
    steps_up = steps_down = 7
    for i, w in enumerate(up):
        if w in down:
            steps_up, steps_down = min(i, 6), min(down.index(w), 6)
            break
    features.append(STARTS[4] + steps_up * 8 + steps_down)
    branch = down[steps_down - 1] if 0 < steps_down < 7 else word
    features.append(STARTS[5] + words[branch][3])
    features.append(STARTS[6] + (words[up[1]][4] if len(up) > 1 else 17))
    return features


def climb(words, word):
    way = [word]
    while words[word][2] != word and len(way) < 12:
        word = words[word][2]
        way.append(word)
    return way


class Span:
    """One label: its tag, words and sentence, the records that it stands for, who may hold it."""

    def __init__(self, tag, span, index, record):
        self.tag, self.span, self.index, self.records = tag, span, index, [record]

    def see_holders(self, page):
        holders = page.sentences[self.index][6]
        last = len(page.words) - 1
        self.words = [min(h[1], last) for h in holders]
        self.features = [pair_features(page, self.span, h, self.index) for h in holders]
        self.entities, of = [], defaultdict(list)
        for i, holder in enumerate(holders):
            for k, side in enumerate(holder[2]):
                of[side].append((i, holder[3][k] if k < len(holder[3]) else side))
        for side, members in of.items():
            self.entities.append((side, [i for i, _ in members], [name for _, name in members]))


def sentence_of(page, record):
    if "at" in record:
        return at_bytes(page, *record["at"])[0]
    return next((index for index, text in enumerate(page.sentence_texts)
                 if same_sentence(record["evidence"][0]["text"], text)), None)


WORDINGS = {"position": "what", "assessment": "words", "draft": "name", "claim": "what"}


def tag_of(record):
    if record["type"] == "position":
        return PLUS_TAG if record["stance"] in PLUS else \
            REFUSES if record["stance"] == "refuses" else OPEN
    return {"assessment": ASSESSMENT, "draft": DRAFT, "claim": CLAIM}[record["type"]]


def label(page, issues, same_name):
    """Turns the page's gold records into labels."""
    n = len(page.words)
    page.tags = np.zeros((N_TAGGED, n), np.int64)  # 0 outside, 1 first, 2 within
    page.counts = np.ones((N_TAGGED, n), np.float32)
    page.meets = np.zeros(len(page.sentences), np.float32)
    by_place = {}
    for record in page.gold:
        if record["type"] not in WORDINGS or not (
                "at" in record or record[WORDINGS[record["type"]]]):
            continue
        index, span = locate(page, record, WORDINGS[record["type"]])
        if span is None:
            continue
        place = (tag_of(record), span, index)
        if place in by_place:
            by_place[place].records.append(record)
        else:
            by_place[place] = Span(place[0], span, index, record)
    page.spans = list(by_place.values())
    for label_ in page.spans:
        first, end = label_.span
        tags = page.tags[label_.tag]
        tags[first:end] = np.where(tags[first:end] == 1, 1, 2)
        tags[first] = 1
        if label_.tag == DRAFT:  # named elsewhere too: neither right nor wrong there
            for other in range(len(page.sentences)):
                again = find(page, other, page.words_of(first, end))
                if again and other != label_.index:
                    page.counts[DRAFT][again[0]:again[1]] = 0
    for record in page.gold:
        if record["type"] != "meeting":
            continue
        index = sentence_of(page, record)
        if index is not None:
            page.meets[index] = 1
            _, _, first, n_words = page.sentences[index][:4]
            page.spans.append(Span(MEETING, (first, first + n_words), index, record))
    for label_ in page.spans:
        label_.see_holders(page)
        set_answers(label_, issues, same_name)


def set_answers(label_, issues, same_name):
    records, tag = label_.records, label_.tag

    def asked(names, people=False):
        names = [x for x in names if x]
        return [float(any(same_name(x, y) for y in names
                          for x in ([side] + called if people else [side])))
                for side, _, called in label_.entities]

    label_.answers, label_.choice, label_.issues = {}, -1, []
    first = records[0]
    if tag <= OPEN:
        label_.answers[HOLDER] = asked([r["party"] for r in records])
        label_.issues = [issues[r["issue"]] for r in records if r["issue"] in issues]
        if tag == PLUS_TAG:
            label_.choice = PLUS.index(first["stance"])
    elif tag == ASSESSMENT:
        label_.answers[ASSESSOR] = asked([r["by"] for r in records], people=True)
        label_.choice = TONES.index(first["tone"])
    elif tag == CLAIM:
        label_.answers[CLAIMANT] = asked([r["by"] for r in records])
        denied = [x for r in records for x in
                  (r["disputed_by"] if isinstance(r["disputed_by"], list) else [r["disputed_by"]])]
        label_.answers[DENIER] = asked(denied)
    elif tag == DRAFT:
        label_.answers[AUTHOR] = asked([x.strip() for r in records for x in (r["by"] or "").split(",")])
        label_.choice = DRAFTS.index(first["status"]) if first["status"] in DRAFTS else 8
    else:
        label_.answers[PARTICIPANT] = asked(first["parties"] + first["people"], people=True)
        label_.choice = MEETINGS.index(first["status"]) if first["status"] in MEETINGS else 0


def read_scorer(path):
    loader = importlib.machinery.SourceFileLoader("scorer", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("scorer", loader))
    loader.exec_module(module)
    strict = module.same_name

    def same_name(a, b):
        try:
            return strict(a, b)
        except IndexError:  # a name without Latin letters
            return False
    return module, same_name


def labelled(seen, records, issues, same_name):
    """Pages with their records as labels."""
    pages = load(seen)
    by_id = {page.id: page for page in pages}
    for path in records:
        with open(path, encoding="utf8") as lines:
            for line in lines:
                record = json.loads(line)
                if record.get("evidence") and record["evidence"][0]["source"] in by_id:
                    by_id[record["evidence"][0]["source"]].gold.append(record)
    for page in pages:
        label(page, issues, same_name)
        page.trust = np.ones(N_TAGGED + 1, np.float32)
    return pages


def split(pages, every):
    """Those kept out, and the rest."""
    return pages[::every], [page for i, page in enumerate(pages) if i % every]
