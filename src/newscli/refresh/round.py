"""One refresh under way: answers come from the network's thread, documents go to workers, and this thread alone writes."""

import gc
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal
from urllib.parse import urlsplit

from newscli.errors import FetchError, NewscliError
from newscli.fetch import FetchSettings, fetch_many, has_route
from newscli.fetch.addresses import is_public
from newscli.fetch.policy import cut_state, feed_request, hash_body, next_state
from newscli.host_names import is_ip
from newscli.ingest import store_feed
from newscli.models.document import Document, Fetched
from newscli.models.feed import Feed, FetchState
from newscli.models.parsed import ParsedFeed
from newscli.refresh.outcome import FeedOutcome
from newscli.refresh.workers import Job, Workers, parse_job
from newscli.store import Store
from newscli.text import format_line
from newscli.urls import WebUrl, outlet_host

FEW: Final = 3
"""Up to so many feeds are parsed in this process: starting a worker costs more (150 ms) than they do."""
TICK: Final = 0.05
"""Seconds after which finished parses are stored even if no answer arrives meanwhile."""
LONG: Final = 1.0
"""Seconds from which a feed counts as long in answering."""
GRACE: Final = 0.5
"""Seconds that those who are only asked along have at least: nine answers in ten come by then, and who has recovered is back."""
AT_ONCE: Final = 32
"""Attempts without news that are recorded in one transaction: 2 ms of the store's lock, a tenth of what each alone takes."""
SWEEP: Final = 400
"""Answers after which memory is swept: the program starts without Python's own sweeping, and each connection of asyncio that has
ended is a ring that nothing else frees."""
SEVERAL_HOSTS: Final = 3
"""So many hosts that all give no sign of life are a network that is gone, not so many dead hosts."""


@dataclass(slots=True, kw_only=True)
class Round:
    """See `newscli.refresh.Refresh` for the fields."""

    store: Store
    settings: FetchSettings
    clock: Callable[[], datetime]
    first_unread: int
    patience: float | None
    awaited: frozenset[int] | None
    watch: Callable[[Sequence[Feed]], object] | None
    _feeds: dict[int, Feed] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)
    """Feeds without an answer yet."""
    _begun: dict[int, float] = field(default_factory=dict)
    """When each request went out; written by the network's thread."""
    _dark: list[tuple[Feed, FetchError]] = field(default_factory=list)
    """Failures that may be the network's own; what they are shows at the end."""
    _answers: int = 0
    _has_answer: bool = False
    _has_far_answer: bool = False
    """Whether anything came back from beyond this machine and its neighbours."""
    _noted: list[tuple[FetchState, FeedOutcome]] = field(default_factory=list)
    """Attempts without news that are not recorded yet."""
    _told: float = 0.0

    def run(self, feeds: Sequence[Feed]) -> Generator[FeedOutcome, None, None]:
        """An outcome for each of `feeds`, as they finish."""
        now = self.clock()
        self._feeds = {feed.id: feed for feed in feeds}
        self._open = set(self._feeds)
        requests = [feed_request(feed, now=now) for feed in feeds]
        began = time.monotonic()
        try:
            with ExitStack() as stack:
                answers = stack.enter_context(closing(fetch_many(requests, settings=self.settings, tick=TICK, begun=self._begin)))
                workers = stack.enter_context(Workers()) if len(feeds) > FEW else None
                for fetched in answers:
                    yield from self._turn(fetched, workers)
                    if self._is_over(time.monotonic() - began):
                        answers.close()
                        break
                if workers is not None:
                    for job, result in workers.rest():
                        yield self._stored(self._feeds[job.key], job.document, result)
                yield from self._settled()
        finally:
            self._record()

    def _turn(self, fetched: Fetched | None, workers: Workers | None) -> Iterator[FeedOutcome]:
        if fetched is not None:
            self._answers += 1
            if self._answers % SWEEP == 0:
                gc.collect(1)
            yield from self._answered(self._feeds[fetched.request.key], fetched, workers)
        if workers is not None:
            yield from self._parsed(workers)
        if fetched is None or len(self._noted) >= AT_ONCE:
            yield from self._record()
        self._tell()

    def _begin(self, key: int) -> None:
        self._begun[key] = time.monotonic()

    def _is_over(self, seconds: float) -> bool:
        """Whether the reader has waited long enough."""
        if self.patience is None or seconds >= self.patience:
            return self.patience is not None
        return not self._awaited_open() and (not self._open or seconds >= GRACE)

    def _awaited_open(self) -> set[int]:
        return self._open if self.awaited is None else self._open & self.awaited

    def _answered(self, feed: Feed, fetched: Fetched, workers: Workers | None) -> Iterator[FeedOutcome]:
        document = fetched.document
        if document is None:
            assert fetched.error is not None, "a request ends with a document or an error"
            self._refused(feed, fetched.error)
            return
        self._open.discard(feed.id)
        self._heard(feed)
        now = self.clock()
        if document.status == 304 or hash_body(document.body) == feed.body_hash:
            self._note(feed, next_state(feed, document, None, now=now), FeedOutcome(feed=feed, outcome="unchanged"))
            return
        known = self.store.feeds.known_hashes(feed.id)
        job = Job(key=feed.id, document=document, kind=feed.kind, known=known, now=now)
        if workers is None:
            yield self._stored(feed, document, parse_job(job))
        else:
            workers.submit(job)

    def _refused(self, feed: Feed, error: FetchError) -> None:
        if self.patience is not None and error.kind == "timeout":
            return  # the reader's impatience, not the server's failure: it stays open
        self._open.discard(feed.id)
        if error.is_dark and not self._has_far_answer and _is_far(feed.url):
            self._dark.append((feed, error))
            return
        if not error.is_dark:
            self._heard(feed)
        self._fail(feed, error)

    def _heard(self, feed: Feed) -> None:
        self._has_answer = True
        self._has_far_answer = self._has_far_answer or _is_far(feed.url)

    def _fail(self, feed: Feed, error: NewscliError) -> None:
        outcome = FeedOutcome(feed=feed, outcome="failed", error=error)
        self._note(feed, next_state(feed, error, None, now=self.clock()), outcome)

    def _parsed(self, workers: Workers) -> Iterator[FeedOutcome]:
        """What the workers have finished; while their queue is full, wait for some of it."""
        while True:
            timeout = TICK if workers.is_full else 0.0
            for job, result in workers.results(timeout=timeout):
                yield self._stored(self._feeds[job.key], job.document, result)
            if not workers.is_full:
                return

    def _stored(self, feed: Feed, document: Document, result: ParsedFeed | NewscliError) -> FeedOutcome:
        now = self.clock()
        if isinstance(result, NewscliError):
            self.store.feeds.record_attempt(feed.id, next_state(feed, result, None, now=now))
            return FeedOutcome(feed=feed, outcome="failed", error=result)
        state = next_state(feed, document, result, now=now)
        applied = store_feed(self.store, feed, result, state, now=now, first_unread=self.first_unread)
        new, changed = len(applied.new_ids), len(applied.changed_ids)
        kind: Literal["new", "changed", "unchanged"] = "new" if new else "changed" if changed else "unchanged"
        return FeedOutcome(feed=feed, outcome=kind, new=new, changed=changed)

    def _note(self, feed: Feed, state: FetchState, outcome: FeedOutcome) -> None:
        assert outcome.feed is feed, "a state belongs to its feed"
        self._noted.append((state, outcome))

    def _record(self) -> list[FeedOutcome]:
        """Write the attempts that were noted; their outcomes."""
        noted, self._noted = self._noted, []
        if noted:
            self.store.feeds.record_attempts([(outcome.feed.id, state) for state, outcome in noted])
        return [outcome for _, outcome in noted]

    def _settled(self) -> Iterator[FeedOutcome]:
        """What only the end can tell: whether there is a network, and what was cut."""
        if self._dark and self._is_offline():
            error = FetchError(
                format_line("no network: nothing came back from any host"),
                kind="unreachable", hint=format_line("what is stored can be read: newscli latest --offline"), is_dark=True,
            )  # fmt: skip
            yield from (FeedOutcome(feed=feed, outcome="skipped", error=error) for feed, _ in self._dark)
        else:
            for feed, failure in self._dark:
                self._fail(feed, failure)
        now = self.clock()
        for key in sorted(self._open):
            # Only what was asked can have been cut; and where nobody answered, it was an attempt and no feed was slow.
            feed = self._feeds[key]
            skipped = FeedOutcome(feed=feed, outcome="skipped")
            if key in self._begun and key in self._awaited_open():
                state = cut_state(feed, now=now, seconds=self.patience or 0.0)
                unlearnt = replace(state, cut_at=feed.cut_at, latency=feed.latency)
                self._note(feed, state if self._has_answer else unlearnt, skipped)
            else:
                yield skipped
        yield from self._record()

    def _is_offline(self) -> bool:
        if self._has_far_answer:
            return False
        hosts = {outlet_host(feed.url) for feed, _ in self._dark}
        return len(hosts) >= SEVERAL_HOSTS or not has_route()

    def _tell(self) -> None:
        """Say who is slow, four times a second."""
        now = time.monotonic()
        if self.watch is None or now - self._told < 0.25:
            return
        self._told = now
        begun = dict(self._begun)
        late = sorted((begun[key], key) for key in self._open if key in begun and now - begun[key] >= LONG)
        self.watch([self._feeds[key] for _, key in late])


def _is_far(url: WebUrl) -> bool:
    """Whether the address may lie outside this machine and its neighbours: what is silent nearby says nothing of the network."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return is_public(host) if is_ip(host) else host != "localhost"
