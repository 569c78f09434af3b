"""What is done to one document, and to all of them."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from newsfacts.analysis import Analysis
from newsfacts.facts import Document, Warning
from newsfacts.reading import Failure, Page, Skipped, Source
from newsfacts.record import Record

if TYPE_CHECKING:
    from newsfacts.entities.wanted import Wanted
    from newsfacts.summary import Length
    from newsfacts.timeline.selection import Selection

#: What is made of a document: its text, or, where one text is made of many, the document itself.
Shown = str | Document
Item = Source | Page | Failure | Skipped


class Done(Record):
    """A document that was done: what is shown of it, and the warnings that this does not show."""

    shown: Shown
    source: str
    warnings: tuple[Warning, ...] = ()


Result = Done | Failure | Skipped


class Job(Record):
    """What is done to every document: the command with its options, and `show`, which writes a document as text or leaves it as it is.

    `tell` says that what is shown has no place for warnings, so that they come beside it.
    """

    command: str
    show: Callable[[Document], Shown]
    date: dt.date | None = None
    length: "Length | None" = None
    selection: "Selection | None" = None
    wanted: "Wanted | None" = None
    kinds: frozenset[str] | None = None
    explain: bool = False
    with_text: bool = False
    tell: bool = False

    def do(self, item: Item) -> Result:
        """What comes of one document. An error of newsfacts itself is that document's failure, not the batch's."""
        if isinstance(item, (Failure, Skipped)):
            return item
        try:
            if isinstance(item, Page):
                from newsfacts.reading import html

                source = html.read(item)
                if not isinstance(source, Source):
                    return source
            else:
                source = item
            document = Analysis(source, self.date).document(
                self.command,
                length=self.length,
                selection=self.selection,
                wanted=self.wanted,
                kinds=self.kinds,
                explain=self.explain,
                with_text=self.with_text,
            )
            return Done(self.show(document), source.source, document.warnings if self.tell else ())
        except Exception as error:
            return failed(item.source, error)


def failed(source: str, error: Exception) -> Failure:
    """The failure of a document on which newsfacts itself failed."""
    if isinstance(error, MemoryError):
        return Failure(source, "there is not memory enough for it", "split it, or give the machine more")
    import traceback

    where = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{os.path.basename(where.filename)}, line {where.lineno}"
    cause = f"newsfacts failed on it: {type(error).__name__} at {at} ({str(error)[:120]})"
    return Failure(source, cause, "please report it with the file")


def keep(document: Document) -> Document:
    """A document as it is, for jobs of which one text is made in the end; memory then holds all facts, though no article."""
    return document


def run(job: Job, items: Iterable[Item], jobs: int = 1, timeout: float | None = None) -> Iterator[tuple[Item, Result]]:
    """Each item with what came of it, in order.

    `jobs` processes, 0 for one a core; `timeout` seconds are given to one document, which needs a process of its own even if it is only
    one. Memory holds a few documents a process.
    """
    if jobs != 1 or timeout is not None:
        from newsfacts.batch import pool

        workers = pool.number(jobs)
        if workers > 1 or timeout is not None:
            return pool.run(job, items, workers, timeout)
    return ((item, job.do(item)) for item in items)
