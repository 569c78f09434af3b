"""A mention while it is being worked on: tokens, type, what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsfacts.entities.kinds import TYPES, Listed
from newsfacts.entities.lists import Hit, Lists, lists, readings
from newsfacts.entities.vocabulary import heads, word_set
from newsfacts.parsing.tokens import Tokens

#: How a mention was found, weakest first; the stronger one keeps its span and type where two disagree.
CONTEXT, LISTED, TAGGED, RULE, KEPT = range(5)


def stem_after(norm: str, cut: int) -> str:
    """The word that is left when `cut` characters are particles: of للولايات it is الولايات, of للبنان, which lists know, لبنان."""
    stems = [stem for at, stem in readings(norm) if at == cut]
    if len(stems) > 1:
        known = lists()
        return stems[0] if known.kept(stems[0]) or known.listed(stems[0]) else stems[1]
    return stems[0] if stems else norm[cut:]


class Found:
    """Tokens `first` up to `last`; the name starts `cut` characters into the first (attached particles are not part of it)."""

    __slots__ = ("country", "cut", "first", "force", "last", "row", "subtype", "type")

    def __init__(
        self, first: int, last: int, cut: int, type: str, force: int, subtype: str | None = None, country: str | None = None, row: int = 0
    ) -> None:
        self.first, self.last, self.cut = first, last, cut
        self.type, self.force = type, force
        self.subtype, self.country, self.row = subtype, country, row

    def overlaps(self, other: Found) -> bool:
        """True when the two share a token."""
        return self.first < other.last and other.first < self.last

    def words(self, norms: Sequence[str]) -> list[str]:
        """The folded words of the name, without attached particles, ال restored after ل."""
        return [stem_after(norms[self.first], self.cut), *norms[self.first + 1 : self.last]]


def from_hit(hit: Hit, record: Listed, force: int) -> Found:
    """A listed name as a mention."""
    return Found(hit.first, hit.last, hit.cut, TYPES[record.type], force, record.subtype, record.country, record.row)


_HAMZA_ON_ALEF = "أإآ"
_TOWNS = word_set("before a town")


class Row:
    """The tokens of an article as the rules of names read them."""

    __slots__ = ("count", "ends", "lists", "norms", "seen", "starts", "unsure", "written")

    def __init__(self, tokens: Tokens, written: Callable[[int], str]) -> None:
        #: The character of the untouched text under a folded offset.
        self.written = written
        self.norms: list[str] = tokens.norms
        self.starts: list[int] = tokens.starts
        self.ends: list[int] = tokens.ends
        self.count = len(self.norms)
        self.lists: Lists = lists()
        #: Kept names met that need context.
        self.unsure: list[Hit] = []
        self.seen: dict[str, int] = {}
        for norm in self.norms:
            self.seen[norm] = self.seen.get(norm, 0) + 1

    def attached(self, at: int, *, after_name: bool = False) -> int:
        """How many characters of token `at` are particles before a name that begins there.

        The lists decide, then how often the word with and without its particle is met (in the article, in the news);
        of a word nobody knows, nothing is cut.
        """
        norm = self.norms[at]
        choices = readings(norm)
        if len(choices) == 1:
            return 0
        if at and norm[0] not in "وف" and self.announces(at - 1):
            return 0  # بلدة باغا سولا: what is in construct state with a noun bears no particle
        if norm[1] == "ا" and self.written(self.starts[at] + 1) in _HAMZA_ON_ALEF:
            return 1  # وإدينسون, بإسطنبول: no word has a hamza on alef after و or ب
        for cut, stem in choices[1:]:
            if stem in heads() and norm not in heads():
                return cut
        best, best_weight = 0, self._weight(norm) + 0.5
        for cut, stem in choices[1:]:
            weight = self._weight(stem)
            if stem.startswith("ال") and len(stem) > 4:
                weight += 3
            if after_name and cut == 1 and norm[0] == "و":
                weight += 2
            if weight > best_weight:
                best, best_weight = cut, weight
        return best

    def announces(self, at: int) -> bool:
        """True for مدينة, بلدة and the like, after which the name of a town stands."""
        return any(stem in _TOWNS for _, stem in readings(self.norms[at]))

    def _weight(self, word: str) -> float:
        listed = max((record.strength for record in (*self.lists.kept(word), *self.lists.listed(word))), default=0)
        return self.lists.frequency(word) / 2 + listed / 30 + 3 * (self.seen.get(word, 0) > 0) * 0.5
