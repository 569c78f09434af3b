"""A tree of markup to lines of text: one for each paragraph, caption, subhead, list item; and which each is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: Tags of HTML, and those of TEI that trafilatura writes.
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
_CAPTIONS = frozenset(("figcaption", "caption"))
_BREAKS = frozenset(("br", "lb", "hr"))
_BLOCKS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "article", "section", "header", "footer", "main", "aside"),
        *("figure", "table", "tr", "td", "th", "address", "center", "body", "html", "form", "fieldset", "details", "summary"),
        *("quote", "list", "item", "row", "cell", "comments"),
        *_HEADS,
        *_CAPTIONS,
        *_BREAKS,
    )
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "meta", "link", "graphic"))


def lines(root: Any) -> Iterator[tuple[str, str]]:
    """(kind, text) of each line below an lxml element: kind `subhead`, `caption`, or nothing. White space is made single spaces."""
    from lxml import etree

    pieces: list[str] = []
    heads = captions = unseen = 0

    def line() -> Iterator[tuple[str, str]]:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if any(character.isalnum() for character in text):
            yield ("caption" if captions else "subhead" if heads else ""), text

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if not isinstance(tag, str):  # a comment has only what follows it
            if event in ("comment", "pi") and not unseen and element.tail:
                pieces.append(element.tail)
            continue
        begins = event == "start"
        if tag in _BLOCKS:
            yield from line()
        step = 1 if begins else -1
        heads += step * (tag in _HEADS)
        captions += step * (tag in _CAPTIONS)
        unseen += step * (tag in _UNSEEN)
        words = element.text if begins else element.tail if element is not root else None
        if words and not unseen:
            pieces.append(words)
    yield from line()


def plain(fragment: str) -> tuple[str, tuple[str, ...]]:
    """The text of a piece of HTML and the kind of each of its lines."""
    from lxml import etree, html

    try:
        root = html.fromstring(f"<div>{fragment}</div>", parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return fragment, ()
    found = list(lines(root))
    return "\n".join(text for _, text in found), tuple(kind for kind, _ in found)
