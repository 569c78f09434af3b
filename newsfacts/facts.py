"""What newsfacts finds in an article: the records of the output contract, as frozen dataclasses.

The order of the fields is the order of the keys in JSON. Offsets are half-open, in code points of the untouched
text. Figures are exact inside (`int`, `Decimal`, `Fraction`) and become JSON numbers only in the output.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

SCHEMA = "newsfacts/1"

Figure = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the user should know about a document; `start` and `end` say where, or are None."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its unit or counted noun. See the contract for the values of `kind`, `modifier` and `casualty`."""

    text: str
    start: int
    end: int
    kind: str
    value: Figure | None
    min: Figure | None
    max: Figure | None
    modifier: str
    unit: str | None
    per: str | None
    noun: str | None
    casualty: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Event:
    """An expression of time on the calendar, and what the text says happened then.

    `value` and `mod` are TIMEX3's; `first` and `last` (JSON: `from`, `to`) the ISO days it covers, None when it could not be placed.
    """

    text: str
    start: int
    end: int
    kind: str
    value: str | None
    mod: str | None
    first: str | None
    last: str | None
    calendar: str
    resolved_from: str | None
    conflict: str | None
    event: str
    event_start: int
    event_end: int
    entities: tuple[str, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, without attached particles."""

    text: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A person (PER), place (LOC), organisation (ORG) or other name (MISC), with every mention of it."""

    name: str
    type: str
    subtype: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    count: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence chosen for the summary; `score` between 0 and 1 ranks it within its article."""

    text: str
    start: int
    end: int
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class When:
    """A date of the summary's box: its words and its TIMEX3 value."""

    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the summary's box."""

    text: str
    value: Figure | None
    unit: str | None
    noun: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of an article and the box beside it: who, where, when, how many."""

    headline: str | None
    sentences: tuple[SummarySentence, ...]
    who: tuple[str, ...] = field(default=())
    where: tuple[str, ...] = field(default=())
    when: tuple[When, ...] = field(default=())
    numbers: tuple[Amount, ...] = field(default=())


Facts = tuple[Number, ...] | tuple[Event, ...] | tuple[Entity, ...] | Summary


@dataclass(frozen=True, slots=True)
class Document:
    """What one command says of one document. `date` is ISO; `text` is filled only when it was asked for."""

    command: str
    id: str
    source: str
    title: str | None
    date: str | None
    date_from: str | None
    warnings: tuple[Warning, ...]
    text: str | None
    facts: Facts
