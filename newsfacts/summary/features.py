"""What speaks for a sentence and against it, each as one number that data/summary/weights.tsv weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import chain
from math import log

from newsfacts.facts import Entity, Number
from newsfacts.parsing import Article
from newsfacts.parsing.sentences import Sentence
from newsfacts.parsing.tokens import Tokens
from newsfacts.record import Record
from newsfacts.summary.openings import SHORT, opening
from newsfacts.summary.terms import term, unprefixed
from newsfacts.text.fold import key

#: Sentences above this length are hard to read, those with a colon at their end below this one only announce; in words.
LONG, _ANNOUNCES = 60, 12
#: Smooths shares of a sentence's terms, so that three words do not make a centre.
SMOOTHING = 15
#: From this place on a sentence is simply late.
_DEEP = 20
#: So many words show how a sentence opens.
OPENING = 6
_LEADING_ENTITIES = 5
_AND = "و"
_ITEM = r"[•·●▪*-]|\d{1,2}\s?[.)-]\s"  # a string: `re` compiles it when a sentence first asks for it
_STOPS, _CLOSERS = frozenset(".!?؟…:؛"), "»”\"')]} "


class Candidate(Record):
    """A sentence of the body: its length in words as the text is spaced, whether its mark says that more is to come, whether
    it begins the second paragraph without «و», its terms, the class of its opening, its features by name."""

    sentence: Sentence
    words: int
    unfinished: bool
    afresh: bool
    terms: Set[str]
    opening: str
    features: dict[str, float]


def candidates(article: Article, numbers: Sequence[Number], entities: Sequence[Entity]) -> list[Candidate]:
    """The sentences of the body with their features, in order. Linear in the length of the text.

    The body is the paragraphs; a text that has none (a headline alone) is taken whole.
    """
    told = [s for s in article.sentences if any(map(str.isalnum, article.folded[s.start : s.end]))]  # no stray stop or star
    sentences = [s for s in told if article.blocks[s.block].kind == "paragraph"] or told
    norms = [_norms(article, sentence) for sentence in sentences]
    title, terms = _terms(article.title or "", norms)
    columns = {
        "position": [-log(1 + place) for place in range(len(sentences))],
        "depth": [min(place, _DEEP) / _DEEP for place in range(len(sentences))],
        "centrality": _centrality(terms),
        "title": [len(title & sentence) / (len(title) or 1) for sentence in terms],
        "names": _names(sentences, entities),
        "casualties": _casualties(sentences, numbers),
    }
    texts = [article.folded[sentence.start : sentence.end] for sentence in sentences]
    reading_on = _reading_on(sentences, texts)
    stopped = [text.rstrip(_CLOSERS)[-1:] in _STOPS for text in texts]
    mostly_stopped = 2 * sum(stopped) > len(texts)
    second = next((place for place, sentence in enumerate(sentences) if sentence.block != sentences[0].block), None)
    found = []
    for place, sentence in enumerate(sentences):
        text = texts[place]
        words = len(text.split())
        kind = (
            "carried"
            if reading_on[place]
            else "item"
            if not text[0].isalpha() and re.match(_ITEM, text)
            else opening(norms[place][:OPENING], words)
        )
        features = {name: column[place] for name, column in columns.items()}
        features["short"] = max(0, SHORT - words) / SHORT
        features["long"] = min(1.0, max(0, words - LONG) / LONG)
        features["question"] = float("؟" in text[-3:] or "?" in text[-3:])
        features["announcing"] = text.endswith(":") * min(1.0, _ANNOUNCES / words)
        features["unstopped"] = float(mostly_stopped and not stopped[place])
        features[kind] = 1.0
        afresh = place == second and kind == "plain" and text[0] != _AND
        found.append(Candidate(sentence, words, text.endswith(("؛", ":")), afresh, terms[place], kind, features))
    return found


def _reading_on(sentences: Sequence[Sentence], texts: Sequence[str]) -> list[bool]:
    """Which sentences go on with the one before in the same paragraph: after a semicolon, or inside a quotation left open."""
    found = [False] * len(texts)
    block, is_open, semicolon = -1, False, False
    for place, (sentence, text) in enumerate(zip(sentences, texts, strict=True)):
        if sentence.block != block:
            block, is_open, semicolon = sentence.block, False, False
        found[place] = is_open or semicolon
        semicolon = text.endswith("؛")
        if text.count('"') % 2 or text.count("«") + text.count("“") != text.count("»") + text.count("”"):
            is_open = not is_open
    return found


def _norms(article: Article, sentence: Sentence) -> list[str]:
    tokens = article.tokens
    within = tokens.within(sentence.start, sentence.end)
    return tokens.norms[within.start : within.stop]


def _terms(title: str, norms: Sequence[Sequence[str]]) -> tuple[set[str], list[set[str]]]:
    """The terms of the title and of each sentence."""
    found = [set(map(term, words)) for words in (Tokens(key(title)).norms, *norms)]
    for terms in found:
        terms.discard("")
    bare = unprefixed(set().union(*found))
    if bare:
        found = [{bare.get(t, t) for t in terms} if not bare.keys().isdisjoint(terms) else terms for terms in found]
    return found[0], found[1:]


def _centrality(terms: Sequence[Set[str]]) -> list[float]:
    """How much a sentence speaks of what the others speak of: its terms in other sentences, for its length; in deviations from the mean.

    The degree of the sentence among the others, as in LexRank (Erkan and Radev, 2004) with shared terms for edges.
    """
    links = Counter(chain.from_iterable(terms))
    degrees = [sum(map(links.__getitem__, sentence)) - len(sentence) for sentence in terms]
    return standardised([degree / (len(sentence) + SMOOTHING) for degree, sentence in zip(degrees, terms, strict=True)])


def _names(sentences: Sequence[Sentence], entities: Sequence[Entity]) -> list[float]:
    """The share of the article's leading names that a sentence has."""
    leading = [e for e in sorted(entities, key=lambda e: -e.count)[:_LEADING_ENTITIES] if e.count > 1]
    named = Counter(index for entity in leading for index in {mention.sentence for mention in entity.mentions})
    return [named[sentence.index] / max(1, len(leading)) for sentence in sentences]


def _casualties(sentences: Sequence[Sentence], numbers: Sequence[Number]) -> list[float]:
    """Whether a sentence is the first to give a count of the dead, the injured and the like."""
    told: dict[tuple[str, object], int] = {}
    for number in numbers:
        if number.casualty is not None:
            told.setdefault((number.casualty, number.value if number.value is not None else number.min), number.sentence)
    first = set(told.values())
    return [float(sentence.index in first) for sentence in sentences]


def standardised(values: list[float]) -> list[float]:
    """The same in deviations from their mean."""
    if not values:
        return values
    mean = sum(values) / len(values)
    deviation = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    return [(value - mean) / deviation if deviation > 1e-9 else 0.0 for value in values]
