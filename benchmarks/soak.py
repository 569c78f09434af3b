"""Puts every document of a folder through every command and checks what comes out.

    python benchmarks/soak.py DATA [--commands numbers,timeline] [--limit N] [--jobs N]
    python benchmarks/soak.py DATA --repeat 100000 [--commands numbers] [--jobs 2]

Checks, for each document and command: it came out, in its place; its JSON is valid; every `text` is what stands at its
offsets. Prints documents a second for each command; exits 1 when anything failed, with the first failures.

With `--repeat`, the documents are streamed into one process again and again under new ids until there were so many, and the memory
of every process of the run is sampled: between the end of its first quarter and the end of the run it may not grow by more than a tenth.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsfacts.analysis import COMMANDS
from newsfacts.reading import Failure
from newsfacts.reading.documents import read_all


def spans(found: Any) -> Iterator[tuple[str, int, int]]:
    """Every (text, start, end) anywhere in a result, events among them."""
    if isinstance(found, dict):
        for text, start, end in (("text", "start", "end"), ("event", "event_start", "event_end")):
            if found.get(start) is not None and text in found:
                yield found[text], found[start], found[end]
        for value in found.values():
            yield from spans(value)
    elif isinstance(found, list):
        for value in found:
            yield from spans(value)


def soak(command: str, path: str, texts: list[str], jobs: int) -> list[str]:
    """Runs a command over one JSON Lines file of all documents; gives what was wrong."""
    began = time.perf_counter()
    wrong: list[str] = []
    facts = count = 0
    with subprocess.Popen(
        [sys.executable, "-m", "newsfacts", command, "-f", "json", "-j", str(jobs), path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        for count, line in enumerate(process.stdout, 1):
            document = json.loads(line)
            text = texts[int(document["id"])]
            if int(document["id"]) != count - 1:
                wrong.append(f"document {count - 1} came out as {document['id']}")
            for said, start, end in spans(document):
                facts += 1
                if text[start:end] != said:
                    wrong.append(f"document {document['id']}: {said[:60]!r} is not text[{start}:{end}]")
        complaints = process.stderr.read().strip()
    if process.returncode or complaints:
        wrong.append(f"exit status {process.returncode}: {complaints[:1000]}")
    if count != len(texts):
        wrong.append(f"{len(texts) - count} documents lost")
    seconds = time.perf_counter() - began
    print(f"{command:10} {count:7} documents {facts:9} spans {count / seconds:8.1f} documents/s {len(wrong):4} wrong", flush=True)
    return wrong


def resident(process: int) -> dict[int, int]:
    """Kilobytes of memory of a process and of each of its workers, by process id: their own, what they share counted in parts (PSS)."""
    found = {}
    for each in (process, *map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found[each] = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return found


def endure(command: str, texts: list[str], count: int, jobs: int) -> list[str]:
    """Streams `count` documents through one run of a command; gives what was wrong, growing memory too."""
    wrong: list[str] = []
    samples: list[tuple[int, dict[int, int]]] = []
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsfacts", command, "-f", "json", "-j", str(jobs), "-i", "jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None

    def feed() -> None:
        assert process.stdin is not None
        with process.stdin as stream:
            for number in range(count):
                line = json.dumps({"id": f"{number}", "text": texts[number % len(texts)]}, ensure_ascii=False) + "\n"
                stream.write(line.encode("utf-8"))

    threading.Thread(target=feed, daemon=True).start()
    done, every = 0, max(1, count // 200)
    for done, line in enumerate(process.stdout, 1):
        if done % every == 1:
            samples.append((done, resident(process.pid)))
            if json.loads(line)["id"] != str(done - 1):
                wrong.append(f"document {done - 1} is not in its place")
    process.wait()
    seconds = time.perf_counter() - began
    if process.returncode or done != count:
        wrong.append(f"exit status {process.returncode}, {done} of {count} documents")
    for role in ("parent", "worker"):
        totals = [
            (at, max((size for pid, size in sizes.items() if (pid == process.pid) == (role == "parent")), default=0))
            for at, sizes in samples
        ]
        peaks = [max((size for at, size in totals if quarter < at * 4 / count <= quarter + 1), default=0) for quarter in range(4)]
        early, late = peaks[0], peaks[-1]
        print(f"{command:10} {role}: {' '.join(f'{peak / 1024:.1f}' for peak in peaks)} MB by quarter", flush=True)
        if late > 1.1 * early + 2048:
            wrong.append(f"{command}: a {role}'s memory grew from {early} to {late} KB")
    print(f"{command:10} {done:7} documents {done / seconds:8.1f} documents/s {len(wrong):4} wrong", flush=True)
    return wrong


def main() -> int:
    """Reads the folder once, then soaks each command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--repeat", type=int, metavar="N", help="stream the documents until there were N")
    options = parser.parse_args()
    texts: list[str] = []
    failures: list[Failure] = []
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for source in read_all(options.data):
            if isinstance(source, Failure):
                failures.append(source)
                continue
            if options.limit and len(texts) >= options.limit:
                break
            record = {"id": str(len(texts)), "title": source.title, "date": source.date, "text": source.text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            texts.append(source.text)
        file.flush()
        print(f"{len(texts)} documents read, {len(failures)} unreadable")
        wrong = [str(failure) for failure in failures]
        for command in options.commands.split(","):
            if options.repeat:
                wrong += endure(command, texts, options.repeat, options.jobs or 2)
                continue
            wrong += soak(command, file.name, texts, options.jobs)
    for line in wrong[:30]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
