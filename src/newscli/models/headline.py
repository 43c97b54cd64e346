"""One line of a listing."""

from dataclasses import dataclass
from datetime import datetime

from newscli.text import SafeLine
from newscli.urls import WebUrl


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One line of a listing: cheap to load, enough for the table and the pipe. Times are UTC."""

    id: int
    sort_at: datetime
    is_day: bool
    """Whether the publisher gave a day without a time: shown without a clock, never shifted between zones."""
    title: SafeLine
    url: WebUrl | None
    feed_slug: SafeLine | None
    source: SafeLine
    """Whom to name beside the title: the feed's title, or the outlet of a found article."""
    is_unread: bool
    is_starred: bool
