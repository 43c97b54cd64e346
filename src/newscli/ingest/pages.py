"""An article's page: fetched with all that belongs to it, compared with what is stored, and stored."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING, Final

from newscli.decide import Came, StoredPages, page_keys, plan_page
from newscli.decide.joining import join_pages
from newscli.decide.route import Gathered, Route
from newscli.errors import FetchError, NewscliError, NotFoundError, ParseError
from newscli.ingest.bugs import met_bug
from newscli.models.article import Article, Origin
from newscli.models.document import Document
from newscli.models.parsed import ParsedArticle
from newscli.text import clean_line, format_line
from newscli.urls import WebUrl

_HINTS: Final = {
    404: clean_line("check the address; the page may have moved or been taken down"),
    410: clean_line("the page was taken down; what is stored of it stays"),
}
"""What can be done where a page was: the hints of fetching are for feeds."""
Read = Callable[[Document, datetime], ParsedArticle | ParseError]

if TYPE_CHECKING:
    from newscli.fetch import FetchSettings
    from newscli.store import Store


def gather_pages(
    wanted: Iterable[tuple[int, WebUrl]],
    *,
    named_by: Mapping[int, WebUrl] | None = None,
    settings: "FetchSettings",
    clock: Callable[[], datetime],
) -> Generator[tuple[int, Gathered | NewscliError], None, None]:
    """The article at each of the (key, address) `wanted`, as they are complete; or why there is none.

    Each is asked for together with what belongs to it: the original of an AMP copy, where a page only leads on, its further
    pages (`newscli.decide.route` has the bounds). Hosts are spared as `fetch_many` spares them. Pages are read in this
    process, 80 ms each. Closing the iterator cancels what is under way. `named_by` has by key where the feed or the page stands
    that named the address, if no person did (`Request.named_by`).
    """
    yield from _drive(
        {key: Route(url, named_by=(named_by or {}).get(key)) for key, url in wanted}, settings, clock, read=_read_one_of_many
    )


def gather_page(
    url: WebUrl,
    *,
    named_by: WebUrl | None = None,
    settings: "FetchSettings",
    clock: Callable[[], datetime],
    first: Document | None = None,
) -> Gathered:
    """`gather_pages` for one address, whose first answer may be at hand. Raises FetchError, ParseError."""
    route = Route(url, named_by=named_by)
    if first is not None:
        route.arrive(first, _read(first, clock()))
    for _, outcome in _drive({0: route}, settings, clock):
        if isinstance(outcome, NewscliError):
            raise outcome
        return outcome
    raise AssertionError("every address has an outcome")


def keep_page(store: "Store", gathered: Gathered, known: Article | None, *, origin: Origin, now: datetime) -> int:
    """Store a gathered article beside what a feed said of `known`, or as a new article, and its raw pages; returns its id."""
    article_id = _store_gathered(store, gathered, known, origin=origin, now=now)
    uid = store.articles.uids(article_id)[0]
    store.raw_pages.keep(uid, gathered.documents, at=now, starred=store.articles.starred_uids)
    return article_id


def reread_page(store: "Store", article: Article) -> ParsedArticle:
    """Read the raw page of `article` again, with the parser as it is now, and store what it says; asks no server.

    Raises NotFoundError if no raw page is kept, ParseError if this parser sees no article in it.
    """
    raw = store.raw_pages.find(store.articles.uids(article.id))
    if raw is None:
        raise NotFoundError(format_line("no raw page of article {} is kept", article.id))
    pages: list[ParsedArticle] = []
    for document in raw.documents:
        try:
            # What is relative on the page ("3 hours ago") is relative to the time when it was fetched.
            pages.append(parse_page_document(document, now=raw.fetched_at))
        except ParseError:
            if not pages:
                raise
            break
    url = raw.documents[0].url
    gathered = Gathered(asked=url, final=url, parsed=join_pages(pages), documents=raw.documents)
    _store_gathered(store, gathered, article, origin=article.origin, now=raw.fetched_at)
    return gathered.parsed


def parse_page_document(document: Document, *, now: datetime) -> ParsedArticle:
    """The article in `document`. Raises ParseError that names what the document is instead.

    Touches nothing else, so that it can run in another process.
    """
    from newscli.parse.page import parse_page

    return parse_page(document.body, document.url, now=now, content_type=document.content_type)


def store_page(store: "Store", parsed: ParsedArticle, known: Article | None, came: Came, *, origin: Origin, now: datetime) -> int:
    """Store a page beside what a feed said of the article `known`, or as a new article; returns the article's id."""
    articles = store.articles
    ids = articles.ids_by_url_keys(page_keys(parsed, came))
    owners = {article.id: article for article in articles.get_many(sorted(set(ids.values())))}
    concerned = {*owners, *([known.id] if known is not None else [])}
    feed_texts = {each: [text for source, _, text in articles.texts(each) if source == "feed"] for each in concerned}
    stored = StoredPages(articles={key: owners[found] for key, found in ids.items()}, feed_texts=feed_texts)
    return articles.apply_page(plan_page(parsed, known, came, stored, origin=origin, now=now), at=now)


def _store_gathered(store: "Store", gathered: Gathered, known: Article | None, *, origin: Origin, now: datetime) -> int:
    pages = tuple(document.url for document in gathered.documents[1:])
    came = Came(asked=gathered.asked, final=gathered.final, copy=gathered.copy, pages=pages)
    return store_page(store, gathered.parsed, known, came, origin=origin, now=now)


def _drive(
    routes: dict[int, Route], settings: "FetchSettings", clock: Callable[[], datetime], *, read: Read | None = None
) -> Generator[tuple[int, Gathered | NewscliError], None, None]:
    from newscli.fetch import fetch_many

    # 300 ms while the requests are under way; those that fail do not wait for it.
    loading = Thread(target=_load_extractors, daemon=True)
    loading.start()
    while routes:
        for key in [key for key, route in routes.items() if route.next_request(key) is None]:
            yield key, routes.pop(key).outcome()
        requests = [request for key, route in routes.items() if (request := route.next_request(key)) is not None]
        with closing(fetch_many(requests, settings=settings)) as answers:
            for fetched in answers:
                if fetched is None:
                    continue
                key = fetched.request.key
                if fetched.document is not None:
                    loading.join()
                    routes[key].arrive(fetched.document, (read or _read)(fetched.document, clock()))
                elif fetched.error is not None:
                    routes[key].fail(_said_of_page(fetched.error))
                if routes[key].next_request(key) is None:
                    yield key, routes.pop(key).outcome()


def _said_of_page(error: FetchError) -> FetchError:
    error.hint = _HINTS.get(error.status or 0, error.hint)
    return error


def _read(document: Document, now: datetime) -> ParsedArticle | ParseError:
    try:
        return parse_page_document(document, now=now)
    except ParseError as error:
        return error


def _read_one_of_many(document: Document, now: datetime) -> ParsedArticle | ParseError:
    try:
        return _read(document, now)
    except Exception as error:  # whatever a stranger's page brings to light, the other articles go on
        return met_bug(error, report="please report it with the article's address")


def _load_extractors() -> None:
    with suppress(Exception):  # what is wrong with them is said where they are used, not by a thread
        from newscli.parse.body.votes import load_extractors

        load_extractors()
