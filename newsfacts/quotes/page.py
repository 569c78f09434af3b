"""An article as the rules of quotations look at it: tokens with the names among them, quotation marks, sentences as token ranges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsfacts.facts import Entity
from newsfacts.parsing import Article
from newsfacts.quotes.marks import Marks

#: A conjunction or preposition written before a name.
_CONJUNCTIONS = "وف"


class Named:
    """A mention of an entity: tokens `first` up to `last`, the particle written before it, and the number of its entity."""

    __slots__ = ("entity", "first", "last", "number", "particle")

    def __init__(self, first: int, last: int, particle: str, number: int, entity: Entity) -> None:
        self.first, self.last, self.particle, self.number, self.entity = first, last, particle, number, entity

    @property
    def type(self) -> str:
        """PER, LOC, ORG or MISC."""
        return self.entity.type

    @property
    def governed(self) -> bool:
        """True when a preposition is written before it (لبوتين)."""
        return bool(self.particle.strip(_CONJUNCTIONS))


class Page:
    """The tokens of an article (`norms`, `starts`, `ends`) and what is known of them."""

    __slots__ = ("_drift", "_firsts", "article", "ends", "entities", "inside", "marks", "named", "norms", "starts")

    def __init__(self, article: Article, entities: Sequence[Entity]) -> None:
        tokens = article.tokens
        self.article, self.entities = article, entities
        self.norms, self.starts, self.ends = tokens.norms, tokens.starts, tokens.ends
        self.marks = Marks(article)
        self._drift = 0
        self.named: dict[int, Named] = {}
        self.inside: dict[int, Named] = {}
        for number, entity in enumerate(entities):
            for mention in entity.mentions:
                first, last = self._token(mention.start), self._token(mention.end - 1) + 1
                begin = article.span(self.starts[first], self.ends[first]).start
                particle = self.norms[first][: mention.start - begin] if mention.start > begin else ""
                named = Named(first, last, particle, number, entity)
                self.named[first] = named
                for at in range(first, last):
                    self.inside[at] = named
        self._firsts: list[int] | None = None

    def _token(self, offset: int) -> int:
        """The token at an offset of the untouched text. The view has mostly drifted from the text as much as at the mention before."""
        at = bisect_right(self.starts, offset + self._drift) - 1
        if at >= 0:
            start, end = self.article.span(self.starts[at], self.ends[at])
            if start <= offset < end:
                return at
        tokens = range(len(self.starts))
        at = bisect_right(tokens, offset, key=lambda at: self.article.span(self.starts[at], self.ends[at]).start)
        at = max(0, at - 1)
        self._drift = self.starts[at] - self.article.span(self.starts[at], self.ends[at]).start
        return at

    def names(self, first: int, last: int) -> list[Named]:
        """The mentions that begin within tokens, in order."""
        if self._firsts is None:
            self._firsts = sorted(self.named)
        begin = bisect_left(self._firsts, first)
        return [self.named[at] for at in self._firsts[begin : bisect_left(self._firsts, last, begin)]]

    def is_comma(self, at: int) -> bool:
        """True for an Arabic or Latin comma."""
        return 0 <= at < len(self.norms) and self.norms[at] in _COMMAS


_COMMAS = frozenset("،,")
