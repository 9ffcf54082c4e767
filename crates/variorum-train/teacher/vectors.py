"""Vectors of the 100,000 clustered words: each word alone through all-MiniLM-L6-v2, then the 64 strongest directions.

    python vectors.py --data ../shared/data --out models/english

Writes `vectors.bin`, 64 signed bytes a word in the order of `word_clusters.tsv` (32 steps make one standard deviation),
and `clusters.bin`, the hash table that `variorum::language::model::features` reads.
"""

import argparse
import struct
from pathlib import Path

import numpy as np
import torch

import teacher

SIZE = 64


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def write_clusters(rows, path):
    """Slots: 6, 8 and 10 bits of cluster numbers, 17 bits of rank, the top 23 bits of the word's hash."""
    slots = [0xFFFFFFFFFFFFFFFF] * (1 << 17)
    for rank, (word, small, middle, large) in enumerate(rows):
        value = fnv(word.encode())
        at = (value ^ (value >> 29)) & (len(slots) - 1)
        while slots[at] != 0xFFFFFFFFFFFFFFFF:
            at = (at + 1) & (len(slots) - 1)
        slots[at] = small | middle << 6 | large << 14 | rank << 24 | (value >> 41) << 41
    path.write_bytes(struct.pack(f"<{len(slots)}Q", *slots))


def clustered(data):
    seen, rows = set(), []
    with open(Path(data) / "language" / "word_clusters.tsv", encoding="utf-8") as file:
        for line in file:
            word, *numbers = line.rstrip("\n").split("\t")
            if word not in seen:
                seen.add(word)
                rows.append((word, *map(int, numbers)))
    return rows


@torch.no_grad()
def embed(words):
    model, encoder = teacher.Teacher(1, 1), teacher.Encoder()
    model.load_pretrained()
    torch.nn.init.zeros_(model.shapes.weight)
    # The last layer alone is read.
    model.mixture.data = torch.tensor([[-torch.inf] * 6 + [0.0]] * 2)
    model.eval()
    order = sorted(range(len(words)), key=lambda index: (len(encoder.pieces(words[index])), index))
    result = np.zeros((len(words), 384), dtype=np.float32)
    for begin in range(0, len(order), 512):
        chosen = order[begin : begin + 512]
        with torch.autocast("cpu", torch.bfloat16):
            rows = model.encode(encoder.batch([[words[index]] for index in chosen]))[0][:, 0, :384]
        result[chosen] = rows.float().numpy()
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1, help="of the parts that are not read; the vectors do not depend on it")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    rows = clustered(arguments.data)
    write_clusters(rows, Path(arguments.out) / "clusters.bin")
    found = embed([row[0] for row in rows])
    found -= found.mean(0)
    values, directions = np.linalg.eigh(found.T.astype(np.float64) @ found / len(found))
    strongest = np.argsort(-values)[:SIZE]
    # The sign of a direction is free: its largest part is made positive.
    directions = directions[:, strongest]
    directions *= np.sign(directions[np.abs(directions).argmax(0), np.arange(SIZE)])
    # Between full whitening and none: strong directions stay stronger.
    reduced = found @ (directions / values[strongest] ** 0.5 * (values[strongest] / values[strongest][0]) ** 0.15)
    steps = np.clip(np.rint(reduced * 32), -127, 127).astype(np.int8)
    (Path(arguments.out) / "vectors.bin").write_bytes(steps.tobytes())
    print(steps.shape, float(np.abs(steps).mean()), "kept", values[strongest].sum() / values.sum())


if __name__ == "__main__":
    main()
