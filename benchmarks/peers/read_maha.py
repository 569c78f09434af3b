"""Maha (on PyPI: mahad), numerals, ordinals, durations and times.

Choices: all three of its kinds of numbers are asked for, as its results overlap by design; its money, distances and the rest are
not implemented in the release. A duration is given in seconds, its own normal form. A time is added to the reference date at
midnight, as its documentation does, and covers the finest field it sets. Its weeks start on Sunday; here on Monday, with which it gets
more right.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from grains import record
from maha.parsers.functions import parse_dimension  # type: ignore[import-not-found, unused-ignore]
from maha.parsers.rules.time import constants  # type: ignore[import-not-found, unused-ignore]
from maha.parsers.rules.time.template import TimeInterval  # type: ignore[import-not-found, unused-ignore]

TASKS = ("numbers", "timeline")
constants.START_OF_WEEK = 0
_KINDS = {"NUMERAL": "cardinal", "ORDINAL": "ordinal"}


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """Its dimensions."""
    numbers = "numbers" in tasks
    return parse_dimension(text, numeral=numbers, ordinal=numbers, duration=numbers, time="timeline" in tasks)


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Dimensions as records."""
    return [_time(found.value, day) if task == "timeline" else _number(found.dimension_type.name, found.value) for found in answer]


def _number(kind: str, value: Any) -> dict[str, Any]:
    if kind == "DURATION":
        return {"kind": "duration", "value": sum(_seconds(part) for part in value.values), "unit": "second"}
    return {"kind": _KINDS[kind], "value": value, "min": value, "max": value, "unit": None}


def _seconds(part: Any) -> float:
    days = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}
    clock = {"SECONDS": 1, "MINUTES": 60, "HOURS": 3600}
    return float(part.value * clock.get(part.unit.name, 86400 * days.get(part.unit.name, 0)))


def _grain(value: Any) -> str:
    order = ("microseconds", "seconds", "minutes", "hours")
    clock = {"microseconds": "second", "seconds": "second", "minutes": "minute", "hours": "hour"}
    for name in order:
        if getattr(value, f"is_{name}_set")():
            return clock[name]
    if value.is_days_set() or value.weekday is not None:
        return "day"
    if value.weeks is not None:
        return "week"
    return "month" if value.is_months_set() or value.next_month or value.prev_month else "year"


def _one(value: Any, day: dt.date) -> dict[str, Any]:
    moment: dt.datetime = dt.datetime.combine(day, dt.time()) + value
    return record(moment, _grain(value))


def _time(value: Any, day: dt.date) -> dict[str, Any]:
    if not isinstance(value, TimeInterval):
        return _one(value, day)
    ends = [_one(end, day) for end in (value.start, value.end) if end is not None]
    return {**ends[0], "to": ends[-1]["to"]}
