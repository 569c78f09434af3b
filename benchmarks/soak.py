"""Puts every document of a folder through every command and checks what comes out.

    python benchmarks/soak.py DATA [--commands numbers,timeline] [--limit N] [--jobs N]

Checks, for each document and command: it came out, in its place; its JSON is valid; every `text` is what stands at its
offsets. Prints documents a second for each command; exits 1 when anything failed, with the first failures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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


def main() -> int:
    """Reads the folder once, then soaks each command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=0)
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
            wrong += soak(command, file.name, texts, options.jobs)
    for line in wrong[:30]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
