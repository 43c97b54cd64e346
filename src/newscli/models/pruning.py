"""What is pruned from a store: plain values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneChoice:
    """Which articles are pruned: those placed before a moment, unless the reader has shown that they matter."""

    before: datetime
    feed_ids: tuple[int, ...] = ()
    """Only what these feeds brought and no other followed feed lists; empty: all, found articles too."""
    with_starred: bool = False
    with_opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneCount:
    """What a choice comes to, in articles."""

    articles: int
    unread: int
    """Of `articles`."""
    kept_starred: int
    kept_opened: int
    """Opened and not starred."""
