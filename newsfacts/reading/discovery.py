"""Which inputs there are and what kind each is: files, directories, standard input, under any compression."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple, cast

from newsfacts.reading.failure import Failure

KINDS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"}
#: Compressions by their first bytes and by their suffix. bz2 and lzma are imported only where such a file is read.
_MAGIC = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
SUFFIXES = frozenset(f".{name}" for name in _MAGIC.values())
STANDARD_INPUT = "-"
_HEAD = 4096


class Input(NamedTuple):
    """One file or standard input to be read. `kind` is None where only its first bytes can tell."""

    path: str
    kind: str | None


def discover(paths: Iterable[str], kind: str | None) -> Iterator[Input | Failure]:
    """The inputs under `paths`, directories read recursively and in sorted order. `kind` overrides every guess."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Input(path, kind)
        elif os.path.isdir(path):
            yield from _directory(path, kind)
        elif not os.path.lexists(path):
            yield Failure(path, "there is no such file or directory", "check the path")
        else:
            yield Input(path, kind or kind_of(path))


def kind_of(path: str) -> str | None:
    """The kind that a file's name tells, its compression aside; None when it tells none."""
    stem, suffix = os.path.splitext(path.lower())
    if suffix in SUFFIXES:
        suffix = os.path.splitext(stem)[1]
    return KINDS.get(suffix)


def _directory(path: str, kind: str | None) -> Iterator[Input | Failure]:
    found = False
    for item in _walk(path):
        if isinstance(item, Failure):
            found = True
            yield item
        elif kind or kind_of(item):
            found = True
            yield Input(item, kind or kind_of(item))
    if not found:
        remedy = f"documents are {' '.join(sorted(KINDS))}, also compressed; name other files themselves or give --input"
        yield Failure(path, "the directory holds no document", remedy)


def _walk(path: str) -> Iterator[str | Failure]:
    """Files below a directory, sorted by name level by level; hidden ones and links to directories are passed over."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(path, reason(error), "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif not entry.is_dir():
            yield entry.path


def open_input(path: str) -> IO[bytes]:
    """The uncompressed bytes of a file or of standard input, as a stream with `peek`. Raises `OSError`."""
    raw = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115  # the caller closes it
    stream = cast("Callable[[IO[bytes]], IO[bytes]] | None", _decompressor(peek(raw, 8)))
    return stream(raw) if stream else raw


def _decompressor(head: bytes) -> object:
    name = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)
    if name == "gz":
        return gzip.open
    if name == "bz2":
        import bz2

        return bz2.open
    if name == "xz":
        import lzma

        return lzma.open
    return None


def damage() -> tuple[type[Exception], ...]:
    """What the decompressors raise on damaged data."""
    import lzma

    return (EOFError, zlib.error, lzma.LZMAError)


def display(path: str) -> str:
    """A path as it may be written in UTF-8: bytes of its name that are none are shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def peek(stream: IO[bytes], size: int = _HEAD) -> bytes:
    """The first bytes of a stream, left in it."""
    return cast(bytes, stream.peek(size)[:size])  # type: ignore[attr-defined]


def guess_kind(head: bytes) -> str:
    """The kind of a stream from its first bytes: `{` begins JSON Lines, a tag HTML, anything else is text."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower()
    if start.startswith(b"{"):
        return "jsonl"
    markup = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<article", b"<div", b"<p>", b"<meta", b"<!--")
    return "html" if start.replace(b"\x00", b"").startswith(markup) else "text"


def reason(error: OSError) -> str:
    """Why the operating system refused, in its own words, lower-cased."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
