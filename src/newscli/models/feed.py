"""Followed feeds as stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from newscli.text import SafeLine
from newscli.urls import WebUrl

FeedKind = Literal["feed", "page"]
Health = Literal["ok", "moved", "gone", "failing", "throttled", "walled", "silent", "never"]
UNWELL: Final[frozenset[Health]] = frozenset(("gone", "failing", "throttled", "walled"))
"""Of these nothing comes at present; one that moved or is silent answers as it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A followed feed with its counters and its state of fetching. Times are UTC."""

    id: int
    slug: SafeLine
    url: WebUrl
    title: SafeLine
    site_url: WebUrl | None
    kind: FeedKind
    language: SafeLine | None
    tags: tuple[SafeLine, ...]
    unread: int
    total: int
    added_at: datetime
    fetched_at: datetime | None
    """The last answer that was understood (200 or 304)."""
    attempted_at: datetime | None
    next_fetch_at: datetime | None
    health: Health
    health_since: datetime | None
    error: SafeLine | None
    failures: int
    """Failed attempts in a row."""
    etag: str | None
    """Kept exactly as sent: it goes back to its server only, never to a terminal."""
    last_modified: str | None
    body_hash: bytes | None
    """Of the last body that was read to its end."""
    latency: float | None
    """Seconds: a moving average of what answers took."""
    gap: float | None = None
    """Seconds between two new entries: a moving average, the feed's own rhythm."""
    changed_at: datetime | None = None
    """When the feed last brought something new."""
    ttl: int | None = None
    """Seconds that the feed asks to leave between two requests."""
    skips: int = 0
    """Hours (bits 0 to 23, UTC) and days (bits 24, Monday, to 30) at which the feed asks not to be read."""
    moved_to: WebUrl | None = None
    """Where permanent redirects have led since `moved_since`, until it is believed."""
    moved_since: datetime | None = None
    validators_since: datetime | None = None
    """The last full answer: after some time the validators are left out once."""
    rhythm: int | None = None
    """Seconds between two requests by the reader's own word; None: the feed's own pace."""
    full_text: bool | None = None
    """Whether the pages of new articles are fetched along with the feed; None: as the configuration says."""
    cut_at: datetime | None = None
    """When the last attempt was cut short because the reader would not wait; None if it came to its end."""

    @property
    def is_unwell(self) -> bool:
        """Whether nothing comes from it at present."""
        return self.health in UNWELL


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed about to be followed."""

    url: WebUrl
    title: SafeLine
    slug: SafeLine
    site_url: WebUrl | None = None
    kind: FeedKind = "feed"
    language: SafeLine | None = None
    tags: tuple[SafeLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEdit:
    """What a reader changes of a feed; None leaves a thing as it is."""

    title: SafeLine | None = None
    """Empty: the publisher's."""
    slug: SafeLine | None = None
    tags: tuple[SafeLine, ...] | None = None
    rhythm: int | None = None
    """Seconds between two requests; 0: the feed's own pace."""
    full_text: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What one attempt changes in a feed's row."""

    attempted_at: datetime
    fetched_at: datetime | None
    """None where the attempt failed: the old value stays."""
    next_fetch_at: datetime | None
    health: Health
    error: SafeLine | None
    failures: int
    etag: str | None
    last_modified: str | None
    body_hash: bytes | None
    latency: float | None
    gap: float | None = None
    """This and the next seven replace the feed's values, also by None."""
    changed_at: datetime | None = None
    ttl: int | None = None
    skips: int = 0
    moved_to: WebUrl | None = None
    moved_since: datetime | None = None
    validators_since: datetime | None = None
    cut_at: datetime | None = None
    url: WebUrl | None = None
    """A new address, once a permanent redirect has proved itself; None leaves the old one."""
    title: SafeLine | None = None
    site_url: WebUrl | None = None
    language: SafeLine | None = None
