"""The pages of new articles, fetched along with their feeds so that they read offline, as politely as the feeds themselves."""

from collections.abc import Callable, Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from newscli.errors import FetchError, NewscliError
from newscli.fetch import FetchSettings
from newscli.fetch.policy import page_pause, paused_hosts
from newscli.ingest import gather_pages, keep_page
from newscli.store import Store
from newscli.text import SafeLine
from newscli.urls import WebUrl, outlet_host

MOST: Final = 500
"""Pages of one refresh, the newest first; the next one goes on."""
NOT_OLDER: Final = timedelta(days=7)
"""Of arrival: what a reader left unread for so long is fetched when it is opened."""
_TRY_AGAIN: Final = frozenset(("timeout", "unreachable", "throttled"))
"""Failures after which the next refresh asks once more; the others are answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutcome:
    """What became of one article's page."""

    article_id: int
    title: SafeLine
    error: NewscliError | None


def fetch_pages(
    store: Store,
    *,
    settings: FetchSettings,
    clock: Callable[[], datetime],
    by_default: bool,
    feed_ids: Collection[int] | None = None,
) -> Generator[PageOutcome, None, None]:
    """Fetch and keep the pages of unread articles that came as teasers, of feeds that want it; closing keeps what arrived.

    `by_default` holds for feeds that say neither. A page that was refused is not asked for again, and no host that wants
    fewer requests is asked at all.
    """
    now = clock()
    wanted = store.articles.without_page(by_default=by_default, since=now - NOT_OLDER, feed_ids=feed_ids, most=MOST)
    if not wanted:
        return
    pauses = paused_hosts(store.feeds.throttled(now), store.feeds.pauses(now), now=now)
    addresses = {article_id: url for article_id, url in wanted if outlet_host(url) not in pauses}
    if not addresses:
        return
    named_by = {article_id: source for article_id in addresses if (source := store.articles.named_by(article_id)) is not None}
    with closing(gather_pages(list(addresses.items()), named_by=named_by, settings=settings, clock=clock)) as pages:
        for article_id, gathered in pages:
            article = store.articles.get(article_id)
            error = gathered if isinstance(gathered, NewscliError) else None
            if not isinstance(gathered, NewscliError):
                keep_page(store, gathered, article, origin="url", now=clock())
            if not _is_for_later(store, addresses[article_id], error, clock()):
                store.articles.record_page_try(article_id, at=clock())
            yield PageOutcome(article_id=article_id, title=article.title, error=error)


def _is_for_later(store: Store, url: WebUrl, error: NewscliError | None, now: datetime) -> bool:
    """Whether the next refresh asks for the page at `url` again; keeps the pause that its host asked for."""
    if not isinstance(error, FetchError):
        return False
    until = page_pause(error, now=now)
    if until is not None:
        store.feeds.record_pause(outlet_host(url), until=until)
    return until is not None or error.kind in _TRY_AGAIN
