"""Which entities of a document are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from newsfacts.facts import Entity
from newsfacts.record import Record

TYPES = ("PER", "LOC", "ORG", "MISC")


class Wanted(Record):
    """Entities of some types (none given: of all) that are mentioned at least so many times."""

    types: frozenset[str] = frozenset()
    least: int = 1

    def places(self, entities: Iterable[Entity]) -> list[int]:
        """The indices of the entities that are asked for."""
        return [
            place for place, entity in enumerate(entities) if entity.count >= self.least and (not self.types or entity.type in self.types)
        ]


def types(options: Iterable[str]) -> frozenset[str]:
    """The types named by options, each one or several with commas between, in either case. Raises `ValueError` with an unknown one."""
    found = frozenset(name.strip().upper() for option in options for name in option.split(","))
    for name in sorted(found):
        if name not in TYPES:
            raise ValueError(name)
    return found
