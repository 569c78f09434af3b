"""How far a run has come, shown on a terminal's standard error while it lasts."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

#: A run that ends before so many seconds shows nothing, and does not pay for what shows it.
_PATIENCE = 0.7
_EVERY = 0.2


class Progress:
    """Documents done and failed, the rate, and the time left where the sizes of the inputs are known. Nothing runs beside the caller:
    `tick` draws, at most five times a second."""

    def __init__(self, paths: list[str], meter: Any) -> None:
        self._paths = paths
        self._meter = meter
        self._began = self._drawn = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def tick(self, done: int, failed: int) -> None:
        """So many documents are done by now, and so many failed."""
        now = time.monotonic()
        if now - self._drawn < (_EVERY if self._bar is not None else _PATIENCE):
            return
        self._drawn = now
        if self._bar is None:
            self._begin()
        seconds = now - self._began
        self._bar.update(
            self._task,
            completed=self._meter.read(),
            documents=f"{done:,} done" + (f", {failed:,} failed" if failed else ""),
            rate=f"{(done + failed) / seconds:.1f}/s",
        )
        self._bar.refresh()

    def clear(self) -> None:
        """Takes the bar away, for a line to be written; the next tick draws it again."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
            self._drawn = time.monotonic() - _PATIENCE

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        total = _size(self._paths)
        columns: list[Any] = [TextColumn("{task.fields[documents]}"), TextColumn("{task.fields[rate]}")]
        if total:
            columns += [BarColumn(), TextColumn("left"), TimeRemainingColumn()]
        self._bar = Bar(*columns, console=Console(file=sys.stderr), transient=True, auto_refresh=False)
        self._task = self._bar.add_task("", total=total or None, documents="", rate="")
        self._bar.start()


def _size(paths: list[str]) -> int:
    """Bytes of the inputs as they lie on the disk; 0 where nobody can tell before the end."""
    total = 0
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                total += sum(_file_size(os.path.join(folder, name)) for name in names if not name.startswith("."))
        elif os.path.isfile(path):
            total += _file_size(path)
        elif path == "-" or os.path.exists(path):  # a stream; what is missing fails and takes no time
            return 0
    return total


def _file_size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
