"""The teacher: `python -m newsfacts.entities.build.teacher --data DIR --news FILE... --out FILE` labels news for `train --taught`.

The encoder is fine-tuned on the annotated parts; the probabilities that it and the tagger in place give a label are multiplied, since
the two err differently. Each sentence of the news gets those probabilities, by ANERcorp's scheme, and the names that the product finds
when the two tag for it, by its own. Needs the `teach` extra. On one core of 3 GHz the encoder takes half an hour, and so do a million
and a half words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from newsfacts.entities.build import crf, silver
from newsfacts.entities.build.conll import LABELS, Row, f1, rows
from newsfacts.entities.build.corpus import articles
from newsfacts.entities.lists import Hit
from newsfacts.entities.tagger import MODEL, Tagger
from newsfacts.parsing import Article
from newsfacts.reading.source import Source

#: The power of the encoder's probabilities in the product; chosen on the dev part of ANERcorp.
_POWER = 0.7
#: A probability below this is not written.
_SLIGHT = 0.005
#: So many articles go through the encoder at once; longer ones than so many characters are left out.
_TOGETHER, _LONGEST = 24, 6000
_NEVER = -1e4
_AFTER = np.array([[_NEVER if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in LABELS] for a in LABELS])
_FIRST = np.array([_NEVER if label[0] == "I" else 0.0 for label in LABELS])


class Taught(NamedTuple):
    """A sentence with the product's labels, and each token's probabilities of the labels by the annotated scheme."""

    row: Row
    shares: Any

    def by_scheme(self) -> Row:
        """The sentence with the likeliest labels of the annotated scheme."""
        return self.row._replace(labels=best(np.log(self.shares + 1e-9)))


def best(scores: Any) -> list[str]:
    """The best row of labels in which no name begins with I."""
    value = scores[0] + _FIRST
    back = []
    for score in scores[1:]:
        ways = value[:, None] + _AFTER
        back.append(ways.argmax(0))
        value = ways.max(0) + score
    path = [int(value.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [LABELS[at] for at in reversed(path)]


def marginals(model: Tagger, norms: Sequence[str], words: Sequence[str], begin: int, end: int, hits: Sequence[Hit] | None = None) -> Any:
    """The logarithms of the labels' probabilities by the tagger, an array of words by labels."""
    scores, edges = model.weights(norms, words, begin, end, hits)
    shares, work, pairs = np.empty((end - begin, len(LABELS))), np.empty((end - begin, len(LABELS))), np.empty((len(LABELS), len(LABELS)))
    crf.chain(np.array(scores), np.array(edges), shares, work, pairs)
    return np.log(shares + 1e-9)


class Teacher:
    """The tagger times the encoder, over the articles that `read` was given last."""

    def __init__(self, encoder: Any, model: Tagger) -> None:
        self.encoder, self.model = encoder, model
        self._seen: dict[tuple[int, int], Any] = {}
        self.shares: dict[tuple[int, int], Any] = {}

    def turn(self, seen: dict[tuple[int, int], Any]) -> None:
        """Turns to another article: what the encoder says of its sentences."""
        self._seen, self.shares = seen, {}

    def tag(self, norms: Sequence[str], words: Sequence[str], begin: int, end: int, hits: Sequence[Hit] | None = None) -> list[str]:
        """The labels of a sentence; its probabilities are kept in `shares`."""
        scores = marginals(self.model, norms, words, begin, end, hits) + _POWER * self._seen[begin, end]
        shares = np.exp(scores - scores.max(1, keepdims=True))
        self.shares[begin, end] = shares / shares.sum(1, keepdims=True)
        return best(scores)


def stretches(article: Article) -> list[tuple[int, int]]:
    """The sentences as ranges of tokens."""
    inside = (article.tokens.within(sentence.start, sentence.end) for sentence in article.sentences)
    return [(each.start, each.stop) for each in inside if each.start < each.stop]


def labelled(teacher: Teacher, texts: Sequence[str]) -> Iterator[Taught]:
    """The sentences of articles."""
    from newsfacts.entities.build.encoder import log_shares

    every = [Article(Source(text, kind="jsonl")) for text in texts]
    places = [(number, begin, end) for number, article in enumerate(every) for begin, end in stretches(article)]
    seen: list[dict[tuple[int, int], Any]] = [{} for _ in every]
    sentences = []
    for number, begin, end in places:
        tokens = every[number].tokens
        sentences.append(([every[number].surface(tokens.starts[at], tokens.ends[at]) for at in range(begin, end)], 0))
        seen[number][begin, end] = np.zeros((end - begin, len(LABELS)))
    for sentence, words, found in log_shares(teacher.encoder, sentences):
        number, begin, end = places[sentence]
        seen[number][begin, end][words] = found
    for article, known in zip(every, seen, strict=True):
        teacher.turn(known)
        one = silver.label(article, teacher.tag)
        for row, stretch in zip(one.rows, known, strict=True):
            if stretch in teacher.shares:  # it has an Arabic word
                yield Taught(row, teacher.shares[stretch])


def write(path: Path, every: Sequence[Taught]) -> None:
    """One sentence a line: tokens, words, labels, and of each token the labels' probabilities that are not slight."""
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        for row, shares in every:
            kept = [{str(at): round(float(share[at]), 3) for at in np.flatnonzero(share >= _SLIGHT)} for share in shares]
            file.write(json.dumps([row.norms, row.words, row.labels, kept], ensure_ascii=False).encode() + b"\n")


def read(path: Path) -> list[Taught]:
    """What `write` wrote."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            norms, words, labels, kept = json.loads(line)
            shares = np.zeros((len(norms), len(LABELS)), dtype=np.float32)
            for token, share in enumerate(kept):
                for at, value in share.items():
                    shares[token, int(at)] = value
            found.append(Taught(Row(norms, words, labels), shares / shares.sum(1, keepdims=True)))
    return found


def tuned(data: Path) -> Any:
    """The encoder, fine-tuned: a first pass over a mixture of the parts, then three that close in on ANERcorp, the rate warmed up anew."""
    from newsfacts.entities.build import encoder

    model = encoder.Encoder(encoder.read_source())
    sentences: list[tuple[Sequence[str], int]] = []
    labels: list[Sequence[str]] = []
    places = {}
    for scheme, part in enumerate(encoder.SCHEMES):
        every = list(rows(data / f"{part}.train.conll"))
        places[part] = list(range(len(sentences), len(sentences) + len(every)))
        sentences += [(row.written, scheme) for row in every]
        labels += [row.labels for row in every]
    near, encyclopaedic, wide = (places[part] for part in encoder.SCHEMES)
    chance = random.Random(5)
    some = list(wide)
    chance.shuffle(some)
    half = list(near)
    chance.shuffle(half)
    mixture = half[: len(half) // 2] + encyclopaedic + some[: len(some) // 8]
    for loss in islice(encoder.fine_tune(model, sentences, labels, [mixture, near, near]), 1):
        print(f"mixture: loss {loss:.4f}", flush=True)
    some = list(wide)
    random.Random(6).shuffle(some)
    closer = [near + encyclopaedic + some[: len(some) // 10], near + encyclopaedic[::2], near]
    for loss in encoder.fine_tune(model, sentences, labels, closer, rate=1.5e-4):
        print(f"closer: loss {loss:.4f}", flush=True)
    return model


def kept(path: Path | None, data: Path) -> Any:
    """The encoder as it was fine-tuned before, or fine-tuned now and kept for another time."""
    from newsfacts.entities.build import encoder

    if path is None or not path.exists():
        model = tuned(data)
        if path is not None:
            encoder.save(model, path)
        return model
    return encoder.load(path)


def measure(teacher: Teacher, path: Path) -> tuple[float, float]:
    """F1 of the encoder and of the product with the tagger on a CoNLL file, ANERcorp's scheme."""
    from newsfacts.entities.build.encoder import log_shares

    every = list(rows(path))
    seen = [np.zeros((len(row.norms), len(LABELS))) for row in every]
    for sentence, words, found in log_shares(teacher.encoder, [(row.written, 0) for row in every]):
        seen[sentence][words] = found
    both = []
    for row, scores in zip(every, seen, strict=True):
        teacher.turn({(0, len(row.norms)): scores})
        both.append(teacher.tag(row.norms, row.words, 0, len(row.norms)))
    gold = [row.labels for row in every]
    return f1(gold, [best(scores) for scores in seen]), f1(gold, both)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m newsfacts.entities.build.teacher", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with NAME.train.conll and anercorp.dev.conll")
    parser.add_argument("--news", type=Path, nargs="+", required=True, help="news articles (JSON Lines) to label")
    parser.add_argument("--out", type=Path, required=True, help="where the labelled sentences go (.jsonl.gz)")
    parser.add_argument("--words", type=int, default=1_500_000, help="how many tokens to label")
    parser.add_argument("--encoder", type=Path, help="the fine-tuned encoder: taken from here, or kept here when there is none yet")
    options = parser.parse_args(arguments)
    teacher = Teacher(kept(options.encoder, options.data), Tagger(MODEL))
    alone, product = measure(teacher, options.data / "anercorp.dev.conll")
    print(f"anercorp.dev: F1 {alone:.1f}, with the tagger {product:.1f}", flush=True)
    texts = list(articles(options.news))
    random.Random(1).shuffle(texts)
    every: list[Taught] = []
    left = options.words
    for begin in range(0, len(texts), _TOGETHER):
        if left <= 0:
            break
        found = list(labelled(teacher, [text for text in texts[begin : begin + _TOGETHER] if len(text) < _LONGEST]))
        every += found
        left -= sum(len(one.row.norms) for one in found)
    write(options.out, every)
    print(f"{options.out}: {len(every)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
