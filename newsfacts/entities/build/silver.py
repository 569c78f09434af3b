"""News labelled by the product itself: tagger, lists, grammar and the document's own evidence together tell the lists more.

In one sentence of an article a name is announced, in another it stands bare; both are labelled here, so that the tagger learns the
bare context too. How much of a word's occurrences is in names, and of which type, becomes a feature of the tagger; names met in
several articles become a list of their own.
"""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from newsfacts.entities.build.conll import Row
from newsfacts.entities.build.corpus import articles
from newsfacts.entities.build.files import replacing
from newsfacts.entities.build.kept import FOLDER
from newsfacts.entities.context import spread
from newsfacts.entities.features import words_of
from newsfacts.entities.kinds import RECORD, TYPES
from newsfacts.entities.latin import is_latin
from newsfacts.entities.lists import FROM_NEWS, UNKNOWN_SHARE, WORDS
from newsfacts.entities.mentions import Found
from newsfacts.entities.mentions import Row as Tokens
from newsfacts.entities.recognition import endings, recognise
from newsfacts.entities.tagged import Tagging
from newsfacts.parsing import Article
from newsfacts.reading.source import Source

_LEAST_ARTICLES, _LEAST_AGREEMENT, _LEAST_COUNT = 3, 0.8, 12
_STRENGTH = 130


class Labelled(NamedTuple):
    """An article's sentences as rows, and its names with their types."""

    rows: list[Row]
    names: set[tuple[str, str]]


def label(article: Article, tag: Tagging | None = None) -> Labelled:
    """One article, labelled; `tag` labels its sentences instead of the tagger."""
    row, found = recognise(article, tag)
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
            part = slice(inside.start, inside.stop)
            rows.append(Row(row.norms[part], words[part], labels[part]))
    return Labelled(rows, {(_name(row, mention), mention.type) for mention in found})


def _name(row: Tokens, mention: Found) -> str:
    return " ".join(mention.words(row.norms))


def every(paths: list[Path], step: int, first: int = 0) -> Iterator[Labelled]:
    """Each `step`-th article from number `first`, labelled."""
    for number, text in enumerate(articles(paths)):
        if number % step == first % step:
            yield label(Article(Source(text, kind="jsonl")))


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
    with replacing(path) as beside:
        marisa_trie.RecordTrie(RECORD, sorted(records)).save(beside)
    path = os.path.join(FOLDER, "words.trie")
    words = marisa_trie.RecordTrie(WORDS).load(path)
    shared = sorted((word, (*numbers[:4], tally.share(word))) for word, numbers in words.items())
    with replacing(path) as beside:
        marisa_trie.RecordTrie(WORDS, shared).save(beside)


def taught(paths: list[Path], step: int, most: int) -> list[Row]:
    """Sentences of each `step`-th article, labelled, shuffled, `most` tokens in all. Of those without names, every third."""
    return sample([row for one in every(paths, step, first=1) for row in one.rows], most)


def sample(rows: list[Row], most: int) -> list[Row]:
    """The rows in a random order, `most` tokens in all. Of those without names, every third."""
    rows = list(rows)
    random.Random(1).shuffle(rows)
    taken: list[Row] = []
    bare = 0
    for row in rows:
        if all(tag == "O" for tag in row.labels):
            bare += 1
            if bare % 3:
                continue
        taken.append(row)
        most -= len(row.norms)
        if most < 0:
            break
    return taken
