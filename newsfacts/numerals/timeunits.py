"""The forms of units' names, from data/numerals/units.tsv, and the units of time, which is all that a timeline asks for."""

from collections.abc import Iterator

from newsfacts.text.fold import key
from newsfacts.text.lexicon import Lexicon, cells


class Unit:
    """A form of a unit's name: CLDR's `name`, its `dimension` (`time`, `length` …), and `number`: singular, dual, plural or symbol."""

    __slots__ = ("dimension", "name", "number")

    def __init__(self, name: str, dimension: str, number: str) -> None:
        self.name = name
        self.dimension = dimension
        self.number = number


_FEMININE = "ه"
_ENDINGS = ("ان", "ين")
_MULTIPLES = frozenset(key(word) for word in ("كيلو", "سنتي", "ملي", "ميلي", "ميغا", "ميجا", "غيغا", "جيجا", "هكتو", "تيرا"))


class UnitRow:
    """A row of the table: names of a unit, each of one word or more; `dual` only where it does not follow from the singular."""

    __slots__ = ("dimension", "dual", "name", "plural", "singular", "symbol")

    def __init__(self, name: str, dimension: str, singular: str, dual: str, plural: str, symbol: str) -> None:
        self.name, self.dimension = name, dimension
        self.singular, self.dual, self.plural, self.symbol = (
            forms.split("|") if forms else [] for forms in (singular, dual, plural, symbol)
        )

    def readings(self) -> Iterator[tuple[str, Unit]]:
        """Every form of the name, symbols left out, and what it means."""
        singular, dual, plural = (Unit(self.name, self.dimension, number) for number in ("singular", "dual", "plural"))
        for form in self.singular:
            yield form, singular
            if not form.endswith((_FEMININE, "ا")):  # the accusative: كيلومترا مربعا
                head, sep, tail = form.partition(" ")
                if head in _MULTIPLES:  # كيلو مترا مربعا
                    yield f"{head} {' '.join(word + 'ا' for word in tail.split(' '))}", singular
                    continue
                yield f"{head}ا{sep}{tail}{'ا' if tail and not tail.endswith(_FEMININE) else ''}", singular
        for form in self.dual or self._duals():
            yield form, dual
        for form in self.plural:
            yield form, plural

    def _duals(self) -> Iterator[str]:
        """يوم gives يومان and يومين, كيلومتر مربع gives كيلومترين مربعين and its like."""
        for form in self.singular:
            head, sep, tail = form.partition(" ")
            for ending in _ENDINGS:
                for last in _ENDINGS if tail else ("",):
                    yield _stem(head) + ending + (sep + _stem(tail) + last if tail else "")


def _stem(word: str) -> str:
    return word[:-1] + "ت" if word.endswith(_FEMININE) else word


#: The table, folded.
ROWS = [UnitRow(*row) for row in cells("numerals/units", folded=True)[1:]]


def _times() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for row in ROWS:
        if row.dimension == "time":
            for form, unit in row.readings():
                if " " not in form:
                    found.setdefault(form, unit)
    return found


#: The units of time whose name is one word.
TIME_UNITS: Lexicon[Unit] = Lexicon(_times())
