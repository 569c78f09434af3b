"""Days, values and thirds: the arithmetic of readings that know what they lean on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from newsfacts.calendars import gregorian, hijri
from newsfacts.calendars.gregorian import Days
from newsfacts.timeline.model import Placed, Reading

_LETTERS = {"hour": "H", "day": "D", "night": "D", "week": "W", "month": "M", "year": "Y"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def iso(day: dt.date) -> str:
    """The day in ISO 8601 (`datetime.date.isoformat`, under a shorter name)."""
    return day.isoformat()


def name(grain: str, days: Days, reading: Reading) -> str:
    """The TIMEX3 value of a span of days.

    >>> name("week", (dt.date(2024, 3, 4), dt.date(2024, 3, 10)), Reading(0, 1, "", "week"))
    '2024-W10'
    """
    first = days[0]
    if grain == "year":
        return f"{first.year:04d}" if reading.calendar == "gregorian" else f"{iso(days[0])}/{iso(days[1])}"
    if grain == "month":
        return (
            f"{first.year:04d}-{first.month:02d}"
            if first.day == 1 and reading.calendar == "gregorian"
            else f"{iso(days[0])}/{iso(days[1])}"
        )
    if grain == "week":
        return gregorian.week_name(first)
    if grain == "weekend":
        return gregorian.week_name(first) + "-WE"
    if grain == "quarter":
        return f"{first.year:04d}-Q{(first.month + 2) // 3}"
    if grain == "season":
        return f"{first.year:04d}-{reading.part}"
    if grain == "half" and reading.month is None and reading.month_qualifier is None:
        return f"{first.year:04d}-H{1 if first.month < 7 else 2}"
    return f"{first.year:04d}-{first.month:02d}"


def third(days: Days, grain: str, phase: str | None) -> Days:
    """The part of a span that a mod leaves: days 1-10, 11-20, 21-end of a month, four months of a year each."""
    first, last = days
    if grain == "month" and first.day == 1:
        cuts = [first, first.replace(day=11), first.replace(day=21)]
    elif grain == "year" and (first.month, first.day) == (1, 1):
        cuts = [first, first.replace(month=5), first.replace(month=9)]
    elif grain == "week":
        begin, end = {"START": (0, 2), "MID": (1, 4), "END": (3, 6)}.get(phase or "", (0, 6))
        return first + dt.timedelta(begin), first + dt.timedelta(end)
    elif grain == "decade":
        cuts = [first, first.replace(year=first.year + 4), first.replace(year=first.year + 7)]
    elif grain == "century":
        cuts = [first, first.replace(year=first.year + 33), first.replace(year=first.year + 67)]
    else:
        size = (last - first).days + 1
        cuts = [first, first + dt.timedelta(size // 3), first + dt.timedelta(2 * size // 3)]
    day = dt.timedelta(1)
    return {"START": (cuts[0], cuts[1] - day), "MID": (cuts[1], cuts[2] - day), "END": (cuts[2], last)}.get(phase or "", days)


def part_of_year(reading: Reading, year: int) -> Days | None:
    """A quarter, half, third, season or ISO week of a year."""
    if not gregorian.FIRST_YEAR <= year < gregorian.LAST_YEAR:
        return None
    ordinal = reading.ordinal or 1
    if reading.grain == "season":
        start = _SEASON_STARTS[reading.part or "SU"]
        last = gregorian.month(year + (start == 12), (start + 1) % 12 + 1)
        return None if last is None else (dt.date(year, start, 1), last[1])
    if reading.grain == "week":
        return _week_of_year(year, ordinal)
    months = {"quarter": 3, "half": 6, "third": 4}.get(reading.grain)
    if months is None or ordinal * months > 12:
        return None
    last = gregorian.month(year, ordinal * months)
    return None if last is None else (dt.date(year, (ordinal - 1) * months + 1, 1), last[1])


def _week_of_year(year: int, ordinal: int) -> Days | None:
    if ordinal == -1:
        return gregorian.week(dt.date(year, 12, 28))
    anchor = gregorian.add_days(dt.date(year, 1, 4), 7 * (ordinal - 1))
    return None if anchor is None else gregorian.week(anchor)


def nth(reading: Reading, month: Days) -> Days | None:
    """The n-th weekday, day, whole week or half of a month; -1 counts from its end."""
    first, last = month
    ordinal = reading.ordinal or 1
    if reading.grain in ("half", "third"):
        size = 15 if reading.grain == "half" else 10
        begin = first.replace(day=1 + size * (ordinal - 1))
        end = last if ordinal * size >= 30 else first.replace(day=size * ordinal)
        return begin, end
    if reading.grain == "week":
        if ordinal == -1:
            sunday = last - dt.timedelta((last.weekday() + 1) % 7)
            return sunday - dt.timedelta(6), sunday
        monday = first + dt.timedelta((-first.weekday()) % 7 + 7 * (ordinal - 1))
        return (monday, monday + dt.timedelta(6)) if monday <= last else None
    if (
        reading.rule == "nth_weekday"
        and reading.weekday is not None
        and ordinal > 0
        and first.replace(day=ordinal).weekday() == reading.weekday
    ):
        day = first.replace(day=ordinal)  # «الأحد الثاني من آب», and 2 August is a Sunday
    elif reading.weekday is None:
        day = last if ordinal == -1 else first + dt.timedelta(ordinal - 1)
    elif ordinal == -1:
        day = last - dt.timedelta((last.weekday() - reading.weekday) % 7)
    else:
        day = first + dt.timedelta((reading.weekday - first.weekday()) % 7 + 7 * (ordinal - 1))
    return (day, day) if day <= last else None


def feast(year: int, month: int, number: int | None) -> Days | None:
    """The day of a Hijri feast, or the whole Hijri month, in a Gregorian year (the first, where two fall in it)."""
    start = gregorian.day(year, 1, 1)
    now = hijri.year_month(start) if start else None
    if now is None:
        return None
    for lunar in (now[0], now[0] + 1):
        found = hijri.to_gregorian(lunar, month, number or 1)
        if found is not None and found.year == year:
            return (found, found) if number else hijri.month_days(lunar, month)
    return None


def length(unit: str, amount: int) -> str:
    """A length of time as the contract writes it: P48H, P3D, P4Y; minutes and seconds as TIMEX3 has them.

    >>> length("hour", 48), length("decade", 2), length("minute", 5)
    ('P48H', 'P20Y', 'PT5M')
    """
    if unit in ("minute", "second"):
        return f"PT{amount}{'M' if unit == 'minute' else 'S'}"
    if unit in ("decade", "century"):
        return f"P{amount * (10 if unit == 'decade' else 100)}Y"
    return f"P{amount}{_LETTERS.get(unit, 'D')}"


def maker(reading: Reading) -> Callable[[int], Days | None]:
    """What makes the days of a reading in a given year."""
    month, number, calendar = reading.month, reading.day, reading.calendar

    def make(year: int) -> Days | None:
        if reading.feast and calendar == "hijri" and year > 1600:
            return feast(year, month or 1, number)
        if month is None:
            return part_of_year(reading, year)
        if reading.ordinal is not None:
            whole = gregorian.month(year, month)
            return None if whole is None else nth(reading, whole)
        if calendar == "hijri":
            if number is None:
                return hijri.month_days(year, month)
            one = hijri.to_gregorian(year, month, number)
        else:
            if number is None:
                return gregorian.month(year, month)
            one = gregorian.day(year, month, number)
        return None if one is None else (one, one)

    return make


def long(reading: Reading, reference: dt.date | None, said: int | None, steps: Mapping[str, int]) -> Placed | None:
    """A decade or a century: by its year, its ordinal, `said` (the first year of the decade last spoken of, when the words mean that
    one) or so many `steps` from the reference date's."""
    size = 10 if reading.grain == "decade" else 100
    origin = "absolute"
    if reading.year is not None:
        start = reading.year // size * size
    elif reading.ordinal is not None:
        start = (reading.ordinal - 1) * size
    elif reference is None:
        return Placed("date", None, reading.phase, None, None, None)
    elif said is not None:
        start, origin = said, "context"
    elif reading.qualifier is None or reading.qualifier not in steps or reading.qualifier in ("latest", "same"):
        return None
    else:
        start, origin = (reference.year // size + steps[reading.qualifier]) * size, "reference"
    days = gregorian.years(max(start, 1), start + size - 1)
    if days is None:
        return None
    first, last = third(days, reading.grain, reading.phase) if reading.phase else days
    return Placed("date", f"{start:04d}"[: 3 if size == 10 else 2], reading.phase, first, last, origin)


def distance(reading: Reading, anchor: dt.date, origin: str) -> Placed | None:
    """«قبل عامين», in the grain of its unit; hours and minutes stay lengths."""
    unit, amount, sign = reading.unit or "day", reading.amount or 0, reading.sign
    mod = "APPROX" if reading.approx else None
    months, days = reading.months, reading.days
    if unit in ("hour", "minute", "second"):
        hours = amount if unit == "hour" else 0
        target = gregorian.add_days(anchor, sign * (hours // 24))
        return None if target is None else Placed("duration", length(unit, amount), mod, target, target, origin)
    if unit in ("day", "night", "week"):
        days += amount * (7 if unit == "week" else 1)
    else:
        months += amount * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    if abs(months) > 12 * 9999 or abs(days) > 3660000:
        return None
    moved = gregorian.add_months(anchor, sign * months) if months else anchor
    target = gregorian.add_days(moved, sign * days) if moved is not None else None
    if target is None:
        return None
    if reading.weekday is not None:
        day = gregorian.add_days(target, reading.weekday - target.weekday())
        return None if day is None else Placed("date", iso(day), mod, day, day, origin)
    if unit in ("day", "night") or reading.days:
        return Placed("date", iso(target), mod, target, target, origin)
    grain = "week" if unit == "week" else "month" if unit == "month" or reading.months else "year"
    if grain == "week":
        span = gregorian.week(target)
    else:
        span = gregorian.month(target.year, target.month) if grain == "month" else gregorian.years(target.year, target.year)
    return None if span is None else Placed("date", name(grain, span, reading), mod, span[0], span[1], origin)


def window(reading: Reading, anchor: dt.date) -> Placed | None:
    """«الـ48 ساعة الماضية»: from so long ago to the reference date, or from it on."""
    unit, amount = reading.unit or "day", reading.amount or 0
    value = length(unit, amount)
    if unit in ("hour", "minute", "second"):
        hours = {"hour": amount, "minute": amount // 60, "second": amount // 3600}[unit]
        other = gregorian.add_days(anchor, reading.sign * -(-hours // 24))
    elif unit in ("day", "night", "week"):
        other = gregorian.add_days(anchor, reading.sign * amount * (7 if unit == "week" else 1))
    else:
        months = amount * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
        other = gregorian.add_months(anchor, reading.sign * months)
    if other is None:
        return None
    return Placed("duration", value, "APPROX" if reading.approx else None, min(anchor, other), max(anchor, other), "reference")
