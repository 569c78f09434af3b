"""Which inputs there are and what kind each is: files, directories, standard input, under any compression."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, cast

from newsfacts.reading.failure import Failure, ReadingError, reason

KINDS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"}
#: Compressions by their first bytes and by their suffix. bz2 and lzma are imported only where such a file is read.
_MAGIC = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
SUFFIXES = frozenset((".gz", ".bz2", ".xz", ".zst"))
#: What is known by its first bytes, and not read.
_FOREIGN = {
    b"\x28\xb5\x2f\xfd": ("it is compressed with zstd, which is not read", "pipe it in: zstd -dc FILE | newsfacts …"),
    b"PK\x03\x04": ("it is a ZIP archive or an office document", "unpack it, or save its text as .txt"),
    b"%PDF-": ("it is a PDF document", "extract its text first, as with pdftotext"),
}
STANDARD_INPUT = "-"
_HEAD = 4096
_ENOUGH = 16  # bytes that tell the kind of a stream


class Input:
    """One file or standard input to be read. `kind` is None where only its first bytes can tell."""

    __slots__ = ("kind", "path")

    def __init__(self, path: str, kind: str | None) -> None:
        self.path = path
        self.kind = kind


def discover(paths: Iterable[str], kind: str | None) -> Iterator[Input | Failure]:
    """The inputs under `paths`, directories read recursively and in sorted order. `kind` overrides every guess."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Input(path, kind)
        elif os.path.isdir(path):
            yield from _directory(path, kind)
        elif not os.path.lexists(path):
            yield Failure(display(path), "there is no such file or directory", "check the path")
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
        yield Failure(display(path), "the directory holds no document", remedy)


def _walk(path: str) -> Iterator[str | Failure]:
    """Files below a directory, sorted by name level by level; hidden ones, links to directories, pipes and devices are passed over."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(display(path), reason(error), "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.is_file(follow_symlinks=False) or (entry.is_symlink() and _is_file_or_broken(entry.path)):
            yield entry.path


def _is_file_or_broken(link: str) -> bool:
    return os.path.isfile(link) or not os.path.exists(link)


def open_input(path: str) -> IO[bytes]:
    """The uncompressed bytes of a file or of standard input, as a stream with `peek`. Raises `OSError`, `ReadingError`."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise ReadingError("standard input is closed", "name a file, or pipe an article in")
        raw = _with_head(sys.stdin.buffer)
    else:
        raw = _with_head(open(path, "rb"))  # noqa: SIM115  # the caller closes it
    try:
        head = peek(raw, 8)
        foreign = next((what for magic, what in _FOREIGN.items() if head.startswith(magic)), None)
        if foreign:
            raise ReadingError(*foreign)
        stream = cast("Callable[[IO[bytes]], IO[bytes]] | None", _decompressor(head))
        return stream(raw) if stream else raw
    except BaseException:
        if path != STANDARD_INPUT:
            raw.close()
        raise


class _Restored(io.RawIOBase):
    """A stream that begins again with the bytes that were read from it."""

    def __init__(self, head: bytes, rest: io.BufferedReader) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _with_head(stream: IO[bytes]) -> IO[bytes]:
    """The stream, with enough of it at hand to tell what it is: a pipe may give a blank line first and the rest later."""
    raw = cast(io.BufferedReader, stream)
    if stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        return raw
    head = b""
    while len(_beginning(head)) < _ENOUGH and len(head) < _HEAD and (piece := raw.read1(_HEAD)):
        head += piece
    return io.BufferedReader(_Restored(head, raw), 2 * _HEAD)


def _beginning(head: bytes) -> bytes:
    """The first bytes less byte-order mark and white space."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")


def _decompressor(head: bytes) -> object:
    name = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)
    if name == "gz":
        import gzip

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
    import zlib

    return (EOFError, zlib.error, lzma.LZMAError)


def display(path: str) -> str:
    """A path as it may be written in UTF-8: bytes of its name that are none are shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def peek(stream: IO[bytes], size: int = _HEAD) -> bytes:
    """The first bytes of a stream, left in it."""
    return cast(bytes, stream.peek(size)[:size])  # type: ignore[attr-defined]


def guess_kind(head: bytes) -> str:
    """The kind of a stream from its first bytes: `{` begins JSON Lines, a tag HTML, anything else is text."""
    start = _beginning(head).lower()
    if start.startswith(b"{"):
        return "jsonl"
    markup = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<article", b"<div", b"<p>", b"<meta", b"<!--")
    return "html" if start.replace(b"\x00", b"").startswith(markup) else "text"
