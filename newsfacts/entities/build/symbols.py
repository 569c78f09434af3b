"""Rows of words as the CRF's trainer takes them: numbered symbols with numbered attributes (`OFFSET|FEATURE`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsfacts.entities.build.conll import Row
from newsfacts.entities.features import OFFSETS, place_features, word_features
from newsfacts.entities.lists import lists


class Space:
    """The symbols and attributes met so far. Symbol 0 stands beyond a sentence's ends."""

    def __init__(self) -> None:
        self.attributes: dict[str, int] = {}
        self.symbols: list[list[list[int]]] = []
        self._numbers: dict[str | tuple[str, ...], int] = {}
        self._symbol((), lambda: [["edge"]] * len(OFFSETS))

    def _symbol(self, key: str | tuple[str, ...], features: Callable[[], Sequence[Sequence[str]]]) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.symbols)
            self.symbols.append(
                [
                    [self.attributes.setdefault(f"{offset}|{name}", len(self.attributes)) for name in names]
                    for offset, names in zip(OFFSETS, features(), strict=False)
                ]
            )
        return number

    def _of_word(self, word: str) -> Sequence[Sequence[str]]:
        own, near, far = word_features(word)
        return own, near, near, far, far

    def row(self, row: Row) -> list[list[int]]:
        """The symbols of each token: the word, then the listed names it stands in."""
        place = place_features(lists().find(row.norms, 0, len(row.norms)))
        found = []
        for at, word in enumerate(row.words):
            symbols = [self._symbol(word, lambda word=word: self._of_word(word))]  # type: ignore[misc]
            names = place.get(at)
            if names:
                symbols.append(self._symbol(names, lambda names=names: [names] * 3))  # type: ignore[misc]
            found.append(symbols)
        return found
