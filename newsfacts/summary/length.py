"""How long a summary may be."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


class Length:
    """The length asked for: `words` where given, else `ratio` (a share of the sentences, 0 to 1), else a number of `sentences`.

    >>> Length(ratio=0.25).of(10)
    3
    """

    __slots__ = ("ratio", "sentences", "words")

    def __init__(self, sentences: int = 3, ratio: float | Decimal | None = None, words: int | None = None) -> None:
        if sentences < 1:
            raise ValueError(f"a summary has at least one sentence, not {sentences}")
        if ratio is not None and not 0 <= ratio <= 1:
            raise ValueError(f"ratio is a share of the sentences, 0 to 1, not {ratio}")
        if words is not None and words < 1:
            raise ValueError(f"a summary has at least one word, not {words}")
        self.sentences, self.ratio, self.words = sentences, ratio, words

    def of(self, available: int) -> int:
        """How many of the `available` sentences the summary may have; all of them where words are counted instead."""
        if self.words is not None:
            return available
        wanted = self.sentences
        if self.ratio is not None:
            wanted = max(1, int((Decimal(str(self.ratio)) * available).to_integral_value(ROUND_HALF_UP)))
        return min(wanted, available)
