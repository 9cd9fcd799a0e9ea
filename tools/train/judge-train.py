#!/usr/bin/env python3
"""judge-train.py: trains data/english.judge (data/README.md has the commands).

    judge-train.py --out FILE --lexicon DIR --vectors FILE --scorer FILE
                   --real SEEN RECORDS... --marked SEEN RECORDS --stories SEEN RECORDS

SEEN stands for SEEN.jsonl and SEEN.states, as judge-pages wrote them.  The network learns from all,
then from the real and marked pages alone.  Stance, issue, tone and status are learned apart
(judge_choices.py).  Every fourth real and every eleventh marked page is kept out of training, for
judge-limits.py to choose limits and fit confidences on, and how well the judge does on the real
ones of them is printed.  --scorer is the scorer of records: its same_name tells when two names are one.

PyTorch 2 on one thread; the seed is fixed."""
import argparse
import random
import re
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import judge_choices
import judge_export
from judge_find import measure
from judge_net import Judge, Vocabulary, sentence_scores, tensors
from judge_pages import (ASSESSMENT, DRAFT, EVERY_MARKED, EVERY_REAL, MEETING, N_TAGGED, PLUS_TAG,
                         labelled, read_scorer, split)

# from which chances on a record is made, and the logistic curves from chances to confidences:
# where judge-limits.py begins
LIMITS = {"plus": 0.35, "refuses": 0.35, "open": 0.35, "assessment": 0.35, "draft": 0.33,
          "claim": 0.12, "meeting": 0.35, "holder": 0.4, "joint": 0.16, "assessor": 0.5,
          "claimant": 0.1, "participant": 0.4, "author": 0.5, "denier": 0.5,
          "rule_position": 0.15, "rule_assessment": 0.15, "rule_draft": 0.05,
          "rule_meeting": 0.05}
TRUST = [[3.0, -1.5]] * 11
# of an example beside one from a real page, for choices
MARKED_WEIGHT, STORIES_WEIGHT = 0.5, 0.3
# the stories that mark every assessment
FULL_STORIES = re.compile(r"(states|home|money|hard|long[a-z]+)-")

BATCH = 2  # pages
SEED = 22
WEIGHTS = {"tag": 1.0, "meet": 3.0, "choice": 0.7, "issue": 0.7, "pair": 0.5}


def loss_of(net, pages):
    z, keys, form = net.see(pages)
    out = net.tag(z)
    tags = torch.cat([p.t_tags for p in pages], 1)
    counts = torch.cat([p.t_counts * torch.from_numpy(p.trust[:N_TAGGED, None]) for p in pages], 1)
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


def train(net, pages, epochs, seed, rate):
    """Some epochs from the network's weights on."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * ((len(pages) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1,
                                                   pct_start=0.1)
    for epoch in range(epochs):
        net.train()
        shuffled, total, began = pages[:], 0.0, time.time()
        order.shuffle(shuffled)
        for at in range(0, len(shuffled), BATCH):
            batch = shuffled[at:at + BATCH]
            loss = loss_of(net, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: {total / len(pages):.3f}, {time.time() - began:.0f} s",
              file=sys.stderr, flush=True)
    net.eval()
    return net


def learn_choices(real, marked, stories, vocabulary, lexicon, n_issues):
    """The models of stance, tone, draft, meeting and issue, and the cues that they look at."""
    keys = judge_choices.cues(lexicon)
    index = {key: i for i, key in enumerate(keys)}
    examples = [[], [], [], [], []]
    places = {PLUS_TAG: 0, ASSESSMENT: 1, DRAFT: 2, MEETING: 3}
    for pages, weight in ((real, 1.0), (marked, MARKED_WEIGHT), (stories, STORIES_WEIGHT)):
        for page in pages:
            features = judge_choices.Features(page, index, vocabulary)
            for span in page.spans:
                x = features.of(span.span, page.sentences[span.index]).astype(np.float32)
                if span.tag in places and span.choice >= 0:
                    examples[places[span.tag]].append((x, span.choice, weight))
                for issue in span.issues:
                    examples[4].append((x, issue, weight))
    models = []
    for found, n_outputs in zip(examples, (3, 3, 9, 5, n_issues)):
        is_issue = n_outputs == n_issues
        scale = np.ones(found[0][0].shape, np.float32)
        scale[4 * len(keys):] = 1.0 if is_issue else 0.3  # vectors count less than cues
        model = judge_choices.fit(np.array([x for x, _, _ in found]) * scale,
                                  [y for _, y, _ in found], [w for _, _, w in found], n_outputs,
                                  decay=5e-4 if is_issue else 1e-3)
        with torch.no_grad():
            model.weight *= torch.from_numpy(scale)[None, :]
        models.append(model)
    return keys, models


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("out", "lexicon", "vectors", "scorer"):
        parser.add_argument("--" + name, required=True)
    for name in ("real", "marked", "stories"):
        parser.add_argument("--" + name, nargs="+", required=True)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    scorer, same_name = read_scorer(asked.scorer)
    names = sorted({row["issue"] for row in judge_choices.rows(asked.lexicon + "/issues.tsv")})
    issues = {name: i for i, name in enumerate(names)}
    real, marked, stories = (labelled(seen, records, issues, same_name) for seen, *records in
                             (asked.real, asked.marked, asked.stories))
    for page in stories:
        page.trust[ASSESSMENT] = FULL_STORIES.match(page.id) is not None
    held, known = split(real, EVERY_REAL)
    marked = split(marked, EVERY_MARKED)[1]
    vocabulary = Vocabulary(known + marked + stories, asked.vectors)
    for page in held + known + marked + stories:
        tensors(page, vocabulary)
    torch.manual_seed(SEED)
    net = Judge(vocabulary.n_trained, len(names), vocabulary.vectors, 0.1)
    train(net, known * 2 + marked + stories, 6, SEED, 6e-3)
    train(net, known * 2 + marked, 3, SEED, 1.5e-3)
    keys, choices = learn_choices(known, marked, stories, vocabulary, asked.lexicon, len(names))
    judge_export.write(asked.out, net, vocabulary, names, LIMITS, TRUST, keys, choices)
    scorer.same_name = same_name
    measure(net, held, scorer, LIMITS)


if __name__ == "__main__":
    main()
