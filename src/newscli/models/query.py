"""What a reader asks of the store."""

from dataclasses import dataclass
from datetime import datetime


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
    arrived_after: datetime | None = None
    """Only what came to the store later than that, wherever it is placed."""
    after: tuple[datetime, int] | None = None
    """Keyset paging: (sort_at, id) of the last line of the page before."""
    reverse: bool = False
    """Oldest first, of the same lines."""
