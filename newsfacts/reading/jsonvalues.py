"""JSON that is no JSON Lines: an array of records, a record over several lines, or several of them. One is held at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from newsfacts.reading.compression import LIMIT, TOO_LARGE, peek
from newsfacts.reading.decoding import LONGEST_MARK, marked_encoding
from newsfacts.reading.failure import Failure, ReadingError
from newsfacts.reading.records import Fields, document
from newsfacts.reading.source import Source

_BRACKETS = re.compile(r'["{}\[\]]')
_SPACE = re.compile(r"[ \t\r\n\f\v\x00,]+")
_SCALAR_END = re.compile(r"[\s,\]{\[}]")
_CHUNK = 1 << 16


def read(
    stream: IO[bytes], path: str, name: str, encoding: str | None, fields: Fields, place: tuple[str, ...]
) -> Iterator[Source | Failure]:
    """The records of a stream: the elements of an array, or the objects one after the other. `source` is `path:N`, the N-th of them."""
    number = 0
    try:
        for number, text in enumerate(_values(stream, encoding), 1):
            where = f"{path}:{number}"
            try:
                yield document(_parsed(text), where, name, fields, "json", place)
            except ReadingError as error:
                yield error.failure(where)
    except ReadingError as error:
        yield error.failure(f"{path}:{number + 1}")
        return
    if not number:
        yield Failure(path, "it holds no record", "put objects into the array")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise ReadingError("the JSON is nested too deeply", "give flat objects") from None
    except ValueError as error:
        what = getattr(error, "msg", str(error))
        raise ReadingError(f"the record is no JSON ({what})", "check the brackets and quotes there") from None


class _Text:
    """The decoded stream as far as it is needed: `buffer` from the beginning of the value at hand on."""

    def __init__(self, stream: IO[bytes], encoding: str | None) -> None:
        marked = marked_encoding(peek(stream, LONGEST_MARK))
        self.buffer = ""
        self._stream = stream
        self._name, skip = marked if marked else (encoding or "utf-8", 0)
        stream.read(skip)
        self._decoder = codecs.getincrementaldecoder(self._name)("strict")

    def more(self) -> bool:
        """Reads on, as much again as there is, so that a long value is not copied once for each piece; False at the end."""
        if len(self.buffer) > LIMIT:
            raise TOO_LARGE
        data = self._stream.read(max(_CHUNK, len(self.buffer)))
        try:
            piece = self._decoder.decode(data, not data)
        except UnicodeError as error:
            why = getattr(error, "reason", str(error))
            raise ReadingError(f"it is not {self._name.upper()} ({why})", "give its --encoding, or is it cut off?") from None
        self.buffer += piece
        return bool(data)


def _values(stream: IO[bytes], encoding: str | None) -> Iterator[str]:
    """The text of each value that is a record: between brackets that balance, so that a bad one does not take the others with it."""
    text = _Text(stream, encoding)
    inside = False  # an array, whose elements are the records
    while True:
        at = _skip(text)
        if at is None:
            return
        text.buffer = text.buffer[at:]
        first = text.buffer[0]
        if first == "[" and not inside:
            inside, end = True, 1
        elif first == "]" and inside:
            inside, end = False, 1
        else:
            end = _end(text, first)
            yield text.buffer[:end]
        text.buffer = text.buffer[end:]


def _skip(text: _Text) -> int | None:
    """Where the next value begins; None at the end."""
    while True:
        match = _SPACE.match(text.buffer)
        at = match.end() if match else 0
        if at < len(text.buffer):
            return at
        text.buffer = ""
        if not text.more() and not text.buffer:
            return None


def _end(text: _Text, first: str) -> int:
    """Where the value at the beginning of the buffer ends; the end of the stream ends it too."""
    if first not in '{["':
        at = 1
        while not (match := _SCALAR_END.search(text.buffer, at)):
            at = len(text.buffer)
            if not text.more():
                return len(text.buffer)
        return match.start()
    at = depth = 0
    quoted = False
    while True:
        if quoted:
            quote = text.buffer.find('"', at)
            if quote >= 0:
                at = quote + 1
                quoted = _is_escaped(text.buffer, quote)
                if not quoted and not depth:
                    return at
                continue
        elif match := _BRACKETS.search(text.buffer, at):
            at = match.end()
            mark = match[0]
            if mark == '"':
                quoted = True
                continue
            depth += 1 if mark in "{[" else -1
            if depth <= 0:
                return at
            continue
        at = len(text.buffer)
        if not text.more():
            return len(text.buffer)


def _is_escaped(buffer: str, quote: int) -> bool:
    """True when the backslashes before a quotation mark are odd in number."""
    at = quote
    while at and buffer[at - 1] == "\\":
        at -= 1
    return (quote - at) % 2 == 1
