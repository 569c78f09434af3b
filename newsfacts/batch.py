"""Documents through a command, in order, in one process or several; what fails is reported in its place and the rest is done."""

import datetime as dt
import os
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsfacts.analysis import Analysis
from newsfacts.facts import Document
from newsfacts.reading import Failure, Source

#: What is made of a document: its text, or, where one text is made of many, the document itself.
Shown = str | Document

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from typing import TypeAlias

    from newsfacts.entities.wanted import Wanted
    from newsfacts.summary import Length
    from newsfacts.timeline.selection import Selection

    #: A chunk under way; None when it could not even be handed over.
    Pending: TypeAlias = Future[list[Shown | Failure]] | None

#: Documents given to a worker at once: few enough for even loads, many enough to hide the cost of handing over.
_CHUNK = 8

Item = Source | Failure


class Job(NamedTuple):
    """What is done to every document: the command with its options, and `show`, which writes a document as text or leaves it as it is."""

    command: str
    show: Callable[[Document], Shown]
    date: dt.date | None = None
    length: "Length | None" = None
    selection: "Selection | None" = None
    wanted: "Wanted | None" = None
    kinds: frozenset[str] | None = None
    explain: bool = False
    with_text: bool = False

    def do(self, item: Item) -> Shown | Failure:
        """The text for one document. An error of newsfacts itself is that document's failure, not the batch's."""
        if isinstance(item, Failure):
            return item
        try:
            analysis = Analysis(item, self.date)
            return self.show(
                analysis.document(
                    self.command,
                    length=self.length,
                    selection=self.selection,
                    wanted=self.wanted,
                    kinds=self.kinds,
                    explain=self.explain,
                    with_text=self.with_text,
                )
            )
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{os.path.basename(where.filename)}, line {where.lineno}"
            cause = f"newsfacts failed on it: {type(error).__name__} at {at} ({str(error)[:120]})"
            return Failure(item.source, cause, "please report it with the file")


def run(job: Job, items: Iterable[Item], jobs: int = 1) -> Iterator[Shown | Failure]:
    """What is shown of each item, or its failure, in order. `jobs` processes, 0 for one a core; memory holds a few chunks at most."""
    workers = jobs or _cores()
    if workers == 1:
        return map(job.do, items)
    return _parallel(job, items, workers)


def keep(document: Document) -> Document:
    """A document as it is, for jobs of which one text is made in the end; memory then holds all facts, though no article."""
    return document


def _cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(job: Job, items: Iterable[Item], workers: int) -> Iterator[Shown | Failure]:
    iterator = iter(items)
    pool = _pool(job, workers)
    waiting: deque[tuple[list[Item], Pending]] = deque()
    try:
        while True:
            while len(waiting) < 4 * workers and (chunk := list(islice(iterator, _CHUNK))):
                waiting.append((chunk, _submit(pool, chunk)))
            if not waiting:
                return
            chunk, pending = waiting.popleft()
            found = _result(pending)
            if found is not None:
                yield from found
                continue
            # A worker was killed (memory, a signal), and the pool is lost with it: the first chunk without a result is done again
            # one document at a time, the others in a new pool.
            pool.shutdown(wait=True)
            yield from (_alone(job, item) for item in chunk)
            pool = _pool(job, workers)
            waiting = deque((chunk, pending if _result(pending) is not None else _submit(pool, chunk)) for chunk, pending in waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: "ProcessPoolExecutor", chunk: list[Item]) -> "Pending":
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_work, chunk)
    except BrokenProcessPool:
        return None


def _result(pending: "Pending") -> list[Shown | Failure] | None:
    """The texts of a chunk; None when the process that worked on it was lost."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pending.result() if pending is not None else None
    except BrokenProcessPool:
        return None


def _alone(job: Job, item: Item) -> Shown | Failure:
    if isinstance(item, Failure):
        return item
    with _pool(job, 1) as pool:
        found = _result(_submit(pool, [item]))
    if found is None:
        return Failure(item.source, "the process that read it was killed", "is there memory enough? Try it alone, without --jobs")
    return found[0]


def _pool(job: Job, workers: int) -> "ProcessPoolExecutor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked worker has every table loaded already; where there is no fork, it loads them itself.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method), initializer=_begin, initargs=(job,))


_job: Job


def _begin(job: Job) -> None:
    import gc
    import signal
    import threading

    global _job
    gc.enable()
    _job = job
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted and ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a pool that has lost a worker ends the others with it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed: it would wait for work for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: list[Item]) -> list[Shown | Failure]:
    return [_job.do(item) for item in chunk]
