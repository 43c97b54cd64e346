"""The shell that brings many feeds up to date: fetches in parallel, parses in workers, writes alone; a stream of outcomes.

A failure is an outcome like any other: one bad feed never stops the others.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from newscli.errors import FetchError, NewscliError
from newscli.fetch import FetchSettings, fetch_many
from newscli.fetch.policy import cut_state, feed_request, hash_body, next_state, paused_hosts
from newscli.ingest import store_feed
from newscli.models.document import Document, Fetched
from newscli.models.feed import Feed
from newscli.models.parsed import ParsedFeed
from newscli.refresh.workers import Job, Workers, parse_job
from newscli.store import Store
from newscli.text import SafeLine, format_line
from newscli.urls import outlet_host

FEW: Final = 3
"""Up to so many feeds are parsed in this process: starting a worker costs more (150 ms) than they do."""
TICK: Final = 0.05
"""Seconds after which finished parses are stored even if no answer arrives meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOutcome:
    """What became of one feed; `feed` is as it was before."""

    feed: Feed
    outcome: Literal["new", "changed", "unchanged", "skipped", "failed"]
    new: int = 0
    changed: int = 0
    error: NewscliError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """What a refresh works with."""

    store: Store
    settings: FetchSettings
    clock: Callable[[], datetime]
    first_unread: int
    patience: float | None = None
    """Seconds after which no further answer is waited for; what was cut stays due, and is no failure."""

    def run(self, feeds: Sequence[Feed]) -> Generator[FeedOutcome, None, None]:
        """Bring `feeds` up to date; an outcome for each, as they finish. Closing the iterator keeps what is stored.

        Feeds of a host whose pause (429) is not over are skipped, whoever asks.
        """
        now = self.clock()
        pauses = paused_hosts(self.store.feeds.all(), now=now)
        paused = [feed for feed in feeds if pauses and outlet_host(feed.url) in pauses]
        for feed in paused:
            yield FeedOutcome(feed=feed, outcome="skipped", error=_paused(feed, pauses))
        yield from self._fetched([feed for feed in feeds if feed not in paused], now)

    def _fetched(self, feeds: Sequence[Feed], now: datetime) -> Iterator[FeedOutcome]:
        by_key = {feed.id: feed for feed in feeds}
        requests = (feed_request(feed, now=now) for feed in feeds)
        ends = None if self.patience is None else time.monotonic() + self.patience
        with ExitStack() as stack:
            answers = stack.enter_context(closing(fetch_many(requests, settings=self.settings, tick=TICK)))
            workers = stack.enter_context(Workers()) if len(feeds) > FEW else None
            for fetched in answers:
                if fetched is not None:
                    yield from self._answered(by_key[fetched.request.key], fetched, workers)
                if workers is not None:
                    yield from self._parsed(by_key, workers)
                if ends is not None and time.monotonic() > ends:
                    answers.close()
                    break
            if workers is not None:
                for job, result in workers.rest():
                    yield self._stored(by_key[job.key], job.document, result)

    def _answered(self, feed: Feed, fetched: Fetched, workers: Workers | None) -> Iterator[FeedOutcome]:
        now = self.clock()
        document = fetched.document
        if document is None:
            assert fetched.error is not None
            if self.patience is not None and fetched.error.kind == "timeout":
                self.store.feeds.record_attempt(feed.id, cut_state(feed, now=now))
                yield FeedOutcome(feed=feed, outcome="skipped")
            else:
                yield self._failed(feed, fetched.error, now)
        elif document.status == 304 or hash_body(document.body) == feed.body_hash:
            self.store.feeds.record_attempt(feed.id, next_state(feed, document, None, now=now))
            yield FeedOutcome(feed=feed, outcome="unchanged")
        else:
            known = self.store.feeds.known_hashes(feed.id)
            job = Job(key=feed.id, document=document, kind=feed.kind, known=known, now=now)
            if workers is None:
                yield self._stored(feed, document, parse_job(job))
            else:
                workers.submit(job)

    def _parsed(self, by_key: dict[int, Feed], workers: Workers) -> Iterator[FeedOutcome]:
        """What the workers have finished; while their queue is full, wait for some of it."""
        while True:
            timeout = TICK if workers.is_full else 0.0
            for job, result in workers.results(timeout=timeout):
                yield self._stored(by_key[job.key], job.document, result)
            if not workers.is_full:
                return

    def _stored(self, feed: Feed, document: Document, result: ParsedFeed | NewscliError) -> FeedOutcome:
        now = self.clock()
        if isinstance(result, NewscliError):
            return self._failed(feed, result, now)
        state = next_state(feed, document, result, now=now)
        applied = store_feed(self.store, feed, result, state, now=now, first_unread=self.first_unread)
        new, changed = len(applied.new_ids), len(applied.changed_ids)
        return FeedOutcome(feed=feed, outcome="new" if new else "changed" if changed else "unchanged", new=new, changed=changed)

    def _failed(self, feed: Feed, error: NewscliError, now: datetime) -> FeedOutcome:
        self.store.feeds.record_attempt(feed.id, next_state(feed, error, None, now=now))
        return FeedOutcome(feed=feed, outcome="failed", error=error)


def _paused(feed: Feed, pauses: Mapping[SafeLine, datetime]) -> FetchError:
    host = outlet_host(feed.url)
    until = pauses[host].isoformat(timespec="minutes").replace("+00:00", "Z")
    return FetchError(format_line("{} asked not to be asked before {}", host, until), kind="throttled")
