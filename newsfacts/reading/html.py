"""HTML: the main text of a page with its paragraphs, captions and subheads, its title and its date, as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from typing import Any

from newsfacts.reading.decoding import decode, is_encoding, marked_encoding, require_words, whole_characters
from newsfacts.reading.failure import Failure, ReadingError, Skipped
from newsfacts.reading.markup import lines
from newsfacts.reading.source import Page, Source

_CHARSET = re.compile(rb"<(?:meta[^>]{0,400}?charset\s*=|\?xml[^>]{0,200}?encoding\s*=)\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 16384
_SAVE = "save the article itself, or give its text as .txt"
#: Labels that browsers know and Python does not, or that they read otherwise (WHATWG Encoding Standard).
_LABELS = {
    **dict.fromkeys(("x-cp1256", "windows1256"), "cp1256"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii"), "cp1252"),
    "utf-16": "utf-8",  # who can read the label can read it in single bytes
}
#: So many of a thousand bytes of a page may be broken, as browsers forgive it: one paragraph in another encoding is far more.
_BROKEN = 2
_NO_TEXT = "no main text was found in the page"
#: Neither what a page says in passing («© 1999») nor the clock makes its date.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
_CAPTION_WORDS = 60
#: Characters of a page that can be all article.
_SHORT = 4000


def read(page: Page) -> Source | Failure | Skipped:
    """The document of a page, or why there is none. The page's own charset decides where neither a byte-order mark nor the user
    nor the server did."""
    try:
        return _source(page)
    except ReadingError as error:
        if page.from_archive and error.cause in (_NO_TEXT, "the article is empty"):
            return Skipped(page.source, error.cause)
        return error.failure(page.source)


def _source(page: Page) -> Source:
    text = _decoded(page)
    trafilatura = _trafilatura()
    try:
        tree = trafilatura.load_html(text)
        if tree is None:  # a piece of a page, whose `html` the parser misses
            tree = trafilatura.load_html(f"<html><body>{text}</body></html>")
        whole = list(lines(tree)) if tree is not None and len(text) < _SHORT else []
        captions = _captions(tree) if tree is not None else set()
        found: Any = None
        if tree is not None:
            found = trafilatura.bare_extraction(
                tree, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
            )
        told = list(lines(found.body)) if found is not None and found.body is not None else []
        if len(told) == 1 and told[0][1] == " ".join(line for _, line in whole):
            told = whole  # of a page with little on it all lines are made one
    except Exception as error:
        raise ReadingError(f"the page cannot be parsed ({type(error).__name__})", _SAVE) from None
    if found is None or not told:
        raise ReadingError(_NO_TEXT, _SAVE)
    title = " ".join(whole_characters(found.title or "").split()) or None
    kinds = tuple("caption" if words in captions else kind for kind, words in told)
    main = whole_characters("\n".join(words for _, words in told))
    require_words(main)
    if title is not None and told[0][1] == title:
        kinds = ("title", *kinds[1:])
    return Source(
        *(main, page.id, page.source, title, found.date or None),
        kind="html",
        name=page.name,
        lines=kinds,
        place=page.place,
    )


def _trafilatura() -> Any:
    """The package: half a second to load, with lxml, and only for HTML.

    It loads urllib3, which asks the system for a socket to see whether that has IPv6. Nothing here opens any, so it is told that there
    is none.
    """
    import socket

    known, socket.has_ipv6 = socket.has_ipv6, False
    try:
        import trafilatura
    except ImportError as error:
        why = str(error).partition("\n")[0]
        raise ReadingError(f"this installation cannot read HTML ({why})", "install newsfacts anew, with what it depends on") from None
    finally:
        socket.has_ipv6 = known
    for name in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what they have to say is said elsewhere
    return trafilatura


def _captions(tree: Any) -> set[str]:
    """The words of the captions. Those of figures, which trafilatura drops whole, become paragraphs after the figure."""
    captions: set[str] = set()
    for figure in list(tree.iter("figure")):
        for caption in list(figure.iter("figcaption")):
            words = " ".join("".join(caption.itertext()).split())
            if words and figure.getparent() is not None and len(words.split()) <= _CAPTION_WORDS:
                captions.add(words)
                paragraph = caption.makeelement("p")
                paragraph.text = words
                # lxml moves the text after an element with it: what stood after the figure comes after the caption now.
                paragraph.tail, figure.tail = figure.tail, None
                figure.addnext(paragraph)
    for element in tree.iter("p", "div", "span"):
        if "caption" in (element.get("class") or "").lower():
            words = " ".join("".join(element.itertext()).split())
            if words and len(words.split()) <= _CAPTION_WORDS:
                captions.add(words)
    return captions


def _decoded(page: Page) -> str:
    data = page.data
    if page.encoding or marked_encoding(data):
        return decode(data, page.encoding)
    declared = _encoding(page.charset) or _declared(data)
    try:
        return decode(data, declared)
    except ReadingError:
        text = data.decode(declared or "utf-8", "replace")
        if 1000 * text.count("\ufffd") > _BROKEN * len(data):
            raise
        return text


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, _HEAD)
    return _encoding(match[1].decode("ascii", "ignore")) if match else None


def _encoding(label: str | None) -> str | None:
    name = (label or "").strip().strip("\"'").lower()
    name = _LABELS.get(name, name)
    return name if name and is_encoding(name) else None
