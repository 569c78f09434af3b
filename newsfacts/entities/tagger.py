"""The sequence tagger: a linear-chain CRF's weights in a hash table that is used as it lies in its file, and Viterbi over them.

File: magic, counts, scale, labels; transitions (float32); a hash table from the CRC-32 of a feature to where its weights stand; the
weights' slots (a byte: number of the offset times labels, plus label), then their values (two signed bytes, times scale). Features are
not stored: a CRC's false matches are one in ten thousand lookups of unknown features. Scores are sums of these: integers.

A word's scores for all labels are one integer: 16 bits a label, each less the score of O, so that adding two words' scores is one addition
and asking whether any label comes near O one mask. That is eight times as fast as adding lists, and takes a fifth of their memory.

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
_MAGIC = b"NFCRF002"
_HEAD = "<IIf"
#: The unit of weights in the file; a smaller weight than `_LEAST` is none.
_SCALE, _LEAST = 1 / 128, 0.01
#: A token whose best name label scores this much less than O is O; on the dev parts that changes nothing.
_MARGIN = 5.0
#: Stretches up to this many words long are first asked whether any word has the score that a name needs.
_SHORT = 6
_MEMO_LIMIT = 20_000

#: The scores of all labels, packed: label i counts 1 << 16 * i.
Vector = int
_LABEL = 16
_SIGN = 1 << _LABEL - 1
#: Sums of one word beyond this are cut down: the differences of five words and three places then fit 16 bits with their sign.
_MOST = 2000


def write_model(
    path: str, labels: Sequence[str], states: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]
) -> int:
    """Writes weights named `OFFSET|FEATURE` (see `train`) in the form above; gives the file's size."""
    index = {label: at for at, label in enumerate(labels)}
    entries: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (attribute, label), weight in sorted(states.items()):
        value = round(weight / _SCALE)
        if value and abs(weight) >= _LEAST:
            offset, _, name = attribute.partition("|")
            entries[name].append((OFFSETS.index(int(offset)) * len(labels) + index[label], value))
    table: dict[int, list[tuple[int, int]]] = {}
    for name in sorted(entries):
        table.setdefault(crc32(name.encode()) or 1, entries[name])
    bits = max(1, (len(table) * 3 // 2).bit_length())
    size = 1 << bits
    codes, firsts = [0] * size, [0] * size
    places, values = bytearray(), array("h")
    for code in sorted(table):
        slot = code & (size - 1)
        while codes[slot]:
            slot = (slot + 1) & (size - 1)
        codes[slot], firsts[slot] = code, len(places)
        places.append(len(table[code]))
        values.append(0)
        for place, value in table[code]:
            places.append(place)
            values.append(value)
    if sys.byteorder == "big":
        values.byteswap()
    names = "\n".join(labels).encode()
    head = _MAGIC + struct.pack(_HEAD, bits, len(places), _SCALE) + struct.pack("<I", len(names)) + names
    head += b"\0" * (-len(head) % 4)
    body = struct.pack(f"<{len(labels) ** 2}f", *(transitions.get((a, b), 0.0) for a in labels for b in labels))
    body += struct.pack(f"<{size}I", *codes) + struct.pack(f"<{size}I", *firsts) + values.tobytes() + bytes(places)
    from newsfacts.entities.build.files import replacing

    with replacing(path) as beside, open(beside, "wb") as file:
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
        sums.extend(model.sums(word_features(word)[0]))
    if sys.byteorder == "big":
        sums.byteswap()
    from newsfacts.entities.build.files import replacing

    with replacing(path) as beside, open(beside, "wb") as file:
        file.write(struct.pack(_WORDS_HEAD, _WORDS_MAGIC, bits, len(OFFSETS) * len(model.labels)))
        file.write(struct.pack(f"<{size}I", *slots) + struct.pack(f"<{size}I", *rows) + sums.tobytes())
    return len(chosen)


class Stored:
    """The sums that `write_words` wrote."""

    __slots__ = ("_codes", "_data", "_first", "_mask", "_rows", "_width")

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:
            data = file.read()
        magic, bits, width = struct.unpack_from(_WORDS_HEAD, data)
        if magic != _WORDS_MAGIC:
            raise ValueError(f"{path} is not of this version: run `make train`")
        at, size = struct.calcsize(_WORDS_HEAD), 4 << bits
        self._mask = (1 << bits) - 1
        view = memoryview(data)
        self._codes = view[at : at + size].cast("I")
        self._rows = view[at + size : at + 2 * size].cast("I")
        self._data, self._first, self._width = data, at + 2 * size, 2 * width

    def get(self, word: str) -> bytes | None:
        """The sums of a word, two bytes each; None for a word that is not held."""
        code = crc32(word.encode()) or 1
        slot = code & self._mask
        while True:
            found = self._codes[slot]
            if found == code:
                break
            if not found:
                return None
            slot = (slot + 1) & self._mask
        at = self._first + self._rows[slot] * self._width
        return self._data[at : at + self._width]


class Tagger:
    """Labels rows of words. Sums of weights are kept for each word, so that common words are weighed once a process."""

    __slots__ = (
        "_bias", "_codes", "_edges", "_enough", "_firsts", "_mask", "_memo", "_mixed", "_n", "_near", "_ones", "_places", "_row", "_signs",
        "_stored", "_values", "labels",
    )  # fmt: skip

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
        self._ones = sum(1 << _LABEL * label for label in range(n))
        self._bias = self._ones * _SIGN
        # Added to differences from O: the sign bit of every label but O that comes within the margin of it is set.
        self._near = (self._ones - 1) * (_SIGN + round(_MARGIN / scale))
        self._signs = (self._ones - 1) * _SIGN
        self._enough = [0, *map(self._least, range(1, _SHORT + 1))]
        self._row = struct.Struct(f"<{n}H")
        at += 4 * n * n
        self._mask = (1 << bits) - 1
        view = memoryview(data)
        size = 4 << bits
        self._codes = view[at : at + size].cast("I")
        self._firsts = view[at + size : at + 2 * size].cast("I")
        at += 2 * size
        values = view[at : at + 2 * length]
        self._values: memoryview | array[int] = values.cast("h") if sys.byteorder == "little" else _swapped(values)
        self._places = view[at + 2 * length : at + 3 * length]
        self._memo: dict[str, tuple[Vector, ...]] = {}
        self._mixed: dict[tuple[str, ...], tuple[Vector, ...]] = {}

    def _least(self, count: int) -> Vector:
        """Added to differences from O: the sign bits that are set where one of `count` words between two O may be in a name.

        A name's words must win back what going from O to it and back costs beside staying at O. Of one word that is exact; of several,
        one must bring at least its share, the best that going on within a name brings set off. So what this excludes Viterbi does too.
        """
        edges, labels = self._edges, range(1, self._n)
        stay = edges[0][0]
        if count == 1:
            least = [2 * stay - edges[label][0] - edges[0][label] + 1 for label in labels]
        else:
            on = max(edges[a][b] for a in labels for b in labels) - stay
            cost = 2 * stay - max(edges[label][0] for label in labels) - max(edges[0][label] for label in labels)
            least = [(cost - (count - 1) * max(on, 0)) // count] * len(labels)
        return sum(_SIGN - value << _LABEL * label for label, value in zip(labels, least, strict=True))

    def sums(self, names: Iterable[str]) -> list[int]:
        """The sums of the features' weights: those of all labels for the first offset, then for the next."""
        codes, firsts, places, values, mask = self._codes, self._firsts, self._places, self._values, self._mask
        sums = [0] * (self._n * len(OFFSETS))
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
        if max(sums) > _MOST or min(sums) < -_MOST:
            sums = [max(-_MOST, min(_MOST, value)) for value in sums]
        return sums

    def _weigh(self, names: Iterable[str]) -> tuple[Vector, ...]:
        """The sums of the features' weights, one vector for each offset."""
        return self._packed(struct.pack(f"<{self._n * len(OFFSETS)}h", *self.sums(names)))

    def _packed(self, sums: bytes) -> tuple[Vector, ...]:
        """One vector for each offset, from sums of two bytes each."""
        bias, ones, width = self._bias, self._ones, 2 * self._n
        vectors = []
        for at in range(0, len(sums), width):
            above = int.from_bytes(sums[at : at + width], "little") ^ bias  # the sums, each more by _SIGN, so that none is negative
            vectors.append(above - bias - ((above & 2 * _SIGN - 1) - _SIGN) * ones)
        return tuple(vectors)

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
        stored = self._stored.get(word) if self._stored is not None else None
        result = self._memo[word] = self._packed(stored) if stored is not None else self.weigh_word(word)
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
        """The unary scores of each token of `words[begin:end]` less those of O, in units of the weights' scale."""
        if hits is None:
            hits = lists().find(norms, begin, end)
        edge, known, word = self._place(("edge",)), self._memo.get, self._word
        own = [known(each) or word(each) for each in words[begin:end]]
        weighed = [edge, edge, *own, edge, edge]
        scores = [
            a[0] + b[1] + c[2] + d[3] + e[4]
            for a, b, c, d, e in zip(own, weighed[1:], weighed[3:], weighed, weighed[4:])  # noqa: B905  (the longer ones end in edges)
        ]
        count = end - begin
        for position, names in place_features(hits, begin).items():
            extra = self._place(names)
            scores[position] += extra[0]
            if position + 1 < count:
                scores[position + 1] += extra[1]
            if position:
                scores[position - 1] += extra[2]
        return scores

    def weights(
        self, norms: Sequence[str], words: Sequence[str], begin: int, end: int, hits: Sequence[Hit] | None = None
    ) -> tuple[list[list[float]], list[list[float]]]:
        """What `tag` decides by, for who asks how sure it is: each token's scores of the labels, and those of label after label."""
        width = 2 * self._n
        unary = [self._row.unpack((score + self._bias).to_bytes(width, "little")) for score in self.scores(norms, words, begin, end, hits)]
        edges = [[self._edges[b][a] * _SCALE for b in range(self._n)] for a in range(self._n)]
        return [[(value - _SIGN) * _SCALE for value in row] for row in unary], edges

    def tag(self, norms: Sequence[str], words: Sequence[str], begin: int, end: int, hits: Sequence[Hit] | None = None) -> list[str]:
        """The best labels of `words[begin:end]`."""
        return self.decode(self.scores(norms, words, begin, end, hits))

    def decode(self, scores: Sequence[Vector]) -> list[str]:
        """Viterbi, run only over stretches where another label's score comes near that of O."""
        near, signs, enough = self._near, self._signs, self._enough
        labels = [self.labels[0]] * len(scores)
        begin = -1
        for at, score in enumerate(scores):
            if (score + near) & signs:
                if begin < 0:
                    begin = at
            elif begin >= 0:
                stretch = scores[begin:at]
                if not begin or at - begin > _SHORT or any((one + enough[at - begin]) & signs for one in stretch):
                    labels[begin:at] = self._viterbi(stretch, begin > 0, True)
                begin = -1
        if begin >= 0:
            labels[begin:] = self._viterbi(scores[begin:], begin > 0, False)
        return labels

    def best(self, scores: Sequence[Vector]) -> list[str]:
        """The best path through a whole row: what `decode` gives, found the long way."""
        return self._viterbi(scores, False, False)

    def _viterbi(self, scores: Sequence[Vector], after_other: bool, before_other: bool) -> list[str]:
        """The best path through a stretch whose neighbours, where there are any, are O."""
        edges, bias, width = self._edges, self._bias, 2 * self._n
        rows = [self._row.unpack((score + bias).to_bytes(width, "little")) for score in scores]
        value = [score + edge[0] for score, edge in zip(rows[0], edges)] if after_other else list(rows[0])  # noqa: B905
        back: list[list[int]] = []
        for row in rows[1:]:
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


def _swapped(values: memoryview) -> array[int]:
    """Numbers of two bytes on a machine that holds them the other way round."""
    numbers = array("h", values.tobytes())
    numbers.byteswap()
    return numbers


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger of this process, opened at the first call."""
    return Tagger(MODEL, WORDS if os.path.exists(WORDS) else None)
