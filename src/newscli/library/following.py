"""Follow what stands behind an address: a feed, a site that has one, a section page, or else keep the article there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newscli.errors import FetchError, ParseError
from newscli.fetch import fetch_one
from newscli.fetch.policy import next_state
from newscli.ingest import gather_page, keep_page, parse_feed_document, parse_page_document, store_feed
from newscli.library import Library
from newscli.library.slugs import mint_slug
from newscli.models.changes import Applied
from newscli.models.document import Document, Request
from newscli.models.feed import Feed, FeedEdit, FeedKind, NewFeed
from newscli.models.parsed import ParsedFeed
from newscli.parse.discover import find_feeds, guess_urls
from newscli.parse.sniff import describe, what_is
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, host_of, shown_url, url_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What `add` did with one address: `feed` is followed, or the article `article_id` is kept, or both."""

    feed: Feed | None
    article_id: int | None
    applied: Applied
    requests: int
    is_new: bool
    others: tuple[WebUrl, ...] = ()
    """Other feeds that the site offers."""


@dataclass(slots=True)
class _Visit:
    """The requests made for one address, counted."""

    library: Library
    tags: tuple[SafeLine, ...] = ()
    requests: int = 0
    tried: set[str] = field(default_factory=set)

    def get(self, url: WebUrl, *, page: Document | None = None) -> Document:
        self.requests += 1
        self.tried.add(url_key(url))
        named_by, only_public = (page.url, page.is_public) if page else (None, False)
        request = Request(key=0, url=url, wants="page", named_by=named_by, only_public=only_public)
        with self.library.waiting(url):
            return fetch_one(request, settings=self.library.fetch_settings)

    def feed_at(self, url: WebUrl, *, page: Document) -> tuple[Document, ParsedFeed] | None:
        """The feed at `url`, which `page` offers; None if it was tried before, does not answer, or is none."""
        if url_key(url) in self.tried:
            return None
        try:
            document = self.get(url, page=page)
            return document, self.parse(document, "feed")
        except (FetchError, ParseError):
            return None

    def parse(self, document: Document, kind: FeedKind) -> ParsedFeed:
        return parse_feed_document(document, kind=kind, known=frozenset(), now=self.library.clock())


def follow(library: Library, url: WebUrl, *, as_page: bool = False, tags: Sequence[str] = ()) -> Followed:
    """Follow what is found at `url` and store its first entries; with `as_page` its headline cards, whatever else it offers.

    The feed gets `tags`, also if it was followed before.
    Raises FetchError if the address itself does not answer, ParseError if nothing there can be followed or kept.
    """
    visit = _Visit(library, tags=clean_tags(tags))
    known = library.store.feeds.find(url=url)
    if known is not None:
        return _known(visit, known)
    document = visit.get(url)
    if not as_page and (known := _find_moved(library, document.url)) is not None:
        return _known(visit, known)
    if as_page:
        return _followed(visit, url, document, visit.parse(document, "page"), kind="page")
    kind = what_is(document.body, document.content_type)
    if kind in ("feed", "json-feed"):
        return _followed(visit, url, document, visit.parse(document, "feed"))
    if kind not in ("page", "text"):
        raise ParseError(
            format_line("nothing to follow at {}: it is {}", shown_url(url), describe(kind)),
            hint=clean_line("give the address of a site, a feed or a section page"),
        )
    return _from_page(visit, url, document)


def add_tags(library: Library, feed: Feed, tags: Sequence[str]) -> None:
    """Give `feed` these tags beside those it has."""
    together = tuple(dict.fromkeys([*feed.tags, *clean_tags(tags)]))
    if together != feed.tags:
        library.store.feeds.edit(feed.id, FeedEdit(tags=together), at=library.clock())


def clean_tags(tags: Sequence[str]) -> tuple[SafeLine, ...]:
    """`tags` as a person typed them, without `#`, once each; nothing of an empty one."""
    cleaned = [clean_line(tag.removeprefix("#"), limit=60) for tag in tags]
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


def _from_page(visit: _Visit, url: WebUrl, document: Document) -> Followed:
    """A page: its own feeds first, then the cards on it, then well-known places, last the article it is."""
    offered = [candidate.url for candidate in find_feeds(document.body, document.url, document.content_type)]
    known = next((feed for each in offered if (feed := _find_moved(visit.library, each)) is not None), None)
    if known is not None:
        # Of a site that is followed already, its feed is not what is new at this address.
        return _kept(visit, url, document, known) if _is_article(visit, document) else _known(visit, known)
    found = _first_feed(visit, offered, document)
    if found is not None:
        others = tuple(other for other in offered if other != found[0])
        return _followed(visit, *found, others=others)
    is_article = _is_article(visit, document)
    cards = None if is_article else _cards(visit, document)
    if cards is not None:
        return _followed(visit, url, document, cards, kind="page")
    found = _first_feed(visit, guess_urls(document.url), document)
    if found is None:
        return _kept(visit, url, document)
    known = _find_moved(visit.library, found[0])
    return _kept(visit, url, document, known) if is_article and known else _followed(visit, *found)


def _find_moved(library: Library, url: WebUrl) -> Feed | None:
    """The followed feed of that address, or the one whose permanent redirects have led there so far."""
    key = url_key(url)
    moved = (feed for feed in library.store.feeds.all() if feed.moved_to and url_key(feed.moved_to) == key)
    return library.store.feeds.find(url=url) or next(moved, None)


def _is_article(visit: _Visit, document: Document) -> bool:
    """Whether there is a text to keep, and not only headlines, a login or an error."""
    try:
        parse_page_document(document, now=visit.library.clock())
    except ParseError:
        return False
    return True


def _first_feed(
    visit: _Visit, urls: list[WebUrl] | tuple[WebUrl, ...], page: Document
) -> tuple[WebUrl, Document, ParsedFeed] | None:
    for url in urls[:6]:
        found = visit.feed_at(url, page=page)
        if found is not None:
            return url, *found
    return None


def _cards(visit: _Visit, document: Document) -> ParsedFeed | None:
    """The page's headline cards, if it has any."""
    try:
        return visit.parse(document, "page")
    except ParseError:
        return None


def _kept(visit: _Visit, url: WebUrl, document: Document, feed: Feed | None = None) -> Followed:
    """The article at `url`, kept; `feed` is its site's, if that is followed."""
    library = visit.library
    with library.waiting(url):
        gathered = gather_page(url, settings=library.fetch_settings, clock=library.clock, first=document)
    article_id = keep_page(library.store, gathered, None, origin="url", now=library.clock())
    requests = visit.requests + len(gathered.documents) - 1 + (gathered.copy is not None)
    return Followed(feed=feed, article_id=article_id, applied=Applied(), requests=requests, is_new=feed is None)


def _known(visit: _Visit, feed: Feed, *, others: tuple[WebUrl, ...] = ()) -> Followed:
    add_tags(visit.library, feed, visit.tags)
    return Followed(feed=feed, article_id=None, applied=Applied(), requests=visit.requests, is_new=False, others=others)


def _followed(
    visit: _Visit,
    url: WebUrl,
    document: Document,
    parsed: ParsedFeed,
    *,
    kind: FeedKind = "feed",
    others: tuple[WebUrl, ...] = (),
) -> Followed:
    library = visit.library
    known = library.store.feeds.find(url=url)
    if known is not None:
        return _known(visit, known, others=others)
    now = library.clock()
    title = parsed.title or host_of(url)
    with library.store.transaction():
        feed = library.store.feeds.add(
            NewFeed(
                url=url,
                title=title,
                slug=mint_slug(title, url, library.store.feeds.slugs()),
                site_url=parsed.site_url,
                kind=kind,
                language=parsed.language,
                tags=visit.tags,
            ),
            at=now,
        )
        state = next_state(feed, document, parsed, now=now)
        first_unread = library.config.whole("unread.first_fetch")
        applied = store_feed(library.store, feed, parsed, state, now=now, first_unread=first_unread)
    feed = library.store.feeds.get(feed.id)
    return Followed(feed=feed, article_id=None, applied=applied, requests=visit.requests, is_new=True, others=others)
