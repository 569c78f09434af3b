"""Facts from Arabic news: numbers, dates, names, quotations, summaries.

>>> import newsfacts
>>> found = newsfacts.analyze("مقتل 12 شخصا وإصابة ثلاثين آخرين أمس الأول الأحد", date="2015-11-17")
>>> [(number.value, number.casualty) for number in found.numbers]
[(12, 'killed'), (30, 'injured')]
>>> [event.first for event in found.timeline]
['2015-11-15']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from newsfacts.analysis import Analysis
    from newsfacts.reading import Failure, Source

__version__ = "0.1.0"
__all__ = ["analyze", "read"]


def read(*paths: str, kind: str | None = None, encoding: str | None = None) -> Iterator[Source | Failure]:
    """The documents under files, directories or `-`, in order; one that cannot be read comes as a `Failure`."""
    from newsfacts.reading.documents import read_all

    return read_all(paths, kind=kind, encoding=encoding)


def analyze(article: str | Source, *, date: str | dt.date | None = None) -> Analysis:
    """The facts of an article, each kind computed when it is first asked for: `.numbers`, `.timeline`, `.entities`, `.quotes`,
    `.summary()`.

    `date` is the day it was published, as a date, ISO or anything dateparser reads. Raises `ValueError` when it is none. Halves of
    characters (lone surrogates) are read as U+FFFD.
    """
    from newsfacts.analysis import Analysis
    from newsfacts.calendars.given import parse_date
    from newsfacts.reading import Source

    if isinstance(date, str):
        day = parse_date(date)
        if day is None:
            raise ValueError(f"no date that can be read: {date!r}")
        date = day
    if isinstance(article, str):
        from newsfacts.reading.decoding import whole_characters

        article = Source(whole_characters(article))
    return Analysis(article, date)
