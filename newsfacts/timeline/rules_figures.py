"""Dates in figures: 17/11/2015, 2015-11-17, 17.11.2015, 9/2021, 6/8, 2011-2015."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.calendars import hijri
from newsfacts.calendars.fulldates import numeric_date
from newsfacts.calendars.names import weekday_at
from newsfacts.text.fold import key, keys
from newsfacts.timeline.model import Reading
from newsfacts.timeline.words import Words, word_set

_SEPARATORS = frozenset("/-")
_DAY = key("يوم")
#: Figures of each part of a dotted date.
_DOTTED = frozenset((*((d, m, 4) for d in (1, 2) for m in (1, 2)), *((4, m, d) for d in (1, 2) for m in (1, 2))))
_HIJRI_MARKS = word_set("hijri_marks")
_DATE_CONTEXT = word_set("date_context")
_UNTIL = word_set("months_until")
_RANGE_FROM = keys("من", "بين", "الفترة")


def figures_date(w: Words, i: int) -> Iterator[Reading]:
    """Rule: figures with separators from token `i`: 17/11/2015, 2015-11-17, 17.11.2015, 9/2021, and 6/8 after a word of dates."""
    word = w[i]
    if "." in word:
        yield from _dotted(w, i)
        return
    if len(word) > 4 or w[i + 1] not in _SEPARATORS or not w[i + 1] or not w.is_figure(i + 2) or len(w[i + 2]) > 4:
        return
    if (i >= 2 and w[i - 1] in _SEPARATORS and w.is_figure(i - 2)) or (i >= 1 and w[i - 1] in "#." and w[i - 1]):
        return
    separator, first, second = w[i + 1], int(word), int(w[i + 2])
    if w[i + 3] == separator and w.is_figure(i + 4):
        if len(w[i + 4]) > 4 or (w[i + 5] == separator and w.is_figure(i + 6)):
            return
        third = int(w[i + 4])
        if len(w[i + 4]) == 2 and len(word) <= 2 and len(w[i + 2]) <= 2 and separator:
            third, first = _short_years(first, second, third)
        if hijri.FIRST_YEAR <= max(first, third) <= hijri.LAST_YEAR:
            year, day = max(first, third), min(first, third)
            last = i + 5 + (w[i + 5] in _HIJRI_MARKS)
            if 1 <= second <= 12 and 1 <= day <= 30:
                yield _since(w, Reading(i, last, "figures_date", "day", calendar="hijri", year=year, month=second, day=day))
            return
        date = numeric_date(first, second, third) if len(word) == 4 or third > 999 else None
        if date is not None and 1000 <= date.year <= 2150:
            yield _since(w, Reading(i, i + 5, "figures_date", "day", year=date.year, month=date.month, day=date.day))
        elif 1000 <= third <= 2150 and len(w[i + 4]) == 4 and 1 <= second <= 12 and 1 <= first <= 31:
            yield Reading(i, i + 5, "figures_date", "day", year=third, month=second, day=first)
        return
    if len(w[i + 2]) == 4 and len(word) <= 2 and 1 <= first <= 12 and 1900 <= second <= 2150:
        yield Reading(i, i + 3, "figures_month", "month", year=second, month=first)
    elif len(word) == 4 and len(w[i + 2]) == 4 and 1000 <= first < second <= 2150 and second - first < 300 and separator:
        if separator == "-" or second - first == 1:
            calendar = "hijri" if first >= hijri.FIRST_YEAR and second <= hijri.LAST_YEAR else "gregorian"
            last = i + 3 + (calendar == "hijri" and w[i + 3] in _HIJRI_MARKS)
            end = Reading(i + 2, last, "year_range", "year", calendar=calendar, year=second)
            yield Reading(i, last, "year_range", "year", calendar=calendar, year=first, until=end)
    elif separator == "/" and len(word) <= 2 and len(w[i + 2]) <= 2 and w.glued(i) and w.glued(i + 1) and _expects_date(w[i - 1]):
        if w.glued(i + 2) and w[i + 3].isalpha():
            return  # «المخطط (12/24ب)»
        if 1 <= first <= 31 and 1 <= second <= 12:
            yield _qualified(w, Reading(i, i + 3, "figures_day_month", "day", month=second, day=first))
        elif 1 <= first <= 12 and 1 <= second <= 31:
            yield _qualified(w, Reading(i, i + 3, "figures_day_month", "day", month=first, day=second))


def _since(w: Words, end: Reading) -> Reading:
    """«من 20 إلى 24/8/1436»: a range when the bare day before the date is its first one."""
    at = end.first - 2
    day = w.figure(at, 1, 31) if w[end.first - 1] in _UNTIL and len(w[at]) <= 2 else None
    if day is None or end.day is None or day >= end.day or w[at - 1] not in _RANGE_FROM:
        return end
    return end.but(first=at, rule="day_range", day=day, until=end)


def _qualified(w: Words, reading: Reading) -> Reading:
    """«يوم 6/8 المقبل»: the qualifier after the figures, and يوم before them."""
    qualifier = w.plain("qualifier", reading.last)
    if qualifier is not None:
        reading.qualifier, reading.last = qualifier[0], reading.last + qualifier[1]
    if w[reading.first - 1] == _DAY:
        reading.first -= 1
    return reading


def _expects_date(word: str) -> bool:
    return word in _DATE_CONTEXT or (bool(word) and weekday_at([word], 0) is not None)


def _short_years(first: int, second: int, third: int) -> tuple[int, int]:
    """Two-figure years: 18-9-15 has its year last, 16/04/21 first when only that is a date."""
    if 1 <= second <= 12 and 1 <= first <= 31:
        return 2000 + third, first
    return third, 2000 + first


def _dotted(w: Words, i: int) -> Iterator[Reading]:
    parts = w[i].split(".")
    if len(parts) != 3 or not all(part.isdigit() and part.isascii() for part in parts):
        return
    if tuple(map(len, parts)) not in _DOTTED:
        return
    first, second, third = map(int, parts)
    date = numeric_date(first, second, third)
    if date is not None and 1000 <= date.year <= 2150:
        yield Reading(i, i + 1, "figures_date", "day", year=date.year, month=date.month, day=date.day)
