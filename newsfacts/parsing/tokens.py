"""Tokens of the folded view: figures, words, Latin designations with digits (G20), single other characters."""

import re
from bisect import bisect_left, bisect_right

#: A letter that is not Arabic. Sets of characters beyond Latin-1 are slow to compile, unless they are one range: hence this form,
#: and the marks of figures one by one.
_OTHER = r"(?:(?![ء-ۓ])[^\W\d_])"
#: A figure keeps its marks (2.300.000, 3,5, ٢٫٥); Arabic letters glued to digits (و500, ال48) are two tokens, others are one (G20).
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+|٫\d+|٬\d+|،\d+)*|(?:[ء-ي]+|[ٮ-ۓ]+)+"
    rf"|{_OTHER}+(?:\d(?:{_OTHER}|\d)*|(?:'{_OTHER}+|’{_OTHER}+)*)|\S"
)


class Tokens:
    """The tokens of an article as parallel lists (folded forms, starts, ends), so that rules index instead of unpack."""

    __slots__ = ("ends", "norms", "starts")

    def __init__(self, folded: str) -> None:
        spans = [match.span() for match in _TOKEN.finditer(folded)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.norms = [folded[start:end] for start, end in spans]

    def __len__(self) -> int:
        return len(self.norms)

    def glued(self, index: int) -> bool:
        """True when nothing stands between token `index` and the next one."""
        return index + 1 < len(self.starts) and self.ends[index] == self.starts[index + 1]

    def within(self, start: int, end: int) -> range:
        """The indices of the tokens that lie wholly within the folded offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_right(self.ends, end)
        return range(first, max(first, last))
