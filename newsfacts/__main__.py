"""The way in: `newsfacts` and `python -m newsfacts`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Runs the command line and ends the process."""
    try:
        run()
    except SystemExit as end:
        if not _may_end_at_once(end.code):
            raise
        # Taking every module and object apart, which Python does last, would cost a tenth of a short call.
        os._exit(end.code or 0)  # type: ignore[arg-type]


def _may_end_at_once(status: object) -> bool:
    """True when nothing is left for Python to do but to give the memory back: no message to print, nothing in the streams that cannot
    be written, no worker to wait for, nobody who measures what was run."""
    if not (status is None or isinstance(status, int)) or not sys.modules.keys().isdisjoint(("concurrent.futures", "coverage")):
        return False
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        return False
    return True


def run() -> None:
    """Runs the command line; whatever happens while it is loaded or prints its help ends without a traceback too."""
    try:
        gc.disable()  # one article makes no garbage worth collecting; the second turns it on
        _prepare_streams()
        words = sys.argv[1:]
        from newsfacts.options import read

        call = read(words)
        if call is not None:
            from newsfacts.calls import execute, status_of

            sys.exit(status_of(lambda: execute(words[0], **call)))
        from newsfacts.cli import application

        application(words)(prog_name="newsfacts")
    except SystemExit as end:
        # Where the reader of its help has gone, typer ends with 1 and leaves a wrapper around standard output.
        if end.code == 1 and type(sys.stdout).__name__ == "PacifyFlushWrapper":
            sys.exit(141)
        raise
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        from newsfacts.output.writer import discard_output

        print(f"newsfacts: standard output: {error.strerror}", file=sys.stderr)
        discard_output()
        sys.exit(1)


def _prepare_streams() -> None:
    """Both output streams are UTF-8, whatever the locale. What the caller closed is the null device from here on: the next
    file to be opened would take its number, and messages would go into that."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
