"""RSS and Atom: every entry that carries its text is a document. The package feedparser reads them (extra `feeds`)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from newsfacts.reading.decoding import is_encoding, require_words, whole_characters
from newsfacts.reading.failure import Failure, ReadingError, Skipped, missing
from newsfacts.reading.markup import plain
from newsfacts.reading.source import Source


def read(data: bytes, path: str, name: str, encoding: str | None, place: tuple[str, ...]) -> Iterator[Source | Failure | Skipped]:
    """The entries of a feed, in its order. `source` is `path:N`, the N-th entry. Raises `ReadingError` when it is no feed."""
    try:
        import feedparser
    except ImportError:
        raise missing("it is a feed", "feedparser", "feeds") from None
    headers = {"content-type": f"application/xml; charset={encoding}"} if encoding and is_encoding(encoding) else {}
    try:
        # Bytes, never a string: that could be an address to feedparser, and it would go and fetch it.
        feed: Any = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise ReadingError(f"the feed cannot be parsed ({type(error).__name__})", "is it whole?") from None
    if not feed.entries:
        if feed.get("bozo") or not feed.get("version"):
            raise ReadingError("it is XML, but no feed that can be read (RSS, Atom)", "give HTML its --input html")
        yield Skipped(path, "the feed has no entries")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{path}:{number}"
        try:
            yield _entry(entry, where, name, (*place, str(entry.get("id") or entry.get("link") or number)))
        except ReadingError as error:
            yield error.failure(where)


def _entry(entry: Any, where: str, name: str, place: tuple[str, ...]) -> Source:
    carried = [part for part in (*entry.get("content", ()), entry.get("summary_detail")) if part and part.get("value")]
    told = [_text(part) for part in carried]
    text, lines = max(told, key=lambda each: len(each[0]), default=("", ()))
    if not text.strip():
        raise ReadingError("the entry carries no text, only a link", "save the article itself as .html")
    require_words(text)
    title = plain(str(entry.get("title") or ""))[0].replace("\n", " ") or None
    identity = entry.get("id") or entry.get("link")
    return Source(
        text,
        id=whole_characters(str(identity)) if identity else name,
        source=where,
        title=title and whole_characters(title),
        date=_day(entry.get("published") or entry.get("updated") or ""),
        kind="feed",
        name=name,
        lines=lines,
        place=place,
    )


def _text(part: Any) -> tuple[str, tuple[str, ...]]:
    value = whole_characters(str(part["value"]))
    if part.get("type") == "text/plain" and "<" not in value:
        return value, ()
    return plain(value)


def _day(written: str) -> str | None:
    """The day of an entry where it was written: its own clock's, not that of Greenwich."""
    from email.utils import parsedate_tz

    parsed = parsedate_tz(written) if written and not written[:4].isdigit() else None
    if parsed is not None:
        return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"
    return written.strip() or None
