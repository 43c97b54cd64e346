"""Articles as stored and as listed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newscli.models.headline import Headline
from newscli.models.parsed import GUESS
from newscli.text import SafeBlock, SafeLine
from newscli.urls import WebUrl

Origin = Literal["feed", "page", "file", "url"]
"""How an article came to be known: a feed's entry, a page's related item, a file, an address that was read."""


@dataclass(frozen=True, slots=True)
class FeedLabel:
    """A feed as an article names it."""

    slug: SafeLine
    title: SafeLine
    url: WebUrl


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes."""

    name: SafeLine
    host: SafeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """All that is known of an article but its text: the keys of `--json`. Times are UTC."""

    id: int
    url: WebUrl | None
    title: SafeLine
    authors: tuple[SafeLine, ...]
    outlet: Outlet | None
    published_at: datetime | None
    published_text: SafeLine | None
    published_precision: Literal["day", "minute", "second"] | None
    published_source: SafeLine | None
    """What said so, as `Stamp.source`."""
    updated_at: datetime | None
    arrived_at: datetime
    sort_at: datetime
    feed: FeedLabel | None
    feeds: tuple[FeedLabel, ...]
    topics: tuple[SafeLine, ...]
    tags: tuple[SafeLine, ...]
    language: SafeLine | None
    summary: SafeBlock | None
    is_read: bool
    is_seen: bool
    is_starred: bool
    image: WebUrl | None
    views: int | None
    characters: int
    """Of the shown text."""
    reading_minutes: int
    origin: Origin
    completeness: Literal["full", "teaser", "paywalled", "unknown"]

    @property
    def is_date_guessed(self) -> bool:
        """Whether the page does not tell for sure when it was published."""
        return self.published_source == GUESS


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A stored related, trending or sponsored item; `id` once it has one."""

    id: int | None
    kind: Literal["related", "trending", "sponsored"]
    list_no: int
    position: int
    title: SafeLine
    url: WebUrl | None
    published_at: datetime | None
    is_day: bool
    date_text: SafeLine | None
    teaser: SafeLine | None
    section: SafeLine | None
    is_read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """An article that a search found; `highlights` are (start, end) in code points of `snippet`."""

    headline: Headline
    score: float
    """Higher is better."""
    snippet: SafeLine
    highlights: tuple[tuple[int, int], ...]
