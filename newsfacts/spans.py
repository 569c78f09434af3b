"""Half-open spans of text, counted in Unicode code points."""

from newsfacts.record import Record


class Span(Record):
    """A piece of text from `start` up to, not including, `end` (code points)."""

    start: int
    end: int
