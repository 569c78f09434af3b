"""One run at a time for one output."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Busy(Exception):
    """Another run is at work on the output; `holder` says which process, where that is known."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Holds the lock file `path` and removes it in the end. Raises `Busy`, `OSError`.

    The lock is the kernel's (POSIX record lock), which forked workers do not share, and ends with the process, however that ends: a lock
    file that was left behind locks nothing. Where the file system knows no locks, nothing is locked.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise Busy(holder) from None
            if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS):
                yield
                return
            raise
        with suppress(FileNotFoundError):
            if os.stat(path).st_ino == os.fstat(handle).st_ino:
                break
        os.close(handle)  # whoever had it removed it, and this one locks nothing
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        with suppress(OSError):
            os.unlink(path)
        os.close(handle)
