"""What is said on standard error: one line for each matter, as words or as a JSON object; nothing in it can write to a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from newsfacts.output.writer import discard

if TYPE_CHECKING:
    from newsfacts.facts import Warning
    from newsfacts.reading import Failure, Skipped

FORMATS = ("text", "json")
#: So many warnings of one kind are said; the rest are counted.
_EACH = 5


class Log:
    """`say` writes a line; the others say what is to be said of failures, warnings, what was passed over, and of the whole.

    Attributes: `quiet` and `verbose` as the user asked; `clear`, called before a line is written, takes a progress bar away.
    """

    __slots__ = ("_told", "clear", "form", "quiet", "verbose")

    def __init__(self, form: str = "text", *, quiet: bool = False, verbose: bool = False) -> None:
        self.form = form
        self.quiet = quiet
        self.verbose = verbose
        self.clear: Callable[[], None] | None = None
        self._told: dict[str, int] = {}

    def say(self, message: str, *, level: str = "error", **more: Any) -> None:
        """One line on standard error, whatever names and data are quoted in it; `more` are fields beside the message, in JSON."""
        line = f"newsfacts: {visible(message)}" if self.form == "text" else _object(message, level, more)
        if self.clear is not None:
            self.clear()
        try:
            print(line, file=sys.stderr, flush=True)
        except OSError:  # nobody to tell; unflushed, it would turn the exit status into Python's own 120
            discard(sys.stderr)

    def failure(self, failure: Failure) -> None:
        """A document that failed; always said."""
        if self.form == "text":
            self.say(str(failure))
        else:
            self.say(failure.cause, event="failed", source=failure.source, remedy=failure.remedy)

    def skipped(self, skipped: Skipped) -> None:
        """What was passed over or is done already; said when asked to be verbose."""
        if self.verbose:
            self._about(skipped.source, skipped.cause, level="info", event="unchanged" if skipped.unchanged else "passed over")

    def warning(self, source: str, warning: Warning) -> None:
        """A document's warning. The first few of a kind are said, unless asked to be quiet; all of them when asked to be verbose."""
        if self.quiet:
            return
        count = self._told[warning.code] = self._told.get(warning.code, 0) + 1
        if count <= _EACH or self.verbose:
            where = {"start": warning.start, "end": warning.end}
            self._about(source, warning.message, "warning: ", level="warning", event="warning", code=warning.code, **where)

    def _about(self, source: str, message: str, what: str = "", **more: Any) -> None:
        if self.form == "text":
            self.say(f"{source}: {what}{message}")
        else:
            self.say(message, source=source, **more)

    def untold(self) -> None:
        """How many warnings were not said."""
        for code, count in self._told.items():
            if count > _EACH and not self.verbose:
                message = f"{count - _EACH} more warnings {code} (-v says them all)"
                self.say(message, level="warning", event="warnings", code=code, count=count)

    def summary(self, *, done: int, failed: int, unchanged: int, passed: int, seconds: float) -> None:
        """The counts of a whole run."""
        told = [f"{done} done", f"{failed} failed"]
        told += [f"{unchanged} unchanged"] if unchanged else []
        told += [f"{passed} passed over"] if passed else []
        counts = {"done": done, "failed": failed, "unchanged": unchanged, "passed_over": passed, "seconds": round(seconds, 2)}
        took = f" in {seconds:.1f} s" if self.verbose else ""
        self.say(f"{', '.join(told)}{took}", level="error" if failed else "info", event="summary", **counts)


def visible(message: str) -> str:
    """A message with what a terminal would obey, or not show, written out."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in message)


def _object(message: str, level: str, more: dict[str, Any]) -> str:
    import json
    import time

    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    line = json.dumps({"time": now, "level": level, "message": message, **more}, ensure_ascii=False)
    # As JSON writes characters that should not be seen; beyond the first plane as two halves.
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
