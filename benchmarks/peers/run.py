"""The side of a peer's benchmark that runs inside the peer's own environment. Standard library only.

    python run.py cases PEER                    JSON Lines of cases on standard input, JSON Lines of records on standard output
    python run.py once PEER ARTICLE DATE        reads one article and ends: what a whole process costs
    python run.py warm PEER ARTICLE DATE SECS   reads it again and again: what a read costs once everything is loaded

An adapter is a module `read_PEER` beside this file with `TASKS` (what the peer can read at all: "numbers", "timeline"),
`read(text, day, tasks)`, the peer's own call and nothing else, which alone is timed, and `records(answer, day, task)`, which
turns its answer into records of the output contract that the scorer looks at: kind, value, min, max, unit; value, from, to.
"""

from __future__ import annotations

import datetime as dt
import importlib
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

LEAST_ROUNDS, MOST_ROUNDS = 3, 41


def say(out: TextIO, answer: dict[str, Any]) -> None:
    """One line of JSON, sent at once, so that a later crash does not take it along."""
    out.write(json.dumps(answer, ensure_ascii=False, default=float) + "\n")
    out.flush()


def answer_cases(adapter: Any, out: TextIO) -> None:
    """Every case of standard input; an exception of the peer is its answer to that case alone."""
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"):
        case = json.loads(line)
        day = dt.date.fromisoformat(case["date"])
        try:
            found = adapter.records(adapter.read(case["text"], day, (case["task"],)), day, case["task"])
            say(out, {"id": case["id"], "records": found})
        except Exception as error:  # whatever a peer raises is a miss, and the next case is asked all the same
            say(out, {"id": case["id"], "error": f"{type(error).__name__}: {error}"[:200]})


def warm_milliseconds(read: Callable[[], object], seconds: float) -> tuple[float, int]:
    """Median CPU time of a call after two that are not counted, and the number of calls."""
    read()
    read()
    taken: list[float] = []
    while len(taken) < LEAST_ROUNDS or (sum(taken) < seconds and len(taken) < MOST_ROUNDS):
        start = time.process_time()
        read()
        taken.append(time.process_time() - start)
    return 1000 * statistics.median(taken), len(taken)


def main() -> int:
    """Answers; an adapter that cannot be loaded says why and exits 3."""
    mode, peer, *rest = sys.argv[1:]
    # Peers print what they like to standard output: it goes to standard error, and the answers keep the real one.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        adapter: Any = importlib.import_module(f"read_{peer}")
    except Exception as error:
        say(out, {"unusable": f"{type(error).__name__}: {error}"[:300]})
        return 3
    if mode == "cases":
        say(out, {"tasks": adapter.TASKS})
        answer_cases(adapter, out)
        return 0
    text, day = Path(rest[0]).read_text("utf-8"), dt.date.fromisoformat(rest[1])
    if mode == "once":
        adapter.read(text, day, adapter.TASKS)
    else:
        milliseconds, rounds = warm_milliseconds(lambda: adapter.read(text, day, adapter.TASKS), float(rest[2]))
        say(out, {"milliseconds": milliseconds, "rounds": rounds})
    return 0


if __name__ == "__main__":
    sys.exit(main())
