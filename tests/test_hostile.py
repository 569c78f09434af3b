"""Text made to be slow: four times as much of it takes about four times as long, in every command; no traceback."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from newsfacts.analysis import COMMANDS
from newsfacts.batch import Done, Job
from newsfacts.output.formats import Show
from newsfacts.reading import Page, Source
from newsfacts.reading.decoding import whole_characters

HOSTILE: dict[str, Callable[[int], str]] = {
    "deep brackets": lambda n: "قال (" * n,
    "brackets that close nothing": lambda n: "قال )]»" * n,
    "deep quotes": lambda n: "«" * n + "قال" + "»" * n,
    "quotes left open": lambda n: 'قال «"' * n,
    "endless clitics": lambda n: "وبال" * n,
    "words of clitics": lambda n: "وفبالكلل " * n,
    "combining marks": lambda n: "ع" + "\u064b\u0651" * n + " 12 قتيلا",
    "marks on every letter": lambda n: ("ع" + "\u0651" * 8 + " ") * n,
    "bidi": lambda n: "\u202e\u2067\u200f" * n + "12 قتيلا",
    "bidi between figures": lambda n: "\u200f1\u200f" * n,
    "surrogates": lambda n: whole_characters("\ud800 12 " * n),
    "one figure": lambda n: "1" * n,
    "groups without end": lambda n: "1," * n,
    "a number in words without end": lambda n: "خمسة وعشرون ألفا و" * n,
    "ranges without end": lambda n: "بين 5 و" * n,
    "months without end": lambda n: "مارس/" * n,
    "names without end": lambda n: "الرئيس بن عبد " * n,
    "statements without end": lambda n: "قال إن " * n,
    "line ends": lambda n: "\n" * n + "قتل 12",
    "white space": lambda n: "قتل" + "\u00a0" * n + "12",
    "addresses": lambda n: "http://" * n,
    "ligatures": lambda n: "ﷺ" * n,
}


def _seconds(command: str, text: str) -> float:
    began = time.process_time()
    result = Job(command, Show("json", command, terminal=False)).do(Source(text))
    taken = time.process_time() - began
    assert isinstance(result, Done), result
    json.loads(str(result.shown))
    return taken


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_as_the_text_does(name: str) -> None:
    """`facts` does what every other command does."""
    command = "facts" if "facts" in COMMANDS else "summarize"
    make = HOSTILE[name]
    _seconds(command, make(50))  # tables are loaded, patterns compiled
    for _ in range(2):  # another program may have had the processor's caches
        small, large = min(_seconds(command, make(300)) for _ in range(2)), _seconds(command, make(1200))
        if large < 0.2 or large < 8 * small:
            break
    assert large < 0.2 or large < 8 * small, f"{large / small:.1f} times the time for four times the text ({large:.2f} s)"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_on_hostile_text(command: str) -> None:
    for make in HOSTILE.values():
        assert _seconds(command, make(100)) < 5


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "نص",
        "<p>" + "<b>" * 20_000 + "نص 12",
        "<table>" * 5_000 + "نص",
        "<" * 100_000,
        "<a " + "x=y " * 50_000 + ">نص</a>",
        "&amp;" * 100_000,
        "<!--" * 50_000,
        '<meta charset="' * 5_000,
        "<figure><figcaption>" * 2_000 + "نص",
    ],
    ids=lambda page: page[:8],
)
def test_hostile_pages_end(page: str) -> None:
    began = time.process_time()
    result = Job("numbers", Show("json", "numbers", terminal=False)).do(Page(page.encode(), "a", "a"))
    assert "newsfacts failed" not in str(result)
    assert time.process_time() - began < 20
