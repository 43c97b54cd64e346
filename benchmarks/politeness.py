"""A month of asking feeds, without a network: `python benchmarks/politeness.py`. Only `newscli.fetch.policy` decides here.

The gaps between articles are spread as those of 203 real feeds (the quantiles below); a fifth of all articles of quick feeds
appears at night, feeds have ttl and max-age now and then, servers throttle and fail. Prints how often feeds were asked, how
late their articles came, and what ten `latest` a day wait for. Exit code 1 if a promise is broken.
"""

import argparse
import heapq
import random
import statistics
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from newscli.errors import FetchError
from newscli.fetch.pace import SHORTEST_INTERVAL
from newscli.fetch.policy import cut_state, next_state, will_be_awaited
from newscli.models.document import Document
from newscli.models.feed import Feed, FetchState
from newscli.models.parsed import ParsedEntry, ParsedFeed, Rhythm, Stamp
from newscli.text import clean_line
from newscli.urls import require_web_url

SHORTEST: Final = timedelta(seconds=SHORTEST_INTERVAL)
START: Final = datetime(2025, 11, 3, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUANTILES: Final = ((0.0, 0.01), (0.05, 0.05), (0.1, 0.18), (0.2, 0.41), (0.3, 1.8), (0.4, 9.0), (0.5, 88.0), (0.6, 213.0),
                    (0.7, 470.0), (0.8, 1027.0), (0.9, 2726.0), (1.0, 10031.0))  # fmt: skip
"""Hours between two articles: (share of feeds, gap), measured on the 203 feeds of the corpus with five dates or more."""
TIMER: Final = MINUTE
"""How often the reader's timer starts a refresh."""


def gap_of(share: float) -> timedelta:
    """The usual gap of the feed at that share, between the quantiles by ratio."""
    index = min(bisect_right(QUANTILES, (share, float("inf"))), len(QUANTILES) - 1)
    (low, a), (high, b) = QUANTILES[index - 1], QUANTILES[index]
    return timedelta(hours=a * (b / a) ** ((share - low) / (high - low)))


@dataclass
class Server:
    """One feed's server: what it publishes when, and how it behaves."""

    number: int
    gap: timedelta
    days: int
    latency: float = 0.15
    is_dead: bool = False
    articles: list[datetime] = field(default_factory=list)
    throttled_until: datetime = START
    asked: list[datetime] = field(default_factory=list)
    pauses: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lots = random.Random(self.number)
        at = START - 20 * self.gap
        while at < START + self.days * DAY:
            # Of quick feeds four in five articles come by day.
            if self.gap > DAY or 6 <= at.hour < 22 or self.lots.random() < 0.4:
                self.articles.append(at)
            at += self.lots.expovariate(1) * self.gap

    @property
    def interval(self) -> timedelta:
        """The feed's own: its gap, or what it or its server asks for, and never below the shortest that we take."""
        return max(self.gap, SHORTEST, HOUR if self.number % 25 == 0 else 30 * MINUTE if self.number % 10 == 0 else SHORTEST)

    def published(self, since: datetime, until: datetime) -> list[datetime]:
        """When the articles of that time appeared."""
        return self.articles[bisect_right(self.articles, since) : bisect_right(self.articles, until)]

    def answer(self, feed: Feed, at: datetime) -> tuple[Document | FetchError, ParsedFeed | None]:
        """What a request at `at` brings, the entries being those since the feed was last read."""
        self.asked.append(at)
        lot = self.lots.random()
        if self.is_dead:
            return FetchError(clean_line("no answer"), kind="timeout"), None
        if at < self.throttled_until or lot < 0.002:
            if at >= self.throttled_until:
                self.throttled_until = at + self.lots.choice((10 * MINUTE, HOUR, 6 * HOUR))
                self.pauses.append((at, self.throttled_until))
            seconds = (self.throttled_until - at).total_seconds()
            return FetchError(clean_line("429"), kind="status", status=429, retry_after=clean_line(f"{seconds:.0f}")), None
        if lot < 0.02:
            return FetchError(clean_line("500"), kind="status", status=500), None
        since = feed.fetched_at or at - 20 * self.gap
        news = self.published(since, at)[-20:]
        headers = {"cache-control": "max-age=1800"} if self.number % 10 == 0 else {}
        document = Document(
            url=feed.url, status=200 if news else 304, headers=headers, body=b"", permanent_url=None, seconds=self.latency
        )
        rhythm = Rhythm(ttl=3600) if self.number % 25 == 0 else None
        if not news:
            return document, None
        return document, ParsedFeed(title=None, site_url=None, language=None, articles=tuple(map(_entry, news)), rhythm=rhythm)


def _entry(at: datetime) -> ParsedEntry:
    stamp = Stamp(at=at, precision="second", zone="stated", text=clean_line("x"), source=clean_line("x"))
    return ParsedEntry(guid=None, url=None, title=clean_line("A"), published=stamp)


def new_feed(number: int) -> Feed:
    """A feed that was followed just now."""
    blank: dict[str, Any] = {each.name: None for each in fields(Feed)}
    url = require_web_url(f"https://feed{number}.example/feed")
    words = {"id": number, "slug": clean_line(f"feed-{number}"), "title": clean_line(f"Feed {number}"), "url": url}
    return Feed(**(blank | words | {"kind": "feed", "tags": (), "unread": 0, "total": 0, "added_at": START, "health": "never",
                                    "failures": 0, "skips": 0}))  # fmt: skip


def stored(feed: Feed, state: FetchState) -> Feed:
    """The feed as the store keeps it after `state`."""
    names = {each.name for each in fields(Feed)} & {each.name for each in fields(FetchState)}
    values = {name: getattr(state, name) for name in names - {"url", "title", "site_url", "language"}}
    return replace(feed, **{**values, "fetched_at": state.fetched_at or feed.fetched_at})


@dataclass
class Month:
    """What a month of a timer's refreshes was like."""

    servers: list[Server]
    late: dict[int, list[timedelta]] = field(default_factory=dict)

    @property
    def requests_a_day(self) -> float:
        """Of one feed, on average."""
        return statistics.mean(len(server.asked) / server.days for server in self.servers)

    @property
    def inside_a_pause(self) -> int:
        """Requests that a server had asked not to make."""
        return sum(begin < at < end for server in self.servers for begin, end in server.pauses for at in server.asked)

    def median_late(self, least: timedelta, most: timedelta) -> tuple[int, timedelta, timedelta]:
        """Of the feeds with such gaps: their number, the median lateness of an article, its largest allowed value.

        That is half of the feed's own interval, which is its gap, and not less than the timer's.
        """
        chosen = [server for server in self.servers if least <= server.gap < most and self.late.get(server.number)]
        medians = [sorted(self.late[server.number])[len(self.late[server.number]) // 2] for server in chosen]
        halves = [server.interval / 2 for server in chosen]
        middle = len(chosen) // 2
        return (len(chosen), sorted(medians)[middle], sorted(halves)[middle]) if chosen else (0, timedelta(), timedelta())

    @property
    def lateness(self) -> float:
        """The median lateness of an article, in parts of its feed's own interval: the gap, or the shortest interval."""
        return statistics.median(late / self.servers[number].interval for number, each in self.late.items() for late in each)


def month(feeds: int, days: int) -> Month:
    """A timer asks what is due, for so many days."""
    servers = [Server(number, gap_of((number + 0.5) / feeds), days) for number in range(feeds)]
    outcome = Month(servers)
    known = [new_feed(number) for number in range(feeds)]
    queue = [(START + random.Random(number).random() * TIMER, number) for number in range(feeds)]
    heapq.heapify(queue)
    while queue and queue[0][0] < START + days * DAY:
        due, number = heapq.heappop(queue)
        # The timer's next stroke; feeds of one stroke do not wait for each other.
        at = START + -(-(due - START) // TIMER) * TIMER
        feed, server = known[number], servers[number]
        document, parsed = server.answer(feed, at)
        if isinstance(document, Document) and feed.fetched_at is not None:
            fresh = server.published(feed.fetched_at, at)
            outcome.late.setdefault(number, []).extend(at - moment for moment in fresh)
        known[number] = feed = stored(feed, next_state(feed, document, parsed, now=at))
        if feed.next_fetch_at is not None:
            heapq.heappush(queue, (max(feed.next_fetch_at, at + MINUTE), number))
    return outcome


@dataclass
class Visits:
    """What ten `latest` a day were like."""

    waits: list[float]
    never_refreshed: int
    oldest: timedelta


def visits(feeds: int, days: int, *, seconds: float, with_refresh: bool) -> Visits:
    """A reader looks ten times a day; `with_refresh` a timer refreshes once a night. 3 % are dead, 5 % take 4 s, 5 % 2 s."""
    lots = random.Random(1)
    latencies = [4.0 if number % 20 == 3 else 2.0 if number % 20 == 7 else 0.15 for number in range(feeds)]
    servers = [
        Server(number, gap_of((number * 7 % feeds + 0.5) / feeds), days, latency=latencies[number], is_dead=number % 33 == 5)
        for number in range(feeds)
    ]
    known = [new_feed(number) for number in range(feeds)]
    refreshed: dict[int, datetime] = {}
    waits: list[float] = []
    for at, is_listing in _moments(days, lots, with_refresh=with_refresh):
        due = [feed for feed in known if feed.next_fetch_at is None or feed.next_fetch_at <= at]
        takes = {
            feed.id: 99.0 if servers[feed.id].is_dead else servers[feed.id].latency * lots.lognormvariate(0, 0.5) for feed in due
        }
        awaited = {feed.id for feed in due if will_be_awaited(feed, seconds=seconds, now=at)} if is_listing else set(takes)
        patience = seconds if is_listing else 20.0
        waited = min(patience, max((takes[number] for number in awaited), default=0.0))
        if is_listing:
            if awaited and len(takes) > len(awaited):
                waited = min(patience, max(waited, 0.5))
            waits.append(waited)
        if is_listing and not awaited:
            continue
        for feed in due:
            if takes[feed.id] <= waited and not servers[feed.id].is_dead:
                document, parsed = servers[feed.id].answer(feed, at)
                if isinstance(document, Document):
                    refreshed[feed.id] = at
                    document = replace(document, seconds=takes[feed.id])
                known[feed.id] = stored(feed, next_state(feed, document, parsed, now=at))
            elif not is_listing:
                known[feed.id] = stored(feed, next_state(feed, FetchError(clean_line("late"), kind="timeout"), None, now=at))
            elif feed.id in awaited:
                known[feed.id] = stored(feed, cut_state(feed, now=at, seconds=seconds))
    alive = [server.number for server in servers if not server.is_dead]
    end = START + days * DAY
    oldest = max((end - refreshed[number] for number in alive if number in refreshed), default=timedelta())
    return Visits(waits, sum(number not in refreshed for number in alive), oldest)


def _moments(days: int, lots: random.Random, *, with_refresh: bool) -> Iterator[tuple[datetime, bool]]:
    for day in range(days):
        if with_refresh:
            yield START + day * DAY + 4 * HOUR, False
        yield from ((at, True) for at in sorted(START + day * DAY + HOUR * lots.uniform(7, 23) for _ in range(10)))


CLASSES: Final[tuple[tuple[str, timedelta, timedelta], ...]] = (
    ("under 15 minutes", timedelta(), 15 * MINUTE),
    ("15 minutes - 2 hours", 15 * MINUTE, 2 * HOUR),
    ("2 hours - a day", 2 * HOUR, DAY),
    ("a day - a week", DAY, 7 * DAY),
    ("above a week", 7 * DAY, 1_000 * DAY),
)


def main(words: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="a month of asking feeds, without a network")
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--days", type=int, default=30)
    options = parser.parse_args(words)
    asked = month(options.feeds, options.days)
    print(f"{options.feeds} feeds, {options.days} days, a timer every minute\n")
    print(f"{'gap between articles':<22}{'feeds':>6}{'requests a day':>16}{'median lateness':>18}{'half of its interval':>22}")
    for name, least, most in CLASSES:
        chosen = [server for server in asked.servers if least <= server.gap < most]
        rate = statistics.mean(len(server.asked) / server.days for server in chosen)
        _, late, half = asked.median_late(least, most)
        print(f"{name:<22}{len(chosen):>6}{rate:>16.1f}{_words(late):>18}{_words(half):>22}")
    print(f"\nrequests a feed a day {asked.requests_a_day:.1f} (promised <= 20); requests inside a Retry-After"
          f" {asked.inside_a_pause} (promised 0)\nmedian lateness of an article {asked.lateness:.2f} of its feed's own interval"
          " (promised <= 0.5)")  # fmt: skip
    looked = {name: visits(200, options.days, seconds=3.0, with_refresh=name) for name in (False, True)}
    print("\nten `latest` a day over 200 feeds: 3 % dead, 5 % take 4 s, 5 % take 2 s, --wait 3\n")
    print(f"{'':<24}{'first headline p50':>20}{'p95':>8}{'never refreshed':>17}{'longest ago':>13}")
    for with_refresh, each in looked.items():
        p95 = statistics.quantiles(each.waits, n=20)[-1]
        name = "and a refresh a night" if with_refresh else "alone"
        print(
            f"{name:<24}{statistics.median(each.waits):>18.1f} s{p95:>6.1f} s{each.never_refreshed:>17}{_words(each.oldest):>13}"
        )
    broken = asked.requests_a_day > 20 or asked.lateness > 0.5 or asked.inside_a_pause or looked[True].never_refreshed
    return 1 if broken else 0


def _words(span: timedelta) -> str:
    minutes = span / MINUTE
    return f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h" if minutes < 48 * 60 else f"{minutes / 1440:.1f} d"


if __name__ == "__main__":
    sys.exit(main())
