"""The JSON Schema (draft 2020-12) of the output contract, made from the result types so that the two cannot drift apart."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from newsfacts.facts import (
    SCHEMA,
    AllFacts,
    Amount,
    Document,
    Entity,
    Event,
    Mention,
    Number,
    Quote,
    QuoteCue,
    QuoteSpeaker,
    Rule,
    Summary,
    SummarySentence,
    Warning,
    When,
)
from newsfacts.output.json import columns, result_key
from newsfacts.output.rows import RECORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_TEXT = "The words as they stand in the document's text: text[start:end]."
_START = "Offset of the first code point in the document's text, from 0."
_END = "Offset after the last code point."
_SENTENCE = "Index of the sentence, from 0."
_VALUE = "The figure; null for a range, a score or a vague number."

#: What is said of each field: {record: {key: keywords}}. `enum` gets null added where the field may be null.
FIELDS: dict[type, dict[str, dict[str, Any]]] = {
    Warning: {
        "code": {"description": "What kind of warning, for programs.", "minLength": 1},
        "message": {"description": "The same in words, for people."},
        "start": {"description": "Where in the text it applies, if to one place."},
        "end": {"description": _END},
    },
    Number: {
        "text": {"description": "The whole expression: modifier, numeral, unit or counted noun; text[start:end]."},
        "start": {"description": _START},
        "end": {"description": _END},
        "kind": {
            "description": "OntoNotes' kinds of numbers in lower case, and six more; a nominal number only names.",
            "enum": [
                "cardinal",
                "ordinal",
                "percent",
                "money",
                "quantity",
                "duration",
                "age",
                "fraction",
                "score",
                "nominal",
            ],
        },
        "value": {"description": _VALUE},
        "min": {"description": "Lower bound, or the lower figure of a score; null where open or approximate."},
        "max": {"description": "Upper bound, or the higher figure of a score; null where open or approximate."},
        "modifier": {
            "description": "How the text means the figure.",
            "enum": ["exact", "approx", "more_than", "less_than", "at_least", "at_most", "range", "vague"],
        },
        "unit": {
            "description": "Money: ISO 4217; quantity and duration: the CLDR unit (kilometer, day); percent: percent; else null.",
            "minLength": 1,
        },
        "per": {"description": "The unit that a rate is for, such as barrel or day.", "minLength": 1},
        "noun": {"description": "What is counted, labelled or ranked, as in the text, without attached particles.", "minLength": 1},
        "casualty": {
            "description": "What happened to the people counted.",
            "enum": ["killed", "injured", "missing", "detained", "kidnapped", "displaced"],
        },
        "sentence": {"description": _SENTENCE},
        "part_of": {
            "description": "Index in numbers, from 0, of the figure that already counts this one (12 killed, among them 3 children)."
        },
    },
    Event: {
        "text": {"description": "The expression of time, without a preposition; text[start:end]."},
        "start": {"description": _START},
        "end": {"description": _END},
        "kind": {"description": "TIMEX3's type in lower case.", "enum": ["date", "time", "duration"]},
        "value": {"description": "The TIMEX3 value in the Gregorian calendar; null when it cannot be told.", "minLength": 1},
        "mod": {
            "description": "The TIMEX3 modifier.",
            "enum": [
                "BEFORE",
                "AFTER",
                "ON_OR_BEFORE",
                "ON_OR_AFTER",
                "LESS_THAN",
                "MORE_THAN",
                "EQUAL_OR_LESS",
                "EQUAL_OR_MORE",
                "START",
                "MID",
                "END",
                "APPROX",
                "EARLY",
                "LATE",
            ],
        },
        "from": {"description": "First calendar day it covers; null when it could not be placed.", "pattern": _DAY, "format": "date"},
        "to": {"description": "Last calendar day it covers.", "pattern": _DAY, "format": "date"},
        "calendar": {"description": "The calendar the words are in; value, from and to are Gregorian.", "enum": ["gregorian", "hijri"]},
        "resolved_from": {
            "description": "What placed it: its own words, the document's date, or an earlier date in the text.",
            "enum": ["absolute", "reference", "context"],
        },
        "conflict": {"description": "How the text disagrees with itself.", "minLength": 1},
        "event": {"description": "The sentence or clause that says what happened: text[event_start:event_end]."},
        "event_start": {"description": _START},
        "event_end": {"description": _END},
        "entities": {"description": "Names of the entities in the event."},
        "sentence": {"description": _SENTENCE},
    },
    Rule: {
        "name": {"description": "The rule that read the expression.", "minLength": 1},
        "leans_on": {"description": "What else it leaned on: the reference date, an earlier date, a word that points ahead or behind."},
    },
    Mention: {
        "text": {"description": _TEXT},
        "start": {"description": _START},
        "end": {"description": _END},
        "sentence": {"description": _SENTENCE},
    },
    Entity: {
        "name": {"description": "The fullest mention, as a reader would head an entry with it.", "minLength": 1},
        "type": {"description": "CoNLL's types: person, location, organisation, other.", "enum": ["PER", "LOC", "ORG", "MISC"]},
        "subtype": {"description": "A closer kind: country, city, ministry, company, …", "minLength": 1},
        "aliases": {"description": "Its other names in the document, in Latin script too."},
        "roles": {"description": "Titles that stand beside a person's name."},
        "country": {"description": "ISO 3166-1 alpha-2 code of a place.", "pattern": "^[A-Z]{2}$"},
        "count": {"description": "How many mentions.", "minimum": 1},
        "mentions": {"description": "Where it is named, without attached particles.", "minItems": 1},
    },
    SummarySentence: {
        "text": {"description": _TEXT},
        "start": {"description": _START},
        "end": {"description": _END},
        "sentence": {"description": _SENTENCE},
        "score": {"description": "How much the sentence says of the article, against its other sentences.", "minimum": 0, "maximum": 1},
    },
    When: {
        "text": {"description": "The expression of time."},
        "value": {"description": "Its TIMEX3 value."},
    },
    Amount: {
        "text": {"description": "The whole expression."},
        "value": {"description": _VALUE},
        "unit": {"description": "As in numbers."},
        "noun": {"description": "As in numbers."},
    },
    Summary: {
        "headline": {"description": "The article's title, if it has one."},
        "sentences": {"description": "Sentences of the article, in its order."},
        "who": {"description": "Names of the persons and organisations it is about."},
        "where": {"description": "Names of the places."},
        "when": {"description": "The dates that matter."},
        "numbers": {"description": "The figures that matter."},
    },
    QuoteCue: {
        "text": {"description": "The reporting word, without an attached conjunction; text[start:end]."},
        "start": {"description": _START},
        "end": {"description": _END},
        "class": {
            "description": "What the word makes of the statement.",
            "enum": ["neutral", "confirms", "denies", "warns", "claims"],
        },
    },
    QuoteSpeaker: {
        "text": {"description": "The words that name the source, with title; null when the sentence does not name it.", "minLength": 1},
        "start": {"description": _START},
        "end": {"description": _END},
        "name": {"description": "The entity's name, or the name or description carried over; else null.", "minLength": 1},
    },
    Quote: {
        "text": {"description": "What was said: the words between the marks, or the reported clause; text[start:end]."},
        "start": {"description": _START},
        "end": {"description": _END},
        "kind": {"description": "Mixed is reported speech with quoted words in it.", "enum": ["direct", "indirect", "mixed"]},
        "cue": {"description": "The word that reports it."},
        "speaker": {"description": "Who said it; null when nobody can be told."},
        "sentence": {"description": _SENTENCE},
    },
    AllFacts: {
        "summary": {"description": "As summarize gives it."},
        "entities": {"description": "As entities gives them."},
        "numbers": {"description": "As numbers gives them."},
        "timeline": {"description": "As timeline gives it."},
        "quotes": {"description": "As quotes gives them."},
    },
    Document: {
        "command": {"description": "The command that found this."},
        "id": {"description": "The record's id, else the file's name."},
        "source": {"description": "The path; path:LINE for a record of JSON Lines; - for standard input."},
        "title": {"description": "The article's title."},
        "date": {"description": "The reference date, against which أمس is read.", "pattern": _DAY, "format": "date"},
        "date_from": {"description": "Where the reference date comes from.", "enum": ["option", "metadata", "text", "filename"]},
        "warnings": {"description": "What the user should know about this document."},
        "text": {"description": "The document's text, into which all offsets point (with --with-text)."},
    },
}

#: Keys that a record has only when an option asks for them, after its fields.
_ASKED_FOR: dict[type, dict[str, dict[str, Any]]] = {
    Number: {"rule": {"description": "How it was read (with --explain)."}},
    Entity: {"rule": {"description": "How it was found, and what joins its other forms to it (with --explain)."}},
    Quote: {"rule": {"description": "How it was read, and how its speaker was told (with --explain)."}},
    Event: {
        "rule": {"description": "How it was read and placed (with --explain)."},
        "id": {"description": "The id of the document it comes from (with --merge).", "type": "string"},
    },
    SummarySentence: {"id": {"description": "The id of the document it comes from (with --merge).", "type": "string"}},
}

_RESULTS = {
    "numbers": "The numbers, in text order.",
    "timeline": "The expressions of time, sorted by from, to and start; those that could not be placed come last.",
    "entities": "The entities, in order of first mention.",
    "summarize": "The summary and the box beside it.",
    "quotes": "The attributed statements, in order of start.",
}


def schema(command: str | None = None) -> dict[str, Any]:
    """The JSON Schema of one command's object, or of any command's when there is no `command`.

    Raises `ValueError` for a command that has none.
    """
    if command is not None and command not in RECORDS:
        raise ValueError(f"no schema for {command!r}: only for {', '.join(RECORDS)}")
    definitions: dict[str, Any] = {}
    if command is not None:
        found = {"$schema": DIALECT, **_document(command, definitions)}
    else:
        for each in RECORDS:
            definitions[each] = _document(each, definitions)
        found = {
            "$schema": DIALECT,
            "title": SCHEMA,
            "description": "What newsfacts prints of one document: one object a line.",
            "oneOf": [{"$ref": f"#/$defs/{each}"} for each in RECORDS],
        }
    return {**found, "$defs": dict(sorted(definitions.items()))}


def _document(command: str, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {"schema": {"description": "The version of the contract.", "const": SCHEMA}}
    hints = get_type_hints(Document)
    for attribute, key in columns(Document):
        if attribute not in ("facts", "rules", "ids"):
            properties[key] = _field(Document, key, hints[attribute], definitions)
    properties["command"] = {**FIELDS[Document]["command"], "const": command}
    properties["text"] = {**FIELDS[Document]["text"], "type": "string"}
    if command == "facts":
        hints = get_type_hints(AllFacts)
        properties.update({key: _field(AllFacts, key, hints[key], definitions) for _, key in columns(AllFacts)})
    else:
        record = _record(Summary if command == "summarize" else RECORDS[command], definitions)
        shape = record if command == "summarize" else {"type": "array", "items": record}
        properties[result_key(command)] = {"description": _RESULTS[command], **shape}
    return {
        "title": f"{SCHEMA} {command}",
        "description": f"What `newsfacts {command}` prints of one document.",
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key != "text"],
        "additionalProperties": False,
    }


def _record(of: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the definition of a record, which is made when it is not there yet."""
    if of.__name__ not in definitions:
        definitions[of.__name__] = {}  # keeps its place while the fields are made
        hints = get_type_hints(of)
        properties = {key: _field(of, key, hints[attribute], definitions) for attribute, key in columns(of)}
        required = list(properties)
        properties.update(_ASKED_FOR.get(of, {}))
        if "rule" in properties:
            properties["rule"] = {**properties["rule"], **_record(Rule, definitions)}
        definitions[of.__name__] = {
            "description": " ".join((of.__doc__ or "").split("\n\n")[0].split()),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{of.__name__}"}


def _field(of: type, key: str, hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    shape = _shape(hint, definitions)
    said = dict(FIELDS[of][key])
    if "enum" in said and "null" in shape.get("type", ()):
        said["enum"] = [*said["enum"], None]
    return {**said, **{keyword: value for keyword, value in shape.items() if keyword not in said}}


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The keywords that a field's type gives."""
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _shape(get_args(hint)[0], definitions)}
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return _record(hint, definitions)
    records = [each for each in get_args(hint) if hasattr(each, "_fields")]
    if records:
        return {"anyOf": [_record(records[0], definitions), {"type": "null"}]}
    names = sorted({_NAMES[each] for each in get_args(hint) or (hint,)}, key=_ORDER.index)
    if "number" in names and "integer" in names:
        names.remove("integer")
    shape: dict[str, Any] = {"type": names[0] if len(names) == 1 else names}
    # Every integer of the contract is an offset, an index or a count.
    return {**shape, "minimum": 0} if "integer" in names else shape


_NAMES: dict[type, str] = {str: "string", int: "integer", float: "number", Decimal: "number", Fraction: "number", NoneType: "null"}
_ORDER = ("string", "integer", "number", "null")
