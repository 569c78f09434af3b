"""A whole run: documents from the inputs through the job to the output, what is said about them, and how it ends."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsfacts.batch.job import Item, Job, Result, run
from newsfacts.facts import Document
from newsfacts.output.log import Log
from newsfacts.output.writer import opened
from newsfacts.reading import Failure, Page, Skipped, Source
from newsfacts.reading.documents import Reading, items
from newsfacts.reading.failure import reason

if TYPE_CHECKING:
    from newsfacts.output.formats import Show
    from newsfacts.output.progress import Progress
    from newsfacts.reading.documents import Meter

DONE, FAILED = 0, 1


class _Nothing(Exception):
    """Documents failed and none was done: no reason to replace what an earlier run wrote."""


class Run:
    """Documents under `paths` through `job`, in `jobs` processes, each document with `timeout` seconds."""

    def __init__(
        self, job: Job, show: Show, paths: list[str], reading: Reading, log: Log, *, jobs: int = 1, timeout: float | None = None
    ) -> None:
        self._job = job
        self._show = show
        self._paths = paths
        self._reading = reading
        self._log = log
        self._jobs = jobs
        self._timeout = timeout
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self.done = self.failed = self.unchanged = self.passed = 0

    def to_stream(self, output: str | None, merging: Callable[[list[Document]], Document] | None = None) -> int:
        """Results one after the other to a file, whole or not at all, or to standard output; gives the exit status.

        `merging` makes one document of all that the job kept.
        """
        self._reading.leave = output
        kept: list[Document] = []
        try:
            with opened(output) as stream:
                stream.write(self._show.head())
                for _, shown in self._results(self._items(output is not None)):
                    if isinstance(shown, Document):
                        kept.append(shown)
                    else:
                        stream.write(shown)
                        stream.flush()
                if merging is not None:
                    stream.write(str(self._show(merging(kept))))
                if output is not None and self.failed and not self.done:
                    raise _Nothing
        except _Nothing:
            self._log.say(f"{output}: no document was done; it was not written, nothing there was changed")
        except BrokenPipeError:
            raise
        except OSError as error:
            self._clear()
            if output is None:
                raise
            self._log.say(f"{output}: {reason(error)}; it was not written, nothing there was changed")
            return FAILED
        except Exception as error:
            return self._busy(output, error)
        return self._ended(to_file=output is not None)

    def to_folder(self, path: str, options: str, force: bool) -> int:
        """One file a document into a folder, those left out that stand there as they are; gives the exit status."""
        from newsfacts.output.folder import folder

        self._reading.leave = path
        try:
            with folder(path, options, force) as place:
                if place.damaged:
                    self._log.say(f"{path}: what was known of its files is damaged; all of them are written again", level="warning")
                for item, shown in self._results(place.changed(self._items(True))):
                    if isinstance(item, (Source, Page)):
                        place.write(item, str(shown))
        except OSError as error:
            self._clear()
            self._log.say(f"{error.filename or path}: {reason(error)}; the files that were written until then are whole")
            self._ended(to_file=True)
            return FAILED
        except Exception as error:
            return self._busy(path, error)
        return self._ended(to_file=True)

    def _busy(self, output: str | None, error: Exception) -> int:
        from newsfacts.output.lock import Busy

        if not isinstance(error, Busy):
            raise error
        holder = f" (process {error.holder})" if error.holder else ""
        self._log.say(f"{output}: another run is writing it{holder}; nothing was done", event="busy")
        return FAILED

    def _items(self, to_file: bool) -> Iterator[Item]:
        """What is read, with a bar for it where a terminal can show one and shows nothing else."""
        meter: Meter | None = None
        shown = sys.stderr is not None and sys.stderr.isatty() and not self._log.quiet
        if shown and (to_file or sys.stdout is None or not sys.stdout.isatty()):
            from newsfacts.output.progress import Progress
            from newsfacts.reading.documents import Meter

            meter = Meter()
            self._progress = Progress(self._paths, meter)
            self._log.clear = self._progress.clear
        return items(self._paths, self._reading, meter)

    def _results(self, found: Iterable[Item]) -> Iterator[tuple[Item, Any]]:
        """The documents that were done, with what is shown of each; the others are counted and said."""
        log = self._log
        for item, result in self._worked(found):
            if isinstance(result, Failure):
                self.failed += 1
                log.failure(result)
            elif isinstance(result, Skipped):
                self.unchanged += result.unchanged
                self.passed += not result.unchanged
                log.skipped(result)
            else:
                self.done += 1
                if self.done == 1:
                    gc.freeze()  # what is loaded by now stays
                    gc.enable()
                for warning in result.warnings:
                    log.warning(result.source, warning)
                yield item, result.shown
            if self._progress is not None:
                self._progress.tick(self.done + self.unchanged + self.passed, self.failed)
        self._clear()

    def _worked(self, found: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        return run(self._job, found, self._jobs, self._timeout)

    def _clear(self) -> None:
        if self._progress is not None:
            self._progress.clear()

    def _ended(self, to_file: bool) -> int:
        """Says what is to be said at the end: the counts, after more than one document, where nothing else shows that it ended, or when
        something failed. Quiet, only then."""
        log = self._log
        self._clear()
        log.untold()
        count = self.done + self.failed + self.unchanged + self.passed
        watched = to_file or (sys.stderr is not None and sys.stderr.isatty())
        if (log.verbose and not log.quiet) or (count > 1 and (self.failed or (watched and not log.quiet))):
            seconds = time.monotonic() - self._began
            log.summary(done=self.done, failed=self.failed, unchanged=self.unchanged, passed=self.passed, seconds=seconds)
        return FAILED if self.failed else DONE
