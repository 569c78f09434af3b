"""Which inputs there are and what kind each is: files, directories, standard input."""

import os
from collections.abc import Iterable, Iterator

from newsfacts.reading.compression import STANDARD_INPUT, SUFFIXES, beginning
from newsfacts.reading.failure import Failure, reason

#: Kinds by suffix. What an `.xml` holds only its first bytes tell; in a directory it is taken where it is a feed.
KINDS = {
    suffix: kind
    for kind, suffixes in {
        "text": (".txt", ".text"),
        "html": (".html", ".htm", ".xhtml"),
        "jsonl": (".jsonl", ".ndjson"),
        "json": (".json",),
        "feed": (".rss", ".atom"),
        "warc": (".warc", ".wet"),
    }.items()
    for suffix in suffixes
}


class Input:
    """One file or standard input to be read. `kind` is None where only its first bytes can tell; `place` is its path below the
    directory that was named, as folders and name. One that was `found` in a directory is passed over when it is of no kind."""

    __slots__ = ("found", "kind", "path", "place")

    def __init__(self, path: str, kind: str | None, place: tuple[str, ...], found: bool = False) -> None:
        self.path = path
        self.kind = kind
        self.place = place
        self.found = found


def discover(paths: Iterable[str], kind: str | None, leave: str | None = None) -> Iterator[Input | Failure]:
    """The inputs under `paths`, directories read recursively and in sorted order. `kind` overrides every guess.

    `leave` is a file or directory (the output of this run or of the last one) that is passed over where it lies in a directory.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield Input(path, kind, ("stdin",))
        elif os.path.isdir(path):
            yield from _directory(path, kind, leave)
        elif not os.path.lexists(path):
            yield Failure(display(path), "there is no such file or directory", "check the path")
        else:
            yield Input(path, kind or kind_of(path), (os.path.basename(path),))


def kind_of(path: str) -> str | None:
    """The kind that a file's name tells, its compression aside; None when it tells none."""
    return KINDS.get(_suffix(path))


def _suffix(path: str) -> str:
    stem, suffix = os.path.splitext(path.lower())
    return os.path.splitext(stem)[1] if suffix in SUFFIXES else suffix


def _directory(path: str, kind: str | None, leave: str | None) -> Iterator[Input | Failure]:
    found = False
    for item in _walk(path, (), identity(leave) if leave is not None else None):
        if isinstance(item, Failure):
            found = True
            yield item
            continue
        at, place = item
        if kind or kind_of(at) or _suffix(at) == ".xml":
            found = True
            yield Input(at, kind or kind_of(at), place, found=True)
    if not found:
        remedy = f"documents are {' '.join(sorted(KINDS))}, also compressed; name other files themselves or give --input"
        yield Failure(display(path), "the directory holds no document", remedy)


def _walk(path: str, above: tuple[str, ...], leave: tuple[int, int] | None) -> Iterator[tuple[str, tuple[str, ...]] | Failure]:
    """Files below a directory, sorted by name level by level; hidden ones, links to directories, pipes and devices are passed over."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(display(path), reason(error), "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith(".") or (leave is not None and identity(entry.path) == leave):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, (*above, entry.name), leave)
        elif entry.is_file(follow_symlinks=False) or (entry.is_symlink() and _is_file_or_broken(entry.path)):
            yield entry.path, (*above, entry.name)


def _is_file_or_broken(link: str) -> bool:
    return os.path.isfile(link) or not os.path.exists(link)


def identity(path: str) -> tuple[int, int] | None:
    """What tells a file or directory from all others on this machine; None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def display(path: str) -> str:
    """A path as it may be written in UTF-8: bytes of its name that are none are shown as U+FFFD; none at all is `''`."""
    return os.fsencode(path).decode("utf-8", "replace") or "''"


def guess_kind(head: bytes) -> str | None:
    """The kind of a stream from its first bytes: a brace begins JSON, a tag a feed or HTML, anything else is text. None: XML of
    another kind."""
    start = beginning(head).lower().replace(b"\x00", b"")
    if start.startswith(b"{"):
        return guess_json(head)
    if start.startswith(b"[") and start[1:].lstrip().startswith((b"{", b"]")):
        return "json"
    if start.startswith(b"warc/"):
        return "warc"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<!--")):
        tags = [tag for tag in (b"<rss", b"<feed", b"<rdf:rdf") if tag in start]
        if tags:
            return "feed"
        if start.startswith(b"<?xml"):
            return "html" if b"<html" in start or b"xhtml" in start else None
    markup = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<div", b"<p>", b"<meta", b"<!--")
    return "html" if start.startswith(markup) else "text"


def guess_json(head: bytes) -> str:
    """`jsonl` when the first line is a whole object (or its end is not in sight), `json` for an array or an object on several lines."""
    start = beginning(head).replace(b"\x00", b"")
    if not start.startswith(b"{"):
        return "json"
    line, end, _ = start.partition(b"\n")
    if not end:
        return "jsonl"
    import json

    try:
        json.loads(line)
    except ValueError as error:
        # Cut off where it ends: the object goes on in the next line. Anything else is a bad line.
        at = getattr(error, "pos", None)
        return "json" if at is not None and at >= len(line.decode("utf-8", "replace").rstrip()) else "jsonl"
    except RecursionError:
        pass
    return "jsonl"
