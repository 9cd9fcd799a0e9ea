"""Which issue, stance, tone or status a span is of: one maximum-entropy model each, over the
lexicon's cues in the span, its sentence, its page and the word that governs it, and the mean
word vectors of the same.  src/extract/judge-choices.c computes the same."""
import csv

import numpy as np
import torch
import torch.nn.functional as F

VECTOR = 96
CONTENT = {0, 2, 7, 11, 15}  # UPOS: adjectives, adverbs, nouns, names, verbs
KEY_FUNCTION, KEY_TABLE = 6, 8  # of src/extract/judge-features.c
# the lexicon tables with their numbers (src/model/lexicon.h) and the columns that tell a sense
TABLES = {"stances": (15, ["pos", "stance"]), "tones": (19, ["tone"]), "issues": (16, ["issue"]),
          "drafts": (17, ["class", "value"]), "meetings": (18, ["class"])}


def hashed(seed, text):
    value = (2166136261 ^ ((seed * 2654435761) & 0xFFFFFFFF)) & 0xFFFFFFFF
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def rows(path):
    with open(path, encoding="utf8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def cues(lexicon):
    """The keys that count, sorted."""
    found = set()
    for name, (number, columns) in TABLES.items():
        for row in rows(f"{lexicon}/{name}.tsv"):
            key = KEY_TABLE + number
            for column in columns:
                key = hashed(key, row[column] or "")
            found.add(key)
    for row in rows(f"{lexicon}/function.tsv"):
        if "neg" in row["class"].split() or "modal" in row["class"]:
            found.add(hashed(KEY_FUNCTION, row["class"]))
    return sorted(found)


class Features:
    def __init__(self, page, index, vocabulary):
        """index: the place of each cue"""
        self.page, self.n = page, len(index)
        words = len(page.words)
        self.counts = np.zeros((words + 1, self.n), np.float32)
        self.vectors = vocabulary.vectors[[vocabulary.forms.get(k[0], 0) for k in page.keys]]
        self.content = np.array([w[4] in CONTENT for w in page.words], np.float32)
        for i, keys in enumerate(page.keys):
            for key in keys[1:]:
                if key in index:
                    self.counts[i + 1, index[key]] += 1
        self.own = self.counts[1:]
        self.sums = np.cumsum(self.counts, 0)
        zero = np.zeros((1, VECTOR), np.float32)
        self.vector_sums = np.concatenate([zero, np.cumsum(self.vectors * self.content[:, None], 0)])
        self.content_sums = np.concatenate([[0], np.cumsum(self.content)])

    def mean(self, first, end):
        n = self.content_sums[end] - self.content_sums[first]
        return (self.vector_sums[end] - self.vector_sums[first]) / max(1, n)

    def of(self, span, sentence):
        first, end = span
        begin, n = sentence[2:4]
        words = self.page.words
        head = first
        for w in range(first, end):
            if words[w][2] == w or not first <= words[w][2] < end:
                head = w
                break
        governor = words[head][2]
        if first <= governor < end:
            governed, vector = np.zeros(self.n, np.float32), np.zeros(VECTOR, np.float32)
        else:
            governed, vector = self.own[governor], self.vectors[governor]
        whole = self.sums[-1] / max(1, self.sums[-1].sum())
        return np.concatenate([self.sums[end] - self.sums[first],
                               self.sums[begin + n] - self.sums[begin], whole, governed,
                               self.mean(first, end), self.mean(begin, begin + n), vector])


def fit(x, answers, weights, n_outputs, decay, steps=300):
    """x [N, D], answers [N]: the weights [n_outputs, D] and biases."""
    torch.manual_seed(1)
    x, weights = torch.from_numpy(x), torch.tensor(weights)
    answers = torch.tensor(answers)
    model = torch.nn.Linear(x.shape[1], n_outputs)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(steps):
        each = F.cross_entropy(model(x), answers, reduction="none")
        loss = (each * weights).sum() / weights.sum() + decay * (model.weight ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
