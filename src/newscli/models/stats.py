"""What a store holds, in numbers: plain values."""

from dataclasses import dataclass

from newscli.text import SafeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStats:
    """How much one feed brings."""

    slug: SafeLine
    title: SafeLine
    weeks: tuple[int, ...]
    """Articles that arrived in each of the last weeks, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStats:
    """What a store holds, in articles and bytes; by itself, an empty one."""

    articles: int = 0
    """Those that have a line in listings."""
    found: int = 0
    """Offered by pages or read by address, in no feed."""
    unread: int = 0
    starred: int = 0
    opened: int = 0
    pruned: int = 0
    feeds: int = 0
    database_bytes: int = 0
    index_bytes: int = 0
    """Of the search index, inside the database."""
    free_bytes: int = 0
    """Inside the file, to be used again."""
    pages_bytes: int = 0
    """Of the raw pages, in their own file."""
    weeks: tuple[int, ...] = ()
    """Articles that arrived in each of the last weeks, the oldest first; the last is the one under way."""
    busiest: tuple[FeedStats, ...] = ()
    """Feeds that brought most in these weeks, the busiest first."""
