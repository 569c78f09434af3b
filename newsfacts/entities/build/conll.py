"""CoNLL files (word and BIO tag a line, a blank line between sentences) as rows of the product's own tokens with labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsfacts.entities.features import words_of
from newsfacts.parsing.tokens import Tokens
from newsfacts.text.fold import Folded

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")


class Row(NamedTuple):
    """A sentence: folded tokens, the tagger's words, labels; for the encoder the tokens as written."""

    norms: list[str]
    words: list[str]
    labels: list[str]
    written: Sequence[str] = ()


def rows(path: Path) -> Iterator[Row]:
    """The sentences of a file, tokenised as articles are; a token takes the label of the word it stands in."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        pairs = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]
        if not pairs:
            continue
        view = Folded(" ".join(word for word, _ in pairs))
        tokens = Tokens(view.text)
        labels: list[str] = []
        text: list[str] = []
        bounds = []
        at = 0
        for word, label in pairs:
            bounds.append((at, at + len(word), label))
            at += len(word) + 1
        here = 0
        last = -1
        for start, end in zip(tokens.starts, tokens.ends, strict=True):
            first, final = view.span(start, end)
            text.append(view.original[first:final])
            while bounds[here][1] <= first:
                here += 1
            label = bounds[here][2]
            labels.append("I" + label[1:] if here == last and label[0] == "B" else label)
            last = here
        if labels:
            yield Row(tokens.norms, words_of(tokens.norms, text), labels, text)


def spans(labels: Iterable[str]) -> set[tuple[int, int, str]]:
    """The names in a row of labels: (first, after the last, type)."""
    found, start, kind = set(), -1, ""
    count = 0
    for at, label in enumerate(labels):
        count = at + 1
        if start >= 0 and (label[0] != "I" or label[2:] != kind):
            found.add((start, at, kind))
            start = -1
        if label != "O" and start < 0:
            start, kind = at, label[2:]
    if start >= 0:
        found.add((start, count, kind))
    return found


def f1(gold: Iterable[Iterable[str]], got: Iterable[Iterable[str]]) -> float:
    """Micro F1 over whole names, in percent."""
    right = found = wanted = 0
    for a, b in zip(gold, got, strict=True):
        x, y = spans(a), spans(b)
        right, found, wanted = right + len(x & y), found + len(y), wanted + len(x)
    return 200.0 * right / (found + wanted) if found + wanted else 0.0
