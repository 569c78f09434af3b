"""Which events of a timeline are wanted: those of some days, those of somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from newsfacts.facts import Entity, Event
from newsfacts.record import Record
from newsfacts.text.fold import key


class Selection(Record):
    """Events that share a day with `first` to `last` (None: open), and that name `entity`; no bounds and no name select all.

    An event without a place on the calendar is left out when there is a bound.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    entity: str | None = None

    def names(self, entities: Iterable[Entity]) -> frozenset[str] | None:
        """The names of the entities that are wanted: those that have `entity` as their name or alias; None for all."""
        if self.entity is None:
            return None
        wanted = _folded(self.entity)
        return frozenset(each.name for each in entities if wanted in map(_folded, (each.name, *each.aliases)))

    def keeps(self, event: Event, names: frozenset[str] | None) -> bool:
        """True when the event is wanted; `names` are those of the method of that name, for the event's document."""
        if names is not None and names.isdisjoint(event.entities):
            return False
        if self.first is None and self.last is None:
            return True
        if event.first is None or event.last is None:
            return False
        first, last = sorted((event.first, event.last))  # the text may contradict itself
        return (self.first is None or last >= self.first.isoformat()) and (self.last is None or first <= self.last.isoformat())


def _folded(name: str) -> str:
    return " ".join(key(name).lower().split())
