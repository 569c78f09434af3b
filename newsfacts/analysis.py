"""One document's facts on demand: what a command does not need is not computed, and nothing is computed twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsfacts.facts import AllFacts, Document, Entity, Event, Facts, Number, Quote, Rule, Summary, Warning
from newsfacts.parsing import Article
from newsfacts.reading.source import Source

if TYPE_CHECKING:
    from newsfacts.entities.wanted import Wanted
    from newsfacts.numerals import Numeral
    from newsfacts.summary import Length
    from newsfacts.timeline import TimeMatch
    from newsfacts.timeline.selection import Selection

COMMANDS = ("summarize", "entities", "numbers", "timeline", "quotes", "facts")


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

    @property
    def number_rules(self) -> tuple[Rule, ...]:
        """How the numbers came about, one for each."""
        from newsfacts.numbers import explain

        return tuple(explain(self.article, self._numerals, self._times))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity, in order of first mention."""
        from newsfacts.entities import extract

        return tuple(extract(self.article))

    @property
    def entity_rules(self) -> tuple[Rule, ...]:
        """How the entities came about, one for each."""
        from newsfacts.entities.explain import explain

        return tuple(explain(self.article))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Every attributed statement, in order of `start`."""
        from newsfacts.quotes import extract

        return tuple(extract(self.article, self.entities))

    @property
    def quote_rules(self) -> tuple[Rule, ...]:
        """How the quotations came about, one for each."""
        from newsfacts.quotes import explain

        return tuple(explain(self.article, self.entities))

    @cached_property
    def _timeline(self) -> tuple[Sequence[Event], Sequence[Warning]]:
        from newsfacts.timeline import extract

        entities = self.entities if self._times else ()
        return extract(self.article, self._times, entities)

    @property
    def timeline(self) -> tuple[Event, ...]:
        """Every expression of time, in the order of the calendar; those that could not be placed last."""
        return tuple(self._timeline[0])

    @property
    def rules(self) -> tuple[Rule, ...]:
        """How the events of the timeline came about, one for each."""
        from newsfacts.timeline import explain

        return tuple(explain(self.article, self._times))

    def summary(self, length: Length | None = None) -> Summary:
        """The summary at a length (three sentences by default), and its box."""
        from newsfacts.summary import Length, summarize

        return summarize(self.article, self.numbers, self.timeline, self.entities, length or Length())

    def document(
        self,
        command: str,
        *,
        length: Length | None = None,
        selection: Selection | None = None,
        wanted: Wanted | None = None,
        kinds: frozenset[str] | None = None,
        explain: bool = False,
        with_text: bool = False,
    ) -> Document:
        """What a command says of the document.

        `length` is for summaries (the one of `facts` too), `wanted` for entities, `selection` for timelines, `kinds` for
        numbers; `explain` fills `rules`, for the last three and for quotations.
        """
        facts = self._facts(command, length)
        warnings = tuple(self.article.warnings)
        rules: tuple[Rule, ...] | None = None
        if command == "entities":
            rules = self.entity_rules if explain else None
            if wanted is not None:
                kept = wanted.places(self.entities)
                facts = tuple(self.entities[place] for place in kept)
                rules = tuple(rules[place] for place in kept) if rules is not None else None
        if command == "numbers":
            rules = self.number_rules if explain else None
            if kinds is not None:
                from newsfacts.numbers.selection import places, select

                kept = places(self.numbers, kinds)
                facts = select(self.numbers, kept)
                rules = tuple(rules[place] for place in kept) if rules is not None else None
        if command == "quotes":
            rules = self.quote_rules if explain else None
        if command == "facts":
            warnings += tuple(self._timeline[1])
        if command == "timeline":
            rules = self.rules if explain else None
            told = self._timeline[1]
            if selection is not None:
                names = selection.names(self.entities) if self.timeline else None
                kept = [place for place, event in enumerate(self.timeline) if selection.keeps(event, names)]
                facts = tuple(self.timeline[place] for place in kept)
                rules = tuple(rules[place] for place in kept) if rules is not None else None
                spans = {(event.start, event.end) for event in facts}
                told = [warning for warning in told if warning.start is None or (warning.start, warning.end) in spans]
            warnings += tuple(told)
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
            rules=rules,
        )

    def _facts(self, command: str, length: Length | None) -> Facts:
        if command == "numbers":
            return self.numbers
        if command == "timeline":
            return self.timeline
        if command == "entities":
            return self.entities
        if command == "quotes":
            return self.quotes
        if command == "summarize":
            return self.summary(length)
        if command == "facts":
            return AllFacts(self.summary(length), self.entities, self.numbers, self.timeline, self.quotes)
        raise ValueError(f"no command {command!r}: one of {', '.join(COMMANDS)}")
