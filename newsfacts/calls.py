"""What a command does once its call is read: options that need a second look, the job, the run, the contract's exit statuses."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from newsfacts import __version__
from newsfacts.options import COMMANDS, KINDS
from newsfacts.output.formats import FORMATS
from newsfacts.output.log import FORMATS as LOG_FORMATS
from newsfacts.output.log import Log
from newsfacts.output.writer import discard_output, opened
from newsfacts.reading.failure import reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

FAILED, WRONG_CALL, INTERRUPTED, READER_GONE = 1, 2, 130, 141


class WrongCall(Exception):
    """The call itself is wrong: one line on standard error, exit status 2."""


def status_of(call: Callable[[], int]) -> int:
    """The contract's exit status for what `call` returns or raises; the process is to end with it."""
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
    return status


def _heed_signals() -> None:
    """A request to end becomes an exception, so that no temporary file and no worker is left behind."""
    import signal

    def end(number: int, _frame: object) -> NoReturn:
        discard_output()
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # nohup has one ignored
            signal.signal(number, end)


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
    output = _checked_output(output)
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


def _checked_output(output: str | None) -> str | None:
    """The file to write; None for standard output, which `-` names too."""
    if output == "":
        raise WrongCall("--output needs the name of a file")
    return None if output == "-" else output


def _check_folder(output_dir: str | None, force: bool, output: str | None, format: str, merge: bool) -> None:
    if output_dir == "":
        raise WrongCall("--output-dir needs the name of a directory")
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
    from newsfacts.calendars.given import parse_date

    date = os.fsencode(date).decode("utf-8", "replace")  # under an ASCII locale Arabic words come as surrogates
    day = parse_date(date, clock=True)
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
