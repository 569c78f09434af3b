"""dateparser, its search in running text.

Choices, each the one with which it gets most right: Arabic with English and French, as captions have them; its default direction,
the current period, rather than the past; the last minute of the day as the reference. The search gives no grain: what it found
is read once more by itself for its period (outside the timing).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates
from grains import record

TASKS = ("timeline",)
_LANGUAGES = ["ar", "en", "fr"]


def _settings(day: dt.date) -> dict[str, Any]:
    return {"RELATIVE_BASE": dt.datetime.combine(day, dt.time(23, 59)), "RETURN_TIME_AS_PERIOD": True}


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """(words, moment) of each date."""
    return search_dates(text, languages=_LANGUAGES, settings=_settings(day)) or []


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Dates as records."""
    parser = DateDataParser(languages=_LANGUAGES, settings=_settings(day))
    found = []
    for words, moment in answer:
        period = parser.get_date_data(words)
        grain = period.period if period and period.date_obj else "day"
        found.append(record(moment, "minute" if grain == "time" else grain))
    return found
