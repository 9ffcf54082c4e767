"""The teacher of names: MiniLM-L6 fine-tuned on names alone, told by whose habits each sentence is marked.

    python names.py train --data ../../../../shared/data --out names.pt --seed 1
    python names.py label --data ../../../../shared/data --model names.pt --parsed parsed.jsonl --out silver.jsonl

The sets disagree on what an organisation or a place is. The number of the set comes in beside each word, so that one network
learns all of them without a compromise; afterwards news is marked by the habits of one set and text of the web by another's.
"""

import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import corpus
from minilm import Encoder, MiniLM, SHAPES, command_line, groups

LABELS = len(corpus.NAME_LABELS)


class NamesTeacher(MiniLM):
    def __init__(self):
        super().__init__()
        self.case = nn.Embedding(SHAPES, 32)
        self.habits = nn.Embedding(len(corpus.NAME_SETS), 384)
        nn.init.normal_(self.habits.weight, std=0.01)
        self.hidden = nn.Linear(384 + 32, 384)
        self.name = nn.Linear(384, LABELS)

    def read_names(self, batch, habits, drop=0.1):
        """Rows of the words, as the labels are read from; `habits` has the number of the set of each sentence."""
        habits = self.habits(habits)
        rows = self.read(batch, drop, habits[:, None])[-1]
        # A word is the mean of its pieces.
        rows = torch.bmm(batch["pool"].to(rows.dtype), rows)
        rows = torch.cat([rows, self.case(batch["shapes"]).to(rows.dtype)], -1)
        return F.dropout(F.gelu(self.hidden(F.dropout(rows, 0.2, self.training))), 0.2, self.training)

    def forward(self, batch, habits):
        """Scores of the labels of each word."""
        return self.name(self.read_names(batch, habits))


def loss_of(model, encoder, rows):
    scores = model(encoder.batch([row["words"] for row in rows]), torch.tensor([row["set"] for row in rows])).float()
    gold = torch.full(scores.shape[:2], -100)
    for index, row in enumerate(rows):
        gold[index, : len(row["ner"])] = torch.tensor(row["ner"])
    known = gold >= 0
    log = F.log_softmax(scores, -1)
    # Where a set marks no other names, "outside" may hide one: the two share their probability.
    others = torch.tensor([row["others"] for row in rows])[:, None].expand(known.shape)
    hidden_other = torch.logsumexp(torch.stack([log[..., 0], log[..., 7], log[..., 8]]), 0)
    plain = log.gather(-1, gold.clamp(min=0)[..., None])[..., 0]
    return -torch.where((gold == 0) & ~others, hidden_other, plain)[known].mean()


@torch.no_grad()
def predict(model, encoder, sentences, habits):
    """The logarithms of the probabilities of the labels of each word of each sentence."""
    model.eval()
    order = sorted(range(len(sentences)), key=lambda index: (len(sentences[index]), index))
    found = [None] * len(sentences)
    for begin in range(0, len(order), 32):
        chosen = order[begin : begin + 32]
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(encoder.batch([sentences[index] for index in chosen]), torch.tensor([habits[index] for index in chosen]))
        log = F.log_softmax(scores.float(), -1).numpy()
        for row, index in enumerate(chosen):
            found[index] = log[row, : len(sentences[index])]
    return found


def evaluate(model, encoder, data):
    report = {}
    for name in ("ner_uner_ewt", "ner_crossner_politics", "ner_wnut17"):
        rows = corpus.names(data, f"{name}_dev")
        # By the habits of the set itself, and by those of the first.
        for kind in (corpus.NAME_SETS.index(f"{name}_train"), 0):
            found = [corpus.best_labels(log, corpus.barred()) for log in predict(model, encoder, [row["words"] for row in rows], [kind] * len(rows))]
            report[f"{name}_dev as {corpus.NAME_SETS[kind]}"] = corpus.names_report(rows, found)
    return report


def train(arguments):
    random.seed(arguments.seed), torch.manual_seed(arguments.seed), np.random.seed(arguments.seed)
    rows = []
    for number, name in enumerate(corpus.NAME_SETS):
        found = [{**row, "set": number} for row in corpus.names(arguments.data, name) if len(row["words"]) <= 120]
        rows += found * (4 if name == "ner_crossner_politics_train" else 1)
    model, encoder = NamesTeacher(), Encoder()
    model.load_pretrained()
    optimiser = torch.optim.AdamW(groups(model), weight_decay=0.01, fused=True)
    batches = corpus.batches_of(rows, 700)
    steps = arguments.epochs * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1.0, at / 140) * max(0.02, 1 - at / steps))
    print(len(rows), "sentences", len(batches), "batches an epoch", flush=True)
    for epoch in range(arguments.epochs):
        model.train()
        random.shuffle(batches)
        begun, summed = time.process_time(), 0.0
        for number, chosen in enumerate(batches):
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, encoder, [rows[index] for index in chosen])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            summed += float(loss.detach())
            if number % 100 == 99:
                print(epoch, number + 1, round(summed / 100, 4), round(time.process_time() - begun, 1), flush=True)
                summed = 0.0
        torch.save(model.state_dict(), arguments.out)
        print(json.dumps(evaluate(model, encoder, arguments.data)), flush=True)


def label(arguments):
    """Writes what the other teacher labelled, and in FILE.soft the probabilities of names.

    Names are told by the habits that a text of this origin is to be marked by. FILE.soft holds half-precision numbers: for each
    word of each sentence the logarithms of the probabilities of `corpus.NAME_LABELS`; `names_at` says where a sentence begins.
    """
    model, encoder = NamesTeacher(), Encoder()
    model.load_state_dict(torch.load(arguments.model))
    rows, at = corpus.lines(arguments.parsed), 0
    # Gold names stand for themselves.
    gold = {tuple(row["words"]) for row in corpus.training(arguments.data) if "ner" in row}
    with open(arguments.out, "w", encoding="utf-8") as file, open(f"{arguments.out}.soft", "wb") as soft:
        for begin in range(0, len(rows), 4096):
            part = [row for row in rows[begin : begin + 4096] if tuple(row["words"]) not in gold]
            habits = [corpus.NAME_SETS.index(corpus.HABITS[row["from"]]) for row in part]
            named = zip(part, predict(model, encoder, [row["words"] for row in part], habits))
            at_of = {}
            for row, log in named:
                log.clip(-30, 0).astype("<f2").tofile(soft)
                at_of[tuple(row["words"])] = at
                at += log.size
            for row in rows[begin : begin + 4096]:
                found = at_of.get(tuple(row["words"]))
                row = row if found is None else {**row, "names_at": found}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main():
    arguments = command_line(4, "parsed")
    torch.set_num_threads(1)
    train(arguments) if arguments.command == "train" else label(arguments)


if __name__ == "__main__":
    main()
