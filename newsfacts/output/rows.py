"""CSV (RFC 4180) and TSV of documents: a header line, then a line for each record, in UTF-8 like everything else."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from newsfacts.facts import Document, Entity, Event, Mention, Number, Summary, SummarySentence
from newsfacts.output.figures import digits
from newsfacts.output.json import columns

#: The record that a row of each command holds.
RECORDS: dict[str, type] = {"numbers": Number, "timeline": Event, "entities": Entity, "summarize": SummarySentence}

#: Between the items of a list in one cell; a bar inside an item is written `\\|`.
LIST_SEPARATOR = "|"

#: What a spreadsheet takes for a formula at the start of a cell (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Every character that ends a cell or, for some reader, a line.
_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")


class Rows:
    """Documents of one command as rows: the `id` (of a record's own document) and `date`, then the record's fields in the contract's order.

    A summary gives a row for each chosen sentence; lists become one cell, a mention in it `start-end`. Text that a spreadsheet would run
    as a formula gets an apostrophe before it; with `raw` it stays as it is.
    """

    def __init__(self, command: str, dialect: Literal["csv", "tsv"], raw: bool = False) -> None:
        if command not in RECORDS:
            raise ValueError(f"no rows for {command!r}: only for {', '.join(RECORDS)}")
        self.fields = columns(RECORDS[command])
        self.dialect = dialect
        self.raw = raw

    def header(self) -> str:
        """The names of the columns, as one line."""
        return self._written([["id", "date", *(key for _, key in self.fields)]])

    def lines(self, document: Document) -> str:
        """A document's records, a line each; nothing when it has none."""
        facts = document.facts
        records: tuple[Any, ...] = facts.sentences if isinstance(facts, Summary) else facts
        ids = document.ids or (document.id,) * len(records)
        date = self._cell(document.date)
        return self._written(
            [
                [self._cell(name), date, *(self._cell(getattr(record, field)) for field, _ in self.fields)]
                for name, record in zip(ids, records, strict=True)
            ]
        )

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
        if not self.raw and text.startswith(_FORMULA):
            text = f"'{text}"
        if self.dialect == "tsv":
            text = text.translate(_BREAKS)
        return text


def _item(item: object) -> str:
    """One item of a list: a name, or where a mention stands."""
    if isinstance(item, Mention):
        return f"{item.start}-{item.end}"
    return str(item).replace(LIST_SEPARATOR, "\\" + LIST_SEPARATOR)
