"""Documents in several processes: results in input order, few documents in memory, and no document that can stop the others.

A worker is given a few documents at a time and answers for each, so that it is known which one it was at when it was killed or took
too long. That one is done again once, alone, since a worker may be killed for what another did; the rest goes to the others.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from newsfacts.batch.job import Item, Job, Result
from newsfacts.reading import Failure, Page, Skipped, Source

#: Documents that are given to a worker at once, at most, and characters or bytes of them after which no further one is added.
_CHUNK, _CHUNK_SIZE = 4, 1 << 18
#: Documents and bytes between the first one without a result and the last one that was read, for each worker.
_WINDOW, _WINDOW_SIZE = 16, 1 << 24
#: A worker is replaced after so many documents: whatever the libraries in it never give back is given back then.
_LIFE = 20_000
#: More processes than twice the cores make nothing faster.
_LEAST_CAP = 8


def number(jobs: int) -> int:
    """How many processes are meant: 0 is one a core, and more than the machine has use for are not started."""
    cores = _cores()
    return min(jobs, max(_LEAST_CAP, 2 * cores)) if jobs else cores


def _cores() -> int:
    """The cores this process may use: those it is bound to, and no more than a container's share of time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError), open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:
        quota, period = file.read().split()
        if quota != "max":
            cores = min(cores, -(-int(quota) // int(period)))
    return max(1, cores)


class _Task:
    """One document on its way: `result` is None until it is there."""

    __slots__ = ("item", "killed", "result", "size")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.killed = False
        self.result: Result | None = item if isinstance(item, (Failure, Skipped)) else None
        self.size = len(item.text) if isinstance(item, Source) else len(item.data) if isinstance(item, Page) else 0


class _Worker:
    """A process, the way to it, the documents it was given and did not answer for yet, and since when it is at the first of them."""

    __slots__ = ("connection", "done", "process", "since", "tasks")

    def __init__(self, job: Job, others: Iterable[_Worker]) -> None:
        # A forked worker has every table that the parent loaded; where there is no fork, it loads them itself.
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        context: Any = multiprocessing.get_context(method)
        self.connection, end = context.Pipe()
        inherited = [self.connection, *(other.connection for other in others)] if method == "fork" else []
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()  # what waits in a buffer would be written by both
        self.process = context.Process(target=_work, args=(end, job, inherited), daemon=True)
        self.process.start()
        end.close()
        self.tasks: deque[_Task] = deque()
        self.done = 0
        self.since = 0.0

    def give(self, tasks: list[_Task]) -> bool:
        """Hands documents over; False when the process is gone."""
        self.tasks.extend(tasks)
        self.since = time.monotonic()
        try:
            self.connection.send([task.item for task in tasks])
        except OSError:
            return False
        return True

    def end(self, kill: bool = False) -> int | None:
        """Ends the process; gives its exit status."""
        if kill:
            self.process.kill()
        self.connection.close()  # which a worker that waits for work takes for the end
        self.process.join()
        status: int | None = self.process.exitcode
        return status


def run(job: Job, items: Iterable[Item], workers: int, timeout: float | None) -> Iterator[tuple[Item, Result]]:
    """Each item with its result, in order; see `newsfacts.batch.run`."""
    return _Pool(job, items, workers, timeout).run()


class _Pool:
    def __init__(self, job: Job, items: Iterable[Item], workers: int, timeout: float | None) -> None:
        self._job = job
        self._items = iter(items)
        self._most = workers
        self._timeout = timeout
        self._window: deque[_Task] = deque()
        self._again: deque[list[_Task]] = deque()
        self._size = 0
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}
        self._given = 0
        self._read_all = False

    def run(self) -> Iterator[tuple[Item, Result]]:
        try:
            while True:
                self._hand_out()
                while self._window and (result := self._window[0].result) is not None:
                    task = self._window.popleft()
                    self._size -= task.size
                    yield task.item, result
                if self._busy:
                    self._hear()
                elif self._read_all and not self._window:
                    return
        finally:
            # Whoever is at work here still is so in vain.
            for worker in (*self._idle, *self._busy.values()):
                worker.end(kill=True)

    def _hand_out(self) -> None:
        """Gives work to every worker that has none, as long as there is work and room for its results."""
        while self._idle or len(self._busy) < self._most:
            tasks = self._again.popleft() if self._again else self._read()
            if not tasks:
                return
            if not self._idle:
                if not self._busy and not self._given:
                    _load(self._job, tasks[0].item)
                self._idle.append(_Worker(self._job, (*self._idle, *self._busy.values())))
            worker = self._idle.pop()
            self._given += 1
            self._busy[worker.connection] = worker
            if not worker.give(tasks):
                self._lost(worker)

    def _read(self) -> list[_Task]:
        """The next few documents for one worker; the first ones go out one by one, so that all begin at once."""
        tasks: list[_Task] = []
        size = 0
        most = _CHUNK if self._given >= 2 * self._most else 1
        while len(tasks) < most and size < _CHUNK_SIZE:
            if self._window and (len(self._window) >= _WINDOW * self._most or self._size >= _WINDOW_SIZE * self._most):
                break
            item = next(self._items, None)
            if item is None:
                self._read_all = True
                break
            task = _Task(item)
            self._window.append(task)
            self._size += task.size
            if task.result is None:
                tasks.append(task)
                size += task.size
        return tasks

    def _hear(self) -> None:
        """Waits for answers, or for a document's time to be over."""
        patience = None
        if self._timeout is not None:
            began = min(worker.since for worker in self._busy.values())
            patience = max(0.0, began + self._timeout - time.monotonic())
        for connection in wait(list(self._busy), patience):
            worker = self._busy[connection]  # type: ignore[index]
            try:
                worker.tasks[0].result = worker.connection.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            worker.tasks.popleft()
            worker.done += 1
            worker.since = time.monotonic()
            if not worker.tasks:
                del self._busy[worker.connection]
                if worker.done < _LIFE:
                    self._idle.append(worker)
                else:
                    worker.end()
        if self._timeout is not None:
            now = time.monotonic()
            for worker in list(self._busy.values()):
                if now - worker.since >= self._timeout and not worker.connection.poll():
                    self._lost(worker, too_long=True)

    def _lost(self, worker: _Worker, too_long: bool = False) -> None:
        """A worker is gone, or is to go: what it was at is judged, the rest is done by others."""
        del self._busy[worker.connection]
        status = worker.end(kill=True)
        task, *rest = worker.tasks
        if rest:
            self._again.appendleft(rest)
        assert isinstance(task.item, (Source, Page))
        if too_long:
            cause = f"it took longer than {self._timeout:g} seconds"
            task.result = Failure(task.item.source, cause, "give it more with --timeout, or leave it out")
        elif task.killed:
            cause = f"the process that worked on it was killed ({_ending(status)}), twice"
            task.result = Failure(task.item.source, cause, "is there memory enough? Try it alone, without --jobs")
        else:
            task.killed = True
            self._again.appendleft([task])


def _ending(status: int | None) -> str:
    """How a process ended, in words."""
    if status is not None and status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit status {status}"


def _load(job: Job, item: Item) -> None:
    """Does a document of no importance, so that every table stands in memory once, for all workers, and none starts with loading."""
    words = "قتل 12 شخصا في بغداد أمس، وقال الرئيس باراك أوباما إن 3 ملايين دولار ستدفع في مايو 2015."
    job.do(Source(words))
    if isinstance(item, Page):
        job.do(Page(f"<html><body><article><p>{words * 9}</p></article></body></html>".encode(), "-", "-", charset="utf-8"))
    gc.freeze()


def _work(connection: Connection, job: Job, inherited: Iterable[Connection]) -> None:
    """A worker's life: documents in, results out, until nobody is at the other end."""
    import threading

    for other in inherited:
        other.close()
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted and ends its workers
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            for item in connection.recv():
                connection.send(job.do(item))
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)  # nothing of what the parent opened is closed, flushed or removed here


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed while it was at a document that takes for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
