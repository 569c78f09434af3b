"""Arithmetic of days, months, years and weeks that never leaves the range of dates it can name."""

from __future__ import annotations

import datetime as dt

Days = tuple[dt.date, dt.date]

FIRST_YEAR = 1
LAST_YEAR = 9999


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or None when there is no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> int:
    """The number of the month's last day.

    >>> last_of_month(2024, 2)
    29
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def month(year: int, number: int) -> Days | None:
    """First and last day of a month; None out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= number <= 12:
        return None
    return dt.date(year, number, 1), dt.date(year, number, last_of_month(year, number))


def years(first: int, last: int) -> Days | None:
    """First and last day of a run of years; None out of range."""
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def add_days(date: dt.date, count: int) -> dt.date | None:
    """The date `count` days on (or back), None out of range."""
    ordinal = date.toordinal() + count
    if not 1 <= ordinal <= 3652059:
        return None
    return dt.date.fromordinal(ordinal)


def add_months(date: dt.date, count: int) -> dt.date | None:
    """The same day `count` months on (or back), at the latest the month's last; None out of range."""
    year, rest = divmod(date.year * 12 + date.month - 1 + count, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return dt.date(year, rest + 1, min(date.day, last_of_month(year, rest + 1)))


def monday(date: dt.date) -> dt.date:
    """The Monday of the date's ISO week (of the first week that can be named, for the first days of year 1)."""
    return add_days(date, -date.weekday()) or date


def week(date: dt.date) -> Days | None:
    """Monday and Sunday of the date's ISO week; None out of range."""
    first = add_days(date, -date.weekday())
    last = add_days(date, 6 - date.weekday())
    return None if first is None or last is None else (first, last)


def week_name(date: dt.date) -> str:
    """The ISO week of a date.

    >>> week_name(dt.date(2024, 3, 5))
    '2024-W10'
    """
    year, number, _ = date.isocalendar()
    return f"{year:04d}-W{number:02d}"
