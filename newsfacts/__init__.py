"""Facts from Arabic news: numbers, dates, names, summaries.

>>> import newsfacts
>>> [number.value for number in newsfacts.numbers("مقتل 12 شخصا وإصابة ثلاثين", date="2024-03-05")]
[12, 30]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfacts.facts import Entity, Event, Number, Summary
    from newsfacts.reading import Failure, Source

__version__ = "0.1.0"
__all__ = ["entities", "numbers", "read", "summarize", "timeline"]


def read(*paths: str, kind: str | None = None, encoding: str | None = None) -> Iterator[Source | Failure]:
    """The documents under files, directories or `-`, in order; one that cannot be read comes as a `Failure`."""
    from newsfacts.reading.documents import read_all

    return read_all(paths, kind=kind, encoding=encoding)


def numbers(article: str | Source, *, date: str | dt.date | None = None) -> tuple[Number, ...]:
    """Every figure of an article, in order of `start`."""
    return _analysis(article, date).numbers


def timeline(article: str | Source, *, date: str | dt.date | None = None) -> tuple[Event, ...]:
    """Every expression of time of an article, in the order of the calendar. `date` is its publication date."""
    return _analysis(article, date).timeline


def entities(article: str | Source) -> tuple[Entity, ...]:
    """Persons, places, organisations and other names of an article, in order of first mention."""
    return _analysis(article, None).entities


def summarize(
    article: str | Source, *, sentences: int = 3, words: int | None = None, ratio: float | None = None, date: str | dt.date | None = None
) -> Summary:
    """The best sentences of an article, in its order, and who, where, when and how many."""
    from newsfacts.summary import Length

    return _analysis(article, date).summary(Length(sentences=sentences, words=words, ratio=ratio))


def _analysis(article: str | Source, date: str | dt.date | None) -> Analysis:
    from newsfacts.analysis import Analysis
    from newsfacts.reading import Source
    from newsfacts.text.dates import parse_date

    if isinstance(date, str):
        day = parse_date(date)
        if day is None:
            raise ValueError(f"no date that can be read: {date!r}")
        date = day
    return Analysis(Source(article) if isinstance(article, str) else article, date)


if TYPE_CHECKING:
    from newsfacts.analysis import Analysis
