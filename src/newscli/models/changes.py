"""What `decide` wants done and `store` does: intents, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newscli.models.article import Origin
from newscli.models.body import Body
from newscli.models.parsed import Completeness, Enclosure, ParsedItem, Stamp
from newscli.text import SafeBlock, SafeLine
from newscli.urls import WebUrl

KeyKind = Literal["id", "link", "hash"]
UrlKind = Literal["link", "final", "canonical", "amp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What a publisher said of an article, ready to be stored."""

    url: WebUrl | None
    url_keys: tuple[tuple[str, UrlKind], ...]
    """Addresses that are its identity; empty where none may be (see `decide`)."""
    uid_source: str
    """What its uid is hashed from: an address key, or feed and entry key."""
    title: SafeLine
    authors: tuple[SafeLine, ...]
    outlet_name: SafeLine | None
    outlet_host: SafeLine | None
    published: Stamp | None
    updated: Stamp | None
    language: SafeLine | None
    image: WebUrl | None
    views: int | None
    summary: SafeBlock | None
    topics: tuple[SafeLine, ...]
    enclosures: tuple[Enclosure, ...]
    body: Body | None
    completeness: Completeness
    extractor: SafeLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry as stored: what `decide` compares with."""

    entry_key: str
    article_id: int
    raw_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry this feed did not have. `article_id` is set where its address is already stored."""

    entry_key: str
    key_kind: KeyKind
    raw_hash: bytes
    article_id: int | None
    facts: ArticleFacts
    sort_at: datetime
    unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntry:
    """An entry whose content is not what was stored: the same article with new facts; its place does not change."""

    entry_key: str
    raw_hash: bytes
    article_id: int
    facts: ArticleFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """All that one fetched feed changes; applied in one transaction."""

    new: tuple[NewEntry, ...] = ()
    """In the order in which ids are to be given: oldest first."""
    changed: tuple[ChangedEntry, ...] = ()
    still_listed: tuple[str, ...] = ()
    """Keys of entries that the feed lists as before."""
    unchanged: tuple[bytes, ...] = ()
    """Raw hashes of entries that the feed lists as before, where they were known by these and not parsed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """What a fetched page changes for one article; applied in one transaction."""

    article_id: int | None
    """None stores a new article with `origin`."""
    merged: tuple[int, ...] = ()
    """Articles that proved to be this one: merged into it, and their ids go on working."""
    facts: ArticleFacts
    origin: Origin
    sort_at: datetime
    source: Literal["page", "file"]
    show_page: bool
    """Whether the page's text is shown rather than the feed's."""
    links: tuple[tuple[Literal["related", "trending", "sponsored"], ParsedItem], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What applying a plan did; ids of new and changed articles, newest first."""

    new_ids: tuple[int, ...] = ()
    changed_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A change of the reader's that was taken back."""

    what: SafeLine
    """What had been done, to which thing: `edit of BBC World (bbc-world)`, `marking 3 articles read`."""
    made_at: datetime
