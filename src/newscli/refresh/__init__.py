"""The shell that brings many feeds up to date: fetches in parallel, parses in workers, writes alone; a stream of outcomes.

A failure is an outcome like any other: one bad feed never stops the others. Rooms: `round` (one refresh under way),
`workers` (parsing beside it), `turn` (one refresh at a time), `pages` (the pages of new articles).
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newscli.errors import FetchError
from newscli.fetch import FetchSettings
from newscli.fetch.policy import paused_hosts
from newscli.models.feed import Feed
from newscli.refresh.outcome import FeedOutcome
from newscli.refresh.round import Round
from newscli.store import Store
from newscli.text import SafeLine, format_line
from newscli.urls import outlet_host

__all__ = ["FeedOutcome", "Refresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """What a refresh works with."""

    store: Store
    settings: FetchSettings
    clock: Callable[[], datetime]
    first_unread: int
    patience: float | None = None
    """Seconds after which no further answer is waited for; what was cut stays due, and is no failure."""
    awaited: frozenset[int] | None = None
    """With patience: the feeds whose answers end the wait; the others are asked along, and lose nothing if it ends first."""
    watch: Callable[[Sequence[Feed]], object] | None = None
    """Told now and then which feeds are long in answering."""

    def run(self, feeds: Sequence[Feed]) -> Generator[FeedOutcome, None, None]:
        """Bring `feeds` up to date; an outcome for each, as they finish. Closing the iterator keeps what is stored.

        Feeds of a host whose pause (429) is not over are skipped, whoever asks. Where nothing at all comes back from
        anywhere it is the network that is gone: all are skipped with that error, and no feed is thought ill of.
        """
        now = self.clock()
        pauses = paused_hosts(self.store.feeds.throttled(now), self.store.feeds.pauses(now), now=now)
        paused = [feed for feed in feeds if pauses and outlet_host(feed.url) in pauses]
        for feed in paused:
            yield FeedOutcome(feed=feed, outcome="skipped", error=_paused(feed, pauses))
        left = {feed.id for feed in paused}
        yield from Round(
            store=self.store, settings=self.settings, clock=self.clock, first_unread=self.first_unread,
            patience=self.patience, awaited=self.awaited, watch=self.watch,
        ).run([feed for feed in feeds if feed.id not in left])  # fmt: skip


def _paused(feed: Feed, pauses: Mapping[SafeLine, datetime]) -> FetchError:
    host = outlet_host(feed.url)
    until = pauses[host].isoformat(timespec="minutes").replace("+00:00", "Z")
    return FetchError(format_line("{} asked not to be asked before {}", host, until), kind="throttled")
