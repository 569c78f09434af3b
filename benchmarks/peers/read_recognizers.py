"""Recognizers-Text as PyPI has it, which knows no Arabic (its .NET edition does).

Choices: the Arabic culture as soon as it has one, else the English one, which reads what stands in digits. A date that it gives
twice, past and future, is taken from the past, which it gives first. A clock time is on the reference date.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import recognizers_number as number  # type: ignore[import-not-found, unused-ignore]
from recognizers_date_time import DateTimeOptions, recognize_datetime  # type: ignore[import-not-found, unused-ignore]
from recognizers_number_with_unit import recognize_currency, recognize_dimension  # type: ignore[import-not-found, unused-ignore]

TASKS = ("numbers", "timeline")
_CULTURE = getattr(number.Culture, "Arabic", number.Culture.English)
_KINDS = {"ordinal": "ordinal", "percentage": "percent", "currency": "money", "dimension": "quantity"}
_NUMBERS = (number.recognize_number, number.recognize_ordinal, number.recognize_percentage, recognize_currency, recognize_dimension)


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """Its results, model by model."""
    found = [result for recognize in _NUMBERS for result in recognize(text, _CULTURE)] if "numbers" in tasks else []
    if "timeline" in tasks:
        found += recognize_datetime(text, _CULTURE, DateTimeOptions.NONE, dt.datetime.combine(day, dt.time()))
    return found


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Results with a resolution as records."""
    resolved = [result for result in answer if result.resolution]
    return [found for result in resolved for found in (_times(result, day) if task == "timeline" else _numbers(result))]


def _numbers(result: Any) -> list[dict[str, Any]]:
    resolution, kind = result.resolution, _KINDS.get(result.type_name, "cardinal")
    unit = "percent" if kind == "percent" else resolution.get("isoCurrency") or resolution.get("unit")
    try:
        value = float(str(resolution["value"]).rstrip("%"))
    except (KeyError, ValueError):  # a unit without a figure
        return []
    return [{"kind": kind, "value": value, "min": value, "max": value, "unit": unit}]


def _times(result: Any, day: dt.date) -> list[dict[str, Any]]:
    for value in result.resolution.get("values") or []:
        first, last = (value.get("value") or value.get(name) for name in ("start", "end"))
        if value.get("type") == "duration" or not first or not last:
            continue
        if value["type"].startswith("time"):
            first, last = (f"{day.isoformat()} {clock}" for clock in (first, last))
        return [{"kind": "date", "value": first.replace(" ", "T"), "from": first[:10], "to": last[:10]}]
    return []
