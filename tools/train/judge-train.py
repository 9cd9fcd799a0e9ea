#!/usr/bin/env python3
"""judge-train.py: trains data/english.judge.

    judge-train.py [--out FILE] [--seeds N] [--folds N] --issues FILE --vectors FILE
                   --pages SEEN GOLD... [--pages SEEN GOLD...]

SEEN is what judge-pages wrote (SEEN.jsonl, SEEN.states), GOLD are record files.  --folds
cross-validates the first set of pages instead of training on all.  PyTorch on one or two cores;
seeds are fixed."""
import argparse
import json
import random
import sys
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import judge_pages as pages_
from judge_net import N_TAG_OUTPUTS, Judge
from judge_pages import (ASSESSMENT, DRAFT, MEETING, N_PAIR_FEATURES, N_TAGGED, OPEN, PLUS_TAG)


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
    page.t_tags = torch.from_numpy(page.tags if page.tags.ndim == 3 else
                                   np.eye(3, dtype=np.float32)[page.tags])
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


WEIGHTS = {"tag": 1.0, "meet": 3.0, "choice": 0.7, "issue": 0.7, "pair": 0.5}


def loss_of(net, pages):
    states, keys, form, shape = pack(pages)
    z = net.encode(states, keys, form, shape)
    out = net.tag(z)
    tags = torch.cat([p.t_tags for p in pages], 1)
    counts = torch.cat([p.t_counts * p.trust[:N_TAGGED, None] for p in pages], 1)
    loss = 0
    for k in range(N_TAGGED):
        each = F.cross_entropy(out[:, 3 * k:3 * k + 3], tags[k], reduction="none")
        loss = loss + WEIGHTS["tag"] * (each * counts[k]).sum()
    start, n_sentences, sentence = 0, 0, []
    starts = []
    for p in pages:
        starts.append(start)
        sentence.append(torch.where(p.t_sentence > 0, p.t_sentence + n_sentences, 0))
        start += len(p.words)
        n_sentences += len(p.sentences)
    scores = sentence_scores(net, z, torch.cat(sentence), n_sentences)
    meets = torch.from_numpy(np.concatenate([p.meets for p in pages]))
    trust = torch.from_numpy(np.concatenate([np.full(len(p.meets), p.trust[MEETING]) for p in pages]))
    loss = loss + WEIGHTS["meet"] * (F.binary_cross_entropy_with_logits(
        scores, meets, reduction="none") * trust).sum()
    spans = [(s, start) for p, start in zip(pages, starts) for s in p.spans]
    if spans:
        loss = loss + span_loss(net, z, keys, form, spans)
    return loss / len(pages) / 20


def span_loss(net, z, keys, form, spans):
    first = torch.tensor([s.span[0] + o for s, o in spans])
    end = torch.tensor([s.span[1] + o for s, o in spans])
    ends = net.ends_and_mean(z, first, end)
    hidden = net.span_hidden(ends, keys, form, first, end)
    loss = 0
    for tag, head in ((PLUS_TAG, net.plus), (ASSESSMENT, net.tone), (DRAFT, net.draft),
                      (MEETING, net.meeting)):
        which = [i for i, (s, _) in enumerate(spans) if s.tag == tag]
        if which:
            choices = torch.tensor([spans[i][0].choice for i in which])
            loss = loss + WEIGHTS["choice"] * F.cross_entropy(head(hidden[which]), choices,
                                                              reduction="sum")
    which = [(i, x) for i, (s, _) in enumerate(spans) for x in s.issues]
    if which:
        loss = loss + WEIGHTS["issue"] * F.cross_entropy(
            net.issue(hidden[[i for i, _ in which]]), torch.tensor([x for _, x in which]),
            reduction="sum")
    of, word, entity_of, member, role_of, answer = [], [], [], [], [], []
    n_entities = 0
    for i, (s, o) in enumerate(spans):
        base = len(of)
        of += [i] * len(s.words)
        word += [w + o for w in s.words]
        for role, answers in s.answers.items():
            for (_, members, _), y in zip(s.entities, answers):
                entity_of += [n_entities] * len(members)
                member += [base + m for m in members]
                role_of += [role] * len(members)
                answer.append(y)
                n_entities += 1
    if not of:
        return loss
    features = torch.cat([s.t_features for s, _ in spans if len(s.words)])
    scores = net.pairs(ends, torch.tensor(of), z, torch.tensor(word), features)
    picked = scores[torch.tensor(member), torch.tensor(role_of)]
    best = torch.full((n_entities,), -1e4).scatter_reduce(0, torch.tensor(entity_of), picked, "amax")
    return loss + WEIGHTS["pair"] * F.binary_cross_entropy_with_logits(
        best, torch.tensor(answer), reduction="sum")


def train(pages, vocabulary, n_issues, epochs, seed, rate=4e-3, batch=4, drop=0.25, log=True, keep=0.9, start=None):
    torch.manual_seed(seed)
    order = random.Random(seed)
    net = Judge(vocabulary.n_trained, n_issues, vocabulary.vectors, drop)
    if start: net.load_state_dict(start)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * ((len(pages) + batch - 1) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1,
                                                   pct_start=0.1)
    for epoch in range(epochs):
        net.train()
        shuffled, total, began = pages[:], 0.0, time.time()
        order.shuffle(shuffled)
        for at in range(0, len(shuffled), batch):
            loss = loss_of(net, shuffled[at:at + batch])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(shuffled[at:at + batch])
        if log:
            print(f"epoch {epoch + 1}: {total / len(pages):.3f}, {time.time() - began:.0f} s",
                  file=sys.stderr, flush=True)
    net.eval()
    return net
