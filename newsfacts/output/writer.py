"""Where results go: standard output, or a file that is whole or absent."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """A UTF-8 stream to `path`, or to standard output for None.

    A file is written beside its place and moved there at the end, so that nobody ever reads half of it; after an
    exception the old file, if any, stands as it was. A device or pipe is written to directly. Raises `OSError`.
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
    import tempfile

    target = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(target)}.", suffix=".part", dir=os.path.dirname(target))
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
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


def _mode(target: str) -> int:
    """The permissions of the file that is replaced, else those that the user's umask gives a new one."""
    with suppress(OSError):
        return stat.S_IMODE(os.stat(target).st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
