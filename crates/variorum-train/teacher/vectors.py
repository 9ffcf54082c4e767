"""Vectors of the 100,000 clustered words: what the two teachers make of each word alone, their strongest directions.

    python vectors.py --data ../shared/data --teacher teacher.pt --names names.pt --out models/english

Writes `vectors.bin`, 64 signed bytes a word in the order of `word_clusters.tsv` (32 steps make one standard deviation): 32 of the
teacher of tags and trees, which reads the word as it is listed, and 32 of the teacher of names, which reads it with a capital,
and `clusters.bin`, the hash table that `variorum::language::model::features` reads.
"""

import argparse
import struct
from pathlib import Path

import numpy as np
import torch

import corpus
import names
import teacher
from minilm import Encoder

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
def rows_of(words, width, read):
    """What `read` makes of each word alone, `width` numbers a word."""
    encoder = Encoder()
    order = sorted(range(len(words)), key=lambda index: (len(encoder.pieces(words[index])), index))
    result = np.zeros((len(words), width), dtype=np.float32)
    for begin in range(0, len(order), 512):
        chosen = order[begin : begin + 512]
        with torch.autocast("cpu", torch.bfloat16):
            result[chosen] = read(encoder.batch([[words[index]] for index in chosen]))[:, 0].float().numpy()
    return result


def by_parse(words, path):
    saved = torch.load(path)
    model = teacher.Teacher(len(saved["tags"]), len(saved["relations"]))
    model.load_state_dict(saved["model"])
    model.eval()
    return rows_of(words, 384 + 32, lambda batch: model.encode(batch)[0])


def by_names(words, path):
    model = names.NamesTeacher()
    model.load_state_dict(torch.load(path))
    model.eval()
    habits = corpus.NAME_SETS.index(corpus.HABITS["news"])
    return rows_of([word.capitalize() for word in words], 384, lambda batch: model.read_names(batch, torch.full(batch["mask"].shape[:1], habits)))


def strongest_directions(rows, count):
    rows = rows - rows.mean(0)
    values, directions = np.linalg.eigh(rows.T.astype(np.float64) @ rows / len(rows))
    strongest = np.argsort(-values)[:count]
    # The sign of a direction is free: its largest part is made positive.
    directions = directions[:, strongest]
    directions *= np.sign(directions[np.abs(directions).argmax(0), np.arange(count)])
    # Between full whitening and none: strong directions stay stronger.
    print("kept", values[strongest].sum() / values.sum(), flush=True)
    return rows @ (directions / values[strongest] ** 0.5 * (values[strongest] / values[strongest][0]) ** 0.15)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--names", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, help="not used: nothing is drawn")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    rows = clustered(arguments.data)
    write_clusters(rows, Path(arguments.out) / "clusters.bin")
    words = [row[0] for row in rows]
    parts = [by_parse(words, arguments.teacher), by_names(words, arguments.names)]
    reduced = np.concatenate([strongest_directions(part, SIZE // 2) for part in parts], -1)
    steps = np.clip(np.rint(reduced * 32), -127, 127).astype(np.int8)
    (Path(arguments.out) / "vectors.bin").write_bytes(steps.tobytes())
    print(steps.shape, float(np.abs(steps).mean()))


if __name__ == "__main__":
    main()
