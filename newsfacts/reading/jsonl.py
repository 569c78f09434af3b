"""JSON Lines: one record a line. A bad line is one failed document."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import IO, Any

from newsfacts.reading.compression import LIMIT, TOO_LARGE, peek
from newsfacts.reading.decoding import LONGEST_MARK, decode, marked_encoding
from newsfacts.reading.failure import Failure, ReadingError
from newsfacts.reading.records import Fields, document
from newsfacts.reading.source import Source

_EXAMPLE = '{"text": "…"}'


def read(
    stream: IO[bytes], path: str, name: str, encoding: str | None, fields: Fields, place: tuple[str, ...]
) -> Iterator[Source | Failure]:
    """The records of a stream; blank lines are passed over. `source` is `path:LINE`, 1-based."""
    for number, line in enumerate(_lines(stream, encoding), 1):
        where = f"{path}:{number}"
        try:
            if line is None:
                raise TOO_LARGE
            text = decode(line, encoding) if isinstance(line, bytes) else line
            if text.strip():
                yield document(parse(text), where, name, fields, "jsonl", place)
        except ReadingError as error:
            yield error.failure(where)


def _lines(stream: IO[bytes], encoding: str | None) -> Iterator[bytes | str | None]:
    """Lines as bytes, so that one undecodable line is one failure; as text where a line end is more than one byte; None for one
    that is too large to hold."""
    marked = marked_encoding(peek(stream, LONGEST_MARK))
    wide = marked[0] if marked else encoding or "utf-8"
    if codecs.lookup(wide).name.startswith(("utf-16", "utf-32")):
        if marked:
            stream.read(marked[1])
        lines = io.TextIOWrapper(stream, encoding=wide, newline="\n")  # only \n ends a line: JSON lets U+2028 stand
        try:
            yield from _bounded(lines, "\n")
        except UnicodeDecodeError as error:
            raise ReadingError(f"it is not {wide.upper()} ({error.reason})", "is it cut off?") from None
        finally:
            lines.detach()
    else:
        yield from _bounded(stream, b"\n")


def _bounded(stream: Any, end: bytes | str) -> Iterator[Any]:
    readline = stream.readline
    while line := readline(LIMIT):
        if len(line) < LIMIT or line.endswith(end):
            yield line
            continue
        while line and not line.endswith(end):
            line = readline(LIMIT)
        yield None


def parse(line: str) -> Any:
    """The JSON value of a line. Raises `ReadingError`."""
    try:
        return json.loads(line)
    except RecursionError:
        raise ReadingError("the JSON is nested too deeply", "give one flat object a line") from None
    except ValueError as error:
        cause = getattr(error, "msg", str(error))
        at = getattr(error, "colno", 1)
        raise ReadingError(f"the line is no JSON ({cause} at column {at})", f"give one object a line, like {_EXAMPLE}") from None
