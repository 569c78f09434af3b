"""Inputs to documents, one at a time: what cannot be read comes as a `Failure` in its place, and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import IO

from newsfacts.reading import discovery, jsonl
from newsfacts.reading.decoding import decode, require_words
from newsfacts.reading.discovery import STANDARD_INPUT, Input, display
from newsfacts.reading.failure import Failure, ReadingError, reason
from newsfacts.reading.source import Source


def read_all(paths: Iterable[str], *, kind: str | None = None, encoding: str | None = None) -> Iterator[Source | Failure]:
    """Every document under `paths`, in order. Memory holds one document (one line of JSON Lines) at a time."""
    for item in discovery.discover(paths, kind):
        if isinstance(item, Failure):
            yield item
        else:
            yield from _read(item, encoding)


def _read(item: Input, encoding: str | None) -> Iterator[Source | Failure]:
    stream: IO[bytes] | None = None
    shown, name = display(item.path), display(os.path.basename(item.path))
    try:
        stream = discovery.open_input(item.path)
        kind = item.kind or discovery.guess_kind(discovery.peek(stream))
        if kind == "jsonl":
            yield from jsonl.read(stream, shown, name, encoding)
        else:
            yield _whole(stream.read(), shown, name, kind, encoding)
    except ReadingError as error:
        yield error.failure(shown)
    except discovery.damage() as error:  # evaluated only when something was raised
        yield Failure(shown, f"the compressed data is damaged ({str(error).rstrip('.').lower()})", "compress or copy it again")
    except OSError as error:
        cause, remedy = reason(error), "check that it exists and may be read"
        if error.errno is None:  # gzip and bz2 say «not a gzipped file» this way
            cause, remedy = f"the compressed data is damaged ({cause})", "compress or copy it again"
        yield Failure(shown, cause, remedy)
    finally:
        if stream is not None and item.path != STANDARD_INPUT:
            stream.close()


def _whole(data: bytes, path: str, name: str, kind: str, encoding: str | None) -> Source:
    if kind == "html":
        from newsfacts.reading import html

        return html.read(data, path, name, encoding)
    text = decode(data, encoding)
    if "\x00" in text:
        raise ReadingError("it holds NUL characters, so it is no text or its encoding is another", "give its --encoding (utf-16-le?)")
    require_words(text)
    return Source(text, id=name, source=path, kind="text", name=name)
