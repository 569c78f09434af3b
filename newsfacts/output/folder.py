"""A folder of results, one JSON file a document, in which a later run does again only what has changed.

Whether a document has changed is told by a fingerprint, never by times: of its bytes (a page, before its text is looked for) or its text,
title, date and id (a record), of the options that shape the result, and of the version of newsfacts. The fingerprints stand in
`.newsfacts.sqlite` in the folder. A file that is missing, or not as long as it was written, is written again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from newsfacts.output.lock import locked
from newsfacts.output.writer import mode
from newsfacts.reading import Failure, Page, Skipped, Source

_STATE, _LOCK = ".newsfacts.sqlite", ".newsfacts.lock"
_COLUMNS = "name TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, size INTEGER NOT NULL, run INTEGER NOT NULL"
#: Bytes of one name in the folder; longer ones are cut and told apart by their hash. `.json` and a suffix while writing come behind.
_LONGEST = 200
_UNSAFE = frozenset('%/\\:*?"<>|')
_COMMIT = 2.0  # seconds
#: In place of a file's size; the two are never taken for one another.
_NOT_WRITTEN, _MISSING = -1, -2


@contextmanager
def folder(path: str, options: str, force: bool) -> Iterator[Folder]:
    """A folder to write into, made where it is missing; nobody else writes into it meanwhile.

    `options` is whatever shapes the results beside the documents; `force` takes every document for changed.
    Raises `OSError`, and `Busy` when another run is writing there.
    """
    os.makedirs(path, exist_ok=True)
    with locked(os.path.join(path, _LOCK)):
        opened = Folder(path, options, force)
        try:
            yield opened
        finally:
            opened.close()


class Folder:
    """The folder while one run writes into it. `damaged` says that its records could not be read, so that all is done again."""

    def __init__(self, path: str, options: str, force: bool) -> None:
        self._path = path
        self._options = options
        self._force = force
        self._run = time.time_ns()
        self._committed = time.monotonic()
        state = os.path.join(path, _STATE)
        self.damaged = False
        try:
            self._state = self._opened(state)
        except sqlite3.DatabaseError:
            self.damaged = True
            for name in (state, state + "-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(name)
            self._state = self._opened(state)

    def _opened(self, path: str) -> sqlite3.Connection:
        try:
            state = sqlite3.connect(path, isolation_level="DEFERRED")
            state.execute("PRAGMA synchronous = NORMAL")
            state.execute(f"CREATE TABLE IF NOT EXISTS documents ({_COLUMNS})")
            state.execute("SELECT name, fingerprint, size, run FROM documents LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            raise self._trouble(error) from None
        return state

    def changed(self, items: Iterable[Source | Page | Failure | Skipped]) -> Iterator[Source | Page | Failure | Skipped]:
        """The items, those passed over that stand in the folder as they are now; those too whose file is another's are failures."""
        for item in items:
            yield self._judged(item) if isinstance(item, (Source, Page)) else item

    def _judged(self, item: Source | Page) -> Source | Page | Failure | Skipped:
        name = file_name(item.place)
        known = self._sql("SELECT fingerprint, size, run FROM documents WHERE name = ?", name).fetchone()
        if known is not None and known[2] == self._run:
            return Failure(item.source, f"another document of this run is {name} already", "give every document an id of its own")
        fingerprint = self._fingerprint(item)
        unchanged = known is not None and not self._force and known[0] == fingerprint and self._size(name) == known[1]
        # Its place is taken from here on; until its file is written it counts as not done.
        size = known[1] if unchanged else _NOT_WRITTEN
        self._sql("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", name, fingerprint, size, self._run)
        return Skipped(item.source, f"it has not changed since {name} was written", unchanged=True) if unchanged else item

    def write(self, item: Source | Page, text: str) -> None:
        """Puts a document's result in its place, whole. Raises `OSError`."""
        name = file_name(item.place)
        path = os.path.join(self._path, name)
        data = text.encode("utf-8")
        temporary = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.part")  # a run that was killed left the same one
        os.makedirs(os.path.dirname(path), exist_ok=True)
        try:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as stream:
                stream.write(data)
            os.chmod(temporary, mode(path))
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        self._sql("UPDATE documents SET size = ? WHERE name = ?", len(data), name)
        if time.monotonic() - self._committed > _COMMIT:
            self._keep()
            self._committed = time.monotonic()

    def close(self) -> None:
        """Keeps what is known of the documents."""
        try:
            self._keep()
        finally:
            self._state.close()

    def _keep(self) -> None:
        try:
            self._state.commit()
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def _sql(self, line: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._state.execute(line, values)
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def _trouble(self, error: sqlite3.Error) -> OSError:
        return OSError(None, str(error), os.path.join(self._path, _STATE))

    def _size(self, name: str) -> int:
        try:
            return os.path.getsize(os.path.join(self._path, name))
        except OSError:
            return _MISSING

    def _fingerprint(self, item: Source | Page) -> bytes:
        digest = hashlib.blake2b(self._options.encode("utf-8", "surrogatepass"), digest_size=16)
        if isinstance(item, Page):
            own: tuple[object, ...] = (item.data, item.encoding, item.charset)
        else:
            own = (item.text, item.title, item.date, item.kind, item.lines)
        # `place` is the name, and `source` a place that may change: in a feed every new entry moves the others down.
        for part in (*own, item.id, item.name):
            piece = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)
        return digest.digest()


def file_name(place: tuple[str, ...]) -> str:
    """Where a document's result lies in the folder: its path below the directory that was named, and the id or number of a record below
    the name of its file. No part of it can lead out of the folder or be hidden.

    >>> file_name(("2024", "a.txt")), file_name(("news.jsonl", "../17"))
    ('2024/a.txt.json', 'news.jsonl/%2E.%2F17.json')
    """
    return "/".join(map(_safe, place)) + ".json"


def _safe(part: str) -> str:
    """A part of a path that no file system takes for anything else: what could mean something in one is written as %XX."""
    safe = "".join(c if c.isprintable() and c not in _UNSAFE else _written(c) for c in part)
    if not safe.strip(". ") or safe[0] in ". ":
        safe = _written(safe[0]) + safe[1:] if safe else "%"
    data = safe.encode("utf-8", "replace")
    if len(data) <= _LONGEST:
        return safe
    told = hashlib.blake2b(part.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return data[: _LONGEST - len(told) - 1].decode("utf-8", "ignore") + "~" + told


def _written(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
