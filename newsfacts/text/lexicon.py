"""Lexicons: tables that people read and edit, and their lookup by folded word, with attached particles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from newsfacts.text.clitics import Split, splits
from newsfacts.text.fold import key

Value = TypeVar("Value")

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")
_MEMO_LIMIT = 200_000
_TAB = "\x1f"  # folding makes a space of a tab, and leaves the unit separator alone


def table(name: str, *, folded: bool = False) -> list[dict[str, str]]:
    """The rows of `data/NAME.tsv`: tab-separated, a header line, `#` lines (source, licence) before it.

    With `folded` every cell is folded, in one go, which is much quicker than word by word.
    Raises `ValueError` with the file and line when a row has not as many cells as the header.
    """
    path = os.path.join(DATA, name + ".tsv")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if folded:
        text = key(text.replace("\t", _TAB)).replace(_TAB, "\t")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and line[0] != "#"]
    header = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{path}, line {number}: {len(cells)} cells under {len(header)} headings")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def forms(cell: str) -> Iterator[str]:
    """The alternatives of a cell (`ثلاثة|ثلاث`), folded."""
    return (key(form) for form in cell.split("|") if form)


class Lexicon(Generic[Value]):
    """Words (folded) to values, found with or without attached particles.

    Lookups are remembered: in running text most words are asked for again and again, and most are not in the lexicon.
    """

    __slots__ = ("_memo", "words")

    def __init__(self, words: Mapping[str, Value]) -> None:
        self.words = dict(words)
        self._memo: dict[str, tuple[Split, Value] | None] = {}

    def find(self, word: str) -> tuple[Split, Value] | None:
        """The reading of a folded word that the lexicon knows, the whole word before any split; None when it knows none."""
        try:
            return self._memo[word]
        except KeyError:
            pass
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        found = None
        for split in splits(word):
            value = self.words.get(split.stem)
            if value is not None:
                found = (split, value)
                break
        self._memo[word] = found
        return found
