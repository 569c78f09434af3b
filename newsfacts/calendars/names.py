"""Names of months, weekdays and days of the month, read from a sequence of folded words.

Every function here takes the words of a text as a list and an index, so that it serves the tokens of an article as
well as the few words around a year.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from newsfacts.record import Record
from newsfacts.text.clitics import Split, splits
from newsfacts.text.lexicon import table

Value = TypeVar("Value")

_MEMO_LIMIT = 20_000


class MonthName(Record):
    """A month as a name means it. `alone` (yes, prep, no) says how much evidence the name needs beside it."""

    number: int
    calendar: str
    system: str
    alone: str


class Phrases(Generic[Value]):
    """Names of one or more words to values; the longest name wins, and attached particles may stand before it."""

    __slots__ = ("_memo", "_names")

    def __init__(self, names: Iterable[tuple[str, Value]]) -> None:
        """`names`: folded names, their words divided by single spaces, and what they mean."""
        self._names: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        several: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for name, value in names:
            first, *rest = name.split(" ")
            entries = self._names.get(first)
            if entries is None:
                self._names[first] = [(tuple(rest), value)]
                continue
            entries.append((tuple(rest), value))
            several[first] = entries
        for entries in several.values():
            entries.sort(key=_longest_first)
        self._memo: dict[str, tuple[Split, list[tuple[tuple[str, ...], Value]]] | None] = {}

    def first_words(self) -> Iterable[str]:
        """The first words of the names, without particles."""
        return self._names.keys()

    def read(self, words: Sequence[str], at: int) -> tuple[Value, int, Split] | None:
        """The name that begins with word `at`: its value, how many words it has, and how its first word splits."""
        word = words[at]
        try:
            found = self._memo[word]
        except KeyError:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            found = self._memo[word] = self._find(word) if len(word) < 20 else None
        if found is None:
            return None
        split, entries = found
        for rest, value in entries:
            if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                return value, 1 + len(rest), split
        return None

    def knows(self, word: str) -> bool:
        """True when a name may begin with this word."""
        return len(word) < 20 and self._find(word) is not None

    def _find(self, word: str) -> tuple[Split, list[tuple[tuple[str, ...], Value]]] | None:
        if word.isascii():
            word = word.lower()
        for split in splits(word):
            entries = self._names.get(split.stem)
            if entries is not None:
                return split, entries
        return None


@lru_cache(maxsize=1)
def _months() -> Phrases[MonthName]:
    return Phrases(
        (form, month)
        for row in table("calendars/months", folded=True)
        for month in [MonthName(int(row["number"]), row["calendar"], row["system"], row["alone"])]
        for form in row["forms"].split("|")
    )


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, tuple[int, bool]]:
    names: dict[str, tuple[int, bool]] = {}
    for row in table("calendars/weekdays", folded=True):
        names.update((form, (int(row["number"]), True)) for form in row["arabic"].split("|"))
        names.update((form, (int(row["number"]), False)) for form in row["latin"].split("|"))
    return names


@lru_cache(maxsize=1)
def _days() -> Phrases[int]:
    return Phrases((form, int(row["number"])) for row in table("calendars/days", folded=True) for form in row["forms"].split("|"))


def _longest_first(entry: tuple[tuple[str, ...], object]) -> int:
    return -len(entry[0])


def weekday_words() -> Iterable[str]:
    """The names of weekdays, without article or particles."""
    return _weekdays().keys()


def month_words() -> Phrases[MonthName]:
    """The names of months."""
    return _months()


def month_at(words: Sequence[str], at: int) -> tuple[MonthName, int, Split] | None:
    """The month named from word `at` on, how many words name it, and how its first word splits.

    >>> month_at(["تشرين", "الثاني"], 0)[:2]
    (MonthName(number=11, calendar='gregorian', system='levantine', alone='yes'), 2)
    """
    return _months().read(words, at)


def weekday_at(words: Sequence[str], at: int, *, indefinite: bool = False) -> tuple[int, Split] | None:
    """The weekday (Monday is 0) that word `at` names, and how the word splits.

    Arabic names need their article, without which they are other words (أحد, خميس); `indefinite` lets it lack.
    """
    return _weekday(words[at], indefinite)


@lru_cache(maxsize=16384)
def _weekday(word: str, indefinite: bool) -> tuple[int, Split] | None:
    if len(word) > 16:
        return None
    names = _weekdays()
    for split in splits(word.lower() if word.isascii() else word):
        found = names.get(split.stem)
        if found is not None and (split.article or indefinite or not found[1]):
            return found[0], split
    return None


def day_ordinal_at(words: Sequence[str], at: int) -> tuple[int, int, Split] | None:
    """The day of the month (1-31) that an ordinal in words names, how many words it has, how its first word splits.

    >>> day_ordinal_at(["الحادي", "عشر", "من"], 0)[:2]
    (11, 2)
    """
    return _days().read(words, at)
