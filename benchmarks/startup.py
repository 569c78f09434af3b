"""What one call costs: whole processes over one article, as ratios to starting Python with typer in the same run.

    python benchmarks/startup.py [ARTICLE] [--rounds N] [--instructions]

CPU time (user + system) of each command, median over rounds that interleave all commands, so that a noisy machine disturbs
all alike. With valgrind on the machine, `--instructions` counts instructions instead, which repeat to the last digits.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ARTICLE = Path(__file__).parent.parent / "samples" / "02-war-air-strikes.txt"
#: Users start the installed script; `-m` finds the package without the script's shebang and costs the same.
NEWSFACTS = [sys.executable, "-m", "newsfacts"]
BASE = "python -c 'import typer'"
COMMANDS = ("numbers", "timeline", "entities", "summarize", "quotes", "facts")


def calls(article: str) -> dict[str, list[str]]:
    """Name to command line; the first is what the others are measured against."""
    found = {BASE: [sys.executable, "-c", "import typer"], "--version": [*NEWSFACTS, "--version"], "--help": [*NEWSFACTS, "--help"]}
    for command in COMMANDS:
        found[command] = [*NEWSFACTS, command, "-f", "json", article]
    return found


def surroundings(**more: str) -> dict[str, str]:
    """An environment in which bytecode is kept: a user's package has it, whatever the machine at hand says about writing it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": os.path.join(tempfile.gettempdir(), f"newsfacts-bytecode-{os.getuid()}"), **more}


def cpu_milliseconds(command: list[str]) -> float:
    """User and system time of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, env=surroundings(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def instructions(command: list[str]) -> float:
    """Instructions of one process, in millions, by valgrind."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(
        valgrind, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=surroundings(PYTHONHASHSEED="0"), check=True
    )
    match = re.search(r"Collected : (\d+)", done.stderr)
    assert match is not None, done.stderr
    return int(match[1]) / 1e6


def measure(article: str, *, rounds: int, counted: bool, only: Iterable[str] = ()) -> dict[str, float]:
    """Milliseconds of CPU time (median of the rounds), or millions of instructions, by name; `only` leaves out the other calls."""
    chosen = (BASE, *only)
    commands = {name: call for name, call in calls(article).items() if not only or name in chosen}
    for command in commands.values():
        subprocess.run(command, stdout=subprocess.DEVNULL, env=surroundings(), check=True)  # bytecode and disk cache
    if counted:  # how many run at once does not change the counts
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(commands, pool.map(instructions, commands.values()), strict=True))
    measured: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(cpu_milliseconds(command))
    return {name: statistics.median(values) for name, values in measured.items()}


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", default=str(ARTICLE))
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    found = measure(options.article, rounds=options.rounds, counted=options.instructions)
    unit = "M instructions" if options.instructions else "ms CPU"
    for name, value in found.items():
        print(f"{name:26} {value:9.1f} {unit}  {value / found[BASE]:5.2f} ×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
