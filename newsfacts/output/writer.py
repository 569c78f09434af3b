"""Where results go: standard output, or a file that is whole or absent."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

#: Temporary files are `.NAME.12345678.part`, as tempfile makes them.
_PART, _RANDOM = ".part", 8
#: Bytes of a name that leave room for what is put around it.
_LONGEST = 220


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """A UTF-8 stream to `path`, or to standard output for None.

    A file is written beside its place and moved there at the end, so that nobody ever reads half of it; after an
    exception the old file, if any, stands as it was. It is locked meanwhile. A device or pipe is written to directly.
    Raises `OSError`, and `Busy` when another run is writing the file.
    """
    if path is None:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    from newsfacts.output.lock import locked

    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    while len(os.fsencode(name)) > _LONGEST:
        name = name[:-1]
    with locked(os.path.join(folder, f".{name}.lock")):
        _sweep(folder, name)
        yield from _replaced(target, folder, name)


def _sweep(folder: str, name: str) -> None:
    """Removes what a run that was killed left behind: nobody else is writing this file now."""
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            middle = entry.name[len(name) + 2 : -len(_PART)]
            if entry.name == f".{name}.{middle}{_PART}" and len(middle) == _RANDOM and "." not in middle:
                os.unlink(entry.path)


def _replaced(target: str, folder: str, name: str) -> Iterator[TextIO]:
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", suffix=_PART, dir=folder)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode(target))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def discard_output() -> None:
    """What is left in the buffer of standard output goes nowhere; else Python would complain at exit, or wait for the reader."""
    discard(sys.stdout)


def discard(stream: TextIO | None) -> None:
    """Turns a stream that cannot be written to into one whose words go nowhere, what waits in its buffer too."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def mode(target: str) -> int:
    """The permissions of the file that is replaced, else those that the user's umask gives a new one."""
    with suppress(OSError):
        return stat.S_IMODE(os.stat(target).st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
