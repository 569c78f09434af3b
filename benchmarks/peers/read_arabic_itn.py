"""arabic-itn, which writes spoken values as figures.

Choices: its output is a text, so every figure that stands in it counts, whether it wrote it or found it there: the values of its
spans with their types first, then the figures between them, where commas group. A money value's code is the unit; a clock time is
on the reference date.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from arabic_itn import normalize  # type: ignore[import-not-found, unused-ignore]

TASKS = ("numbers", "timeline")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """The written text and its spans."""
    return normalize(text)


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Spans and figures as records."""
    spans, rest = answer["spans"], answer["text"]
    if task == "timeline":
        dates = [{"kind": "date", "value": value, "from": value, "to": value} for value in _DATE.findall(rest)]
        clocks = [f"{day.isoformat()}T{span['value']}" for span in spans if span["type"] == "time"]
        return dates + [{"kind": "time", "value": value, "from": value[:10], "to": value[:10]} for value in clocks]
    found = []
    for span in spans:
        rest = rest.replace(span["value"], " ", 1)
        if span["type"] in ("number", "digits", "money"):
            value, _, unit = span["value"].partition(" ")
            found.append(_number("money" if unit else "cardinal", value, unit or None))
    return found + [_number("cardinal", figure, None) for figure in _FIGURE.findall(rest)]


def _number(kind: str, figure: str, unit: str | None) -> dict[str, Any]:
    value = float(figure.replace(",", ""))
    return {"kind": kind, "value": value, "min": value, "max": value, "unit": unit}
