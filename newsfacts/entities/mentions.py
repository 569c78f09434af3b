"""A mention while it is being worked on: tokens, type, what is known about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from newsfacts.entities.kinds import GIVEN, TYPES, Listed
from newsfacts.entities.lists import KEPT_GIVEN, Hit, Lists, lists, readings
from newsfacts.entities.vocabulary import heads, word_set
from newsfacts.parsing.tokens import Tokens
from newsfacts.text.fold import key

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

    __slots__ = ("country", "cut", "first", "force", "how", "last", "row", "subtype", "type")

    def __init__(
        self,
        first: int,
        last: int,
        cut: int,
        type: str,
        force: int,
        subtype: str | None = None,
        country: str | None = None,
        row: int = 0,
        *,
        how: str = "",
    ) -> None:
        self.first, self.last, self.cut = first, last, cut
        self.type, self.force = type, force
        self.subtype, self.country, self.row = subtype, country, row
        #: How it was found, in words for who asks.
        self.how = how

    def words(self, norms: Sequence[str]) -> list[str]:
        """The folded words of the name, without attached particles, ال restored after ل."""
        return [stem_after(norms[self.first], self.cut), *norms[self.first + 1 : self.last]]


def from_hit(hit: Hit, record: Listed, force: int, how: str = "") -> Found:
    """A listed name as a mention."""
    how = how or (KEPT_LIST if hit.kept else LIST)
    return Found(hit.first, hit.last, hit.cut, TYPES[record.type], force, record.subtype, record.country, record.row, how=how)


#: How listed names are found.
KEPT_LIST, LIST = "kept list", "list"


#: So many words of sport make an article one of sport; in one no longer than a paragraph fewer do, and clubs count too.
_SPORT, _SPORT_SHORT, _SHORT = 3, 2, 80
_ALI = key("علي")
_HEH = "ه"
_QUOTES = frozenset('"«“(')
_HAMZA_ON_ALEF = "أإآ"
_TOWNS = word_set("before a town")


class Row:
    """The tokens of an article as the rules of names read them."""

    __slots__ = (
        "_matching",
        "_sport",
        "_stems",
        "_tells_ali",
        "_tells_teh",
        "_where",
        "adverbs",
        "count",
        "ends",
        "lists",
        "norms",
        "seen",
        "starts",
        "unsure",
        "written",
    )

    def __init__(self, tokens: Tokens, written: Callable[[int], str]) -> None:
        #: The character of the untouched text under a folded offset.
        self.written = written
        self.norms: list[str] = tokens.norms
        self.starts: list[int] = tokens.starts
        self.ends: list[int] = tokens.ends
        self.count = len(self.norms)
        self.lists: Lists = lists()
        #: Tokens that their ending tells to be adverbs or objects.
        self.adverbs: frozenset[int] = frozenset()
        #: Kept names met that need context.
        self.unsure: list[Hit] = []
        self._tells_ali: bool | None = None
        self._tells_teh: bool | None = None
        self._sport: bool | None = None
        self.seen: dict[str, int] = {}
        for norm in self.norms:
            self.seen[norm] = self.seen.get(norm, 0) + 1
        self._stems: dict[str, list[int]] | None = None
        self._where: dict[int, tuple[AbstractSet[str], list[int]]] = {}
        self._matching: dict[Callable[[str], bool], list[int]] = {}

    def where(self, words: AbstractSet[str], begin: int, end: int) -> list[int]:
        """The tokens from `begin` up to `end` that are among the words, whole or without attached particles.

        The article is searched once for a set of words, by what both have in common: a rule that opens with certain words costs
        next to nothing where there are none.
        """
        known = self._where.get(id(words))
        if known is None:
            stems = self._stems
            if stems is None:
                stems = self._stems = {}
                for at, norm in enumerate(self.norms):
                    for _, stem in readings(norm):
                        stems.setdefault(stem, []).append(at)
            found = {at for stem in stems.keys() & words for at in stems[stem]}
            known = self._where[id(words)] = words, sorted(found)  # with the set, so that no other takes its id
        places = known[1]
        return places[bisect_left(places, begin) : bisect_left(places, end)] if places else places

    def matching(self, test: Callable[[str], bool], begin: int, end: int) -> list[int]:
        """The tokens from `begin` up to `end` whose word passes a test, which is put once to each word of the article."""
        places = self._matching.get(test)
        if places is None:
            passing = {norm for norm in self.seen if test(norm)}
            places = self._matching[test] = [at for at, norm in enumerate(self.norms) if norm in passing] if passing else []
        return places[bisect_left(places, begin) : bisect_left(places, end)] if places else places

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
        if at and self.norms[at - 1] in _QUOTES and not any(self.lists.kept(stem) or self.lists.listed(stem) for _, stem in choices[1:]):
            return 0  # "كريزي ريتش إيجانز"
        for cut, stem in choices[1:]:
            if stem in heads() and norm not in heads():
                return cut
        best, best_weight = 0, self._weight(norm) + 0.5
        for cut, stem in choices[1:]:
            weight = self._weight(stem)
            if stem.startswith("ال") and len(stem) > 4 and (norm[cut - 1] == "و" or self._known(stem)):
                weight += 3  # of كالوخا nobody knows الوخا
            elif norm[cut - 1] == "ك" and all(record.type == GIVEN for record in self.lists.kept(stem)):
                continue  # كوانغ, كريم: few names stand after ك
            if after_name and cut == 1 and norm[0] == "و":
                weight += 2
            if weight > best_weight:
                best, best_weight = cut, weight
        return best

    def is_ali(self, at: int) -> bool:
        """True for علي, the name, in an article that writes the preposition على."""
        if self.norms[at] != _ALI or self.written(self.ends[at] - 1) != "ي":
            return False
        if self._tells_ali is None:
            self._tells_ali = any(norm == _ALI and self.written(end - 1) == "ى" for norm, end in zip(self.norms, self.ends, strict=True))
        return self._tells_ali

    def is_on(self, at: int) -> bool:
        """True for على, the preposition, which lists take for علي."""
        return self.norms[at] == _ALI and self.written(self.ends[at] - 1) == "ى"

    def misspelled(self, at: int) -> bool:
        """True for a word that ends in ه (جده) where the article knows ة (جدة): no name of the lists that ends in ة."""
        if self.norms[at][-1] != _HEH or self.written(self.ends[at] - 1) != _HEH:
            return False
        if self._tells_teh is None:
            self._tells_teh = any(
                norm[-1] == _HEH and self.written(end - 1) == "ة" for norm, end in zip(self.norms, self.ends, strict=True)
            )
        return self._tells_teh

    @property
    def sport(self) -> bool:
        """True for an article that speaks of matches, where برشلونة is a club."""
        if self._sport is None:
            words = sum(word in self.seen for word in word_set("sport"))
            self._sport = words >= _SPORT or (self.count <= _SHORT and words > 0 and words + self._clubs() >= _SPORT_SHORT)
        return self._sport

    def _clubs(self) -> int:
        """How many words of the article are clubs' names, or may be."""
        return sum(any(record.subtype == "club" for _, stem in readings(word) for record in self.lists.kept(stem)) for word in self.seen)

    def announces(self, at: int) -> bool:
        """True for مدينة, بلدة and the like, after which the name of a town stands."""
        return any(stem in _TOWNS for _, stem in readings(self.norms[at]))

    def _known(self, word: str) -> bool:
        """True for a word with ال that the news or a list has, with it or without."""
        return bool(
            self.lists.frequency(word)
            or self.lists.frequency(word[2:])
            or self.seen.get(word)
            or self.lists.listed(word)
            or self.lists.kept(word)
        )

    def _weight(self, word: str) -> float:
        known = (*self.lists.kept(word), *self.lists.listed(word))
        listed = max((min(record.strength, KEPT_GIVEN) if record.type == GIVEN else record.strength for record in known), default=0)
        return self.lists.frequency(word) / 2 + listed / 30 + 3 * (self.seen.get(word, 0) > 0) * 0.5
