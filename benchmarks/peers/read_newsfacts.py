"""newsfacts, by the front door that Python users have."""

from __future__ import annotations

import datetime as dt
from typing import Any

import newsfacts

TASKS = ("numbers", "timeline")


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """The named results of one analysis."""
    found = newsfacts.analyze(text, date=day)
    return {task: getattr(found, task) for task in tasks}


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """As in the JSON: `first` and `last` are its `from` and `to`."""
    names = {"first": "from", "last": "to"}
    return [{names.get(name, name): value for name, value in fact._asdict().items()} for fact in answer[task]]
