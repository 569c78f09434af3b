"""Runs the scorer for every part of it and holds the figures against benchmarks/floors.tsv.

    python benchmarks/floors.py --score score.py --data DATA [--write]

Exits 1 when a figure is below its floor. `--write` raises the floors to the figures just measured; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pathlib
import re
import subprocess
import sys

FLOORS = pathlib.Path(__file__).with_name("floors.tsv")
#: The scorer's part, and its files under DATA.
PARTS = {
    "suites": ["suites"],
    "numbers": ["gold/articles.jsonl", "gold/numdates.jsonl"],
    "timeline": ["gold/articles.jsonl", "gold/numdates.jsonl"],
    "entities": ["gold/articles.jsonl", "gold/entities.jsonl"],
    "quotes": ["gold/articles.jsonl", "gold/quotes.jsonl"],
    "conll": ["ner/anercorp.dev.conll", "ner/aqmar.dev.conll", "ner/wikifane.dev.conll"],
    "summary": ["summaries/easc.jsonl"],
}

#: Figures that have a floor: whole suites, F1 over all classes, fields of records, the summary's gain. Their parts may trade.
_FLOORED = re.compile(
    r" = |^(numbers|timeline|quotes) (F1|.* accuracy)$|^entities (F1|links F1|three classes F1)$|\.dev (F1|three classes F1)$|over lead"
)


def measure(score: str, data: pathlib.Path, part: str) -> dict[str, float]:
    """The figures of one part of the scorer, by name."""
    paths = [str(data / path) for path in PARTS[part]]
    environment = {**os.environ, "NEWSFACTS": f"{sys.executable} -m newsfacts"}
    done = subprocess.run([sys.executable, score, part, *paths, "--json"], env=environment, capture_output=True, text=True, check=True)
    if done.stderr:
        print(done.stderr, file=sys.stderr)
    return {name: value for name, (value, _) in json.loads(done.stdout.splitlines()[-1]).items()}


def read_floors() -> dict[tuple[str, str], float]:
    """(part, figure) to its floor."""
    if not FLOORS.exists():
        return {}
    rows = [line.split("\t") for line in FLOORS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {(part, name): float(floor) for part, name, floor in rows[1:]}


def main() -> int:
    """Measures, prints every figure beside its floor, and judges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    floors, low = read_floors(), []
    for part in PARTS:
        for name, value in measure(options.score, options.data, part).items():
            floor = floors.get((part, name))
            mark = "" if floor is None or value >= floor else "  BELOW ITS FLOOR"
            print(f"{value:8.2f}  {'' if floor is None else floor:>6}  {part}: {name}{mark}", flush=True)
            low += [f"{part}: {name} is {value}, floor {floor}"] if mark else []
            if options.write and _FLOORED.search(name):
                # A tenth of a point of slack: floors catch what a change broke, not the last digit.
                floors[part, name] = max(floor if floor is not None else -math.inf, math.floor(10 * value - 1) / 10)
    if options.write:
        lines = [
            "# What each figure of the scorer must not fall below. Written by benchmarks/floors.py --write; floors only rise.",
            "part\tfigure\tfloor",
        ]
        lines += [f"{part}\t{name}\t{floor}" for (part, name), floor in floors.items()]
        FLOORS.write_text("\n".join(lines) + "\n", "utf-8")
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
