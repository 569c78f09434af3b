"""What one call costs: whole processes over one article, as ratios to starting Python with typer in the same run.

    python benchmarks/startup.py [ARTICLE] [--rounds N]

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
from pathlib import Path

ARTICLE = Path(__file__).parent.parent / "samples" / "02-war-air-strikes.txt"
#: Users start the installed script; `-m` finds the package without the script's shebang and costs the same.
NEWSFACTS = [sys.executable, "-m", "newsfacts"]


def calls(article: str) -> dict[str, list[str]]:
    """Name to command line; the first is what the others are measured against."""
    found = {"python -c 'import typer'": [sys.executable, "-c", "import typer"], "--version": [*NEWSFACTS, "--version"]}
    for command in ("numbers", "timeline", "entities", "summarize"):
        found[command] = [*NEWSFACTS, command, "-f", "json", article]
    return found


def surroundings(**more: str) -> dict[str, str]:
    """An environment in which bytecode is kept: a user's package has it, whatever the machine at hand says about writing it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": os.path.join(tempfile.gettempdir(), f"newsfacts-bytecode-{os.getuid()}"), **more}


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, env=surroundings(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def instructions(command: list[str]) -> float:
    """Instructions of one process, in millions, by valgrind."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(
        valgrind, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=surroundings(PYTHONHASHSEED="0"), check=True
    )
    match = re.search(r"Collected : (\d+)", done.stderr)
    assert match is not None, done.stderr
    return int(match[1]) / 1e6


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", default=str(ARTICLE))
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    commands = calls(options.article)
    rounds = 1 if options.instructions else options.rounds
    measured: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        subprocess.run(command, stdout=subprocess.DEVNULL, env=surroundings(), check=True)  # bytecode and disk cache
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(instructions(command) if options.instructions else 1000 * cpu_seconds(command))
    base = statistics.median(next(iter(measured.values())))
    unit = "M instructions" if options.instructions else "ms CPU"
    for name, values in measured.items():
        middle = statistics.median(values)
        print(f"{name:26} {middle:9.1f} {unit}  {middle / base:5.2f} ×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
