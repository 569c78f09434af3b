"""Inputs to documents, one at a time: what cannot be read comes as a `Failure` in its place, and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from newsfacts.reading import compression, discovery
from newsfacts.reading.compression import STANDARD_INPUT
from newsfacts.reading.decoding import decode, require_words
from newsfacts.reading.discovery import Input, display
from newsfacts.reading.failure import Failure, ReadingError, Skipped, reason
from newsfacts.reading.source import Page, Source

if TYPE_CHECKING:
    from newsfacts.reading.records import Fields

Item = Source | Page | Failure | Skipped


class Reading:
    """How inputs are read: their `kind` and `encoding` where the user gave one, the names of JSON `fields`, and a file or directory
    to `leave` alone where it lies among them (the output)."""

    __slots__ = ("encoding", "fields", "kind", "leave")

    def __init__(
        self, kind: str | None = None, encoding: str | None = None, fields: Fields | None = None, leave: str | None = None
    ) -> None:
        self.kind = kind
        self.encoding = encoding
        self.fields = fields
        self.leave = leave


class Meter:
    """How far reading has come, for whoever shows progress: the bytes of the inputs done with, and the file at hand."""

    __slots__ = ("_at", "done")

    def __init__(self) -> None:
        self.done = 0
        self._at: IO[bytes] | None = None

    def begin(self, raw: IO[bytes]) -> None:
        """A file is at hand."""
        self._at = raw

    def end(self, path: str) -> None:
        """It is done with."""
        self._at = None
        with suppress(OSError):
            self.done += os.path.getsize(path)

    def read(self) -> int:
        """Bytes read until now, as they lie on the disk."""
        try:
            return self.done + (self._at.tell() if self._at is not None else 0)
        except (OSError, ValueError):
            return self.done


def read_all(
    paths: Iterable[str], *, kind: str | None = None, encoding: str | None = None, fields: Fields | None = None
) -> Iterator[Source | Failure]:
    """Every document under `paths`, in order. Memory holds one document (one line of JSON Lines) at a time."""
    for item in items(paths, Reading(kind, encoding, fields)):
        if isinstance(item, Page):
            from newsfacts.reading import html

            item = html.read(item)
        if not isinstance(item, Skipped):
            yield item


def items(paths: Iterable[str], reading: Reading, meter: Meter | None = None) -> Iterator[Item]:
    """The same, with HTML pages as they were read, and what was passed over."""
    for item in discovery.discover(paths, reading.kind, reading.leave):
        if isinstance(item, Failure):
            yield item
        else:
            yield from _read(item, reading, meter)


def _read(item: Input, reading: Reading, meter: Meter | None) -> Iterator[Item]:
    raw: IO[bytes] | None = None
    stream: IO[bytes] | None = None
    shown = display(item.path)
    try:
        raw, stream = compression.open_input(item.path)
        if meter is not None and item.path != STANDARD_INPUT:
            meter.begin(raw)
        before = os.fstat(raw.fileno())
        if item.kind is None:
            head = compression.peek(stream)
            kind = discovery.guess_kind(head)
            if item.found and kind != "feed":
                return  # XML of another kind, which nobody named
            if kind is None:
                raise ReadingError("it is XML, but neither a feed nor XHTML", "give its --input, or save its text as .txt")
        else:
            kind = discovery.guess_json(compression.peek(stream)) if item.kind == "json" else item.kind
        found = _documents(stream, item, kind, shown, reading)
        first = next(found, None)  # a whole document is read by now
        change = _change(before, os.fstat(raw.fileno()), kind)
        if change is not None:
            raise change
        if first is not None:
            yield first
        yield from found
        change = _change(before, os.fstat(raw.fileno()), kind)
        if change is not None:
            raise change
    except GeneratorExit:  # nobody wants the rest; what follows would be looked up
        raise
    except ReadingError as error:
        yield error.failure(shown)
    except compression.damage() as error:  # evaluated only when something was raised
        yield Failure(shown, f"the compressed data is damaged ({str(error).rstrip('.').lower()})", "compress or copy it again")
    except OSError as error:
        cause, remedy = reason(error), "check that it exists and may be read"
        if error.errno is None:  # gzip and bz2 say «not a gzipped file» this way
            cause, remedy = f"the compressed data is damaged ({cause})", "compress or copy it again"
        yield Failure(shown, cause, remedy)
    finally:
        if stream is not None and item.path != STANDARD_INPUT:
            stream.close()
            if raw is not None and raw is not stream:
                raw.close()
        if meter is not None and item.path != STANDARD_INPUT:
            meter.end(item.path)


def _change(before: os.stat_result, now: os.stat_result, kind: str) -> ReadingError | None:
    """What to say of a file that was written to while it was read. Lines may be added at the end of a file of records."""
    import stat

    if not stat.S_ISREG(before.st_mode) or (before.st_size, before.st_mtime_ns) == (now.st_size, now.st_mtime_ns):
        return None
    if kind == "jsonl" and now.st_size > before.st_size:
        return None
    return ReadingError("it was changed while it was read", "run again when nothing writes to it")


def _documents(stream: IO[bytes], item: Input, kind: str, shown: str, reading: Reading) -> Iterator[Item]:
    name, encoding, place = display(os.path.basename(item.path)), reading.encoding, tuple(map(display, item.place))
    if kind in ("jsonl", "json"):
        from newsfacts.reading import jsonl, jsonvalues, records

        read = jsonl.read if kind == "jsonl" else jsonvalues.read
        yield from read(stream, shown, name, encoding, reading.fields or records.Fields(), place)
    elif kind == "warc":
        from newsfacts.reading import warc

        yield from warc.read(stream, shown, name, encoding, place)
    elif kind == "feed":
        from newsfacts.reading import feeds

        yield from feeds.read(compression.read_whole(stream), shown, name, encoding, place)
    elif kind == "html":
        yield Page(compression.read_whole(stream), name, shown, name, encoding, place=place)
    else:
        text = decode(compression.read_whole(stream), encoding)
        if "\x00" in text:
            raise ReadingError("it holds NUL characters, so it is no text or its encoding is another", "give its --encoding (utf-16-le?)")
        require_words(text)
        yield Source(text, id=name, source=shown, kind="text", name=name, place=place)
