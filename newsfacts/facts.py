"""What newsfacts finds in an article: the records of the output contract, as named tuples (see `record`).

The order of the fields is the order of the keys in JSON. Offsets are half-open, in code points of the untouched
text. Figures are exact inside (`int`, `Decimal`, `Fraction`) and become JSON numbers only in the output.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from newsfacts.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCHEMA = "newsfacts/1"

Figure = int | Decimal | Fraction


class Warning(Record):
    """Something the user should know about a document; `start` and `end` say where, or are None."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Number(Record):
    """A figure with its unit or counted noun. See the contract for the values of `kind`, `modifier` and `casualty`.

    `part_of` is the index, among the document's numbers, of the figure that already counts this one (12 قتيلا بينهم ثلاثة أطفال).
    """

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
    part_of: int | None = None


class Event(Record):
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


class Rule(Record):
    """How a record came about, for `--explain`: the rule's name, and what it leaned on beside the words of the expression."""

    name: str
    leans_on: tuple[str, ...]


class Mention(Record):
    """One place where an entity is named, without attached particles."""

    text: str
    start: int
    end: int
    sentence: int


class Entity(Record):
    """A person (PER), place (LOC), organisation (ORG) or other name (MISC), with every mention of it."""

    name: str
    type: str
    subtype: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of an entity
    mentions: tuple[Mention, ...]


class SummarySentence(Record):
    """A sentence chosen for the summary; `score` between 0 and 1 ranks it within its article."""

    text: str
    start: int
    end: int
    sentence: int
    score: float


class When(Record):
    """A date of the summary's box: its words and its TIMEX3 value."""

    text: str
    value: str | None


class Amount(Record):
    """A figure of the summary's box."""

    text: str
    value: Figure | None
    unit: str | None
    noun: str | None


class Summary(Record):
    """The summary of an article and the box beside it: who, where, when, how many."""

    headline: str | None
    sentences: tuple[SummarySentence, ...]
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    numbers: tuple[Amount, ...] = ()


class QuoteCue(Record):
    """The word that reports a statement, without an attached و; `stance` (JSON: `class`) says what it makes of the statement."""

    text: str
    start: int
    end: int
    stance: str


class QuoteSpeaker(Record):
    """Who said it: the words that name the source, and its entity's name. Words and offsets are None where the sentence does not name
    it; `name` is then the one carried over, or the description where no entity is known."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None


class Quote(Record):
    """An attributed statement, in direct or reported speech. `cue` is None where a colon after a name is all that reports it."""

    text: str
    start: int
    end: int
    kind: str
    cue: QuoteCue | None
    speaker: QuoteSpeaker | None
    sentence: int


class AllFacts(Record):
    """Everything that is known of one document."""

    summary: Summary
    entities: tuple[Entity, ...]
    numbers: tuple[Number, ...]
    timeline: tuple[Event, ...]
    quotes: tuple[Quote, ...]


Facts = tuple[Number, ...] | tuple[Event, ...] | tuple[Entity, ...] | tuple[Quote, ...] | Summary | AllFacts


class Document(Record):
    """What one command says of one document. `date` is ISO; `text` is filled only when it was asked for.

    `rules` and `ids` go with `facts`, one for each: how the record came about, where that was asked for, and, where several documents
    were merged into one, the `id` of the record's own.
    """

    command: str
    id: str
    source: str
    title: str | None
    date: str | None
    date_from: str | None
    warnings: tuple[Warning, ...]
    text: str | None
    facts: Facts
    rules: tuple[Rule, ...] | None = None
    ids: tuple[str, ...] | None = None


def attributed(document: Document) -> Iterator[Warning]:
    """The document's warnings, each with the document's id before its message: for where the documents are no longer apart."""
    return (warning._replace(message=f"{document.id}: {warning.message}") for warning in document.warnings)


def joint(command: str, warnings: Iterable[Warning], facts: Facts, ids: tuple[str, ...], rules: tuple[Rule, ...] | None = None) -> Document:
    """One document of many, without a title and a date of its own; its `id` and `source` are `-`."""
    return Document(command, "-", "-", None, None, None, tuple(warnings), None, facts, rules, ids)
