"""Lexicons: tables that people read and edit, and their lookup by folded word, with attached particles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from newsfacts.text.clitics import Split, splits, stems
from newsfacts.text.fold import fold_table, key

Value = TypeVar("Value")

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")
_MEMO_LIMIT = 20_000


def cells(name: str, *, folded: bool = False) -> list[list[str]]:
    """The cells of `data/NAME.tsv`, row by row, the header line first: tab-separated, `#` lines (source, licence) before it.

    With `folded` every cell is folded, in one go, which is much quicker than word by word.
    Raises `ValueError` with the file and line when a row has not as many cells as the header.
    """
    path = os.path.join(DATA, name + ".tsv")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if folded:
        text = fold_table(text)
    lines = text.split("\n")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    width = len(rows[0])
    wrong = [row for row in rows if len(row) != width]
    if wrong:
        number = 1 + lines.index("\t".join(wrong[0]))
        raise ValueError(f"{path}, line {number}: {len(wrong[0])} cells under {width} headings")
    return rows


def table(name: str, *, folded: bool = False) -> list[dict[str, str]]:
    """The rows of `data/NAME.tsv` by their headings; see `cells`."""
    header, *rows = cells(name, folded=folded)
    return [dict(zip(header, row, strict=True)) for row in rows]


def forms(cell: str) -> Iterator[str]:
    """The alternatives of a cell (`ثلاثة|ثلاث`), folded."""
    return (key(form) for form in cell.split("|") if form)


class Lexicon(Generic[Value]):
    """Words (folded) to values, found with or without attached particles.

    Lookups are remembered: in running text most words are asked for again and again, and most are not in the lexicon.
    """

    __slots__ = ("_memo", "words")

    def __init__(self, words: Mapping[str, Value]) -> None:
        self.words = words
        self._memo: dict[str, tuple[Split, Value] | None] = {}

    def value(self, form: str) -> Value | None:
        """What a folded form means as it stands, with nothing taken off it; None when it is unknown."""
        return self.words.get(form)

    def find(self, word: str) -> tuple[Split, Value] | None:
        """The reading of a folded word that the lexicon knows, the whole word before any split; None when it knows none."""
        try:
            return self._memo[word]
        except KeyError:
            pass
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        found = None
        for place, stem in enumerate(stems(word)):
            value = self.value(stem)
            if value is not None:
                found = (splits(word)[place], value)
                break
        self._memo[word] = found
        return found
