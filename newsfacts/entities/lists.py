"""Lookup in the compiled lists: names (kept by hand, from other packages), word classes. All memory-mapped."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

import marisa_trie

from newsfacts.entities.kinds import GIVEN, PER, RECORD, SURNAME, Listed
from newsfacts.record import Record
from newsfacts.text.lexicon import DATA

_FOLDER = os.path.join(DATA, "entities")
#: Frequency class, word classes at three grains, and the share of occurrences in names (5 bits) with the usual type (3 bits).
WORDS = "<BBBHB"
#: A city's country and ten times the binary logarithm of its inhabitants.
NAMESAKE = "<2sB"
UNKNOWN_SHARE = 7
FROM_NEWS = 65535
#: What a given name of the kept list counts for: it is sure to be one, and may be other things too.
KEPT_GIVEN = 121
_LONGEST = 9
_MEMO_LIMIT = 20_000
_UNSEEN: tuple[Listed, ...] = (Listed(-1, None, None, 0, 0),)


class Hit(Record):
    """A listed name in a row of tokens: tokens `first` up to `last`, the name starting `cut` characters into the first."""

    first: int
    last: int
    cut: int
    kept: bool
    records: tuple[Listed, ...]


class Head(Record):
    """A reading of a word as the beginning of listed names: those of this one word, and whether there are longer ones."""

    cut: int
    stem: str
    kept: tuple[Listed, ...]
    listed: tuple[Listed, ...]
    longer_kept: bool
    longer_listed: bool


class Lists:
    """The compiled lists. One instance serves the process: see `lists()`."""

    __slots__ = ("_gazetteer", "_kept", "_memo", "_namesakes", "_numbers", "_phrases", "_starts", "_strengths", "_subtypes", "_words")

    def __init__(self) -> None:
        self._kept = marisa_trie.RecordTrie(RECORD).mmap(os.path.join(_FOLDER, "kept.trie"))
        self._gazetteer = marisa_trie.RecordTrie(RECORD).mmap(os.path.join(_FOLDER, "gazetteer.trie"))
        self._words = marisa_trie.RecordTrie(WORDS).mmap(os.path.join(_FOLDER, "words.trie"))
        with open(os.path.join(_FOLDER, "subtypes.tsv"), encoding="utf-8") as file:
            self._subtypes = ["", *(line.strip() for line in file.readlines()[2:])]
        self._namesakes: marisa_trie.RecordTrie | None = None
        self._memo: dict[str, tuple[Listed, ...]] = {}
        self._numbers: dict[str, tuple[int, int, int, int, int] | None] = {}
        self._starts: dict[str, tuple[Head, ...]] = {}
        #: By list (others', kept): the names of two words or more that a row of words is, None where it begins none.
        self._phrases: tuple[dict[str, tuple[Listed, ...] | None], ...] = ({}, {})
        self._strengths: dict[str, tuple[int, int]] = {}

    def word(self, norm: str) -> tuple[int, int, int, int, int] | None:
        """Frequency class, the three word classes and the share in names of a folded word; None for a word that is too rare."""
        try:
            return self._numbers[norm]
        except KeyError:
            pass
        if len(self._numbers) >= _MEMO_LIMIT:
            self._numbers.clear()
        found = self._words.get(norm)
        numbers = self._numbers[norm] = found[0] if found else None
        return numbers

    def vocabulary(self) -> list[tuple[str, tuple[int, int, int, int, int]]]:
        """Every word with its frequency class, word classes and share in names."""
        return list(self._words.items())

    def cities(self, name: str) -> dict[str, float]:
        """The countries that have a city of that name, each with the binary logarithm of its inhabitants."""
        if self._namesakes is None:
            self._namesakes = marisa_trie.RecordTrie(NAMESAKE).mmap(os.path.join(_FOLDER, "namesakes.trie"))
        return {country.decode(): size / 10 for country, size in self._namesakes.get(name, ())}

    def frequency(self, norm: str) -> int:
        """The frequency class: 0 for a word too rare to have one."""
        numbers = self.word(norm)
        return numbers[0] if numbers else 0

    def name_share(self, norm: str) -> float | None:
        """How much of a word's occurrences in the news is in names, 0 to 1; None for a word that is too rare to tell."""
        numbers = self.word(norm)
        return (numbers[4] >> 3) / 31 if numbers and numbers[4] & 7 != UNKNOWN_SHARE else None

    def kept(self, name: str) -> tuple[Listed, ...]:
        """What the kept lists say of a spelled name."""
        return self._read(self._kept.get(name))

    def listed(self, name: str) -> tuple[Listed, ...]:
        """What the lists from other packages say of a spelled name."""
        try:
            return self._memo[name]
        except KeyError:
            pass
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        found = self._memo[name] = self._read(self._gazetteer.get(name))
        return found

    def strengths(self, name: str) -> tuple[int, int]:
        """How surely lists know a word as a given name, and as part of a person's name: 0-255."""
        try:
            return self._strengths[name]
        except KeyError:
            pass
        if len(self._strengths) >= _MEMO_LIMIT:
            self._strengths.clear()
        given = person = 0
        for record in self.listed(name):
            if record.type == GIVEN:
                given = max(given, record.strength)
            if record.type in (GIVEN, SURNAME, PER):
                person = max(person, record.strength)
        if given < KEPT_GIVEN and any(record.type == GIVEN for record in self.kept(name)):
            given, person = KEPT_GIVEN, max(person, KEPT_GIVEN)
        found = self._strengths[name] = given, person
        return found

    def _read(self, raw: Sequence[tuple[int, int, bytes, int, int]] | None) -> tuple[Listed, ...]:
        if not raw:
            return ()
        return tuple(
            Listed(
                kind, self._subtypes[subtype] or None, country.decode() if country[0] else None, strength, row if row != FROM_NEWS else 0
            )
            for kind, subtype, country, strength, row in raw
        )

    def heads(self, norm: str) -> tuple[Head, ...]:
        """The readings of a word that can begin a listed name, the whole word first."""
        try:
            return self._starts[norm]
        except KeyError:
            pass
        if len(self._starts) >= _MEMO_LIMIT:
            self._starts.clear()
        found = []
        for cut, stem in readings(norm):
            if cut and not self._plausible(norm, stem):
                continue
            kept, listed, spaced = self.kept(stem), self.listed(stem), stem + " "
            longer = (_any(self._kept, spaced), _any(self._gazetteer, spaced))
            if kept or listed or longer[0] or longer[1]:
                found.append(Head(cut, stem, kept, listed, *longer))
        result = self._starts[norm] = tuple(found)
        return result

    def _plausible(self, norm: str, stem: str) -> bool:
        """A particle is split off only when the whole is not the commoner word (ولي is not و + لي)."""
        return self.frequency(norm) <= self.frequency(stem) + 1 or stem.startswith("ال")

    def find(self, norms: Sequence[str], begin: int, end: int) -> list[Hit]:
        """Every listed name in `norms[begin:end]`, overlapping ones too, in order of start."""
        hits: list[Hit] = []
        known = self._starts.get
        for at in range(begin, end):
            heads = known(norms[at])
            for head in self.heads(norms[at]) if heads is None else heads:
                if head.kept:
                    hits.append(Hit(at, at + 1, head.cut, True, head.kept))
                if head.listed:
                    hits.append(Hit(at, at + 1, head.cut, False, head.listed))
                if (head.longer_kept or head.longer_listed) and at + 1 < end:
                    following = norms[at + 1 : min(end, at + _LONGEST)]
                    if head.longer_kept:
                        self._longer(self._kept, True, following, at, head, hits)
                    if head.longer_listed:
                        self._longer(self._gazetteer, False, following, at, head, hits)
        return hits

    def _longer(self, trie: marisa_trie.RecordTrie, kept: bool, following: Sequence[str], at: int, head: Head, hits: list[Hit]) -> None:
        """Adds the listed names of two words or more that begin with a head and go on with the tokens after it.

        Word by word, as long as a name begins so: the trie's own search for prefixes goes by character, ten times as slow.
        """
        name, last = head.stem, at + 1
        known = self._phrases[kept]
        for norm in following:
            name += " " + norm
            last += 1
            records = known.get(name, _UNSEEN)
            if records is _UNSEEN:
                if len(known) >= _MEMO_LIMIT:
                    known.clear()
                records = known[name] = self._read(trie.get(name)) if _any(trie, name) else None
            if records is None:
                break
            if records:
                hits.append(Hit(at, last, head.cut, kept, records))


def _any(trie: marisa_trie.RecordTrie, prefix: str) -> bool:
    """True when a key of the trie begins with the prefix."""
    return next(trie.iterkeys(prefix), None) is not None


_PREFIXES = "بلك"


@lru_cache(maxsize=_MEMO_LIMIT)
def readings(norm: str) -> tuple[tuple[int, str], ...]:
    """A folded word whole, then without و ف, then without ب ل ك (للأمم is ل + الأمم, للبنان ل + لبنان): (characters cut off, the rest)."""
    found = [(0, norm)]
    rest, cut = norm, 0
    if len(norm) > 3 and norm[0] in "وف":
        rest, cut = norm[1:], 1
        found.append((1, rest))
    if len(rest) > 3 and rest[0] in _PREFIXES:
        found.append((cut + 1, rest[1:]))
        if rest[0] == "ل" and rest[1] == "ل":
            found.append((cut + 1, "ال" + rest[2:]))
    return tuple(found)


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists of this process, opened at the first call."""
    return Lists()
