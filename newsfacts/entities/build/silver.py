"""News labelled by the product itself: the tagger with lists, grammar and the document's own evidence teaches the next tagger.

In one sentence of an article a name is announced, in another it stands bare; both are labelled here, so that the tagger
learns the bare context too. Names met in several articles become a list of their own.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from newsfacts.entities.build.conll import Row
from newsfacts.entities.build.corpus import articles
from newsfacts.entities.build.kept import FOLDER
from newsfacts.entities.context import spread
from newsfacts.entities.features import words_of
from newsfacts.entities.kinds import RECORD, TYPES
from newsfacts.entities.latin import is_latin
from newsfacts.entities.lists import FROM_NEWS, UNKNOWN_SHARE, WORDS
from newsfacts.entities.mentions import Found
from newsfacts.entities.mentions import Row as Tokens
from newsfacts.entities.recognition import endings, recognise
from newsfacts.parsing import Article
from newsfacts.reading.source import Source

_LEAST_ARTICLES, _LEAST_AGREEMENT, _LEAST_COUNT = 3, 0.8, 12
_CHANCE = 4  # of 31
_STRENGTH = 130


class Labelled(NamedTuple):
    """An article's sentences as rows, and its names with their types."""

    rows: list[Row]
    names: set[tuple[str, str]]


def label(text: str) -> Labelled:
    """One article, labelled."""
    article = Article(Source(text, kind="jsonl"))
    row, found = recognise(article)
    found = spread(row, found, article)
    labels = ["O"] * row.count
    for mention in found:
        labels[mention.first] = "B-" + mention.type
        for at in range(mention.first + 1, mention.last):
            labels[at] = "I-" + mention.type
    words = words_of(row.norms, endings(article))
    rows = []
    for sentence in article.sentences:
        inside = article.tokens.within(sentence.start, sentence.end)
        if inside.start < inside.stop:
            rows.append(Row(row.norms[inside.start : inside.stop], words[inside.start : inside.stop], labels[inside.start : inside.stop]))
    return Labelled(rows, {(_name(row, mention), mention.type) for mention in found})


def _name(row: Tokens, mention: Found) -> str:
    return " ".join(mention.words(row.norms))


def every(paths: list[Path], step: int, first: int = 0) -> Iterator[Labelled]:
    """Each `step`-th article from number `first`, labelled."""
    for number, text in enumerate(articles(paths)):
        if number % step == first % step:
            yield label(text)


class Tally:
    """What a labelled corpus says of its names and words."""

    def __init__(self) -> None:
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        self.words: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, one: Labelled) -> None:
        """Counts an article."""
        for name, kind in one.names:
            if " " in name and not is_latin(name):
                self.names[name][kind] += 1
        for row in one.rows:
            for norm, tag in zip(row.norms, row.labels, strict=True):
                self.words[norm][tag[2:]] += 1

    def steady(self) -> dict[tuple[str, int], int]:
        """Names of two words or more met in several articles, nearly always with one type: (name, type) to articles."""
        chosen = {}
        for name, kinds in self.names.items():
            kind, count = kinds.most_common(1)[0]
            if count >= _LEAST_ARTICLES and count >= _LEAST_AGREEMENT * sum(kinds.values()):
                chosen[name, TYPES.index(kind)] = count
        return chosen

    def share(self, word: str) -> int:
        """The byte of the words' table: share in names in 31 steps, usual type; `UNKNOWN_SHARE` for a rare word."""
        kinds = self.words.get(word)
        total = sum(kinds.values()) if kinds else 0
        if not kinds or total < _LEAST_COUNT:
            return UNKNOWN_SHARE
        outside = kinds[""]
        kind = max(TYPES[:4], key=lambda name: kinds[name])
        return (total - outside) * 31 // total << 3 | TYPES.index(kind)


def enrich(tally: Tally) -> None:
    """Adds to `gazetteer.trie` the steady names, to `words.trie` the shares."""
    path = os.path.join(FOLDER, "gazetteer.trie")
    trie = marisa_trie.RecordTrie(RECORD).load(path)
    records = [(name, record) for name, record in trie.items() if record[4] != FROM_NEWS]
    known = {(name, record[0]) for name, record in records}
    records += [(name, (kind, 0, b"\0\0", _STRENGTH, FROM_NEWS)) for name, kind in tally.steady() if (name, kind) not in known]
    marisa_trie.RecordTrie(RECORD, sorted(records)).save(path)
    path = os.path.join(FOLDER, "words.trie")
    words = marisa_trie.RecordTrie(WORDS).load(path)
    marisa_trie.RecordTrie(WORDS, sorted((word, (*numbers[:4], tally.share(word))) for word, numbers in words.items())).save(path)


def cleaned(rows: Iterable[Row], tally: Tally) -> Iterator[Row]:
    """Rows without the chance finds: a name of one word that is hardly ever one is none. Of rows without names, every third."""
    bare = 0
    for row in rows:
        labels = list(row.labels)
        for at, tag in enumerate(labels):
            alone = tag[0] == "B" and (at + 1 == len(labels) or labels[at + 1][0] != "I")
            if alone:
                share = tally.share(row.norms[at])
                if share & 7 != UNKNOWN_SHARE and share >> 3 < _CHANCE:
                    labels[at] = "O"
        if all(tag == "O" for tag in labels):
            bare += 1
            if bare % 3:
                continue
        yield Row(row.norms, row.words, labels)
