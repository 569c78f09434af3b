"""One JSON object to a document: which of its fields are the text, the title, the date and the id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from newsfacts.reading.decoding import require_words, whole_characters
from newsfacts.reading.failure import ReadingError
from newsfacts.reading.source import Source
from newsfacts.record import Record

#: Names under which crawlers, feeds and content systems keep these, the contract's first, the likeliest before the others. They are
#: compared without capitals, `_`, `-` and spaces: `datePublished`, `date_published` and `Date Published` are one.
_TEXT = (
    *("text", "content", "body", "article", "articlebody", "articletext", "maintext", "fulltext", "bodytext", "contenttext"),
    *("plaintext", "rawtext", "story", "النص", "نص", "المحتوى", "محتوى"),
)
_TITLE = ("title", "headline", "heading", "العنوان", "عنوان")
_DATE = (
    *("date", "published", "datepublished", "publishedat", "publisheddate", "publicationdate", "publishdate", "publishedtime"),
    *("datepublish", "pubdate", "التاريخ", "تاريخ", "تاريخالنشر"),
)
_ID = ("id", "uuid", "guid", "articleid", "docid", "documentid", "newsid")
_JOINTS = str.maketrans("", "", "_- ")
#: Seconds since 1970 of dates from 1973 to 2096; a thousand times that are milliseconds.
_SECONDS = range(10**8, 4 * 10**9)


class Fields(Record):
    """Names of fields that the user gave, each a key or a path with dots (`fields.bodyText`); None: found by its common names."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    id: str | None = None


def document(record: Any, where: str, name: str, fields: Fields, kind: str, place: tuple[str, ...]) -> Source:
    """The document of a parsed record; `place` is the file's, the record's own id or its number in `where` is added to it.

    Raises `ReadingError` when it is no object or has no text.
    """
    if not isinstance(record, dict):
        what, remedy = ("line", "give one object a line") if kind == "jsonl" else ("element", "put objects into the array")
        raise ReadingError(f"the {what} is no JSON object but {json_type(record)}", f'{remedy}, like {{"text": "…"}}')
    names: dict[str, str] = {}
    text = _text(record, fields.text, names)
    require_words(text)
    own = _string(_value(record, fields.id, _ID, names))
    date = _value(record, fields.date, _DATE, names)
    return Source(
        whole_characters(text),
        id=own or name,
        source=where,
        title=_string(_value(record, fields.title, _TITLE, names)),
        date=_day(date) or _string(date),
        kind=kind,
        name=name,
        place=(*place, own or where.rpartition(":")[2]),
    )


def _text(record: dict[str, Any], asked: str | None, names: dict[str, str]) -> str:
    if asked is not None:
        found, called, candidates = _at(record, asked), asked, [asked]
    else:
        found, called, candidates = record.get("text"), "text", list(_TEXT)
    if isinstance(found, str) and (asked is not None or not found.isspace()) and found:
        return found
    if asked is None:
        for other in _present(record, _TEXT, names):
            if isinstance(record[other], str) and record[other].strip():
                return str(record[other])
    if isinstance(found, str):
        return found
    has = f"has no `{called}`" if found is None else f"has a `{called}` that is no string but {json_type(found)}"
    keys = ", ".join(list(map(str, record))[:8]) or "none"
    remedy = "put the article's text under `text`" + ("" if asked else ", or name its field with --text-field")
    raise ReadingError(f"the record {has} (its keys: {keys[:120]})", remedy if len(candidates) > 1 else "give another --text-field")


def _value(record: dict[str, Any], asked: str | None, known: tuple[str, ...], names: dict[str, str]) -> object:
    """What stands in the field that was asked for, else in the first of the known ones that says something."""
    if asked is not None:
        return _at(record, asked)
    value = record.get(known[0])
    if _says(value):
        return value
    return next((record[name] for name in _present(record, known[1:] if known[0] in record else known, names) if _says(record[name])), None)


def _says(value: object) -> bool:
    """True for a string or figure; `published` may be just true."""
    if _wrapped(value) is not None:
        return True
    return isinstance(value, (str, int, float)) and not isinstance(value, bool) and bool(str(value).strip())


def _present(record: dict[str, Any], known: Iterable[str], names: dict[str, str]) -> list[str]:
    """The keys of the record that are known names, in the order of these. `names` is filled when it is first needed."""
    if not names:
        for key in record:
            names.setdefault(key.lower().translate(_JOINTS), key)
    return [names[name] for name in known if name in names]


def _at(record: dict[str, Any], path: str) -> Any:
    """The value under a key, or under keys joined by dots."""
    if path in record:
        return record[path]
    found: Any = record
    for key in path.split("."):
        if isinstance(found, list) and key.isdecimal():
            found = found[int(key)] if int(key) < len(found) else None
        else:
            found = found.get(key) if isinstance(found, dict) else None
    return found


def _wrapped(value: object) -> object:
    """The value in MongoDB's `{"$oid": …}` and `{"$date": …}`; None for anything else."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, inner),) = value.items()
        if key.startswith("$") and isinstance(inner, (str, int)):
            return inner
    return None


def _day(value: object) -> str | None:
    """The day, in UTC, of a time that is counted in seconds or milliseconds since 1970."""
    value = _wrapped(value) or value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = int(value) if value < _SECONDS.stop else int(value / 1000)
        if seconds in _SECONDS:
            return dt.datetime.fromtimestamp(seconds, dt.timezone.utc).date().isoformat()
    return None


def _string(value: object) -> str | None:
    value = _wrapped(value) or value
    if value is None or isinstance(value, (dict, list)):
        return None
    return whole_characters(str(value)).strip() or None


def json_type(value: object) -> str:
    """What a JSON value is, in words."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"}
    return names.get(type(value), "null")
