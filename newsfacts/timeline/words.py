"""The words of an article as the rules read them: folded tokens, numerals by their place, and what each word can mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from newsfacts.calendars.names import Phrases
from newsfacts.numerals import Numeral
from newsfacts.numerals.timeunits import TIME_UNITS
from newsfacts.parsing.article import Article
from newsfacts.text.clitics import Split
from newsfacts.text.fold import key
from newsfacts.text.lexicon import table

#: A literal of a rule, folded once (`newsfacts.text.fold.key`, remembered).
folded = cache(key)


@cache
def phrases(name: str) -> Phrases[str]:
    """The words of one class of data/timeline/words.tsv, to their values."""
    return _classes()[name]


@lru_cache(maxsize=1)
def _classes() -> dict[str, Phrases[str]]:
    names: dict[str, list[tuple[str, str]]] = {}
    for row in table("timeline/words", folded=True):
        value = row["value"]
        names.setdefault(row["class"], []).extend((form, value) for form in row["forms"].split("|"))
    return {name: Phrases(forms) for name, forms in names.items()}


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(row["forms"].split("|")) for row in table("timeline/neighbours", folded=True)}


def word_set(name: str) -> frozenset[str]:
    """The folded words of one set of data/timeline/neighbours.tsv."""
    return _sets()[name]


@lru_cache(maxsize=16384)
def unit(word: str) -> tuple[str, str, Split] | None:
    """The unit of time that a word names: CLDR's name, singular, dual or plural, and how the word splits."""
    if len(word) > 14:
        return None
    found = TIME_UNITS.find(word)
    if found is None or found[0].stem in word_set("no_units"):
        return None
    return found[1].name, found[1].number, found[0]


class Words:
    """Tokens and numerals of an article, for rules that look to both sides. Beyond either end stand empty words."""

    __slots__ = ("_folded", "by_first", "by_last", "ends", "norms", "size", "starts")

    def __init__(self, article: Article, numerals: Sequence[Numeral]) -> None:
        tokens = article.tokens
        self.norms, self.starts, self.ends = tokens.norms, tokens.starts, tokens.ends
        self.size = len(self.norms)
        self._folded = article.folded
        self.by_first = {numeral.first: numeral for numeral in numerals}
        self.by_last = {numeral.last: numeral for numeral in numerals}

    def __getitem__(self, index: int) -> str:
        return self.norms[index] if 0 <= index < self.size else ""

    def glued(self, index: int) -> bool:
        """True when nothing stands between token `index` and the next."""
        return 0 <= index < self.size - 1 and self.ends[index] == self.starts[index + 1]

    def ends_line(self, index: int) -> bool:
        """True when a line ends between token `index` and the next, or the text does."""
        return index >= self.size - 1 or "\n" in self._folded[self.ends[index] : self.starts[index + 1]]

    def starts_line(self, index: int) -> bool:
        """True when a line begins at token `index`."""
        return index <= 0 or "\n" in self._folded[self.ends[index - 1] : self.starts[index]]

    def phrase(self, name: str, index: int) -> tuple[str, int, Split] | None:
        """The value and length of the longest entry of a class at token `index`."""
        if not 0 <= index < self.size:
            return None
        return phrases(name).read(self.norms, index)

    def plain(self, name: str, index: int) -> tuple[str, int] | None:
        """Like `phrase`, for words with no particle but perhaps ال."""
        found = self.phrase(name, index)
        return None if found is None or found[2].outside else found[:2]

    def is_figure(self, index: int) -> bool:
        """True for a token of bare ASCII digits."""
        word = self[index]
        return word.isdigit() and word.isascii()

    def figure(self, index: int, low: int, high: int) -> int | None:
        """The value of a figure of at most four digits within bounds."""
        word = self[index]
        if len(word) <= 4 and word.isdigit() and word.isascii() and low <= int(word) <= high:
            return int(word)
        return None

    def whole_from(self, index: int, low: int, high: int) -> tuple[int, int] | None:
        """The whole number that begins at token `index`, within bounds, and where it ends."""
        numeral = self.by_first.get(index)
        if numeral is not None:
            if isinstance(numeral.value, int) and low <= numeral.value <= high and numeral.kind in ("cardinal", "ordinal"):
                return numeral.value, numeral.last
            return None
        value = self.figure(index, low, high)
        return None if value is None else (value, index + 1)
