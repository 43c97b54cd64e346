"""A store in memory, as small as `decide` needs one: what a plan says is remembered, and asked for at the next fetch."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Final

from newscli.decide import Stored, identify, plan_feed
from newscli.models.article import Article
from newscli.models.body import body_from_text
from newscli.models.changes import FeedPlan, KnownEntry
from newscli.models.feed import Feed
from newscli.models.parsed import ParsedEntry, ParsedFeed, Precision, Stamp
from newscli.text import SafeLine, clean_block, clean_line
from newscli.urls import WebUrl, require_web_url

NOW: Final = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
SITE: Final = require_web_url("https://site.example/")


def entry(
    title: str,
    *,
    link: str | None = None,
    guid: str | None = None,
    at: datetime | None = None,
    precision: Precision = "minute",
    summary: str = "",
) -> ParsedEntry:
    """An entry as a feed lists it; `link` is a path on its site, or an address."""
    url = require_web_url(link if "://" in link else f"https://site.example/{link}") if link else None
    words = repr((title, link, guid, at, summary))
    return ParsedEntry(
        guid=clean_line(guid) if guid else None,
        url=url,
        title=clean_line(title),
        published=stamp(at, precision) if at else None,
        summary=clean_block(summary) or None,
        raw_hash=blake2b(words.encode(), digest_size=16).digest(),
    )


def stamp(at: datetime, precision: Precision = "minute") -> Stamp:
    """A printed time."""
    return Stamp(at=at, precision=precision, zone="stated", text=clean_line(str(at)), source=clean_line("rss:pubDate"))


def document(*entries: ParsedEntry) -> ParsedFeed:
    """A feed that lists `entries` in that order."""
    return ParsedFeed(title=clean_line("The Site"), site_url=SITE, language=clean_line("en"), articles=entries)


def full(title: str, words: int) -> ParsedEntry:
    """An entry that carries a text of so many words."""
    return ParsedEntry(guid=clean_line(title), url=SITE, title=clean_line(title), body=body_from_text("word " * words))


@dataclass
class Shelf:
    """One feed's entries, and the articles behind them, after each fetch."""

    fetched_at: datetime | None = None
    entries: dict[str, KnownEntry] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)
    titles: dict[int, SafeLine] = field(default_factory=dict)
    last_id: int = 0

    @property
    def feed(self) -> Feed:
        """The feed's row as it is now."""
        return feed(fetched_at=self.fetched_at)

    def fetch(self, *entries: ParsedEntry, now: datetime = NOW, first_unread: int = 50) -> FeedPlan:
        """Decide about a document that lists `entries`, and remember what was decided."""
        parsed = document(*entries)
        stored = Stored(entries=dict(self.entries), articles=dict(self.addresses), titles=dict(self.titles))
        plan = plan_feed(self.feed, parsed, identify(parsed), stored, now=now, first_unread=first_unread)
        self._remember(plan)
        self.fetched_at = now
        return plan

    def _remember(self, plan: FeedPlan) -> None:
        for new in plan.new:
            shared = [self.addresses[key] for key, _ in new.facts.url_keys if key in self.addresses]
            number = new.article_id or (shared[0] if shared else self.last_id + 1)
            self.last_id = max(self.last_id, number)
            self.entries[new.entry_key] = KnownEntry(entry_key=new.entry_key, article_id=number, raw_hash=new.raw_hash)
            self.addresses |= {key: number for key, _ in new.facts.url_keys}
            self.titles[number] = new.facts.title
        for changed in plan.changed:
            self.entries[changed.entry_key] = KnownEntry(
                entry_key=changed.entry_key, article_id=changed.article_id, raw_hash=changed.raw_hash
            )
            self.titles[changed.article_id] = changed.facts.title

    def article(self, title: str) -> int:
        """The id of the one article that has this title."""
        (number,) = [number for number, known in self.titles.items() if known == title]
        return number


def feed(*, fetched_at: datetime | None = None, url: WebUrl = SITE) -> Feed:
    """A followed feed."""
    return Feed(
        id=1, slug=clean_line("site"), url=url, title=clean_line("The Site"), site_url=SITE, kind="feed", language=None, tags=(),
        unread=0, total=0, added_at=NOW, fetched_at=fetched_at, attempted_at=fetched_at, next_fetch_at=None, health="ok",
        health_since=None, error=None, failures=0, etag=None, last_modified=None, body_hash=None, latency=None,
    )  # fmt: skip


def stored(
    number: int, title: str, at: datetime | None = NOW, *, precision: Precision = "second", source: str = "rss:pubDate"
) -> Article:
    """An article as the store has it."""
    return Article(
        id=number, url=require_web_url(f"{SITE}2025/summit"), title=clean_line(title), authors=(), outlet=None,
        published_at=at, published_text=None, published_source=clean_line(source) if at else None, published_precision=precision,
        updated_at=None, arrived_at=NOW, sort_at=NOW, feed=None, feeds=(), topics=(), tags=(), language=None, summary=None,
        is_read=False, is_seen=False, is_starred=False, image=None, views=None, characters=0, reading_minutes=0, origin="feed",
        completeness="teaser",
    )  # fmt: skip
