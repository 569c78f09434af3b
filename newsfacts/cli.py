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
from newsfacts.output.log import FORMATS as LOG_FORMATS
from newsfacts.output.log import Log
from newsfacts.output.writer import discard_output, opened
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
    "quotes": "Who said what: every statement with its speaker and the word that reports it.",
    "facts": "Everything in one pass: summary, entities, numbers, timeline, quotes.",
}
KINDS = ("text", "html", "jsonl", "json", "feed", "warc")
INPUT_HELP = "Files, directories (read recursively) or -; with none, standard input."
EXAMPLES = {
    "summarize": ("newsfacts summarize article.txt", "newsfacts summarize --words 60 articles/ | jq -r '.summary.sentences[].text'"),
    "entities": ("newsfacts entities article.txt", "newsfacts entities news.jsonl | jq -r '.entities[] | select(.type==\"PER\") | .name'"),
    "numbers": ("newsfacts numbers article.txt", "newsfacts numbers article.txt | jq '.numbers[] | select(.casualty==\"killed\")'"),
    "timeline": ("newsfacts timeline --date 2015-11-17 article.txt", "newsfacts timeline -f csv -o dates.csv articles/"),
    "quotes": ("newsfacts quotes article.txt", "newsfacts quotes news.jsonl | jq -r '.quotes[] | select(.cue.class==\"denies\") | .text'"),
    "facts": ("newsfacts facts article.txt", "newsfacts facts articles/ | jq '{id, who: .summary.who, said: [.quotes[].text]}'"),
}


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app = typer.Typer(
    name="newsfacts",
    help="Facts from Arabic news articles: numbers, dates, names, quotations, summaries.",
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
    except Exception as error:
        from newsfacts.batch.job import failed

        _say(str(failed("this call", error)))
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
    """Facts from Arabic news articles: numbers, dates, names, quotations, summaries. Works offline on files, folders, standard input."""


_Option = typer.Option
#: The options that every command shares, declared once: name, type with its help, default.
SHARED: tuple[tuple[str, Any, Any], ...] = (
    ("inputs", Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help=INPUT_HELP, show_default=False)], None),
    ("format", Annotated[str, _Option("-f", "--format", metavar="|".join(FORMATS), help="auto: table on a terminal, else json.")], "auto"),
    ("date", Annotated[str | None, _Option("-d", "--date", metavar="DATE", help="The publication date of every document.")], None),
    ("input", Annotated[str | None, _Option("-i", "--input", metavar="KIND", help=f"{', '.join(KINDS)}, instead of guessing.")], None),
    ("encoding", Annotated[str | None, _Option("--encoding", metavar="NAME", help="Of inputs not in UTF-8: windows-1256, …")], None),
    ("text_field", Annotated[str | None, _Option("--text-field", metavar="NAME", help="Of JSON: where the text is, not guessed.")], None),
    ("title_field", Annotated[str | None, _Option("--title-field", metavar="NAME", help="Of JSON: where the title is.")], None),
    ("date_field", Annotated[str | None, _Option("--date-field", metavar="NAME", help="Of JSON: where the publication date is.")], None),
    ("id_field", Annotated[str | None, _Option("--id-field", metavar="NAME", help="Of JSON: where the id is.")], None),
    ("output", Annotated[str | None, _Option("-o", "--output", metavar="FILE", help="Write there, whole or not at all.")], None),
    ("output_dir", Annotated[str | None, _Option("--output-dir", metavar="DIR", help="A JSON file a document; unchanged stay.")], None),
    ("force", Annotated[bool, _Option("--force", help="With --output-dir: unchanged documents too.")], False),
    ("raw_cells", Annotated[bool, _Option("--raw-cells", help="CSV, TSV: no ' before what a spreadsheet would run.")], False),
    ("jobs", Annotated[int, _Option("-j", "--jobs", min=0, metavar="N", help="Processes; 0 for one a core.")], 1),
    ("timeout", Annotated[float | None, _Option("--timeout", min=0.001, metavar="SECONDS", help="The most for one document.")], None),
    ("with_text", Annotated[bool, _Option("--with-text", help="Add the text that the offsets count in, as `text`.")], False),
    ("quiet", Annotated[bool, _Option("-q", "--quiet", help="Only failures on standard error.")], False),
    ("verbose", Annotated[bool, _Option("-v", "--verbose", help="Say on standard error what was done.")], False),
    ("log_format", Annotated[str, _Option("--log-format", metavar="text|json", help="Of what is said on standard error.")], "text"),
)
LENGTH: tuple[tuple[str, Any, Any], ...] = (
    ("sentences", Annotated[int | None, _Option("--sentences", min=1, metavar="N", help="So many sentences (default 3).")], None),
    ("ratio", Annotated[float | None, _Option("--ratio", min=0.0, max=1.0, metavar="R", help="A share of the sentences.")], None),
    ("words", Annotated[int | None, _Option("--words", min=1, metavar="N", help="As many of the best as fit N words.")], None),
)
SUMMARY: tuple[tuple[str, Any, Any], ...] = (
    *LENGTH,
    ("merge", Annotated[bool, _Option("--merge", help="One summary of all documents, when the last is read.")], False),
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
    ("explain", Annotated[bool, _Option("--explain", help="Add the `rule` that found each record (JSON).")], False),
)
NUMBERS: tuple[tuple[str, Any, Any], ...] = (
    ("kinds", Annotated[list[str] | None, _Option("--kind", metavar="KIND", help="Of that kind; repeatable, or with commas.")], None),
    ("explain", Annotated[bool, _Option("--explain", help="Add the `rule` that read each record (JSON).")], False),
)
QUOTES: tuple[tuple[str, Any, Any], ...] = (
    ("explain", Annotated[bool, _Option("--explain", help="Add the `rule` that read each record (JSON).")], False),
)
#: The options that a command has beside the shared ones.
OWN = {"numbers": NUMBERS, "summarize": SUMMARY, "timeline": TIMELINE, "entities": ENTITIES, "quotes": QUOTES, "facts": LENGTH}


def _register(command: str, options: Sequence[tuple[str, Any, Any]], words: Sequence[str]) -> None:
    """Adds a command with its options; making each takes its time, so that those no word asks for are left out and have their defaults."""
    defaults = {name: default for name, _, default in options}

    def call(**given: Any) -> None:
        _status(lambda: execute(command, **{**defaults, **given}))

    kind = inspect.Parameter.KEYWORD_ONLY
    asked = _asked(options, words)
    call.__signature__ = inspect.Signature([inspect.Parameter(n, kind, default=d, annotation=a) for n, a, d in asked])  # type: ignore[attr-defined]
    call.__annotations__ = {name: annotation for name, annotation, _ in asked}
    app.command(command, help=COMMANDS[command], short_help=COMMANDS[command].split(":")[0], epilog=_examples(*EXAMPLES[command]))(call)


def _asked(options: Sequence[tuple[str, Any, Any]], words: Sequence[str]) -> Sequence[tuple[str, Any, Any]]:
    """The options that a call in these words can mean: all of them where help is asked for, or where a word is no option's name."""
    called = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
    found = []
    known = {"--"}
    for option in options:
        made = option[1].__metadata__[0]
        # In an annotation the first name takes the place of the default.
        names = [name for name in (made.default, *(made.param_decls or ())) if isinstance(name, str)]
        known.update(name for name in names if name.startswith("--"))
        short = any(name[1] in word for name in names if name[1] != "-" for word in called if word[1] != "-")
        if not names or short or any(name in called for name in names):
            found.append(option)
    told = all(word in known if word.startswith("--") else "h" not in word for word in called)
    return found if words and told else options


def application(words: Sequence[str] = ()) -> typer.Typer:
    """The application for a call in these words. One that begins with a command's name gets no other, since making each takes its time."""
    known = {info.name for info in app.registered_commands}
    called = words[:1] if words and words[0] in COMMANDS else () if words[:1] == ["--version"] else (*COMMANDS, "schema")
    for command in called:
        if command not in known:
            if command == "schema":
                app.command()(schema)
            else:
                _register(command, (*SHARED, *OWN.get(command, ())), words[1:] if len(called) == 1 else ())
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
    text_field: str | None,
    title_field: str | None,
    date_field: str | None,
    id_field: str | None,
    output: str | None,
    output_dir: str | None,
    force: bool,
    raw_cells: bool,
    jobs: int,
    timeout: float | None,
    with_text: bool,
    quiet: bool,
    verbose: bool,
    log_format: str,
    merge: bool = False,
    explain: bool = False,
    **own: Any,
) -> int:
    """Does a command over its inputs; gives the exit status. Raises `WrongCall`."""
    from newsfacts.batch import Job, keep
    from newsfacts.batch.running import Run
    from newsfacts.output.formats import Show, resolve
    from newsfacts.reading.documents import Reading

    if format not in FORMATS:
        raise WrongCall(f"no format {format!r}; one of {', '.join(FORMATS)}")
    if input is not None and input not in KINDS:
        raise WrongCall(f"no kind of input {input!r}; one of {', '.join(KINDS)}")
    if log_format not in LOG_FORMATS:
        raise WrongCall(f"no log format {log_format!r}; one of {', '.join(LOG_FORMATS)}")
    if not inputs and sys.stdin is not None and sys.stdin.isatty():
        raise WrongCall("nothing to read; name a file or directory, or pipe an article in")
    _check_encoding(encoding)
    _check_folder(output_dir, force, output, format, merge)
    terminal = output is None and output_dir is None and sys.stdout is not None and sys.stdout.isatty()
    show = Show(resolve(format, output=output, terminal=terminal), command, terminal=terminal, raw=raw_cells)
    tell = show.name in ("csv", "tsv")
    job = Job(command, keep if merge else show, date=_day("--date", date), explain=explain, with_text=with_text, tell=tell)
    if command in ("summarize", "facts"):
        job = job._replace(length=_length(**own))
    elif command == "timeline":
        job = job._replace(selection=_selection(**own))
    elif command == "entities":
        job = job._replace(wanted=_wanted(**own))
    elif command == "numbers":
        job = job._replace(kinds=_kinds(**own))
    if merge and with_text:
        raise WrongCall(f"--with-text and --merge exclude each other: a merged {_WHOLE[command]} has no one text")
    merging = None
    if merge:
        job, merging = _merging(job)
    named = (text_field, title_field, date_field, id_field)
    fields = _fields(*named) if any(named) else None
    reading = Reading(input, encoding, fields)
    run = Run(job, show, inputs or ["-"], reading, Log(log_format, quiet=quiet, verbose=verbose), jobs=jobs, timeout=timeout)
    if output_dir is not None:
        return run.to_folder(output_dir, _shape(job, encoding, fields), force)
    return run.to_stream(output, merging)


#: What --merge makes of all documents.
_WHOLE = {"timeline": "timeline", "summarize": "summary"}


def _merging(job: Any) -> tuple[Any, Any]:
    """The job for documents that are made one in the end, and what makes them one."""
    if job.command == "timeline":
        from newsfacts.timeline import merging as timelines

        return job, timelines.merged
    from functools import partial

    from newsfacts.summary import Length
    from newsfacts.summary import merging as summaries

    return job._replace(length=Length(ratio=1)), partial(summaries.merged, length=job.length or Length())


def _check_folder(output_dir: str | None, force: bool, output: str | None, format: str, merge: bool) -> None:
    if output_dir is None:
        if force:
            raise WrongCall("--force needs --output-dir")
    elif output is not None:
        raise WrongCall("--output and --output-dir exclude each other; give one")
    elif format not in ("auto", "json"):
        raise WrongCall(f"--output-dir writes JSON, not {format}")
    elif merge:
        raise WrongCall("--merge makes one of all documents; give it an --output instead of an --output-dir")


def _fields(text: str | None, title: str | None, date: str | None, identity: str | None) -> Any:
    from newsfacts.reading.records import Fields

    return Fields(text, title, date, identity)


def _shape(job: Any, encoding: str | None, fields: Any) -> str:
    """Everything but the document that a result depends on, as a string that is the same in every process."""
    from newsfacts.facts import SCHEMA

    def told(value: Any) -> str:
        if isinstance(value, frozenset):
            return repr(sorted(value))
        if isinstance(value, tuple):
            return "(" + ", ".join(map(told, value)) + ")"
        return repr(value)

    return told((__version__, SCHEMA, *job._replace(show=None), encoding, fields))


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
    """One line on standard error, before it is known how the user wants it."""
    Log().say(message)
