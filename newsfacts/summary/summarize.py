"""The summary of an article."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from newsfacts.facts import Entity, Event, Number, Summary, SummarySentence
from newsfacts.parsing import Article
from newsfacts.summary import box
from newsfacts.summary.features import candidates
from newsfacts.summary.length import Length
from newsfacts.summary.ranking import choose, score, weights


def summarize(article: Article, numbers: Sequence[Number], events: Sequence[Event], entities: Sequence[Entity], length: Length) -> Summary:
    """The best sentences of an article in its own order, and the box beside them. An empty article has an empty summary."""
    found = candidates(article, numbers, entities)
    weighing = weights()
    scores = score(found, weighing)
    best = max(scores, default=0.0)
    importance = {candidate.sentence.index: exp(value - best) for candidate, value in zip(found, scores, strict=True)}
    matter = {index: value**0.5 for index, value in importance.items()}  # a box is of the whole article, not of its first lines
    sentences = []
    for place in choose(found, scores, length, weighing):
        sentence = found[place].sentence
        start, end = article.span(sentence.start, sentence.end)
        sentences.append(SummarySentence(article.text[start:end], start, end, sentence.index, round(importance[sentence.index], 4)))
    return Summary(
        headline=article.title,
        sentences=tuple(sentences),
        who=box.who(entities, matter, article.title),
        where=box.where(entities, matter, article.title),
        when=box.when(events, matter),
        numbers=box.amounts(numbers, matter, entities),
    )
