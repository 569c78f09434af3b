"""Bytes to text: a byte-order mark decides, else the encoding that was asked for, else UTF-8. Nothing is guessed."""

from __future__ import annotations

import codecs
import re

from newsfacts.reading.failure import ReadingError

#: Longest first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LONGEST_MARK = 4


def marked_encoding(head: bytes) -> tuple[str, int] | None:
    """The encoding that a byte-order mark at the front names, and the mark's length; None without a mark."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    return None


def decode(data: bytes, encoding: str | None) -> str:
    """The text of `data` less its byte-order mark.

    Raises `ReadingError` naming the first byte that does not fit the encoding.
    """
    marked = marked_encoding(data)
    name, skip = marked if marked else (encoding or "utf-8", 0)
    try:
        text = data[skip:].decode(name)
        return text if name.startswith("utf-8") else whole_characters(text)
    except UnicodeDecodeError as error:
        at = error.start + skip
        cause = f"byte 0x{data[at]:02X} at offset {at} is not {name.upper()}" if at < len(data) else f"the end is not {name.upper()}"
        remedy = "is it cut off?" if marked else "give its --encoding (much Arabic text that is not UTF-8 is windows-1256)"
        raise ReadingError(cause, remedy) from None
    except UnicodeError as error:  # codecs for one purpose, such as idna
        raise ReadingError(f"it is not {name.upper()} ({error})", "give another --encoding") from None


def whole_characters(text: str) -> str:
    """The text with U+FFFD for every lone half of a character, which cannot be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def is_encoding(name: str) -> bool:
    """True when Python has a text encoding of that name."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def require_words(text: str) -> None:
    """Raises `ReadingError` when there is no letter and no digit in the text."""
    if not any(character.isalnum() for character in text):
        raise ReadingError("the article is empty", "remove it or put its text in")
