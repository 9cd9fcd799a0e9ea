"""What trained networks find on a page, as src/extract/judge.c does, and a measure on pages that
were held out."""
import numpy as np
import torch
import torch.nn.functional as F

from judge_net import sentence_scores
from judge_pages import (ASSESSMENT, ASSESSOR, AUTHOR, CLAIM, CLAIMANT, DENIER, DRAFT, HOLDER,
                         MEETING, N_PAIR_FEATURES, N_TAGGED, OPEN, PARTICIPANT, PLUS, PLUS_TAG,
                         REFUSES, TONES, Span)

NEAR = 4
ROLES = {PLUS_TAG: [HOLDER], REFUSES: [HOLDER], OPEN: [HOLDER], ASSESSMENT: [ASSESSOR],
         DRAFT: [AUTHOR], CLAIM: [CLAIMANT, DENIER], MEETING: [PARTICIPANT]}
HEADS = {PLUS_TAG: "plus", ASSESSMENT: "tone", DRAFT: "draft", MEETING: "meeting"}


def stretches(chances, least):
    """chances [n, 3]: outside, first, within.  (first, end, chance), the likeliest first."""
    n = len(chances)
    left, taken, found = chances[:, 1].copy(), np.zeros(n, bool), []
    while True:
        start = int(np.argmax(np.where(taken, 0, left)))
        if left[start] < max(0.04, least / 6) or taken[start]:
            return sorted(found)
        low, high = max(0, start - NEAR), min(n, start + NEAR + 1)
        chance, end = float(left[low:high].sum()), start + 1
        while end < n and chances[end, 2] > 0.5 * min(1, chance) and not taken[end] and \
                not left[end] > 0.5:
            end += 1
        left[low:high] = 0
        left[start:end] = 0
        taken[start:end] = True
        if chance >= least:
            found.append((start, end, min(1.0, chance)))


class Findings:
    """Several networks over one page; their chances are averaged."""

    def __init__(self, nets, page):
        self.page, self.views = page, []
        with torch.no_grad():
            for net in nets:
                self.views.append((net, *net.see([page])))
            self.tags = self.mean(lambda net, z, *_: torch.stack(
                [F.softmax(net.tag(z)[:, 3 * k:3 * k + 3], 1) for k in range(N_TAGGED)]))
            self.meets = self.mean(lambda net, z, *_: torch.sigmoid(
                sentence_scores(net, z, page.t_sentence, len(page.sentences))))

    def mean(self, of):
        return sum(of(*view) for view in self.views).numpy() / len(self.views)

    def spans(self, least):
        """(tag, first, end, sentence, chance) with at least this chance, by tag."""
        for index, sentence in enumerate(self.page.sentences):
            begin, n, tells = sentence[2], sentence[3], sentence[5]
            for tag in range(N_TAGGED if tells else 0):
                for first, end, chance in stretches(self.tags[tag][begin:begin + n], least[tag]):
                    yield tag, begin + first, begin + end, index, chance
            if tells and self.meets[index] >= least[MEETING]:
                yield MEETING, begin, begin + n, index, float(self.meets[index])

    @torch.no_grad()
    def look(self, tag, first, end, index):
        """The span with its answers as chances, and its choice and issue."""
        span = Span(tag, (first, end), index, None)
        span.see_holders(self.page)
        features = np.full((len(span.features), 7), N_PAIR_FEATURES, np.int64)
        for i, x in enumerate(span.features):
            features[i, :len(x)] = x
        span.t_features = torch.from_numpy(features)
        first, end = torch.tensor([first]), torch.tensor([end])

        def hidden(net, z, keys, form):
            return net.span_hidden(net.ends_and_mean(z, first, end), keys, form, first, end)
        head = HEADS.get(tag)
        span.choice = int(np.argmax(self.mean(
            lambda net, *x: F.softmax(getattr(net, head)(hidden(net, *x)), 1)[0]))) if head else -1
        span.issues = [int(np.argmax(self.mean(
            lambda net, *x: F.softmax(net.issue(hidden(net, *x)), 1)[0])))] if tag <= OPEN else []
        span.answers = {}
        if len(features):
            chances = self.mean(lambda net, z, *_: torch.sigmoid(net.pairs(
                net.ends_and_mean(z, first, end), torch.zeros(len(features), dtype=torch.long), z,
                torch.tensor(span.words), span.t_features)))
            for role in ROLES[tag]:
                span.answers[role] = [float(max(chances[m, role] for m in members))
                                      for _, members, _ in span.entities]
        return span


def records_of(findings, limits):
    """What the page's records would be, as far as the scorer looks at them."""
    page = findings.page
    least = [limits[x] for x in ("plus", "refuses", "open", "assessment", "draft", "claim",
                                 "meeting")]
    for tag, first, end, index, chance in findings.spans(least):
        span = findings.look(tag, first, end, index)
        words = page.words_of(first, end)
        base = {"evidence": [{"source": page.id, "text": page.sentence_texts[index]}]}
        who = [sorted(zip(span.answers.get(role, []), [e[0] for e in span.entities]), reverse=True)
               for role in ROLES[tag]]
        if tag <= OPEN:
            for share, side in who[0]:
                if share >= limits["holder"] and share * chance >= limits["joint"]:
                    stance = PLUS[span.choice] if tag == PLUS_TAG else \
                        "refuses" if tag == REFUSES else "open"
                    yield {"type": "position", "party": side, "stance": stance, "what": words, **base}
        elif tag == ASSESSMENT:
            yield {"type": "assessment", "tone": TONES[span.choice], **base}
        elif tag == DRAFT:
            yield {"type": "draft", "name": words, **base}
        elif tag == CLAIM and who[0] and who[0][0][0] * chance >= limits["claimant"]:
            yield {"type": "claim", "by": who[0][0][1], **base}
        elif tag == MEETING:
            sides = [x for share, x in who[0] if share >= limits["participant"]]
            if sides:
                yield {"type": "meeting", "parties": sides, "people": [], "place": None, **base}


def measure(net, pages, scorer, limits):
    """Prints precision, recall and F1 a kind on labelled pages, without what rules find."""
    found = {page.id: list(records_of(Findings([net], page), limits)) for page in pages}
    for kind in ("position", "meeting", "draft", "claim", "assessment"):
        right = gold = told = 0
        for page in pages:
            wanted = [r for r in page.gold if r["type"] == kind]
            left = [r for r in found[page.id] if r["type"] == kind]
            gold, told = gold + len(wanted), told + len(left)
            for record in wanted:
                hit = next((r for r in left if scorer.RULES[kind](record, r)), None)
                if hit:
                    left.remove(hit)
                    right += 1
        precision, recall = right / max(1, told), right / max(1, gold)
        f1 = 2 * right / max(1, told + gold)
        print(f"{kind:11} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
