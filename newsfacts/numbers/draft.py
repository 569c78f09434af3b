"""A number while it is being read: the numeral, and what the words around it have added so far."""

from __future__ import annotations

from dataclasses import dataclass

from newsfacts.numerals import Numeral, Value


@dataclass(slots=True)
class Draft:
    """Tokens `first` to `last` (half-open) of the whole expression, folded offsets `start` and `end`; `figure_first` and
    `figure_last` are the numeral's own tokens. `rule` names the rule that read it."""

    numeral: Numeral | None
    first: int
    last: int
    start: int
    end: int
    figure_first: int
    figure_last: int
    value: Value | None
    kind: str = "cardinal"
    low: Value | None = None
    high: Value | None = None
    modifier: str = "exact"
    unit: str | None = None
    per: str | None = None
    noun: tuple[int, int] | None = None
    head: str | None = None
    casualty: str | None = None
    human: bool | None = None
    other: bool = False
    subunit: int = 1
    dropped: bool = False

    def include(self, first: int, start: int, last: int, end: int) -> None:
        """Stretches the expression to take in tokens `first` to `last`."""
        if first < self.first:
            self.first, self.start = first, start
        if last > self.last:
            self.last, self.end = last, end
