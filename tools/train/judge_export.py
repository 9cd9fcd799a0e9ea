"""From the trained judge to its file: the sections of src/extract/judge-model.h."""
import struct

import numpy as np

from judge_pages import N_PAIR_FEATURES

ACTIVATION_ONE, ACTIVATION_MOST, COLUMN_MOST = 1024, 16383, 131071
MAGIC, VERSION = b"ENTJUDGE", 2
TAG_OUTPUTS = 24
# the limits of src/extract/judge-model.h, in its order
LIMITS = ["plus", "refuses", "open", "assessment", "draft", "claim", "meeting", "holder", "joint",
          "assessor", "claimant", "participant", "author", "denier", "rule_position",
          "rule_assessment", "rule_draft", "rule_meeting"]
# whose confidence is fitted, in its order
TRUSTED = ["plus", "refuses", "open", "assessment", "draft", "claim", "meeting", "rule_position",
           "rule_assessment", "rule_draft", "rule_meeting"]


def integers(values, scale, most):
    return np.rint(np.clip(values * scale, -most, most))


def matrix(weights):
    """weights [n_in, n_out] in floats: what an integer of a sum is worth, and the integers in
    pairs of inputs."""
    column = np.abs(weights).sum(0).max()
    scale = 0.99 * min(COLUMN_MOST / max(column, 1e-6), 32767 / max(np.abs(weights).max(), 1e-6))
    values = integers(weights, scale, 32767).astype("<i2")
    n_in, n_out = values.shape
    pairs = values.reshape(n_in // 2, 2, n_out).transpose(0, 2, 1)
    return 1 / (scale * ACTIVATION_ONE), pairs.tobytes()


def transposed(layer):
    return layer.weight.detach().numpy().T


def bias(layer):
    return layer.bias.detach().numpy()


def floats(values):
    return values.detach().numpy().astype("<f4").tobytes()


def padded(values, n):
    return np.concatenate([values, np.zeros(values.shape[:-1] + (n - values.shape[-1],),
                                            np.float32)], -1)


def checksum(data):
    prime, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    lanes, total = [1, 2, 3, 4], len(data)
    whole = len(data) // 32 * 32
    for block in struct.iter_unpack("<4Q", data[:whole]):
        for lane in range(4):
            x = ((lanes[lane] ^ block[lane]) * prime) & mask
            lanes[lane] = x ^ (x >> 31)
    for lane in lanes:
        total = ((total ^ lane) * prime) & mask
    for byte in data[whole:]:
        total = ((total ^ byte) * prime) & mask
    return total ^ (total >> 32)


def rows(net, vocabulary):
    """The rows of every key: trained ones, and those of forms through their vectors."""
    trained, vectors = net.rows.weight.detach().numpy(), vocabulary.vectors
    trained = padded(trained, trained.shape[1] + vectors.shape[1])
    forms = np.concatenate([vectors @ transposed(net.vector), vectors], 1)
    keys = list(vocabulary.index.items()), list(vocabulary.forms.items())
    table = [(key, trained[i]) for key, i in keys[0]] + [(key, forms[i]) for key, i in keys[1]]
    table = list({key: row for key, row in sorted(table, key=lambda x: x[0])}.items())
    places = 64
    while places < 2 * len(table):
        places *= 2
    slots, of = np.zeros(places, "<u8"), np.zeros(places, "<u4")
    for i, (key, _) in enumerate(table):
        place = (key + 1) & (places - 1)
        while slots[place]:
            place = (place + 1) & (places - 1)
        slots[place], of[place] = key + 1, i
    values = integers(np.array([row for _, row in table]), ACTIVATION_ONE, 32767).astype("<i2")
    return slots.tobytes(), of.tobytes(), values.tobytes()


def sections(net, vocabulary, issues, limits, trust, cues, choices):
    tags = np.concatenate([transposed(net.tag), transposed(net.meet)], 1)
    tag_bias = np.concatenate([bias(net.tag), bias(net.meet)])
    layers = [
        (transposed(net.state), bias(net.state)),
        (transposed(net.recurrence.gates), bias(net.recurrence.gates)),
        (transposed(net.through), bias(net.through)),
        (padded(tags, TAG_OUTPUTS), padded(tag_bias, TAG_OUTPUTS)),
        (transposed(net.pair_span), bias(net.pair_span)),
        (transposed(net.pair_word), bias(net.pair_word)),
    ]
    made = [matrix(weights) for weights, _ in layers]
    keys, of, values = rows(net, vocabulary)
    return [
        np.array([worth for worth, _ in made], "<f4").tobytes(),
        keys, of, values,
        b"".join(data for _, data in made),
        b"".join(b.astype("<f4").tobytes() for _, b in layers),
        net.pair_rows.weight.detach().numpy()[:N_PAIR_FEATURES].astype("<f4").tobytes(),
        floats(net.role.weight) + floats(net.role.bias),
        np.array(cues, "<u4").tobytes(),
        b"".join(floats(model.weight.T.contiguous()) + floats(model.bias) for model in choices),
        b"".join(name.encode() + b"\0" for name in issues),
        np.array([limits[name] for name in LIMITS], "<f4").tobytes(),
        np.array(trust, "<f4").tobytes(),
    ]


def write_sections(path, parts):
    header = 32
    body, table = bytearray(16 * len(parts)), []
    for part in parts:
        body += b"\0" * (-(header + len(body)) % 64)
        table.append((header + len(body), len(part)))
        body += part
    for i, entry in enumerate(table):
        struct.pack_into("<2Q", body, 16 * i, *entry)
    body = bytes(body)
    head = struct.pack("<8sIIQQ", MAGIC, VERSION, len(parts), header + len(body), checksum(body))
    with open(path, "wb") as file:
        file.write(head + body)


def write(path, net, vocabulary, issues, limits, trust, cues, choices):
    """trust: two numbers for each of TRUSTED, the logistic curve from chances to confidences;
    choices: the models of stance, tone, draft, meeting, issue, in this order."""
    write_sections(path, sections(net, vocabulary, issues, limits, trust, cues, choices))


class Sections:
    """A judge's file, whose limits and curves can be set."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        n = struct.unpack_from("<I", data, 12)[0]
        table = [struct.unpack_from("<2Q", data, 32 + 16 * i) for i in range(n)]
        self.parts = [data[start:start + size] for start, size in table]

    def limits(self):
        return dict(zip(LIMITS, map(float, np.frombuffer(self.parts[-2], "<f4"))))

    def curves(self):
        return [tuple(map(float, x)) for x in np.frombuffer(self.parts[-1], "<f4").reshape(-1, 2)]

    def write(self, path, limits, curves):
        write_sections(path, self.parts[:-2] + [np.array(limits, "<f4").tobytes(),
                                                np.array(curves, "<f4").tobytes()])
