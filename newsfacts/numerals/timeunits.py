"""The forms of units' names, from data/numerals/units.tsv, and the units of time, which is all that a timeline asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsfacts.numerals.words import folded_column
from newsfacts.parsing.tokens import Tokens
from newsfacts.text.lexicon import Lexicon, table


class Unit(NamedTuple):
    """A form of a unit's name: CLDR's `name`, its `dimension` (`time`, `length` …), and `number`: singular, dual, plural or symbol."""

    name: str
    dimension: str
    number: str


_FEMININE = "ه"


def _duals(word: str) -> Iterator[str]:
    """Folded dual forms of a folded singular noun: يوم gives يومان، يومين، يوما، يومي; سنة gives سنتان …"""
    stem = word[:-1] + "ت" if word.endswith(_FEMININE) else word
    for ending in ("ان", "ين"):
        yield stem + ending


def load_units(only: str | None = None) -> tuple[dict[str, Unit], dict[str, list[tuple[tuple[str, ...], Unit]]]]:
    """Forms of one word, and the rests of longer ones by their first word, the longest rest first; of one dimension or all."""
    single: dict[str, Unit] = {}
    several: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}

    def add(form: str, unit: Unit) -> None:
        words = form.split() if form.replace(" ", "").isalpha() else Tokens(form).norms
        if len(words) == 1:
            single.setdefault(form, unit)
        else:
            several.setdefault(words[0], []).append((tuple(words[1:]), unit))

    rows = [row for row in table("numerals/units") if only in (None, row["dimension"])]
    columns = (folded_column(rows, column) for column in ("singular", "dual", "plural", "symbol"))
    for row, singular, dual, plural, symbol in zip(rows, *columns, strict=True):
        name, dimension = row["name"], row["dimension"]
        dual = dual or [f"{d}{rest}" for form in singular for head, sep, tail in [form.partition(" ")]
                                            for d in _duals(head) for rest in _dual_rests(sep, tail)]  # fmt: skip
        for number, words in (("singular", singular), ("dual", dual), ("plural", plural), ("symbol", symbol)):
            for form in words:
                add(form, Unit(name, dimension, number))
                if number == "singular" and not form.endswith((_FEMININE, "ا")):
                    head, sep, tail = form.partition(" ")  # the accusative: كيلومترا مربعا
                    add(f"{head}ا{sep}{tail}{'ا' if tail and not tail.endswith(_FEMININE) else ''}", Unit(name, dimension, "singular"))
    for rests in several.values():
        rests.sort(key=lambda rest: -len(rest[0]))
    return single, several


def _dual_rests(sep: str, tail: str) -> Iterator[str]:
    if not tail:
        yield ""
        return
    stem = tail[:-1] + "ت" if tail.endswith(_FEMININE) else tail
    yield sep + stem + "ين"
    yield sep + stem + "ان"


#: The units of time whose name is one word.
TIME_UNITS: Lexicon[Unit] = Lexicon({form: unit for form, unit in load_units("time")[0].items() if unit.number != "symbol"})
