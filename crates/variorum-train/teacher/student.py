"""The student: the small network that ships. Hashed word features, one window layer, recurrent layers, four heads.

    python student.py --data ../shared/data --out models/english --seed 1 [--silver silver.jsonl --likely parsed.jsonl.soft] [--start student.pt]

`vectors.py` must have written `vectors.bin` to the same folder.
`variorum::language::model` reads what this writes and must compute the same features and layers; the forms are described there.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import corpus
import vectors

SIZE = 128
HASHED_ROWS = 1 << 16
CLUSTERS = (64, 256, 1024)
ROWS = HASHED_ROWS + sum(CLUSTERS) + 1
PADDING = ROWS  # a row of zeros for features a word lacks
FEATURES = 12
ARC = 96
HIDDEN = 64
FARTHEST = 24
RECURRENT = 3
# What names weigh in the loss beside tags, heads and relations, which weigh 1 each.
NAMES_WEIGHT = 2.0
# What a gold label weighs beside the teacher's probabilities for the same sentence.
GOLD_SHARE = 0.5

QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def hashed(kind, text):
    """FNV-1a over the kind and the bytes, mixed once more, as a row."""
    value = 0xCBF29CE484222325
    for byte in bytes([kind]) + text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return (value ^ (value >> 32) ^ (value >> 47)) & (HASHED_ROWS - 1)


def outline(word):
    """X for capitals, x for small letters, 0 for digits; a run counts at most three times."""
    result = []
    for character in word:
        form = "X" if character.isupper() else "x" if character.isalpha() else "0" if character.isdigit() else character
        if result[-3:] != [form] * 3:
            result.append(form)
    return "".join(result[:12])


def normal(word):
    return "".join("0" if "0" <= character <= "9" else character for character in word.translate(QUOTES))


class Features:
    def __init__(self, data):
        rows = vectors.clustered(data)
        self.clusters = {row[0]: row[1:] for row in rows}
        self.ranks = {row[0]: rank for rank, row in enumerate(rows)}
        self.known = {}

    def vector_of(self, word):
        """Row of the vectors; the row after the last is all zeros."""
        return self.ranks.get(word.translate(QUOTES).lower(), len(self.ranks))

    def of(self, word):
        if word not in self.known:
            form = normal(word)
            lower = form.lower()
            rows = [
                hashed(1, lower), hashed(2, form), hashed(3, outline(form)),
                hashed(4, lower[:1]), hashed(5, lower[:3]),
                hashed(6, lower[-1:]), hashed(7, lower[-2:]), hashed(8, lower[-3:]), hashed(9, lower[-4:]),
            ]
            found = self.clusters.get(word.translate(QUOTES).lower())
            if found:
                base = HASHED_ROWS
                for size, number in zip(CLUSTERS, found):
                    rows.append(base + number)
                    base += size
            else:
                rows += [ROWS - 1, PADDING, PADDING]
            self.known[word] = rows
        return self.known[word]


def sigmoid(x):
    """The algebraic sigmoid: exact in IEEE arithmetic, so that it comes out the same everywhere."""
    return 0.5 + 0.5 * x / torch.sqrt(1 + x * x)


class Recurrent(nn.Module):
    """A simple recurrent unit; the first half of the cells runs forwards, the second backwards."""

    def __init__(self):
        super().__init__()
        self.gates = nn.Linear(SIZE, 3 * SIZE)
        with torch.no_grad():
            self.gates.bias.zero_()
            self.gates.bias[SIZE : 2 * SIZE] = torch.linspace(-0.5, 2.5, SIZE // 2).repeat(2)

    def forward(self, x, mask):
        fresh, keep, pass_on = self.gates(x).chunk(3, -1)
        keep, pass_on = sigmoid(keep), sigmoid(pass_on)
        fresh = fresh * (1 - keep) * mask
        half = SIZE // 2
        fresh = torch.cat([fresh[..., :half], fresh[..., half:].flip(1)], -1).unbind(1)
        keep_over = torch.cat([keep[..., :half], keep[..., half:].flip(1)], -1).unbind(1)
        cell, cells = torch.zeros_like(fresh[0]), []
        for new, kept in zip(fresh, keep_over):
            cell = kept * cell + new
            cells.append(cell)
        cells = torch.stack(cells, 1)
        cells = torch.cat([cells[..., :half], cells[..., half:].flip(1)], -1)
        return pass_on * cells + (1 - pass_on) * x


class Student(nn.Module):
    def __init__(self, tags, relations, word_vectors):
        super().__init__()
        self.embedding = nn.Embedding(ROWS + 1, SIZE, padding_idx=PADDING)
        nn.init.normal_(self.embedding.weight, std=0.15)
        with torch.no_grad():
            self.embedding.weight[PADDING] = 0
        self.register_buffer("vectors", word_vectors, persistent=False)
        self.carry = nn.Linear(word_vectors.shape[1], SIZE, bias=False)
        self.window = nn.Linear(3 * SIZE, SIZE)
        self.layers = nn.ModuleList(Recurrent() for _ in range(RECURRENT))
        self.heads = nn.Linear(SIZE, tags + len(corpus.NAME_LABELS) + 2 * ARC + 2 * HIDDEN + 1)
        self.parts = [tags, len(corpus.NAME_LABELS), ARC, ARC, HIDDEN, HIDDEN, 1]
        self.root_arc = nn.Parameter(torch.randn(ARC) * 0.1)
        self.root_hidden = nn.Parameter(torch.randn(HIDDEN) * 0.1)
        self.distance = nn.Parameter(torch.zeros(2 * FARTHEST + 1))
        self.relation = nn.Linear(HIDDEN, relations)
        self.follows = nn.Parameter(torch.zeros(len(corpus.NAME_LABELS), len(corpus.NAME_LABELS)))

    def dropped(self, x, drop):
        """Drops the same cells all along a sentence."""
        if not self.training:
            return x
        return x * ((torch.rand(x.shape[0], 1, x.shape[2]) >= drop).float() / (1 - drop))

    def forward(self, features, words, places, mask, drop, blank):
        """`features` has the rows of each distinct word, `places` the word at each position."""
        rows = self.embedding(features)
        if self.training and blank:
            # Rare words must be read by their endings and shapes: the rows of the word itself are left out at times.
            keep = torch.ones(features.shape)
            keep[:, :2] = (torch.rand(features.shape[0], 1) > blank).float()
            rows = rows * keep[..., None]
        embedded = rows.sum(1) + self.carry(self.vectors[words])
        x = self.dropped(embedded[places] * mask, drop)
        empty = torch.zeros_like(x[:, :1])
        around = torch.cat([torch.cat([empty, x[:, :-1]], 1), x, torch.cat([x[:, 1:], empty], 1)], -1)
        x = (x + F.relu(self.window(around))) * mask
        for layer in self.layers:
            x = layer(self.dropped(x, drop), mask)
        x = self.dropped(x, drop)
        tag, name, child, head, below, above, likely = self.heads(x).split(self.parts, -1)
        batch, length = mask.shape[:2]
        # As many heads as tokens, the root before them.
        head = torch.cat([self.root_arc.expand(batch, 1, -1), head], 1)
        likely = torch.cat([torch.zeros(batch, 1, 1), likely], 1)
        arcs = child @ head.transpose(1, 2) + likely.transpose(1, 2)
        apart = torch.arange(length)[None, :] - torch.arange(length)[:, None]
        arcs = arcs + F.pad(self.distance[apart.clamp(-FARTHEST, FARTHEST) + FARTHEST], (1, 0))
        above = torch.cat([self.root_hidden.expand(batch, 1, -1), above], 1)
        return tag, name, arcs, below, above


class Batches:
    def __init__(self, features, rows, tags, relations, soft=None, soft_names=None, words_in_batch=1800):
        self.features, self.rows, self.tags, self.relations = features, rows, tags, relations
        self.soft, self.soft_names = soft, soft_names
        self.chosen = corpus.batches_of(rows, words_in_batch)

    def tensors(self, chosen):
        rows = [self.rows[index] for index in chosen]
        width = max(len(row["words"]) for row in rows)
        index, features, words = {}, [], []
        places = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros(len(rows), width, 1)
        gold = {key: torch.full((len(rows), width), -100) for key in ("xpos", "head", "deprel")}
        # What each name label costs: nothing for the label of the set, else what the teacher's probabilities say of it.
        told = torch.full((len(rows), width, len(corpus.NAME_LABELS)), -1e4)
        likely = [torch.zeros(len(rows), width, size) for size in (len(self.tags), width + 1, len(self.relations))]
        for number, row in enumerate(rows):
            length = len(row["words"])
            found = []
            for word in row["words"]:
                if word not in index:
                    index[word] = len(features)
                    features.append(self.features.of(word))
                    words.append(self.features.vector_of(word))
                found.append(index[word])
            places[number, :length] = torch.tensor(found)
            mask[number, :length] = 1
            if "xpos" in row:
                gold["xpos"][number, :length] = torch.tensor([self.tags.get(value, -100) for value in row["xpos"]])
                gold["head"][number, :length] = torch.tensor(row["head"])
                gold["deprel"][number, :length] = torch.tensor([self.relations.get(value, -100) for value in row["deprel"]])
            if "at" in row:
                at = row["at"]
                for found, size in zip(likely, (len(self.tags), length + 1, len(self.relations))):
                    values = self.soft[at : at + length * size].reshape(length, size)
                    found[number, :length, :size] = torch.from_numpy(values.astype(np.float32))
                    at += length * size
            if "ner" in row:
                labels = torch.tensor(row["ner"])
                told[number, torch.arange(length), labels] = 0.0
                if not row["others"]:
                    # Where a set marks no other names, the label "outside" may hide one.
                    told[number, :length, 7:9] = torch.where(labels[:, None] == 0, 0.0, -1e4)
            elif "names_at" in row:
                at = row["names_at"]
                values = self.soft_names[at : at + told[number, :length].numel()].astype(np.float32)
                told[number, :length] = torch.from_numpy(values).reshape(length, -1)
        named = torch.tensor(["ner" in row or "names_at" in row for row in rows])
        # How much of the parse is taken from the labels, the rest from the teacher's probabilities.
        share = torch.tensor([(GOLD_SHARE if row["gold"] else 0.0) if "at" in row else 1.0 for row in rows])
        return torch.tensor(features), torch.tensor(words), places, mask, gold, told, named, likely, share


def legal():
    return torch.from_numpy(corpus.barred())


def names_loss(model, scores, told, mask):
    """A linear-chain CRF, told by labels or, where there is none, by the teacher: minus log of what both hold likely together."""
    follows = model.follows + legal()

    # Both sums over sequences, the free one and the one through what is told, in one run.
    both = torch.cat([scores, scores + told]).unbind(1)
    inside = torch.cat([mask, mask]).unbind(1)
    start = torch.zeros(scores.shape[-1])
    start[2::2] = -1e4
    alpha = both[0] + start
    for position in range(1, len(both)):
        step = torch.logsumexp(alpha[:, :, None] + follows[None], 1) + both[position]
        alpha = torch.where(inside[position][:, None] > 0, step, alpha)
    free, through = torch.logsumexp(alpha, -1).chunk(2)
    return free - through


def loss_of(model, tensors, drop, blank):
    features, words, places, mask, gold, told, named, likely, share = tensors
    tag, name, arcs, below, above = model(features, words, places, mask, drop, blank)
    total = tag.sum() * 0
    known = gold["head"] >= 0
    if known.any():
        share = share[:, None].expand(known.shape)[known]

        def cross(scores, labels, probabilities, share):
            """Cross-entropy against the label and the probabilities, each by its share; a label of -100 says nothing."""
            log = F.log_softmax(scores, -1)
            own = log.gather(-1, labels.clamp(min=0)[:, None])[:, 0] * (labels >= 0)
            return -(share * own + (1 - share) * (probabilities * log).sum(-1)).mean()

        total = total + cross(tag[known], gold["xpos"][known], likely[0][known], share)
        blocked = F.pad((mask[..., 0] == 0)[:, None, :], (1, 0)) | F.pad(torch.eye(mask.shape[1], dtype=torch.bool), (1, 0))[None]
        arcs = arcs.masked_fill(blocked, -1e4)
        # The teacher may think a word its own head; its other heads then count for more.
        heads = likely[1].masked_fill(blocked, 0.0)
        heads = heads / heads.sum(-1, keepdim=True).clamp(min=1e-3)
        total = total + cross(arcs[known], gold["head"][known], heads[known], share)
        governor = above.gather(1, gold["head"].clamp(min=0)[..., None].expand(-1, -1, HIDDEN))[known]
        relation = model.relation(F.relu(below[known] + governor))
        # The teacher's relation is that to the teacher's head: it counts as far as the teacher believes in this head.
        sure = heads[known].gather(1, gold["head"][known][:, None])
        total = total + cross(relation, gold["deprel"][known], likely[2][known] * sure, share)
    if named.any():
        loss = names_loss(model, name[named], told[named], mask[named, :, 0])
        total = total + NAMES_WEIGHT * loss.sum() / mask[named].sum()
    return total


@torch.no_grad()
def evaluate(model, features, data, tags, relations):
    model.eval()
    report = {}
    for name in ("dep_ewt_dev", "dep_gum_dev"):
        batches = Batches(features, corpus.parses(data, name), tags, relations)
        counts = np.zeros(4)
        for chosen in batches.chosen:
            tensors = batches.tensors(chosen)
            tag, _, arcs, below, above = model(*tensors[:4], 0.0, 0.0)
            mask, gold = tensors[3], tensors[4]
            blocked = F.pad((mask[..., 0] == 0)[:, None, :], (1, 0)) | F.pad(torch.eye(mask.shape[1], dtype=torch.bool), (1, 0))[None]
            heads = arcs.masked_fill(blocked, -1e4).argmax(-1)
            relation = model.relation(F.relu(below + above.gather(1, heads[..., None].expand(-1, -1, HIDDEN)))).argmax(-1)
            known = mask[..., 0] > 0
            right = (heads == gold["head"]) & known
            counts += [known.sum(), ((tag.argmax(-1) == gold["xpos"]) & known).sum(), right.sum(), (right & (relation == gold["deprel"])).sum()]
        report[name] = [round(float(100 * value / counts[0]), 2) for value in counts[1:]]
    follows = (model.follows + legal()).numpy()
    for name in ("ner_uner_ewt_dev", "ner_crossner_politics_dev", "ner_wnut17_dev"):
        batches = Batches(features, corpus.names(data, name), tags, relations)
        found = [[]] * len(batches.rows)
        for chosen in batches.chosen:
            scores = model(*batches.tensors(chosen)[:4], 0.0, 0.0)[1].numpy()
            for number, index in enumerate(chosen):
                found[index] = corpus.best_labels(scores[number, : len(batches.rows[index]["words"])], follows)
        report[name] = corpus.names_report(batches.rows, found)
    return report


def quantised(matrix):
    """Rows of signed bytes, each with its scale."""
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale.astype("<f4")


def write(model, path, tags, relations):
    """The form is described in `variorum::language::model::weights`."""
    model.eval()
    state = {key: value.detach().numpy() for key, value in model.state_dict().items()}
    with open(path, "wb") as file:
        file.write(b"VARIORUM")
        numbers = [3, SIZE, ROWS, vectors.SIZE, RECURRENT, len(tags), len(relations), len(corpus.NAME_LABELS), ARC, HIDDEN, FARTHEST]
        file.write(np.array(numbers, dtype="<u4").tobytes())

        def matrix(weight, bias):
            rows, scale = quantised(weight)
            file.write(scale.tobytes() + np.asarray(bias, dtype="<f4").tobytes() + rows.tobytes())

        matrix(state["carry.weight"], np.zeros(SIZE))
        matrix(state["window.weight"], state["window.bias"])
        for layer in range(RECURRENT):
            matrix(state[f"layers.{layer}.gates.weight"], state[f"layers.{layer}.gates.bias"])
        matrix(state["heads.weight"], state["heads.bias"])
        matrix(state["relation.weight"], state["relation.bias"])
        for name in ("root_arc", "root_hidden", "distance"):
            file.write(state[name].astype("<f4").tobytes())
        file.write((state["follows"] + legal().numpy()).astype("<f4").tobytes())
        rows, scale = quantised(state["embedding.weight"][:ROWS])
        file.write(scale.tobytes() + rows.tobytes())
    print(path, Path(path).stat().st_size, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--silver", help="sentences labelled by the teachers, beside them the probabilities of names")
    parser.add_argument("--likely", help="the probabilities of tags, heads and relations of these sentences")
    parser.add_argument("--start", help="a student to go on from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--drop", type=float, default=0.2)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(arguments.seed), torch.manual_seed(arguments.seed), np.random.seed(arguments.seed)
    tags, relations = ({name: index for index, name in enumerate(found)} for found in (corpus.TAGS, corpus.RELATIONS))
    features, out = Features(arguments.data), Path(arguments.out)
    table = np.fromfile(out / "vectors.bin", dtype=np.int8).reshape(-1, vectors.SIZE)
    table = np.concatenate([table, np.zeros((1, vectors.SIZE), dtype=np.int8)]).astype(np.float32) / 32
    model = Student(len(tags), len(relations), torch.from_numpy(table))
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start))
    rows = corpus.training(arguments.data)
    rows = corpus.silver(arguments.silver, rows) if arguments.silver else rows
    files = (arguments.likely, f"{arguments.silver}.soft") if arguments.silver else ()
    soft = [np.memmap(file, dtype="<f2", mode="r") for file in files]
    batches = Batches(features, [row for row in rows if len(row["words"]) <= 120], tags, relations, *soft)
    optimiser = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=1e-4, fused=True)
    steps, step = arguments.epochs * len(batches.chosen), 0
    print(len(rows), "sentences", len(batches.chosen), "batches an epoch", flush=True)
    for epoch in range(arguments.epochs):
        model.train()
        random.shuffle(batches.chosen)
        begun, summed = time.process_time(), 0.0
        for chosen in batches.chosen:
            for group in optimiser.param_groups:
                group["lr"] = arguments.rate * min(1.0, (step + 1) / 200) * max(0.01, 1 - step / steps)
            loss = loss_of(model, batches.tensors(chosen), arguments.drop, 0.15)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            step += 1
            summed += float(loss.detach())
        print(epoch, round(summed / len(batches.chosen), 4), round(time.process_time() - begun, 1), "s", flush=True)
        if epoch % 2 == 1 or epoch == arguments.epochs - 1:
            print(evaluate(model, features, arguments.data, tags, relations), flush=True)
            write(model, out / "reader.bin", corpus.TAGS, corpus.RELATIONS)
            torch.save(model.state_dict(), out / "student.pt")


if __name__ == "__main__":
    main()
