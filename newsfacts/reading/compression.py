"""Streams as they are read: with enough of their first bytes at hand to tell what they are, and without their compression."""

import io
import os
import stat
import sys
from collections.abc import Callable
from typing import IO, Any, cast

from newsfacts.reading.failure import ReadingError, missing

STANDARD_INPUT = "-"
#: Compressions by their first bytes and by their suffix. What reads them is imported only where such a file is read.
_MAGIC = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zst"}
SUFFIXES = frozenset((".gz", ".bz2", ".xz", ".zst"))
#: What is known by its first bytes, and not read.
_FOREIGN = {
    b"PK\x03\x04": ("it is a ZIP archive or an office document", "unpack it, or save its text as .txt"),
    b"%PDF-": ("it is a PDF document", "extract its text first, as with pdftotext"),
    b"\xd0\xcf\x11\xe0": ("it is an office document", "save its text as .txt"),
    b"{\\rtf": ("it is an RTF document", "save its text as .txt"),
    b"7z\xbc\xaf": ("it is a 7z archive", "unpack it"),
    b"Rar!\x1a": ("it is a RAR archive", "unpack it"),
    b"\x04\x22\x4d\x18": ("it is compressed with lz4", "unpack it, or compress it with gzip or zstd"),
    b"\x1f\x9d": ("it is compressed with compress (.Z)", "unpack it, or compress it with gzip"),
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), ("it is a picture", "leave it out")),
}
_TAR, _TAR_AT = b"ustar", 257  # where its first header has its mark (POSIX.1-1988)
#: One document may have so many bytes; beyond, something else than an article was named (or a small file that unpacks to a huge one).
LIMIT = 64 * 1024 * 1024
TOO_LARGE = ReadingError(f"it is larger than {LIMIT >> 20} MiB, which no article is", "split it into one document a record, as JSON Lines")
_HEAD = 4096
_ENOUGH = 16  # bytes that tell the kind of a stream
#: What `zstd --long=28` asks for; without a bound a file of a few bytes could ask for gigabytes.
_WINDOW = 1 << 28
_PIECE = 2048  # compressed bytes at a time: they unpack to 64 MiB at most
_Opener = Callable[[IO[bytes]], IO[bytes]]


def open_input(path: str) -> tuple[IO[bytes], IO[bytes]]:
    """A file or standard input as it is, and its uncompressed bytes as a stream with `peek`. Raises `OSError`, `ReadingError`."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise ReadingError("standard input is closed", "name a file, or pipe an article in")
        raw: IO[bytes] = sys.stdin.buffer
    else:
        raw = open(path, "rb")  # noqa: SIM115  # the caller closes it
    try:
        stream = _with_head(raw)
        decompress = _decompressor(_readable(stream))
        if decompress:
            stream = decompress(stream)
            if _decompressor(_readable(stream)):
                raise ReadingError("it is compressed twice", "unpack it once")
        return raw, stream
    except BaseException:
        if path != STANDARD_INPUT:
            raw.close()
        raise


def _readable(stream: IO[bytes]) -> bytes:
    """The first bytes of a stream. Raises `ReadingError` when they are those of something that is not read."""
    head = peek(stream, 512)
    foreign = next((what for magic, what in _FOREIGN.items() if head.startswith(magic)), None)
    if head.startswith(_TAR, _TAR_AT):
        foreign = "it is a tar archive", "unpack it"
    if foreign:
        raise ReadingError(*foreign)
    return head


def read_whole(stream: IO[bytes]) -> bytes:
    """All that is left of a stream. Raises `ReadingError` when that is more than any document has."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TOO_LARGE
    return data


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
    while _wants_more(head) and len(head) < _HEAD and (piece := raw.read1(_HEAD)):
        head += piece
    return io.BufferedReader(_Restored(head, raw), 2 * _HEAD)


def _wants_more(head: bytes) -> bool:
    """True while the kind cannot be told: of JSON the whole first line is wanted, which is a record or the beginning of one."""
    begun = beginning(head)
    return len(begun) < _ENOUGH or (begun.startswith(b"{") and b"\n" not in begun)


def beginning(head: bytes) -> bytes:
    """The first bytes less byte-order mark and white space."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")


def peek(stream: IO[bytes], size: int = _HEAD) -> bytes:
    """The first bytes of a stream, left in it."""
    return cast(bytes, stream.peek(size)[:size])  # type: ignore[attr-defined]


def _decompressor(head: bytes) -> _Opener | None:
    name = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)
    if name == "gz":
        import gzip

        return cast("_Opener", gzip.open)
    if name == "bz2":
        import bz2

        return cast("_Opener", bz2.open)
    if name == "xz":
        import lzma

        return cast("_Opener", lzma.open)
    return _unzstd if name == "zst" else None


def _unzstd(stream: IO[bytes]) -> IO[bytes]:
    """Python 3.14 has its own reader; before, the package zstandard is one."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]

        return cast("IO[bytes]", zstd.open(stream))
    except ImportError:
        pass
    try:
        import zstandard
    except ImportError:
        raise missing("it is compressed with zstd", "zstandard", "zstd", ", or pipe it in: zstd -dc FILE | newsfacts …") from None
    return io.BufferedReader(_Unzstd(stream, zstandard.ZstdDecompressor(max_window_size=_WINDOW)), 2 * _HEAD)


class _Unzstd(io.RawIOBase):
    """Frame after frame of a zstd stream; one that is cut off is an error, which the package's own reader keeps to itself."""

    def __init__(self, stream: IO[bytes], decompressor: Any) -> None:
        self._stream = stream
        self._decompressor = decompressor
        self._frame: Any = None
        self._made = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._made:
            data = (self._frame.unused_data if self._frame is not None and self._frame.eof else b"") or self._stream.read(_PIECE)
            if not data:
                if self._frame is not None and not self._frame.eof:
                    raise EOFError("the last frame has no end")
                return 0
            if self._frame is None or self._frame.eof:
                self._frame = self._decompressor.decompressobj()
            self._made = memoryview(self._frame.decompress(data))
        piece = self._made[: len(buffer)]
        self._made = self._made[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def damage() -> tuple[type[Exception], ...]:
    """What the decompressors raise on damaged data."""
    import lzma
    import zlib

    known: list[type[Exception]] = [EOFError, zlib.error, lzma.LZMAError]
    for name, error in (("zstandard", "ZstdError"), ("compression.zstd", "ZstdError")):
        if name in sys.modules:
            known.append(getattr(sys.modules[name], error))
    return tuple(known)
