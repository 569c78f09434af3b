"""CSV (RFC 4180) and TSV of documents: a header line, then a line for each record, in UTF-8 like everything else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from newsfacts.facts import AllFacts, Document, Entity, Event, Mention, Number, Quote, Summary, SummarySentence
from newsfacts.output.figures import digits
from newsfacts.output.json import columns

#: The record that a row of each command holds.
RECORDS: dict[str, type] = {
    "numbers": Number,
    "timeline": Event,
    "entities": Entity,
    "summarize": SummarySentence,
    "quotes": Quote,
    "facts": AllFacts,
}

#: The columns of quotations, whose cue and speaker are records of their own, and of all facts of a document together.
_QUOTES = ("text", "start", "end", "kind", "cue", "class", "speaker", "name", "sentence")
_ALL = ("fact", "text", "start", "end", "kind", "value", "name", "sentence")

#: Between the items of a list in one cell; a bar inside an item is written `\\|`.
LIST_SEPARATOR = "|"

#: What a spreadsheet takes for a formula at the start of a cell (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Every character that ends a cell or, for some reader, a line.
_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")


class Rows:
    """Documents of one command as rows: the `id` (of a record's own document) and `date`, then the record's fields in the contract's order.

    A summary gives a row for each chosen sentence; lists become one cell, a mention in it `start-end`. A quotation's row has the words of
    its cue and speaker; `facts` gives a row for each fact, with what all kinds of facts have in common. Text that a spreadsheet would run
    as a formula gets an apostrophe before it; with `raw` it stays as it is.
    """

    def __init__(self, command: str, dialect: Literal["csv", "tsv"], raw: bool = False) -> None:
        if command not in RECORDS:
            raise ValueError(f"no rows for {command!r}: only for {', '.join(RECORDS)}")
        self.command = command
        self.dialect = dialect
        self.raw = raw

    def header(self) -> str:
        """The names of the columns, as one line."""
        own = {"quotes": _QUOTES, "facts": _ALL}.get(self.command) or [key for _, key in columns(RECORDS[self.command])]
        return self._written([["id", "date", *own]])

    def lines(self, document: Document) -> str:
        """A document's records, a line each; nothing when it has none."""
        facts = document.facts
        records: Sequence[tuple[Any, ...]]
        if isinstance(facts, AllFacts):
            records = list(_all(facts))
        elif isinstance(facts, Summary):
            records = facts.sentences
        else:
            records = [_quote(fact) if isinstance(fact, Quote) else fact for fact in facts]
        ids = document.ids or (document.id,) * len(records)
        date = self._cell(document.date)
        return self._written([[self._cell(name), date, *map(self._cell, record)] for name, record in zip(ids, records, strict=True)])

    def _written(self, rows: list[list[str]]) -> str:
        if self.dialect == "tsv":
            return "".join("\t".join(row) + "\n" for row in rows)
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        return stream.getvalue()

    def _cell(self, value: object) -> str:
        """A value as a cell; only text can be taken for a formula, figures are as they are."""
        if value is None:
            return ""
        if isinstance(value, (int, Decimal, Fraction)):
            return digits(value)
        if isinstance(value, float):
            return repr(value)
        text = LIST_SEPARATOR.join(map(_item, value)) if isinstance(value, tuple) else str(value)
        if not self.raw and len(text) > 1 and text.startswith(_FORMULA):  # a lone `-` is standard input's name, and no formula
            text = f"'{text}"
        if self.dialect == "tsv":
            text = text.translate(_BREAKS)
        return text


def _quote(quote: Quote) -> tuple[Any, ...]:
    """A quotation's row."""
    cue, speaker = quote.cue, quote.speaker
    return (
        *(quote.text, quote.start, quote.end, quote.kind),
        *((cue.text, cue.stance) if cue else (None, None)),
        *((speaker.text, speaker.name) if speaker else (None, None)),
        quote.sentence,
    )


def _all(facts: AllFacts) -> Iterator[tuple[Any, ...]]:
    """A row for each fact: its first mention for an entity; in `value` a score, the figure, the TIMEX3 value or the cue's words."""
    for chosen in facts.summary.sentences:
        yield "summary", chosen.text, chosen.start, chosen.end, None, chosen.score, None, chosen.sentence
    for entity in facts.entities:
        mention = entity.mentions[0]
        yield "entity", mention.text, mention.start, mention.end, entity.type, None, entity.name, mention.sentence
    for number in facts.numbers:
        yield "number", number.text, number.start, number.end, number.kind, number.value, number.noun, number.sentence
    for event in facts.timeline:
        yield "time", event.text, event.start, event.end, event.kind, event.value, None, event.sentence
    for quote in facts.quotes:
        said, name = (quote.cue.text if quote.cue else None), (quote.speaker.name or quote.speaker.text if quote.speaker else None)
        yield "quote", quote.text, quote.start, quote.end, quote.kind, said, name, quote.sentence


def _item(item: object) -> str:
    """One item of a list: a name, or where a mention stands."""
    if isinstance(item, Mention):
        return f"{item.start}-{item.end}"
    return str(item).replace(LIST_SEPARATOR, "\\" + LIST_SEPARATOR)
