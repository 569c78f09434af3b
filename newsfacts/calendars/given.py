"""Dates that people and other programs hand over: options, metadata of records and pages. Not the dates inside articles."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

# Strings, which `re` compiles when they are first used.
_ISO = r"\s*(\d{4})-(\d{2})-(\d{2})(?=\s*$|[T\s]\s*\d)"
_COMPACT = r"\s*(\d{4})(\d{2})(\d{2})\s*$"
_WEEK = r"\s*(\d{4})-?[Ww](\d{2})-?([1-7])(?=\s*$|T\d)"
_ORDINAL = r"\s*(\d{4})-(\d{3})(?=\s*$|T\d)"
_CLOCK = r"\d{1,2}\s?:\s?\d{2}(?:\s?:\s?\d{2}(?:\.\d+)?)?(?:\s?[+-]\d{2}:?\d{2})?"
_LONGEST = 100


def parse_date(text: str, *, clock: bool = False) -> dt.date | None:
    """The day that a string names: ISO 8601 at once, else a full date in any of the calendars' names, else as dateparser reads it; None
    when nobody can.

    With `clock`, what leans on the clock («yesterday», «15 March») is read too; else it is refused, since the same record must give the
    same answer tomorrow. What names no day («March 2024») is always refused.
    """
    try:
        match = re.match(_ISO, text) or re.match(_COMPACT, text)
        if match:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.match(_WEEK, text):
            return dt.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
        if match := re.match(_ORDINAL, text):
            day = dt.date(int(match[1]), 1, 1) + dt.timedelta(int(match[2]) - 1)
            return day if day.year == int(match[1]) else None
    except (ValueError, OverflowError):
        return None
    if not text.strip() or len(text) > _LONGEST:
        return None
    found = _in_full(text) or _by_dateparser(text) if any(character.isdigit() for character in text) else None
    return found or (_by_clock(text) if clock and any(character.isalpha() for character in text) else None)


def _in_full(text: str) -> dt.date | None:
    """The day of a full date, in whatever words around it; None where other figures stand there than a clock's, or another day."""
    from newsfacts.calendars import fulldates
    from newsfacts.text.fold import key

    folded = key(text)
    dates = fulldates.find(folded)
    around = folded
    for found in reversed(dates):
        if folded[found.end : found.end + 1].isalnum() and folded[found.end] != "T":
            return None
        around = f"{around[: found.start]} {around[found.end :]}"
    if any(character.isdigit() for character in re.sub(_CLOCK, " ", around)):
        return None
    # A Hijri day and the Gregorian one beside it may be a day apart: there are several Hijri calendars.
    named = [found.date for found in dates if str(found.date.year) in folded[found.start : found.end]]
    days = set(named or (found.date for found in dates))
    return days.pop() if len(days) == 1 else None


@lru_cache(maxsize=4096)  # what dateparser cannot read it tries in two hundred languages, and records of one source look alike
def _by_dateparser(text: str) -> dt.date | None:
    import dateparser  # a third of a second: only for strings in no form known before

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
    found: dt.datetime | None = dateparser.parse(text, settings=settings)
    return found.date() if found else None


def _by_clock(text: str) -> dt.date | None:
    """The day as of now; the latest one where the year is left out. None where it is another by what is filled in for a day or month."""
    import dateparser

    days = set()
    for part in ("first", "last"):
        settings = {
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": part,
            "PREFER_MONTH_OF_YEAR": part,
        }
        found: dt.datetime | None = dateparser.parse(text, languages=["ar", "en", "fr"], settings=settings)
        days.add(found.date() if found else None)
    return days.pop() if len(days) == 1 else None
