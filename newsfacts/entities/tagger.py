"""The sequence tagger: a linear-chain CRF's weights in a hash table that is used as it lies in its file, and Viterbi over them.

File: magic, counts, scale, labels; transitions (float32); a hash table from the CRC-32 of a feature to where its weights stand; the
weights' slots (a byte: number of the offset times labels, plus label), then their values (a signed byte, times scale). Features are
not stored: a CRC's false matches are one in ten thousand lookups of unknown features. Scores are sums of the bytes: integers.

Beside it lies `tagger.words`: the sums of the words that the news has most often, which a run over one article need not make. They
depend on the lists and tables of this room as well; `write_words` makes them anew, and a test compares them with what it would make.
"""

from __future__ import annotations

import os
import struct
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import add
from zlib import crc32

from newsfacts.entities.features import OFFSETS, place_features, word_features
from newsfacts.entities.lists import Hit, lists
from newsfacts.text.lexicon import DATA

MODEL = os.path.join(DATA, "entities", "tagger.model")
WORDS = os.path.join(DATA, "entities", "tagger.words")
_WORDS_HEAD = "<8sII"
_WORDS_MAGIC = b"NFWRD001"
_MAGIC = b"NFCRF001"
_HEAD = "<IIf"
_LEAST = 0.01
#: A token whose best name label scores this much less than O is O; on the dev parts that changes 8 labels of 20,000.
_MARGIN = 3.0
_MEMO_LIMIT = 60_000

Vector = list[int]


def write_model(
    path: str, labels: Sequence[str], states: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]
) -> int:
    """Writes weights named `OFFSET|FEATURE` (see `train`) in the form above; gives the file's size."""
    index = {label: at for at, label in enumerate(labels)}
    scale = max((abs(weight) for weight in states.values()), default=1.0) / 127
    entries: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (attribute, label), weight in sorted(states.items()):
        value = round(weight / scale)
        if value and abs(weight) >= _LEAST:
            offset, _, name = attribute.partition("|")
            entries[name].append((OFFSETS.index(int(offset)) * len(labels) + index[label], value))
    table: dict[int, list[tuple[int, int]]] = {}
    for name in sorted(entries):
        table.setdefault(crc32(name.encode()) or 1, entries[name])
    bits = max(1, (len(table) * 3 // 2).bit_length())
    size = 1 << bits
    codes, firsts = [0] * size, [0] * size
    places, values = bytearray(), bytearray()
    for code in sorted(table):
        slot = code & (size - 1)
        while codes[slot]:
            slot = (slot + 1) & (size - 1)
        codes[slot], firsts[slot] = code, len(places)
        places.append(len(table[code]))
        values.append(0)
        for place, value in table[code]:
            places.append(place)
            values += struct.pack("<b", value)
    names = "\n".join(labels).encode()
    head = _MAGIC + struct.pack(_HEAD, bits, len(places), scale) + struct.pack("<I", len(names)) + names
    head += b"\0" * (-len(head) % 4)
    body = struct.pack(f"<{len(labels) ** 2}f", *(transitions.get((a, b), 0.0) for a in labels for b in labels))
    body += struct.pack(f"<{size}I", *codes) + struct.pack(f"<{size}I", *firsts) + bytes(places) + bytes(values)
    with open(path, "wb") as file:
        file.write(head + body)
    return len(head) + len(body)


def write_words(path: str, words: Iterable[str], model: Tagger) -> int:
    """Writes the sums of the words' features in the form that `Stored` reads; gives how many words it holds."""
    codes: dict[int, str | None] = {}
    for word in words:
        code = crc32(word.encode()) or 1
        codes[code] = None if codes.get(code, word) != word else word  # two words with one code: neither
    chosen = {code: word for code, word in sorted(codes.items()) if word is not None}
    bits = max(1, (len(chosen) * 3 // 2).bit_length())
    size = 1 << bits
    slots, rows = [0] * size, [0] * size
    sums = array("h")
    for number, (code, word) in enumerate(chosen.items()):
        slot = code & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot], rows[slot] = code, number
        for vector in model.weigh_word(word):
            sums.extend(vector)
    if sys.byteorder == "big":
        sums.byteswap()
    with open(path, "wb") as file:
        file.write(struct.pack(_WORDS_HEAD, _WORDS_MAGIC, bits, len(OFFSETS) * len(model.labels)))
        file.write(struct.pack(f"<{size}I", *slots) + struct.pack(f"<{size}I", *rows) + sums.tobytes())
    return len(chosen)


class Stored:
    """The sums that `write_words` wrote."""

    __slots__ = ("_codes", "_mask", "_rows", "_sums", "_width")

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:
            data = file.read()
        magic, bits, self._width = struct.unpack_from(_WORDS_HEAD, data)
        if magic != _WORDS_MAGIC:
            raise ValueError(f"{path} is not of this version: run `make train`")
        at, size = struct.calcsize(_WORDS_HEAD), 4 << bits
        self._mask = (1 << bits) - 1
        view = memoryview(data)
        self._codes = view[at : at + size].cast("I")
        self._rows = view[at + size : at + 2 * size].cast("I")
        self._sums = view[at + 2 * size :].cast("h")

    def get(self, word: str, n: int) -> tuple[Vector, ...] | None:
        """The vectors of a word, `n` numbers each; None for a word that is not held."""
        code = crc32(word.encode()) or 1
        slot = code & self._mask
        while True:
            found = self._codes[slot]
            if found == code:
                break
            if not found:
                return None
            slot = (slot + 1) & self._mask
        at = self._rows[slot] * self._width
        sums = self._sums[at : at + self._width].tolist()
        return tuple(sums[first : first + n] for first in range(0, self._width, n))


class Tagger:
    """Labels rows of words. Sums of weights are kept for each word, so that common words are weighed once a process."""

    __slots__ = ("_codes", "_edges", "_firsts", "_margin", "_mask", "_memo", "_mixed", "_n", "_places", "_stored", "_values", "labels")

    def __init__(self, path: str = MODEL, words: str | None = None) -> None:
        self._stored = Stored(words) if words is not None and sys.byteorder == "little" else None
        with open(path, "rb") as file:
            data = file.read()
        if data[:8] != _MAGIC:
            raise ValueError(f"{path} is not a tagger of this version: run `make train`")
        bits, length, scale = struct.unpack_from(_HEAD, data, 8)
        at = 8 + struct.calcsize(_HEAD)
        (names,) = struct.unpack_from("<I", data, at)
        self.labels = data[at + 4 : at + 4 + names].decode().split("\n")
        at += 4 + names
        at += -at % 4
        n = self._n = len(self.labels)
        flat = [round(weight / scale) for weight in struct.unpack_from(f"<{n * n}f", data, at)]
        self._edges = [[flat[a * n + b] for a in range(n)] for b in range(n)]
        self._margin = round(_MARGIN / scale)
        at += 4 * n * n
        self._mask = (1 << bits) - 1
        view = memoryview(data)
        size = 4 << bits
        self._codes = view[at : at + size].cast("I")
        self._firsts = view[at + size : at + 2 * size].cast("I")
        at += 2 * size
        self._places = data[at : at + length]
        self._values = array("b", data[at + length : at + 2 * length])
        self._memo: dict[str, tuple[Vector, ...]] = {}
        self._mixed: dict[tuple[str, ...], tuple[Vector, ...]] = {}

    def _weigh(self, names: Sequence[str]) -> tuple[Vector, ...]:
        """The sums of the features' weights, one vector for each offset."""
        codes, firsts, places, values, mask = self._codes, self._firsts, self._places, self._values, self._mask
        n = self._n
        sums = [0] * (n * len(OFFSETS))
        for name in names:
            code = crc32(name.encode())
            slot = code & mask
            found = codes[slot]
            while found and found != code:
                slot = (slot + 1) & mask
                found = codes[slot]
            if found:
                first = firsts[slot] + 1
                last = first + places[first - 1]
                for place, value in zip(places[first:last], values[first:last]):  # noqa: B905  (speed)
                    sums[place] += value
        return tuple(sums[at : at + n] for at in range(0, len(sums), n))

    def _word(self, word: str) -> tuple[Vector, ...]:
        """What a word adds to the scores of the token it is (0), the next (1), the one before (2), and two away (3, 4).

        A feature weighed only on the word itself has no weights at other offsets, so one pass over all features serves all.
        """
        try:
            return self._memo[word]
        except KeyError:
            pass
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        result = self._stored.get(word, self._n) if self._stored is not None else None
        if result is None:
            result = self.weigh_word(word)
        self._memo[word] = result
        return result

    def weigh_word(self, word: str) -> tuple[Vector, ...]:
        """The sums of a word's own features, made from the weights."""
        return self._weigh(word_features(word)[0])

    def _place(self, names: tuple[str, ...]) -> tuple[Vector, ...]:
        try:
            return self._mixed[names]
        except KeyError:
            result = self._mixed[names] = self._weigh(names)
            return result

    def scores(self, norms: Sequence[str], words: Sequence[str], begin: int, end: int, hits: Sequence[Hit] | None = None) -> list[Vector]:
        """The unary scores of each token of `words[begin:end]`, in units of the weights' scale."""
        if hits is None:
            hits = lists().find(norms, begin, end)
        edge = self._place(("edge",))
        weighed = [edge, edge, *(self._word(words[at]) for at in range(begin, end)), edge, edge]
        scores = [
            [
                a + b + c + d + e
                for a, b, c, d, e in zip(
                    weighed[at][0], weighed[at - 1][1], weighed[at + 1][2], weighed[at - 2][3], weighed[at + 2][4], strict=False
                )
            ]
            for at in range(2, len(weighed) - 2)
        ]
        count = end - begin
        for position, names in place_features(hits, begin).items():
            extra = self._place(names)
            _sum(scores[position], extra[0])
            if position + 1 < count:
                _sum(scores[position + 1], extra[1])
            if position:
                _sum(scores[position - 1], extra[2])
        return scores

    def tag(self, norms: Sequence[str], words: Sequence[str], begin: int, end: int, hits: Sequence[Hit] | None = None) -> list[str]:
        """The best labels of `words[begin:end]`."""
        return self.decode(self.scores(norms, words, begin, end, hits))

    def decode(self, scores: Sequence[Vector]) -> list[str]:
        """Viterbi, run only over stretches where another label's score comes near that of O."""
        margin, other = self._margin, self.labels[0]
        labels = [other] * len(scores)
        begin = -1
        for at, row in enumerate(scores):
            near = max(row[1:]) + margin >= row[0]
            if near and begin < 0:
                begin = at
            elif not near and begin >= 0:
                labels[begin:at] = self._viterbi(scores[begin:at], begin > 0, True)
                begin = -1
        if begin >= 0:
            labels[begin:] = self._viterbi(scores[begin:], begin > 0, False)
        return labels

    def _viterbi(self, scores: Sequence[Vector], after_other: bool, before_other: bool) -> list[str]:
        """The best path through a stretch whose neighbours, where there are any, are O."""
        edges = self._edges
        value = [score + edge[0] for score, edge in zip(scores[0], edges)] if after_other else list(scores[0])  # noqa: B905
        back: list[list[int]] = []
        for row in scores[1:]:
            following, pointers = [], []
            for score, edge in zip(row, edges):  # noqa: B905
                ways = list(map(add, value, edge))
                best = max(ways)
                following.append(best + score)
                pointers.append(ways.index(best))
            value = following
            back.append(pointers)
        if before_other:
            value = list(map(add, value, edges[0]))
        at = value.index(max(value))
        path = [at]
        for pointers in reversed(back):
            at = pointers[at]
            path.append(at)
        return [self.labels[at] for at in reversed(path)]


def _sum(into: Vector, what: Vector) -> None:
    for at, value in enumerate(what):
        into[at] += value


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger of this process, opened at the first call."""
    return Tagger(MODEL, WORDS if os.path.exists(WORDS) else None)
