"""HTML: the main text of a page, its title and its date, as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from typing import Any

from newsfacts.reading.decoding import decode, is_encoding, marked_encoding, require_words
from newsfacts.reading.failure import ReadingError
from newsfacts.reading.source import Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
_SAVE = "save the article itself, or give its text as .txt"


def read(data: bytes, path: str, name: str, encoding: str | None) -> Source:
    """The document of an HTML page; the page's own charset decides where neither a byte-order mark nor the user does.

    Raises `ReadingError` for a page without main text.
    """
    page = decode(data, encoding if encoding or marked_encoding(data) else _declared(data))
    try:
        import trafilatura  # half a second, with lxml: only for HTML
    except ImportError as error:
        why = str(error).partition("\n")[0]
        raise ReadingError(f"this installation cannot read HTML ({why})", "install newsfacts anew, with what it depends on") from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)  # what it has to say is said below
    try:
        found: Any = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:
        raise ReadingError(f"the page cannot be parsed ({type(error).__name__})", _SAVE) from None
    text = (getattr(found, "text", None) or "") if found is not None else ""
    if not text.strip():
        raise ReadingError("no main text was found in the page", _SAVE)
    require_words(text)
    return Source(text, id=name, source=path, title=found.title or None, date=found.date or None, kind="html", name=name)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, _HEAD)
    name = match[1].decode("ascii", "ignore") if match else ""
    return name if name and is_encoding(name) else None
