"""newsfacts as its users run it: a process of its own, with real files and pipes."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
COMMAND = (sys.executable, "-m", "newsfacts")
#: The same for a shell's command line.
SHELL_COMMAND = shlex.join(COMMAND)
_PATIENCE = 60.0


class Finished(NamedTuple):
    """How a process ended and what it wrote."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Standard output, which is always UTF-8."""
        return self.out.decode("utf-8")

    @property
    def messages(self) -> list[str]:
        """The lines of standard error."""
        return self.err.decode("utf-8").splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.text.split("\n") if line]


def run(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: str | Path | None = None,
    env: Mapping[str, str] | None = None,
    python: Sequence[str] = COMMAND,
) -> Finished:
    """Runs newsfacts with standard input and output as pipes. `env` replaces the whole environment."""
    process = subprocess.run([*python, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, env=env, timeout=_PATIENCE)
    return Finished(process.returncode, process.stdout, process.stderr)


def shell(line: str, *, cwd: str | Path | None = None, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Finished:
    """Runs a line in bash, in which `newsfacts` stands for the command and $? of every stage is kept by `pipefail`."""
    script = f'newsfacts() {{ {SHELL_COMMAND} "$@"; }}\nset -o pipefail\n{line}'
    process = subprocess.run(["bash", "-c", script], input=stdin, capture_output=True, cwd=cwd, env=env, timeout=_PATIENCE)
    return Finished(process.returncode, process.stdout, process.stderr)


def environment(**changes: str | None) -> dict[str, str]:
    """This process's environment with changes; None takes a variable out."""
    changed = {**os.environ, **{name: value for name, value in changes.items() if value is not None}}
    return {name: value for name, value in changed.items() if name not in changes or changes[name] is not None}


def wait_for(condition: Callable[[], Any], seconds: float = 30) -> None:
    """Returns when the condition holds; fails when it never does."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.01)


@contextmanager
def running(*arguments: str | Path, python: tuple[str, ...] = COMMAND, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive its test."""
    process = subprocess.Popen([*python, *map(str, arguments)], stderr=subprocess.PIPE, **options)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def on_terminal(*arguments: str | Path, python: Sequence[str] = COMMAND, results: bool = True, **env: str) -> tuple[int, str]:
    """The status of a run on a terminal of its own, and what it showed; with `results` its standard output is the terminal too."""
    import pty

    main, end = pty.openpty()
    with subprocess.Popen([*python, *map(str, arguments)], stdout=end if results else None, stderr=end, env=environment(**env)) as process:
        os.close(end)
        shown = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        status = process.wait(30)
    os.close(main)
    return status, shown.decode("utf-8")


def fed(process: subprocess.Popen[bytes], data: bytes, seconds: float, piece: int) -> int:
    """How many of the bytes a process takes within a time from its standard input, which it may stop reading."""
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    sent, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            sent += os.write(process.stdin.fileno(), data[sent : sent + piece])
        except BlockingIOError:
            time.sleep(0.05)
    return sent
