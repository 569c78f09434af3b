"""Cells, columns and lines of a table whose text may run right to left. With `pages`, the only code that knows rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Literal

from rich.box import Box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from newsfacts.output.bidi import SEPARATOR, Isolates, clean, is_rtl, isolated

Align = Literal["left", "right"]

#: Columns below which cells do not wrap for the sake of other columns, and from which on words may be broken for it.
COMFORT = 16


class Cell:
    """Paragraphs, each line of which stands in an isolate of its own; padding stays outside, on the side that `align` says.

    rich wraps the words; the isolates come after it, because a line break would part an opening mark from its closing one.
    """

    def __init__(self, paragraphs: Sequence[tuple[Text, bool]], align: Align, isolates: bool) -> None:
        """`paragraphs`: (text, runs right to left)."""
        self.paragraphs = paragraphs
        self.align = align
        self.isolates = isolates
        #: Free columns on either side. Not rich's padding, whose share of a column's width depends on the version of rich.
        self.before = self.after = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(1, options.max_width - self.before - self.after)
        for text, rtl in self.paragraphs:
            marks = Isolates(rtl)
            for line in text.wrap(console, width, overflow="fold"):
                line.rstrip()
                before, after = marks.around(line.plain) if self.isolates else ("", "")
                pad = " " * (self.before + (width - line.cell_len if self.align == "right" else 0))
                yield Text.assemble(pad + before, line, after, no_wrap=True)


class Column:
    """A column to be: its heading, how its cells are set, and the cells, None where there is nothing to say."""

    def __init__(
        self,
        heading: str,
        cells: Sequence[Text | None],
        *,
        rtl: bool = False,
        align: Align | None = None,
        most: int | None = None,
        spare: int = 0,
        notes: Sequence[Text | None] = (),
    ) -> None:
        """`most`: cells wrap, and take at most so many columns; without it they never wrap. `spare`: where the terminal is narrow, the
        column with the greatest goes first, 0 never. `notes`: a second paragraph under a cell, in English."""
        self.heading = heading
        self.cells = cells
        self.rtl = rtl
        self.align: Align = align or ("right" if rtl else "left")
        self.most = most
        self.spare = spare
        self.notes = notes or [None] * len(cells)

    @property
    def widest(self) -> int:
        """The columns that the heading and the widest cell take."""
        texts = [text for text in (*self.cells, *self.notes) if text is not None]
        found = max([len(self.heading), *(line.cell_len for text in texts for line in text.split("\n"))])
        return found if self.most is None else min(found, self.most)

    @property
    def least(self) -> int:
        """The columns it cannot do without."""
        return self.widest if self.most is None else min(self.widest, COMFORT)


class Sheet:
    """Lines of at most `width` columns, with colours and isolates where they go to a terminal."""

    def __init__(self, width: int, terminal: bool) -> None:
        self.width = max(width, 20)
        self.terminal = terminal
        separator = SEPARATOR if terminal else "│"
        inner, rule = f"  {separator} ", " ─┼ "
        # The lines of a rich box: top, head, head rule, body, row rule, foot rule, foot, bottom.
        self.box = Box("\n".join(("    ", inner, rule, inner, rule, rule, inner, "    ")) + "\n")

    # Text

    def text(self, text: str, style: str = "") -> Text:
        """Text as it may be shown; never a `str` to rich, which would read its markup."""
        return Text(clean(text), style=style)

    def maybe(self, text: str | None, style: str = "") -> Text | None:
        """The same, None for nothing."""
        return self.text(text, style) if text else None

    def joined(self, items: Iterable[Text]) -> Text:
        """Items of a list, each in an isolate of its own."""
        found = Text()
        for item in items:
            if found:
                found.append("\u00a0· ", "dim")  # the dot stays at the end of a line
            marks = isolated("\n", is_rtl(item.plain, True)).split("\n") if self.terminal else ("", "")
            found.append_text(Text.assemble(marks[0], item, marks[1]))
        return found

    def listed(self, items: Sequence[str]) -> Text | None:
        """Names of a list, None when it is empty."""
        return self.joined(self.text(item) for item in items) if items else None

    def glossed(self, text: str, value: str | None) -> Text:
        """Words of the article and in brackets what they come to; no line break parts the brackets."""
        found = self.text(text)
        if value:
            kept = value.replace(" ", "\u00a0")
            found.append(" ")
            found.append(f"({isolated(kept, False) if self.terminal else kept})", "dim")
        return found

    def line(self, text: Text, rtl: bool = False) -> Cell:
        """A paragraph on the left."""
        return Cell([(text, rtl)], "left", self.terminal)

    def prose(self, text: Text) -> Cell:
        """A paragraph on the side where its language begins."""
        rtl = is_rtl(text.plain, True)
        return Cell([(text, rtl)], "right" if rtl else "left", self.terminal)

    # Tables

    def table(self, columns: Sequence[Column], rows: int) -> str:
        """The columns that say something and for which there is room; rules between rows that take several lines."""
        shown = self._fitting([column for column in columns if any(cell is not None for cell in column.cells)])
        cells = [[self._cell(column, row) for column in shown] for row in range(rows)]
        heads = [Cell([(Text(column.heading, style="dim"), False)], column.align, False) for column in shown]
        grid = self._grid(self._widths(shown), cells, heads)
        found = self.printed(grid)
        if found.count("\n") - 2 <= 1.5 * rows:
            return found
        grid.show_lines = True
        return self.printed(grid)

    def listing(self, rows: Sequence[tuple[str, Sequence[Text]]]) -> str:
        """A label and the items of a list, on each row."""
        label = max(len(name) for name, _ in rows)
        cells = [[Cell([(Text(name, style="bold"), False)], "left", False), self.prose(self.joined(items))] for name, items in rows]
        return self.printed(self._grid([label, self.width - 1 - label - 3], cells))

    def spread(self, widths: Sequence[int], rows: Iterable[Sequence[Cell]], gap: int) -> str:
        """Cells side by side, without separators."""
        grid = Table.grid(padding=0)
        for place, width in enumerate(widths):
            grid.add_column(width=width + (gap if place else 0))
        for row in rows:
            for cell in row[1:]:
                cell.before = gap
            grid.add_row(*row)
        return self.printed(grid)

    def _grid(self, widths: Sequence[int], rows: Iterable[Sequence[Cell]], heads: Sequence[Cell] = ()) -> Table:
        """A table whose columns take these widths, a separator with a free column on either side between them."""
        grid = Table(box=self.box, show_header=bool(heads), show_edge=False, pad_edge=False, padding=0, header_style="", border_style="dim")
        last = len(widths) - 1
        for place, width in enumerate(widths):
            grid.add_column(heads[place] if heads else "", width=width + (place > 0) + (place < last))
        for row in (*rows, heads):
            for place, cell in enumerate(row):
                cell.before, cell.after = int(place > 0), int(place < last)
            if row is not heads:
                grid.add_row(*row)
        return grid

    def _fitting(self, columns: list[Column]) -> list[Column]:
        while _total(column.least for column in columns) >= self.width:
            spare = max(columns, key=lambda column: column.spare)
            if not spare.spare:
                break
            columns = [column for column in columns if column is not spare]
        return columns

    def _widths(self, columns: Sequence[Column]) -> list[int]:
        """As wide as the cells are; where that is too much, the widest of those that wrap gives way, and in need the widest of all."""
        widths, least = [column.widest for column in columns], [column.least for column in columns]
        while _total(widths) >= self.width and max(widths) > 1:
            wrapping = [place for place, column in enumerate(columns) if column.most is not None and widths[place] > least[place]]
            widths[max(wrapping or range(len(widths)), key=widths.__getitem__)] -= 1
        return widths

    def _cell(self, column: Column, row: int) -> Cell:
        text, note = column.cells[row], column.notes[row]
        paragraphs = [(text, column.rtl)] if text is not None else []
        if note is not None:
            paragraphs.append((note, False))
        return Cell(paragraphs, column.align, self.terminal)

    # Printing

    def printed(self, renderable: Cell | Table) -> str:
        """The lines, each after a free column: at the very edge some terminals (tmux) have no cell to keep a mark of no width in."""
        console = Console(
            file=io.StringIO(),
            force_terminal=self.terminal,
            force_jupyter=False,
            legacy_windows=False,
            width=self.width - 1,
            markup=False,
            emoji=False,
            highlight=False,
            color_system="auto" if self.terminal else None,
        )
        console.print(renderable)
        output = console.file
        assert isinstance(output, io.StringIO)
        return "".join(f" {line}".rstrip() + "\n" for line in output.getvalue().splitlines())


def _total(widths: Iterable[int]) -> int:
    """The columns of a table whose columns have these widths, with the separators between them."""
    found = list(widths)
    return sum(found) + 3 * (len(found) - 1)


def columns_of(printed: str) -> int:
    """The columns that the widest of some printed lines takes, colours not counted."""
    return max((Text.from_ansi(line).cell_len for line in printed.splitlines()), default=0)
