"""What the stories of the store share: a store in a temporary folder, and plans made by hand."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Final

from newscli.library.query_reading import read_query
from newscli.models.article import Origin
from newscli.models.body import body_from_text
from newscli.models.changes import Applied, ArticleFacts, ChangedEntry, FeedPlan, NewEntry, PagePlan
from newscli.models.feed import Feed, FetchState, NewFeed
from newscli.models.headline import Headline
from newscli.models.parsed import Completeness, LinkKind, ParsedItem, Stamp
from newscli.models.query import ListingQuery
from newscli.models.search import Found, SearchQuery, Sort
from newscli.models.status import StatusChange
from newscli.store import Store
from newscli.text import SafeLine, clean_block, clean_line
from newscli.urls import outlet_host, require_web_url, url_key

NOW: Final = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
READ: Final = StatusChange(action="read", how="marked")
UNREAD: Final = StatusChange(action="unread", how="marked")
STARRED: Final = StatusChange(action="starred", how="marked")
OPENED: Final = StatusChange(action="read", how="opened")


def facts(name: str, *, host: str = "site.example", text: str | None = None, completeness: Completeness = "full") -> ArticleFacts:
    """An article of that name at https://HOST/NAME."""
    url = require_web_url(f"https://{host}/news/{name}")
    return ArticleFacts(
        url=url, url_keys=((url_key(url), "link"),), uid_source=url_key(url), title=clean_line(f"Title of {name}"),
        authors=(clean_line("Ada Writer"), clean_line("Ben Author")), outlet_name=None, outlet_host=outlet_host(url),
        published=None, updated=None, language=clean_line("en"), image=None, views=None,
        summary=clean_block(f"What {name} is about"), topics=(clean_line("World"),), enclosures=(),
        body=body_from_text(text if text is not None else f"The text of {name}."), completeness=completeness,
    )  # fmt: skip


def entry(name: str, *, sort_at: datetime = NOW, article_id: int | None = None, unread: bool = True, key: str | None = None,
          of: ArticleFacts | None = None) -> NewEntry:  # fmt: skip
    """A new entry that lists the article of that name."""
    return NewEntry(
        entry_key=key or name, key_kind="id", raw_hash=raw_hash(name), article_id=article_id, facts=of or facts(name),
        sort_at=sort_at, unread=unread,
    )  # fmt: skip


def changed(name: str, article_id: int, of: ArticleFacts) -> ChangedEntry:
    """The entry of that name with new facts."""
    return ChangedEntry(entry_key=name, raw_hash=raw_hash(of.title), article_id=article_id, facts=of)


def raw_hash(name: str) -> bytes:
    """16 bytes for a name."""
    return blake2b(name.encode(), digest_size=16).digest()


def state(at: datetime = NOW) -> FetchState:
    """A feed that answered at `at`."""
    return FetchState(
        attempted_at=at, fetched_at=at, next_fetch_at=at + timedelta(hours=1), health="ok", error=None, failures=0,
        etag='"one"', last_modified=None, body_hash=raw_hash("body"), latency=0.2,
    )  # fmt: skip


def page(article_id: int | None, of: ArticleFacts, *links: tuple[LinkKind, ParsedItem], show: bool = True,
         origin: Origin = "url") -> PagePlan:  # fmt: skip
    """A fetched page."""
    return PagePlan(article_id=article_id, facts=of, origin=origin, sort_at=NOW, source="page", show_page=show, links=links)


def card(name: str, *, position: int = 1, published: Stamp | None = None) -> ParsedItem:
    """A card that offers the article of that name."""
    return ParsedItem(
        title=clean_line(f"Card of {name}"), url=require_web_url(f"https://site.example/news/{name}"), published=published,
        date_text=clean_line("3 November"), teaser=clean_line(f"Why to read {name}"), section=clean_line("Related"),
        position=position,
    )  # fmt: skip


@dataclass
class Desk:
    """A store and short ways to use it."""

    store: Store
    feeds: dict[str, Feed] = field(default_factory=dict)

    def taken_back(self, *, fades: bool = False) -> SafeLine | None:
        """Undoes the last change, and gives what that was; None where nothing was left."""
        undone = self.store.undo(at=NOW, fades=fades)
        return None if undone is None else undone.what

    def follow(self, slug: str, *, at: datetime = NOW) -> int:
        """Follows https://SLUG.example/feed; its number."""
        new = NewFeed(url=require_web_url(f"https://{slug}.example/feed"), title=clean_line(slug.title()), slug=clean_line(slug))
        self.feeds[slug] = self.store.feeds.add(new, at=at)
        return self.feeds[slug].id

    def bring(self, feed_id: int, *entries: NewEntry, at: datetime = NOW) -> Applied:
        """A fetch of the feed that brought these."""
        return self.store.articles.apply_feed(feed_id, FeedPlan(new=entries), state(at), at=at)

    def ids(self, query: ListingQuery | None = None) -> list[int]:
        """The ids of a listing."""
        return [line.id for line in self.lines(query)]

    def lines(self, query: ListingQuery | None = None) -> list[Headline]:
        """A listing."""
        return self.store.articles.headlines(query or ListingQuery())

    def unread(self, feed_id: int) -> int:
        """The feed's counter, after it was compared with a count of its lines."""
        feed = self.store.feeds.get(feed_id)
        query = ListingQuery(feed_ids=(feed_id,))
        assert feed.unread == self.store.articles.count(replace(query, unread=True))
        assert feed.total == self.store.articles.count(query)
        return feed.unread

    def search(self, *words: str, sort: Sort = "relevance", limit: int | None = None) -> Found:
        """What a search of `words`, as arguments of a command line, finds."""
        node = read_query(words, now=NOW, find_feed=self.feeds.__getitem__).node
        return self.store.search.find(SearchQuery(node=node, sort=sort, limit=limit), now=NOW)

    def found(self, *words: str) -> list[int]:
        """The ids a search finds, best first."""
        return [hit.headline.id for hit in self.search(*words).hits]
