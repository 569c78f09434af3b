"""Documents through a command, in order, in one process or several; what fails is reported in its place and the rest is done."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from newsfacts.summary import Length

#: Documents given to a worker at once: few enough for even loads, many enough to hide the cost of handing over.
_CHUNK = 8

Item = Source | Failure


class Job(NamedTuple):
    """What is done to every document: the command with its options, and `show`, which writes a document as text."""

    command: str
    show: Callable[[Document], str]
    date: dt.date | None = None
    length: Length | None = None
    with_text: bool = False

    def do(self, item: Item) -> str | Failure:
        """The text for one document. An error of newsfacts itself is that document's failure, not the batch's."""
        if isinstance(item, Failure):
            return item
        try:
            document = Analysis(item, self.date).document(self.command, length=self.length, with_text=self.with_text)
            return self.show(document)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{os.path.basename(where.filename)}, line {where.lineno}"
            cause = f"newsfacts failed on it: {type(error).__name__} at {at} ({str(error)[:120]})"
            return Failure(item.source, cause, "please report it with the file")


def run(job: Job, items: Iterable[Item], jobs: int = 1) -> Iterator[str | Failure]:
    """The text or failure of each item, in order. `jobs` processes, 0 for one a core; memory holds a few chunks at most."""
    workers = jobs or _cores()
    if workers == 1:
        return map(job.do, items)
    return _parallel(job, items, workers)


def _cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(job: Job, items: Iterable[Item], workers: int) -> Iterator[str | Failure]:
    from concurrent.futures.process import BrokenProcessPool

    iterator = iter(items)
    pool = _pool(job, workers)
    waiting: deque[tuple[list[Item], Future[list[str | Failure]]]] = deque()
    try:
        while True:
            while len(waiting) < 4 * workers and (chunk := list(islice(iterator, _CHUNK))):
                waiting.append((chunk, pool.submit(_work, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # A worker was killed (memory, a signal). Whatever was under way is done again, one document at a time.
                again = [chunk, *(other for other, _ in waiting)]
                waiting.clear()
                pool.shutdown(wait=True)
                for item in (item for chunk in again for item in chunk):
                    yield _alone(job, item)
                pool = _pool(job, workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(job: Job, item: Item) -> str | Failure:
    from concurrent.futures.process import BrokenProcessPool

    if isinstance(item, Failure):
        return item
    with _pool(job, 1) as pool:
        try:
            return pool.submit(_work, [item]).result()[0]
        except BrokenProcessPool:
            return Failure(item.source, "the process that read it was killed", "is there memory enough? Try it alone, without --jobs")


def _pool(job: Job, workers: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked worker has every table loaded already; where there is no fork, it loads them itself.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method), initializer=_begin, initargs=(job,))


_job: Job


def _begin(job: Job) -> None:
    import signal
    import threading

    global _job
    _job = job
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted and ends its workers


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed: it would wait for work for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: list[Item]) -> list[str | Failure]:
    return [_job.do(item) for item in chunk]
