"""What the number grammar finds: a numeral, in figures or words, and its value."""

from decimal import Decimal
from fractions import Fraction

Value = int | Decimal | Fraction


class Numeral:
    """A numeral of an article.

    `first` and `last` are token indices, half-open; `start` and `end` folded offsets, with ال but without و, ب and their like.
    `kind` is `cardinal`, `ordinal`, `fraction` or `vague`; a vague one has no `value` but bounds (عشرات: from 10; بضعة: 3 to 10).
    `form` is `digits`, `words` or `mixed`. `scale` is the scale word that closes it (10 آلاف: 1000), else 1; `base` the value before
    that word. `grouped` is the other reading of a figure like 2.300, whose dot may be a decimal point or group thousands.
    """

    __slots__ = (
        *("first", "last", "start", "end", "value", "kind", "form", "definite", "conj", "prep", "low", "high", "scale", "base"),
        "grouped",
    )

    def __init__(
        self,
        first: int,
        last: int,
        start: int,
        end: int,
        value: Value | None,
        kind: str,
        form: str,
        definite: bool = False,
        conj: str = "",
        prep: str = "",
        low: int | None = None,
        high: int | None = None,
        scale: int = 1,
        base: Value | None = None,
        grouped: int | None = None,
    ) -> None:
        self.first = first
        self.last = last
        self.start = start
        self.end = end
        self.value = value
        self.kind = kind
        self.form = form
        self.definite = definite
        self.conj = conj
        self.prep = prep
        self.low = low
        self.high = high
        self.scale = scale
        self.base = base
        self.grouped = grouped


def tidy(value: Value) -> Value:
    """An `int` where the value is whole, else the value (a `Decimal` without trailing zeros)."""
    if isinstance(value, int):
        return value
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else value
    whole = value.to_integral_value()
    return int(whole) if whole == value else value.normalize()


def times(value: Value, factor: int | Fraction) -> Value:
    """The product, exact: a `Decimal` stays one, unless a third or the like forces a `Fraction`."""
    if isinstance(value, Decimal):
        return tidy(value * factor) if isinstance(factor, int) else tidy(Fraction(value) * factor)
    return tidy(value * factor)


def plus(value: Value, other: Value) -> Value:
    """The sum, exact."""
    if isinstance(value, Fraction) or isinstance(other, Fraction):
        return tidy(Fraction(value) + Fraction(other))
    if isinstance(value, Decimal) or isinstance(other, Decimal):
        return tidy(Decimal(value) + Decimal(other))
    return value + other
