"""What a reader asks of the store."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingQuery:
    """Which headlines: every condition narrows. Times are UTC; `since` is inclusive, `before` exclusive."""

    limit: int | None = None
    """None: all of them."""
    unread: bool = False
    starred: bool = False
    feed_ids: tuple[int, ...] = ()
    """Any of these; empty: all."""
    topic: str | None = None
    tag: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    after: tuple[datetime, int] | None = None
    """Keyset paging: (sort_at, id) of the last line of the page before."""
    reverse: bool = False
    """Oldest first, of the same lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A listing that was shown: what `@last`, `@3` and "seen" mean."""

    id: int
    at: datetime
    command: str
    ids: tuple[int, ...]
    newest_sort_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """What `mark` is to do with some articles."""

    action: Literal["read", "unread", "starred", "unstarred"]
    how: Literal["opened", "marked", "bulk"]
