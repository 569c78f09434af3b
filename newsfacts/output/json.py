"""The JSON of the output contract: one document, one object, one line."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from newsfacts.facts import SCHEMA, AllFacts, Document

#: Names that are keywords of Python or unclear in code, under their keys in JSON.
_KEYS = {"first": "from", "last": "to", "stance": "class"}
#: The key of a command's results, where it is not the command's name.
RESULT_KEY = {"summarize": "summary"}


def result_key(command: str) -> str:
    """The last key of a command's JSON object."""
    return RESULT_KEY.get(command, command)


@cache
def columns(record: type) -> tuple[tuple[str, str], ...]:
    """(attribute, JSON key) of a record's fields, in the contract's order."""
    fields: tuple[str, ...] = record._fields  # type: ignore[attr-defined]
    return tuple((field, _KEYS.get(field, field)) for field in fields)


def plain(value: Any) -> Any:
    """A fact as dicts, lists, strings and numbers. Decimals and fractions become the nearest double, which prints the same figure."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (Decimal, Fraction)):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return {name: plain(item) for (_, name), item in zip(columns(type(value)), value, strict=True)}
        return [plain(item) for item in value]
    raise TypeError(f"no JSON for {type(value).__name__}")


def as_dict(document: Document) -> dict[str, Any]:
    """A document as the contract's object, its keys in the contract's order."""
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "command": document.command,
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "date": document.date,
        "date_from": document.date_from,
        "warnings": plain(document.warnings),
    }
    if document.text is not None:
        found["text"] = document.text
    if isinstance(document.facts, AllFacts):
        found.update(plain(document.facts))
        return found
    records = found[result_key(document.command)] = plain(document.facts)
    if document.rules is not None:
        for record, rule in zip(records, document.rules, strict=True):
            record["rule"] = plain(rule)
    if document.ids is not None:
        for record, name in zip(records["sentences"] if document.command == "summarize" else records, document.ids, strict=True):
            record["id"] = name
    return found


def line(document: Document) -> str:
    """A document as one line of JSON with its line end."""
    return json.dumps(as_dict(document), ensure_ascii=False) + "\n"
