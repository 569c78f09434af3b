"""Figures with marks: which of `. , ٫ ٬ ،` groups thousands and which is the decimal mark, told by the whole figure's form."""

from decimal import Decimal

from newsfacts.numerals.model import Value, tidy

#: Longer figures count nothing in a newspaper: they are codes, or hostile (`int` refuses more than 4300 digits).
MAX_DIGITS = 24
_MARKS = ".,٫٬،"


class Figure:
    """`grouped` is the other reading of a single dot before three digits (2.300 is 2.3 or 2300), else None."""

    __slots__ = ("grouped", "value")

    def __init__(self, value: Value, grouped: int | None = None) -> None:
        self.value = value
        self.grouped = grouped


def read_figure(token: str) -> Figure | None:
    """The value of a token of ASCII digits and marks; None when its form is no number's (a date 1.2.2018, an address, a code).

    >>> read_figure("2.300.000").value, read_figure("1,250").value, str(read_figure("106,78").value)
    (2300000, 1250, '106.78')
    """
    if len(token) > MAX_DIGITS + MAX_DIGITS // 3:
        return None
    if token.isdigit():
        return Figure(int(token)) if len(token) <= MAX_DIGITS else None
    marks = [c for c in token if c in _MARKS]
    groups = _split(token)
    last, kinds = marks[-1], set(marks)
    by_three = 1 <= len(groups[0]) <= 3 and groups[0][0] != "0"
    if len(marks) == 1:
        return _one_mark(groups[0], last, groups[1], by_three)
    if len(kinds) == 1 and last != "٫":
        if by_three and all(len(group) == 3 for group in groups[1:]):
            return Figure(int("".join(groups)))
        if by_three and len(groups) > 2 and len(groups[-1]) <= 2 and all(len(group) == 3 for group in groups[1:-1]):
            return Figure(tidy(Decimal("".join(groups[:-1]) + "." + groups[-1])))  # 310.000.000.00, as accountants write
        return None
    # 1.250,75 and 1,250.75 and ١٬٠٠٠٫٥٠: one kind of mark groups, the other comes once, at the end.
    if by_three and len(kinds) == 2 and marks.count(last) == 1 and all(len(group) == 3 for group in groups[1:-1]):
        if last == "٬":
            return None
        return Figure(tidy(Decimal("".join(groups[:-1]) + "." + groups[-1])))
    return None


def _split(token: str) -> list[str]:
    for mark in _MARKS[1:]:
        token = token.replace(mark, ".")
    return token.split(".")


def _one_mark(head: str, mark: str, tail: str, by_three: bool) -> Figure | None:
    whole = by_three and len(tail) == 3
    if mark == "٬":
        return Figure(int(head + tail)) if whole else None
    if mark in ",،" and whole:
        return Figure(int(head + tail))
    if mark == "،" and len(tail) > 2:
        return None  # 2015،2016 is a list without a space
    decimal = tidy(Decimal(f"{head}.{tail}"))
    if mark == "." and len(tail) == 3 and len(head) == 4 and head[0] != "0":
        return Figure(decimal, int(head + tail))  # 2558.018 مسافر
    if mark == "." and whole:
        if tail == "000":
            return Figure(int(head + tail))  # nobody writes three decimal zeros
        return Figure(decimal, int(head + tail))
    return Figure(decimal)
