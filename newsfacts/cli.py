"""The command line: options to calls, nothing else. The contract's exit statuses are given here."""

from __future__ import annotations

import gc
import inspect
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from newsfacts import __version__
from newsfacts.output.formats import FORMATS
from newsfacts.output.writer import discard, discard_output, opened
from newsfacts.reading.failure import reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

FAILED, WRONG_CALL, INTERRUPTED, READER_GONE = 1, 2, 130, 141

COMMANDS = {
    "summarize": "The story in a few sentences, and the box beside it: who, where, when, how many.",
    "entities": "Persons, places and organisations: one record each, with every mention.",
    "numbers": "Every figure: its value, unit, what it counts and how sure the writer was.",
    "timeline": "Every date and time on the calendar: with what happened then.",
}
INPUT_HELP = "Files, directories (read recursively) or -; with none, standard input."
EXAMPLES = {
    "summarize": ("newsfacts summarize article.txt", "newsfacts summarize --words 60 articles/ | jq -r '.summary.sentences[].text'"),
    "entities": ("newsfacts entities article.txt", "newsfacts entities news.jsonl | jq -r '.entities[] | select(.type==\"PER\") | .name'"),
    "numbers": ("newsfacts numbers article.txt", "newsfacts numbers article.txt | jq '.numbers[] | select(.casualty==\"killed\")'"),
    "timeline": ("newsfacts timeline --date 2015-11-17 article.txt", "newsfacts timeline -f csv -o dates.csv articles/"),
}


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app = typer.Typer(
    name="newsfacts",
    help="Facts from Arabic news articles: numbers, dates, names, summaries.",
    epilog=_examples("newsfacts numbers article.txt", "cat article.txt | newsfacts timeline -d 2024-03-05", "newsfacts COMMAND --help"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class WrongCall(Exception):
    """The call itself is wrong: one line on standard error, exit status 2."""


def _status(call: Callable[[], int]) -> NoReturn:
    """Exits with the contract's status for what `call` returns or raises."""
    try:
        _heed_signals()
        status = call()
        if sys.stdout is not None:
            sys.stdout.flush()
    except WrongCall as error:
        _say(str(error))
        status = WRONG_CALL
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = READER_GONE
    except OSError as error:
        _say(f"{error.filename or 'standard output'}: {reason(error)}")
        status = FAILED
    if status not in (0, WRONG_CALL):
        discard_output()
    gc.disable()
    gc.freeze()  # what is left the end of the process frees: looking through it first would take a tenth of a short call
    raise typer.Exit(status)


def _heed_signals() -> None:
    """A request to end becomes an exception, so that no temporary file and no worker is left behind."""
    import signal

    def end(number: int, _frame: object) -> NoReturn:
        discard_output()
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # nohup has one ignored
            signal.signal(number, end)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"newsfacts {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    """Facts from Arabic news articles: numbers, dates, names, summaries. Works offline; reads files, directories, standard input."""


_Option = typer.Option
#: The options that every command shares, declared once: name, type with its help, default.
SHARED: tuple[tuple[str, Any, Any], ...] = (
    ("inputs", Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help=INPUT_HELP, show_default=False)], None),
    ("format", Annotated[str, _Option("-f", "--format", metavar="|".join(FORMATS), help="auto: table on a terminal, else json.")], "auto"),
    ("date", Annotated[str | None, _Option("-d", "--date", metavar="DATE", help="The publication date of every document.")], None),
    ("input", Annotated[str | None, _Option("-i", "--input", metavar="text|html|jsonl", help="The kind of input, not guessed.")], None),
    ("encoding", Annotated[str | None, _Option("--encoding", metavar="NAME", help="Of inputs not in UTF-8: windows-1256, …")], None),
    ("output", Annotated[str | None, _Option("-o", "--output", metavar="FILE", help="Write there, whole or not at all.")], None),
    ("jobs", Annotated[int, _Option("-j", "--jobs", min=0, metavar="N", help="Processes; 0 for one a core.")], 1),
    ("with_text", Annotated[bool, _Option("--with-text", help="Add the text that the offsets count in, as `text`.")], False),
    ("quiet", Annotated[bool, _Option("-q", "--quiet", help="Only failures on standard error.")], False),
    ("verbose", Annotated[bool, _Option("-v", "--verbose", help="Say on standard error what was done.")], False),
)
LENGTH: tuple[tuple[str, Any, Any], ...] = (
    ("sentences", Annotated[int | None, _Option("--sentences", min=1, metavar="N", help="So many sentences (default 3).")], None),
    ("ratio", Annotated[float | None, _Option("--ratio", min=0.0, max=1.0, metavar="R", help="A share of the sentences.")], None),
    ("words", Annotated[int | None, _Option("--words", min=1, metavar="N", help="As many of the best as fit N words.")], None),
)
TIMELINE: tuple[tuple[str, Any, Any], ...] = (
    ("first", Annotated[str | None, _Option("--from", metavar="DATE", help="Events of that day or later.")], None),
    ("last", Annotated[str | None, _Option("--to", metavar="DATE", help="Events of that day or earlier.")], None),
    ("entity", Annotated[str | None, _Option("--entity", metavar="NAME", help="Events that name it, by a name or alias.")], None),
    ("merge", Annotated[bool, _Option("--merge", help="One timeline of all documents, when the last is read.")], False),
    ("explain", Annotated[bool, _Option("--explain", help="Add the `rule` that read each record (JSON).")], False),
)
ENTITIES: tuple[tuple[str, Any, Any], ...] = (
    ("kinds", Annotated[list[str] | None, _Option("--type", metavar="PER|LOC|ORG|MISC", help="Of that type; repeatable.")], None),
    ("least", Annotated[int, _Option("--min-count", min=1, metavar="N", help="Mentioned at least N times.")], 1),
)
NUMBERS: tuple[tuple[str, Any, Any], ...] = (
    ("kinds", Annotated[list[str] | None, _Option("--kind", metavar="KIND", help="Of that kind; repeatable, or with commas.")], None),
    ("explain", Annotated[bool, _Option("--explain", help="Add the `rule` that read each record (JSON).")], False),
)
#: The options that a command has beside the shared ones.
OWN = {"numbers": NUMBERS, "summarize": LENGTH, "timeline": TIMELINE, "entities": ENTITIES}


def _register(command: str, options: Sequence[tuple[str, Any, Any]]) -> None:
    def call(**given: Any) -> None:
        _status(lambda: execute(command, **given))

    kind = inspect.Parameter.KEYWORD_ONLY
    call.__signature__ = inspect.Signature([inspect.Parameter(n, kind, default=d, annotation=a) for n, a, d in options])  # type: ignore[attr-defined]
    call.__annotations__ = {name: annotation for name, annotation, _ in options}
    app.command(command, help=COMMANDS[command], short_help=COMMANDS[command].split(":")[0], epilog=_examples(*EXAMPLES[command]))(call)


def application(words: Sequence[str] = ()) -> typer.Typer:
    """The application for a call in these words. One that begins with a command's name gets no other, since making each takes its time."""
    known = {info.name for info in app.registered_commands}
    called = words[:1] if words and words[0] in COMMANDS else (*COMMANDS, "schema")
    for command in called:
        if command not in known:
            app.command()(schema) if command == "schema" else _register(command, (*SHARED, *OWN.get(command, ())))
    return app


def schema(
    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", help="One of the commands; all of them if none is given.")] = None,
) -> None:
    """Print the JSON Schema of a command's output."""
    _status(lambda: print_schema(command))


def print_schema(command: str | None) -> int:
    """Prints the JSON Schema of one command or of all. Raises `WrongCall`."""
    import json

    from newsfacts.output.schema import schema as schema_of

    if command is not None and command not in COMMANDS:
        raise WrongCall(f"no command {command!r}; one of {', '.join(COMMANDS)}")
    with opened(None) as stream:
        stream.write(json.dumps(schema_of(command), ensure_ascii=False, indent=2) + "\n")
    return 0


def execute(
    command: str,
    *,
    inputs: list[str] | None,
    format: str,
    date: str | None,
    input: str | None,
    encoding: str | None,
    output: str | None,
    jobs: int,
    with_text: bool,
    quiet: bool,
    verbose: bool,
    merge: bool = False,
    explain: bool = False,
    **own: Any,
) -> int:
    """Does a command over its inputs; gives the exit status. Raises `WrongCall`."""
    from newsfacts.batch import Job, keep, run
    from newsfacts.facts import Document
    from newsfacts.output.formats import Show, resolve
    from newsfacts.reading import Failure
    from newsfacts.reading.documents import read_all

    if format not in FORMATS:
        raise WrongCall(f"no format {format!r}; one of {', '.join(FORMATS)}")
    if input is not None and input not in ("text", "html", "jsonl"):
        raise WrongCall(f"no kind of input {input!r}; one of text, html, jsonl")
    if not inputs and sys.stdin is not None and sys.stdin.isatty():
        raise WrongCall("nothing to read; name a file or directory, or pipe an article in")
    _check_encoding(encoding)
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    show = Show(resolve(format, output=output, terminal=terminal), command, terminal=terminal)
    job = Job(command, keep if merge else show, date=_day("--date", date), explain=explain, with_text=with_text)
    if command == "summarize":
        job = job._replace(length=_length(**own))
    elif command == "timeline":
        job = job._replace(selection=_selection(**own))
    elif command == "entities":
        job = job._replace(wanted=_wanted(**own))
    elif command == "numbers":
        job = job._replace(kinds=_kinds(**own))
    if merge and with_text:
        raise WrongCall("--with-text and --merge exclude each other: a merged timeline has no one text")
    done = failed = 0
    try:
        with opened(output) as stream:
            stream.write(show.head())
            items = read_all(inputs or ["-"], kind=input, encoding=encoding)
            kept: list[Document] = []
            for result in run(job, items, jobs):
                if isinstance(result, Failure):
                    failed += 1
                    _say(str(result))
                    continue
                done += 1
                if done == 1:
                    gc.freeze()  # what is loaded by now stays
                    gc.enable()
                if isinstance(result, Document):
                    kept.append(result)
                else:
                    stream.write(result)
                    stream.flush()
            if merge:
                from newsfacts.timeline.merging import merged

                stream.write(show(merged(kept)))
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            raise
        _say(f"{output}: {reason(error)}; it was not written, nothing there was changed")
        return FAILED
    if verbose and not quiet:
        _say(f"{done} done, {failed} failed")
    return FAILED if failed else 0


def _day(option: str, date: str | None) -> dt.date | None:
    if date is None:
        return None
    from newsfacts.text.dates import parse_date

    date = os.fsencode(date).decode("utf-8", "replace")  # under an ASCII locale Arabic words come as surrogates
    day = parse_date(date)
    if day is None:
        raise WrongCall(f"{option} {date!r} is no date that can be read; give it like 2024-03-05")
    return day


def _length(sentences: int | None = None, ratio: float | None = None, words: int | None = None) -> Any:
    if sentences is ratio is words is None:
        return None
    if sum(option is not None for option in (sentences, ratio, words)) > 1:
        raise WrongCall("--sentences, --ratio and --words exclude each other; give one")
    from newsfacts.summary import Length

    return Length(sentences=sentences or 3, ratio=ratio, words=words)


def _selection(first: str | None = None, last: str | None = None, entity: str | None = None) -> Any:
    if first is last is entity is None:
        return None
    from newsfacts.timeline.selection import Selection

    selection = Selection(_day("--from", first), _day("--to", last), os.fsencode(entity).decode("utf-8", "replace") if entity else entity)
    if selection.first is not None and selection.last is not None and selection.first > selection.last:
        raise WrongCall(f"--from {selection.first} lies after --to {selection.last}")
    if entity is not None and not entity.strip():
        raise WrongCall("--entity needs a name")
    return selection


def _wanted(kinds: list[str] | None = None, least: int = 1) -> Any:
    if not kinds and least == 1:
        return None
    from newsfacts.entities.wanted import TYPES, Wanted, types

    try:
        return Wanted(types(kinds or ()), least)
    except ValueError as error:
        raise WrongCall(f"no type {str(error)!r}; one of {', '.join(TYPES)}") from None


def _kinds(kinds: list[str] | None = None) -> frozenset[str] | None:
    if not kinds:
        return None
    from newsfacts.numbers import selection

    try:
        return selection.kinds(kinds)
    except ValueError as error:
        raise WrongCall(f"no kind {str(error)!r}; one of {', '.join(selection.KINDS)}") from None


def _check_encoding(encoding: str | None) -> None:
    if encoding is None:
        return
    from newsfacts.reading.decoding import is_encoding

    if not is_encoding(encoding):
        raise WrongCall(f"no encoding {encoding!r}; windows-1256, iso-8859-6 and utf-16 are common")


def _say(message: str) -> None:
    """One line on standard error, whatever names and data are quoted in it."""
    line = "".join(character if character.isprintable() else ascii(character)[1:-1] for character in message)
    try:
        print(f"newsfacts: {line}", file=sys.stderr)
    except OSError:  # nobody to tell; unflushed, it would turn the exit status into Python's own 120
        discard(sys.stderr)
