"""The forms of units' names, from data/numerals/units.tsv, and the units of time, which is all that a timeline asks for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsfacts.text.lexicon import Lexicon, cells


class Unit(NamedTuple):
    """A form of a unit's name: CLDR's `name`, its `dimension` (`time`, `length` …), and `number`: singular, dual, plural or symbol."""

    name: str
    dimension: str
    number: str


_FEMININE = "ه"
_ENDINGS = ("ان", "ين")


class UnitRow(NamedTuple):
    """A row of the table: names of a unit, each of one word or more; `dual` only where it does not follow from the singular."""

    name: str
    dimension: str
    singular: list[str]
    dual: list[str]
    plural: list[str]
    symbol: list[str]

    def unit(self, number: str) -> Unit:
        """The unit in this number."""
        return Unit(self.name, self.dimension, number)

    def duals(self) -> Iterator[str]:
        """The dual forms: يوم gives يومان and يومين, كيلومتر مربع gives كيلومترين مربعين and its like."""
        if self.dual:
            yield from self.dual
            return
        for form in self.singular:
            head, sep, tail = form.partition(" ")
            for ending in _ENDINGS:
                for last in reversed(_ENDINGS) if tail else ("",):
                    yield _stem(head) + ending + (sep + _stem(tail) + last if tail else "")

    def accusatives(self) -> Iterator[str]:
        """«كيلومترا مربعا», where the singular takes the accusative ا."""
        for form in self.singular:
            if not form.endswith((_FEMININE, "ا")):
                head, sep, tail = form.partition(" ")
                yield f"{head}ا{sep}{tail}{'ا' if tail and not tail.endswith(_FEMININE) else ''}"


def _stem(word: str) -> str:
    return word[:-1] + "ت" if word.endswith(_FEMININE) else word


def unit_rows() -> list[UnitRow]:
    """The table, folded."""
    return [
        UnitRow(name, dimension, *([form for form in forms.split("|") if form] for forms in rest))
        for name, dimension, *rest in cells("numerals/units", folded=True)[1:]
    ]


def single_words(rows: Iterable[UnitRow]) -> dict[str, Unit]:
    """The names of one word, symbols left out; of two units that share a form, the first has it."""
    found: dict[str, Unit] = {}
    for row in rows:
        singular = row.unit("singular")
        for unit, forms in (
            (singular, row.singular), (singular, row.accusatives()), (row.unit("dual"), row.duals()), (row.unit("plural"), row.plural),
        ):  # fmt: skip
            for form in forms:
                if " " not in form:
                    found.setdefault(form, unit)
    return found


ROWS = unit_rows()
#: The units of time whose name is one word.
TIME_UNITS: Lexicon[Unit] = Lexicon(single_words(row for row in ROWS if row.dimension == "time"))
