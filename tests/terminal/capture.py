"""What a person sees in a real terminal: tables under tmux, captured cell by cell.

Run as a script it keeps what is seen now: look at the difference before it is committed.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

#: LRI, RLI and PDI, which have no width; other terminals than tmux need not keep them.
ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2069))

HERE = Path(__file__).resolve().parent
#: (command, columns, option of documents.py) of the kept captures.
KEPT = (
    ("numbers", 100, ""),
    ("numbers", 60, ""),
    ("numbers", 150, "text"),
    ("timeline", 100, ""),
    ("timeline", 60, ""),
    ("timeline", 150, ""),
    ("entities", 100, ""),
    ("entities", 60, ""),
    ("summarize", 100, ""),
    ("summarize", 60, ""),
    ("numbers", 60, "empty"),
)
ROWS = 70
_PATIENCE = 30.0


def kept_file(command: str, columns: int, option: str) -> Path:
    """Where a capture is kept."""
    return HERE / f"{'-'.join(filter(None, (command, option, str(columns))))}.txt"


def capture(command: str, columns: int, option: str = "") -> str:
    """The screen of a terminal of so many columns after `documents.py` has written a table to it.

    Text is in logical order (tmux hands bidirectional text on as it comes); isolates and blanks at the ends of lines are left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        socket = str(Path(folder) / "s")
        environment = {name: value for name, value in os.environ.items() if name not in ("TMUX", "COLUMNS", "LINES", "NO_COLOR")}
        environment |= {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(HERE.parent.parent), "PYTHONUTF8": "1"}
        tmux = ["tmux", "-u", "-S", socket, "-f", os.devnull]
        script = shlex.join([sys.executable, str(HERE / "documents.py"), command, *([option] if option else [])])
        signal = shlex.join([*tmux, "wait-for", "-S", "written"])

        def call(*arguments: str) -> str:
            finished = subprocess.run([*tmux, *arguments], env=environment, capture_output=True, timeout=_PATIENCE, check=True)
            return finished.stdout.decode("utf-8")

        call("new-session", "-d", "-x", str(columns), "-y", str(ROWS), f"{script}; {signal}; exec sleep {_PATIENCE:.0f}")
        try:
            call("wait-for", "written")
            screen = call("capture-pane", "-p")
        finally:
            call("kill-server")
    return "".join(line.rstrip() + "\n" for line in screen.translate(ISOLATES).rstrip().split("\n"))


if __name__ == "__main__":
    for each in KEPT:
        kept_file(*each).write_text(capture(*each), encoding="utf-8")
