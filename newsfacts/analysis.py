"""One document's facts on demand: what a command does not need is not computed, and nothing is computed twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsfacts.facts import Document, Entity, Event, Facts, Number, Summary, Warning
from newsfacts.parsing import Article
from newsfacts.reading.source import Source

if TYPE_CHECKING:
    from newsfacts.numerals import Numeral
    from newsfacts.summary import Length
    from newsfacts.timeline import TimeMatch

COMMANDS = ("summarize", "entities", "numbers", "timeline")


class Analysis:
    """The facts of one article. Rooms are imported when a fact of theirs is first asked for."""

    def __init__(self, source: Source, date: dt.date | None = None) -> None:
        self.article = Article(source, date)

    @cached_property
    def _numerals(self) -> Sequence[Numeral]:
        from newsfacts.numerals import find

        return find(self.article)

    @cached_property
    def _times(self) -> Sequence[TimeMatch]:
        from newsfacts.timeline import expressions

        return expressions(self.article, self._numerals)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every figure, in order of `start`."""
        from newsfacts.numbers import extract

        return tuple(extract(self.article, self._numerals, self._times))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity, in order of first mention."""
        from newsfacts.entities import extract

        return tuple(extract(self.article))

    @cached_property
    def _timeline(self) -> tuple[Sequence[Event], Sequence[Warning]]:
        from newsfacts.timeline import extract

        entities = self.entities if self._times else ()
        return extract(self.article, self._times, entities)

    @property
    def timeline(self) -> tuple[Event, ...]:
        """Every expression of time, in the order of the calendar; those that could not be placed last."""
        return tuple(self._timeline[0])

    def summary(self, length: Length | None = None) -> Summary:
        """The summary at a length (three sentences by default), and its box."""
        from newsfacts.summary import Length, summarize

        return summarize(self.article, self.numbers, self.timeline, self.entities, length or Length())

    def document(self, command: str, *, length: Length | None = None, with_text: bool = False) -> Document:
        """What a command says of the document."""
        facts = self._facts(command, length)
        warnings = tuple(self.article.warnings)
        if command == "timeline":
            warnings += tuple(self._timeline[1])
        source, reference = self.article.source, self.article.reference
        return Document(
            command=command,
            id=source.id,
            source=source.source,
            title=self.article.title,
            date=reference.date.isoformat() if reference.date else None,
            date_from=reference.origin,
            warnings=warnings,
            text=source.text if with_text else None,
            facts=facts,
        )

    def _facts(self, command: str, length: Length | None) -> Facts:
        if command == "numbers":
            return self.numbers
        if command == "timeline":
            return self.timeline
        if command == "entities":
            return self.entities
        if command == "summarize":
            return self.summary(length)
        raise ValueError(f"no command {command!r}: one of {', '.join(COMMANDS)}")
