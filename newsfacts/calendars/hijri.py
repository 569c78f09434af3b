"""The Umm al-Qura calendar, through the package hijridate, which is imported only when a Hijri date stands in a text."""

from __future__ import annotations

import datetime as dt

#: The years that Umm al-Qura's tables cover.
FIRST_YEAR, LAST_YEAR = 1343, 1500


def to_gregorian(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day; None for a day that the calendar has not, or that the tables do not cover."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


def month_days(year: int, month: int) -> tuple[dt.date, dt.date] | None:
    """First and last Gregorian day of a Hijri month."""
    first = to_gregorian(year, month, 1)
    after = to_gregorian(year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return first, after - dt.timedelta(1)


def year_days(year: int) -> tuple[dt.date, dt.date] | None:
    """First and last Gregorian day of a Hijri year."""
    first, last = month_days(year, 1), month_days(year, 12)
    return None if first is None or last is None else (first[0], last[1])


def year_month(date: dt.date) -> tuple[int, int] | None:
    """The Hijri year and month of a Gregorian day; None outside the tables."""
    if not 1925 <= date.year <= 2076:
        return None
    from hijridate import Gregorian

    try:
        found = Gregorian(date.year, date.month, date.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month
