"""Trains the tagger: `python -m newsfacts.entities.train --data DIR` (DIR holds `*.train.conll` and `*.dev.conll`).

A linear-chain CRF by `build.crf` (the `build` extra), deterministic. The annotated corpora disagree on what a name is, so each is a
domain: what they share is learned from all, and a share of each one's own is added to that (`SHARES`). The weights are written in the
compact form that `tagger` maps into memory; nothing of the trainer is needed to read articles.

With `--news`, a first tagger labels news with all the product knows. How often a word is in names, and names met again and again, go
into the lists; and a second tagger learns from the labelled news as from a corpus more. One core of 3 GHz takes a minute or two for
each tagger and some eight for counting the names. `--keep-lists` makes the second tagger alone, which is due when the kept tables
have changed. `--taught` adds the sentences that `build.teacher` labelled: the encoder that it fine-tunes knows more of what is a name
than a tagger can learn from the annotated parts alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from newsfacts.entities.build import silver, sums
from newsfacts.entities.build.conll import LABELS, Row, f1, rows
from newsfacts.entities.build.symbols import Space
from newsfacts.entities.features import OFFSETS
from newsfacts.entities.lists import lists, readings
from newsfacts.entities.tagger import MODEL, WORDS, Tagger, tagger, write_model

#: How much of what a corpus alone teaches goes into the tagger: for persons, places, organisations and no name; for MISC, which is
#: ANERcorp's leavings (103 names of the dev part) and half of AQMAR's names. Chosen on the dev parts.
SHARES = {"anercorp": (1.1, 1.0), "aqmar": (0.5, 1.5), "wikifane": (0.15, 0.0), "news": (0.25, 0.2)}
#: What a sentence that the teacher labelled counts, with the product's labels and with the probabilities by the annotated scheme.
_OWN, _SCHEMED = 0.3, 0.2
_ALL = sys.maxsize
_CODES = {label: code for code, label in enumerate(LABELS)}


class Part(NamedTuple):
    """Rows to learn from, how much each counts, and their domain."""

    name: str
    rows: list[Row]
    weight: float
    domain: int
    shares: list[Any] | None = None


def gold(data: Path, parts: str) -> list[Part]:
    """The named training parts with their weights (`anercorp:1,wikifane:0.5`), each a domain of its own."""
    found = []
    for domain, part in enumerate(parts.split(",")):
        name, _, weight = part.partition(":")
        found.append(Part(name, list(rows(data / f"{name}.train.conll")), float(weight or 1), domain))
    return found


def train(parts: Sequence[Part], options: argparse.Namespace) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Fits the CRF; gives the state and transition weights of the domains mixed as `SHARES` says."""
    import numpy as np

    from newsfacts.entities.build import crf

    space = Space()
    sentences = [
        crf.Sentence(space.row(row), [_CODES[label] for label in row.labels], part.weight, part.domain, shares)
        for part in parts
        for row, shares in zip(part.rows, part.shares or repeat(None), strict=False)
    ]
    fitted = crf.fit(
        sentences,
        space.symbols,
        len(space.attributes),
        LABELS,
        OFFSETS,
        epochs=options.epochs,
        averaged=options.averaged,
        rate=options.rate,
        l1=options.l1,
        l2=options.l2,
        report=lambda epoch, loss, _: print(f"  pass {epoch + 1}: mean difference {loss:.4f}", flush=True),
    )
    names = {part.domain: part.name for part in reversed(parts)}
    shares = [SHARES.get(names[domain], (1.0, 1.0)) for domain in sorted(names)]
    weights = fitted.mixed(np.array([[other if label.endswith("MISC") else most for label in LABELS] for most, other in shares]))
    states = {(name, LABELS[code]): float(weights[at, code]) for name, at in space.attributes.items() for code in weights[at].nonzero()[0]}
    return states, {(a, b): float(fitted.edges[i, j]) for a, i in _CODES.items() for b, j in _CODES.items()}


def from_teacher(path: Path, news: int) -> list[Part]:
    """What `build.teacher` labelled: by the product's scheme for the domain of the news, by the annotated one's for the first domain."""
    from newsfacts.entities.build import teacher

    every = teacher.read(path)
    own = silver.sample([one.row for one in every], _ALL)
    schemed = [one.by_scheme() for one in every]
    shares = {id(row): one.shares for row, one in zip(schemed, every, strict=True)}
    learned = silver.sample(schemed, _ALL)
    return [
        Part("news", own, _OWN, news),
        Part("taught", learned, _SCHEMED, 0, [shares[id(row)] for row in learned]),
    ]


def reopen() -> None:
    """Forgets the lists and the tagger of this process: they were rebuilt."""
    lists.cache_clear()
    tagger.cache_clear()
    readings.cache_clear()


def measure(path: Path, model: Tagger) -> float:
    """F1 of the tagger alone on a CoNLL file."""
    every = list(rows(path))
    return f1([row.labels for row in every], [model.tag(row.norms, row.words, 0, len(row.norms)) for row in every])


def _fit(parts: list[Part], options: argparse.Namespace, what: str) -> None:
    """Trains on the parts, writes the tagger, prints its F1 on each dev part."""
    begun = time.monotonic()
    tokens = sum(len(row.norms) for part in parts for row in part.rows)
    print(f"training on {what} ({tokens} tokens)", flush=True)
    states, transitions = train(parts, options)
    size = write_model(options.out, LABELS, states, transitions)
    if options.out == MODEL and os.path.exists(WORDS):
        os.remove(WORDS)  # it was of the weights before
    print(f"trained in {time.monotonic() - begun:.0f} s: {len(states)} weights, {size} bytes", flush=True)
    fresh = Tagger(options.out)
    for path in sorted(options.data.glob("*.dev.conll")):
        print(f"  {path.name}: F1 {measure(path, fresh):.1f}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m newsfacts.entities.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with NAME.train.conll and NAME.dev.conll")
    parser.add_argument("--parts", default="anercorp:1,aqmar:1,wikifane:0.5", help="training parts and what each counts")
    parser.add_argument("--out", default=MODEL, help="where the weights go")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--averaged", type=int, default=2, help="passes at the end whose weights are averaged")
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--l1", type=float, default=0.2)
    parser.add_argument("--l2", type=float, default=0.3)
    parser.add_argument("--news", type=Path, nargs="*", default=[], help="news (JSON Lines) that the first tagger labels")
    parser.add_argument("--step", type=int, default=2, help="count the words and names of each STEP-th article")
    parser.add_argument("--silver", type=int, default=250_000, help="how many labelled tokens of news to learn from")
    parser.add_argument("--silver-step", type=int, default=8, help="learn from each SILVER_STEP-th article")
    parser.add_argument("--silver-weight", type=float, default=0.3, help="what a sentence of news counts")
    parser.add_argument("--taught", type=Path, help="news that `build.teacher` labelled, to learn from as well")
    parser.add_argument("--keep-lists", action="store_true", help="label with the tagger in place; leave the lists from news as they are")
    options = parser.parse_args(arguments)
    if options.news and options.out != MODEL:
        parser.error("--news labels with the tagger in its place: leave --out alone")
    if options.keep_lists and not options.news:
        parser.error("--keep-lists trains on news: --news is needed")
    parts = gold(options.data, options.parts)
    if not options.keep_lists:
        _fit(parts, options, "the annotated parts")
        reopen()
    if options.news:
        if not options.keep_lists:
            tally = silver.Tally()
            for one in silver.every(options.news, options.step, first=1):
                tally.add(one)
            silver.enrich(tally)
            reopen()
        taught = silver.taught(options.news, options.silver_step, options.silver)
        parts.append(Part("news", taught, options.silver_weight, len(parts)))
        if options.taught:
            parts += from_teacher(options.taught, len(parts) - 1)
        _fit(parts, options, "the annotated parts and labelled news")
    if options.out == MODEL:
        print(f"tagger.words: {sums.save()} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
