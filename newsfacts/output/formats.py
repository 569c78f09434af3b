"""Which format is meant, and the function that writes one document in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfacts.facts import Document
    from newsfacts.output.rows import Rows

FORMATS = ("auto", "table", "json", "csv", "tsv")


def resolve(name: str, *, output: str | None, terminal: bool) -> str:
    """The format meant by `auto`: a file's suffix says csv or tsv; else a table on a terminal, JSON in a pipe or file."""
    if name != "auto":
        return name
    if output is not None:
        suffix = os.path.splitext(output)[1].lower()
        return suffix[1:] if suffix in (".csv", ".tsv") else "json"
    return "table" if terminal else "json"


class Show:
    """Writes documents as text in one format. Can be sent to another process."""

    def __init__(self, name: str, command: str, *, terminal: bool, width: int | None = None, raw: bool = False) -> None:
        self.name = name
        self.command = command
        self.terminal = terminal
        self.width = width
        self.raw = raw
        self._show: Callable[[Document], str] | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_show": None}

    def head(self) -> str:
        """What stands before all documents: the header line of CSV and TSV."""
        return self._rows().header() if self.name in ("csv", "tsv") else ""

    def __call__(self, document: Document) -> str:
        """One document as text, with its line end."""
        if self._show is None:
            self._show = self._chosen()
        return self._show(document)

    def _chosen(self) -> Callable[[Document], str]:
        if self.name == "json":
            from newsfacts.output import json

            return json.line
        return self._table if self.name == "table" else self._rows().lines

    def _rows(self) -> Rows:
        from newsfacts.output.rows import Rows

        return Rows(self.command, "csv" if self.name == "csv" else "tsv", self.raw)

    def _table(self, document: Document) -> str:
        from newsfacts.output import table

        stream = StringIO()
        table.render(document, stream, terminal=self.terminal, width=self.width)
        return stream.getvalue()
