"""What a reader may change of a feed that is followed: its names, its tags, how often it is asked, whether pages come along."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from newscli.errors import UsageError
from newscli.library import Library
from newscli.library.following import clean_tags
from newscli.library.moments import read_interval
from newscli.library.slugs import check_slug
from newscli.models.feed import Feed, FeedEdit
from newscli.text import clean_line, format_line

SHORTEST_RHYTHM: Final = timedelta(minutes=15)
LONGEST_RHYTHM: Final = timedelta(days=7)
"""Beyond it the store would take the next attempt for a slip of the clock (store.feeds.LATEST_FETCH)."""


def edit(
    library: Library,
    feed: Feed,
    *,
    title: str | None = None,
    slug: str | None = None,
    tags: Sequence[str] | None = None,
    rhythm: str | None = None,
    full_text: bool | None = None,
) -> Feed:
    """Change what is given, all of it or nothing, and return the feed as it is now; `rhythm` is `2h`, or `auto`.

    Raises UsageError for a slug or a rhythm that cannot be.
    """
    feeds = library.store.feeds
    wanted = FeedEdit(
        title=None if title is None else clean_line(title, limit=200),
        slug=None if slug is None or slug == feed.slug else check_slug(slug, feeds.slugs()),
        tags=None if tags is None else clean_tags(tags),
        rhythm=None if rhythm is None else _seconds(rhythm),
        full_text=full_text,
    )
    feeds.edit(feed.id, wanted, at=library.clock())
    return feeds.get(feed.id)


def _seconds(words: str) -> int:
    """0 for the feed's own pace."""
    if words.strip().lower() == "auto":
        return 0
    rhythm = read_interval(words)
    if not SHORTEST_RHYTHM <= rhythm <= LONGEST_RHYTHM:
        raise UsageError(format_line("not a rhythm for a feed: {}", words), hint=clean_line("from 15m to 7d, or auto"))
    return int(rhythm.total_seconds())
