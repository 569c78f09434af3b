"""What a text says against itself about a date, in a short English sentence."""

from __future__ import annotations

import datetime as dt

from newsfacts.calendars import hijri
from newsfacts.calendars.gregorian import Days
from newsfacts.timeline.model import Placed, Reading

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
#: The month of the sighted moon may begin a day or two beside Umm al-Qura's.
_SIGHTING = 2


def with_weekday(reading: Reading, days: Days) -> str | None:
    """A weekday beside a date that is another's, or a Hijri date beside a Gregorian one that is another day's."""
    day = days[0]
    if day != days[1] or reading.ordinal is not None:
        return None
    if reading.weekday is not None and day.weekday() != reading.weekday:
        return f"the text says {_WEEKDAYS[reading.weekday]}, {day.isoformat()} is a {_WEEKDAYS[day.weekday()]}"
    return _with_twin(reading, day)


def _with_twin(reading: Reading, day: dt.date) -> str | None:
    year, month, number = reading.twin or (None, None, None)
    if month is None or number is None:
        return None
    known = hijri.year_month(day) if year is None else (year, month)
    twin = hijri.to_gregorian(known[0], month, number) if known else None
    if twin is None or abs((twin - day).days) <= _SIGHTING:
        return None
    return f"the Hijri date beside it is {twin.isoformat()}, not {day.isoformat()}"


def with_pair(month: int | None, other: int) -> str | None:
    """«نوفمبر/تشرين الأول»: two months where one should stand twice."""
    return None if month is None else f"the text names two months as one, {_MONTHS[month - 1]} and {_MONTHS[other - 1]}"


def with_current_month(reading: Reading, day: dt.date, reference: dt.date) -> str | None:
    """«الجاري» on a month that is not the current one."""
    if reading.qualifier != "current" or reading.grain not in ("day", "month") or reading.feast or reading.calendar != "gregorian":
        return None
    if (day.year, day.month) == (reference.year, reference.month):
        return None
    current, said = (f"{_MONTHS[date.month - 1]} {date.year}" for date in (reference, day))
    return f"«الجاري» says the current month, {current}, and the date lies in {said}"


def with_shift(expected: dt.date, day: dt.date) -> str:
    """«اليوم 3 مايو» in an article of another day."""
    return f"counted from the reference date it is {expected.isoformat()}, the date beside it says {day.isoformat()}"


def no_such_day(year: int, month: int, number: int) -> str:
    """Day 31 of a short month."""
    return f"{_MONTHS[month - 1]} {year} has no day {number}"


def backwards(first: Placed, last: Placed) -> str:
    """A range that ends before it starts."""
    return f"the end, {last.value}, lies before the start, {first.value}"
