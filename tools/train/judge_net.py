"""The judge's network in PyTorch, as src/extract/judge.c computes it in integers.

    h  = relu(W state + sum of the rows of the word's keys)               HIDDEN
    z  = gated recurrence over h, both ways, + V h                        CONTEXT
    tags and meetings from z
    a pair's hidden layer, from span, holder and how they stand           SPAN

The heads over a span's own layer (stance, tone, ...) help z along; the file leaves them out.
"""
import json
from collections import Counter

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from judge_pages import (DRAFTS, MEETINGS, N_PAIR_FEATURES, N_ROLES, N_TAGGED, PLUS, STATE, TONES)

HIDDEN, UNITS, SPAN = 128, 128, 64
CONTEXT = 2 * UNITS
N_TAG_OUTPUTS = 3 * N_TAGGED


def squash(x):
    x = x.clamp(-3, 3)
    return x * (27 + x * x) / (27 + 9 * x * x)


def gate(x):
    return 0.5 + 0.5 * squash(0.5 * x)


def run(f, a):
    """c[t] = f[t] c[t-1] + a[t] along dimension 1, by doubling."""
    step = 1
    while step < a.shape[1]:
        a = torch.cat([a[:, :step], a[:, step:] + f[:, step:] * a[:, :-step]], 1)
        f = torch.cat([f[:, :step], f[:, step:] * f[:, :-step]], 1)
        step *= 2
    return a


class Recurrence(nn.Module):
    """u, f, r forward, then u, f, r backward, as in src/text/parse-shape.h."""

    def __init__(self, n_in):
        super().__init__()
        self.gates = nn.Linear(n_in, 6 * UNITS)
        with torch.no_grad():
            self.gates.bias[UNITS:2 * UNITS] += 1
            self.gates.bias[4 * UNITS:5 * UNITS] += 1

    def forward(self, x, mask):
        u, f, r, ub, fb, rb = self.gates(x).split(UNITS, 2)
        f, fb = gate(f) * mask + (1 - mask), gate(fb) * mask + (1 - mask)
        there = run(f, (1 - f) * squash(u))
        back = run(fb.flip(1), ((1 - fb) * squash(ub)).flip(1)).flip(1)
        return torch.cat([gate(r) * there, gate(rb) * back], 2)


class Judge(nn.Module):
    def __init__(self, n_keys, n_issues, vectors, drop=0.25):
        """vectors: one a key (zero where it has none), [1 + n_keys, D]; key 0 is nothing."""
        super().__init__()
        self.rows = nn.Embedding(n_keys + 1, HIDDEN, padding_idx=0)
        self.span_rows = nn.Embedding(n_keys + 1, SPAN, padding_idx=0)
        for table in (self.rows, self.span_rows):
            nn.init.normal_(table.weight, 0, 0.03)
            with torch.no_grad():
                table.weight[0] = 0
        self.register_buffer("vectors", torch.from_numpy(vectors))
        self.vector = nn.Linear(vectors.shape[1], HIDDEN, bias=False)
        self.span_vector = nn.Linear(vectors.shape[1], SPAN, bias=False)
        self.state = nn.Linear(STATE, HIDDEN)
        self.recurrence = Recurrence(HIDDEN)
        self.through = nn.Linear(HIDDEN, CONTEXT)
        self.tag = nn.Linear(CONTEXT, N_TAG_OUTPUTS)
        self.meet = nn.Linear(CONTEXT, 1)
        self.span = nn.Linear(3 * CONTEXT, SPAN)
        self.plus = nn.Linear(SPAN, len(PLUS))
        self.tone = nn.Linear(SPAN, len(TONES))
        self.draft = nn.Linear(SPAN, len(DRAFTS))
        self.meeting = nn.Linear(SPAN, len(MEETINGS))
        self.issue = nn.Linear(SPAN, n_issues)
        self.pair_span = nn.Linear(3 * CONTEXT, SPAN)
        self.pair_word = nn.Linear(CONTEXT, SPAN)
        self.pair_rows = nn.Embedding(N_PAIR_FEATURES + 1, SPAN, padding_idx=N_PAIR_FEATURES)
        nn.init.normal_(self.pair_rows.weight, 0, 0.05)
        self.role = nn.Linear(SPAN, N_ROLES)
        self.drop = nn.Dropout(drop)

    def encode(self, states, keys, form, shape):
        """states [N, STATE]; keys [N, K], 0 for none; form [N]; shape: (index [B, T] into N,
        mask [B, T]).  Returns z [N, CONTEXT]."""
        rows = self.rows(keys).sum(1) + self.vector(self.vectors[form])
        h = self.drop(torch.relu(self.state(states) + rows))
        index, mask = shape
        z = self.recurrence(h[index], mask[:, :, None].float())[mask]
        return self.drop(z + self.through(h))

    def see(self, pages):
        """Every word of some pages in its context, with the words' keys and forms."""
        states, keys, form, shape = pack(pages)
        return self.encode(states, keys, form, shape), keys, form

    def ends_and_mean(self, z, first, end):
        sums = torch.cat([z.new_zeros(1, z.shape[1]), torch.cumsum(z, 0)])
        mean = (sums[end] - sums[first]) / (end - first)[:, None].float()
        return torch.cat([z[first], z[end - 1], mean], 1)

    def span_hidden(self, ends, keys, form, first, end):
        """The span's own layer; its words' rows are averaged."""
        rows = self.span_rows(keys).sum(1) + self.span_vector(self.vectors[form])
        sums = torch.cat([rows.new_zeros(1, SPAN), torch.cumsum(rows, 0)])
        mean = (sums[end] - sums[first]) / (end - first)[:, None].float()
        return torch.relu(self.span(ends) + mean)

    def pairs(self, ends, of, z, word, features):
        """of [M]: the span of each pair; word [M]: the holder's; features [M, 7].  [M, N_ROLES]"""
        hidden = self.pair_span(ends)[of] + self.pair_word(z[word]) + self.pair_rows(features).sum(1)
        return self.role(torch.relu(hidden))


def form_seed(text):
    """The key of a form: `form_key` of src/extract/judge-features.c."""
    value = FORM_SEED
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


KEY_FORM = 7  # its place among the kinds of key
FORM_SEED = (2166136261 ^ (KEY_FORM * 2654435761)) & 0xFFFFFFFF


class Vocabulary:
    def __init__(self, pages, vectors_path):
        counts = Counter(k for p in pages for w in p.keys for k in w[1:])
        trained = sorted(k for k, n in counts.items() if n >= 3)
        self.index = {k: i + 1 for i, k in enumerate(trained)}
        self.n_trained = len(trained)
        with open(vectors_path + ".json", encoding="utf8") as file:
            forms = json.load(file)
        values = np.load(vectors_path + ".npy")
        self.forms = {form_seed(w): i + 1 for i, w in enumerate(forms)}
        self.vectors = np.concatenate([np.zeros((1, values.shape[1]), np.float32),
                                       np.clip(values, -6, 6)]).astype(np.float32)


def tensors(page, vocabulary):
    """Everything about a page that does not change while training."""
    k = max(len(x) for x in page.keys) - 1
    keys = np.zeros((len(page.keys), k), np.int64)
    for i, x in enumerate(page.keys):
        for j, key in enumerate(x[1:]):
            keys[i, j] = vocabulary.index.get(key, 0)
    page.t_keys = torch.from_numpy(keys)
    page.t_form = torch.tensor([vocabulary.forms.get(x[0], 0) for x in page.keys])
    page.t_states = torch.from_numpy(page.states.astype(np.float32) / 1024)
    page.t_tags = torch.from_numpy(np.eye(3, dtype=np.float32)[page.tags])
    page.t_counts = torch.from_numpy(page.counts)
    of = np.zeros(len(page.words), np.int64)
    for i, s in enumerate(page.sentences):
        of[s[2]:s[2] + s[3]] = i + 1
    page.t_sentence = torch.from_numpy(of)
    for span in page.spans:
        f = np.full((len(span.features), 7), N_PAIR_FEATURES, np.int64)
        for i, x in enumerate(span.features):
            f[i, :len(x)] = x
        span.t_features = torch.from_numpy(f)


def pack(pages):
    """One batch: the pages' words one after the other."""
    k = max(p.t_keys.shape[1] for p in pages)
    keys = torch.cat([F.pad(p.t_keys, (0, k - p.t_keys.shape[1])) for p in pages])
    lengths = [len(p.words) for p in pages]
    index = torch.zeros(len(pages), max(lengths), dtype=torch.long)
    mask = torch.zeros(len(pages), max(lengths), dtype=torch.bool)
    at = 0
    for b, n in enumerate(lengths):
        index[b, :n] = torch.arange(at, at + n)
        mask[b, :n] = True
        at += n
    return (torch.cat([p.t_states for p in pages]), keys, torch.cat([p.t_form for p in pages]),
            (index, mask))


def sentence_scores(net, z, sentence, n):
    """The greatest score of each sentence's words; sentences count from 1."""
    m = net.meet(z)[:, 0]
    return torch.full((n + 1,), -1e4).scatter_reduce(0, sentence, m, "amax")[1:]
