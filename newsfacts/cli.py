"""The command line as typer reads it: calls to keywords, help, what is wrong with a call. Plain calls `options.read` reads before it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsfacts import __version__
from newsfacts.calls import execute, print_schema, status_of
from newsfacts.options import COMMANDS, Option, options_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"newsfacts {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    """Facts from Arabic news articles: numbers, dates, names, quotations, summaries. Works offline on files, folders, standard input."""


_INPUTS = Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help=INPUT_HELP, show_default=False)]


def _annotation(option: Option) -> Any:
    """An option as typer takes it."""
    kind: Any = list[str] if option.many else option.type
    made = typer.Option(*option.flags, metavar=option.shown, help=option.help, min=option.least, max=option.most)
    return Annotated[kind if option.default is not None else kind | None, made]


def _register(command: str, words: Sequence[str]) -> None:
    """Adds a command with its options; making each takes its time, so that those no word asks for are left out and have their defaults."""
    defaults = {option.name: option.default for option in options_of(command)}

    def call(**given: Any) -> None:
        raise typer.Exit(status_of(lambda: execute(command, **{**defaults, **given})))

    kind = inspect.Parameter.KEYWORD_ONLY
    asked = [inspect.Parameter(o.name, kind, default=o.default, annotation=_annotation(o)) for o in _asked(options_of(command), words)]
    taken = [inspect.Parameter("inputs", kind, default=None, annotation=_INPUTS), *asked]
    call.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    call.__annotations__ = {each.name: each.annotation for each in taken}
    app.command(command, help=COMMANDS[command], short_help=COMMANDS[command].split(":")[0], epilog=_examples(*EXAMPLES[command]))(call)


def _asked(options: Sequence[Option], words: Sequence[str]) -> Sequence[Option]:
    """The options that a call in these words can mean: all of them where help is asked for, or where a word is no option's name."""
    called = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
    known = {"--", *(flag for option in options for flag in option.flags if flag.startswith("--"))}
    told = all(word in known if word.startswith("--") else "h" not in word for word in called)
    if not (words and told):
        return options
    letters = "".join(word for word in called if word[1] != "-")
    return [option for option in options if any(flag in called or (flag[1] != "-" and flag[1] in letters) for flag in option.flags)]


def application(words: Sequence[str] = ()) -> typer.Typer:
    """The application for a call in these words. One that begins with a command's name gets no other, since making each takes its time."""
    known = {info.name for info in app.registered_commands}
    called = words[:1] if words and words[0] in COMMANDS else () if words[:1] == ["--version"] else (*COMMANDS, "schema")
    for command in called:
        if command not in known:
            if command == "schema":
                app.command()(schema)
            else:
                _register(command, words[1:] if len(called) == 1 else ())
    return app


def schema(
    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", help="One of the commands; all of them if none is given.")] = None,
) -> None:
    """Print the JSON Schema of a command's output."""
    raise typer.Exit(status_of(lambda: print_schema(command)))
