"""The judge with a pretrained encoder's view of each word beside its own: what it learns from.

The encoder (all-MiniLM-L6-v2) reads windows of whole sentences; its lower layers stay as they are
and are computed once a page, its upper ones are trained with the judge.  Once they have learned
much, more of them are settled: what is left learns at half the cost."""
import torch
import torch.nn as nn
from transformers import AutoModel, AutoTokenizer

from judge_net import CONTEXT, HIDDEN, Judge, pack

WINDOW, WIDTH = 300, 384
SLOWER = 20  # the encoder's rate of learning: the judge's by this


def output(layer, x):
    x = layer(x)
    return x[0] if isinstance(x, tuple) else x


class Pieces:
    """A page's word pieces in windows of at most WINDOW, with the lower layers' output."""

    def __init__(self, page, tokenizer, below):
        words = [page.words_of(i, i + 1) or "." for i in range(len(page.words))]
        cut = tokenizer(words, add_special_tokens=False)["input_ids"] if words else []
        cut = [x[:8] or [tokenizer.unk_token_id] for x in cut]
        windows, window, size = [], [], 0
        for sentence in page.sentences:
            inside = range(sentence[2], sentence[2] + sentence[3])
            n = sum(len(cut[w]) for w in inside)
            if window and size + n > WINDOW:
                windows.append(window)
                window, size = [], 0
            for w in inside:
                if size + len(cut[w]) > 500:
                    windows.append(window)
                    window, size = [], 0
                window.append(w)
                size += len(cut[w])
        if window:
            windows.append(window)
        self.words, self.lower, self.of = windows, [], []
        for window in windows:
            ids, of = [tokenizer.cls_token_id], []
            for i, w in enumerate(window):
                of += [i] * len(cut[w])
                ids += cut[w]
            ids.append(tokenizer.sep_token_id)
            self.of.append(torch.tensor(of))
            self.lower.append(below(torch.tensor([ids])).half())


class Reader(Judge):
    """A Judge whose words are also seen by the encoder; `cut` pages before it sees them."""

    def __init__(self, model, *of_judge):
        super().__init__(*of_judge)
        encoder = AutoModel.from_pretrained(model)
        self.tokenizer = AutoTokenizer.from_pretrained(model)
        self.embeddings, self.lower = encoder.embeddings, nn.ModuleList()
        self.embeddings.requires_grad_(False)
        self.upper = nn.ModuleList(encoder.encoder.layer)
        self.piece = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.direct = nn.Linear(WIDTH, CONTEXT, bias=False)

    def settle(self, n):
        """The n lowest of the layers that still learn stay as they are from now on."""
        self.lower.extend(self.upper[:n])
        self.lower.requires_grad_(False)
        self.upper = self.upper[n:]

    @torch.no_grad()
    def below(self, ids):
        x = self.embeddings(input_ids=ids)
        for layer in self.lower:
            x = output(layer, x)
        return x

    def cut(self, pages):
        """Their pieces, as the settled layers see them."""
        self.eval()
        for page in pages:
            page.pieces = Pieces(page, self.tokenizer, self.below)

    def upper_output(self, page):
        out = torch.zeros(len(page.words), WIDTH)
        for window, of, lower in zip(page.pieces.words, page.pieces.of, page.pieces.lower):
            x = lower.float()
            for layer in self.upper:
                x = output(layer, x)
            x = x[0, 1:-1]
            sums = torch.zeros(len(window), WIDTH).index_add(0, of, x)
            counts = torch.zeros(len(window)).index_add(0, of, torch.ones(len(of)))
            out = out.index_add(0, torch.tensor(window), sums / counts[:, None])
        return out

    def groups(self, rate):
        upper = list(self.upper.parameters())
        rest = [p for p in self.parameters() if p.requires_grad and not any(p is x for x in upper)]
        return [{"params": rest, "lr": rate}, {"params": upper, "lr": rate / SLOWER}]

    def see(self, pages):
        states, keys, form, (index, mask) = pack(pages)
        seen = self.drop(torch.cat([self.upper_output(page) for page in pages]))
        rows = self.rows(keys).sum(1) + self.vector(self.vectors[form])
        h = self.drop(torch.relu(self.state(states) + rows + self.piece(seen)))
        z = self.recurrence(h[index], mask[:, :, None].float())[mask]
        return self.drop(z + self.through(h) + self.direct(seen)), keys, form

