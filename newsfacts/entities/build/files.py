"""Files that appear whole: a process that has the old one mapped into memory keeps it, one that opens the new one never sees half of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[str]:
    """A name beside the file to write to; it takes the file's place when all went well, and is gone when not."""
    beside = f"{os.fspath(path)}.{os.getpid()}.tmp"
    try:
        yield beside
        os.replace(beside, path)
    finally:
        if os.path.exists(beside):
            os.remove(beside)
