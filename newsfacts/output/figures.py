"""Figures as digits, exactly: for cells of rows and tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from newsfacts.facts import Figure


def digits(value: Figure) -> str:
    """A figure in decimal notation, never in powers of ten; a fraction as the nearest double prints.

    >>> digits(Decimal("3.50")), digits(Fraction(1, 4)), digits(Fraction(1, 3)), digits(Decimal("1E+3"))
    ('3.5', '0.25', '0.3333333333333333', '1000')
    """
    if isinstance(value, Fraction):
        return format(Decimal(repr(float(value))), "f") if value.denominator != 1 else str(value.numerator)
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def grouped(value: Figure) -> str:
    """A figure for the eye: thousands grouped by commas, a fraction as it is.

    >>> grouped(3500000), grouped(Decimal("1234.50")), grouped(Fraction(1, 3))
    ('3,500,000', '1,234.5', '1/3')
    """
    if isinstance(value, Fraction) and value.denominator != 1:
        return str(value)
    whole, point, rest = digits(value).partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(whole):,}{point}{rest}"
