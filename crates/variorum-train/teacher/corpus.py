"""Reads the training sets: sentences with words and whichever of tags, parse and names each set has."""

import json
from pathlib import Path

NAME_LABELS = ["O"] + [f"{part}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for part in "BI"]

# How sure the teacher must be of a head.
SURE = 0.5


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def parses(data, name):
    return [
        {"words": row["words"], "xpos": row["xpos"], "head": row["head"], "deprel": row["deprel"]}
        for row in lines(Path(data) / "language" / f"{name}.jsonl")
    ]


def names(data, name):
    """`open_world` says that the set marks names outside PER, ORG and LOC too (as MISC)."""
    rows = lines(Path(data) / "language" / f"{name}.jsonl")
    marks_others = any(span[2] == "MISC" for row in rows for span in row["ner"])
    result = []
    for row in rows:
        labels = [0] * len(row["words"])
        for start, end, kind in row["ner"]:
            for position in range(start, end):
                labels[position] = NAME_LABELS.index(("B-" if position == start else "I-") + kind)
        result.append({"words": row["words"], "ner": labels, "others": marks_others})
    return result


def merged(parsed, named):
    """Joins two layers over the same sentences."""
    by_words = {}
    for row in named:
        by_words.setdefault(tuple(row["words"]), row)
    used, result = set(), []
    for row in parsed:
        key = tuple(row["words"])
        if key in by_words:
            used.add(key)
            row = {**row, "ner": by_words[key]["ner"], "others": by_words[key]["others"]}
        result.append(row)
    return result + [row for row in named if tuple(row["words"]) not in used]


def training(data):
    rows = merged(parses(data, "dep_ewt_train"), names(data, "ner_uner_ewt_train"))
    rows += merged(parses(data, "dep_gum_open_nonnews_train"), names(data, "ner_gum_open_nonnews"))
    rows += names(data, "ner_wnut17_train") + names(data, "ner_wikigold")
    return rows + names(data, "ner_crossner_politics_train") * 3


def silver(path, gold):
    """What the teacher labelled, and the gold sentences with the layers it added to them.

    A head it is not sure of is left out; the others count for as much as it is sure.
    """
    labelled = {tuple(row["words"]): row for row in lines(path)}
    result = []
    for row in gold:
        found = labelled.get(tuple(row["words"])) if "head" not in row else None
        result.append({**parse_of(found), **row} if found else row)
    known = {tuple(row["words"]) for row in gold}
    for words, row in labelled.items():
        if words in known:
            continue
        labels = [0] * len(row["words"])
        for start, end, kind in row["ner"]:
            for position in range(start, end):
                labels[position] = NAME_LABELS.index(("B-" if position == start else "I-") + kind)
        result.append({"words": row["words"], **parse_of(row), "ner": labels, "others": True})
    return result


def parse_of(row):
    """The tags and the parse the teacher gave a sentence."""
    heads = [head if sure >= SURE else -100 for head, sure in zip(row["head"], row["sure"])]
    return {"xpos": row["xpos"], "head": heads, "deprel": row["deprel"], "sure": row["sure"]}


def spans(labels):
    """Names as (start, end, kind); labels are names of NAME_LABELS."""
    found, start, kind = [], None, None
    for position, label in enumerate(list(labels) + ["O"]):
        if start is not None and label != f"I-{kind}":
            found.append((start, position, kind))
            start = None
        if label.startswith("B-") or (label.startswith("I-") and start is None):
            start, kind = position, label[2:]
    return found
