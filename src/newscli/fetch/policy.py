"""When to ask a feed again and what to think of it meanwhile. Pure: old state, outcome and now give the new state.

The table and its reasons stand in docs/internals/fetch.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from newscli.errors import FetchError, NewscliError
from newscli.fetch.freshness import freshness, pause_asked
from newscli.fetch.pace import DAY, HOUR, MINUTE, after_skips, pack_skips, update_pace, usual_interval
from newscli.models.document import Document, Request
from newscli.models.feed import Feed, FetchState, Health
from newscli.text import SafeLine
from newscli.urls import WebUrl, outlet_host

if TYPE_CHECKING:  # 5 ms that fetching alone does not need
    from newscli.models.parsed import ParsedFeed

FIRST_RETRY: Final = 15 * MINUTE
"""After one failure; doubled with each further one."""
WALL_RETRY: Final = 6 * HOUR
"""After a first refusal by a wall: no fault that mends itself, but some walls only have a bad day."""
THROTTLED_PAUSE: Final = 1 * HOUR
"""After a 429 that states no pause; doubled with each further one."""
LONGEST_RETRY: Final = 1 * DAY
"""A feed that fails is still asked once a day: that harms nobody, and some come back after weeks."""
MOVED_AFTER: Final = timedelta(days=3)
"""For so long a permanent redirect must have led to the same address, without an answer to the contrary."""
VALIDATORS_LAST: Final = timedelta(days=14)
"""After so long without a full answer the validators are left out once: a server stuck on 304 would never be noticed."""
VALIDATOR_LIMIT: Final = 1_000
"""Characters of a validator that is kept; longer ones come back as 400 or 431."""
SILENT_AFTER: Final = timedelta(days=180)
"""Without anything new a feed that answers counts as silent."""


def feed_request(feed: Feed, *, now: datetime) -> Request:
    """What to ask of `feed`, with its validators unless it is time for a full answer."""
    is_full_time = feed.validators_since is not None and now - feed.validators_since >= VALIDATORS_LAST
    return Request(
        key=feed.id,
        url=feed.url,
        wants=feed.kind,
        etag=None if is_full_time else feed.etag,
        last_modified=None if is_full_time else feed.last_modified,
    )


def next_state(feed: Feed, outcome: Document | NewscliError, parsed: "ParsedFeed | None", *, now: datetime) -> FetchState:
    """The state of `feed` after an attempt.

    `parsed` is what the document brought, its entries being those that were not known; None for a 304, for the same bytes as last
    time, and for a failure.
    """
    if isinstance(outcome, Document):
        return _answered(feed, outcome, parsed, now)
    return _failed(feed, outcome, now)


def cut_state(feed: Feed, *, now: datetime, seconds: float) -> FetchState:
    """The state after an attempt that the reader's own impatience ended after `seconds`: it is due at once, and no failure.

    All that is learnt is that it takes longer; how much, nobody knows: twice as long is assumed.
    """
    latency = _average(feed.latency, 2 * seconds)
    known = replace(_unchanged(feed, now), next_fetch_at=now, cut_at=now, latency=latency)
    return replace(known, error=feed.error, health=feed.health, failures=feed.failures)


def will_be_awaited(feed: Feed, *, seconds: float, now: datetime) -> bool:
    """Whether a listing that waits at most `seconds` waits for this due feed: it is healthy, and usually quick enough.

    Those that failed, were cut the last time, or usually take more than two thirds of the time are asked along, and are the
    next `refresh`'s. Once a day each that did not fail is waited for all the same: there may be no other refresh.
    """
    if feed.failures:
        return False
    if feed.attempted_at is None or now - feed.attempted_at >= timedelta(days=1):
        return True
    return feed.cut_at is None and 1.5 * (feed.latency or 0.0) < seconds


def paused_hosts(feeds: Iterable[Feed], noted: Mapping[SafeLine, datetime], *, now: datetime) -> dict[SafeLine, datetime]:
    """The registrable hosts whose pause is not over, and until when; even a feed asked for by name respects it.

    `noted` are the pauses that `page_pause` gave, so far as they are not over.
    """
    pauses = dict(noted)
    for feed in feeds:
        if feed.health == "throttled" and feed.next_fetch_at is not None and feed.next_fetch_at > now:
            host = outlet_host(feed.url)
            pauses[host] = max(feed.next_fetch_at, pauses.get(host, now))
    return pauses


def page_pause(error: FetchError, *, now: datetime) -> datetime | None:
    """Until when the host of a page that was refused so is not asked; None where it asked for no pause."""
    if error.kind != "status" or error.is_wall or error.status not in (429, 503):
        return None
    asked = pause_asked(error.retry_after, now=now)
    if asked is None and error.status != 429:
        return None
    return now + timedelta(seconds=asked or THROTTLED_PAUSE)


def _answered(feed: Feed, document: Document, parsed: "ParsedFeed | None", now: datetime) -> FetchState:
    pace = update_pace(feed, parsed, now=now)
    skips = pack_skips(parsed.rhythm) if parsed is not None else feed.skips
    ttl = (parsed.rhythm.ttl if parsed.rhythm else None) if parsed is not None else feed.ttl
    own = (feed.rhythm or usual_interval(pace, now=now)) * (1.0 - 0.1 * _lot(feed, now))
    wait = max(own, min(float(ttl or 0), DAY), freshness(document.headers, now=now))
    etag, last_modified, validators_since = _validators(feed, document, now)
    moved = _moved(feed, document, now)
    is_silent = pace.changed_at is not None and now - pace.changed_at > SILENT_AFTER
    return FetchState(
        attempted_at=now,
        fetched_at=now,
        next_fetch_at=after_skips(now + timedelta(seconds=wait), skips),
        health="moved" if moved.to else "silent" if is_silent else "ok",
        error=None,
        failures=0,
        etag=etag,
        last_modified=last_modified,
        body_hash=hash_body(document.body) if document.status != 304 and parsed is not None else feed.body_hash,
        latency=_average(feed.latency, document.seconds),
        gap=pace.gap,
        changed_at=pace.changed_at,
        ttl=ttl,
        skips=skips,
        moved_to=moved.to,
        moved_since=moved.since,
        validators_since=validators_since,
        url=moved.adopted,
    )


def _validators(feed: Feed, document: Document, now: datetime) -> tuple[str | None, str | None, datetime | None]:
    """ETag, Last-Modified, and since when they hold; kept exactly as sent.

    A 304 may bring newer ones; a full answer replaces them, also by none.
    """
    etag, modified = _validator(document, "etag"), _validator(document, "last-modified")
    if document.status == 304:
        return etag or feed.etag, modified or feed.last_modified, feed.validators_since
    return etag, modified, now


class _Moved(NamedTuple):
    """Where a feed has moved to, so far as that is believed."""

    to: WebUrl | None = None
    since: datetime | None = None
    adopted: WebUrl | None = None


def _moved(feed: Feed, document: Document, now: datetime) -> _Moved:
    """The new address that permanent redirects lead to, adopted once it has proved itself.

    Never one that would lose a password of the reader's, or the protection of https.
    """
    target = document.permanent_url
    if target is None or target == feed.url or not _is_adoptable(feed.url, target):
        return _Moved()
    if target != feed.moved_to or feed.moved_since is None:
        return _Moved(target, now)
    return _Moved(target, feed.moved_since) if now - feed.moved_since < MOVED_AFTER else _Moved(adopted=target)


def _is_adoptable(url: WebUrl, target: WebUrl) -> bool:
    return "@" not in url and not (url.startswith("https:") and target.startswith("http:"))


def _failed(feed: Feed, error: NewscliError, now: datetime) -> FetchState:
    failures = feed.failures + 1
    health: Health = "failing"
    wait: float | None = _doubled(FIRST_RETRY, failures)
    if isinstance(error, FetchError):
        asked = pause_asked(error.retry_after, now=now)
        if error.kind == "throttled" or (error.status == 429 and not error.is_wall):
            health, wait = "throttled", asked or _doubled(THROTTLED_PAUSE, failures)
        elif error.status == 410:
            health, wait = "gone", None
        elif error.is_wall:
            health, wait = "walled", max(_doubled(WALL_RETRY, failures), asked or 0.0)
        elif asked is not None:
            wait = max(_doubled(FIRST_RETRY, failures), asked)
        if error.kind == "throttled":
            failures = feed.failures  # it was not asked
    next_fetch_at = None if wait is None else now + timedelta(seconds=wait * (1.0 + 0.1 * _lot(feed, now)))
    state = replace(_unchanged(feed, now), health=health, error=error.message, failures=failures, next_fetch_at=next_fetch_at)
    # What came instead of a feed speaks against the address that led there: its days begin anew.
    return state if isinstance(error, FetchError) else replace(state, moved_to=None, moved_since=None)


def _unchanged(feed: Feed, now: datetime) -> FetchState:
    """An attempt that taught nothing: what the feed's memory holds goes on."""
    return FetchState(
        attempted_at=now,
        fetched_at=None,
        next_fetch_at=None,
        health="ok",
        error=None,
        failures=0,
        etag=feed.etag,
        last_modified=feed.last_modified,
        body_hash=feed.body_hash,
        latency=feed.latency,
        gap=feed.gap,
        changed_at=feed.changed_at,
        ttl=feed.ttl,
        skips=feed.skips,
        moved_to=feed.moved_to,
        moved_since=feed.moved_since,
        validators_since=feed.validators_since,
    )


def hash_body(body: bytes) -> bytes:
    """16 bytes of BLAKE2b: equal bytes as last time are not parsed again."""
    from hashlib import blake2b

    return blake2b(body, digest_size=16).digest()


def _validator(document: Document, name: str) -> str | None:
    value = document.headers.get(name)
    return value if value and len(value) <= VALIDATOR_LIMIT else None


def _average(usual: float | None, seconds: float) -> float:
    return seconds if usual is None else 0.7 * usual + 0.3 * seconds


def _doubled(first: float, failures: int) -> float:
    return min(first * 2.0 ** min(failures - 1, 20), LONGEST_RETRY)


def _lot(feed: Feed, now: datetime) -> float:
    """From 0 to 1, the same for the same feed and moment: spreads feeds that were asked together, and tests can foretell it."""
    return crc32(f"{feed.id} {now.timestamp():.3f}".encode()) / 2**32
