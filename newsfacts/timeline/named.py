"""Nouns that make a name of the date after them: «جسر 6 أكتوبر», «هجمات سبتمبر»."""

from __future__ import annotations

from functools import lru_cache

from newsfacts.text.clitics import splits
from newsfacts.text.lexicon import table


class KnownName:
    """What a noun like جسر or هجمات makes of the date after it: a day that everybody knows, or a part of a name."""

    __slots__ = ("day", "month", "year")

    def __init__(self, day: int | None, month: int | None, year: int | None) -> None:
        self.day, self.month, self.year = day, month, year


@lru_cache(maxsize=1)
def _named() -> dict[str, KnownName]:
    def number(cell: str) -> int | None:
        return int(cell) if cell else None

    return {
        form: KnownName(number(row["day"]), number(row["month"]), number(row["known"]))
        for row in table("timeline/named", folded=True)
        for form in row["word"].split("|")
    }


def named(word: str) -> KnownName | None:
    """What the folded noun `word`, with or without particles, makes of a date that follows it."""
    for split in splits(word):
        found = _named().get(split.stem)
        if found is not None:
            return found
    return None
