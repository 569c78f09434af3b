"""Examples as data: `tests/examples/*.jsonl`, one case a line, known failures marked in the data and strict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

EXAMPLES = Path(__file__).resolve().parent / "examples"


def cases(name: str) -> list[ParameterSet]:
    """The cases of `examples/NAME.jsonl` for `pytest.mark.parametrize`, by their labels.

    A case with `xfail` must fail, for the reason it gives: one that begins to pass fails the test until the mark is taken out.
    """
    found = []
    for line in (EXAMPLES / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"):  # not at U+2028, which JSON lets stand
        if line.strip():
            case: dict[str, Any] = json.loads(line)
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            found.append(pytest.param(case, id=case["label"], marks=marks))
    return found
