"""What a publisher said, as the parsers understood it: cleaned, with the publisher's own times; nothing of ours."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from newscli.models.body import EMPTY, Body, body_html, body_text
from newscli.text import SafeBlock, SafeLine, clean_line
from newscli.urls import WebUrl

Precision = Literal["day", "minute", "second"]
Zone = Literal["stated", "document", "assumed"]
"""Where a time's zone came from: beside it, from elsewhere in the document, or UTC for want of any."""
Completeness = Literal["full", "teaser", "paywalled", "unknown"]
LinkKind = Literal["related", "trending", "sponsored"]
Fact = Literal["title", "authors", "published", "updated", "topics", "language", "image", "views", "summary", "outlet"]

GOES_ON: Final = clean_line("the article goes on: this is one of several pages")
"""The warning on a page whose further pages were not read."""


GUESS: Final = clean_line("guess")
"""The source of a date that a page does not tell for sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time as published: `at` is aware, in the publisher's own offset; a day is that day's midnight there."""

    at: datetime
    precision: Precision
    zone: Zone
    text: SafeLine
    source: SafeLine
    """What said so: "rss:pubDate", "json-ld", "byline" ...; `GUESS` for a date that a page does not tell for sure."""

    @property
    def instant(self) -> datetime:
        """The time to store and to sort by, in UTC; a day is that date's midnight UTC, so that no zone shifts it."""
        return self.at.replace(tzinfo=UTC) if self.precision == "day" else self.at.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with an entry: audio, video, an image."""

    url: WebUrl
    type: SafeLine | None = None
    length: int | None = None
    """Bytes, as stated."""
    title: SafeLine | None = None
    duration: int | None = None
    """Seconds, as stated (itunes:duration, Media RSS, JSON Feed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEntry:
    """One entry of a feed."""

    guid: SafeLine | None
    url: WebUrl | None
    title: SafeLine
    authors: tuple[SafeLine, ...] = ()
    published: Stamp | None = None
    updated: Stamp | None = None
    summary: SafeBlock | None = None
    """Plain text."""
    body: Body | None = None
    topics: tuple[SafeLine, ...] = ()
    language: SafeLine | None = None
    image: WebUrl | None = None
    enclosures: tuple[Enclosure, ...] = ()
    source_name: SafeLine | None = None
    """RSS <source>, Atom source/title: who wrote it, where the feed only collects."""
    source_url: WebUrl | None = None
    raw_hash: bytes = b""
    """16 bytes of BLAKE2b over the entry as it stood in the feed: equal means nothing to do."""
    is_cut: bool = False
    """Whether the document broke off within it: there was more."""

    @property
    def published_at(self) -> datetime | None:
        """The publisher's time, in its own offset."""
        return self.published.at if self.published else None

    @property
    def updated_at(self) -> datetime | None:
        """The publisher's time of the last change, in its own offset."""
        return self.updated.at if self.updated else None

    @property
    def html(self) -> SafeBlock | None:
        """The text as clean HTML."""
        return body_html(self.body) if self.body else None

    @property
    def text(self) -> SafeBlock | None:
        """The text as plain paragraphs."""
        return body_text(self.body) if self.body else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a feed asks to be read; seconds, hours 0-23 UTC, days as "monday"."""

    ttl: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document; `articles` in document order. `unchanged` counts entries that `known` hashes let it pass over."""

    title: SafeLine | None
    site_url: WebUrl | None
    language: SafeLine | None
    articles: tuple[ParsedEntry, ...]
    warnings: tuple[SafeLine, ...] = ()
    self_url: WebUrl | None = None
    hub_url: WebUrl | None = None
    rhythm: Rhythm | None = None
    format: SafeLine | None = None
    """ "rss20", "atom10", "json11" ... as the parser calls it."""
    unchanged: tuple[bytes, ...] = ()
    """Raw hashes of entries that were known and not parsed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedItem:
    """One item of a page's related, trending or sponsored lists."""

    title: SafeLine
    url: WebUrl | None
    published: Stamp | None = None
    date_text: SafeLine | None = None
    """The date as printed."""
    teaser: SafeLine | None = None
    section: SafeLine | None = None
    """The heading of the item's own list, as printed."""
    list_no: int = 0
    position: int = 0
    """From 1 inside its kind."""

    @property
    def published_at(self) -> datetime | None:
        """The printed date as a time, in the publisher's offset."""
        return self.published.at if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a fact of a page was taken from."""

    fact: Fact
    sources: tuple[SafeLine, ...]
    """Who says so, the best first: "json-ld", "meta:article:published_time", "heading" ... (docs/internals/pages.md)."""
    chance: float | None = None
    """How likely it is, from 0 to 1, where candidates were weighed against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """An article page: the text, its facts, and what the page offers to read next."""

    title: SafeLine
    url: WebUrl | None
    """The page's canonical address if it states one that is its own, else where it was read."""
    authors: tuple[SafeLine, ...] = ()
    published: Stamp | None = None
    updated: Stamp | None = None
    body: Body = EMPTY
    summary: SafeBlock | None = None
    topics: tuple[SafeLine, ...] = ()
    views: int | None = None
    language: SafeLine | None = None
    image: WebUrl | None = None
    outlet_name: SafeLine | None = None
    amp_url: WebUrl | None = None
    is_amp: bool = False
    """Whether this page is the AMP copy of another."""
    next_url: WebUrl | None = None
    """Where the article goes on, if this is one of several pages."""
    completeness: Completeness = "unknown"
    extractor: SafeLine | None = None
    related: tuple[ParsedItem, ...] = ()
    trending: tuple[ParsedItem, ...] = ()
    sponsored: tuple[ParsedItem, ...] = ()
    warnings: tuple[SafeLine, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What each fact that was found was taken from."""

    @property
    def published_at(self) -> datetime | None:
        """The publisher's time, in its own offset."""
        return self.published.at if self.published else None

    @property
    def published_source(self) -> SafeLine | None:
        """What said so; `GUESS` where that is not sure."""
        return self.published.source if self.published else None

    @property
    def updated_at(self) -> datetime | None:
        """The publisher's time of the last change, in its own offset."""
        return self.updated.at if self.updated else None

    @property
    def published_precision(self) -> Precision | None:
        """How exact `published_at` is."""
        return self.published.precision if self.published else None

    @property
    def text(self) -> SafeBlock:
        """The text as plain paragraphs."""
        return body_text(self.body)

    @property
    def html(self) -> SafeBlock:
        """The text as clean HTML."""
        return body_html(self.body)
