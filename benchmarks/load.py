"""What a warm process does in a second, how that grows with the length of an article, and what memory it takes.

Articles are made of the paragraphs of samples/, shuffled: the same every time, of any length. Times are CPU time, least of some
rounds, and stand beside `re.findall(r"\\w+|\\S", text)` on the same texts in the same rounds.
"""

from __future__ import annotations

import gc
import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import newsfacts
from newsfacts.reading import Source

RECORDS = Path(__file__).resolve().parent.parent / "samples" / "articles.jsonl"
DATE = "2024-03-05"
_WORD = re.compile(r"\w+|\S")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
#: Runs a command as a process of its own and gives its peak in kilobytes: the largest of all children, so one at a time.
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdin=sys.stdin, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def articles(words: int, count: int, seed: int = 0) -> list[str]:
    """Articles of so many words, made of paragraphs of the samples."""
    paragraphs = [
        line for record in RECORDS.read_text("utf-8").splitlines() for line in json.loads(record)["text"].split("\n") if line.strip()
    ]
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        chosen: list[str] = []
        size = 0
        while size < words:
            for paragraph in chance.sample(paragraphs, len(paragraphs)):
                chosen.append(paragraph)
                size += len(paragraph.split())
                if size >= words:
                    break
        chosen[-1] = " ".join(chosen[-1].split()[: len(chosen[-1].split()) - (size - words)])
        made.append("\n".join(chosen).strip())
    return made


def drawn(paths: list[Path], words: int, count: int, seed: int = 0) -> list[str]:
    """Texts of JSON Lines files, so many of each, that have about so many words."""
    chance, chosen = random.Random(seed), []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in file]
        fitting = [text for text in texts if abs(len(text.split()) - words) <= words // 10]
        chosen += chance.sample(fitting, min(len(fitting), count // len(paths)))
    return chosen


def analysis(text: str) -> Any:
    """The text, to be analysed."""
    return newsfacts.analyze(Source(text, date=DATE, kind="jsonl"))


TASKS: dict[str, Callable[[str], object]] = {
    "findall": lambda text: _WORD.findall(text),
    "numbers + timeline": lambda text: [(found.numbers, found.timeline) for found in [analysis(text)]],
    "entities": lambda text: analysis(text).entities,
    "summarize": lambda text: analysis(text).summary(),
    "facts": lambda text: analysis(text).document("facts"),
}


def seconds(texts: list[str], rounds: int) -> dict[str, float]:
    """CPU seconds a text, by task: of each text the least of the rounds, then the mean.

    Garbage waits for the end of the round, as it waits for the end of a call over one text.
    """
    least: dict[str, list[float]] = {name: [float("inf")] * len(texts) for name in TASKS}
    for turn in range(rounds + 1):
        gc.collect()
        gc.disable()
        for place, text in enumerate(texts):
            for name, task in TASKS.items():
                start = time.process_time()
                task(text)
                taken = time.process_time() - start
                if turn:  # the first round loads tables
                    least[name][place] = min(least[name][place], taken)
        gc.enable()
    return {name: sum(values) / len(values) for name, values in least.items()}


def tokens(texts: list[str]) -> float:
    """Tokens of an article, in the mean."""
    return sum(len(analysis(text).article.tokens) for text in texts) / len(texts)


def peak_megabytes(command: list[str], given: Iterator[str] | None = None) -> float:
    """The peak memory of a process, in 10^6 bytes; `given` are lines for its standard input."""
    process = subprocess.Popen([sys.executable, "-c", _PEAK, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    for line in given or ():
        process.stdin.write(line)
    process.stdin.close()
    kilobytes = int(process.stdout.read())
    if process.wait():
        raise RuntimeError(f"{' '.join(command)} exited {process.returncode}")
    return kilobytes * 1024 / 1e6


def stream(count: int, made_up: int = 60) -> Iterator[str]:
    """Records of JSON Lines of 250 words each, so many of them made up, so that no two documents have the same."""
    paragraphs = articles(250 - made_up, 100, seed=1)
    chance = random.Random(2)
    for number in range(count):
        strange = " ".join("".join(chance.choices(_LETTERS, k=chance.randint(4, 8))) for _ in range(made_up))
        yield json.dumps({"id": number, "date": DATE, "text": f"{chance.choice(paragraphs)}\n{strange}."}, ensure_ascii=False) + "\n"
