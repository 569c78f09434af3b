"""The quick reading of plain calls says what typer says, and leaves to it whatever is not plain."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import COMMANDS
from hypothesis import given
from hypothesis import strategies as st

from newsfacts import cli
from newsfacts.options import options_of, read


class Called(Exception):
    """Instead of doing a command: its keywords."""


def by_typer(words: list[str]) -> dict[str, Any]:
    """The keywords that typer makes of a call; raises what it complains of."""

    def execute(_: str, **given: Any) -> int:
        raise Called(given)

    def status_of(call: Any) -> int:
        return int(call())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "execute", execute)
        patch.setattr(cli, "status_of", status_of)
        try:
            cli.application()(words, standalone_mode=False)
        except Called as called:
            found: dict[str, Any] = called.args[0]
            return {**found, "inputs": found["inputs"] or []}
    raise AssertionError(f"{words} called nothing")


def words_of(command: str) -> list[str]:
    """What calls of a command are made of: its flags, values good and bad, inputs."""
    return [
        *(flag for option in options_of(command) for flag in option.flags),
        *("--format=json", "--sentences=2", "--words=", "--ratio=0.5", "--force=yes", "--jobs=-1", "--verb", "--nope"),
        *("-j2", "-j=2", "-fjson", "-qv"),
        *("json", "2", "0", "-1", "0.5", "1.5", "1e3", "١", "1_0", " 1", "", "-", "--", "PER", "2024-03-05", "article.txt", "وزير", "a=b"),
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@given(data=st.data())
def test_it_reads_as_typer_reads(command: str, data: st.DataObject) -> None:
    words = [command, *data.draw(st.lists(st.sampled_from(words_of(command)), max_size=5))]
    found = read(words)
    if found is not None:
        expected = by_typer(words)
        assert found == {**expected, **{name: list(value) for name, value in expected.items() if isinstance(value, tuple)}}


def test_plain_calls_are_read() -> None:
    call = ["timeline", "-f", "json", "--date=2024-03-05", "-j", "2", "--timeout", "1.5", "--explain", "a.txt", "-"]
    found = read(call)
    assert found is not None
    assert found == by_typer(call)
    assert (found["format"], found["jobs"], found["timeout"], found["explain"], found["inputs"]) == ("json", 2, 1.5, True, ["a.txt", "-"])


@pytest.mark.parametrize(
    "call",
    ["", "--version", "nope", "schema", "numbers -h", "numbers --jobs x", "facts -f", "facts --form json", "facts -- a", "facts -q -q"],
)
def test_the_rest_is_left_to_typer(call: str) -> None:
    assert read(call.split()) is None
