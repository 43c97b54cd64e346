"""A feed's document: parsed, compared with what is stored, and stored."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from newscli.decide import Stored, identify, name_feed, plan_feed
from newscli.models.changes import Applied
from newscli.models.document import Document
from newscli.models.feed import Feed, FeedKind, FetchState
from newscli.models.parsed import ParsedFeed
from newscli.text import format_line

if TYPE_CHECKING:
    from newscli.store import Store

ENTRIES_LIMIT: Final = 5_000
"""New entries that one document may bring at once: they are stored in one transaction, during which others wait.
100,000 took more than a minute."""


def parse_feed_document(document: Document, *, kind: FeedKind, known: frozenset[bytes], now: datetime) -> ParsedFeed:
    """The feed, or the headline cards of a section page, in `document`; entries of the hashes `known` are passed over.

    Raises ParseError. Touches nothing else, so that it can run in another process.
    """
    if kind == "page":
        from newscli.parse.section import parse_section

        return parse_section(document.body, document.url, now=now)
    from newscli.parse.feed import parse_feed

    return _bounded(
        parse_feed(document.body, document.url, document.content_type, headers=document.headers, now=now, known=known)
    )


def _bounded(parsed: ParsedFeed) -> ParsedFeed:
    """At most `ENTRIES_LIMIT` new entries, the latest by their dates, else the first; a later fetch brings the others."""
    entries = parsed.articles
    if len(entries) <= ENTRIES_LIMIT:
        return parsed
    ages = [-(entry.published.instant.timestamp() if entry.published else 0.0) for entry in entries]
    kept = sorted(sorted(range(len(entries)), key=ages.__getitem__)[:ENTRIES_LIMIT])
    warning = format_line("{} entries at once, of which the latest {} were taken", len(entries), ENTRIES_LIMIT)
    return replace(parsed, articles=tuple(entries[at] for at in kept), warnings=(*parsed.warnings, warning))


def store_feed(store: "Store", feed: Feed, parsed: ParsedFeed, state: FetchState, *, now: datetime, first_unread: int) -> Applied:
    """Store what `parsed` brings to `feed`, and the state of its fetching, in one transaction."""
    identified = identify(parsed)
    entries = store.feeds.known_entries(feed.id, [key for item in identified for key, _ in item.keys])
    articles = store.articles.ids_by_url_keys([item.url_key for item in identified if item.url_key])
    stored = Stored(entries=entries, articles=articles, titles=store.feeds.listed_titles(feed.id, articles.values()))
    plan = plan_feed(feed, parsed, identified, stored, now=now, first_unread=first_unread)
    return store.articles.apply_feed(feed.id, plan, name_feed(feed, parsed, state), at=now)
