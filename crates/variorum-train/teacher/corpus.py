"""Reads the training sets: sentences with words and whichever of tags, parse and names each set has."""

import json
from pathlib import Path

import numpy as np

NAME_LABELS = ["O"] + [f"{part}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for part in "BI"]

# The order of `TAGS` and `RELATIONS` in `variorum::language::syntax`.
TAGS = """NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB RBR RBS RP IN TO DT PDT PRP PRP$ WP WP$ WDT WRB EX CC CD UH
POS SYM FW LS ADD GW AFX XX NFP HYPH . , : `` '' -LRB- -RRB- $""".split()
RELATIONS = """root nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer obj iobj obl obl:agent obl:unmarked vocative expl
dislocated advcl advcl:relcl advmod discourse aux aux:pass cop mark nmod nmod:poss nmod:desc nmod:unmarked appos nummod acl
acl:relcl amod det det:predet case conj cc cc:preconj fixed flat compound compound:prt list parataxis orphan goeswith reparandum
punct dep ccomp xcomp""".split()


# The sets of names, each with habits of its own, and by whose habits the teacher marks text of each origin.
NAME_SETS = "ner_uner_ewt_train ner_gum_open_nonnews ner_wnut17_train ner_wikigold ner_crossner_politics_train".split()
HABITS = {"news": "ner_crossner_politics_train", "web": "ner_uner_ewt_train"}


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
    """All gold sentences. All of them stand nearer to text of the web than to news."""
    rows = merged(parses(data, "dep_ewt_train"), names(data, "ner_uner_ewt_train"))
    rows += merged(parses(data, "dep_gum_open_nonnews_train"), names(data, "ner_gum_open_nonnews"))
    rows += names(data, "ner_wnut17_train") + names(data, "ner_wikigold")
    rows += names(data, "ner_crossner_politics_train") * 3
    return [{**row, "from": "web"} for row in rows]


def silver(path, gold):
    """What the teachers labelled, and the gold sentences with what they added to them.

    `at` and `names_at` say where the probabilities of a sentence begin in the files beside it; `gold` says that its parse is gold.
    """
    labelled = {tuple(row["words"]): row for row in lines(path)}
    result = []
    for row in gold:
        found = labelled.get(tuple(row["words"]))
        parsed = {key: found[key] for key in ("xpos", "head", "deprel", "at")} if found else {}
        result.append({**parsed, **row, "gold": "head" in row})
    known = {tuple(row["words"]) for row in gold}
    return result + [{**row, "gold": False} for words, row in labelled.items() if words not in known]


def batches_of(rows, words_in_batch):
    """Numbers of rows, together where they are of like length."""
    batches, current = [], []
    for index in sorted(range(len(rows)), key=lambda index: (len(rows[index]["words"]), index)):
        if current and (len(current) + 1) * len(rows[index]["words"]) > words_in_batch:
            batches.append(current)
            current = []
        current.append(index)
    return batches + [current]


def barred():
    """Next to no score where one name label may not follow another."""
    count = len(NAME_LABELS)
    bar = np.zeros((count, count), dtype=np.float32)
    for after in range(2, count, 2):
        for before in range(count):
            if before not in (after, after - 1):
                bar[before, after] = -1e4
    return bar


def best_labels(scores, follows):
    """Best sequence of name labels (Viterbi); `follows` has what it adds that one label follows another."""
    score, back = scores[0] + barred()[0], []
    for row in scores[1:]:
        options = score[:, None] + follows
        back.append(options.argmax(0))
        score = options.max(0) + row
    path = [int(score.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


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


def names_report(rows, found):
    """F1 in percent of exact spans, by kind and for PER, ORG and LOC together; `found` has the label numbers of each row."""
    counts = {}
    for row, labels in zip(rows, found):
        gold, mine = (set(spans([NAME_LABELS[label] for label in part])) for part in (row["ner"], labels))
        for kind in ("PER", "ORG", "LOC", "MISC"):
            g, m = {span for span in gold if span[2] == kind}, {span for span in mine if span[2] == kind}
            for key in (kind, "all") if kind != "MISC" else (kind,):
                right, predicted, wanted = counts.get(key, (0, 0, 0))
                counts[key] = (right + len(g & m), predicted + len(m), wanted + len(g))
    return {key: round(200 * right / max(1, predicted + wanted), 1) for key, (right, predicted, wanted) in counts.items()}
