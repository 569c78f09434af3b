"""What is written down is true: help for every option, examples that can be called, a README that knows every option."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from conftest import COMMANDS
from process import ROOT, run

from newsfacts.cli import application

README = ROOT / "README.md"
GROUP: Any = typer.main.get_command(application())


def _examples(text: str) -> Iterator[str]:
    """The calls of newsfacts in a text: after a prompt, a comment's end, a pipe or a crontab's five stars."""
    for line in text.splitlines():
        for piece in line.split("|"):
            match = re.search(r"(?:^|\s)newsfacts (?!/)(?P<rest>\S.*)$", piece.split(" #")[0])
            if match and line.startswith("    ") and not re.search(r"[\"':]\s*newsfacts", piece):
                yield match["rest"].replace("COMMAND", "numbers")


def _parse(example: str) -> Any:
    """Parses a call without making it. Raises what the command line would complain of."""
    words = [word for word in shlex.split(example) if not word.startswith(">")]
    if words[0].startswith("-"):
        return {option for parameter in GROUP.params for option in parameter.opts} >= {words[0]} or pytest.fail(f"no option {words[0]}")
    assert words[0] in GROUP.commands, f"no command {words[0]}"
    known = {option for parameter in GROUP.commands[words[0]].params for option in parameter.opts} | {"-h", "--help"}
    given = [word for word in words[1:] if word.startswith("-") and word != "-"]
    assert set(given) <= known, f"{example}: {set(given) - known}"
    if not {"-h", "--help"} & set(given):
        GROUP.commands[words[0]].make_context(words[0], words[1:])
    return given


def _paths(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w/])samples/[\w.-]+\w", text))


def test_every_command_and_option_has_help() -> None:
    assert set(GROUP.commands) == {*COMMANDS, "schema"}
    assert GROUP.help
    for name, command in GROUP.commands.items():
        assert command.help, name
        assert name == "schema" or "Examples" in command.epilog
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"
    shown = run("--help").text
    assert all(name in shown for name in GROUP.commands)


def test_the_readme_knows_every_option_and_no_other() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `-")]
    listed = {option for row in rows for option in re.findall(r"`(--?[a-z][\w-]*)", row.split("|")[1])}
    real = {
        option for command in GROUP.commands.values() for parameter in command.params for option in parameter.opts if option.startswith("-")
    }
    assert listed == real - {"-h", "--help"}


def test_the_readme_knows_every_command_and_exit_status() -> None:
    text = README.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `newsfacts (\w+)", text, re.MULTILINE)) == set(GROUP.commands)
    assert [int(status) for row in re.findall(r"^\| (\d[\d, ]*) \|", text, re.MULTILINE) for status in row.split(",")] == [
        0,
        1,
        2,
        130,
        141,
    ]


@pytest.mark.parametrize("path", [README, ROOT / "samples" / "README.md"], ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_can_be_called(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    examples = list(_examples(text))
    assert len(examples) >= 3
    for example in examples:
        _parse(example)
    assert _paths(text)
    assert all((ROOT / name).exists() for name in _paths(text))


@pytest.mark.parametrize("name", [*COMMANDS, None])
def test_examples_of_the_help_can_be_called(name: str | None) -> None:
    text = run(*([name] if name else []), "--help").text.partition("Examples:")[2]
    examples = list(_examples(text))
    assert len(examples) >= 2
    assert all(example.startswith((name or "", "-")) for example in examples)
    for example in examples:
        _parse(example)


def test_an_example_that_cannot_be_called_is_found() -> None:
    assert list(
        _examples("    $ cat a | newsfacts numbers -d 2024-03-05 | jq .\n    0 2 * * *  newsfacts timeline -q x/\nnewsfacts in prose")
    ) == [
        "numbers -d 2024-03-05 ",
        "timeline -q x/",
    ]
    for wrong in ("nosuch a.txt", "numbers --nosuch a.txt", "numbers -j x a.txt", "--nosuch"):
        with pytest.raises((AssertionError, pytest.fail.Exception, typer.BadParameter)):
            _parse(wrong)


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^    make ([a-z]+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_python_examples_of_the_readme() -> None:
    result = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert result.attempted >= 2
    assert result.failed == 0
