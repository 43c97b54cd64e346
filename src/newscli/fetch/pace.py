"""How often a feed brings something new, and so how often it is worth asking. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from newscli.models.feed import Feed

if TYPE_CHECKING:
    from newscli.models.parsed import ParsedEntry, ParsedFeed, Rhythm

MINUTE: Final = 60.0
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

SHORTEST_INTERVAL: Final = 20 * MINUTE
"""Newswires bring something every few minutes; nobody reads that often, and 72 requests a day are enough for any host."""
LONGEST_INTERVAL: Final = 1 * DAY
"""So that the first article after a year of silence is a day late at most."""
UNKNOWN_INTERVAL: Final = 1 * HOUR
NEWEST: Final = 20
"""Entries of a first fetch whose times say how often the feed brings something."""
LATE: Final = timedelta(hours=12)
"""Some feeds show an entry hours after the time it bears, or bear their local time as UTC."""

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Pace(NamedTuple):
    """What is remembered of a feed's rhythm."""

    gap: float | None
    """Seconds between two new entries, a moving average."""
    changed_at: datetime | None
    """When something new came last."""


def usual_interval(pace: Pace, *, now: datetime) -> float:
    """Seconds until the next request, by the feed's own rhythm.

    Six tenths of the usual gap, so that an article waits a third of it on average; a feed that falls silent is asked ever
    less often, a tenth of its silence apart, so that a lively one keeps its pace overnight.
    """
    if pace.changed_at is None:
        return UNKNOWN_INTERVAL
    silence = (now - pace.changed_at).total_seconds()
    wanted = max(0.6 * pace.gap if pace.gap is not None else UNKNOWN_INTERVAL, silence / 10)
    return min(max(wanted, SHORTEST_INTERVAL), LONGEST_INTERVAL)


def update_pace(feed: Feed, parsed: "ParsedFeed | None", *, now: datetime) -> Pace:
    """The pace after an answer; `parsed` None means that it brought nothing new."""
    if feed.changed_at is None:
        return _first_pace(parsed.articles, now) if parsed is not None else Pace(feed.gap, None)
    # A clock that was wrong must not freeze the feed: what lies ahead of now counts as now.
    changed_at = min(feed.changed_at, now)
    news = sum(_is_news(entry, changed_at) for entry in parsed.articles) if parsed is not None else 0
    if not news:
        return Pace(feed.gap, changed_at)
    observed = (now - changed_at).total_seconds() / news
    return Pace(observed if feed.gap is None else 0.7 * feed.gap + 0.3 * observed, now)


def _first_pace(entries: Sequence["ParsedEntry"], now: datetime) -> Pace:
    times = sorted((at for at in (entry.published_at for entry in entries) if at is not None and at <= now), reverse=True)
    newest = times[:NEWEST]
    if not newest:
        return Pace(None, now if entries else None)
    # The mean, not the median: ten entries at once every morning are one visit a day, not one a second.
    gap = (newest[0] - newest[-1]).total_seconds() / (len(newest) - 1) if len(newest) > 1 else None
    return Pace(gap, newest[0])


def _is_news(entry: "ParsedEntry", changed_at: datetime) -> bool:
    """Whether an unknown entry is a new one, not an old one that was edited."""
    return entry.published_at is None or entry.published_at > changed_at - LATE


def pack_skips(rhythm: "Rhythm | None") -> int:
    """RSS skipHours as bits 0 to 23 (UTC), skipDays as bits 24 (Monday) to 30; 0 where they would leave no hour at all."""
    if rhythm is None:
        return 0
    hours = sum(1 << hour for hour in rhythm.skip_hours if 0 <= hour < 24)
    days = sum(1 << (24 + index) for index, name in enumerate(_DAYS) if name in rhythm.skip_days)
    return 0 if hours == (1 << 24) - 1 or days == 0x7F << 24 else hours | days


def after_skips(at: datetime, skips: int) -> datetime:
    """The first moment from `at` on that `skips` leave open."""
    for _ in range(7 * 24):
        if not (skips >> at.hour & 1 or skips >> (24 + at.weekday()) & 1):
            break
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at
