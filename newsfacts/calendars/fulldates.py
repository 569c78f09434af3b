"""Absolute dates of day, month and year, wherever they stand: in words or figures, in Arabic, English or French.

Each is found from its year, because a year in four figures is rare and cheap to look for; the few words around it are
then read with the tables of names. Years in words are the timeline's, which has the number grammar.
"""

import datetime as dt
import re
from collections.abc import Sequence

from newsfacts.calendars import gregorian, hijri
from newsfacts.calendars.names import MonthName, day_ordinal_at, month_at, weekday_at
from newsfacts.text.fold import keys


class FullDate:
    """A day that a text names in full: folded offsets, the day, and the weekday (Monday is 0) beside it, if any."""

    __slots__ = ("date", "end", "start", "weekday")

    def __init__(self, start: int, end: int, date: dt.date, weekday: int | None) -> None:
        self.start = start
        self.end = end
        self.date = date
        self.weekday = weekday


_SEPARATORS = frozenset("/.-")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: Compiled when a year first stands beside a separator.
_FIGURES = r"(?<![\d.,/-])(?:(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})|(\d{4})([/.-])(\d{1,2})\6(\d{1,2}))(?![\d/]|[.,-]\d)"
_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_REACH = 64  # characters before a year that may hold its date
_AHEAD = 24
_SKIPPED_BEFORE_YEAR = keys("،", ",", "من", "عام", "سنة", "العام", "لعام", "للعام", "لسنة", ".", "de", "of")
_SKIPPED_AFTER_DAY = keys("من", "شهر", "لشهر", "-", "of", "de", "th", "st", "nd", "rd", "er", "ل")
_BETWEEN_WEEKDAY_AND_DAY = keys("،", ",", "(", ")", "الموافق", "الموافقة", "يوم", "في", "اليوم", "-", ".")
_HIJRI_MARK = keys("ه", "هـ", "هجري", "هجرية", "هجريا", "للهجرة")


def find(folded: str) -> list[FullDate]:
    """The full dates of a folded text, in order. Days that do not exist (31 June) and Hijri days out of the tables are left out."""
    found: list[FullDate] = []
    reached = 0
    for match in _YEAR.finditer(folded):
        if match.start() < reached:
            continue
        figures = _in_figures(folded, match)
        date = figures or _in_words(folded, match)
        if date is not None and date.start >= reached:
            found.append(date)
            reached = date.end
    return found


def numeric_date(first: int, second: int, third: int) -> dt.date | None:
    """The day that three figures name: year first, or last with the day before the month (after it, when only that is a date).

    >>> numeric_date(17, 11, 2015), numeric_date(2015, 11, 17), numeric_date(11, 17, 2015)
    (datetime.date(2015, 11, 17), datetime.date(2015, 11, 17), datetime.date(2015, 11, 17))
    """
    if first > 999:
        return gregorian.day(first, second, third)
    return gregorian.day(third, second, first) or gregorian.day(third, first, second)


def month_before(words: Sequence[str], stop: int) -> tuple[int, MonthName] | None:
    """The month whose name ends before word `stop`, a slash pair (أكتوبر/تشرين الأول) taken as one: its first word, the month."""
    nearest = _name_before(words, stop)
    if nearest is None:
        return None
    first, month = nearest
    at = first
    closes = False
    if at >= 1 and words[at - 1] in ("/", "-", "(", "،"):
        closes = True
        at -= 1
    if closes:
        pair = _name_before(words, at)
        if pair is not None and pair[1].number == month.number and pair[1].calendar == month.calendar:
            return pair
    return first, month


def _name_before(words: Sequence[str], stop: int) -> tuple[int, MonthName] | None:
    if stop >= 1 and words[stop - 1] == ")":
        stop -= 1
    for length in (3, 2, 1):
        first = stop - length
        if first >= 0:
            read = month_at(words, first)
            if read is not None and read[1] == length:
                return first, read[0]
    return None


def _in_figures(folded: str, year: re.Match[str]) -> FullDate | None:
    around = folded[max(0, year.start() - 2) : year.start()].strip()[-1:] + folded[year.end() : year.end() + 2].strip()[:1]
    if _SEPARATORS.isdisjoint(around):
        return None
    for match in re.compile(_FIGURES).finditer(folded, max(0, year.start() - 8), min(len(folded), year.end() + 7)):
        if match.start() <= year.start() and year.end() <= match.end():
            groups = match.groups()
            parts = (groups[0], groups[2], groups[3]) if groups[0] else (groups[4], groups[6], groups[7])
            date = numeric_date(*map(int, parts))
            if date is None:
                return None
            words = _words(folded, max(0, match.start() - _REACH), match.start())
            weekday = _weekday_before(words, len(words))
            return FullDate(weekday[1] if weekday else match.start(), match.end(), date, weekday[0] if weekday else None)
    return None


_Words = list[tuple[str, int, int]]


def _words(folded: str, start: int, end: int) -> _Words:
    while start > 0 and not folded[start - 1].isspace():  # begin with a whole word, within reason
        start -= 1
        if end - start > 2 * _REACH:
            break
    return [(match[0], *match.span()) for match in _WORD.finditer(folded, start, end)]


def _in_words(folded: str, match: re.Match[str]) -> FullDate | None:
    before = _words(folded, max(0, match.start() - _REACH), match.start())
    if before and before[-1][0] in "/-.,٫" and before[-1][2] == match.start() and len(before) > 1 and before[-2][0].isdigit():
        return None
    words = [word for word, _, _ in before]
    stop = len(words)
    while stop and words[stop - 1] in _SKIPPED_BEFORE_YEAR:
        stop -= 1
    english = _english(before, words, stop, match)
    if english is not None:
        return english
    months = month_before(words, stop)
    if months is None:
        return None
    first, month = months
    stop = first
    while stop and words[stop - 1] in _SKIPPED_AFTER_DAY:
        stop -= 1
    day = _day_before(words, stop)
    if day is None:
        return None
    start = before[day[0]][1]
    date, end = _date(folded, match, month, day[1])
    if date is None:
        return None
    weekday = _weekday_before(before, day[0])
    if weekday is not None:
        return FullDate(weekday[1], end, date, weekday[0])
    return FullDate(start, end, date, None)


def _date(folded: str, year: re.Match[str], month: MonthName, day: int) -> tuple[dt.date | None, int]:
    number = int(year[0])
    if month.calendar == "hijri":
        after = _WORD.match(folded, year.end() + (folded[year.end() : year.end() + 1] == " "), year.end() + _AHEAD)
        end = after.end() if after and after[0] in _HIJRI_MARK else year.end()
        return hijri.to_gregorian(number, month.number, day), end
    return gregorian.day(number, month.number, day), year.end()


def _day_before(words: Sequence[str], stop: int) -> tuple[int, int] | None:
    """The day of the month that ends before word `stop`: its first word, its number."""
    if not stop:
        return None
    word = words[stop - 1]
    if word.isdigit():
        return (stop - 1, int(word)) if len(word) <= 2 and 1 <= int(word) <= 31 else None
    for length in (3, 2, 1):
        first = stop - length
        if first >= 0:
            read = day_ordinal_at(words, first)
            if read is not None and read[1] == length:
                return first, read[0]
    return None


def _weekday_before(words: _Words, stop: int) -> tuple[int, int] | None:
    """The weekday that stands just before word `stop`: its number, and where it starts."""
    for _ in range(4):
        if not stop:
            return None
        stop -= 1
        word, start, _end = words[stop]
        read = weekday_at([word], 0)
        if read is not None:
            number, split = read
            if stop and words[stop - 1][0] == "(" and words[stop + 1][0] == ")":
                return number, words[stop - 1][1]  # «(الأحد) 29 سبتمبر 2024»
            return number, start + split.outside
        if word not in _BETWEEN_WEEKDAY_AND_DAY:
            return None
    return None


def _english(before: _Words, words: list[str], stop: int, year: re.Match[str]) -> FullDate | None:
    """«November 17, 2015»: a Latin month name before the day."""
    if stop < 2 or not words[stop - 1].isdigit() or len(words[stop - 1]) > 2:
        return None
    at = stop - 2
    read = month_at(words, at)
    if read is None and words[at] == "." and at:
        at -= 1
        read = month_at(words, at)
    if read is None or read[0].system not in ("english", "french"):
        return None
    date = gregorian.day(int(year[0]), read[0].number, int(words[stop - 1]))
    if date is None:
        return None
    weekday = _weekday_before(before, at)
    return FullDate(weekday[1] if weekday else before[at][1], year.end(), date, weekday[0] if weekday else None)
