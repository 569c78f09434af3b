"""Units of time and measurement: their words in singular, dual and plural, from data/numerals/units.tsv."""

from collections.abc import Iterator

from newsfacts.numerals.timeunits import ROWS, TIME_UNITS, Unit, UnitRow
from newsfacts.parsing.tokens import Tokens
from newsfacts.text.clitics import Split, stems
from newsfacts.text.lexicon import Lexicon

__all__ = ["TIME_UNITS", "UNITS", "Unit", "UnitMatch", "match_unit", "starts_unit"]


class UnitMatch:
    """A unit in the text: tokens `first` to `last` (half-open) and the particles before it."""

    __slots__ = ("first", "last", "split", "unit")

    def __init__(self, unit: Unit, first: int, last: int, split: Split) -> None:
        self.unit = unit
        self.first = first
        self.last = last
        self.split = split


_ARTICLE = "ال"
_Names = list[tuple[list[str], Unit]]


class Units(Lexicon[Unit]):
    """Units, found by the first word of their name. Of some five hundred forms a text has few: a row's are made when its word comes."""

    __slots__ = ("_by_first", "_rows")

    def __init__(self) -> None:
        super().__init__({})
        self._rows: dict[str, list[UnitRow]] = {}
        for row in ROWS:
            for head in {form.partition(" ")[0] for forms in (row.singular, row.dual, row.plural) for form in forms}:
                self._rows.setdefault(head, []).append(row)
        self._by_first: dict[str, _Names] = {}

    def value(self, form: str) -> Unit | None:
        """The unit whose whole name is this folded word."""
        return next((unit for rest, unit in self.beginning(form) if not rest), None)

    def is_first(self, word: str) -> bool:
        """True when a name may begin with the folded word."""
        return word in self._rows or (word[-1:] in ("ا", "ن") and any(base in self._rows for base in _bases(word)))

    def beginning(self, word: str) -> _Names:
        """The names that begin with a folded word: the words after it and the unit, the longest first; symbols left out."""
        if not self.is_first(word):
            return []
        found = self._by_first.get(word)
        if found is None:
            found = self._by_first[word] = []
            rows = {row for base in _bases(word) for row in self._rows.get(base, ())}
            for row in sorted(rows, key=ROWS.index):
                for form, unit in row.readings():
                    first, *rest = form.split(" ")
                    if first == word:
                        found.append((rest, unit))
            found.sort(key=_longest_first)
        return found


def _bases(word: str) -> Iterator[str]:
    """The words of the table of which a word may be a regular form: ساعتين is one of ساعة, كيلومترا of كيلومتر."""
    yield word
    if word.endswith("ا"):
        yield word[:-1]
    elif word.endswith(("ان", "ين")):
        yield word[:-2]
        if word[-3:-2] == "ت":
            yield word[:-3] + "ه"


def _longest_first(entry: tuple[list[str], object]) -> int:
    return -len(entry[0])


def _symbols() -> dict[str, _Names]:
    found: dict[str, _Names] = {}
    for row in ROWS:
        if row.symbol:
            unit = Unit(row.name, row.dimension, "symbol")
            for form in row.symbol:
                first, *rest = [form] if form.isalpha() else Tokens(form).norms
                found.setdefault(first, []).append((rest, unit))
    for names in found.values():
        if len(names) > 1:
            names.sort(key=_longest_first)
    return found


#: Units whose name is one word are found with or without attached particles.
UNITS = Units()
_SYMBOLS = _symbols()


def starts_unit(norm: str) -> bool:
    """True when the name of a unit may begin with this word, particles aside: a cheap question for words that mostly are none."""
    return any(UNITS.is_first(stem) for stem in stems(norm))


def match_unit(tokens: Tokens, i: int, *, symbols: bool = True) -> UnitMatch | None:
    """The longest unit whose name begins at token `i`: «كيلومترات مربعة», «كم», «درجة مئوية».

    With `symbols`, abbreviations count too, and then only without particles: they mean nothing but after a figure.
    """
    norms = tokens.norms
    if i >= len(norms):
        return None
    norm = norms[i]
    signs = _SYMBOLS.get(norm) or _SYMBOLS.get(norm.lower()) or [] if symbols else []
    for split in _readings(norm):
        names = UNITS.beginning(split.stem)
        for rest, unit in sorted(signs + names, key=_longest_first) if signs and not split.cut else names:
            last = i + 1 + len(rest)
            if rest and last <= len(norms) and all(_same(norms[i + 1 + k], word, split.article) for k, word in enumerate(rest)):
                return UnitMatch(unit, i, last, split)
        if names and names[0][0]:
            break
    found = UNITS.find(norm)
    for rest, unit in signs:
        if not rest and UNITS.value(norm) is None:
            return UnitMatch(unit, i, i + 1, Split("", "", False, norm, 0))
    return None if found is None else UnitMatch(found[1], i, i + 1, found[0])


def _readings(norm: str) -> Iterator[Split]:
    """The word as it stands, and without one particle: ال, و, ب or ل."""
    yield Split("", "", False, norm, 0)
    if norm.startswith(_ARTICLE):
        yield Split("", "", True, norm[2:], 2)
    elif norm[0] == "و":
        yield Split("و", "", False, norm[1:], 1)
    elif norm[0] in "بل":
        yield Split("", norm[0], False, norm[1:], 1)


def _same(norm: str, word: str, definite: bool) -> bool:
    return norm == word or (definite and norm == _ARTICLE + word)
