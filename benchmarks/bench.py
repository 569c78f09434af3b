"""Speed and memory: start-up, throughput, growth with length, peak memory, and the peers' times, each beside the bar it is held to.

    python benchmarks/bench.py [--short] [--json FILE] [--rounds N] [--articles FILE]... [--peers NAME]... [--cache DIR]

Prints one Markdown table. Start-up is a ratio to `python -c "import typer"` (instructions where valgrind is on the machine, else
CPU time, median of the rounds), throughput a ratio to `re.findall(r"\\w+|\\S", text)` on the same texts, both measured in this run.
The texts are made of the paragraphs of samples/, which have five times the figures and dates of news; with `--articles` (JSON Lines)
throughput is measured on articles of that news too.

Peers are installed each in a virtual environment of its own, as `peers.py` does; one that does not install is left out with the reason.

`--short` measures what can be told in a few seconds, without peers and long streams, and exits 1 when a bar with its slack is broken.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import load
import startup

#: The most that a call may cost, in times `import typer`.
CALLS = {"--version": 1.3, "--help": 1.3, "numbers": 1.6, "timeline": 1.8, "entities": 2.2, "summarize": 1.8}
WORDS, LONG, LONG_SHORT = 400, 100_000, 10_000
MEGABYTES = 120
#: Times as fast as the peer on the same article, at least.
PEERS = {"dateparser": 10, "puckling": 25, "maha": 25}
#: In the short form a bar may be passed by so much before it breaks: instructions vary with the machine's Python and locale, times more.
SLACK_COUNTED, SLACK_TIMED = 1.12, 1.5
#: The short form's bars, in times `import typer` and re.findall: what is measured today, not what is aimed at. They may only be lowered.
SHORT_CALLS = {"--version": 1.0, "--help": 1.25, "numbers": 1.1, "timeline": 1.4, "entities": 1.2, "summarize": 1.7}
SHORT_TASKS = {"numbers + timeline": 125.0, "entities": 65.0, "facts": 145.0}


class Row(NamedTuple):
    """One line of the table; `met` is None where there is no bar."""

    what: str
    measured: str
    ratio: float | None
    against: str
    bar: str
    met: bool | None


def start_up(rounds: int, *, short: bool) -> list[Row]:
    """Whole processes over one article."""
    counted = shutil.which("valgrind") is not None
    bars = SHORT_CALLS if short else CALLS
    slack = (SLACK_COUNTED if counted else SLACK_TIMED) if short else 1.0
    found = startup.measure(str(startup.ARTICLE), rounds=rounds, counted=counted, only=tuple(bars)[1:] if short else ())
    base, unit, rows = found.pop(startup.BASE), "M instructions" if counted else "ms CPU", []
    rows.append(Row("import typer", f"{base:.0f} {unit}", 1.0, "", "", None))
    for name, value in found.items():
        bar = bars.get(name)
        met = None if bar is None else value / base <= bar * slack
        rows.append(Row(name, f"{value:.0f} {unit}", value / base, "import typer", f"≤ {bar} ×" if bar else "", met))
    return rows


def throughput(texts: list[str], rounds: int, of: str, *, short: bool) -> list[Row]:
    """Warm, one core, articles of 400 words."""
    found, tokens = load.seconds(texts, rounds), load.tokens(texts)
    base = found.pop("findall")
    rows = [Row(f"re.findall, {WORDS} words of {of}", f"{1000 * base:.2f} ms", 1.0, "", "", None)]
    for name, value in found.items():
        measured, bar, met = f"{1000 * value:.1f} ms", "", None
        if name == "numbers + timeline":
            bar, met = "≤ 4 ms, ≤ 20 ×", value <= 0.004 and value <= 20 * base
        elif name == "entities":
            measured, bar, met = f"{tokens / value:,.0f} tokens/s", "≥ 15,000 tokens/s", tokens / value >= 15_000
        elif name == "facts":
            measured, bar, met = f"{1 / value:.0f} articles/s", "≥ 60 articles/s", 1 / value >= 60
        if short:
            most = SHORT_TASKS.get(name)
            bar, met = (f"≤ {most:.0f} ×", value / base <= most * SLACK_TIMED) if most else ("", None)
        rows.append(Row(f"{name}, {WORDS} words of {of}", measured, value / base, "re.findall", bar, met))
    return rows


def growth(words: int, rounds: int, slack: float = 1.1) -> list[Row]:
    """What a word of a long article costs beside a word of a short one."""
    few, many = load.seconds(load.articles(WORDS, 5), rounds + 1), load.seconds(load.articles(words, 1), rounds)
    rows = []
    for name in few:
        ratio = many[name] * WORDS / words / few[name]
        rows.append(
            Row(
                f"{name}, {words:,} words",
                f"{many[name]:.2f} s",
                ratio,
                f"a word of {WORDS}",
                "≤ 1 ×",
                None if name == "findall" else ratio <= slack,
            )
        )
    return rows


def memory(long: int, documents: int) -> list[Row]:
    """Peak memory of processes."""
    rows = []
    bare = load.peak_megabytes([sys.executable, "-c", "import typer"])

    def row(what: str, peak: float) -> Row:
        return Row(what, f"{peak:.0f} MB", peak / bare, "import typer", f"< {MEGABYTES} MB", peak < MEGABYTES)

    for command in ("numbers", "facts"):
        rows.append(row(f"{command}, one article", load.peak_megabytes([*startup.NEWSFACTS, command, "-f", "json", str(startup.ARTICLE)])))
    if long:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(load.articles(long, 1)[0])
            file.flush()
            peak = load.peak_megabytes([*startup.NEWSFACTS, "facts", "-f", "json", file.name])
            rows.append(row(f"facts, one article of {long:,} words", peak)._replace(bar="", met=None))
    for count in (documents // 4, documents):
        if count:
            peak = load.peak_megabytes([*startup.NEWSFACTS, "facts", "-f", "json", "-i", "jsonl", "-"], load.stream(count))
            rows.append(row(f"facts, a stream of {count:,} documents", peak))
    return rows


def peers(wanted: list[str], cache: Path, rounds: int) -> tuple[list[Row], list[str]]:
    """The peers' times on one article beside newsfacts', and who is missing."""
    import peers as bench

    interpreters: dict[tuple[int, int], str] = {}
    for interpreter in bench.interpreters():
        version = bench.version_of(interpreter)
        if version is not None:
            interpreters.setdefault(version, interpreter)
    cache.mkdir(parents=True, exist_ok=True)
    ready, notes = [], []
    for peer in bench.PEERS:
        if peer.adapter == "newsfacts" or peer.adapter in wanted:
            result, python = bench.prepare(peer, cache, interpreters)
            if result.unusable is None:
                ready.append((peer, python, result))
            else:
                notes.append(f"{peer.name}: not measured: {result.unusable}")
    bench.measure_costs(ready, rounds)
    own = next((result for peer, _, result in ready if peer.adapter == "newsfacts"), None)
    rows = []
    for peer, _, result in ready:
        if own is None or peer.adapter == "newsfacts" or not (result.warm_milliseconds and own.warm_milliseconds):
            continue
        ratio, bar = result.warm_milliseconds / own.warm_milliseconds, PEERS.get(peer.adapter)
        measured = f"{result.warm_milliseconds:.1f} ms to {own.warm_milliseconds:.1f} ms"
        rows.append(Row(f"{peer.name}, warm", measured, ratio, "newsfacts", f"≥ {bar} ×" if bar else "", ratio >= bar if bar else None))
        if result.cold_seconds and own.cold_seconds:
            rows.append(
                Row(
                    f"{peer.name}, cold",
                    f"{result.cold_seconds:.2f} s to {own.cold_seconds:.2f} s",
                    result.cold_seconds / own.cold_seconds,
                    "newsfacts",
                    "",
                    None,
                )
            )
    return rows, notes


def show(rows: list[Row]) -> None:
    """The table, in Markdown."""
    print("| what | measured | ratio | to | bar | met |\n| --- | ---: | ---: | --- | ---: | --- |")
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×" if row.ratio < 10 else f"{row.ratio:.0f} ×"
        met = "" if row.met is None else "yes" if row.met else "**no**"
        print(f"| {row.what} | {row.measured} | {ratio} | {row.against} | {row.bar} | {met} |", flush=True)


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", nargs="*", type=Path, default=[], help="news (JSON Lines) to measure throughput on too")
    parser.add_argument("--documents", type=int, default=4000, help="of the stream whose memory is measured")
    parser.add_argument(
        "--peers", action="append", default=[], help="an adapter's name; dateparser, puckling and maha by default; none for none"
    )
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--cache", type=Path, default=cache_home / "newsfacts-peers", help="where the peers' environments are kept")
    options = parser.parse_args()
    notes: list[str] = []
    if options.short:
        rows = start_up(5, short=True)
        rows += throughput(load.articles(WORDS, 6), 3, "samples", short=True) + growth(LONG_SHORT, 1, 1.5) + memory(0, 0)
    else:
        rows = (
            start_up(options.rounds, short=False)
            + throughput(load.articles(WORDS, 20), options.rounds, "samples", short=False)
            + (throughput(load.drawn(options.articles, WORDS, 30), options.rounds, "news", short=False) if options.articles else [])
            + growth(LONG, 1)
            + memory(LONG, options.documents)
        )
        beside, notes = peers(options.peers or list(PEERS), options.cache, 3)
        rows += beside
    show(rows)
    for note in notes:
        print(f"- {note}")
    if options.json:
        about: dict[str, Any] = {
            "date": dt.date.today().isoformat(),
            "python": platform.python_version(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
        }
        options.json.write_text(
            json.dumps({**about, "rows": [row._asdict() for row in rows], "notes": notes}, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    broken = [row.what for row in rows if row.met is False]
    if options.short and broken:
        print(f"broken: {', '.join(broken)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
