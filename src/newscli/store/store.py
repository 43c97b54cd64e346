"""The store as its callers see it: rooms that are loaded when they are first asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newscli.errors import StoreError
from newscli.store.database import Database

if TYPE_CHECKING:
    from newscli.models.changes import Undone
    from newscli.models.stats import StoreStats
    from newscli.store.articles import Articles
    from newscli.store.changes import ChangeLog
    from newscli.store.feeds import Feeds
    from newscli.store.listings import Listings
    from newscli.store.pruning import Pruning
    from newscli.store.raw_pages import RawPages
    from newscli.store.saved_searches import SavedSearches
    from newscli.store.search import Search
    from newscli.store.status import Status
    from newscli.store.upkeep import Upkeep


class Store:
    """An open store; made by `open_store`. Closing it twice is harmless."""

    pages_budget = 200 << 20
    """Bytes that `raw_pages` may hold; whoever opens the store may set it before it is first asked for."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, *, is_readonly: bool, refusal: StoreError | None = None
    ) -> None:
        """`refusal`: why a read-only store takes no change, if not for a missing permission."""
        self.path = path
        self.is_readonly = is_readonly
        self._database = Database(connection, path, is_readonly=is_readonly, refusal=refusal)
        self._on_close: list[Callable[[], None]] = []

    @cached_property
    def _log(self) -> ChangeLog:
        from newscli.store.changes import ChangeLog

        return ChangeLog(self._database)

    @cached_property
    def feeds(self) -> Feeds:
        """Followed feeds and what they listed."""
        from newscli.store.feeds import Feeds

        return Feeds(self._database, self._log)

    @cached_property
    def articles(self) -> Articles:
        """Articles, their texts, and lists of them."""
        from newscli.store.articles import Articles

        return Articles(self._database)

    @cached_property
    def status(self) -> Status:
        """What the reader did."""
        from newscli.store.status import Status

        return Status(self._database, self._log)

    @cached_property
    def listings(self) -> Listings:
        """What was shown last."""
        from newscli.store.listings import Listings

        return Listings(self._database)

    @cached_property
    def saved_searches(self) -> SavedSearches:
        """Searches with a name."""
        from newscli.store.saved_searches import SavedSearches

        return SavedSearches(self._database, self._log)

    @cached_property
    def search(self) -> Search:
        """Full-text search."""
        from newscli.store.search import Search

        return Search(self._database)

    @cached_property
    def pruning(self) -> Pruning:
        """Forgetting old articles."""
        from newscli.store.pruning import Pruning

        return Pruning(self._database)

    def stats(self, *, now: datetime) -> StoreStats:
        """What the store holds."""
        from newscli.store.stats import load_stats

        pages = self.raw_pages.path
        return load_stats(self._database, now=now, pages_bytes=pages.stat().st_size if pages.exists() else 0)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Checks, repairs and copies of the file."""
        from newscli.store.upkeep import Upkeep

        return Upkeep(self._database)

    @cached_property
    def raw_pages(self) -> RawPages:
        """Pages as they were fetched, in a file of their own: losing it loses nothing."""
        from newscli.store.raw_pages import RawPages

        return RawPages(self.path.with_name("pages.db"), budget=self.pages_budget)

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside lands or nothing does; nests."""
        return self._database.transaction()

    def one_change(self) -> AbstractContextManager[None]:
        """Changes of one kind inside are one for `undo`: what one command did to several things."""
        return self._log.as_one()

    def undo(self, *, at: datetime, fades: bool = False) -> Undone | None:
        """Reverses the newest change that is not undone, and says which it was; None where nothing is left.

        With `fades` the newest fading, which is no change of the reader's.
        """
        from newscli.store.undo import undo_last

        return undo_last(self._database, self._log, at=at, fades=fades)

    def on_close(self, callback: Callable[[], None]) -> None:
        """Has `callback` run after the file is closed."""
        self._on_close.append(callback)

    def close(self) -> None:
        """Closes the file."""
        if "raw_pages" in self.__dict__:
            self.raw_pages.close()
        self._database.connection.close()
        while self._on_close:
            self._on_close.pop()()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
