"""Plain news text to count words in: JSON Lines (gzipped or not), one article a line, to lines of folded tokens."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsfacts.parsing.tokens import Tokens
from newsfacts.text.fold import Folded

_LINE = re.compile(r"\n+|(?<=[.؟!])\s+")
_TITLE_END = "\n"


def articles(paths: list[Path]) -> Iterator[str]:
    """The texts of the articles in the files, each with its title on a line of its own before it."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                yield (record.get("title") or "") + _TITLE_END + record["text"]


def lines(paths: list[Path]) -> Iterator[list[str]]:
    """Sentences, roughly, as lists of folded tokens; figures become `#`."""
    for text in articles(paths):
        for piece in _LINE.split(Folded(text).text):
            norms = Tokens(piece).norms
            if norms:
                yield ["#" if norm[0].isdigit() else norm for norm in norms]


def count(paths: list[Path]) -> Counter[str]:
    """How often each folded word occurs."""
    counter: Counter[str] = Counter()
    for words in lines(paths):
        counter.update(words)
    return counter
