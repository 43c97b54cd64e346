"""The shell behind most commands: one reader's store, configuration and clock, and what can be done with them.

Its rooms: `refs` and `moments` (what people type), `finding` (which feed, which article), `following` (add, import,
export), `reading` (open an article, fetch its page), `slugs`. Each is imported by the commands that need it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

from newscli.config import Config
from newscli.paths import Places
from newscli.store import Store, open_store
from newscli.urls import WebUrl

if TYPE_CHECKING:
    from newscli.fetch import FetchSettings


Waiting = Callable[[WebUrl], AbstractContextManager[None]]
"""What is entered while an address that somebody asked for is fetched: it may tell them so."""


class Library:
    """An open store with the configuration and the clock that go with it; `waiting` is entered while one address is fetched."""

    def __init__(
        self, store: Store, config: Config, clock: Callable[[], datetime], *, waiting: Waiting = lambda _: nullcontext()
    ) -> None:
        self.store, self.config, self.clock, self.waiting = store, config, clock, waiting

    @property
    def fetch_settings(self) -> "FetchSettings":
        """How the network may be used, by the configuration."""
        from newscli.fetch import FetchSettings

        return FetchSettings(
            deadline=self.config.number("refresh.deadline"),
            parallel=self.config.whole("refresh.parallel"),
            feed_limit=self.config.whole("refresh.feed_mib") << 20,
            page_limit=self.config.whole("refresh.page_mib") << 20,
            allow_private_redirects=self.config.flag("refresh.private_redirects"),
            private_headers=self.config.private_headers,
        )

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def open_library(places: Places, config: Config, clock: Callable[[], datetime], *, waiting: Waiting) -> Library:
    """The library at `places`, made if there is none. Raises StoreError."""
    store = open_store(places.database, now=clock())
    store.pages_budget = config.whole("read.pages_mib") << 20
    return Library(store, config, clock, waiting=waiting)
