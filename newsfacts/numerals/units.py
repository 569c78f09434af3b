"""Units of time and measurement: their words in singular, dual and plural, from data/numerals/units.tsv."""

from __future__ import annotations

from typing import NamedTuple

from newsfacts.numerals.timeunits import TIME_UNITS, Unit, load_units
from newsfacts.parsing.tokens import Tokens
from newsfacts.text.clitics import Split
from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon

__all__ = ["TIME_UNITS", "UNITS", "Unit", "UnitMatch", "match_unit", "starts_unit"]


class UnitMatch(NamedTuple):
    """A unit in the text: tokens `first` to `last` (half-open) and the particles before it."""

    unit: Unit
    first: int
    last: int
    split: Split


_SINGLE, _SEVERAL = load_units()
#: Units whose name is one word, found with or without attached particles.
UNITS: Lexicon[Unit] = Lexicon({form: unit for form, unit in _SINGLE.items() if unit.number != "symbol"})
_PLAIN = Split("", "", False, "", 0)


def starts_unit(norm: str) -> bool:
    """True when a unit of several words may begin with this one, particles aside."""
    return any(norm[cut:] in _SEVERAL for cut in (0, 1, 2) if len(norm) > cut + 1)


def match_unit(tokens: Tokens, i: int, *, symbols: bool = True) -> UnitMatch | None:
    """The longest unit whose name begins at token `i`: «كيلومترات مربعة», «كم», «درجة مئوية».

    With `symbols`, abbreviations count too, and then only without particles: they mean nothing but after a figure.
    """
    norms = tokens.norms
    if i >= len(norms):
        return None
    norm = norms[i]
    rests = _SEVERAL.get(norm)
    split = _PLAIN
    if rests is None:
        for prefix in (key("ال"), "و", "ب", "ل"):
            if norm.startswith(prefix) and norm[len(prefix) :] in _SEVERAL:
                article = prefix == key("ال")
                split = Split("و" if prefix == "و" else "", prefix if prefix in "بل" else "", article, norm[len(prefix) :], len(prefix))
                rests = _SEVERAL[split.stem]
                break
    for rest, unit in rests or ():
        last = i + 1 + len(rest)
        if last > len(norms) or (unit.number == "symbol" and (not symbols or split.cut)):
            continue
        if all(_same(norms[i + 1 + k], word, split.article) for k, word in enumerate(rest)):
            return UnitMatch(unit, i, last, split if split.cut else Split("", "", False, norm, 0))
    if symbols:
        symbol = _SINGLE.get(norm) or _SINGLE.get(norm.lower())
        if symbol is not None and symbol.number == "symbol":
            return UnitMatch(symbol, i, i + 1, Split("", "", False, norm, 0))
    found = UNITS.find(norm)
    return None if found is None else UnitMatch(found[1], i, i + 1, found[0])


def _same(norm: str, word: str, definite: bool) -> bool:
    return norm == word or (definite and norm == key("ال") + word)
