"""Dates that people and other programs hand over: options, metadata of records and pages. Not the dates inside articles."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_ISO = r"\s*(\d{4})-(\d{2})-(\d{2})(?=\s*$|[T\s]\s*\d)"
_COMPACT = r"\s*(\d{4})(\d{2})(\d{2})\s*$"


def parse_date(text: str) -> dt.date | None:
    """The day that a string names: ISO 8601 at once, anything else as dateparser reads it; None when nobody can.

    Dates that lean on the clock («yesterday») are refused: the same call must give the same answer tomorrow.
    """
    match = re.match(_ISO, text) or re.match(_COMPACT, text)
    if match:
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    if not text.strip() or not any(character.isdigit() for character in text) or len(text) > 100:
        return None
    return _read(text)


@lru_cache(maxsize=4096)  # what dateparser cannot read it tries in two hundred languages, and records of one source look alike
def _read(text: str) -> dt.date | None:
    import dateparser  # a third of a second: only for strings in no ISO form

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
    found: dt.datetime | None = dateparser.parse(text, settings=settings)
    return found.date() if found else None
