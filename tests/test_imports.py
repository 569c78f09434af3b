"""What a run may not load: a JSON run of one article costs as little as it does because nothing is imported that it does not need."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import COMMANDS
from process import SAMPLES, run

ARTICLE = SAMPLES / "02-war-air-strikes.txt"
HEAVY = {
    *(
        "rich",
        "pydantic",
        "dateparser",
        "lxml",
        "trafilatura",
        "htmldate",
        "justext",
        "numpy",
        "pandas",
        "jsonschema",
        "pygments",
        "markdown_it",
    ),
    *("babel", "tzlocal", "pytz", "dateutil", "regex", "urllib3", "charset_normalizer", "certifi", "attr"),
    # Of the standard library: processes, network, markup.
    *("asyncio", "multiprocessing", "concurrent", "socket", "ssl", "http", "urllib.request", "email", "xml", "html.parser", "unittest"),
    *("csv", "logging", "sqlite3", "ctypes", "pdb", "tomllib"),
}
#: Umm al-Qura's tables, where a text has a Hijri date; gazetteers, where entities are asked for.
FOR_SOME = {"hijridate", "marisa_trie"}


def _loaded(*arguments: str | Path) -> set[str]:
    """The modules that a real run imports, as Python itself reports them."""
    finished = run(*arguments, python=(sys.executable, "-X", "importtime", "-m", "newsfacts"))
    assert finished.status == 0
    lines = [line for line in finished.messages if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def _among(loaded: set[str], names: set[str]) -> set[str]:
    return {name for name in names if any(module == name or module.startswith(name + ".") for module in loaded)}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_json_run_loads_nothing_heavy(command: str) -> None:
    loaded = _loaded(command, "-f", "json", ARTICLE)
    assert "newsfacts.analysis" in loaded
    assert _among(loaded, {*HEAVY, "typer"}) == set()


def test_numbers_need_no_names() -> None:
    loaded = _loaded("numbers", "-f", "json", ARTICLE)
    assert _among(loaded, FOR_SOME) == set()
    assert _among(loaded, {"newsfacts.entities", "newsfacts.summary", "newsfacts.output.table", "newsfacts.output.rows"}) == set()


def test_help_loads_no_room() -> None:
    assert _among(_loaded("--help"), {*HEAVY, *FOR_SOME, "newsfacts.analysis", "newsfacts.parsing", "newsfacts.text"}) == set()


def test_what_is_asked_for_is_loaded(tmp_path: Path) -> None:
    """Each of these costs something, and is paid for only here; that they are seen shows that the tests above can see them."""
    page = tmp_path / "a.html"
    page.write_text(f"<html><body><article><p>{'قتل 12 شخصا في انهيار مبنى. ' * 12}</p></article></body></html>", encoding="utf-8")
    loaded = _loaded("numbers", "-f", "table", "-d", "5 März 2024", page)
    assert _among(loaded, {"rich", "dateparser", "trafilatura", "lxml"}) == {"rich", "dateparser", "trafilatura", "lxml"}
    assert _among(_loaded("numbers", "-f", "csv", "-j", "2", ARTICLE), {"rich", "multiprocessing", "csv"}) >= {"multiprocessing"}
