"""Which entities of a document are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsfacts.facts import Entity

TYPES = ("PER", "LOC", "ORG", "MISC")


class Wanted(NamedTuple):
    """Entities of some types (none given: of all) that are mentioned at least so many times."""

    types: frozenset[str] = frozenset()
    least: int = 1

    def select(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """Those of the entities that are asked for, in their order."""
        return tuple(each for each in entities if each.count >= self.least and (not self.types or each.type in self.types))


def types(options: Iterable[str]) -> frozenset[str]:
    """The types named by options, each one or several with commas between, in either case. Raises `ValueError` with an unknown one."""
    found = frozenset(name.strip().upper() for option in options for name in option.split(","))
    for name in sorted(found):
        if name not in TYPES:
            raise ValueError(name)
    return found
