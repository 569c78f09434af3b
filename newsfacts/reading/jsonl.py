"""JSON Lines: one record a line, `text` required, `id`, `title`, `date` where known. A bad line is one failed document."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import IO, Any

from newsfacts.reading.decoding import LONGEST_MARK, decode, marked_encoding, require_words, whole_characters
from newsfacts.reading.discovery import peek
from newsfacts.reading.failure import Failure, ReadingError
from newsfacts.reading.source import Source

_EXAMPLE = '{"text": "…"}'


def read(stream: IO[bytes], path: str, name: str, encoding: str | None) -> Iterator[Source | Failure]:
    """The records of a stream; blank lines are passed over. `source` is `path:LINE`, 1-based."""
    for number, line in enumerate(_lines(stream, encoding), 1):
        where = f"{path}:{number}"
        try:
            text = decode(line, encoding) if isinstance(line, bytes) else line
            if text.strip():
                yield _record(text, where, name)
        except ReadingError as error:
            yield error.failure(where)


def _lines(stream: IO[bytes], encoding: str | None) -> Iterator[bytes | str]:
    """Lines as bytes, so that one undecodable line is one failure; as text where a line end is more than one byte."""
    marked = marked_encoding(peek(stream, LONGEST_MARK))
    wide = marked[0] if marked else encoding or "utf-8"
    if codecs.lookup(wide).name.startswith(("utf-16", "utf-32")):
        if marked:
            stream.read(marked[1])
        lines = io.TextIOWrapper(stream, encoding=wide, newline="\n")  # only \n ends a line: JSON lets U+2028 stand
        try:
            yield from lines
        except UnicodeDecodeError as error:
            raise ReadingError(f"it is not {wide.upper()} ({error.reason})", "is it cut off?") from None
        finally:
            lines.detach()
    else:
        yield from stream


def _record(line: str, where: str, name: str) -> Source:
    try:
        record: Any = json.loads(line)
    except RecursionError:
        raise ReadingError("the JSON is nested too deeply", "give one flat object a line") from None
    except ValueError as error:
        cause = getattr(error, "msg", str(error))
        at = getattr(error, "colno", 1)
        raise ReadingError(f"the line is no JSON ({cause} at column {at})", f"give one object a line, like {_EXAMPLE}") from None
    if not isinstance(record, dict):
        raise ReadingError(f"the line is no JSON object but {_json_type(record)}", f"give one object a line, like {_EXAMPLE}")
    text = record.get("text")
    if not isinstance(text, str):
        has = "has no `text`" if text is None else f"has a `text` that is no string but {_json_type(text)}"
        keys = ", ".join(list(map(str, record))[:8]) or "none"
        raise ReadingError(f"the record {has} (its keys: {keys[:120]})", "put the article's text under `text`")
    require_words(text)
    return Source(
        whole_characters(text),
        id=_string(record.get("id")) or name,
        source=where,
        title=_string(record.get("title")),
        date=_string(record.get("date")),
        kind="jsonl",
        name=name,
    )


def _string(value: object) -> str | None:
    if value is None or isinstance(value, (dict, list)):
        return None
    return whole_characters(str(value)).strip() or None


def _json_type(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"}
    return names.get(type(value), "null")
