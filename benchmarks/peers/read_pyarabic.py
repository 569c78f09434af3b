"""PyArabic's number phrases.

Choices: its own extraction of phrases, each through its `text2number`; a phrase that is one figure, which that function reads as 0,
is read as that figure.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from pyarabic import number

TASKS = ("numbers",)


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """(phrase, value) of each."""
    return [(phrase, number.text2number(phrase)) for phrase in number.extract_number_phrases(text)]


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Phrases as records."""
    values = [int(phrase) if phrase.isdecimal() else value for phrase, value in answer]
    return [{"kind": "cardinal", "value": value, "min": value, "max": value, "unit": None} for value in values]
