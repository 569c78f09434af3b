"""puckling, a port of Duckling to Python.

Choices: without its limit of two seconds, so that nothing is cut short; latent readings too, with which it gets more right; one
call over all dimensions that are numbers, or over `time` alone, longest reading first as it does itself. A distance, a volume, a
weight and a temperature are all quantities. An instant covers its grain; an interval ends before its end, as it documents; one
open on a side is taken as its bound.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import puckling  # type: ignore[import-not-found, unused-ignore]
from grains import record

TASKS = ("numbers", "timeline")
_KINDS = {"numeral": "cardinal", "ordinal": "ordinal", "duration": "duration", "amount_of_money": "money"}
_KINDS |= dict.fromkeys(("distance", "quantity", "temperature", "volume"), "quantity")
_DIMENSIONS = {"numbers": tuple(_KINDS), "timeline": ("time",)}
_OPTIONS = puckling.Options(parse_timeout_ms=None, with_latent=True)
_LOCALE = puckling.Locale(puckling.Lang.AR)


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """Its entities."""
    context = puckling.Context(dt.datetime.combine(day, dt.time()), _LOCALE)
    return puckling.parse(text, context, _OPTIONS, tuple(name for task in tasks for name in _DIMENSIONS[task]))


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Entities as records."""
    return [(_time(entity.value.primary) if task == "timeline" else _number(entity.dim, entity.value)) for entity in answer]


def _name(unit: Any) -> Any:
    return getattr(unit, "value", unit)


def _number(dimension: str, value: Any) -> dict[str, Any]:
    if hasattr(value, "start"):  # an interval of temperatures
        return {"kind": "quantity", "min": value.start.value, "max": value.end.value, "unit": _name(value.start.unit)}
    value = getattr(value, "bound", value)
    unit = next((getattr(value, name) for name in ("currency", "unit", "grain") if getattr(value, name, None) is not None), None)
    return {"kind": _KINDS[dimension], "value": value.value, "min": value.value, "max": value.value, "unit": _name(unit)}


def _time(value: Any) -> dict[str, Any]:
    if hasattr(value, "start"):
        last = max(value.start.value, value.end.value - dt.timedelta(seconds=1))
        return record(value.start.value, value.start.grain.value, last.date())
    instant = getattr(value, "instant", value)
    return record(instant.value, instant.grain.value)
