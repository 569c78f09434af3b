"""Tables for a reader at a terminal, right-to-left text included.

rich costs more than the rest of a run: it stands behind `render`, in `newsfacts.output.pages`, and is loaded only when a table is made.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TextIO

from newsfacts.facts import Document

#: Columns when nobody can tell: no terminal anywhere near, no COLUMNS.
DEFAULT_WIDTH = 80


def render(document: Document, file: TextIO, *, terminal: bool, width: int | None = None) -> None:
    """Write a document as a heading, a table and its warnings, in lines of at most `width` columns, and an empty line after them.

    `terminal` says that `file` is one: only then do the lines carry colours (unless NO_COLOR is set) and the Unicode isolates
    that keep right-to-left cells in their columns. The document's `text`, when it is there, gives numbers their context.
    """
    from newsfacts.output.pages import page

    file.write(page(document, width or terminal_width(file), terminal))


def terminal_width(file: TextIO) -> int:
    """COLUMNS if set, else the width of the terminal that `file` or one of the standard streams is, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    descriptors = [0, 2, 1]
    with suppress(OSError, ValueError, AttributeError):  # no descriptor behind it, or closed
        descriptors.insert(0, file.fileno())
    for descriptor in descriptors:
        try:
            found = os.get_terminal_size(descriptor).columns
        except OSError:
            continue
        if found > 0:
            return found
    return DEFAULT_WIDTH
