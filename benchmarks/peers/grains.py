"""Instants with a grain, as most peers give them, to the days they cover, as the scorer asks for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

#: Grains finer than a day: the answer names a time of day.
CLOCK = ("hour", "minute", "second")


def last_day(day: dt.date, grain: str) -> dt.date:
    """The last day of the week, month, quarter or year that starts on a day; of a decade and a century likewise."""
    if grain == "week":
        return day + dt.timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(grain)
    if months is None:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def first_day(day: dt.date, grain: str) -> dt.date:
    """The first day of the ISO week, month, quarter or year that a day lies in."""
    if grain == "week":
        return day - dt.timedelta(days=day.weekday())
    if grain == "month":
        return day.replace(day=1)
    if grain == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1) if grain == "year" else day


def record(moment: dt.datetime, grain: str, until: dt.date | None = None) -> dict[str, Any]:
    """A moment as a record: the whole of its grain, or up to a last day."""
    clock = grain in CLOCK
    first = first_day(moment.date(), grain)
    return {
        "kind": "time" if clock else "date",
        "value": moment.isoformat(timespec="minutes") if clock else first.isoformat(),
        "from": first.isoformat(),
        "to": (until or last_day(first, grain)).isoformat(),
    }
