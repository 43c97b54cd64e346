"""The one path of fetch -> parse -> decide -> store, for one feed or one page; when and in what order is not its matter."""

from datetime import datetime
from typing import TYPE_CHECKING

from newscli.decide import Stored, identify, name_feed, plan_feed, plan_page
from newscli.models.article import Article, Origin
from newscli.models.changes import Applied
from newscli.models.document import Document
from newscli.models.feed import Feed, FeedKind, FetchState
from newscli.models.parsed import ParsedArticle, ParsedFeed
from newscli.urls import WebUrl

if TYPE_CHECKING:
    from newscli.store import Store


def parse_feed_document(document: Document, *, kind: FeedKind, known: frozenset[bytes], now: datetime) -> ParsedFeed:
    """The feed, or the headline cards of a section page, in `document`; entries of the hashes `known` are passed over.

    Raises ParseError. Touches nothing else, so that it can run in another process.
    """
    if kind == "page":
        from newscli.parse.section import parse_section

        return parse_section(document.body, document.url, now=now)
    from newscli.parse.feed import parse_feed

    return parse_feed(document.body, document.url, document.content_type, headers=document.headers, now=now, known=known)


def store_feed(store: "Store", feed: Feed, parsed: ParsedFeed, state: FetchState, *, now: datetime, first_unread: int) -> Applied:
    """Store what `parsed` brings to `feed`, and the state of its fetching, in one transaction."""
    identified = identify(parsed)
    entries = store.feeds.known_entries(feed.id, [key for item in identified for key, _ in item.keys])
    articles = store.articles.ids_by_url_keys([item.url_key for item in identified if item.url_key])
    stored = Stored(entries=entries, articles=articles, titles=store.feeds.listed_titles(feed.id, articles.values()))
    plan = plan_feed(feed, parsed, identified, stored, now=now, first_unread=first_unread)
    return store.articles.apply_feed(feed.id, plan, name_feed(feed, parsed, state), at=now)


def parse_page_document(document: Document, *, now: datetime) -> ParsedArticle:
    """The article in `document`. Raises ParseError that names what the document is instead."""
    from newscli.parse.page import parse_page

    return parse_page(document.body, document.url, now=now, content_type=document.content_type)


def store_page(
    store: "Store",
    parsed: ParsedArticle,
    known: Article | None,
    *,
    asked: WebUrl | None,
    final: WebUrl | None,
    origin: Origin,
    now: datetime,
) -> int:
    """Store a page beside what a feed said of the article `known`, or as a new article; returns the article's id."""
    feed_text = next((text for source, _, text in store.articles.texts(known.id) if source == "feed"), "") if known else ""
    plan = plan_page(parsed, known, asked=asked, final=final, feed_text=feed_text, origin=origin, now=now)
    return store.articles.apply_page(plan, at=now)
