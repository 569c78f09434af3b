"""Learns the weights of data/summary/weights.tsv marked `learned`, and says what they are worth on articles they were not learned from.

    python benchmarks/summary_weights.py EASC.jsonl [--folds 10] [--repeats 5] [--write]

EASC.jsonl: one article a line, `{"id", "text", "references": [summary, …]}`. The measure is ROUGE-2 F1 against every reference,
less that of the lead that fills the same budget, averaged over budgets of words; every article is left out of learning once in each
repeat, and its gain averaged over the repeats. What is learned is the mean of a coarse grid, each
point counting by exp(gain / its standard error): 75 articles cannot tell which point is best, and the best of many is luck.
`--write` puts the weights learned from all articles into the table.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsfacts.analysis import Analysis
from newsfacts.reading.source import Source
from newsfacts.summary.features import Candidate, candidates
from newsfacts.summary.length import Length
from newsfacts.summary.ranking import choose, score
from newsfacts.text.fold import key
from newsfacts.text.lexicon import DATA, table

BUDGETS = (60, 80, 100, 120, 140, 160, 180, 200)
GRID: dict[str, tuple[float, ...]] = {"centrality": (0.0, 0.1, 0.2, 0.3, 0.4), "names": (0.0, 0.2, 0.4)}
TABLE = Path(DATA) / "summary" / "weights.tsv"

Bigrams = Counter[tuple[str, str]]


class Sample(NamedTuple):
    """An article ready to be summarised again and again."""

    found: list[Candidate]
    words: list[list[str]]
    references: list[tuple[Bigrams, int]]
    leads: dict[int, float]
    known: dict[tuple[int, ...], float]


def words(text: str) -> list[str]:
    """Words as the scorer counts them, folded."""
    return re.findall(r"[^\W_]+", key(text).lower())


def bigrams(text: Sequence[str]) -> Bigrams:
    """Pairs of neighbours with their counts."""
    return Counter(itertools.pairwise(text))


def rouge(sample: Sample, chosen: Sequence[int]) -> float:
    """ROUGE-2 F1 in points, the mean over the references."""
    places = tuple(chosen)
    if places not in sample.known:
        mine = bigrams([word for place in places for word in sample.words[place]])
        total = sum(mine.values())
        each = [2 * sum((mine & theirs).values()) / ((total + length) or 1) for theirs, length in sample.references]
        sample.known[places] = 100 * statistics.mean(each)
    return sample.known[places]


def lead(found: Sequence[Candidate], budget: int) -> list[int]:
    """The first sentences that fit; one that does not is passed over, unless it is the first."""
    taken: list[int] = []
    room = budget
    for place, candidate in enumerate(found):
        if candidate.words <= room or not taken:
            taken.append(place)
            room -= candidate.words
    return taken


def prepare(record: Mapping[str, object]) -> Sample:
    """Analyses an article once."""
    analysis = Analysis(Source(text=str(record["text"]), kind="jsonl"))
    article = analysis.article
    found = candidates(article, analysis.numbers, analysis.entities)
    texts = [words(article.surface(c.sentence.start, c.sentence.end)) for c in found]
    references = record["references"]
    assert isinstance(references, list)
    theirs = [bigrams(words(text)) for text in references]
    sample = Sample(found, texts, [(counts, sum(counts.values())) for counts in theirs], {}, {})
    sample.leads.update({budget: rouge(sample, lead(found, budget)) for budget in BUDGETS})
    return sample


def gains(samples: Sequence[Sample], weighing: Mapping[str, float], budget: int) -> list[float]:
    """ROUGE-2 over the lead, for each article."""
    length = Length(words=budget)
    return [rouge(s, choose(s.found, score(s.found, weighing), length, weighing)) - s.leads[budget] for s in samples]


def learn(worth: Mapping[tuple[float, ...], Sequence[float]], articles: Sequence[int]) -> dict[str, float]:
    """The mean point of the grid over some articles; `worth` has the gain of every point for every article."""
    sums = dict.fromkeys(GRID, 0.0)
    total = 0.0
    for point, each in worth.items():
        seen = [each[article] for article in articles]
        error = statistics.stdev(seen) / len(seen) ** 0.5
        share = math.exp(statistics.mean(seen) / max(error, 0.1))
        total += share
        for name, value in zip(GRID, point, strict=True):
            sums[name] += share * value
    return {name: round(value / total, 2) for name, value in sums.items()}


def report(name: str, values: Sequence[float]) -> None:
    """A mean with its standard error."""
    print(f"{name:34} {statistics.mean(values):+6.2f} ± {statistics.stdev(values) / len(values) ** 0.5:.2f}")


def main() -> None:
    """Cross-validates, learns from all, prints, and writes when asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--folds", type=int, default=10)
    arguments.add_argument("--repeats", type=int, default=5)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    samples = [prepare(json.loads(line)) for line in options.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = table("summary/weights")
    start = {row["feature"]: float(row["weight"]) for row in rows}
    for budget in BUDGETS:
        report(f"table as it is, {budget} words", gains(samples, start, budget))
    worth: dict[tuple[float, ...], list[float]] = {}
    for point in itertools.product(*GRID.values()):
        weighing = {**start, **dict(zip(GRID, point, strict=True))}
        worth[point] = [statistics.mean(each) for each in zip(*(gains(samples, weighing, b) for b in BUDGETS), strict=True)]
    unseen: dict[int, list[float]] = {budget: [0.0] * len(samples) for budget in BUDGETS}
    for repeat in range(options.repeats):
        order = list(range(len(samples)))
        random.Random(repeat).shuffle(order)
        for fold in range(options.folds):
            held = order[fold :: options.folds]
            weighing = {**start, **learn(worth, [number for number in order if number not in held])}
            for budget in BUDGETS:
                for number, gain in zip(held, gains([samples[number] for number in held], weighing, budget), strict=True):
                    unseen[budget][number] += gain / options.repeats
    for budget in BUDGETS:
        report(f"cross-validated, {budget} words", unseen[budget])
    report("cross-validated, all budgets", [statistics.mean(values) for values in zip(*unseen.values(), strict=True)])
    final = learn(worth, range(len(samples)))
    print("all articles:", final)
    if options.write:
        lines = TABLE.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            cells = line.split("\t")
            if cells[0] in final:
                lines[number] = "\t".join((cells[0], f"{final[cells[0]]:g}", *cells[2:]))
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
