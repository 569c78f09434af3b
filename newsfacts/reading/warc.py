"""WARC, in which web archives keep pages: every HTML page that was fetched, and the texts of WET. The package warcio reads it (extra
`warc`)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from newsfacts.reading.compression import TOO_LARGE, damage, read_whole
from newsfacts.reading.decoding import decode, require_words
from newsfacts.reading.failure import Failure, ReadingError, Skipped, missing
from newsfacts.reading.source import Page, Source

_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read(
    stream: IO[bytes], path: str, name: str, encoding: str | None, place: tuple[str, ...]
) -> Iterator[Page | Source | Failure | Skipped]:
    """The pages of an archive, in its order; what is no page (pictures, redirects, requests) is passed over.

    `source` is `path:N`, the N-th record of the archive; `id` is the page's address. The date of the crawl is not the article's.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise missing("it is a web archive", "warcio", "warc") from None
    number = 0
    whole = _Whole(stream)
    try:
        for number, record in enumerate(ArchiveIterator(io.BufferedReader(whole), arc2warc=True), 1):
            where = f"{path}:{number}"
            found: Page | Source | Failure | None
            try:
                found = _document(record, where, name, encoding, place)
            except ReadingError as error:
                found = error.failure(where)
            if found is None:
                continue
            if whole.ended and getattr(record.raw_stream, "limit", 0) > 0:  # less was there than the record promised
                raise whole.error or ReadingError(f"the archive ends within record {number}", "copy it again")
            yield found
        if whole.error is not None:
            raise whole.error
    except (OSError, EOFError, ReadingError):
        raise
    except Exception as error:
        if isinstance(error, damage()):
            raise
        if not number:
            raise ReadingError("it is no web archive that can be read", f"is it whole? ({_said(error)})") from None
        raise ReadingError(f"the archive is damaged after record {number} ({_said(error)})", "copy it again") from None


class _Whole(io.RawIOBase):
    """A stream that ends where it cannot be read on, and remembers why: warcio takes an error of the decompressor for the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream: Any = stream
        self.error: Exception | None = None
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.ended:
            return 0
        try:
            piece = self._stream.read1(len(buffer))
        except Exception as error:
            self.error, piece = error, b""
        self.ended = not piece
        buffer[: len(piece)] = piece
        return len(piece)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _document(record: Any, where: str, name: str, encoding: str | None, place: tuple[str, ...]) -> Page | Source | None:
    if record.rec_type == "response" and record.http_headers is not None:
        if not str(record.http_headers.get_statuscode()).startswith("2"):
            return None
        content = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type in ("resource", "conversion"):
        content = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    kind = content.partition(";")[0].strip().lower()
    if kind not in _HTML and not (record.rec_type == "conversion" and kind == "text/plain"):
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or name
    below = (*place, address)
    try:
        data = read_whole(record.content_stream())
    except ReadingError:
        raise TOO_LARGE from None
    except Exception as error:
        raise ReadingError(f"the record cannot be unpacked ({_said(error)})", "fetch the page again") from None
    if kind not in _HTML:
        text = decode(data, encoding)
        require_words(text)
        return Source(text, id=address, source=where, kind="warc", name=name, place=below)
    charset = _CHARSET.search(content)
    return Page(data, address, where, name, encoding, charset[1] if charset else None, from_archive=True, place=below)
