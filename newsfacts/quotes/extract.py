"""The quotations of an article: contract records from what the rules find."""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.facts import Entity, Quote, QuoteCue, QuoteSpeaker, Rule
from newsfacts.parsing import Article
from newsfacts.quotes.page import Page
from newsfacts.quotes.reader import Reader
from newsfacts.quotes.statements import Statement


def extract(article: Article, entities: Sequence[Entity]) -> list[Quote]:
    """Every attributed statement, in order of `start`."""
    return [_record(article, statement) for statement in _statements(article, entities)]


def explain(article: Article, entities: Sequence[Entity]) -> list[Rule]:
    """How the quotations of `extract` came about, in the same order."""
    found = []
    for statement in _statements(article, entities):
        leans_on = (f"speaker: {statement.voice.how}",) if statement.voice is not None else ()
        found.append(Rule(statement.rule, leans_on))
    return found


def _statements(article: Article, entities: Sequence[Entity]) -> list[Statement]:
    return Reader(Page(article, entities)).read()


def _record(article: Article, statement: Statement) -> Quote:
    span = article.span(statement.start, statement.end)
    cue = None
    if statement.cue is not None:
        place = article.span(*statement.cue)
        cue = QuoteCue(article.text[place.start : place.end], place.start, place.end, statement.stance)
    return Quote(
        article.text[span.start : span.end],
        span.start,
        span.end,
        statement.kind,
        cue,
        _speaker(article, statement),
        article.sentence_at(statement.start),
    )


def _speaker(article: Article, statement: Statement) -> QuoteSpeaker | None:
    voice = statement.voice
    if voice is None:
        return None
    if voice.span is None:
        return QuoteSpeaker(None, None, None, voice.known)
    tokens = article.tokens
    first, last = voice.span
    start = tokens.starts[first] + voice.cut
    place = article.span(start, tokens.ends[last - 1])
    return QuoteSpeaker(article.text[place.start : place.end], place.start, place.end, voice.name)
