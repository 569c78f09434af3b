"""A number while it is being read: the numeral, and what the words around it have added so far."""

from __future__ import annotations

from newsfacts.numerals import Numeral, Value


class Draft:
    """Tokens `first` to `last` (half-open) of the whole expression, folded offsets `start` and `end`; `figure_first` and
    `figure_last` are the numeral's own tokens. `noun` are the folded offsets of what is counted, `head` its first word;
    `whole` is the figure that this one is part of. A number without a numeral (جنديين) has `numeral` None. `rule` names the rule
    that gave the draft its kind, `leans_on` those that added to it, both as `module.function` of this room.
    """

    __slots__ = (
        *("numeral", "first", "last", "start", "end", "figure_first", "figure_last", "value", "kind", "low", "high", "modifier"),
        *("unit", "per", "noun", "head", "casualty", "human", "other", "subunit", "dropped", "whole", "rule", "leans_on"),
    )

    def __init__(self, numeral: Numeral | None, first: int, last: int, start: int, end: int, value: Value | None) -> None:
        self.numeral = numeral
        self.first = self.figure_first = first
        self.last = self.figure_last = last
        self.start = start
        self.end = end
        self.value = value
        self.kind = "cardinal" if numeral is None else numeral.kind
        self.low: Value | None = None if numeral is None else numeral.low
        self.high: Value | None = None if numeral is None else numeral.high
        self.modifier = "exact"
        self.unit: str | None = None
        self.per: str | None = None
        self.noun: tuple[int, int] | None = None
        self.head: str | None = None
        self.casualty: str | None = None
        self.human: bool | None = None
        self.other = False
        self.subunit = 1
        self.dropped = False
        self.whole: Draft | None = None
        self.rule = "numerals.find" if numeral is not None else "duals.find"
        self.leans_on: list[str] = []

    def include(self, first: int, start: int, last: int, end: int) -> None:
        """Stretches the expression to take in tokens `first` to `last`."""
        if first < self.first:
            self.first, self.start = first, start
        if last > self.last:
            self.last, self.end = last, end
