"""An article's page: fetched with all that belongs to it, compared with what is stored, and stored."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING

from newscli.decide import Came, plan_page
from newscli.decide.route import Gathered, Route
from newscli.errors import NewscliError, ParseError
from newscli.models.article import Article, Origin
from newscli.models.document import Document, Fetched
from newscli.models.parsed import ParsedArticle
from newscli.urls import WebUrl

if TYPE_CHECKING:
    from newscli.fetch import FetchSettings
    from newscli.store import Store


def gather_pages(
    wanted: Iterable[tuple[int, WebUrl]], *, settings: "FetchSettings", clock: Callable[[], datetime]
) -> Iterator[tuple[int, Gathered | NewscliError]]:
    """The article at each of the (key, address) `wanted`, as they are complete; or why there is none.

    Each is asked for together with what belongs to it: the original of an AMP copy, where a page only leads on, its further
    pages (`newscli.decide.route` has the bounds). Hosts are spared as `fetch_many` spares them. Pages are read in this
    process, 80 ms each. Closing the iterator cancels what is under way.
    """
    from newscli.fetch import fetch_many

    routes = {key: Route(url) for key, url in wanted}
    # 300 ms while the requests are under way; those that fail do not wait for it.
    loading = Thread(target=_load_extractors, daemon=True)
    loading.start()
    while routes:
        requests = [request for key, route in routes.items() if (request := route.next_request(key)) is not None]
        for fetched in fetch_many(requests, settings=settings):
            if fetched is None:
                continue
            route = routes[fetched.request.key]
            if fetched.document is not None:
                loading.join()
            _advance(route, fetched, clock())
            if route.next_request(0) is None:
                del routes[fetched.request.key]
                yield fetched.request.key, route.outcome()


def gather_page(url: WebUrl, *, settings: "FetchSettings", clock: Callable[[], datetime]) -> Gathered:
    """`gather_pages` for one address. Raises FetchError, ParseError."""
    for _, outcome in gather_pages([(0, url)], settings=settings, clock=clock):
        if isinstance(outcome, NewscliError):
            raise outcome
        return outcome
    raise AssertionError("every address has an outcome")


def keep_page(store: "Store", gathered: Gathered, known: Article | None, *, origin: Origin, now: datetime) -> int:
    """Store a gathered article beside what a feed said of `known`, or as a new article; returns its id."""
    pages = tuple(document.url for document in gathered.documents[1:])
    came = Came(asked=gathered.asked, final=gathered.final, copy=gathered.copy, pages=pages)
    return store_page(store, gathered.parsed, known, came, origin=origin, now=now)


def parse_page_document(document: Document, *, now: datetime) -> ParsedArticle:
    """The article in `document`. Raises ParseError that names what the document is instead.

    Touches nothing else, so that it can run in another process.
    """
    from newscli.parse.page import parse_page

    return parse_page(document.body, document.url, now=now, content_type=document.content_type)


def store_page(store: "Store", parsed: ParsedArticle, known: Article | None, came: Came, *, origin: Origin, now: datetime) -> int:
    """Store a page beside what a feed said of the article `known`, or as a new article; returns the article's id."""
    feed_text = next((text for source, _, text in store.articles.texts(known.id) if source == "feed"), "") if known else ""
    plan = plan_page(parsed, known, came, feed_text=feed_text, origin=origin, now=now)
    return store.articles.apply_page(plan, at=now)


def _advance(route: Route, fetched: Fetched, now: datetime) -> None:
    if fetched.document is None:
        assert fetched.error is not None, "a request ends with a document or an error"
        route.fail(fetched.error)
        return
    try:
        parsed: ParsedArticle | ParseError = parse_page_document(fetched.document, now=now)
    except ParseError as error:
        parsed = error
    route.arrive(fetched.document, parsed)


def _load_extractors() -> None:
    from newscli.parse.body.votes import load_extractors

    load_extractors()
