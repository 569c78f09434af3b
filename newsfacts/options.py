"""The commands and their options, as data, and the quick reading of a plain call.

Typer reads every call that asks for help, is wrong, or abbreviates. Importing it costs as much as half of what a command does with an
article, so `read` takes the calls that leave nothing to decide: a command, options by their full or short names, inputs. What it does
not know it leaves alone; a test holds its readings against typer's.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from newsfacts.output.formats import FORMATS
from newsfacts.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "summarize": "The story in a few sentences, and the box beside it: who, where, when, how many.",
    "entities": "Persons, places and organisations: one record each, with every mention.",
    "numbers": "Every figure: its value, unit, what it counts and how sure the writer was.",
    "timeline": "Every date and time on the calendar: with what happened then.",
    "quotes": "Who said what: every statement with its speaker and the word that reports it.",
    "facts": "Everything in one pass: summary, entities, numbers, timeline, quotes.",
}
KINDS = ("text", "html", "jsonl", "json", "feed", "warc")


class Option(Record):
    """An option: its keyword in `calls.execute`, its names, how it is shown, what it takes (str, int, float, bool; `many` of them), its
    default, the least and the most it may be."""

    name: str
    flags: tuple[str, ...]
    shown: str | None
    help: str
    type: type = str
    many: bool = False
    default: Any = None
    least: float | None = None
    most: float | None = None


def _explain(verb: str) -> Option:
    return Option("explain", ("--explain",), None, f"Add the `rule` that {verb} each record (JSON).", bool, default=False)


#: The options that every command shares.
SHARED = (
    Option("format", ("-f", "--format"), "|".join(FORMATS), "auto: table on a terminal, else json.", default="auto"),
    Option("date", ("-d", "--date"), "DATE", "The publication date of every document."),
    Option("input", ("-i", "--input"), "KIND", f"{', '.join(KINDS)}, instead of guessing."),
    Option("encoding", ("--encoding",), "NAME", "Of inputs not in UTF-8: windows-1256, …"),
    Option("text_field", ("--text-field",), "NAME", "Of JSON: where the text is, not guessed."),
    Option("title_field", ("--title-field",), "NAME", "Of JSON: where the title is."),
    Option("date_field", ("--date-field",), "NAME", "Of JSON: where the publication date is."),
    Option("id_field", ("--id-field",), "NAME", "Of JSON: where the id is."),
    Option("output", ("-o", "--output"), "FILE", "Write there, whole or not at all."),
    Option("output_dir", ("--output-dir",), "DIR", "A JSON file a document; unchanged stay."),
    Option("force", ("--force",), None, "With --output-dir: unchanged documents too.", bool, default=False),
    Option("raw_cells", ("--raw-cells",), None, "CSV, TSV: no ' before what a spreadsheet would run.", bool, default=False),
    Option("jobs", ("-j", "--jobs"), "N", "Processes; 0 for one a core.", int, default=1, least=0),
    Option("timeout", ("--timeout",), "SECONDS", "The most for one document.", float, least=0.001),
    Option("with_text", ("--with-text",), None, "Add the text that the offsets count in, as `text`.", bool, default=False),
    Option("quiet", ("-q", "--quiet"), None, "Only failures on standard error.", bool, default=False),
    Option("verbose", ("-v", "--verbose"), None, "Say on standard error what was done.", bool, default=False),
    Option("log_format", ("--log-format",), "text|json", "Of what is said on standard error.", default="text"),
)
_LENGTH = (
    Option("sentences", ("--sentences",), "N", "So many sentences (default 3).", int, least=1),
    Option("ratio", ("--ratio",), "R", "A share of the sentences.", float, least=0.0, most=1.0),
    Option("words", ("--words",), "N", "As many of the best as fit N words.", int, least=1),
)
#: The options that a command has beside the shared ones.
OWN = {
    "summarize": (
        *_LENGTH,
        Option("merge", ("--merge",), None, "One summary of all documents, when the last is read.", bool, default=False),
    ),
    "entities": (
        Option("kinds", ("--type",), "PER|LOC|ORG|MISC", "Of that type; repeatable.", many=True),
        Option("least", ("--min-count",), "N", "Mentioned at least N times.", int, default=1, least=1),
        _explain("found"),
    ),
    "numbers": (
        Option("kinds", ("--kind",), "KIND", "Of that kind; repeatable, or with commas.", many=True),
        _explain("read"),
    ),
    "timeline": (
        Option("first", ("--from",), "DATE", "Events of that day or later."),
        Option("last", ("--to",), "DATE", "Events of that day or earlier."),
        Option("entity", ("--entity",), "NAME", "Events that name it, by a name or alias."),
        Option("merge", ("--merge",), None, "One timeline of all documents, when the last is read.", bool, default=False),
        _explain("read"),
    ),
    "quotes": (_explain("read"),),
    "facts": _LENGTH,
}


def options_of(command: str) -> tuple[Option, ...]:
    """All options of a command."""
    return (*SHARED, *OWN[command])


def read(words: Sequence[str]) -> dict[str, Any] | None:
    """The keywords of `calls.execute` for a plain call, whose first word is a command; None for any other, which is typer's to read."""
    if not words or words[0] not in COMMANDS or os.name == "nt" or "_NEWSFACTS_COMPLETE" in os.environ:
        return None  # (Windows leaves it to the program to expand wildcards)
    known = {flag: option for option in options_of(words[0]) for flag in option.flags}
    given: dict[str, Any] = {"inputs": []}
    following = iter(words[1:])
    for word in following:
        if word == "-" or (word and word[0] != "-"):
            given["inputs"].append(word)
            continue
        name, equals, value = word.partition("=")
        option = known.get(name)
        if option is None or (option.name in given and not option.many) or (equals and (option.type is bool or word[1] != "-")):
            return None
        if option.type is bool:
            given[option.name] = True
            continue
        told = _value(option, value if equals else next(following, ""))
        if told is None:
            return None
        given[option.name] = [*given.get(option.name, ()), told] if option.many else told
    return {**{option.name: option.default for option in options_of(words[0])}, **given}


def _value(option: Option, text: str) -> Any:
    """What a word says as the value of an option; None where typer is to say that it says nothing."""
    if not text or (text[0] == "-" and text != "-"):
        return None
    if option.type is str:
        return text
    whole, _, rest = text.partition(".")
    if not (text.isascii() and whole.isdigit() and (text == whole or (option.type is float and rest.isdigit()))):
        return None
    number = option.type(text)
    return number if (option.least is None or number >= option.least) and (option.most is None or number <= option.most) else None
