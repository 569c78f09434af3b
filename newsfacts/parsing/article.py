"""The article: the one reading of a document that every command works on."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cached_property

from newsfacts.facts import Warning
from newsfacts.parsing.blocks import Block, find_blocks
from newsfacts.parsing.reference import ReferenceDate, find_reference
from newsfacts.parsing.sentences import Sentence, split_block
from newsfacts.parsing.tokens import Tokens
from newsfacts.reading.source import Source
from newsfacts.spans import Span
from newsfacts.text.fold import Folded, key


class Article:
    """A document read: its folded view, blocks, sentences, tokens and reference date, each made when first asked for.

    Every position inside newsfacts is an offset into `folded`; `span` and `surface` lead back to the untouched text.
    """

    def __init__(self, source: Source, date: dt.date | None = None) -> None:
        self.source = source
        self._date = date
        self._view = Folded(source.text)
        self.folded = self._view.text

    @property
    def text(self) -> str:
        """The untouched text."""
        return self.source.text

    def span(self, start: int, end: int) -> Span:
        """Offsets in the untouched text of the piece `folded[start:end]`, which is not empty."""
        return self._view.span(start, end)

    def surface(self, start: int, end: int) -> str:
        """The untouched words under `folded[start:end]`."""
        first, last = self._view.span(start, end)
        return self.source.text[first:last]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Title, captions, credits, date lines, subheads, paragraphs, source lines, in order."""
        title = key(self.source.title).strip() if self.source.title else None
        may_start = self.source.kind == "text" and title is None
        return find_blocks(self.folded, title=title, may_start_with_title=may_start, lines=self.source.lines)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in order; none crosses a block."""
        found: list[Sentence] = []
        for number, block in enumerate(self.blocks):
            for start, end in split_block(self.folded, block.start, block.end):
                found.append(Sentence(len(found), start, end, number))
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that holds a folded offset (the one before, for white space between two)."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the whole text."""
        return Tokens(self.folded)

    @cached_property
    def reference(self) -> ReferenceDate:
        """The date the article was published, and how it is known."""
        return find_reference(self.folded, self.blocks, self.source, self._date)

    @cached_property
    def title(self) -> str | None:
        """The record's title, else the title block's words."""
        if self.source.title:
            return self.source.title
        return next((self.surface(block.start, block.end) for block in self.blocks if block.kind == "title"), None)

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What reading the document has to say to the user."""
        return self.reference.warnings
