"""What a feed says about itself: title, site, language, its own address, its hub, how often it asks to be read."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from newscli.dates import parse_date
from newscli.models.parsed import Rhythm
from newscli.parse.entry import alternates, page_url, worded
from newscli.parse.feedparser_elements import FeedDict
from newscli.text import SafeLine, clean_line
from newscli.urls import WebUrl, find_stated_url

_TTL_LIMIT: Final = 60 * 24 * 366
# RSS 1.0 syndication module; seconds.
_PERIODS: Final = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SKIPPED_ITEM = re.compile(r"<(?:hour|day)\s*>\s*(\w{1,12})\s*</", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """The feed-level fields of ParsedFeed."""

    title: SafeLine | None
    site_url: WebUrl | None
    language: SafeLine | None
    self_url: WebUrl | None
    hub_url: WebUrl | None
    rhythm: Rhythm | None
    zone: tzinfo | None
    """What the feed's own dates state: its entries' times without a zone are taken in it."""


def feed_facts(feed: FeedDict, text: str, base: WebUrl | None) -> FeedFacts:
    """The facts in feedparser's `feed`; `text` is the document, for what feedparser keeps only the last of."""
    return FeedFacts(
        title=worded(feed, "title") or None,
        site_url=_site(feed, base),
        # A Content-Language header may name several.
        language=clean_line((feed.get("language") or "").partition(",")[0], limit=40) or None,
        self_url=_related(feed, "self", base),
        hub_url=_related(feed, "hub", base),
        rhythm=_rhythm(feed, text),
        zone=_zone(feed),
    )


def _site(feed: FeedDict, base: WebUrl | None) -> WebUrl | None:
    candidates = [feed.get("link"), *alternates(feed)]
    return next((url for raw in candidates if raw and (url := page_url(raw, base))), None)


def _related(feed: FeedDict, relation: str, base: WebUrl | None) -> WebUrl | None:
    """RFC 4287 section 4.2.7 for "self"; WebSub section 4 for "hub"."""
    for link in feed.get("links", ()):
        if link.get("rel") == relation and (url := find_stated_url(link.get("href") or "", base)):
            return url
    return None


def _zone(feed: FeedDict) -> tzinfo | None:
    """The zone of the feed's own dates. UTC says nothing: programs write it there whatever zone people write in."""
    stated = (parse_date(feed[key]) for key in ("published", "updated", "dc_date") if isinstance(feed.get(key), str))
    return next((read.at.tzinfo for read in stated if read and read.zone == "stated" and read.at.utcoffset()), None)


def _rhythm(feed: FeedDict, text: str) -> Rhythm | None:
    hours: set[int] = set()
    days: set[str] = set()
    for name in ("skipHours", "skipDays"):
        start = text.find(f"<{name}")
        end = text.find(f"</{name}", start) if start >= 0 else -1
        for item in _SKIPPED_ITEM.findall(text, start, min(end, start + 4_000)) if end >= 0 else ():
            if item.isdecimal() and int(item) <= 24:
                hours.add(int(item) % 24)
            elif item.lower() in _DAYS:
                days.add(item.lower())
    ttl = _ttl(feed)
    return Rhythm(ttl=ttl, skip_hours=frozenset(hours), skip_days=frozenset(days)) if ttl or hours or days else None


def _ttl(feed: FeedDict) -> int | None:
    """Seconds between two readings: <ttl> counts minutes (RSS 2.0), else the syndication module's period over its frequency."""
    minutes = _number(feed.get("ttl"))
    if minutes is not None and 0 < minutes <= _TTL_LIMIT:
        return minutes * 60
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    return period // max(1, _number(feed.get("sy_updatefrequency")) or 1) if period else None


def _number(raw: object) -> int | None:
    text = str(raw or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None
