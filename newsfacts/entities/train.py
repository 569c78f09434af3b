"""Trains the tagger: `python -m newsfacts.entities.train --data DIR` (DIR holds `*.train.conll` and `*.dev.conll`).

A linear-chain CRF by python-crfsuite (the `build` extra), deterministic: L-BFGS, no sampling. The weights are written in the
compact form that `tagger` maps into memory; crfsuite is not needed to read articles.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsfacts.entities.build import silver, sums
from newsfacts.entities.build.conll import LABELS, Row, f1, rows
from newsfacts.entities.features import OFFSETS, place_features, word_features
from newsfacts.entities.lists import lists, readings
from newsfacts.entities.tagger import MODEL, WORDS, Tagger, tagger, write_model


def sequence(row: Row, memo: dict[str, tuple[list[str], list[str], list[str]]]) -> list[list[str]]:
    """The attributes of each token of a sentence, each with the offset it was seen at."""
    count = len(row.words)
    own = []
    for word in row.words:
        if word not in memo:
            memo[word] = word_features(word)
        own.append(memo[word])
    place = place_features(lists().find(row.norms, 0, count))
    found = []
    for at in range(count):
        attributes = [f"0|{name}" for name in own[at][0]] + [f"0|{name}" for name in place.get(at, ())]
        for offset in OFFSETS[1:]:
            beside = at + offset
            if 0 <= beside < count:
                attributes += [f"{offset}|{name}" for name in own[beside][1 if abs(offset) == 1 else 2]]
                if abs(offset) == 1:
                    attributes += [f"{offset}|{name}" for name in place.get(beside, ())]
            else:
                attributes.append(f"{offset}|edge")
        found.append(attributes)
    return found


def train(
    parts: Iterable[Row], model: str, c1: float, c2: float, rounds: int
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Fits the CRF; gives its state and transition weights."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    memo: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for row in parts:
        trainer.append(sequence(row, memo), row.labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.minfreq": 2, "feature.possible_transitions": True})
    trainer.train(model)
    fitted = pycrfsuite.Tagger()
    fitted.open(model)
    info = fitted.info()
    return dict(info.state_features), dict(info.transitions)


def gold(data: Path, parts: str) -> Iterator[Row]:
    """The rows of the named training parts: a share of each, or each so many times (`anercorp:2,wikifane:0.3`)."""
    for part in parts.split(","):
        name, _, share = part.partition(":")
        every = list(rows(data / f"{name}.train.conll"))
        times, rest = divmod(float(share or 1), 1)
        for _ in range(int(times)):
            yield from every
        yield from every[: int(len(every) * rest)]


def reopen() -> None:
    """Forgets the lists and the tagger of this process: they were rebuilt."""
    lists.cache_clear()
    tagger.cache_clear()
    readings.cache_clear()


def measure(path: Path, model: Tagger) -> float:
    """F1 of the tagger alone on a CoNLL file."""
    every = list(rows(path))
    return f1([row.labels for row in every], [model.tag(row.norms, row.words, 0, len(row.norms)) for row in every])


def _first_tokens(every: Iterable[Row], most: int) -> Iterator[Row]:
    for row in every:
        if most <= 0:
            return
        most -= len(row.norms)
        yield row


def _fit(parts: list[Row], options: argparse.Namespace, what: str) -> None:
    """Trains on the rows, writes the tagger, prints its F1 on each dev part."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        states, transitions = train(parts, os.path.join(folder, "model.crfsuite"), options.c1, options.c2, options.rounds)
    size = write_model(options.out, LABELS, states, transitions)
    if options.out == MODEL and os.path.exists(WORDS):
        os.remove(WORDS)  # it was of the weights before
    tokens = sum(len(row.norms) for row in parts)
    print(f"trained on {what} ({tokens} tokens) in {time.monotonic() - begun:.0f} s: {len(states)} weights, {size} bytes", flush=True)
    fresh = Tagger(options.out)
    for path in sorted(options.data.glob("*.dev.conll")):
        print(f"  {path.name}: F1 {measure(path, fresh):.1f}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m newsfacts.entities.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with NAME.train.conll and NAME.dev.conll")
    parser.add_argument("--parts", default="anercorp:1,aqmar:1", help="training parts of the first tagger, how much of each")
    parser.add_argument("--second", default="anercorp:2,aqmar:1", help="annotated parts of the second tagger")
    parser.add_argument("--out", default=MODEL, help="where the weights go")
    parser.add_argument("--c1", type=float, default=0.08)
    parser.add_argument("--c2", type=float, default=0.02)
    parser.add_argument("--rounds", type=int, default=80)
    parser.add_argument("--news", type=Path, nargs="*", default=[], help="news (JSON Lines) that the first tagger labels for the second")
    parser.add_argument("--step", type=int, default=2, help="label each STEP-th article")
    parser.add_argument("--silver", type=int, default=150_000, help="how many labelled tokens of news to learn from")
    options = parser.parse_args(arguments)
    if options.news and options.out != MODEL:
        parser.error("--news labels with the tagger in its place: leave --out alone")
    _fit(list(gold(options.data, options.parts)), options, "the annotated parts")
    if options.news:
        reopen()
        tally, taught = silver.Tally(), []
        for number, one in enumerate(silver.every(options.news, options.step, first=1)):
            tally.add(one)
            if number % 3 == 0:
                taught += one.rows
        silver.enrich(tally)
        reopen()
        random.Random(1).shuffle(taught)
        chosen = _first_tokens(silver.cleaned(taught, tally), options.silver)
        _fit([*gold(options.data, options.second), *chosen], options, "the annotated parts and labelled news")
    if options.out == MODEL:
        print(f"tagger.words: {sums.save()} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
