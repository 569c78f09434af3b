"""Quotation marks: which of them open, which close, and what stands between them. Linear in the number of tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from newsfacts.parsing import Article

#: The three styles, each with the marks that open and those that close when they stand as they should.
_STYLES = (("«", "»"), ("“„", "”"), ('"″', '"″'))
_STYLE = {mark: number for number, (opens, closes) in enumerate(_STYLES) for mark in opens + closes}
_STRAIGHT = 2
#: A quotation may run on over so many blocks.
_MOST_BLOCKS = 8
#: More than any depth of quotations within quotations.
_UNTOLD = 9
_GLUED = frozenset("وفبلك")
_BEFORE_OPENING = frozenset("([:،-/")


class Quoted:
    """Words between marks: the token of the opening mark, the token after the last word, and whether a closing mark stands there."""

    __slots__ = ("closed", "last", "opening")

    def __init__(self, opening: int, last: int, closed: bool) -> None:
        self.opening, self.last, self.closed = opening, last, closed

    @property
    def words(self) -> int:
        """How many tokens are quoted."""
        return self.last - self.opening - 1

    @property
    def after(self) -> int:
        """The token after the quotation with its marks."""
        return self.last + self.closed


class Marks:
    """The outermost quotations of an article, by their opening token; `strays` close what nobody opened."""

    __slots__ = ("closing", "quoted", "strays")

    def __init__(self, article: Article) -> None:
        tokens = article.tokens
        self.quoted: dict[int, Quoted] = {}
        self.closing: dict[int, Quoted] = {}
        self.strays: set[int] = set()
        if not any(mark in article.folded for mark in _STYLE):
            return
        marks: list[list[int]] = [[] for _ in _STYLES]
        for at, norm in enumerate(tokens.norms):
            if norm in _STYLE:
                marks[_STYLE[norm]].append(at)
        found: list[Quoted] = []
        for style, places in enumerate(marks):
            if places:
                found += self._paired(article, style, places)
        found.sort(key=lambda quoted: (quoted.opening, -quoted.last))
        end = -1
        kept: list[Quoted] = []
        for quoted in found:
            if quoted.opening < end and not (kept and not kept[-1].closed):
                continue
            if kept and not kept[-1].closed:
                kept[-1].last = min(kept[-1].last, quoted.opening)
            end = quoted.after
            kept.append(quoted)
        for quoted in kept:
            if quoted.words > 0:
                self.quoted[quoted.opening] = quoted
                self.closing[quoted.last if quoted.closed else quoted.last - 1] = quoted
        self.strays = {at for at in self.strays if at < len(tokens)}

    def _paired(self, article: Article, style: int, marks: list[int]) -> Iterator[Quoted]:
        """The quotations of one style, whose marks stand at these tokens; those left open too (to the end of their block)."""
        tokens = article.tokens
        pending: Quoted | None = None
        since = 0
        for block in article.blocks:
            inside = tokens.within(block.start, block.end)
            places = marks[bisect_left(marks, inside.start) : bisect_left(marks, inside.stop)]
            roles = list(self._roles(article, places, inside, style))
            since += 1
            opened: Quoted | None = None
            for at, opens in roles:
                if opens:
                    if opened is not None:
                        opened.last = at
                        yield opened
                    opened = Quoted(at, inside.stop, False)
                elif opened is not None:
                    opened.last, opened.closed = at, True
                    yield opened
                    opened = None
                elif pending is not None and since <= _MOST_BLOCKS:
                    pending.last, pending.closed = at, True
                else:
                    self.strays.add(at)
                if pending is not None:
                    yield pending
                    pending = None
            if opened is not None:
                pending, since = opened, 0
            elif pending is not None and since > _MOST_BLOCKS:
                yield pending
                pending = None
        if pending is not None:
            yield pending

    def _roles(self, article: Article, places: list[int], inside: range, style: int) -> Iterator[tuple[int, bool]]:
        """Each mark of a block, and whether it opens."""
        norms = article.tokens.norms
        if style != _STRAIGHT:
            opens = _STYLES[style][0]
            kinds = {norms[at] in opens for at in places}
            if len(kinds) == 2:
                swapped = norms[places[0]] not in opens and _shape(article, places[0], inside) == "open"
                for at in places:
                    yield at, (norms[at] in opens) != swapped
                return
            if len(places) == 1:
                yield places[0], norms[places[0]] in opens
                return
        nested = _nested(article, places, inside)
        if nested is not None:
            yield from nested
            return
        even = len(places) % 2 == 0 and _alternate(article, places, inside)
        is_open = announced = False
        for at in places:
            shape = _shape(article, at, inside)
            colon = at > inside.start and norms[at - 1] == ":"
            if is_open and shape == "open" and announced and not colon:
                continue  # a quotation within speech
            if colon:
                is_open = announced = True
            elif is_open:
                is_open = shape == "open" and not even
            else:
                is_open, announced = even or shape != "close", False
            yield at, is_open


def _nested(article: Article, places: list[int], inside: range) -> list[tuple[int, bool]] | None:
    """The outer marks of quotations some of which hold others, where the spaces around every mark tell; None where they do not."""
    depth, deepest = 0, 0
    outer: list[tuple[int, bool]] = []
    for at in places:
        shape = _shape(article, at, inside)
        depth += {"open": 1, "close": -1}.get(shape, _UNTOLD)
        if not 0 <= depth <= 2:
            return None
        deepest = max(deepest, depth)
        if depth == (shape == "open"):
            outer.append((at, shape == "open"))
    return outer if depth == 0 and deepest == 2 else None


def _alternate(article: Article, places: list[int], inside: range) -> bool:
    """True when the spaces around marks hardly speak against their opening and closing in turn."""
    wrong = sum(_shape(article, at, inside) == ("close", "open")[number % 2] for number, at in enumerate(places))
    return wrong <= max(1, len(places) // 6)


def _shape(article: Article, at: int, inside: range) -> str:
    """What the spaces around a mark make of it: open, close, or empty where they do not tell."""
    tokens = article.tokens
    if at == inside.start:
        return "open"
    if at + 1 >= inside.stop:
        return "close"
    before, after = tokens.glued(at - 1), tokens.glued(at)
    if before and tokens.norms[at - 1] in _GLUED and after and (at - 2 < inside.start or not tokens.glued(at - 2)):
        before = False
    if before and tokens.norms[at - 1] in _BEFORE_OPENING and after:
        before = False
    if after and not tokens.norms[at + 1][0].isalnum() and tokens.norms[at + 1] not in "([#@":
        after = False
    if before and not after:
        return "close"
    if after and not before:
        return "open"
    return ""
