"""The duckling that PyPI has: the first, in Clojure, wrapped for Python. It reads integers in Arabic and nothing else.

Choices: the virtual machine is started here, since the wrapper does not know today's JPype; all its dimensions are asked for.
"""

from __future__ import annotations

import atexit
import datetime as dt
from pathlib import Path
from typing import Any

import jpype  # type: ignore[import-untyped, import-not-found, unused-ignore]
from duckling import Duckling, Language, duckling  # type: ignore[import-not-found, unused-ignore]

TASKS = ("numbers",)
jpype.startJVM(classpath=[str(jar) for jar in (Path(duckling.__file__).parent / "jars").glob("*.jar")], convertStrings=True)
_DUCKLING = Duckling(jvm_started=True)
_DUCKLING.load(languages=[Language.ARABIC])
# Clojure's idle threads would keep the process for another minute.
atexit.register(jpype.JClass("clojure.java.api.Clojure").var("clojure.core", "shutdown-agents").invoke)
_KINDS = {"number": "cardinal", "ordinal": "ordinal"}


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """Its answers."""
    return _DUCKLING.parse(text, language=Language.ARABIC)


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """Numbers and ordinals as records."""
    found = []
    for entity in answer:
        if entity["dim"] in _KINDS:
            value = entity["value"]["value"]
            found.append({"kind": _KINDS[entity["dim"]], "value": value, "min": value, "max": value, "unit": None})
    return found
