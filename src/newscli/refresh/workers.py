"""Parsing beside the network: worker processes that take one document each, and are replaced if they die or overrun.

Parsing in this process would starve the event loop of the fetches by its lock (false time-outs were measured), and a
hostile document that exhausts a worker harms only itself. Workers start when there is something for them to do.
"""

import gc
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Final, Self

from newscli.errors import NewscliError, ParseError
from newscli.ingest import parse_feed_document
from newscli.ingest.bugs import met_bug
from newscli.models.document import Document
from newscli.models.feed import FeedKind
from newscli.models.parsed import ParsedFeed
from newscli.text import clean_line, format_line

JOB_SECONDS: Final = 30.0
"""A document that takes longer is given up: the slowest real feed (16 MiB) takes 6 seconds."""
QUEUED: Final = 8
"""Documents that wait for a worker; beyond that, `submit` waits: memory stays independent of the number of feeds."""
SWEEP: Final = 20_000
"""Objects made and not freed after which a worker looks for rings among them: with Python's own 700, and all that was imported
looked through again and again, that was a tenth of what parsing costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to parse; `key` comes back with its result."""

    key: int
    document: Document
    kind: FeedKind
    known: frozenset[bytes]
    now: datetime


Result = tuple[Job, ParsedFeed | NewscliError]


def parse_job(job: Job) -> ParsedFeed | NewscliError:
    """The parsed document, or the ParseError that says what it is instead; a bug of ours harms this feed alone."""
    try:
        return parse_feed_document(job.document, kind=job.kind, known=job.known, now=job.now)
    except ParseError as error:
        return error
    except Exception as error:  # whatever a stranger's document brings to light, the other feeds go on
        return met_bug(error, report="please report it with the feed's address")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[Job, ParsedFeed | NewscliError]"
    job: Job | None = None
    started: float = 0.0


class Workers:
    """A context: leaving it ends the processes, whatever they are doing."""

    def __init__(self, *, size: int | None = None, job_seconds: float = JOB_SECONDS) -> None:
        self._size = size or max(1, min(os.cpu_count() or 1, 4))
        self._job_seconds = job_seconds
        self._workers: list[_Worker] = []
        self._waiting: deque[Job] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _end(worker)

    @property
    def is_full(self) -> bool:
        """Whether results should be taken before another job is handed in."""
        return len(self._waiting) >= QUEUED

    def submit(self, job: Job) -> None:
        """Hand in a job."""
        self._waiting.append(job)
        self._assign()

    def results(self, *, timeout: float = 0.0) -> Iterator[Result]:
        """The results that are there, waiting at most `timeout` seconds for the first."""
        busy = [worker for worker in self._workers if worker.job is not None]
        if not busy:
            return
        ready = wait([worker.pipe for worker in busy], timeout)
        for worker in busy:
            if worker.pipe in ready:
                yield self._take(worker)
            elif time.monotonic() - worker.started > self._job_seconds:
                yield self._give_up(worker, "took more than {:g} seconds to read", self._job_seconds)
        self._assign()

    def rest(self) -> Iterator[Result]:
        """All results that are still to come."""
        while self._waiting or any(worker.job is not None for worker in self._workers):
            yield from self.results(timeout=0.2)

    def _take(self, worker: _Worker) -> Result:
        job = worker.job
        assert job is not None
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._give_up(worker, "broke the process that read it")
        worker.job = None
        return job, result

    def _give_up(self, worker: _Worker, why: str, *parts: object) -> Result:
        job = worker.job
        assert job is not None
        self._workers.remove(worker)
        _end(worker)
        return job, ParseError(format_line("the document " + why, *parts), hint=clean_line("the feed is left as it was"))

    def _assign(self) -> None:
        while self._waiting:
            worker = next((worker for worker in self._workers if worker.job is None), None)
            if worker is None:
                if len(self._workers) == self._size:
                    return
                worker = _start()
                self._workers.append(worker)
            worker.job, worker.started = self._waiting.popleft(), time.monotonic()
            try:
                worker.pipe.send(worker.job)
            except OSError:
                # It died while idle: the job was never begun, so it goes to another.
                self._waiting.appendleft(worker.job)
                self._workers.remove(worker)
                _end(worker)


def _start() -> _Worker:
    context = _context()
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]  # each context has it
    with _without_ctrl_c():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """What is started inside never hears Ctrl-C, which goes to the whole group: the parent decides when its workers end.

    Blocked, not ignored: the mask goes on to the fork server and its children from their first instruction on, and this
    process gets a signal that came meanwhile as soon as the block ends.
    """
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # it unblocks SIGINT when it starts, which the fork server would do first of all
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    if os.name == "nt":
        return get_context("spawn")
    # A fork of this process would copy the locks of its network thread; the fork server has no threads, and its
    # children share the memory of what it has imported.
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, "newscli.parse.feed", "feedparser"])
    return context


def _serve(pipe: "Connection[ParsedFeed | NewscliError, Job]") -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it cannot be blocked from the start
    gc.freeze()  # what was imported stays, and need not be looked through
    gc.set_threshold(SWEEP)
    with suppress(EOFError, OSError):  # the parent has ended, and nobody waits for an answer
        while True:
            pipe.send(parse_job(pipe.recv()))


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
